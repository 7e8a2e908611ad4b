package answer

import "math"

// A doubt is one reason to think that the articles answer a question, or that they
// do not.
type doubt int16

const (
	dCover        doubt = iota // the best sentence: share of the question's words
	dNames                     // share of its names
	dNear                      // how close together the words met stand
	dPairs                     // neighbours that stay neighbours
	dExact                     // words met as they are
	dBefore                    // what its neighbour adds
	dTyped                     // it has what is wanted
	dNoTyped                   // it has nothing of what is wanted
	dNoNumber                  // a number is wanted and the best sentence has none that fits
	dNoTime                    // … a time
	dNoPlace                   // … a place
	dNoPerson                  // … a person
	dNoReason                  // … a reason
	dNoSpeaker                 // … words of that speaker
	dNoName                    // a name of the question is nowhere in the articles
	dNoFocus                   // the noun asked for is nowhere in the articles
	dFocusAway                 // … is not in the best sentence
	dUnknown                   // weight of words that are nowhere in the articles
	dRarest                    // the rarest word of the question is not in the best sentence
	dLast                      // the last word is in the best sentence
	dMargin                    // how far the best sentence is ahead of the second
	dScore                     // its score
	dFewTerms                  // the question has hardly any words
	dNumber                    // a number of the question is not in the best sentence
	dMissName                  // share of the question that is names which the best sentence has not
	dMissVerb                  // … verbs
	dMissNoun                  // … other words
	dShort                     // how well the best short answer fits
	dWeak                      // share met only by related words
	dCount                     // figure: intent count and noun fits
	dAbsentName                // share of the question that is names which the articles have nowhere
	dAbsentNumber              // … numbers
	dAbsentVerb                // … verbs
	dAbsentNoun                // … other words
	dAway                      // share that is elsewhere in the articles
	dFar                       // share that is not in the best sentence, nor anything alike
	dFarthest                  // the same of the word that is farthest
	dSuperlative               // a superlative is not in the best sentence
	dUnmet                     // words not in the best sentence
	dAllMet                    // there are none
	dTerms                     // words of the question
	dSense                     // how alike question and sentence are as a whole
	dOpposite                  // the sentence has the opposite of a word
	dNegated                   // the question denies
	dDenied                    // one of the two denies
	dSwapName                  // the sentence has another name for one of the question
	dSwapNumber                // … another number
	dGap                       // how far apart neighbours stand
	dPickNear                  // the short answer: how near the question's words stand
	dPickNext                  // … one stands beside it
	dPickOverlap               // … share of its words that the question has
	dPickLead                  // … how far it is ahead of the next
	dPickUnit                  // … it has the unit
	dPickFocus                 // … it has the noun that is asked for
	dOtherCount                // the short answer is a figure that counts something else
	dPickUnnamed               // a name is wanted and the short answer is none
	dPickVague                 // one of a kind is wanted and the short answer is no name
	dNoKind                    // the best sentence names nothing of the kind
	dFuture                    // what will be is asked, and the best sentence tells of no future
	dChance                    // how likely the best sentence is the right one, if one is
	dOpen                      // how open it is which one is
	dLead                      // how far the best is ahead of the mean
	dOutstanding               // … in standard deviations
	dSentences                 // how many there were to choose from
	dKnown                     // how well the articles have the question's words
	dLeastKnown                // … the one they have least
	dBestCover                 // the most that any sentence has of the words
	dBestSense                 // … and is alike as a whole
	dBestTyped                 // … and has of what is wanted
	dTaken                     // share of the words, with what the best sentence takes over from those before
	dFlatSoft                  // share of the words, all counted the same, with words that are alike
	dImplied                   // words that go with those for which it has nothing
	dNearly                    // share met by words that mean nearly the same
	dClosest                   // what is wanted stands near the words
	dUnitLack                  // it has not the unit that is wanted
	dOwn                       // share of the question for which the articles have the very words
	dOwnFlat                   // … all counted the same
	dStrange                   // the weight of the rarest word that they do not have, against that of the rarest of all
	dAskCount                  // the intents, since some are easier
	dAskAmount
	dAskMeasure
	dAskWho
	dAskTime
	dAskPlace
	dAskReason
	dAskWords
	dAskKind
	dAskTruth
	doubtCount
)

