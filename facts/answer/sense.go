package answer

import (
	"math/bits"

	"byline/facts/lang"
)

// Word vectors tell that words are about the same thing where no dictionary links
// them: siblings and sister, robbers and thieves. They also hold opposites and
// neighbours together, winner and loser, so they help to find a sentence and are
// never proof that it answers.

// alike is the likeness (see lang.Likeness) from which two words are taken to be
// about the same.
const alike = 0.4

// signsApart is how many of 64 signs may differ for two vectors to be compared at
// all. At the likeness of alike about 24 do, of unrelated vectors 32.
const signsApart = 28

// sense is the direction of what words mean together. Common words say little
// about it, function words nothing.
func (x *Index) sense(words []word) lang.Vector {
	return lang.Mean(func(add func(lang.Vector, float64)) {
		for _, w := range words {
			if w.stem < 0 || w.kind&(function|beside) != 0 {
				continue
			}
			if e := &x.stems[w.stem]; e.vector != "" {
				add(e.vector, e.tells)
			}
		}
	})
}

// tells is how much a stem says about what a text means: little when it is common.
func tells(stem string) float64 {
	return 1 / (1 + 0.05*float64(int(1)<<max(lang.Commonness(stem), 0)))
}

// senses holds what the question's words mean, and how alike the stems of the
// articles are to them.
type senses struct {
	whole lang.Vector
	terms [maxTerms]lang.Vector
	signs [maxTerms]uint64
	found []float32 // by stem and term
	best  map[int]*[maxTerms]float32
}

func (m *matcher) readSenses() {
	m.senses.best = make(map[int]*[maxTerms]float32, candidates)
	for i := range m.q.terms {
		m.senses.terms[i] = lang.VectorOf(m.q.terms[i].stem)
		m.senses.signs[i] = m.senses.terms[i].Signs()
	}
	m.senses.whole = lang.Mean(func(add func(lang.Vector, float64)) {
		for i := range m.q.terms {
			if v := m.senses.terms[i]; v != "" {
				add(v, tells(m.q.terms[i].stem))
			}
		}
	})
}

// likeness gives for each term of the question how alike a stem of the articles is.
func (m *matcher) likeness(stem int32) []float32 {
	n := len(m.q.terms)
	if at := int(m.scratch.found[stem]); at > 0 {
		return m.senses.found[at-1 : at-1+n]
	}
	at := len(m.senses.found)
	m.scratch.found[stem] = int32(at + 1)
	m.scratch.stems = append(m.scratch.stems, stem)
	e := &m.x.stems[stem]
	for i := range n {
		l := 0.0
		if bits.OnesCount64(m.senses.signs[i]^e.signs) <= signsApart {
			l = lang.Likeness(m.senses.terms[i], e.vector)
		}
		m.senses.found = append(m.senses.found, float32(l))
	}
	return m.senses.found[at:]
}

// soft gives for each term of the question the likeness of the word of sentence id
// that is most alike.
func (m *matcher) soft(id int) *[maxTerms]float32 {
	if best := m.senses.best[id]; best != nil {
		return best
	}
	best := new([maxTerms]float32)
	for _, w := range m.x.sentences[id].words {
		if w.stem < 0 || w.kind&(function|beside|number) != 0 || m.x.stems[w.stem].vector == "" {
			continue
		}
		for i, l := range m.likeness(w.stem) {
			best[i] = max(best[i], l)
		}
	}
	m.senses.best[id] = best
	return best
}
