package answer

import "slices"

// A scratch is what one question notes about the whole index and looks up there. It is as
// large as the index, so it is used again: making it anew for each question would keep the
// garbage collector busy in large libraries.
type scratch struct {
	sentences tally
	articles  tally
	article   []int32   // of each sentence
	found     []int32   // by stem: 1 + where its likeness to each term begins in likeness
	stems     []int32   // the stems that have an entry there
	likeness  []float32 // by stem and term
	used      []int32   // by stem: its place in uses, from 1
	usedStems []int32   // the stems that have an entry there, in its order
	uses      []use
	looked    []int32 // by sentence: its place in kept, from 1
	ids       []int   // the sentences that have an entry there, in its order
	kept      []*sentence
	vectors   []vector
}

// A tally is how much weight the sentences or the articles of the index share with the
// question.
type tally struct {
	of      []tallied // each
	touched []int32   // those that share any
}

type tallied struct {
	weight float32
	term   uint8 // the last one counted, from 1
}

// add counts a term, which is number n of its question, for one of them, once.
func (t *tally) add(at int32, n int, weight float32) {
	e := &t.of[at]
	switch e.term {
	case uint8(n + 1):
		return
	case 0:
		t.touched = append(t.touched, at)
	}
	e.term = uint8(n + 1)
	e.weight += weight
}

func (t *tally) reset() {
	for _, at := range t.touched {
		t.of[at] = tallied{}
	}
	t.touched = t.touched[:0]
}

// A knownOnce is a number that is found when it is first asked for.
type knownOnce struct {
	known bool
	value float64
}

func (k *knownOnce) get(find func() float64) float64 {
	if !k.known {
		k.known, k.value = true, find()
	}
	return k.value
}

// borrow takes a clean scratch.
func (x *Index) borrow() *scratch {
	if s, ok := x.scratches.Get().(*scratch); ok {
		return s
	}
	s := &scratch{
		sentences: tally{of: make([]tallied, x.sentences)}, articles: tally{of: make([]tallied, x.Articles())},
		article: make([]int32, 0, x.sentences), looked: make([]int32, x.sentences),
		found: make([]int32, len(x.stems)), used: make([]int32, len(x.stems)),
	}
	n := int32(0)
	for _, g := range x.segments {
		for i := range g.docs {
			for range g.docs[i].sentences {
				s.article = append(s.article, n)
			}
			n++
		}
	}
	return s
}

// sentence is a sentence that was looked at, and nil for another.
func (s *scratch) sentence(id int) *sentence {
	if at := s.looked[id]; at > 0 {
		return s.kept[at-1]
	}
	return nil
}

// look makes room for a sentence that was not looked at.
func (s *scratch) look(id int) *sentence {
	s.ids = append(s.ids, id)
	s.looked[id] = int32(len(s.ids))
	if len(s.ids) > len(s.kept) {
		s.kept = append(s.kept, new(sentence))
	}
	return s.kept[len(s.ids)-1]
}

// emptyVectors is room for the features of n sentences.
func (s *scratch) emptyVectors(n int) []vector {
	s.vectors = slices.Grow(s.vectors[:0], n)[:n]
	clear(s.vectors)
	return s.vectors
}

// release cleans the scratch and gives it back. The matcher is of no use afterwards.
func (m *matcher) release() {
	s := m.scratch
	s.sentences.reset()
	s.articles.reset()
	for _, stem := range s.stems {
		s.found[stem] = 0
	}
	for i, stem := range s.usedStems {
		s.used[stem] = 0
		u := &s.uses[i]
		u.stands, u.goes = u.stands[:0], u.goes[:0]
	}
	for _, id := range s.ids {
		was := s.sentence(id)
		*was = sentence{met: was.met}
		s.looked[id] = 0
	}
	s.stems, s.likeness, s.usedStems, s.ids, m.scratch = s.stems[:0], s.likeness[:0], s.usedStems[:0], s.ids[:0], nil
	m.x.scratches.Put(s)
}
