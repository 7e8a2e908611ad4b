package handlers

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"byline/facts/lang"
)

// A directory finds subjects by name, without looking at each: a large library has a
// hundred thousand.
type directory struct {
	all    []*subject
	names  map[string]int32 // by name as it is shown: the first
	forms  map[rune][]entry // by their first letter, each in order
	stems  []entry          // in order, without letters
	ranked func() []*subject
}

// An entry is one form of a subject, or the stem of one.
type entry struct {
	word    string
	letters letters
	subject int32
}

func newDirectory(all []*subject) *directory {
	d := &directory{
		all: all, names: make(map[string]int32, len(all)), forms: map[rune][]entry{},
		ranked: sync.OnceValue(func() []*subject { return byWeight(all) }),
	}
	for i, s := range all {
		n := int32(i)
		if _, ok := d.names[s.name]; !ok {
			d.names[s.name] = n
		}
		for _, form := range s.forms {
			first, _ := utf8.DecodeRuneInString(form)
			d.forms[first] = append(d.forms[first], entry{form, lettersOf(form), n})
		}
		for _, stem := range s.stems {
			d.stems = append(d.stems, entry{word: stem, subject: n})
		}
	}
	for _, forms := range d.forms {
		slices.SortFunc(forms, inOrder)
	}
	slices.SortFunc(d.stems, inOrder)
	return d
}

func inOrder(a, b entry) int {
	return cmp.Or(strings.Compare(a.word, b.word), cmp.Compare(a.subject, b.subject))
}

// with is the subjects of which an ordered entry has this word.
func (d *directory) with(ordered []entry, word string) (found []*subject) {
	i, _ := slices.BinarySearchFunc(ordered, entry{word: word}, inOrder)
	for ; i < len(ordered) && ordered[i].word == word; i++ {
		if s := d.all[ordered[i].subject]; len(found) == 0 || found[len(found)-1] != s {
			found = append(found, s)
		}
	}
	return found
}

// formed is the subjects with a form.
func (d *directory) formed(form string) []*subject {
	first, _ := utf8.DecodeRuneInString(form)
	return d.with(d.forms[first], form)
}

// stemmed is the subjects with a form of this stem.
func (d *directory) stemmed(stem string) []*subject { return d.with(d.stems, stem) }

// called is the subject that is shown by this name; nil when there is none.
func (d *directory) called(name string) *subject {
	if d == nil {
		return nil
	}
	if n, ok := d.names[name]; ok {
		return d.all[n]
	}
	return nil
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
	if !mistypable(name) {
		return d.formed(name)
	}
	first, size := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(name[size:])
	best, found := lang.TypingErrors(len(name)), []int32(nil)
	longer := best * (utf8.UTFMax - 1) // a letter may take so many bytes more than another
	look := func(begin rune) {
		typed := lettersOf(name)
		for _, e := range d.forms[begin] {
			if typed.apart(e.letters) > 2*best || max(len(name)-len(e.word), len(e.word)-len(name)) > longer {
				continue
			}
			switch n := errorsBetween(name, e.word); {
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

func (l letters) count() int { return bits.OnesCount32(uint32(l)) }
