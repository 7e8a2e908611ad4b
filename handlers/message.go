package handlers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/facts/lang"
)

// prefix begins a command in a channel that Byline shares with people and bots, unless
// the server has chosen another. Lines that Byline makes itself always have it.
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

	commanded bool // it began with the prefix
	overheard bool // it was not addressed to Byline, but the channel takes everything for a question
}

// parse takes a message apart. It reports false where Byline keeps silent whatever
// the words are: in a channel, where the message does not begin with the server's
// prefix and a letter or digit at once. What is addressed to Byline may have "!" as
// well, which is what buttons and menus say.
func parse(text string, direct bool, begin string) (message, bool) {
	m := message{commanded: commanded(text, begin) || direct && commanded(text, prefix)}
	if !direct && !m.commanded {
		return message{}, false
	}
	sent := unprefixed(strings.TrimSpace(text), begin)
	if i := strings.IndexFunc(sent, unicode.IsSpace); i >= 0 {
		m.whole = strings.TrimSpace(sent[i:])
	}
	if len(text) > maxMessage {
		if n := characters(text, maxMessage); n < len(text) {
			text, m.long = text[:n], true
		}
	}
	m.body = strings.TrimSpace(unprefixed(clean(text), begin))
	first, rest, _ := strings.Cut(m.body, " ")
	m.first = trimmed(lang.Fold(first))
	m.rest = strings.TrimSpace(rest)
	return m, true
}

// commanded reports whether a message is a command by its first characters.
func commanded(text, begin string) bool {
	if !startsWith(text, begin) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[len(begin):])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// startsWith reports whether a text begins with a prefix. Phones begin a message with a
// capital letter, so "B." is "b.".
func startsWith(text, begin string) bool {
	return len(text) >= len(begin) && strings.EqualFold(text[:len(begin)], begin)
}

// unprefixed is a text without the prefix, whichever it has.
func unprefixed(text, begin string) string {
	if startsWith(text, begin) {
		text = text[len(begin):]
	}
	return strings.TrimLeft(text, prefix)
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
