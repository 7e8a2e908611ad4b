package facts

import (
	"encoding/binary"
	"math"
	"strings"
)

// A writer appends to an encoding.
type writer struct {
	out      []byte
	text     string
	lower    string                  // the text with A to Z in lower case
	known    map[string]uint64       // the strings written so far, by number
	words    map[[begin]byte][]int32 // where words of the lower text begin so
	totals   [totals]int
	at       int // places in the text are written as their distance from here
	sentence int // of the fact or mention before
}

// How a string is written: a number whose two lowest bits say how to read the rest of
// it. Zero is the empty string.
const (
	inText  = iota // a length, then where in the text
	inLower        // the same in the text in lower case
	again          // the number of a string that was written before
	spelt          // a length, then the bytes
	stringKinds
)

func (w *writer) string(s string) {
	if s == "" {
		w.uint(0)
		return
	}
	if n, ok := w.known[s]; ok {
		w.uint(1 + n*stringKinds + again)
		return
	}
	if n, ok := stock()[s]; ok {
		w.uint(1 + n*stringKinds + again)
		return
	}
	w.known[s] = uint64(len(stockList) + len(w.known))
	w.totals[totalKnown]++
	size := uint64(len(s)) * stringKinds
	if at := w.find(w.text, s); at >= 0 {
		w.uint(1 + size + inText)
		w.int(at - w.at)
	} else if at := w.find(w.lower, s); at >= 0 && len(s) <= maxLower {
		w.totals[totalBytes] += len(s)
		w.uint(1 + size + inLower)
		w.int(at - w.at)
	} else {
		w.totals[totalBytes] += len(s)
		w.uint(1 + size + spelt)
		w.out = append(w.out, s...)
	}
}

// maxLower bounds the strings that are kept as a place in the text in lower case, in
// bytes, so that a few bytes of an encoding never stand for very many.
const maxLower = 64

// begin is how many bytes of a word it is looked up by.
const begin = 3

// beginnings finds the words of a text.
func beginnings(text string) map[[begin]byte][]int32 {
	words := make(map[[begin]byte][]int32, len(text)/8)
	inside := false
	for i := range len(text) {
		c := text[i]
		letter := 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80
		if !inside && c > ' ' || letter && i > 0 && text[i-1] == '-' {
			var key [begin]byte
			copy(key[:], text[i:])
			words[key] = append(words[key], int32(i))
		}
		inside = letter
	}
	return words
}

// find is where a text has s at the beginning of a word, as near behind the last place as
// may be; -1 when it does not.
func (w *writer) find(text, s string) int {
	var key [begin]byte
	copy(key[:], asciiLower(s[:min(begin, len(s))]))
	first := -1
	for _, at := range w.words[key] {
		switch {
		case !strings.HasPrefix(text[at:], s):
		case int(at) >= w.at:
			return int(at)
		case first < 0:
			first = int(at)
		}
	}
	if len(s) < begin && first < 0 { // which may go on in any way
		return strings.Index(text, s)
	}
	return first
}

// asciiLower is a text with A to Z in lower case, byte for byte.
func asciiLower(s string) []byte {
	out := []byte(s)
	for i, c := range out {
		if 'A' <= c && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return out
}

func (w *writer) uint(n uint64) { w.out = binary.AppendUvarint(w.out, n) }

// int writes small numbers of either sign in few bytes.
func (w *writer) int(n int) { w.out = binary.AppendVarint(w.out, int64(n)) }

// length writes how many elements follow, and tells none from nil.
func (w *writer) length(n int, none bool) {
	if none {
		w.uint(0)
		return
	}
	w.uint(uint64(n) + 1)
}

func (w *writer) strings(all []string) {
	w.length(len(all), all == nil)
	w.totals[totalStrings] += len(all)
	for _, s := range all {
		w.string(s)
	}
}

// ints writes numbers as the steps between them.
func (w *writer) ints(all []int) {
	w.length(len(all), all == nil)
	w.totals[totalNumbers] += len(all)
	last := 0
	for _, n := range all {
		w.int(n - last)
		last = n
	}
}

func (w *writer) span(s Span) {
	if s == (Span{}) {
		w.uint(0)
		return
	}
	length := int64(s.Len())
	w.uint(1 + (uint64(length)<<1 ^ uint64(length>>63)))
	w.int(s.Start - w.at)
}

// How a float is written: as a whole number, as hundredths, or as it is.
const (
	whole = iota
	hundredths
	asItIs
	floatKinds
)

func (w *writer) float(f float64) {
	const largest = 1 << 50
	switch n := math.Round(f * 100); {
	case f == 0 && math.Signbit(f) || !(f >= 0 && f < largest/100):
	case f == math.Trunc(f):
		w.uint(uint64(f)*floatKinds + whole)
		return
	case n/100 == f:
		w.uint(uint64(n)*floatKinds + hundredths)
		return
	}
	w.uint(asItIs)
	w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(f))
}