var doubtNames = [doubtCount]string{
	"cover", "names", "near", "pairs", "exact", "before", "typed", "no-typed", "no-number", "no-time", "no-place", "no-person", "no-reason", "no-speaker", "no-name", "no-focus",
	"focus-away", "unknown", "rarest", "last", "margin", "score", "few-terms", "number", "miss-name", "miss-verb", "miss-noun", "short", "weak", "count",
	"absent-name", "absent-number", "absent-verb", "absent-noun", "away", "far", "farthest", "superlative", "unmet", "all-met", "terms", "sense", "opposite",
	"negated", "denied", "swap-name", "swap-number", "gap", "pick-near", "pick-next", "pick-overlap", "pick-lead", "pick-unit", "pick-focus",
	"other-count", "pick-unnamed", "pick-vague", "no-kind",
	"future", "chance", "open", "lead", "outstanding", "sentences", "known", "least-known", "best-cover", "best-sense", "best-typed",
	"taken", "flat-soft", "implied", "nearly", "closest", "unit-lack", "own", "own-flat", "strange",
	"ask-count", "ask-amount", "ask-measure", "ask-who", "ask-time", "ask-place", "ask-reason", "ask-words", "ask-kind", "ask-truth",
}

// doubts holds the reasons for one question.
type doubts [doubtCount]float64

// doubts weighs the best sentence of a question.
func (m *matcher) doubts(ranked []scored) doubts {
	var d doubts
	if len(ranked) == 0 || len(m.q.terms) == 0 {
		d[dFewTerms], d[dUnknown], d[dNoTyped] = 1, 1, 1
		return d
	}
	q, best := m.q, ranked[0]
	v, r := best.vec, m.of(best.id)
	d[dCover], d[dNear], d[dPairs], d[dExact], d[dBefore] = v[fCover], v[fNear], v[fPairs], v[fExact], v[fBefore]
	d[dTyped], d[dNoTyped], d[dLast], d[dSense] = v[fTyped], v[fLacks], v[fLast], v[fSense]
	d[dScore] = best.score / 10
	d[dTaken], d[dFlatSoft], d[dImplied] = v[fTaken], v[fFlatSoft], v[fImplied]
	d[dNearly], d[dClosest], d[dUnitLack] = v[fNearly], v[fClosest], v[fUnitLack]
	switch q.intent {
	case wantCount, wantAmount, wantMeasure:
		d[dNoNumber] = 1 - v[fNumber]
	case wantTime:
		d[dNoTime] = 1 - v[fTime]
	case wantPlace:
		d[dNoPlace] = 1 - v[fPlace]
	case wantWho, wantSpeaker:
		d[dNoPerson] = 1 - v[fWho]
	case wantPerson:
		d[dNoPerson] = 1 - v[fRole]
	case wantReason:
		d[dNoReason] = 1 - v[fReason]
	case wantWords:
		d[dNoSpeaker] = 1 - v[fSpeaker]
	}
	d[dNames] = 1
	unknown, rarest := 0.0, q.rarest()
	for i := range q.terms {
		t := &q.terms[i]
		unknown += t.weight * (1 - t.known)
		if t.kind&name != 0 {
			d[dNames] = v[fNames]
			if t.known < 0.6 {
				d[dNoName] = 1
			}
		}
		miss := t.weight * (1 - float64(r.weight[i])) / m.total
		switch {
		case t.kind&name != 0:
			d[dMissName] += miss
		case t.kind&verb != 0:
			d[dMissVerb] += miss
		default:
			d[dMissNoun] += miss
		}
		if w := r.weight[i]; w > 0 && w < otherForm-0.01 {
			d[dWeak] += t.weight / m.total
		}
		if t.kind&number != 0 && r.weight[i] == 0 {
			d[dNumber] = 1
		}
	}
	d[dUnknown] = share(unknown, m.total)
	d[dRarest] = 1 - float64(r.weight[rarest])
	if q.focus >= 0 {
		d[dNoFocus] = 1 - q.terms[q.focus].known
		d[dFocusAway] = 1 - float64(r.weight[q.focus])
	}
	if len(ranked) > 1 {
		d[dMargin] = min(best.score-ranked[1].score, 5) / 5
	}
	if len(q.terms) < 2 {
		d[dFewTerms] = 1
	}
	p := m.pick(best.id)
	d[dShort] = max(min(p.score, 5), -5) / 5
	d[dPickLead] = min(p.lead, 3) / 3
	d[dPickNear], d[dPickNext], d[dPickOverlap] = p.traits[tNear], p.traits[tNearest], p.traits[tOverlap]
	d[dPickUnit], d[dPickFocus] = p.traits[tUnit], p.traits[tFocus]
	m.kindOfPick(&d, best, p)
	m.contrast(&d, best.id, r)
	d.standing(ranked, q)
	d.strangeness(q)
	if q.intent == wantCount {
		d[dCount] = v[fCount] * v[fFate]
	}
	asks := [...]struct {
		intent intent
		doubt  doubt
	}{{wantCount, dAskCount}, {wantAmount, dAskAmount}, {wantMeasure, dAskMeasure}, {wantWho, dAskWho}, {wantTime, dAskTime},
		{wantPlace, dAskPlace}, {wantReason, dAskReason}, {wantWords, dAskWords}, {wantKind, dAskKind}, {wantTruth, dAskTruth}}
	for _, a := range asks {
		if q.intent == a.intent {
			d[a.doubt] = 1
		}
	}
	return d
}

