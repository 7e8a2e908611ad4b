package answer

// A scratch is what one question notes about the whole index. It is as large as the
// index, so it is used again: making it anew for each question would keep the garbage
// collector busy in large libraries.
type scratch struct {
	weight  []float32 // by sentence: what it shares with the question
	met     []uint8   // by sentence: the last term counted, from 1
	touched []int32   // the sentences that have an entry
	found   []int32   // by stem: 1 + where its likeness to each term begins in senses.found
	stems   []int32   // the stems that have an entry
}

// borrow takes a clean scratch.
func (x *Index) borrow() *scratch {
	if s, ok := x.scratches.Get().(*scratch); ok {
		return s
	}
	return &scratch{weight: make([]float32, x.sentences), met: make([]uint8, x.sentences), found: make([]int32, len(x.stems))}
}

// release cleans the scratch and gives it back. The matcher is of no use afterwards.
func (m *matcher) release() {
	s := m.scratch
	for _, id := range s.touched {
		s.weight[id], s.met[id] = 0, 0
	}
	for _, stem := range s.stems {
		s.found[stem] = 0
	}
	s.touched, s.stems, m.scratch = s.touched[:0], s.stems[:0], nil
	m.x.scratches.Put(s)
}
