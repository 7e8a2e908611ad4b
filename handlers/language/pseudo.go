package language

import (
	"regexp"
	"strings"
	"unicode"
)

// Pseudo is the tag of a made-up language for tests: English with brackets around what
// Byline says itself, so that whatever stands outside them was never given to a Voice.
const Pseudo = "qps"

// verb is an argument's place in a format.
var verb = regexp.MustCompile(`%(?:\[\d+\])?[a-z]`)

// pseudo puts brackets around the words of a format, but not around its arguments.
func pseudo(format string) string {
	var b strings.Builder
	own := func(words string) {
		if strings.ContainsFunc(words, unicode.IsLetter) {
			words = "⟦" + words + "⟧"
		}
		b.WriteString(words)
	}
	from := 0
	for _, at := range verb.FindAllStringIndex(format, -1) {
		own(format[from:at[0]])
		b.WriteString(format[at[0]:at[1]])
		from = at[1]
	}
	own(format[from:])
	return b.String()
}
