package compare

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// kin is what can stand in an article for the words of an assertion, looked up once.
type kin map[string]relatives

// relatives are the stems that mean the same as one, and those near it: a country and its
// people.
type relatives struct{ alike, akin []string }

// relatedName is how near two words must be to name a country and its people.
const relatedName = 0.7

func kinOf(all ...[]string) kin {
	k := kin{}
	k.learn(all...)
	return k
}

// learn looks up what it does not know yet.
func (k kin) learn(all ...[]string) {
	for _, stem := range slices.Concat(all...) {
		if _, ok := k[stem]; ok {
			continue
		}
		var r relatives
		for other, weight := range lang.Related(stem) {
			if weight >= leastRelated && related(other, stem) {
				r.alike = append(r.alike, other)
			}
			if weight >= relatedName {
				r.akin = append(r.akin, other)
			}
		}
		if lines := groups()[stem]; len(lines) > 0 {
			for other, of := range groups() {
				if other != stem && meet(lines, of) {
					r.alike = append(r.alike, other)
				}
			}
		}
		k[stem] = r
	}
}

func meet(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool { return slices.Contains(b, x) })
}

// alike reports whether a stem of the article means the same as one of the message.
func (k kin) alike(own, other string) bool {
	return own == other || slices.Contains(k[own].alike, other)
}

func (k kin) akin(own, other string) bool {
	return k.alike(own, other) || slices.Contains(k[own].akin, other)
}

// Surroundings are what a figure of an article stands in, read when it is needed.
type surroundings struct {
	t        *facts.Table
	sentence map[int][]string // stems
	whole    []string         // words
}

func (s *surroundings) of(sentence int) []string {
	if sentence < 0 || sentence >= len(s.t.Article.Sentences) {
		return nil
	}
	stemmed, ok := s.sentence[sentence]
	if !ok {
		stemmed = stems(s.t.Article.Sentence(sentence))
		s.sentence[sentence] = stemmed
	}
	return stemmed
}

// names reports whether the article has a word with this stem anywhere, or one near it.
func (s *surroundings) names(k kin, stem string) bool {
	if s.whole == nil {
		s.whole = words(s.t.Article.Text)
	}
	begins := func(w, stem string) bool {
		return strings.HasPrefix(w, stem[:max(min(len(stem), 4), len(stem)-1)]) // of "Zelensky" the stem is "zelenski"
	}
	return slices.ContainsFunc(s.whole, func(w string) bool {
		return begins(w, stem) || slices.ContainsFunc(k[stem].akin, func(other string) bool { return begins(w, other) })
	})
}

// oneThing reports whether two stems name one thing in an article: "drone", "UAV".
func (a *Assertion) oneThing(t *facts.Table, own, other string) bool {
	if a.kin.alike(own, other) {
		return true
	}
	for i := range t.Topics {
		forms := t.Topics[i].Forms
		if t.Topics[i].Kind != facts.EntityOther || len(forms) < 2 {
			continue
		}
		has := func(stem string) bool {
			return slices.ContainsFunc(forms, func(form string) bool {
				return form[0] == stem[0] && !strings.Contains(form, " ") && lang.Stem(form) == stem
			})
		}
		if has(own) && has(other) {
			return true
		}
	}
	return false
}
