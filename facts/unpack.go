package facts

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"
)

// A reader takes an encoding apart. After the first error every read gives zero.
type reader struct {
	in        []byte
	text      string
	err       error
	known     []string // strings read so far, by number behind the stock
	at        int      // see writer
	sentence  int
	sentences int // how many there are; so the next
	entities  int

	// Room for what is still to be read, made at once: one allocation a part would be most
	// of the work.
	attributions []Attribution
	speakers     []Speaker
	quotes       []Quote
	figures      []Figure
	people       []Person
	events       []Event
	mentions     []Mention
	numbers      []int
	words        []string
	bytesLeft    int
	made         strings.Builder // the strings that are not bytes of the text
}

// readTotals makes the room that the encoding says it needs.
func (r *reader) readTotals() {
	var n [totals]int
	for i := range n {
		limit := uint64(len(r.in)) // each takes a byte at least
		if i == totalBytes {
			limit *= maxLower / 2 // a string takes two
		}
		total := r.uint()
		if total > limit {
			r.fail("a total beyond its end")
		}
		n[i] = int(total)
	}
	if r.err != nil {
		return
	}
	r.attributions = make([]Attribution, n[totalAttributions])
	r.speakers = make([]Speaker, n[totalSpeakers])
	r.quotes = make([]Quote, n[totalQuotes])
	r.figures = make([]Figure, n[totalFigures])
	r.people = make([]Person, n[totalPeople])
	r.events = make([]Event, n[totalEvents])
	r.mentions = make([]Mention, n[totalMentions])
	r.numbers = make([]int, n[totalNumbers])
	r.words = make([]string, n[totalStrings])
	r.known = make([]string, 0, n[totalKnown])
	r.bytesLeft = n[totalBytes]
	r.made.Grow(r.bytesLeft)
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = errors.New("broken table: " + what)
	}
	r.in = nil
}

func (r *reader) byte() byte {
	if len(r.in) == 0 {
		r.fail("it ends early")
		return 0
	}
	b := r.in[0]
	r.in = r.in[1:]
	return b
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.in) {
		r.fail("it ends early")
		return nil
	}
	b := r.in[:n:n]
	r.in = r.in[n:]
	return b
}

func (r *reader) uint() uint64 {
	if len(r.in) > 0 && r.in[0] < 0x80 { // most are short
		n := r.in[0]
		r.in = r.in[1:]
		return uint64(n)
	}
	n, size := binary.Uvarint(r.in)
	if size <= 0 {
		r.fail("a number without end")
		return 0
	}
	r.in = r.in[size:]
	return n
}

func (r *reader) int() int {
	n := r.uint()
	return int(int64(n>>1) ^ -int64(n&1))
}

// index reads a number from least up to, not including, limit.
func (r *reader) index(least, limit int) int {
	n := r.int()
	if n < least || n >= limit {
		if n == least && r.err == nil {
			return n // -1 for none, also where there is nothing to point to
		}
		r.fail("a number out of bounds")
		return max(least, 0)
	}
	return n
}

// list reads a length and so many elements, each of at least so many bytes, into the
// room that was made for all lists of a kind, or into room of its own.
func list[T any](r *reader, room *[]T, size int, read func(*T)) []T {
	n := r.uint()
	switch {
	case n == 0:
		return nil
	case n-1 > uint64(len(r.in)/size), room != nil && n-1 > uint64(len(*room)):
		r.fail("a length beyond its end")
		return nil
	}
	n--
	var out []T
	if room == nil {
		out = make([]T, n)
	} else {
		out, *room = (*room)[:n:n], (*room)[n:]
	}
	for i := range out {
		if read(&out[i]); r.err != nil {
			return nil
		}
	}
	return out
}

// next is the next free one of the room for a kind.
func next[T any](r *reader, room *[]T) *T {
	if len(*room) == 0 {
		r.fail("more parts than it says")
		return new(T)
	}
	p := &(*room)[0]
	*room = (*room)[1:]
	return p
}

// make keeps bytes as a string, in the room for all of them.
func (r *reader) make(b []byte) string {
	if len(b) > r.bytesLeft {
		r.fail("longer strings than it says")
		return ""
	}
	r.bytesLeft -= len(b)
	start := r.made.Len()
	r.made.Write(b)
	return r.made.String()[start:]
}

func (r *reader) string() string {
	n := r.uint()
	if n == 0 {
		return ""
	}
	n--
	size := n / stringKinds
	s := ""
	switch n % stringKinds {
	case again:
		switch {
		case size < uint64(len(stockList)):
			return stockList[size]
		case size-uint64(len(stockList)) < uint64(len(r.known)):
			return r.known[size-uint64(len(stockList))]
		}
		r.fail("an unknown string")
		return ""
	case spelt:
		if size > uint64(len(r.in)) {
			r.fail("a string beyond its end")
			return ""
		}
		s = r.make(r.bytes(int(size)))
	case inText, inLower:
		start := r.at + r.int()
		if start < 0 || start > len(r.text) || size > uint64(len(r.text)-start) {
			r.fail("a string outside the text")
			return ""
		}
		s = r.text[start : start+int(size)]
		if n%stringKinds == inLower && size > maxLower {
			r.fail("a string that is too long")
		} else if n%stringKinds == inLower {
			s = r.make(asciiLower(s))
		}
	}
	r.known = append(r.known, s)
	return s
}

func (r *reader) strings() []string {
	return list(r, &r.words, 1, func(s *string) { *s = r.string() })
}

func (r *reader) indices(limit int) []int {
	last := 0
	return list(r, &r.numbers, 1, func(n *int) {
		*n = last + r.int()
		if *n < 0 || *n >= limit {
			r.fail("a number out of bounds")
		}
		last = *n
	})
}

// place reads a span that must lie in the text.
func (r *reader) place() Span {
	n := r.uint()
	if n == 0 {
		return Span{}
	}
	n--
	length := int(int64(n>>1) ^ -int64(n&1))
	start := r.at + r.int()
	s := Span{start, start + length}
	if start < 0 || length < 0 || start > len(r.text) || length > len(r.text)-start {
		r.fail("a place outside the text")
		return Span{}
	}
	return s
}

func (r *reader) float() float64 {
	n := r.uint()
	switch v := float64(n / floatKinds); n % floatKinds {
	case whole:
		return v
	case hundredths:
		return v / 100
	}
	b := r.bytes(8)
	if b == nil {
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64(b))
	if math.IsNaN(f) || math.IsInf(f, 0) {
		r.fail("a number that is none")
		return 0
	}
	return f
}

func (r *reader) sentenceOf() (sentence int, bit bool) {
	n := r.int()
	r.sentence += n >> 1
	return r.sentence, n&1 != 0
}
