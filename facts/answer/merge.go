package answer

import (
	"encoding/binary"
	"slices"
)

// merge is the segment of the articles of two, those of the first being newer.
func merge(a, b *segment) *segment {
	m := &segment{sentences: a.sentences + b.sentences}
	m.docs = make([]document, 0, len(a.docs)+len(b.docs))
	m.docs = append(append(m.docs, a.docs...), b.docs...)
	for i := range m.docs[len(a.docs):] {
		m.docs[len(a.docs)+i].first += a.sentences
	}
	room := len(a.stems) + len(b.stems)
	m.stems, m.counts, m.starts = make([]int32, 0, room), make([]count, 0, room), make([]uint32, 1, room+1)
	m.postings = make([]byte, 0, len(a.postings)+len(b.postings))
	both(a.stems, b.stems, func(stem int32, i, j int) {
		var c count
		last := int32(-1)
		if i >= 0 {
			c = a.counts[i]
			part := a.postings[a.starts[i]:a.starts[i+1]]
			m.postings = append(m.postings, part...)
			for id := range steps(part) {
				last = id
			}
		}
		if j >= 0 {
			c = c.plus(b.counts[j])
			if part := b.postings[b.starts[j]:b.starts[j+1]]; len(part) > 0 {
				step, size := binary.Uvarint(part) // from -1
				m.postings = binary.AppendUvarint(m.postings, uint64(int32(step)-1+a.sentences-last))
				m.postings = append(m.postings, part[size:]...)
			}
		}
		m.stems, m.counts, m.starts = append(m.stems, stem), append(m.counts, c), append(m.starts, uint32(len(m.postings)))
	})
	m.words, m.inDocs = make([]int32, 0, len(a.words)+len(b.words)), make([]int32, 0, len(a.words)+len(b.words))
	both(a.words, b.words, func(word int32, i, j int) {
		n := int32(0)
		if i >= 0 {
			n = a.inDocs[i]
		}
		if j >= 0 {
			n += b.inDocs[j]
		}
		m.words, m.inDocs = append(m.words, word), append(m.inDocs, n)
	})
	return m.clip()
}

// without is the segment without some of its articles, and nil when none is left.
func (s *segment) without(v *vocabulary, gone func(*document) bool) *segment {
	removed := newBuilder(v)
	m := &segment{}
	to := make([]int32, s.sentences) // the new number of each sentence, -1 for none
	for _, d := range s.docs {
		dropped := gone(&d)
		for i := range d.sentences {
			if to[d.first+i] = m.sentences + i; dropped {
				to[d.first+i] = -1
			}
		}
		if dropped {
			removed.add(d.source)
			continue
		}
		d.first = m.sentences
		m.sentences += d.sentences
		m.docs = append(m.docs, d)
	}
	if len(m.docs) == 0 {
		return nil
	}
	minus := removed.segment()
	m.starts = append(m.starts, 0)
	both(s.stems, minus.stems, func(stem int32, i, j int) {
		if i < 0 {
			return
		}
		c := s.counts[i]
		if j >= 0 {
			d := minus.counts[j]
			c = c.plus(count{-d.docs, -d.sentences, -d.names, -d.uses})
		}
		if c.docs <= 0 {
			return
		}
		last := int32(-1)
		for id := range steps(s.postings[s.starts[i]:s.starts[i+1]]) {
			if id = to[id]; id >= 0 {
				m.postings = binary.AppendUvarint(m.postings, uint64(id-last))
				last = id
			}
		}
		m.stems, m.counts, m.starts = append(m.stems, stem), append(m.counts, c), append(m.starts, uint32(len(m.postings)))
	})
	both(s.words, minus.words, func(word int32, i, j int) {
		if i < 0 {
			return
		}
		n := s.inDocs[i]
		if j >= 0 {
			n -= minus.inDocs[j]
		}
		if n > 0 {
			m.words, m.inDocs = append(m.words, word), append(m.inDocs, n)
		}
	})
	return m.clip()
}

// clip gives back the room that was not needed.
func (s *segment) clip() *segment {
	s.docs = slices.Clip(s.docs)
	s.stems, s.counts, s.starts = slices.Clone(s.stems), slices.Clone(s.counts), slices.Clone(s.starts)
	s.postings = slices.Clone(s.postings)
	s.words, s.inDocs = slices.Clone(s.words), slices.Clone(s.inDocs)
	return s
}

// steps gives the sentences of packed postings.
func steps(postings []byte) func(func(int32) bool) {
	return func(yield func(int32) bool) {
		id := int32(-1)
		for len(postings) > 0 {
			step := uint64(postings[0])
			if step < 0x80 {
				postings = postings[1:]
			} else {
				n := 0
				step, n = binary.Uvarint(postings)
				postings = postings[n:]
			}
			if id += int32(step); !yield(id) {
				return
			}
		}
	}
}

// both walks through two ordered lists: each number that one of them has, with where it
// stands in each, -1 for nowhere.
func both(a, b []int32, f func(n int32, i, j int)) {
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			f(a[i], i, -1)
			i++
		case i == len(a) || b[j] < a[i]:
			f(b[j], -1, j)
			j++
		default:
			f(a[i], i, j)
			i, j = i+1, j+1
		}
	}
}
