package terminal

import (
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// Safe is a writer for a terminal that people look at. Characters that would command
// the terminal, or turn the order of the text around, are written as \u escapes,
// which JSON reads as the same characters. Everything else passes unchanged.
func Safe(out io.Writer) io.Writer { return &safe{out: out} }

type safe struct {
	out  io.Writer
	rest []byte // the first bytes of a character whose others come with the next write
}

func (s *safe) Write(p []byte) (int, error) {
	text := append(s.rest, p...)
	s.rest = nil
	shown := make([]byte, 0, len(text))
	for len(text) > 0 {
		if !utf8.FullRune(text) {
			s.rest = append([]byte(nil), text...)
			break
		}
		r, size := utf8.DecodeRune(text)
		if r != '\n' && r != '\t' && commands(r) {
			shown = fmt.Appendf(shown, `\u%04x`, r)
		} else {
			shown = utf8.AppendRune(shown, r) // a byte that is no character becomes U+FFFD: it could be a command too
		}
		text = text[size:]
	}
	if _, err := s.out.Write(shown); err != nil {
		return 0, err
	}
	return len(p), nil
}

// commands reports whether a terminal acts on a character instead of showing it:
// control characters, and the marks, embeddings, overrides and isolates of the
// Unicode Bidirectional Algorithm.
func commands(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}
