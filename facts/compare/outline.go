package compare

import (
	"hash/fnv"
	"math/bits"
	"slices"

	"byline/facts"
	"byline/facts/lang"
)

// An Outline is what is kept at hand of an article to tell whether it may say what somebody
// asserts, without its table: its figures, and which words and pairs of words it has.
type Outline struct {
	figures []trace
	set     []uint64 // a bit for each word's stem and each two words in a row
}

// A trace is one figure in an outline.
type trace struct {
	value float32
	noun  uint32 // of the stem of what is counted
}

// bitsPerWord is how much room a word has in an outline: one in so many that the article
// has not is taken for one it has.
const bitsPerWord = 4

// An Outliner outlines articles. It remembers the stems of words, which most articles
// share. It is not safe for concurrent use.
type Outliner struct{ stems *lang.Stemmer }

// NewOutliner makes an outliner that remembers nothing yet.
func NewOutliner() Outliner { return Outliner{lang.NewStemmer()} }

// Of outlines an article.
func (out Outliner) Of(t *facts.Table) Outline {
	var o Outline
	for i := range t.Facts {
		if f := t.Facts[i].Figure; f != nil {
			o.figures = append(o.figures, trace{float32(f.Value), hash(headOf(f.Noun))})
		}
	}
	all := words(t.Article.Text)
	o.set = make([]uint64, 1<<max(0, bits.Len(uint(2*len(all)*bitsPerWord/64))))
	for i, w := range all {
		o.put(hash(out.stems.Stem(w)))
		if i > 0 {
			o.put(pair(all[i-1], w))
		}
	}
	return o
}

func (o *Outline) put(h uint32) {
	h &= uint32(len(o.set)*64 - 1)
	o.set[h/64] |= 1 << (h % 64)
}

func (o *Outline) has(h uint32) bool {
	h &= uint32(len(o.set)*64 - 1)
	return o.set[h/64]&(1<<(h%64)) != 0
}

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

func pair(a, b string) uint32 { return hash(a + " " + b) }

// headOf is the stem of the word that a noun with its modifiers ends with.
func headOf(noun string) string {
	if all := stems(noun); len(all) > 0 {
		return all[len(all)-1]
	}
	return ""
}

// A Clue is what of an assertion can be looked for in outlines.
type Clue struct {
	quote     bool
	low, high float32
	nouns     []uint32 // what is counted, and words that mean the same
	words     []uint32 // that stand around it
	pairs     []uint32 // of a quotation
}

// Clue is what to look for in outlines before articles are opened.
func (a *Assertion) Clue() Clue {
	c := Clue{quote: a.Quote}
	if a.Quote {
		for _, piece := range a.pieces {
			for i, w := range piece {
				if i > 0 {
					c.pairs = append(c.pairs, pair(piece[i-1], w))
				}
				if lang.TagsOf(w)&lang.Function == 0 {
					c.words = append(c.words, hash(lang.Stem(w)))
				}
			}
		}
		return c
	}
	c.low, c.high = float32(a.low), float32(a.high)
	if head := a.head(); head != "" {
		c.nouns = append(c.nouns, hash(head))
		for _, other := range a.kin[head].alike {
			c.nouns = append(c.nouns, hash(other))
		}
	}
	for _, s := range slices.Concat(a.around, a.fate) {
		c.words = append(c.words, hash(s))
	}
	return c
}

// How likely an article is to say something: what weighs most is that it has the number for
// the same things.
const (
	sameNumber = 4000
	onlyNumber = 1000
	onlyNoun   = 400
	eachWord   = 100
)

// Likely is how likely an article is to say, or to contradict, what the clue is of; 0 where
// it need not be opened.
func (c *Clue) Likely(o *Outline) int {
	if len(o.set) == 0 {
		return 0
	}
	if c.quote {
		return c.quoted(o)
	}
	score := 0
	for _, f := range o.figures {
		number := f.value >= c.low && f.value <= c.high
		noun := len(c.nouns) == 0
		for _, n := range c.nouns {
			noun = noun || n == f.noun
		}
		switch {
		case number && noun:
			score = max(score, sameNumber)
		case number:
			score = max(score, onlyNumber)
		case noun && len(c.nouns) > 0:
			score = max(score, onlyNoun)
		}
	}
	if score == 0 {
		return 0
	}
	shared := 0
	for _, w := range c.words {
		if o.has(w) {
			shared++
		}
	}
	if score == onlyNumber && shared == 0 {
		return 0
	}
	return score + eachWord*shared
}

// quoted asks for most words of a quotation; their order decides among articles that have
// as many.
func (c *Clue) quoted(o *Outline) int {
	shared := 0
	for _, w := range c.words {
		if o.has(w) {
			shared++
		}
	}
	if float64(shared) < leastWords*float64(len(c.words)) {
		return 0
	}
	score := 1 + eachWord*shared
	for _, p := range c.pairs {
		if o.has(p) {
			score += eachWord
		}
	}
	return score
}
