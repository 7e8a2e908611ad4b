package answer

import (
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"byline/facts"
	"byline/facts/lang"
)

// Index answers questions over the fact tables of one library. It is immutable and safe
// for concurrent use; With makes a larger one.
type Index struct {
	weights   weights
	docs      []document
	sentences []sentence
	numbers   map[string]int32 // stem → index into stems
	stems     []stemEntry
	spellings map[byte][]spelling // by first byte, for typing errors
	spelt     map[string]bool     // the words in spellings
	scratches *sync.Pool          // of *scratch
}

// A document is one article of the index.
type document struct {
	table  *facts.Table
	first  int             // its first sentence in Index.sentences
	newer  int             // of equally good sentences that of the newer article comes first
	labels map[int][]int32 // by fact: what a figure counts, who speaks a quotation, a person's name and role
	roles  map[int][]int32 // by fact: the role of who speaks a quotation
}

// A sentence is one sentence of an article with what ranking needs of it.
type sentence struct {
	doc     int
	index   int // in its article
	words   []word
	linked  []int32 // stems of the names that pronouns, roles and speakers in it stand for
	roles   []int32 // stems of the roles of the people in it
	facts   []int   // indices into Table.Facts
	names   []int32 // indices into Table.Entities of those it writes by name
	sense   lang.Vector
	asks    bool // it ends with a question mark
	heading bool // it ends without a mark
}

// A stemEntry is one distinct stem of the indexed articles.
type stemEntry struct {
	text     string
	postings []int32 // the sentences that have it, each once, in order
	names    int     // how often it is written as a name
	uses     int
	vector   lang.Vector
	signs    uint64 // of the vector
}

type spelling struct {
	word string
	stem int32
}

// New builds the index of these tables, newest article first.
func New(tables ...*facts.Table) *Index {
	x := &Index{weights: learned(), numbers: map[string]int32{}, spellings: map[byte][]spelling{}, spelt: map[string]bool{}}
	r := reader{stemmer: lang.NewStemmer(), number: x.number}
	for i, t := range tables {
		x.add(r, t, len(tables)-i)
	}
	x.spell(r.stemmer)
	x.scratches = new(sync.Pool)
	return x
}

// With is the index with one more article, the newest. The old index goes on answering
// without it: what both have they share, and what changes is copied.
func (x *Index) With(t *facts.Table) *Index {
	y := &Index{
		weights: x.weights, docs: slices.Clip(x.docs), sentences: slices.Clip(x.sentences), stems: slices.Clone(x.stems),
		numbers: maps.Clone(x.numbers), spellings: maps.Clone(x.spellings), spelt: maps.Clone(x.spelt), scratches: new(sync.Pool),
	}
	for i := range y.stems {
		y.stems[i].postings = slices.Clip(y.stems[i].postings)
	}
	for first := range y.spellings {
		y.spellings[first] = slices.Clip(y.spellings[first])
	}
	newest := 0
	for _, d := range x.docs {
		newest = max(newest, d.newer)
	}
	r := reader{stemmer: lang.NewStemmer(), number: y.number}
	y.add(r, t, newest+1)
	y.spell(r.stemmer)
	return y
}

// number gives a stem its number, a new one when it is new.
func (x *Index) number(stem string) int32 {
	if id, ok := x.numbers[stem]; ok {
		return id
	}
	id := int32(len(x.stems))
	x.numbers[stem] = id
	v := lang.VectorOf(stem)
	x.stems = append(x.stems, stemEntry{text: stem, vector: v, signs: v.Signs()})
	return id
}

// add appends one article.
func (x *Index) add(r reader, t *facts.Table, newer int) {
	a := t.Article
	doc := document{table: t, first: len(x.sentences), newer: newer, labels: map[int][]int32{}, roles: map[int][]int32{}}
	toks := lang.Tokens(a.Text)
	words := r.words(toks, func(i int) bool {
		s := a.SentenceAt(toks[i].Start)
		return s >= 0 && startsSentence(toks, i, a.Sentences[s])
	})
	w := 0
	for i, span := range a.Sentences {
		for w < len(words) && words[w].span.Start < span.Start {
			w++
		}
		end := w
		for end < len(words) && words[end].span.Start < span.End {
			end++
		}
		x.sentences = append(x.sentences, sentence{
			doc: len(x.docs), index: i, words: words[w:end:end],
			asks:    strings.HasSuffix(a.Slice(span), "?"),
			heading: w < end && words[end-1].kind&(stop|mark|breaks) == 0,
			sense:   x.sense(words[w:end]),
		})
		w = end
	}
	x.docs = append(x.docs, doc)
	for id := doc.first; id < len(x.sentences); id++ {
		x.post(id)
	}
	x.link(r, doc)
}

