// Package language has the words that Byline says itself, in the languages it speaks. The
// words of articles are in none of its catalogues: they are never translated.
package language

import (
	"fmt"
	"regexp"
)

// A Voice words Byline's own sentences in one language, with the prefix that commands
// have where they are read. The zero Voice speaks English with "!".
type Voice struct {
	tag    string
	prefix string
}

// Of is the voice for a BCP 47 tag, English where that language has no catalogue. The
// prefix is what commands begin with; empty for "!".
func Of(tag, prefix string) Voice { return Voice{tag: tag, prefix: prefix} }

// command is a command in a sentence of Byline's own.
var command = regexp.MustCompile(`(^|[^\p{L}\p{N}])!(\p{L})`)

// Say words a sentence. The English format, as in package fmt, is its key in the
// catalogues and must be a constant. Commands in it are written with "!".
func (v Voice) Say(english string, args ...any) string {
	if v.prefix != "" && v.prefix != "!" {
		english = command.ReplaceAllString(english, "${1}"+v.prefix+"${2}")
	}
	if len(args) == 0 {
		return english
	}
	return fmt.Sprintf(english, args...)
}

// Count words a number of things: "1 quote", "5 quotes". Both nouns must be constants.
func (v Voice) Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// Line is a chat line, written with "!", as it is typed where this voice is heard.
func (v Voice) Line(line string) string {
	if v.prefix == "" || line == "" || line[0] != '!' {
		return line
	}
	return v.prefix + line[1:]
}
