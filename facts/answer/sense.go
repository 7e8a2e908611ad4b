package answer

import (
	"math"
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

// signsApart is how many of 64 signs (see lang.Vector.Signs) may differ for two vectors to
// be compared at all. Of unrelated ones 32 do; a likeness of 0.2 takes about 28. What is
// passed over hardly ever is the most alike word of its sentence.
const signsApart = 30

// sense is the direction of what the words of a sentence mean together; function words mean
// nothing.
func (s *content) sense(x *Index) lang.Vector {
	s.meant.Do(func() {
		var sum lang.Sum
		for _, w := range s.words {
			if w.stem < 0 || w.kind&function != 0 {
				continue
			}
			if v := x.stems[w.stem].vector; v != "" {
				sum.Add(v)
			}
		}
		s.means = sum.Direction()
	})
	return s.means
}

// senses holds what the question's words mean, and how alike the stems of the
// articles are to them.
type senses struct {
	whole  lang.Vector
	terms  [maxTerms]lang.Vector
	signs  [maxTerms]uint64
	usual  [maxTerms]float64 // the mean of soft over the sentences looked at
	spread [maxTerms]float64 // its standard deviation, and leastSpread
}

func (m *matcher) readSenses() {
	for i := range m.q.terms {
		m.senses.terms[i] = lang.VectorOf(m.q.terms[i].stem)
		m.senses.signs[i] = m.senses.terms[i].Signs()
	}
	m.senses.whole = lang.Mean(func(add func(lang.Vector, float64)) {
		for i := range m.q.terms {
			if v := m.senses.terms[i]; v != "" {
				add(v, m.q.terms[i].weight)
			}
		}
	})
}

// likeness gives for each term of the question how alike a stem of the articles is.
func (m *matcher) likeness(stem int32) []float32 {
	n, s := len(m.q.terms), m.scratch
	if at := int(s.found[stem]); at > 0 {
		return s.likeness[at-1 : at-1+n]
	}
	at := len(s.likeness)
	s.found[stem] = int32(at + 1)
	s.stems = append(s.stems, stem)
	e := &m.x.stems[stem]
	for i := range n {
		l := 0.0
		if bits.OnesCount64(m.senses.signs[i]^e.signs) <= signsApart {
			l = lang.Likeness(m.senses.terms[i], e.vector)
		}
		s.likeness = append(s.likeness, float32(l))
	}
	return s.likeness[at:]
}

// soft gives for each term of the question the likeness of the word of sentence id
// that is most alike.
func (m *matcher) soft(id int) *[maxTerms]float32 {
	s := m.sentence(id)
	best := &s.soft
	if s.hasSoft {
		return best
	}
	s.hasSoft = true
	for _, w := range s.words {
		if w.stem < 0 || w.kind&function != 0 || m.x.stems[w.stem].vector == "" {
			continue
		}
		for i, l := range m.likeness(w.stem) {
			best[i] = max(best[i], l)
		}
	}
	return best
}

// leastSpread keeps a word that is about equally alike to every sentence from
// deciding between them, and from being divided by nothing.
const leastSpread = 0.05

// readSpread notes how alike sentences usually are to each term, over those that
// are ranked: one that stands out says more than one that is alike like all others.
func (m *matcher) readSpread(ids []int) {
	for i := range m.q.terms {
		mean, deviation := spread(len(ids), func(k int) float64 { return float64(m.soft(ids[k])[i]) })
		m.senses.usual[i], m.senses.spread[i] = mean, deviation+leastSpread
	}
}

// spread is the mean of n values, and their standard deviation.
func spread(n int, value func(i int) float64) (mean, deviation float64) {
	sum, squares := 0.0, 0.0
	for i := range n {
		v := value(i)
		sum += v
		squares += v * v
	}
	mean = sum / float64(n)
	return mean, math.Sqrt(max(squares/float64(n)-mean*mean, 0))
}

// likeWhole is how alike question and sentence id are as a whole.
func (m *matcher) likeWhole(id int) float64 {
	s := m.sentence(id)
	return s.likeness.get(func() float64 { return lang.Likeness(m.senses.whole, s.sense(m.x)) })
}

// likenessBeside is the same for a neighbouring sentence of the same article.
func (m *matcher) likenessBeside(id, step int) float64 {
	if !m.beside(id, step) {
		return 0
	}
	return m.likeWhole(id + step)
}

// softly is what the words of sentence id that are only alike to a term add, as
// shares of the question's weight: above what stands for it (over), and how far the
// sentence stands out by words for which nothing stands (out).
func (m *matcher) softly(id int) (over, out float64) {
	soft, r := m.soft(id), m.of(id)
	for i := range m.q.terms {
		l, met, weight := float64(soft[i]), float64(r.weight[i]), m.q.terms[i].weight
		if !m.q.asking(i) {
			over += max(l-max(met, leastMet), 0) * weight
		}
		if met < related {
			out += (l - m.senses.usual[i]) / m.senses.spread[i] / outScale * weight
		}
	}
	return share(over, m.total), share(out, m.total)
}

// alone is the share of the question's weight for which nothing stands in sentence id,
// each word counted as much as one of the sentence is alike.
func (m *matcher) alone(id int) float64 {
	return m.sentence(id).alone.get(func() (sum float64) {
		soft, r := m.soft(id), m.of(id)
		for i := range m.q.terms {
			if !m.q.asking(i) && r.weight[i] < related {
				sum += float64(soft[i]) * m.q.terms[i].weight
			}
		}
		return share(sum, m.total)
	})
}

const (
	leastMet = 0.3 // a likeness or a weight below it says little
	outScale = 4   // standard deviations that count as 1
)
