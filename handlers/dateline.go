package handlers

import (
	"strings"

	"byline/facts/lang"
)

// proper is a sentence without what a page puts before it: the mark of a list, and the
// place, day and agency that a report begins with ("OLM, 3 May (Gazette) –").
func proper(sentence string) string {
	sentence = unlisted(sentence)
	for _, dash := range [...]string{" –", " —", " - ", " -- "} {
		if head, rest, found := strings.Cut(sentence, dash); found && dateline(head) {
			return strings.TrimSpace(rest)
		}
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

// maxDateline is the most words of a dateline.
const maxDateline = 8

// dateline reports whether the words before a dash are one: a place in capital letters,
// alone where it is known, else with a region, a day or an agency behind it.
func dateline(head string) bool {
	words := strings.Fields(head)
	n := 0
	for n < len(words) && n < maxDateline && inCapitals(words[n]) {
		n++
		if strings.HasSuffix(words[n-1], ",") {
			break
		}
	}
	if n == 0 || len(words) > maxDateline {
		return false
	}
	place := strings.TrimSuffix(strings.Join(words[:n], " "), ",")
	kind, known := lang.Gazetteer.Find(strings.ToLower(place))
	if known && !strings.Contains(kind, "l") || !known && n == len(words) {
		return false // "NATO – which …"
	}
	for _, w := range words[n:] {
		if r := strings.TrimLeft(w, "("); !capitalised(r) && !digits(strings.TrimRight(r, ".,)")) {
			return false
		}
	}
	return true
}

// inCapitals reports whether a word of several letters has no small one.
func inCapitals(word string) bool {
	return len(word) > 2 && word == strings.ToUpper(word) && word != strings.ToLower(word)
}
