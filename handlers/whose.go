package handlers

import (
	"strings"

	"byline/facts"
)

// speechAround is the quotation that a whole sentence belongs to: somebody's words, and not
// the article's, though who says them may stand in another sentence.
func speechAround(t *facts.Table, sentence int) (factRef, bool) {
	if sentence < 0 || sentence >= len(t.Article.Sentences) {
		return factRef{}, false
	}
	s := t.Article.Sentences[sentence]
	for i := range t.Facts {
		f := &t.Facts[i]
		if f.Kind != facts.KindQuote || !f.Span.Overlaps(s) {
			continue
		}
		before := t.Article.Slice(facts.Span{Start: s.Start, End: max(s.Start, f.Span.Start)})
		after := t.Article.Slice(facts.Span{Start: min(s.End, f.Span.End), End: s.End})
		if !worded(before) && !worded(after) {
			return factRef{t, i}, true
		}
	}
	return factRef{}, false
}

// unmarked is a sentence without the quotation marks around it.
func unmarked(sentence string) string { return strings.Trim(sentence, "\"“” ") }

// balanced is a sentence with the quotation mark that was cut off with the sentence
// before it or after it.
func balanced(sentence string) string {
	const marks = "\"“”"
	first, last := strings.IndexAny(sentence, marks), strings.LastIndexAny(sentence, marks)
	if first < 0 {
		return sentence
	}
	if closes(sentence, first) && !closes(sentence, last) {
		return sentence // more than one mark is missing
	}
	curly := !strings.HasPrefix(sentence[first:], `"`)
	switch {
	case closes(sentence, first) && curly:
		return "“" + sentence
	case closes(sentence, first):
		return `"` + sentence
	case !closes(sentence, last) && curly:
		return sentence + "”"
	case !closes(sentence, last):
		return sentence + `"`
	}
	return sentence
}

// closes reports whether the quotation mark at a place ends a quotation: it stands behind
// a word or its stop.
func closes(sentence string, at int) bool {
	switch {
	case strings.HasPrefix(sentence[at:], "“"):
		return false
	case strings.HasPrefix(sentence[at:], "”"):
		return true
	}
	return at > 0 && !strings.ContainsAny(sentence[at-1:at], " ([")
}
