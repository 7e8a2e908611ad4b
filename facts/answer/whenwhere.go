package answer

import (
	"byline/facts"
	"byline/facts/lang"
)

// ages reports whether the number at word i is somebody's age: "44-year-old", "44
// years old", "aged 44", "Ignat, 44,", "she is 44,", "at 44, she".
func ages(s *sentence, i int) bool {
	w := s.words[i]
	if w.kind&age != 0 || i > 0 && s.words[i-1].kind&age != 0 {
		return true
	}
	for j := i + 1; j < len(s.words) && j <= i+2; j++ {
		if s.words[j].kind&age != 0 {
			return true
		}
	}
	if i == 0 || w.span.Len() > 2 || i+1 < len(s.words) && s.words[i+1].kind&stop == 0 {
		return false
	}
	switch before := s.words[i-1].kind; {
	case before&breaks != 0:
		return i > 1 && s.words[i-2].kind&name != 0
	case before&auxiliary != 0:
		return true
	case before&place != 0: // At 82, he …
		return (i == 1 || s.words[i-2].kind&(breaks|mark) != 0) && lowered(s.doc.table.Article, s.words[i-1].span) == "at" &&
			i+2 < len(s.words) && s.words[i+1].kind&breaks != 0 && s.words[i+2].kind&(pronoun|name) != 0
	}
	return false
}

// times is 1 for a date or a day, or for a time of day where that is wanted, less for
// vaguer times.
func (m *matcher) times(s *sentence) float64 {
	best := 0.0
	for i := range s.words {
		if k := s.words[i].kind; k&clock != 0 && !m.met(s, i) {
			best = max(best, m.timeFit(k))
		}
	}
	return best
}

// grain are the classes of the times that may be wanted rather than any other: what year.
const grain = year | month | hour

// timeFit is how well a word of this class says when: 0 for one that is no part of a time.
func (m *matcher) timeFit(k class) float64 {
	switch {
	case k&clock == 0:
		return 0
	case m.q.unit&grain != 0 && k&m.q.unit&grain == 0:
		return 0.4
	case k&day != 0:
		return 1
	case k&duration != 0:
		return 0.4
	}
	return 0.6
}

// places is 1 for a name behind a preposition of place, less for other words there and
// for a dateline.
func (m *matcher) places(s *sentence) float64 {
	best := 0.0
	if s.index <= 1 && s.dateline() > 0 {
		best = datelinePlace
	}
	for i := range s.words {
		if s.words[i].kind&place == 0 {
			continue
		}
		for j := i + 1; j < len(s.words) && j <= i+3; j++ {
			w := s.words[j]
			if w.kind&clock != 0 || m.met(s, j) {
				break
			}
			if w.kind&name != 0 {
				return 1
			}
			if w.kind&noun != 0 && w.kind&(function|number) == 0 {
				best = max(best, 0.5)
			}
		}
	}
	return best
}

// datelinePlace is how well the place in a dateline answers where: what happened there
// is told, but of a match "in Jeddah" more plainly.
const datelinePlace = 0.8

// dateline is how many words of a sentence go before what it tells (see lang.Dateline).
func (s *content) dateline() int {
	if len(s.words) == 0 || s.words[0].kind&capital == 0 {
		return 0
	}
	a := s.doc.table.Article
	span := a.Sentences[s.index]
	toks := lang.Tokens(a.Slice(span))
	n := lang.Dateline(toks)
	if n == 0 {
		return 0
	}
	_, words := s.within(facts.Span{Start: span.Start, End: span.Start + toks[n-1].End})
	return words
}
