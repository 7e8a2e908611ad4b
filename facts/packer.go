package facts

import (
	"fmt"
	"sync"
	"weak"
)

// A Packer keeps fact tables packed, which takes a tenth of the memory, and those that were
// looked at last unpacked as well. It is safe for concurrent use.
type Packer struct {
	mu     sync.Mutex
	most   int // bytes of unpacked tables
	used   int
	newest *Packed // of those unpacked: a ring through which next leads to older ones
}

// NewPacker makes a packer that keeps about so many bytes of unpacked tables.
func NewPacker(bytes int) *Packer { return &Packer{most: bytes} }

// A Packed is the table of one article that a packer keeps.
type Packed struct {
	packer  *Packer
	article *Article // without sentences, which are packed too
	data    []byte

	// These are the packer's. A table that somebody still holds is given again even when the
	// packer has let go of it, so that one article never has two tables.
	table          *Table
	last           weak.Pointer[Table]
	older, younger *Packed
}

// unpackedSize is about how many times the size of its encoding a table takes in memory.
const unpackedSize = 10

// Put packs a table.
func (s *Packer) Put(t *Table) *Packed {
	return &Packed{packer: s, article: bare(t.Article), data: Encode(t)}
}

// PutPacked takes a table that was packed before: data is what Encode made of the table of
// this article. The error is that of Decode. The packer keeps data, which must not change.
func (s *Packer) PutPacked(a *Article, data []byte) (*Packed, error) {
	t, err := Decode(a, data)
	if err != nil {
		return nil, err
	}
	p := &Packed{packer: s, article: bare(a), data: data}
	s.take(p, t) // it is often looked at next
	return p, nil
}

func bare(a *Article) *Article {
	own := *a
	own.Sentences = nil
	return &own
}

// Article is the article's text and meta, without its sentences.
func (p *Packed) Article() *Article { return p.article }

// Data is the encoded table, which must not be changed.
func (p *Packed) Data() []byte { return p.data }

// Table is the table, unpacked. As long as it is held anywhere, it is the same one.
func (p *Packed) Table() *Table {
	if t := p.packer.take(p, nil); t != nil {
		return t
	}
	t, err := Decode(p.article, p.data)
	if err != nil {
		panic(fmt.Sprintf("facts: a packed table was changed: %v", err)) // it was whole when it was put here
	}
	return p.packer.take(p, t)
}

// take gives the table of p if it is at hand, else the one just unpacked, and makes it the
// newest.
func (s *Packer) take(p *Packed, unpacked *Table) *Table {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := p.table
	if t == nil {
		t = p.last.Value()
	}
	if t == nil {
		t = unpacked
	}
	if t == nil {
		return nil
	}
	if p.table != nil {
		s.remove(p)
	}
	p.table, p.last = t, weak.Make(t)
	s.insert(p)
	for s.used > s.most && s.newest.younger != s.newest {
		s.remove(s.newest.younger) // of the newest of a ring the oldest is the younger one
	}
	return t
}

func (s *Packer) insert(p *Packed) {
	s.used += unpackedSize * len(p.data)
	if s.newest == nil {
		p.older, p.younger = p, p
	} else {
		p.older, p.younger = s.newest, s.newest.younger
		p.older.younger, p.younger.older = p, p
	}
	s.newest = p
}

func (s *Packer) remove(p *Packed) {
	s.used -= unpackedSize * len(p.data)
	p.older.younger, p.younger.older = p.younger, p.older
	if s.newest == p {
		s.newest = p.older
	}
	if p.older == p {
		s.newest = nil
	}
	p.table, p.older, p.younger = nil, nil, nil
}
