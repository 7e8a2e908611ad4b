package answer

import (
	"strings"
	"sync"

	"byline/facts/lang"
)

// A vocabulary numbers the stems and the spellings of all articles that an index and those
// made from it ever had. It only grows: what an index has of it, its segments say. It is
// safe for concurrent use.
type vocabulary struct {
	mu        sync.RWMutex
	numbers   map[string]int32 // stem → index into stems
	stems     []stemEntry
	spelt     map[string]int32 // word → index into spellings
	spellings []spelling
	begin     [256][]int32 // the spellings by first byte
	kinds     []class      // numbered, since few of all that are possible come up
	kindOf    map[class]uint32
}

// A stemEntry is one distinct stem.
type stemEntry struct {
	text       string
	vector     lang.Vector
	signs      uint64 // of the vector
	commonness int8   // see lang.Commonness
}

// A spelling is one distinct word, for typing errors.
type spelling struct {
	word    string
	stem    int32
	letters letters
}

func newVocabulary() *vocabulary {
	return &vocabulary{numbers: map[string]int32{}, spelt: map[string]int32{}, kindOf: map[class]uint32{}}
}

// find is the number of a stem, and whether it has one.
func (v *vocabulary) find(stem string) (int32, bool) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	id, ok := v.numbers[stem]
	return id, ok
}

// number gives a stem its number, a new one when it is new.
func (v *vocabulary) number(stem string) int32 {
	if id, ok := v.find(stem); ok {
		return id
	}
	vector, commonness := lang.VectorOf(stem), int8(lang.Commonness(stem))
	v.mu.Lock()
	defer v.mu.Unlock()
	if id, ok := v.numbers[stem]; ok {
		return id
	}
	id := int32(len(v.stems))
	stem = strings.Clone(stem) // it may be part of an article
	v.numbers[stem] = id
	v.stems = append(v.stems, stemEntry{stem, vector, vector.Signs(), commonness})
	return id
}

// spell gives a word, which is not empty, its number.
func (v *vocabulary) spell(word string, stem int32) int32 {
	v.mu.RLock()
	id, ok := v.spelt[word]
	v.mu.RUnlock()
	if ok {
		return id
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if id, ok := v.spelt[word]; ok {
		return id
	}
	id = int32(len(v.spellings))
	word = strings.Clone(word)
	v.spelt[word] = id
	v.spellings = append(v.spellings, spelling{word, stem, lettersOf(word)})
	v.begin[word[0]] = append(v.begin[word[0]], id)
	return id
}

// beginning gives the spellings that begin with a byte, as numbers, and all spellings.
func (v *vocabulary) beginning(first byte) ([]int32, []spelling) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.begin[first], v.spellings
}

// kind gives a class its number.
func (v *vocabulary) kind(k class) uint32 {
	v.mu.RLock()
	n, ok := v.kindOf[k]
	v.mu.RUnlock()
	if ok {
		return n
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if n, ok := v.kindOf[k]; ok {
		return n
	}
	n = uint32(len(v.kinds))
	v.kindOf[k] = n
	v.kinds = append(v.kinds, k)
	return n
}

// all is the stems and the classes numbered so far. What is added later does not change
// them.
func (v *vocabulary) all() ([]stemEntry, []class) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.stems[:len(v.stems):len(v.stems)], v.kinds[:len(v.kinds):len(v.kinds)]
}

// letters has one bit for each of the letters a to z in a word.
type letters uint32

func lettersOf(word string) (l letters) {
	for i := range len(word) {
		if c := word[i]; 'a' <= c && c <= 'z' {
			l |= 1 << (c - 'a')
		}
	}
	return l
}
