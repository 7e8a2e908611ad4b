package extract

import (
	"byline/facts"
	"byline/facts/lang"
)

// A doc is one article while it is read: its tokens and what each step found in
// them. Steps only add to it. Indices mean tokens unless a name says otherwise.
type doc struct {
	*facts.Article
	toks   []lang.Token
	words  []word  // what the word lists say of each form, by lang.Form.ID
	class  []class // word class of each token, from the tagger
	sents  []run   // tokens of each sentence
	sentOf []int   // sentence of each token
	paras  []int   // first token of each paragraph, and len(toks) at the end
	paraOf []int   // paragraph of each token

	quotes  []quotation
	quoteOf []int // innermost quotation that holds the token, or -1; marks belong to none

	names  []name
	nameOf []int // name that holds the token, or -1

	phrases  []phrase
	phraseOf []int // noun phrase that holds the token, or -1

	cues      []cue
	times     [][]run // time expressions of each sentence
	entities  []entity
	mentions  []mention // in the order of the text
	interview interview
	posts     map[string][]post // by the last part of the role noun

}

// A run is a range of tokens, both ends included.
type run struct{ first, last int }

func (r run) has(i int) bool { return r.first <= i && i <= r.last }
func (r run) len() int       { return r.last - r.first + 1 }

func newDoc(a *facts.Article) *doc {
	d := &doc{Article: a, toks: lang.Tokens(a.Text)}
	d.lookUp()
	n := len(d.toks)
	d.class = make([]class, n)
	d.sentOf, d.paraOf = make([]int, n), make([]int, n)
	d.quoteOf, d.nameOf, d.phraseOf = make([]int, n), make([]int, n), make([]int, n)
	s := -1
	for i, t := range d.toks {
		d.quoteOf[i], d.nameOf[i], d.phraseOf[i] = -1, -1, -1
		begins := false
		for s+1 < len(a.Sentences) && t.Start >= a.Sentences[s+1].Start {
			s++
			begins = true
			d.sents = append(d.sents, run{i, i})
		}
		if begins && t.Line {
			d.paras = append(d.paras, i)
		}
		d.sentOf[i], d.paraOf[i] = s, len(d.paras)-1
		if s >= 0 {
			d.sents[s].last = i
		}
	}
	d.paras = append(d.paras, n)
	for i, s := range d.sents {
		d.sents[i].first += lang.Dateline(d.toks[s.first : s.last+1])
	}
	return d
}

// para is the run of paragraph p.
func (d *doc) para(p int) run { return run{d.paras[p], d.paras[p+1] - 1} }

// is reports whether token i exists and is spelt so, in lower case.
func (d *doc) is(i int, lower string) bool {
	return i >= 0 && i < len(d.toks) && d.toks[i].Word.Lower == lower
}

// span is the bytes of a run.
func (d *doc) span(r run) facts.Span {
	return facts.Span{Start: d.toks[r.first].Start, End: d.toks[r.last].End}
}

// behind is a run without the tokens of these classes that open it; the last one stays.
func (d *doc) behind(r run, classes class) run {
	for r.first < r.last && d.class[r.first]&classes != 0 {
		r.first++
	}
	return r
}

// text is the verbatim text of a run.
func (d *doc) text(r run) string { return d.Slice(d.span(r)) }

// phraseAt is the noun phrase that holds token i, or -1; so are nameAt and quoteAt for
// names and quotations. Beyond the text there is none.
func (d *doc) phraseAt(i int) int { return at(d.phraseOf, i) }
func (d *doc) nameAt(i int) int   { return at(d.nameOf, i) }
func (d *doc) quoteAt(i int) int  { return at(d.quoteOf, i) }

func at(of []int, i int) int {
	if i < 0 || i >= len(of) {
		return -1
	}
	return of[i]
}

// lower is the lower-case spelling of token i, or "" beyond the text.
func (d *doc) lower(i int) string {
	if i < 0 || i >= len(d.toks) {
		return ""
	}
	return d.toks[i].Word.Lower
}

// tags is what the lexicon says of token i.
func (d *doc) tags(i int) lang.Tags {
	if i < 0 || i >= len(d.toks) {
		return 0
	}
	return d.toks[i].Word.Tags
}

// isClass reports whether token i has one of the classes.
func (d *doc) isClass(i int, c class) bool {
	return i >= 0 && i < len(d.toks) && d.class[i]&c != 0
}
