package answer

import (
	"byline/facts"
	"byline/facts/lang"
)

// typed fills the features that say whether the sentence has what is wanted.
func (m *matcher) typed(s *sentence, r *match, v *vector) {
	switch m.q.intent {
	case wantCount, wantAmount, wantMeasure:
		v[fNumber] = m.numbers(s)
		if m.q.unit&measured != 0 && v[fNumber] >= counts {
			v[fUnit] = 1
		}
		v[fTyped] = v[fNumber]
		v[fCount], v[fFate] = m.figures(s, r)
	case wantTime:
		v[fTime] = m.times(s)
		if m.q.unit&grain != 0 && v[fTime] == 1 {
			v[fUnit] = 1
		}
		v[fTyped] = v[fTime]
	case wantPlace:
		v[fPlace] = m.places(s)
		v[fTyped] = v[fPlace]
	case wantWho:
		v[fWho] = m.newName(s)
		v[fTyped] = v[fWho]
	case wantSpeaker:
		v[fWho] = m.newName(s)
		v[fWords] = m.says(s)
		v[fTyped] = (v[fWho] + v[fWords]) / 2
	case wantPerson:
		v[fRole] = m.role(s, r)
		v[fTyped] = v[fRole]
	case wantReason:
		v[fReason] = reasons(s)
		v[fTyped] = v[fReason]
	case wantWords:
		v[fWords] = m.says(s)
		v[fSpeaker] = m.speaks(s, r)
		v[fTyped] = v[fWords] * v[fSpeaker]
	case wantMeaning:
		v[fMeaning] = m.meaning(s, r)
		v[fTyped] = v[fMeaning]
	default:
		v[fTyped] = 0.5
	}
}

// numbers is how well a number of the sentence that is not in the question fits
// what is wanted: 1 when it stands before the focus or has the unit.
func (m *matcher) numbers(s *sentence) float64 {
	best := 0.0
	for i := range s.words {
		best = max(best, m.wordFit(s, i))
	}
	return best
}

// measured are the units that an answer has to have where they are wanted.
const measured = age | score | duration | distance | money | percent | grain

// numberFit is how well the number at word i fits what is wanted.
func (m *matcher) numberFit(s *sentence, i int) float64 {
	w := s.words[i]
	fit := 0.5
	if w.kind&year != 0 {
		fit = 0.15
	}
	around := w.kind & (duration | distance | money | percent)
	for j := i + 1; j < len(s.words) && j <= i+6; j++ {
		k := s.words[j].kind
		if j <= i+2 {
			around |= k
		}
		if k&(stop|mark) != 0 && k&breaks == 0 && j > i+2 {
			break
		}
		if m.q.focus >= 0 && m.isTerm(s, j, m.q.focus) {
			fit = max(fit, 1-0.03*float64(j-i))
		} else if k&person != 0 && j <= i+3 && m.q.people() {
			fit = max(fit, 0.93)
		}
	}
	if i > 0 {
		around |= s.words[i-1].kind & money
	}
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		if m.q.focus >= 0 && m.isTerm(s, j, m.q.focus) {
			fit = max(fit, 0.75)
		}
	}
	switch {
	case m.q.unit&age != 0:
		fit = 0
		if ages(s, i) {
			fit = 1
		}
	case m.q.unit&score != 0:
		fit = min(fit, 0.2)
		if w.kind&score != 0 {
			fit = 1
		}
	case m.q.intent == wantMeasure && m.q.unit&(duration|distance) != 0:
		if around&m.q.unit != 0 {
			fit = 1
		} else {
			fit = min(fit, 0.2)
		}
	case m.q.intent == wantAmount && m.q.unit == money && around&(money|percent) == 0:
		fit = min(fit, 0.2)
	case m.q.intent == wantAmount && around&(money|percent) != 0:
		fit = max(fit, 0.9)
	case m.q.intent == wantCount && around&(money|percent) != 0:
		fit = min(fit, 0.3)
	}
	return fit
}

// isTerm reports whether word i of the sentence matches term n of the question.
func (m *matcher) isTerm(s *sentence, i, n int) bool {
	for _, a := range m.stands(s.words[i].stem) {
		if a.term == n {
			return true
		}
	}
	return false
}

// figures is how well the sentence's figures count the focus, and how well what
// happened to what they count fits the rest of the question.
func (m *matcher) figures(s *sentence, r *match) (count, fate float64) {
	t := s.doc.table
	for _, f := range s.facts {
		fact := &t.Facts[f]
		if fact.Kind != facts.KindFigure {
			continue
		}
		c := m.nounFit(s, f)
		h := m.fateFit(s, fact.Figure.Fate)
		if c+h > count+fate {
			count, fate = c, h
		}
	}
	return count, fate
}

// nounFit is how well figure f counts the focus.
func (m *matcher) nounFit(s *sentence, f int) float64 {
	if m.q.focus < 0 {
		return 0
	}
	best, others := 0.0, 1.0
	for _, stem := range s.doc.labels[f] {
		for _, a := range m.stands(stem) {
			if a.term == m.q.focus {
				best = max(best, float64(a.weight))
			}
		}
		if m.q.people() && lang.TagsOf(m.x.stems[stem].text)&lang.Person != 0 {
			best = max(best, somebody)
		}
		if len(m.stands(stem)) == 0 && m.named(stem) {
			others = otherKind
		}
	}
	return best * others
}

// somebody is how well a noun for people counts people: survivors, workers.
const somebody = 0.8

// people reports whether people are counted, whoever they are: "how many people".
func (q *question) people() bool {
	return q.focus >= 0 && q.terms[q.focus].stem == "peopl"
}

// otherKind is what a figure counts for that counts a narrower thing than is asked
// for: Ukrainian drones, where drones are asked for.
const otherKind = 0.5

// fateFit is the best match of a question word, the focus aside, inside a span.
func (m *matcher) fateFit(s *sentence, span facts.Span) float64 {
	best := 0.0
	for i := range s.words {
		w := s.words[i]
		if w.stem < 0 || !span.Contains(w.span) || w.kind&function != 0 {
			continue
		}
		for _, a := range m.stands(w.stem) {
			if a.term != m.q.focus && m.q.terms[a.term].kind&name == 0 {
				best = max(best, float64(a.weight))
			}
		}
	}
	return best
}

// meaning is how much a sentence looks like a definition of what is asked for: the
// words, then a form of "be" and an article.
func (m *matcher) meaning(s *sentence, r *match) float64 {
	last := -1
	for i := range m.q.terms {
		last = max(last, r.position(i))
	}
	if last < 0 {
		return 0
	}
	t := s.doc.table.Article
	for j := last + 1; j < len(s.words) && j <= last+8; j++ {
		switch lowered(t, s.words[j].span) {
		case "is", "was", "are", "were", "means", "refers":
			return r.cover * (1 - 0.08*float64(j-last-1))
		}
	}
	return 0
}

// plainReason is the fit (see reasons) of a sentence that says why in so many words.
const plainReason = 1

// reasons is 1 when a sentence says why, less where it may.
func reasons(s *sentence) float64 {
	best := 0.0
	for i := range s.words {
		switch k := s.words[i].kind; {
		case k&because != 0:
			return 1
		case k&hardly != 0:
			best = max(best, 0.6)
		case k&purpose != 0 && i+1 < len(s.words) && s.words[i+1].kind&function == 0: // to keep …
			best = max(best, 0.4)
		}
	}
	return best
}
