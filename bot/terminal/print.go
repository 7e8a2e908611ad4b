package terminal

import (
	"io"
	"strings"

	"byline/handlers"
)

// Look is how a reply is shown.
type Look int

// The looks.
const (
	Verbatim Look = iota // every character as it is, no escape codes: for pipes and files
	Shown                // made safe for a terminal, without colour
	Styled               // made safe, the answer bold, the sources dim
)

// The escape codes of ECMA-48, "select graphic rendition".
const (
	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
	reset = "\x1b[0m"
)

// A Printer shows replies.
type Printer struct {
	Out      io.Writer
	Look     Look
	Language string // of whoever reads, as a BCP 47 tag or a locale; empty for English
}

// Print writes a reply as text, with a blank line after it, and behind it the file that
// goes with it. The words are the same in every look.
func (p Printer) Print(reply handlers.Reply) error {
	text := strings.TrimRight(reply.Text(), "\n") + "\n\n"
	if reply.File != nil {
		text += strings.TrimRight(string(reply.File.Data), "\n") + "\n\n"
	}
	out := p.Out
	switch p.Look {
	case Shown:
		out = Safe(out)
	case Styled:
		text = style(text)
	}
	_, err := io.WriteString(out, text)
	return err
}

func style(text string) string {
	var styled strings.Builder
	safe := Safe(&styled) // a strings.Builder never fails
	answered := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		before, after := "", ""
		switch {
		case line == "":
		case !answered:
			before, after, answered = bold, reset, true
		case sourceLine(line):
			before, after = dim, reset
		}
		styled.WriteString(before)
		_, _ = io.WriteString(safe, line)
		styled.WriteString(after + "\n")
	}
	return styled.String()
}

// sourceLine reports whether a line is a verbatim source: "[1] > …".
func sourceLine(line string) bool {
	number, rest, found := strings.Cut(line, "] ")
	return found && strings.HasPrefix(number, "[") && (strings.HasPrefix(rest, ">") || strings.Contains(rest, " > "))
}
