// Package newsgen makes many invented articles out of a few, so that a large library can
// be measured without keeping one. It is for tests and benchmarks.
package newsgen

import (
	"math/rand/v2"
	"strings"
	"unicode"

	"byline/facts/lang"
)

// A Maker makes articles out of samples: their paragraphs in another company, about other
// people and places, with other numbers. Names are drawn as they come in the news, few of
// them often and most of them once, so that the vocabulary goes on growing. Two makers with
// the same samples and seed make the same articles.
type Maker struct {
	samples [][]string // paragraphs
	draw    *rand.Rand
	names   *rand.Zipf
}

// New is a maker of articles.
func New(seed uint64, samples ...string) *Maker {
	draw := rand.New(rand.NewPCG(seed, seed))
	m := &Maker{draw: draw, names: rand.NewZipf(draw, zipfSlope, zipfHead, distinctNames)}
	for _, s := range samples {
		m.samples = append(m.samples, strings.Split(strings.TrimSpace(s), "\n\n"))
	}
	return m
}

// How names are drawn, and how much of a sample an article keeps.
const (
	zipfSlope     = 1.05
	zipfHead      = 20
	distinctNames = 200_000
	otherShare    = 0.35 // paragraphs that come from another sample
	droppedShare  = 0.2
	renamedShare  = 0.6 // names that become other names
)

// Article is the next article.
func (m *Maker) Article() string {
	base := m.samples[m.draw.IntN(len(m.samples))]
	var out []string
	for i, p := range base {
		switch r := m.draw.Float64(); {
		case i > 1 && r < droppedShare:
			continue
		case i > 1 && r < droppedShare+otherShare:
			other := m.samples[m.draw.IntN(len(m.samples))]
			p = other[m.draw.IntN(len(other))]
		}
		out = append(out, p)
	}
	return m.Rewrite(strings.Join(out, "\n\n"))
}

// Rewrite is a text with other names, the same one for each name wherever it stands, and
// other numbers.
func (m *Maker) Rewrite(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	renamed := map[string]string{}
	for len(text) > 0 {
		end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		switch {
		case end == 0:
			n := strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
			if n < 0 {
				n = len(text)
			}
			b.WriteString(text[:n])
			text = text[n:]
			continue
		case end < 0:
			end = len(text)
		}
		word := text[:end]
		text = text[end:]
		switch {
		case isName(word):
			if renamed[word] == "" {
				renamed[word] = word
				if m.draw.Float64() < renamedShare {
					renamed[word] = name(m.names.Uint64())
				}
			}
			b.WriteString(renamed[word])
		case isCount(word) && m.draw.IntN(2) == 0:
			b.WriteByte(byte('1' + m.draw.IntN(9)))
			for range len(word) - 1 {
				b.WriteByte(byte('0' + m.draw.IntN(10)))
			}
		default:
			b.WriteString(word)
		}
	}
	return b.String()
}

// isName reports whether a word is a name, and no word of English that is written like one.
func isName(word string) bool {
	return len(word) > 3 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a' && word[1] <= 'z' && lang.TagsOf(strings.ToLower(word)) == 0
}

// isCount reports whether a word is a number, and no year.
func isCount(word string) bool {
	return strings.Trim(word, "0123456789") == "" && (len(word) < 4 || word[:2] != "19" && word[:2] != "20")
}

// name is name number n, of two to four syllables.
func name(n uint64) string {
	draw := rand.New(rand.NewPCG(n, 1))
	var b strings.Builder
	for range 2 + draw.IntN(3) {
		b.WriteByte("bdfgklmnprstvz"[draw.IntN(14)])
		b.WriteByte("aeiou"[draw.IntN(5)])
		if draw.IntN(3) == 0 {
			b.WriteByte("lmnrsk"[draw.IntN(6)])
		}
	}
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}
