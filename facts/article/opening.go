package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	openingBytes = 8 << 10 // title, byline and date stand in the first lines
	openingLines = 12
)

// A line of an article's opening.
type line struct {
	text  string
	words []string
	gap   bool // a blank line follows
}

// opening is the first lines of a text that hold anything.
func opening(text string) []line {
	var lines []line
	for raw := range strings.Lines(text[:min(len(text), openingBytes)]) {
		trimmed := strings.TrimSpace(raw)
		switch {
		case trimmed != "" && len(lines) == openingLines:
			return lines
		case trimmed != "":
			lines = append(lines, line{text: trimmed, words: strings.Fields(trimmed)})
		case len(lines) > 0:
			lines[len(lines)-1].gap = true
		}
	}
	return lines
}

// What a headline measures. Newspapers' style books ask for about ten words; longer
// ones are kept, but a paragraph is not mistaken for one.
const (
	headlineMinWords = 3
	headlineMaxWords = 24
	headlineMaxBytes = 180
	proseWords       = 8
)

// title is the first line when it reads like a headline: short, without a closing
// stop, in front of prose, and not the first half of a wrapped sentence.
func title(lines []line) string {
	if len(lines) < 2 {
		return ""
	}
	first, next := lines[0], lines[1]
	if n := len(first.words); n < headlineMinWords || n > headlineMaxWords || len(first.text) > headlineMaxBytes {
		return ""
	}
	begin, end := firstRune(first.text), lastRune(first.text)
	if !unicode.IsUpper(begin) && !unicode.IsDigit(begin) && !strings.ContainsRune(`"'“‘«`, begin) {
		return ""
	}
	if !unicode.IsLetter(end) && !unicode.IsDigit(end) && !strings.ContainsRune(`?!%"'”’»`, end) {
		return ""
	}
	if strings.ContainsRune(".,", lastRune(strings.TrimRight(first.text, `"'”’»`))) { // a quotation that is a sentence
		return ""
	}
	if furniture(first) || addressed(first) {
		return ""
	}
	wrapped := !first.gap && !furniture(next) && 2*len(next.text) < 3*len(first.text)
	if wrapped || unicode.IsLower(firstRune(next.text)) {
		return ""
	}
	for _, l := range lines[1:] {
		if len(l.words) >= proseWords && strings.ContainsRune(`.?!"”’`, lastRune(l.text)) {
			return first.text
		}
	}
	return ""
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// furniture reports whether a line belongs to the page rather than to the story: a
// byline, or a line that is only a date.
func furniture(l line) bool {
	if len(byline(l)) > 0 {
		return true
	}
	_, ok := dateLine(l)
	return ok || strings.EqualFold(strings.TrimRight(l.words[0], ":"), "updated")
}

// addressed reports whether a line speaks to the visitor of a page ("You can now
// listen …", "Subscribe to …"). Headlines that do so are lost, which is better than
// an advertisement for a title.
func addressed(l line) bool {
	for _, word := range l.words {
		switch strings.ToLower(strings.Trim(word, ".,!?:")) {
		case "you", "your", "subscribe", "newsletter", "newsletters", "click", "download":
			return true
		}
	}
	return false
}

// authors are those of the first byline.
func authors(lines []line) []string {
	for _, l := range lines {
		if names := byline(l); len(names) > 0 {
			return names
		}
	}
	return nil
}

// bylineMaxWords holds three names of three words with their "and".
const bylineMaxWords = 12

// byline is the names of a line such as "By Ann Lee, Bo Ek and Cy Dunn". A line with
// any other word in it names nobody: it may be a sentence ("By Monday the town …").
func byline(l line) []string {
	if len(l.words) < 3 || len(l.words) > bylineMaxWords || !strings.EqualFold(l.words[0], "by") {
		return nil
	}
	var names []string
	var name []string
	flush := func() {
		if len(name) > 0 {
			names = append(names, strings.Join(name, " "))
			name = nil
		}
	}
	for _, word := range l.words[1:] {
		if word == "and" || word == "&" {
			flush()
			continue
		}
		bare, comma := strings.CutSuffix(word, ",")
		if !nameWord(bare) {
			return nil
		}
		name = append(name, bare)
		if comma {
			flush()
		}
	}
	flush()
	for _, n := range names {
		if !strings.Contains(n, " ") { // "Reuters": an outlet, and one word is no full name
			return nil
		}
	}
	return names
}

// nameWord reports whether a word can stand in a person's name: capitalised, or a
// particle such as "von".
func nameWord(word string) bool {
	switch word {
	case "von", "van", "der", "den", "de", "di", "da", "del", "la", "le", "bin", "al", "ter", "ten":
		return true
	}
	for i, r := range word {
		switch {
		case i == 0 && !unicode.IsUpper(r):
			return false
		case !unicode.IsLetter(r) && !strings.ContainsRune("'’.-", r):
			return false
		}
	}
	return word != ""
}
