package facts

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
)

// Decode unpacks what Encode made of a table of this article. The table has an article of
// its own, with the same text and meta and the sentences of the encoding; the one given
// stays as it is, and shares its text. The error says what is wrong with the bytes; no
// bytes make Decode panic, or take more memory than some thirty times their size.
func Decode(article *Article, data []byte) (*Table, error) {
	r := reader{text: article.Text, in: data}
	if version := r.byte(); r.err == nil && version != EncodingVersion {
		return nil, fmt.Errorf("table encoding %d, this program reads %d", version, EncodingVersion)
	}
	if sum := r.bytes(4); r.err == nil && binary.LittleEndian.Uint32(sum) != crc32.ChecksumIEEE([]byte(article.Text)) {
		return nil, errors.New("the table is of another text")
	}
	r.readTotals()
	own := *article
	t := &Table{Article: &own}
	own.Sentences = list(&r, nil, spanBytes, func(s *Span) {
		*s = r.place()
		if s.Start < r.at {
			r.fail("sentence out of order")
		}
		r.at = s.End
	})
	t.Dropped = r.int()
	t.Entities = list(&r, nil, entityBytes, r.entity)
	r.at, r.sentence, r.entities = 0, 0, len(t.Entities)
	r.sentences = len(own.Sentences)
	t.Facts = list(&r, nil, factBytes, r.fact)
	t.Topics = list(&r, nil, topicBytes, func(topic *Topic) {
		topic.Name = r.string()
		topic.Forms = r.strings()
		topic.Kind = EntityKind(r.string())
		topic.Entity = r.index(-1, len(t.Entities))
		topic.Facts = r.indices(len(t.Facts))
	})
	t.Checks = list(&r, nil, checkBytes, func(c *Check) {
		c.Total = r.index(0, len(t.Facts))
		c.Operands = r.indices(len(t.Facts))
	})
	if r.err == nil && len(r.in) > 0 {
		r.fail("bytes left over")
	}
	if r.err != nil {
		return nil, r.err
	}
	return t, nil
}

// The fewest bytes that one element takes, so that a length is not believed which the
// rest of the bytes cannot hold.
const (
	spanBytes    = 1
	entityBytes  = 6
	mentionBytes = 2
	factBytes    = 7
	topicBytes   = 5
	checkBytes   = 2
)

func (r *reader) entity(e *Entity) {
	e.Kind = EntityKind(r.string())
	e.Name = r.string()
	e.Role = r.string()
	e.Organisation = r.string()
	e.Aliases = r.strings()
	r.at, r.sentence = 0, 0
	e.Mentions = list(r, &r.mentions, mentionBytes, func(m *Mention) {
		m.Sentence, m.Pronoun = r.sentenceOf()
		m.Span = r.place()
		r.at = m.Span.Start
	})
}

func (r *reader) fact(f *Fact) {
	has := r.byte()
	if has&hasID != 0 {
		var id [2 * idBytes]byte
		hex.Encode(id[:], r.bytes(idBytes))
		f.ID = r.make(id[:])
	} else {
		f.ID = r.string()
	}
	f.Kind = Kind(r.string())
	f.Sentence, _ = r.sentenceOf()
	if f.Sentence < 0 || f.Sentence >= r.sentences {
		r.fail("a sentence out of bounds")
	}
	f.Span = r.place()
	r.at = f.Span.Start
	f.Confidence = r.float()
	f.Rule = r.string()
	if has&hasBy != 0 {
		f.By = next(r, &r.attributions)
		r.attribution(f.By, has&hasSpeaker != 0)
	}
	if has&hasQuote != 0 {
		f.Quote = next(r, &r.quotes)
		f.Quote.Type = QuoteType(r.string())
	}
	if has&hasFigure != 0 {
		f.Figure = next(r, &r.figures)
		r.figure(f.Figure)
	}
	if has&hasPerson != 0 {
		p := next(r, &r.people)
		*p = Person{Name: r.string(), NameSpan: r.place(), Role: r.string(), Organisation: r.string(), Entity: r.index(-1, r.entities)}
		f.Person = p
	}
	if has&hasEvent != 0 {
		e := next(r, &r.events)
		*e = Event{When: r.string(), Date: r.string(), Where: r.string()}
		f.Event = e
	}
	if !f.whole() {
		r.fail("a fact without its part")
	}
}

// whole reports whether a fact has the part that its kind needs.
func (f *Fact) whole() bool {
	switch f.Kind {
	case KindQuote, KindStatement:
		return f.Quote != nil
	case KindFigure:
		return f.Figure != nil
	case KindPerson:
		return f.Person != nil
	case KindEvent:
		return f.Event != nil
	}
	return false
}

func (r *reader) attribution(by *Attribution, named bool) {
	by.Cue = r.string()
	by.CueSpan = r.place()
	by.Channel = r.string()
	by.When = r.string()
	by.Date = r.string()
	by.Rule = r.string()
	if named {
		s := next(r, &r.speakers)
		*s = Speaker{Name: r.string(), Mention: r.string(), MentionSpan: r.place(), Role: r.string(), Organisation: r.string(), Entity: r.index(-1, r.entities)}
		by.Speaker = s
	}
}

func (r *reader) figure(f *Figure) {
	bits := r.byte()
	f.Range, f.Approx = bits&isRange != 0, bits&isApprox != 0
	f.Value = r.float()
	f.Max = r.float()
	f.Unit = r.string()
	f.Noun = r.string()
	f.Surface = r.string()
	f.Fate = r.place()
	f.When = r.string()
}
