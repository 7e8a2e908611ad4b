package answer

import "slices"

// closest is how near what may answer stands to the words of the question, 0 to 1: the best
// word of the sentence that is of the kind that is wanted, with the share of the question
// around it, each of its words for less the farther away it stands.
func (m *matcher) closest(s *sentence, r *match) float64 {
	best := 0.0
	for i := range s.words {
		fit := m.wordFit(s, i)
		if fit == 0 {
			continue
		}
		sum := 0.0
		for t := range m.q.terms {
			if at := r.position(t); at >= 0 {
				sum += m.q.terms[t].weight * float64(r.weight[t]) / (1 + float64(s.apart(i, at))/closeBy)
			}
		}
		best = max(best, fit*share(sum, m.total))
	}
	return best
}

const (
	closeBy    = 4 // words away at which a word of the question counts half
	breakWords = 3 // words that a comma or a full stop between two words adds to their distance
)

// apart is how far words i and j stand from each other, in words.
func (s *sentence) apart(i, j int) int {
	if i > j {
		i, j = j, i
	}
	n := j - i
	for k := i + 1; k < j; k++ {
		if s.words[k].kind&(stop|breaks) != 0 {
			n += breakWords
		}
	}
	return n
}

// wordFit is how well word i alone can be what is wanted, 0 to 1. It is 0 for all words where
// a sentence or a phrase is wanted: what somebody said, how something was done.
func (m *matcher) wordFit(s *sentence, i int) float64 {
	fit := m.kindFit(s, i)
	if fit == 0 || m.met(s, i) {
		return 0
	}
	return fit
}

// kindFit is how well word i alone can be what is wanted, if the question does not have it.
func (m *matcher) kindFit(s *sentence, i int) float64 {
	w := s.words[i]
	if w.kind&beside != 0 {
		return 0
	}
	namely := w.kind&name != 0 && w.kind&clock == 0
	switch m.q.intent {
	case wantCount, wantAmount, wantMeasure:
		if w.kind&number != 0 {
			return m.numberFit(s, i)
		}
	case wantTime:
		return m.timeFit(w.kind)
	case wantPlace:
		if !namely {
			return 0
		}
		for j := i - 1; j >= 0 && j >= i-3; j-- {
			if s.words[j].kind&place != 0 {
				return 1
			}
		}
		return 0.5
	case wantWho, wantSpeaker, wantPerson:
		if namely {
			return 1
		}
	case wantKind:
		switch {
		case m.q.isKind(w.stem):
			return 1
		case namely:
			return 0.7
		}
	case wantReason:
		switch {
		case w.kind&because != 0:
			return 1
		case w.kind&hardly != 0:
			return 0.4
		}
	}
	return 0
}

// isKind reports whether a stem is one of the kinds of what is asked for: blue, where a
// colour is.
func (q *question) isKind(stem int32) bool {
	return q.focus >= 0 && slices.Contains(q.terms[q.focus].kinds, stem)
}
