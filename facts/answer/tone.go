package answer

import (
	"slices"
	"strings"

	"byline/facts/lang"
)

// What the words of a sentence tell of the kind of question that it can answer.

// stance is 1 when yes or no is asked and the sentence grants or denies something.
func (m *matcher) stance(s *sentence) float64 {
	return indicator(m.q.intent == wantTruth && m.anyWord(s, func(w string) bool { return denies(w) || stances.Has(lemma(w)) }))
}

// often is 1 when it is asked how often something happens and the sentence says so.
func (m *matcher) often(s *sentence) float64 {
	if next := m.q.at(m.q.asked + 1); m.q.at(m.q.asked) != "how" || next != "often" && next != "frequently" && !m.q.has("times") {
		return 0
	}
	return indicator(m.anyWord(s, oftenWords.Has))
}

// ahead is 1 when it is asked what is to come and the sentence tells of it.
func (m *matcher) ahead(s *sentence) float64 {
	return indicator(m.q.ahead && m.future(s))
}

// best is 1 when the best, the first or the most is asked for and the sentence has one.
func (m *matcher) best(s *sentence) float64 {
	return indicator(m.q.best && m.anyWord(s, superlative))
}

// superlative reports whether a word singles something out.
func superlative(w string) bool {
	if superlatives.Has(w) {
		return true
	}
	base, ok := strings.CutSuffix(w, "est")
	if !ok || len(base) < 3 || lang.TagsOf(w)&(lang.Noun|lang.Verb) != 0 {
		return false
	}
	for _, b := range []string{base, base + "e", strings.TrimSuffix(base, "i") + "y", base[:len(base)-1]} {
		if lang.TagsOf(b)&(lang.Adjective|lang.Adverb) != 0 {
			return true // big, bigg-est; early, earli-est
		}
	}
	return false
}

// comes reports whether a word of a question is about what is to come.
func comes(w string) bool { return futureWords.Has(w) || w == "gonna" }

// manner is how plainly a sentence says by what means, where that is asked: 1 for "by
// breaking".
func (m *matcher) manner(s *sentence) float64 {
	if m.q.intent != wantManner {
		return 0
	}
	a := s.doc.table.Article
	best := 0.0
	for i, w := range s.words {
		switch lowered(a, w.span) {
		case "by":
			if i+1 < len(s.words) && lang.TagsOf(lowered(a, s.words[i+1].span))&lang.Gerund != 0 {
				return 1
			}
			best = max(best, 0.4)
		case "using", "through", "via":
			best = max(best, 0.8)
		case "with":
			best = max(best, 0.3)
		}
	}
	return best
}

// indirect is 1 when the sentence has the when, where, why or how of the question, how with
// its next word: "nobody knows how many there were".
func (m *matcher) indirect(s *sentence) float64 {
	word, next := m.q.at(m.q.asked), ""
	switch word {
	case "how":
		switch n := m.q.at(m.q.asked + 1); n {
		case "many", "much", "long", "old", "far", "often":
			next = n
		}
	case "when", "where", "why":
	default:
		return 0
	}
	a := s.doc.table.Article
	for i, w := range s.words {
		if w.kind&function != 0 && strings.EqualFold(a.Slice(w.span), word) &&
			(next == "" || i+1 < len(s.words) && strings.EqualFold(a.Slice(s.words[i+1].span), next)) {
			return 1
		}
	}
	return 0
}

// anyWord reports whether a word of the sentence is of a kind.
func (m *matcher) anyWord(s *sentence, is func(word string) bool) bool {
	a := s.doc.table.Article
	return slices.ContainsFunc(s.words, func(w word) bool { return w.kind&stop == 0 && is(lowered(a, w.span)) })
}