// spell notes the words that typing errors are compared with.
func (x *Index) spell(seen *lang.Stemmer) {
	note := func(word, stem string) {
		if id, ok := x.numbers[stem]; ok && word != "" && !x.spelt[word] {
			x.spelt[word] = true
			x.spellings[word[0]] = append(x.spellings[word[0]], spelling{word, id})
		}
	}
	seen.Each(func(word, stem string) {
		note(word, stem)
		// "divorse" is nearer to divorce than to the article's divorced
		if base := lemma(word); base != word && lang.Stem(base) == stem {
			note(base, stem)
		}
	})
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

func (x *Index) post(id int) {
	for _, w := range x.sentences[id].words {
		if w.stem < 0 {
			continue
		}
		e := &x.stems[w.stem]
		e.uses++
		if w.kind&name != 0 {
			e.names++
		}
		if n := len(e.postings); n == 0 || e.postings[n-1] != int32(id) {
			e.postings = append(e.postings, int32(id))
		}
	}
}

// link notes which names a sentence is about without naming them: whom a pronoun
// or a role stands for, who speaks a quotation whose speaker stands elsewhere.
func (x *Index) link(r reader, doc document) {
	t := doc.table
	stems := func(text string) (out []int32) {
		before := ""
		for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '.' }) {
			form := lang.Form{Text: w, Lower: strings.ToLower(w)}
			folded := strings.TrimSuffix(fold(lang.Token{Word: &form}, before), "'s")
			before = form.Lower
			if !functionWords.Has(folded) {
				out = append(out, r.number(r.stemmer.Stem(folded)))
			}
		}
		return out
	}
	at := func(index int) *sentence { // one that nobody reads where the article has none
		if id := doc.first + index; index >= 0 && id < len(x.sentences) {
			return &x.sentences[id]
		}
		return &sentence{}
	}
	for i := range t.Entities {
		entity := stems(t.Entities[i].Name)
		role := stems(t.Entities[i].Role)
		for _, m := range t.Entities[i].Mentions {
			s := at(m.Sentence)
			s.roles = append(s.roles, role...)
			if m.Pronoun {
				s.linked = append(s.linked, entity...)
			} else {
				s.names = append(s.names, int32(i))
			}
		}
	}
	for i := range t.Facts {
		f := &t.Facts[i]
		s := at(f.Sentence)
		s.facts = append(s.facts, i)
		if f.By != nil && f.By.Speaker != nil {
			speaker := stems(f.By.Speaker.Name)
			s.linked = append(s.linked, speaker...)
			s.roles = append(s.roles, stems(f.By.Speaker.Role)...)
			if f.Quote != nil {
				doc.labels[i] = speaker
				doc.roles[i] = stems(f.By.Speaker.Role + " " + f.By.Speaker.Organisation)
			}
		}
		switch {
		case f.Figure != nil:
			doc.labels[i] = stems(f.Figure.Noun)
		case f.Person != nil:
			doc.labels[i] = stems(f.Person.Name + " " + f.Person.Role + " " + f.Person.Organisation)
		}
	}
}

// sameArticle reports whether there is a sentence other, and it is in the article of
// sentence id.
func (x *Index) sameArticle(id, other int) bool {
	return other >= 0 && other < len(x.sentences) && x.sentences[other].doc == x.sentences[id].doc
}

// rarity weighs a stem by how few sentences have it (inverse document frequency)
// and by how uncommon it is in English: in an article of twenty sentences the
// first alone says little.
func (x *Index) rarity(id int32, stem string) float64 {
	df := 0
	if id >= 0 {
		df = len(x.stems[id].postings)
	}
	n := float64(len(x.sentences))
	idf := math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5))
	common := float64(lang.Commonness(stem))
	return max(idf, 0.1) * (1 - 0.06*max(common, 0))
}
