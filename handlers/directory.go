package handlers

import (
	"math/bits"
	"slices"
	"sync"
	"unicode/utf8"
)

// A directory finds subjects by name, without looking at each: a large library has a
// hundred thousand.
type directory struct {
	all    []*subject
	names  map[string]int32   // by name as it is shown: the first
	forms  map[string][]int32 // indices into all, in order
	stems  map[string][]int32
	begin  map[rune][]entry // the forms by their first letter
	ranked func() []*subject
}

// An entry is one form of a subject.
type entry struct {
	form    string
	letters letters
	subject int32
}

func newDirectory(all []*subject) *directory {
	d := &directory{
		all: all, names: map[string]int32{}, forms: map[string][]int32{}, stems: map[string][]int32{}, begin: map[rune][]entry{},
		ranked: sync.OnceValue(func() []*subject { return byWeight(all) }),
	}
	for i, s := range all {
		n := int32(i)
		if _, ok := d.names[s.name]; !ok {
			d.names[s.name] = n
		}
		for _, form := range s.forms {
			d.forms[form] = append(d.forms[form], n)
			first, _ := utf8.DecodeRuneInString(form)
			d.begin[first] = append(d.begin[first], entry{form, lettersOf(form), n})
		}
		for _, stem := range s.stems {
			if at := d.stems[stem]; len(at) == 0 || at[len(at)-1] != n {
				d.stems[stem] = append(at, n)
			}
		}
	}
	return d
}

// at is the subjects of these numbers.
func (d *directory) at(numbers []int32) (found []*subject) {
	for _, n := range numbers {
		found = append(found, d.all[n])
	}
	return found
}

// mistyped is the subjects with a form that is as few typing errors away as any.
func (d *directory) mistyped(name string) []*subject {
	first, size := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(name[size:])
	best, found := maxErrors, []int32(nil)
	look := func(begin rune) {
		typed := lettersOf(name)
		for _, e := range d.begin[begin] {
			if typed.apart(e.letters) > 2*maxErrors {
				continue
			}
			switch n := errorsBetween(name, e.form); {
			case n < best:
				best, found = n, append(found[:0], e.subject)
			case n == best:
				found = append(found, e.subject)
			}
		}
	}
	look(first)
	if second != first {
		look(second) // the first two swapped
	}
	slices.Sort(found)
	return d.at(slices.Compact(found))
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

// apart is how many letters only one of two words has. A typing error takes one away and
// brings in another at most.
func (l letters) apart(m letters) int { return bits.OnesCount32(uint32(l ^ m)) }