// strangeness fills the doubts about words that the articles do not have themselves, whatever
// stands for them: no words of an article on a convention are those of "who won the
// champions league", but some are related.
func (d *doubts) strangeness(q *question) {
	own, total, ownFlat, matter := 0.0, 0.0, 0.0, 0.0
	for i := range q.terms {
		t := &q.terms[i]
		if q.asking(i) {
			continue
		}
		matter++
		total += t.weight
		if t.known == 1 {
			own += t.weight
			ownFlat++
		} else {
			d[dStrange] = max(d[dStrange], t.weight)
		}
	}
	d[dOwn], d[dOwnFlat], d[dStrange] = share(own, total), share(ownFlat, matter), share(d[dStrange], q.terms[q.rarest()].weight)
}

// standing fills the doubts about how the best sentence stands among the others.
func (d *doubts) standing(ranked []scored, q *question) {
	odds := 0.0
	for i := range ranked {
		s := &ranked[i]
		odds += math.Exp(s.score - ranked[0].score)
		d[dBestCover] = max(d[dBestCover], s.vec[fCover])
		d[dBestSense] = max(d[dBestSense], s.vec[fSense])
		d[dBestTyped] = max(d[dBestTyped], s.vec[fTyped])
	}
	for i := range ranked {
		p := math.Exp(ranked[i].score-ranked[0].score) / odds
		d[dOpen] -= p * math.Log(p+1e-9)
	}
	mean, deviation := spread(len(ranked), func(i int) float64 { return ranked[i].score })
	d[dChance] = 1 / odds
	d[dLead] = ranked[0].score - mean
	d[dOutstanding] = d[dLead] / (deviation + 0.1)
	d[dSentences] = float64(len(ranked))
	d[dLeastKnown] = 1
	matter := 0.0
	for i := range q.terms {
		if !q.asking(i) {
			d[dKnown] += q.terms[i].known
			d[dLeastKnown] = min(d[dLeastKnown], q.terms[i].known)
			matter++
		}
	}
	d[dKnown] = share(d[dKnown], matter)
}
