package answer

import "math"

// A feature is one reason why a sentence may answer a question. All lie between 0
// and about 1, so that their weights can be compared; those that tell how alike words are, or
// how far a sentence stands out, can be a little below 0.
type feature int

const (
	fCover       feature = iota // share of the question's words, weighted by rarity
	fNames                      // share of its names
	fPlain                      // share of its other words
	fDense                      // the same, but long sentences count less (BM25)
	fLinked                     // share met only through coreference, a speaker, a role or the rest of a name
	fPairs                      // neighbouring words of the question that are neighbours here
	fOrder                      // the same, in the same order: "Russia launch" is not "launched into Russia"
	fNear                       // how close together the words met stand
	fExact                      // words met in exactly the same form or by a synonym
	fBefore                     // what the sentence before adds
	fAfter                      // what the sentence behind adds
	fContext                    // the sentence before, where this one has words of its own
	fPhrase                     // neighbouring words of the question, function words too, that stand here so
	fAgent                      // the one who acts in the question acts here
	fPatient                    // the one who acts in the question is acted upon
	fSoft                       // words that are alike where nothing stands for one of the question
	fSoftOver                   // … where they are more alike than what stands for it
	fSoftEach                   // … how far the sentence stands out by each of them
	fSoftBefore                 // the first of these in the sentence before
	fSoftAfter                  // … behind
	fSense                      // how alike question and sentence are as a whole
	fFocus                      // the noun that is asked for
	fLast                       // the last word of the question, often its verb or its object
	fBoth                       // the words and what the intent wants together
	fTyped                      // it has what the intent wants: a number, a time, a place …
	fLacks                      // it has nothing of that
	fKind                       // it names one of the kind that is chosen from, when there is one
	fCount                      // a figure that counts the focus
	fFate                       // … to which the same thing happened
	fUnit                       // a number with the unit that is wanted: an age, a score, a length
	fNumber                     // a number that fits, when one is wanted
	fTime                       // a time, when one is wanted
	fPlace                      // a place, when one is wanted
	fWho                        // somebody new, when a person is wanted
	fReason                     // a reason, when one is wanted
	fSpeaker                    // the right person speaks
	fWords                      // words said, when those are wanted
	fRole                       // a name with its role, for who is X
	fMeaning                    // X is a …
	fFirst                      // the first sentence
	fEarly                      // early sentences
	fLength                     // long sentences: 1 from 75 words on
	fHeading                    // a line without a full stop: a title, a caption
	fAsks                       // a sentence that is itself a question
	fImplied                    // words that go with those of the question for which it has nothing
	fKinds                      // one of the kinds of what is asked for
	fSenseBefore                // how alike the sentence before is to the question as a whole
	fSenseAfter                 // … the one behind
	fTypedBefore                // it has what is wanted, and the sentence before has the words
	fRefers                     // it begins with what refers to the sentence before, which has the words
	fTaken                      // share of the words, with what it takes over from those before
	fTakenTyped                 // … and what is wanted
	fVerbs                      // share of the verbs
	fNearly                     // share met by words that mean nearly the same
	fWeakly                     // share met by words that mean something alike
	fFlat                       // share of the words, all counted the same
	fFlatTaken                  // … with what it takes over
	fFlatSoft                   // … with words that are alike
	fHeaviest                   // the rarest word
	fAllMet                     // every word, weakly at least
	fClosest                    // what is wanted stands near the words
	fUnitLack                   // it has not the unit that is wanted
	fNovel                      // it says something that the question does not
	fStance                     // it grants or denies, when yes or no is asked
	fManner                     // it says by what means, when that is asked
	fOften                      // it says how often, when that is asked
	fAhead                      // it tells of what is to come, when that is asked
	fBest                       // it singles out, when the best or the first is asked
	fIndirect                   // it has the question word: nobody knows how many
	fEarlyShort                 // early sentences, when the question has few words
	fEarlyTyped                 // … those that have what is wanted
	features
)

