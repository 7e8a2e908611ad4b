package answer

import (
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// reader turns text into words. It remembers how words are numbered, and is not safe for
// concurrent use.
type reader struct {
	vocabulary *vocabulary
	tokenizer  *lang.Tokenizer
	seen       map[*lang.Form]known
	numbers    map[string]numbered // by folded word
	spelt      []int32             // the spellings of the article that is being read
	marked     []int32             // by spelling: the last article that has it, from 1
	article    int32
}

// numbered is what the vocabulary has on a folded word; -1 for no spelling.
type numbered struct {
	stem       int32
	word, base int32 // spellings: the word, its dictionary form where that is another
}

func newReader(v *vocabulary) *reader {
	return &reader{vocabulary: v, tokenizer: lang.NewTokenizer(), seen: map[*lang.Form]known{}, numbers: map[string]numbered{}}
}

// stem is the number of the stem of a folded word, whose spelling is noted.
func (r *reader) stem(folded string) int32 {
	n := r.number(folded)
	r.note(n)
	return n.stem
}

// begin begins an article.
func (r *reader) begin() {
	r.spelt = r.spelt[:0]
	r.article++
}

// note notes that the article has a word.
func (r *reader) note(n numbered) {
	r.mark(n.word)
	r.mark(n.base)
}

func (r *reader) mark(word int32) {
	if word < 0 {
		return
	}
	r.marked = reaching(r.marked, word)
	if r.marked[word] != r.article {
		r.marked[word] = r.article
		r.spelt = append(r.spelt, word)
	}
}

// reaching is a list that is made longer where it does not reach to a number.
func reaching(list []int32, n int32) []int32 {
	if int(n) < len(list) {
		return list
	}
	return append(list, make([]int32, int(n)+1-len(list)+len(list)/2)...)
}

// mostRemembered bounds the words that a reader remembers. Those that most articles have
// are soon remembered again.
const mostRemembered = 50_000

// full reports whether the reader remembers so much that a new one is to be preferred.
func (r *reader) full() bool { return len(r.numbers) > mostRemembered }

// number is what the vocabulary has on a folded word.
func (r *reader) number(folded string) numbered {
	n, ok := r.numbers[folded]
	if ok {
		return n
	}
	folded = strings.Clone(folded) // it may be part of the article
	stem := lang.Stem(folded)
	n = numbered{stem: r.vocabulary.number(stem), word: -1, base: -1}
	if folded != "" {
		n.word = r.vocabulary.spell(folded, n.stem)
	}
	// "divorse" is nearer to divorce than to the article's divorced
	if base := lemma(folded); base != folded && base != "" && lang.Stem(base) == stem {
		n.base = r.vocabulary.spell(base, n.stem)
	}
	r.numbers[folded] = n
	return n
}

// known is what is remembered of one spelling.
type known struct {
	kind    class // without name, which depends on the place
	depends bool  // on the word before, too
	joined  bool  // of parts
	numbered
}

// words reads the tokens of a text. Every token makes a word, in order; the parts
// of a hyphenated one follow it, marked beside.
func (r *reader) words(toks []lang.Token, sentenceStart func(i int) bool) []word {
	out := make([]word, 0, len(toks)+len(toks)/8)
	for i, t := range toks {
		k, ok := r.seen[t.Word]
		if !ok || k.depends {
			folded := fold(t, prev(toks, i))
			k = known{kind: classify(t, folded), depends: foldedBehind.Has(t.Word.Lower), joined: isJoined(t), numbered: numbered{-1, -1, -1}}
			if k.kind&(stop|mark|breaks) == 0 {
				k.numbered = r.number(folded)
			}
			r.seen[t.Word] = k
		}
		r.note(k.numbered)
		w := word{span: t.Span, stem: k.stem, kind: k.kind}
		if w.kind&capital != 0 && isName(t, w.kind, sentenceStart(i)) {
			w.kind = w.kind&^verb | name
		}
		out = append(out, w)
		if k.joined {
			out = r.parts(out, t, w.kind)
		}
	}
	return out
}

// isJoined reports whether a word has parts of its own.
func isJoined(t lang.Token) bool {
	return t.Kind == lang.Word && strings.ContainsAny(t.Word.Lower, "-‑") || t.Kind == lang.Number && strings.ContainsAny(t.Word.Lower, "-–")
}

// isName reports whether a capitalised word is a name. At the start of a sentence a
// capital says nothing, unless the word is no English one or has no small letter.
func isName(t lang.Token, k class, first bool) bool {
	return k&function == 0 && (!first || t.Word.Tags == 0 || t.Word.Shape&lang.AllCaps != 0)
}

// parts adds the parts of a hyphenated word, so that "Mig-29s" answers to "migs".
func (r *reader) parts(out []word, t lang.Token, kind class) []word {
	at := t.Start
	rest := t.Word.Text
	for rest != "" {
		end := strings.IndexAny(rest, "-‑–")
		size := 1
		if end < 0 {
			end, size = len(rest), 0
		} else if rest[end] >= 0x80 {
			size = len("–")
		}
		if end > 1 {
			out = append(out, word{
				span: facts.Span{Start: at, End: at + end},
				stem: r.stem(lang.Fold(rest[:end])), kind: kind&(capital|name) | beside,
			})
		}
		at += end + size
		rest = rest[end+size:]
	}
	return out
}

func prev(toks []lang.Token, i int) string {
	if i < 1 || i > len(toks) {
		return ""
	}
	return toks[i-1].Word.Lower
}
