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