var featureNames = [features]string{
	"cover", "names", "plain", "dense", "linked", "pairs", "order", "near", "exact", "before", "after", "context", "phrase", "agent", "patient", "soft", "soft-over", "soft-each", "soft-before", "soft-after", "sense", "focus", "last",
	"both", "typed", "lacks", "kind", "count", "fate", "unit", "number", "time", "place", "who", "reason", "speaker", "words", "role", "meaning",
	"first", "early", "length", "heading", "asks",
	"implied", "kinds", "sense-before", "sense-after", "typed-before", "refers", "taken", "taken-typed",
	"verbs", "nearly", "weakly", "flat", "flat-taken", "flat-soft", "heaviest", "all-met", "closest", "unit-lack", "novel",
	"stance", "manner", "often", "ahead", "best", "indirect", "early-short", "early-typed",
}

// vector holds the features of one sentence and, behind them in the same order, how far it
// stands out by each among the sentences that are ranked (see standOut).
type vector [2 * features]float64

// features fills v with how sentence id answers the question.
func (m *matcher) features(id int, v *vector) {
	s := m.sentence(id)
	r := m.of(id)
	q := m.q
	v[fCover] = r.cover
	var names, plain, namesAll, plainAll, linked, exact, dense float64
	length := float64(len(s.words)) / 25
	for i := range q.terms {
		t := &q.terms[i]
		w := float64(r.weight[i])
		if t.kind&name != 0 {
			names += w * t.weight
			namesAll += t.weight
		} else {
			plain += w * t.weight
			plainAll += t.weight
		}
		if w > 0 && r.at[i] < 0 {
			linked += t.weight
		}
		if w >= otherForm-0.01 {
			exact += t.weight
		}
		dense += t.weight * w * 2.2 / (w + 1.2*(0.25+0.75*length))
	}
	v[fNames], v[fPlain] = share(names, namesAll), share(plain, plainAll)
	v[fLinked], v[fExact], v[fDense] = share(linked, m.total), share(exact, m.total), share(dense, m.total*2)
	v[fPairs], v[fOrder] = m.pairs(r)
	v[fNear] = m.near(r)
	v[fBefore], v[fAfter] = m.adds(id, -1), m.adds(id, 1)
	v[fContext] = v[fBefore] * v[fCover]
	v[fPhrase] = m.phrase(s)
	v[fAgent], v[fPatient] = m.agent(s, r)
	if q.focus >= 0 {
		v[fFocus] = float64(r.weight[q.focus])
	}
	if n := len(q.terms); n > 0 {
		v[fLast] = float64(r.weight[n-1])
	}
	v[fSoft] = m.alone(id)
	v[fSoftOver], v[fSoftEach] = m.softly(id)
	v[fSoftBefore], v[fSoftAfter] = m.aloneBeside(id, -1), m.aloneBeside(id, 1)
	v[fSense] = m.likeWhole(id)
	m.typed(s, r, v)
	v[fLacks] = indicator(v[fTyped] < leastTyped)
	v[fKind] = indicator((q.intent == wantKind || q.intent == wantWho || q.intent == wantPlace) && m.ofKind(s))
	v[fFirst] = indicator(s.index == 0)
	v[fEarly] = 1 / (1 + float64(s.index)/4)
	v[fLength] = min(length, 3) / 3
	v[fBoth] = v[fTyped] * v[fCover]
	v[fHeading], v[fAsks] = indicator(s.heading), indicator(s.asks)
	m.covers(id, r, v)
	v[fImplied], v[fKinds], v[fNovel] = m.implied(s, r), m.namesKind(s), m.novelty(s)
	v[fSenseBefore], v[fSenseAfter] = m.likenessBeside(id, -1), m.likenessBeside(id, 1)
	v[fTypedBefore] = v[fTyped] * v[fBefore]
	v[fRefers] = s.refers() * v[fBefore]
	v[fClosest] = m.closest(s, r)
	v[fUnitLack] = indicator(q.unit&measured != 0 && v[fUnit] == 0)
	v[fStance], v[fManner], v[fOften], v[fAhead] = m.stance(s), m.manner(s), m.often(s), m.ahead(s)
	v[fBest], v[fIndirect] = m.best(s), m.indirect(s)
	few := q.few()
	v[fEarlyShort], v[fEarlyTyped] = v[fEarly]*few, v[fEarly]*v[fTyped]*few
}

