package facts

import (
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
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
