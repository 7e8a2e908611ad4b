package answer

import (
	"math"

	"byline/facts"
	"byline/facts/lang"
)

// possible are the stretches of a sentence that can answer the question: a time
// expression where a time is wanted, a number where a number is, something that the question
// does not say itself, and not the name of whom it is asked who that is, but a name for a role;
// all where there are none.
func (m *matcher) possible(l *layout) []stretch {
	all := l.stretches
	switch m.q.intent {
	case wantTime:
		all = fit(all, func(c stretch) bool { return c.shape == dated })
	case wantCount:
		all = fit(all, func(c stretch) bool { return c.shape == amount })
	case wantPerson:
		all = fit(all, func(c stretch) bool {
			return !l.has(c, func(i int) bool { return l.s.words[i].kind&name != 0 && l.fit[i] >= asMeant })
		})
		if !m.q.named() { // who is the mayor: somebody's name
			all = fit(all, func(c stretch) bool {
				return l.has(c, func(i int) bool { return l.named[i] == facts.EntityPerson && l.fit[i] < asMeant })
			})
		}
	}
	if m.q.has("or") { // one of what the question names
		return all
	}
	return fit(all, func(c stretch) bool {
		return l.has(c, func(i int) bool {
			return l.speech[i].telling() && l.fit[i] < asMeant && (!l.asked[i] || m.q.intent != wantWho)
		})
	})
}

// has reports whether one of the words of a stretch is so.
func (l *layout) has(c stretch, is func(i int) bool) bool {
	for i := c.from; i < c.to; i++ {
		if is(i) {
			return true
		}
	}
	return false
}

// fit are the stretches that are so, all of them where none is.
func fit(all []stretch, is func(c stretch) bool) []stretch {
	var some []stretch
	for _, c := range all {
		if is(c) {
			some = append(some, c)
		}
	}
	if len(some) == 0 {
		return all
	}
	return some
}

// A picked stretch is the one that most likely is the short answer.
type picked struct {
	span   facts.Span // empty when the sentence has no stretch at all
	score  float64
	lead   float64 // how far it is ahead of the next that it does not overlap
	chance float64 // how likely it, or a stretch that it overlaps, is the answer
	whole  bool    // it can be said by itself, see layout.whole
	traits traitVector
}

// leastScore is the score of a sentence without a stretch: about that of a bad one.
const leastScore = -9

// pick chooses the short answer in a sentence.
func (m *matcher) pick(id int) picked {
	if m.picked == nil || m.pickedIn != id {
		p := m.choose(id)
		m.picked, m.pickedIn = &p, id
	}
	return *m.picked
}

func (m *matcher) choose(id int) picked {
	s := m.sentence(id)
	l := m.layout(s)
	best := picked{score: leastScore}
	all := m.possible(l)
	weights := m.x.weights().short.of(m.q)
	spans, scores := make([]facts.Span, len(all)), make([]float64, len(all))
	for i, c := range all {
		v := l.traitsOf(c)
		spans[i], scores[i] = c.span(s), v.dot(&weights)
		if i == 0 || scores[i] > best.score {
			best.span, best.score, best.traits, best.whole = spans[i], scores[i], v, l.whole(c)
		}
	}
	next := float64(leastScore)
	same, other := 0.0, 0.0
	for i := range all {
		if likely := math.Exp(scores[i] - best.score); spans[i].Overlaps(best.span) {
			same += likely
		} else {
			next = max(next, scores[i])
			other += likely
		}
	}
	best.lead, best.chance = best.score-next, share(same, same+other)
	return best
}

// whole reports whether a stretch reads as an answer of the kind that is wanted: something that
// is told of ("said" is not, nor "they have"), not cut off before what belongs to it ("Institute
// for the Study" of War, "Ukraine" 's east, the first of several that are asked for), and no day
// or number where somebody or something is wanted.
func (l *layout) whole(c stretch) bool {
	q, last, behind := l.m.q, l.speech[c.to-1], l.speechAt(c.to)
	thing := l.any(c.from, c.to, speechNoun, speechName, speechAdjective, speechAdverb, speechGerund)
	if last == speechAuxiliary || !thing && !l.any(c.from, c.to, speechNumber, speechTime) {
		return false
	}
	goesOn := func(i int) bool {
		return l.speechAt(i) == speechName || l.speechAt(i) == speechNoun || l.speechAt(i) == speechAdjective
	}
	switch cut := last == speechNoun || last == speechName; {
	case !cut || behind == speechEdge:
	case l.word(c.to) == "of" && l.named[c.to-1] != facts.EntityPerson:
		return false
	case l.word(c.to) == "'s" && goesOn(c.to+1) && q.owned < 0:
		return false
	case behind == speechAnd && goesOn(c.to+1) && q.several() && !l.any(c.from, c.to, speechAnd):
		return false
	}
	switch q.intent {
	case wantKind:
		return thing || q.unit != 0 || q.focus >= 0 && q.terms[q.focus].kind&clock != 0
	case wantWho, wantSpeaker, wantPerson, wantPlace:
		return thing
	}
	return true
}

// several reports whether more than one of a kind is asked for: which countries.
func (q *question) several() bool {
	return (q.intent == wantKind || q.intent == wantWho) && q.focus >= 0 && lang.TagsOf(q.words[q.terms[q.focus].at].lower)&lang.Plural != 0
}