// standOut fills the second half of vectors whose first is known: in standard deviations
// above what the sentences have in the mean.
func standOut(all []vector) {
	for f := range int(features) {
		mean, deviation := spread(len(all), func(i int) float64 { return all[i][f] })
		for i := range all {
			all[i][int(features)+f] = (all[i][f] - mean) / (deviation + leastSpread) / outScale
		}
	}
}

// leastTyped is the fTyped below which a sentence has nothing of what is wanted.
const leastTyped = 0.3

// few is how few words a question has: 1 for two or less, 0 for four or more.
func (q *question) few() float64 { return max(0, min(1, 2-float64(len(q.terms))/2)) }

// indicator is 1 for what is so.
func indicator(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// share is a part of all; 0 where there is nothing.
func share(part, all float64) float64 {
	if all == 0 {
		return 0
	}
	return part / all
}

// pairs is the share of neighbouring terms that also stand together in the
// sentence, at most two words apart, and the share of those in the same order.
func (m *matcher) pairs(r *match) (any, ordered float64) {
	pairs, met, same := 0, 0, 0
	for i := 1; i < len(m.q.terms); i++ {
		pairs++
		a, b := r.position(i-1), r.position(i)
		if a >= 0 && b >= 0 && b-a <= 3 && a-b <= 2 {
			met++
			if a <= b {
				same++
			}
		}
	}
	return share(float64(met), float64(pairs)), share(float64(same), float64(pairs))
}

// phrase is the share of neighbouring words of the question, function words
// included, that are neighbours in the sentence too.
func (m *matcher) phrase(s *sentence) float64 {
	if len(m.q.pairs) == 0 {
		return 0
	}
	met := 0
	for _, p := range m.q.pairs {
		for i := 1; i < len(s.words); i++ {
			if s.words[i].stem == p[1] && s.words[i-1].stem == p[0] {
				met++
				break
			}
		}
	}
	return float64(met) / float64(len(m.q.pairs))
}

// agentGap is how many words may stand between who acts and what they do.
const agentGap = 5

// agent tells a sentence in which the question's subject does what the question
// says from one in which it is done to them: drones that Russia launched are not
// drones launched into Russia.
func (m *matcher) agent(s *sentence, r *match) (agent, patient float64) {
	if m.q.subject < 0 || m.q.action < 0 {
		return 0, 0
	}
	who, does := r.position(m.q.subject), r.position(m.q.action)
	if who < 0 || does < 0 {
		return 0, 0
	}
	if who < does {
		if does-who <= agentGap {
			return 1, 0
		}
		return 0, 0
	}
	for i := does + 1; i < who; i++ {
		if s.words[i].stem >= 0 && m.x.stems[s.words[i].stem].text == "by" {
			return 1, 0
		}
	}
	if who-does <= agentGap {
		return 0, 1
	}
	return 0, 0
}

// near is how close together the terms stand: their number against the stretch of
// words that holds them all.
func (m *matcher) near(r *match) float64 {
	lo, hi, n := math.MaxInt, -1, 0
	for i := range m.q.terms {
		if at := r.position(i); at >= 0 {
			lo, hi = min(lo, at), max(hi, at)
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return float64(n) / (float64(hi-lo) + 3)
}

// adds is the share of the question that a neighbouring sentence of the same
// article has and this one has not.
func (m *matcher) adds(id, step int) float64 {
	if !m.beside(id, step) {
		return 0
	}
	here, there := m.of(id), m.of(id+step)
	sum := 0.0
	for i := range m.q.terms {
		if d := float64(there.weight[i] - here.weight[i]); d > 0 {
			sum += d * m.q.terms[i].weight
		}
	}
	return share(sum, m.total)
}

// aloneBeside is the fSoft of a neighbouring sentence of the same article.
func (m *matcher) aloneBeside(id, step int) float64 {
	if !m.beside(id, step) {
		return 0
	}
	return m.alone(id + step)
}
