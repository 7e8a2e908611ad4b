package answer

import "byline/facts"

// possible are the stretches of a sentence that can answer the question: a time
// expression where a time is wanted, a number where a number is, if there is one.
func (m *matcher) possible(s *sentence) []stretch {
	all := s.parts().stretches
	wanted := phrase
	switch m.q.intent {
	case wantTime:
		wanted = dated
	case wantCount:
		wanted = amount
	default:
		return all
	}
	var fit []stretch
	for _, c := range all {
		if c.shape == wanted {
			fit = append(fit, c)
		}
	}
	if len(fit) == 0 {
		return all
	}
	return fit
}

// A picked stretch is the one that most likely is the short answer.
type picked struct {
	span   facts.Span // empty when the sentence has no stretch at all
	score  float64
	lead   float64 // how far it is ahead of the next that it does not overlap
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
	all := m.possible(s)
	spans, scores := make([]facts.Span, len(all)), make([]float64, len(all))
	for i, c := range all {
		v := l.traitsOf(c)
		spans[i], scores[i] = c.span(s), v.dot(&m.x.weights.short[m.q.intent])
		if i == 0 || scores[i] > best.score {
			best.span, best.score, best.traits = spans[i], scores[i], v
		}
	}
	next := float64(leastScore)
	for i := range all {
		if !spans[i].Overlaps(best.span) {
			next = max(next, scores[i])
		}
	}
	best.lead = best.score - next
	return best
}
