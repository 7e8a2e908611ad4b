package handlers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/facts/lang"
)

// prefix begins a command in a channel that Byline shares with people and bots.
const prefix = "!"

// maxMessage is the longest message that is read, in characters: twice what
// Discord lets most people write.
const maxMessage = 4000

// A message is a request's text taken apart.
type message struct {
	body  string // cleaned, without the prefix
	first string // the first word, made comparable
	rest  string // what follows the first word
	whole string // likewise, as it was sent
	long  bool   // over maxMessage; body holds the beginning only
}

// parse takes a message apart. It reports false where Byline keeps silent whatever
// the words are: in a channel, where the message does not begin with "!" and a
// letter or digit at once.
func parse(text string, direct bool) (message, bool) {
	if !direct && !commanded(text) {
		return message{}, false
	}
	var m message
	sent := strings.TrimLeft(strings.TrimSpace(text), prefix)
	if i := strings.IndexFunc(sent, unicode.IsSpace); i >= 0 {
		m.whole = strings.TrimSpace(sent[i:])
	}
	if len(text) > maxMessage {
		if n := characters(text, maxMessage); n < len(text) {
			text, m.long = text[:n], true
		}
	}
	m.body = strings.TrimSpace(strings.TrimLeft(clean(text), prefix))
	first, rest, _ := strings.Cut(m.body, " ")
	m.first = trimmed(lang.Fold(first))
	m.rest = strings.TrimSpace(rest)
	return m, true
}

// commanded reports whether a message is a command by its first two characters.
func commanded(text string) bool {
	rest, ok := strings.CutPrefix(text, prefix)
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// characters is the length in bytes of the first n characters.
func characters(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// clean drops what cannot be seen (control, format and unassigned characters,
// invalid bytes) and joins the words by single spaces.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError || !unicode.IsGraphic(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// trimmed is a word without the punctuation around it.
func trimmed(word string) string {
	return strings.TrimFunc(word, notInWord)
}

// worded reports whether there is a letter or digit in a text.
func worded(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// notInWord tells what stands between words.
func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
