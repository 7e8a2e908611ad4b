package answer

import (
	"strings"

	"byline/facts/lang"
)

// Limits on what is read of a question, so that its length costs nothing.
const (
	maxQuestionBytes = 4000
	maxQuestionWords = 80
	maxTerms         = 24
)

// A question is what a person asks, analysed.
type question struct {
	words    []qword
	intent   intent
	terms    []term
	focus    int // index into terms of what is counted or chosen ("drones", "company"), into words before collect; -1 for none
	unit     class
	asked    int        // index into words of the question word; -1 for none
	subject  int        // index into terms of who acts in "did X do"; -1 for none
	action   int        // index into terms of what they do; -1 for none
	governs  string     // the preposition that what is asked for stands behind: to, of "who did he speak to"
	owned    int        // index into terms of what "whose" stands before; -1 for none
	pairs    [][2]int32 // neighbouring words that the articles have, as stems
	excluded []int32    // stems of what stands behind "besides"
	saying   int        // index into words of the verb in "what did X say"; -1 for none
	ahead    bool       // it asks what is to come
	best     bool       // it asks for the best, the first, the most
	code     bool       // it is a piece of a program or of mark-up
}

// A qword is one word of the question with its typing errors mended.
type qword struct {
	text  string // as typed
	lower string // folded, mended
	stem  string
	kind  class
	term  int // index into terms; -1 for function words
}

// A term is a word of the question that an answer should match.
type term struct {
	text    string
	stem    string
	id      int32 // in the vocabulary; -1 when the articles do not have it
	weight  float64
	kind    class
	alts    []alternative // stems of the articles that can stand for it, itself among them
	implied []alternative // stems of words that go with it, with how telling they are
	kinds   []int32       // stems of its kinds: blue, of colour
	known   float64       // best weight of an alternative that the articles have, 0 to 1
	at      int           // index into words
	asks    bool          // see question.asking
}

// An alternative is a stem of the articles that can stand for a term, or goes with it.
type alternative struct {
	stem   int32
	term   int
	weight float32 // how well, 0 to 1

	sentences int32 // of those that can stand for the term: how many sentences have the stem
}

// read analyses a question against the vocabulary of the articles.
func (x *Index) read(text string) *question {
	q := &question{focus: -1, asked: -1, saying: -1, subject: -1, action: -1, owned: -1}
	if len(text) > maxQuestionBytes {
		text = text[:maxQuestionBytes]
	}
	q.code = isCode(text)
	toks := lang.Tokens(text)
	if len(toks) > maxQuestionWords {
		toks = toks[:maxQuestionWords]
	}
	for i, t := range toks {
		if t.Kind == lang.Mark || t.Kind == lang.Punct && t.Word.Text != "$" && t.Word.Text != "%" {
			continue
		}
		if parts := x.inParts(t); parts != nil {
			for k, part := range parts {
				q.add(x, part, "", i+k == 0)
			}
			continue
		}
		q.add(x, t, prev(toks, i), i == 0)
	}
	q.classify()
	q.collect(x)
	return q
}

// inParts is the words that a word of a question stands for that the articles do not have: the
// parts of a hyphenated one, and "who's" for "whos"; nil for any other.
func (x *Index) inParts(t lang.Token) []lang.Token {
	if t.Kind != lang.Word {
		return nil
	}
	parts, ok := chatWords.Find(t.Word.Text)
	if !ok && strings.ContainsAny(t.Word.Text, "-‑") {
		parts, ok = strings.NewReplacer("-", " ", "‑", " ").Replace(t.Word.Text), true
	}
	if !ok {
		return nil
	}
	if _, c, has := x.find(lang.Stem(lang.Fold(t.Word.Text))); has && c.sentences > 0 {
		return nil
	}
	return lang.Tokens(parts)
}

// isCode reports whether a text has what programs and mark-up have and what people ask has not:
// "SELECT * FROM", "<script>alert(1)</script>". Words of it would be found in some article.
func isCode(text string) bool {
	for _, sign := range []string{"</", "/>", "()", "${", "{{", "../", "; --", "=\"", "='", " * ", "&&"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

func (q *question) add(x *Index, t lang.Token, before string, first bool) {
	if len(q.words) == maxQuestionWords {
		return
	}
	typed, lower := t.Word.Text, fold(t, before)
	stem := lang.Stem(lower)
	if mended, ok := x.mend(lower, stem, t, first); ok {
		fixed := lang.Tokens(mended)
		if len(fixed) == 1 {
			fixed[0].Space = t.Space
			if t.Capitalised() {
				fixed[0].Word.Shape |= lang.Capital
			}
			t, lower, stem = fixed[0], mended, lang.Stem(mended)
		}
	}
	kind := classify(t, lower)
	if kind&capital != 0 && isName(t, kind, first) {
		kind = kind&^verb | name
	}
	if whWords.Has(lower) {
		kind |= function
	}
	q.words = append(q.words, qword{text: typed, lower: lower, stem: stem, kind: kind, term: -1})
}

// at is the mended word at index i, or "" outside.
func (q *question) at(i int) string {
	if i < 0 || i >= len(q.words) {
		return ""
	}
	return q.words[i].lower
}

// lemma is the dictionary form of a verb, from a folded word.
func lemma(w string) string { return lang.Lemma(w) }

// speaker reports whether term n names whose words are asked for: what stands
// between the question word and the verb of saying.
func (q *question) speaker(n int) bool {
	return q.saying >= 0 && q.terms[n].at < q.saying
}
