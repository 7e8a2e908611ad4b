package answer

import (
	"cmp"
	"encoding/binary"
	"slices"

	"byline/facts"
	"byline/facts/lang"
)

// A segment is the index of some articles that are neighbours in age, newest first. It is
// immutable, so that indexes share it. All of it that grows with the text is kept in few
// blocks of bytes.
type segment struct {
	docs      []document
	sentences int32
	stems     []int32 // those its articles have, in order
	counts    []count // of each
	starts    []uint32
	postings  []byte  // for each stem from its start on, the sentences that have it, as steps
	words     []int32 // the spellings its articles have, in order
	inDocs    []int32 // in how many articles each is
}

// A count is how often a segment, or an index, has a stem.
type count struct {
	docs      int32 // articles that have it, or mean it
	sentences int32 // that have it
	names     int32 // how often it is written as a name
	uses      int32
}

func (c count) plus(d count) count {
	return count{c.docs + d.docs, c.sentences + d.sentences, c.names + d.names, c.uses + d.uses}
}

// of is how often the segment has a stem, and where its postings begin and end.
func (s *segment) of(stem int32) (c count, from, to uint32) {
	i, ok := slices.BinarySearch(s.stems, stem)
	if !ok {
		return count{}, 0, 0
	}
	return s.counts[i], s.starts[i], s.starts[i+1]
}

// has reports whether an article of the segment has a spelling.
func (s *segment) has(word int32) bool {
	_, ok := slices.BinarySearch(s.words, word)
	return ok
}

// document is the index of the article that has sentence id of the segment.
func (s *segment) document(id int32) int {
	at, found := slices.BinarySearchFunc(s.docs, id, func(d document, id int32) int { return cmp.Compare(d.first, id) })
	if !found {
		return at - 1
	}
	for at+1 < len(s.docs) && s.docs[at+1].first == id { // articles without a sentence
		at++
	}
	return at
}

// A builder makes a segment.
type builder struct {
	reader *reader
	docs   []document
	next   int32   // sentence
	at     []int32 // by stem: 1 + its index into stems
	stems  []posted
	words  []int32 // by spelling: in how many articles
}

// posted is what a builder knows of a stem.
type posted struct {
	stem int32
	count
	postings []byte
	last     int32 // sentence that has it, -1 for none
	doc      int32 // last article counted, from 1
}

func newBuilder(v *vocabulary) *builder { return &builder{reader: newReader(v)} }

// add appends one article.
func (b *builder) add(source Source) {
	t := source.Table()
	a := t.Article
	b.reader.begin()
	doc := document{source: source, name: a.Name, first: b.next, sentences: int32(len(a.Sentences)), shelf: new(shelf)}
	toks := b.reader.tokenizer.Tokens(a.Text)
	words := b.reader.words(toks, func(i int) bool {
		s := a.SentenceAt(toks[i].Start)
		return s >= 0 && startsSentence(toks, i, a.Sentences[s])
	})
	pack := packer{out: make([]byte, 0, len(a.Text))}
	w := 0
	for _, span := range a.Sentences {
		for w < len(words) && words[w].span.Start < span.Start {
			b.mention(words[w])
			w++
		}
		end := w
		for end < len(words) && words[end].span.Start < span.End {
			end++
		}
		pack.sentence(words[w:end], span.Start, b.reader.vocabulary.kind)
		for _, w := range words[w:end] {
			b.post(w)
		}
		b.next++
		w = end
	}
	texts := map[string]int{}
	(&opened{table: t}).link(func(text string) []int32 {
		n := texts[text]
		if pack.uint(uint64(n)); n > 0 {
			return nil
		}
		texts[text] = len(texts) + 1
		stems := b.reader.stemsOf(text)
		pack.uint(uint64(len(stems)))
		for _, stem := range stems {
			pack.uint(uint64(stem))
			b.count(stem)
		}
		return stems
	})
	for _, w := range words[w:] {
		b.mention(w)
	}
	for _, word := range b.reader.spelt {
		b.words = reaching(b.words, word)
		b.words[word]++
	}
	doc.packed = slices.Clone(pack.out)
	b.docs = append(b.docs, doc)
}

// count notes that the article which is being added has a stem.
func (b *builder) count(stem int32) *posted {
	b.at = reaching(b.at, stem)
	if b.at[stem] == 0 {
		b.stems = append(b.stems, posted{stem: stem, last: -1})
		b.at[stem] = int32(len(b.stems))
	}
	p := &b.stems[b.at[stem]-1]
	if n := int32(len(b.docs)) + 1; p.doc != n {
		p.doc = n
		p.docs++
	}
	return p
}

// mention notes a word that stands in no sentence.
func (b *builder) mention(w word) {
	if w.stem >= 0 {
		b.count(w.stem)
	}
}

// post notes a word of the sentence that is being added.
func (b *builder) post(w word) {
	if w.stem < 0 {
		return
	}
	p := b.count(w.stem)
	p.uses++
	if w.kind&name != 0 {
		p.names++
	}
	if p.last != b.next {
		p.postings = binary.AppendUvarint(p.postings, uint64(b.next-p.last))
		p.last = b.next
		p.sentences++
	}
}

// segment is what was added. The builder is of no use afterwards.
func (b *builder) segment() *segment {
	s := &segment{docs: slices.Clip(b.docs), sentences: b.next}
	slices.SortFunc(b.stems, func(a, b posted) int { return cmp.Compare(a.stem, b.stem) })
	size := 0
	for i := range b.stems {
		size += len(b.stems[i].postings)
	}
	s.stems, s.counts, s.starts = make([]int32, len(b.stems)), make([]count, len(b.stems)), make([]uint32, len(b.stems)+1)
	s.postings = make([]byte, 0, size)
	for i := range b.stems {
		s.stems[i], s.counts[i] = b.stems[i].stem, b.stems[i].count
		s.postings = append(s.postings, b.stems[i].postings...)
		s.starts[i+1] = uint32(len(s.postings))
	}
	for word, docs := range b.words {
		if docs > 0 {
			s.words, s.inDocs = append(s.words, int32(word)), append(s.inDocs, docs)
		}
	}
	s.words, s.inDocs = slices.Clone(s.words), slices.Clone(s.inDocs)
	return s
}

// startsSentence reports whether token i is the first word of its sentence or of
// a quotation in it, where a capital says nothing.
func startsSentence(toks []lang.Token, i int, s facts.Span) bool {
	for i--; i >= 0 && toks[i].Start >= s.Start; i-- {
		if k := toks[i].Kind; k == lang.Word || k == lang.Number || k == lang.Clitic {
			return false
		}
		if toks[i].Kind == lang.Mark {
			return true
		}
	}
	return true
}
