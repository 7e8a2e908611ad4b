package lang

import (
	"strings"
	"sync"
)

// An Index is a List that is asked so often that a hash table pays. The table is made
// at the first question, and holds no more than an offset for each line.
type Index struct {
	list  List
	build func() []uint32 // offsets of lines, by hash; 0 is empty, so offsets are one too high
}

// NewIndex makes the index of a list.
func NewIndex(l List) *Index {
	x := &Index{list: l}
	x.build = sync.OnceValue(x.table)
	return x
}

func (x *Index) table() []uint32 {
	size := 64
	for size < 2*strings.Count(string(x.list), "\n") {
		size *= 2
	}
	table := make([]uint32, size)
	for at := 0; at < len(x.list); {
		end := at
		for end < len(x.list) && x.list[end] != '\t' && x.list[end] != '\n' {
			end++
		}
		if end > at && x.list[at] != '#' {
			slot := hash(string(x.list[at:end])) & uint32(size-1)
			for table[slot] != 0 {
				slot = (slot + 1) & uint32(size-1)
			}
			table[slot] = uint32(at) + 1
		}
		n := strings.IndexByte(string(x.list[end:]), '\n')
		if n < 0 {
			break
		}
		at = end + n + 1
	}
	return table
}

// Find is the value of a key, and whether the list has the key.
func (x *Index) Find(key string) (value string, ok bool) {
	if key == "" || key[0] == '#' {
		return "", false
	}
	table := x.build()
	mask := uint32(len(table) - 1)
	for slot := hash(key) & mask; table[slot] != 0; slot = (slot + 1) & mask {
		rest := string(x.list[table[slot]-1:])
		if !strings.HasPrefix(rest, key) {
			continue
		}
		rest = rest[len(key):]
		if rest == "" || rest[0] == '\n' {
			return "", true
		}
		if rest[0] == '\t' {
			if n := strings.IndexByte(rest, '\n'); n >= 0 {
				rest = rest[:n]
			}
			return rest[1:], true
		}
	}
	return "", false
}

// Has reports whether the list has the key.
func (x *Index) Has(key string) bool {
	_, ok := x.Find(key)
	return ok
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
