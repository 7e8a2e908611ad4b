package facts

import (
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"math"
	"strings"
)

// EncodingVersion is the first byte of what Encode makes. It changes whenever Decode
// could no longer read what an older Encode wrote.
const EncodingVersion = 1

// Encode packs a table, with its article's sentences but without the article's text and
// meta, into a few thousand bytes: words that the text has are kept as their place in it,
// words that come again as a number. Decode unpacks it.
func Encode(t *Table) []byte {
	w := writer{text: t.Article.Text, lower: string(asciiLower(t.Article.Text)), known: make(map[string]uint64, 512)}
	w.words = beginnings(w.lower)
	w.length(len(t.Article.Sentences), t.Article.Sentences == nil)
	for _, s := range t.Article.Sentences {
		w.span(s)
		w.at = s.End
	}
	w.int(t.Dropped)
	w.length(len(t.Entities), t.Entities == nil)
	for i := range t.Entities {
		w.entity(&t.Entities[i])
	}
	w.at, w.sentence = 0, 0
	w.length(len(t.Facts), t.Facts == nil)
	for i := range t.Facts {
		w.fact(&t.Facts[i])
	}
	w.length(len(t.Topics), t.Topics == nil)
	for i := range t.Topics {
		topic := &t.Topics[i]
		w.string(topic.Name)
		w.strings(topic.Forms)
		w.string(string(topic.Kind))
		w.int(topic.Entity)
		w.ints(topic.Facts)
	}
	w.length(len(t.Checks), t.Checks == nil)
	for _, c := range t.Checks {
		w.int(c.Total)
		w.ints(c.Operands)
	}
	body := w.out
	w.out = make([]byte, 0, len(body)+32)
	w.out = append(w.out, EncodingVersion)
	w.out = binary.LittleEndian.AppendUint32(w.out, crc32.ChecksumIEEE([]byte(w.text)))
	for _, n := range w.totals {
		w.uint(uint64(n))
	}
	return append(w.out, body...)
}

// What is counted, so that Decode can make room for all of a kind at once.
const (
	totalStrings = iota // in lists
	totalBytes          // of strings that are not bytes of the text
	totalNumbers        // in lists
	totalMentions
	totalAttributions
	totalSpeakers
	totalQuotes
	totalFigures
	totalPeople
	totalEvents
	totalKnown // strings that are written once and may come again
	totals
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

func (w *writer) entity(e *Entity) {
	w.string(string(e.Kind))
	w.string(e.Name)
	w.string(e.Role)
	w.string(e.Organisation)
	w.strings(e.Aliases)
	w.length(len(e.Mentions), e.Mentions == nil)
	w.totals[totalMentions] += len(e.Mentions)
	w.at, w.sentence = 0, 0
	for _, m := range e.Mentions {
		w.sentenceOf(m.Sentence, m.Pronoun)
		w.span(m.Span)
		w.at = m.Span.Start
	}
}

// sentenceOf writes a step from the sentence before, with one bit of something else.
func (w *writer) sentenceOf(sentence int, bit bool) {
	n := (sentence - w.sentence) << 1
	if bit {
		n |= 1
	}
	w.int(n)
	w.sentence = sentence
}

// What a fact has, as bits.
const (
	hasBy = 1 << iota
	hasSpeaker
	hasQuote
	hasFigure
	hasPerson
	hasEvent
	hasID // of six bytes; otherwise it is written as a string
)

// What a figure is, as bits.
const (
	isRange = 1 << iota
	isApprox
)

// idBytes is how many bytes the hexadecimal digits of a fact's ID stand for.
const idBytes = 6

func (w *writer) fact(f *Fact) {
	has := bit(f.By != nil, hasBy) | bit(f.By != nil && f.By.Speaker != nil, hasSpeaker) | bit(f.Quote != nil, hasQuote) |
		bit(f.Figure != nil, hasFigure) | bit(f.Person != nil, hasPerson) | bit(f.Event != nil, hasEvent)
	id, err := hex.DecodeString(f.ID)
	if short := err == nil && len(id) == idBytes && strings.ToLower(f.ID) == f.ID; short {
		w.out = append(w.out, has|hasID)
		w.out = append(w.out, id...)
		w.totals[totalBytes] += len(f.ID)
	} else {
		w.out = append(w.out, has)
		w.string(f.ID)
	}
	w.string(string(f.Kind))
	w.sentenceOf(f.Sentence, false)
	w.span(f.Span)
	w.at = f.Span.Start
	w.float(f.Confidence)
	w.string(f.Rule)
	if f.By != nil {
		w.totals[totalAttributions]++
		w.attribution(f.By)
	}
	if f.Quote != nil {
		w.totals[totalQuotes]++
		w.string(string(f.Quote.Type))
	}
	if f.Figure != nil {
		w.totals[totalFigures]++
		w.figure(f.Figure)
	}
	if p := f.Person; p != nil {
		w.totals[totalPeople]++
		w.string(p.Name)
		w.span(p.NameSpan)
		w.string(p.Role)
		w.string(p.Organisation)
		w.int(p.Entity)
	}
	if e := f.Event; e != nil {
		w.totals[totalEvents]++
		w.string(e.When)
		w.string(e.Date)
		w.string(e.Where)
	}
}

func bit(there bool, b byte) byte {
	if there {
		return b
	}
	return 0
}

func (w *writer) attribution(by *Attribution) {
	w.string(by.Cue)
	w.span(by.CueSpan)
	w.string(by.Channel)
	w.string(by.When)
	w.string(by.Date)
	w.string(by.Rule)
	if s := by.Speaker; s != nil {
		w.totals[totalSpeakers]++
		w.string(s.Name)
		w.string(s.Mention)
		w.span(s.MentionSpan)
		w.string(s.Role)
		w.string(s.Organisation)
		w.int(s.Entity)
	}
}

func (w *writer) figure(f *Figure) {
	w.out = append(w.out, bit(f.Range, isRange)|bit(f.Approx, isApprox))
	w.float(f.Value)
	w.float(f.Max)
	w.string(f.Unit)
	w.string(f.Noun)
	w.string(f.Surface)
	w.span(f.Fate)
	w.string(f.When)
}
