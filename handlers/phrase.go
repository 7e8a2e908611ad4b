package handlers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/facts"
)

// quotation is a quotation's words without the comma that closes it only because
// the reporter's clause follows.
func quotation(t *facts.Table, f *facts.Fact) string {
	return strings.TrimRight(oneLine(t.Article.Slice(f.Span)), ",")
}

// quotationOn is what a quotation of several sentences says on a subject: from the first
// sentence that names it to the last, or the first alone where others stand between. It
// also gives that sentence and the part of the article. A quotation that names the subject
// nowhere, as the subject's own words need not, is given whole.
func quotationOn(t *facts.Table, f *facts.Fact, s *subject) (text string, sentence int, part facts.Span) {
	a := t.Article
	first, last, n := -1, -1, 0
	for i := f.Sentence; s != nil && i < len(a.Sentences) && a.Sentences[i].Overlaps(f.Span); i++ {
		if s.namedIn(a.Slice(facts.Span{Start: max(f.Span.Start, a.Sentences[i].Start), End: min(f.Span.End, a.Sentences[i].End)})) {
			if first < 0 {
				first = i
			}
			last, n = i, n+1
		}
	}
	if first < 0 || a.Sentences[f.Sentence].End >= f.Span.End {
		return quotation(t, f), f.Sentence, f.Span
	}
	if n != last-first+1 {
		last = first
	}
	part = facts.Span{Start: max(f.Span.Start, a.Sentences[first].Start), End: min(f.Span.End, a.Sentences[last].End)}
	text = strings.TrimRight(oneLine(a.Slice(part)), ",")
	if part.Start > f.Span.Start {
		text = "… " + text
	}
	if part.End < f.Span.End {
		text += " …"
	}
	return text, first, part
}

const (
	wordsBefore = 4 // of the sentence, around quoted words that say little alone
	wordsAfter  = 5
)

// inContext is quoted words with the words around them, as written: "… the ferry is
// "nearly ready" to sail".
func inContext(a *facts.Article, f *facts.Fact) string {
	if f.Sentence < 0 || f.Sentence >= len(a.Sentences) {
		return "“" + oneLine(a.Slice(f.Span)) + "”"
	}
	s := a.Sentences[f.Sentence]
	before := strings.Fields(a.Slice(facts.Span{Start: s.Start, End: f.Span.Start}))
	lead := ""
	if n := len(before) - 1 - wordsBefore; n > 2 { // the last field is the opening mark
		before, lead = before[n:], "… "
	}
	after := strings.Fields(a.Slice(facts.Span{Start: f.Span.End, End: s.End}))
	trail := " …"
	n := 0
	for ; n < len(after) && n <= wordsAfter; n++ {
		if strings.ContainsAny(after[n], ",.;:") {
			n, trail = n+1, ""
			break
		}
	}
	if n == len(after) {
		trail = ""
	}
	text := strings.Join(before, " ") + oneLine(a.Slice(f.Span)) + strings.Join(after[:n], " ")
	return lead + strings.TrimRight(text, ",.;:") + trail
}

// capitalised reports whether a word begins with a capital letter.
func capitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// upperFirst begins a line with a capital letter.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// stop ends a sentence with a full stop unless it ends already.
func stop(s string) string {
	trimmed := strings.TrimRight(s, "”\"’)")
	if trimmed == "" || strings.HasSuffix(trimmed, ".") || strings.HasSuffix(trimmed, "!") ||
		strings.HasSuffix(trimmed, "?") || strings.HasSuffix(trimmed, "…") {
		return s
	}
	return s + "."
}
