package handlers

import (
	"strings"

	"byline/facts/lang"
)

// proper is a sentence without what a page puts before it: the mark of a list, and the
// place, day and agency that a report begins with ("OLM, 3 May (Gazette) –").
func proper(sentence string) string {
	sentence = unlisted(sentence)
	toks := lang.Tokens(sentence)
	if n := lang.Dateline(toks); n > 0 {
		return sentence[toks[n].Start:]
	}
	return sentence
}

// unlisted is a text without the mark of a list before it.
func unlisted(text string) string {
	for _, mark := range [...]string{"·", "•", "▪", "●", "*", "–", "—", "-"} {
		if rest, found := strings.CutPrefix(text, mark+" "); found {
			return unlisted(strings.TrimSpace(rest))
		}
	}
	return text
}
