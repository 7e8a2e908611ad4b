package answer

import (
	"encoding/binary"
	"iter"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"weak"

	"byline/facts"
	"byline/facts/lang"
)

// A Source gives the fact table of one article when it is needed, always the same one. It
// is asked for it while an index is made and for the few articles that a question is
// compared with, by several questions at once. A facts.Table is one, and a facts.Packed.
type Source interface {
	Table() *facts.Table
}

// Tables asks sources for their tables, one after the other.
func Tables(sources []Source) iter.Seq[*facts.Table] {
	return func(yield func(*facts.Table) bool) {
		for _, s := range sources {
			if !yield(s.Table()) {
				return
			}
		}
	}
}

// A document is one article of a segment. What ranking needs of it beside its table is
// packed, since of a large library only few articles are looked at for one question.
type document struct {
	source    Source
	name      string
	first     int32 // its first sentence among those of the segment
	sentences int32
	packed    []byte // see packer
	shelf     *shelf
}

// A shelf keeps a document opened for the next question, as long as the garbage collector
// leaves it there: a bot that is idle keeps none.
type shelf struct {
	mu     sync.Mutex
	opened weak.Pointer[opened]
}

// A content is what ranking needs of one sentence of an article that is the same for all
// questions.
type content struct {
	doc     *opened
	index   int // in its article
	words   []word
	linked  []int32     // stems of the names that pronouns, roles and speakers in it stand for
	roles   []int32     // stems of the roles of the people in it
	full    []int32     // stems of the whole names of those it names
	facts   []int       // indices into Table.Facts
	names   []int32     // indices into Table.Entities of those it writes by name, each once
	written []mention   // where it writes or means those
	asks    bool        // it ends with a question mark
	heading bool        // it ends without a mark
	means   lang.Vector // see sense
	meant   sync.Once
	shorts  parts // see parts
	parted  sync.Once
}

// An opened document is one that questions are compared with. It is safe for concurrent use.
type opened struct {
	table     *facts.Table
	entities  []titled
	speakers  []titled                  // by fact
	labels    [][]int32                 // by fact: what a figure counts, who speaks a quotation, a person's name and role
	roles     [][]int32                 // by fact: the role of who speaks a quotation
	sentences []atomic.Pointer[content] // those that were looked at
	packed    [][]byte                  // the words of each
	occurs    [][]occurrence            // in each
}

// An occurrence is one mention of an entity, or one fact.
type occurrence struct {
	entity int32 // index into Table.Entities; for a fact their number
	at     int32 // index into the entity's mentions, or into Table.Facts
}

// occur notes for each sentence what occurs in it, so that none need look through all there
// is: the mentions of one entity after the other, then the facts.
func (d *opened) occur() {
	t := d.table
	d.occurs = make([][]occurrence, len(d.sentences))
	add := func(sentence int, o occurrence) {
		if sentence >= 0 && sentence < len(d.occurs) {
			d.occurs[sentence] = append(d.occurs[sentence], o)
		}
	}
	for i := range t.Entities {
		for k, m := range t.Entities[i].Mentions {
			add(m.Sentence, occurrence{int32(i), int32(k)})
		}
	}
	for i := range t.Facts {
		add(t.Facts[i].Sentence, occurrence{int32(len(t.Entities)), int32(i)})
	}
}

// A mention is where a sentence has an entity, by name or otherwise.
type mention struct {
	span    facts.Span
	entity  int32 // index into Table.Entities
	pronoun bool
}

// titled is the stems of a name and of the role of who has it.
type titled struct{ name, role []int32 }

// link reads the stems of what the table names. The stems of a text are what stems says, the
// same for the same text; it is asked for the same texts in the same order for one table, for
// no empty one.
func (d *opened) link(stemsOf func(text string) []int32) {
	t := d.table
	stems := func(text string) []int32 {
		if text == "" {
			return nil
		}
		return stemsOf(text)
	}
	d.entities = make([]titled, len(t.Entities))
	for i := range t.Entities {
		d.entities[i] = titled{stems(t.Entities[i].Name), stems(t.Entities[i].Role)}
	}
	d.speakers = make([]titled, len(t.Facts))
	d.labels, d.roles = make([][]int32, len(t.Facts)), make([][]int32, len(t.Facts))
	for i := range t.Facts {
		f := &t.Facts[i]
		if f.By != nil && f.By.Speaker != nil {
			d.speakers[i] = titled{stems(f.By.Speaker.Name), stems(f.By.Speaker.Role)}
			if f.Quote != nil {
				d.labels[i] = d.speakers[i].name
				d.roles[i] = stems(f.By.Speaker.Role + " " + f.By.Speaker.Organisation)
			}
		}
		switch {
		case f.Figure != nil:
			d.labels[i] = stems(f.Figure.Noun)
		case f.Person != nil:
			d.labels[i] = stems(f.Person.Name + " " + f.Person.Role + " " + f.Person.Organisation)
		}
	}
}

