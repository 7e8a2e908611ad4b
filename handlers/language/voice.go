// Package language has the words that Byline says itself, in the languages it speaks. The
// words of articles are in none of its catalogues: they are never translated.
package language

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Voice words Byline's own sentences in one language, with the prefix that commands
// have where they are read. The zero Voice speaks English with "!".
type Voice struct {
	tag    string     // empty for English
	words  *catalogue // nil for English
	prefix string
}

// Of is the voice for a BCP 47 tag or the name of a POSIX locale ("de-AT", "de_AT.UTF-8"),
// English where that language has no catalogue. The prefix is what commands begin with;
// empty for "!".
func Of(tag, prefix string) Voice {
	v := Voice{prefix: prefix}
	base := strings.ToLower(tag)
	if i := strings.IndexAny(base, "-_.@"); i >= 0 {
		base = base[:i]
	}
	switch {
	case base == "" || base == english:
	case base == Pseudo:
		v.tag = Pseudo
	default:
		if words := catalogues()[base]; words != nil {
			v.tag, v.words = base, words
		}
	}
	return v
}

// Tag is the voice's language: "de".
func (v Voice) Tag() string {
	if v.tag == "" {
		return english
	}
	return v.tag
}

// Name is what the voice's language calls itself: "Deutsch".
func (v Voice) Name() string { return v.Say("English") }

// Say words a sentence. The English format, as in package fmt, is its key in the
// catalogues and must be a constant. Commands in it are written with "!". A sentence that
// a catalogue lacks is said in English.
func (v Voice) Say(english string, args ...any) string {
	format := english
	switch {
	case v.words != nil:
		format = v.words.sentence(english)
	case v.tag == Pseudo:
		format = pseudo(english)
	}
	return v.fill(format, args)
}

// Plural words a sentence about a number of things, which is the first of its arguments:
// "There is %d page." or "There are %d pages.". The format for many is the key in the
// catalogues.
func (v Voice) Plural(n int, one, many string, args ...any) string {
	format := many
	switch {
	case v.words != nil:
		format = v.words.form(n, one, many)
	case n == 1:
		format = one
	}
	if v.tag == Pseudo {
		format = pseudo(format)
	}
	return v.fill(format, append([]any{n}, args...))
}

// Count words a number of things: "1 quote", "5 quotes". Both nouns must be constants.
func (v Voice) Count(n int, one, many string) string {
	return v.Plural(n, "%d "+one, "%d "+many)
}

// fill puts arguments into a format, and the voice's prefix before its commands.
func (v Voice) fill(format string, args []any) string {
	if v.prefix != "" && v.prefix != "!" && strings.Contains(format, "!") {
		prefix := v.prefix
		if len(args) > 0 {
			prefix = strings.ReplaceAll(prefix, "%", "%%")
		}
		format = prefixed(format, prefix)
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// prefixed gives the commands in a sentence another prefix than "!". One begins with "!"
// at the start of a word.
func prefixed(sentence, prefix string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(sentence, '!')
		if i < 0 {
			b.WriteString(sentence)
			return b.String()
		}
		last, _ := utf8.DecodeLastRuneInString(sentence[:i])
		next, _ := utf8.DecodeRuneInString(sentence[i+1:])
		b.WriteString(sentence[:i])
		if unicode.IsLetter(next) && !unicode.IsLetter(last) && !unicode.IsDigit(last) {
			b.WriteString(prefix)
		} else {
			b.WriteByte('!')
		}
		sentence = sentence[i+1:]
	}
}

// Line is a chat line, written with "!", as it is typed where this voice is heard.
func (v Voice) Line(line string) string {
	if v.prefix == "" || line == "" || line[0] != '!' {
		return line
	}
	return v.prefix + line[1:]
}