// gather notes the facts of a sentence, the names in it, and which names it is about without
// naming them: whom a pronoun or a role stands for, who speaks a quotation whose speaker
// stands elsewhere. Each is noted once, however often the sentence has it.
func (d *opened) gather(s *content) {
	t := d.table
	rest := d.occurs[s.index]
	for len(rest) > 0 && int(rest[0].entity) < len(t.Entities) {
		i := rest[0].entity
		named, meant := false, false
		from := len(s.written)
		for ; len(rest) > 0 && rest[0].entity == i; rest = rest[1:] {
			m := &t.Entities[i].Mentions[rest[0].at]
			s.written = append(s.written, mention{m.Span, i, m.Pronoun})
			named, meant = named || !m.Pronoun, meant || m.Pronoun
		}
		s.roles = append(s.roles, d.entities[i].role...)
		if meant {
			s.linked = append(s.linked, d.entities[i].name...)
		}
		if named {
			s.names = append(s.names, i)
			s.full = append(s.full, d.entities[i].name...)
		} else {
			s.written = s.written[:from]
		}
	}
	for _, f := range rest {
		s.facts = append(s.facts, int(f.at))
		s.linked = append(s.linked, d.speakers[f.at].name...)
		s.roles = append(s.roles, d.speakers[f.at].role...)
	}
}

// stemsOf gives the stems of a text that is none of the article's sentences.
func (r *reader) stemsOf(text string) (out []int32) {
	before := ""
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '.' }) {
		form := lang.Form{Text: w, Lower: lang.Lower(w)}
		folded := strings.TrimSuffix(fold(lang.Token{Word: &form}, before), "'s")
		before = form.Lower
		if !functionWords.Has(folded) {
			out = append(out, r.stem(folded))
		}
	}
	return out
}

// A packer writes the words and links of a document:
//
//	for each sentence a length in bytes and the words: place, class and stem
//	for each text that the links ask for its number from 1, when it was asked for before, or
//	0, how many stems it has and the stems
type packer struct{ out []byte }

func (p *packer) uint(n uint64) { p.out = binary.AppendUvarint(p.out, n) }

// How the place of a word is packed in one byte: two bits for the bytes between it and the
// word before, six for its length. Whatever does not fit is written behind it.
const (
	gapBits = 2
	farGap  = 1<<gapBits - 1
	long    = 1<<(8-gapBits) - 1
)

// sentence packs the words of a sentence that begins at start.
func (p *packer) sentence(words []word, start int, kind func(class) uint32) {
	body := packer{}
	for _, w := range words {
		gap, length := w.span.Start-start, w.span.Len()
		start = w.span.End
		near, short := gap >= 0 && gap < farGap, length < long
		head := byte(farGap)
		if near {
			head = byte(gap)
		}
		if short {
			head |= byte(length) << gapBits
		} else {
			head |= long << gapBits
		}
		body.out = append(body.out, head)
		if !near {
			body.out = binary.AppendVarint(body.out, int64(gap))
		}
		if !short {
			body.uint(uint64(length))
		}
		body.uint(uint64(kind(w.kind)))
		body.uint(uint64(w.stem + 1))
	}
	p.uint(uint64(len(body.out)))
	p.out = append(p.out, body.out...)
}

// An unpacker reads what a packer wrote, which is always whole.
type unpacker struct{ in []byte }

func (u *unpacker) uint() uint64 {
	if n := u.in[0]; n < 0x80 {
		u.in = u.in[1:]
		return uint64(n)
	}
	n, size := binary.Uvarint(u.in)
	u.in = u.in[size:]
	return n
}

// words reads the words of a sentence that begins at start.
func (u *unpacker) words(start int, kinds []class) []word {
	out := make([]word, 0, len(u.in)/3) // a word takes three bytes at least
	for len(u.in) > 0 {
		head := u.in[0]
		u.in = u.in[1:]
		gap, length := int(head&farGap), int(head>>gapBits)
		if gap == farGap {
			n, size := binary.Varint(u.in)
			gap, u.in = int(n), u.in[size:]
		}
		if length == long {
			length = int(u.uint())
		}
		w := word{span: facts.Span{Start: start + gap, End: start + gap + length}}
		start = w.span.End
		w.kind = kinds[u.uint()]
		w.stem = int32(u.uint()) - 1
		out = append(out, w)
	}
	return out
}

// open makes a document ready to be compared with a question.
func (d *document) open() *opened {
	d.shelf.mu.Lock()
	defer d.shelf.mu.Unlock()
	o := d.shelf.opened.Value()
	if o == nil {
		o = d.unpack()
		d.shelf.opened = weak.Make(o)
	}
	return o
}

// unpack is open for a document that is on no shelf.
func (d *document) unpack() *opened {
	o := &opened{table: d.source.Table(), sentences: make([]atomic.Pointer[content], d.sentences), packed: make([][]byte, d.sentences)}
	u := unpacker{d.packed}
	for i := range o.packed {
		n := u.uint()
		o.packed[i], u.in = u.in[:n:n], u.in[n:]
	}
	o.occur()
	all := make([]int32, 0, len(u.in)) // a stem takes a byte at least
	var texts [][]int32
	o.link(func(string) []int32 {
		if n := u.uint(); n > 0 {
			return texts[n-1]
		}
		from := len(all)
		for range u.uint() {
			all = append(all, int32(u.uint()))
		}
		texts = append(texts, all[from:len(all):len(all)])
		return texts[len(texts)-1]
	})
	return o
}

// sentence is sentence i with its words.
func (d *opened) sentence(i int, x *Index) *content {
	if s := d.sentences[i].Load(); s != nil {
		return s
	}
	span := d.table.Article.Sentences[i]
	s := &content{doc: d, index: i, asks: strings.HasSuffix(d.table.Article.Slice(span), "?")}
	s.words = (&unpacker{d.packed[i]}).words(span.Start, x.kinds)
	s.heading = len(s.words) > 0 && s.words[len(s.words)-1].kind&(stop|mark|breaks) == 0
	d.gather(s)
	if !d.sentences[i].CompareAndSwap(nil, s) { // another question was as fast
		return d.sentences[i].Load()
	}
	return s
}
