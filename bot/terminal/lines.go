package terminal

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// MaxLine is the longest message that is read, in bytes: a question of a megabyte
// is a file by mistake, and reading it whole would cost memory without bound.
const MaxLine = 1 << 20

// ErrTooLong says that a line was over MaxLine. What follows it can still be read.
var ErrTooLong = errors.New("line over 1 MB")

// Lines reads messages, one a line.
type Lines struct{ in *bufio.Reader }

// NewLines reads messages from in.
func NewLines(in io.Reader) *Lines { return &Lines{bufio.NewReader(in)} }

// Next is the next line without its end: a blank line is a message too, and so is a
// last line without an end. The error is io.EOF after the last line; with ErrTooLong
// comes the beginning of the line, and the rest of it is skipped.
func (l *Lines) Next() (string, error) {
	var line []byte
	tooLong := false
	for {
		part, err := l.in.ReadSlice('\n')
		if room := MaxLine + len("\r\n") - len(line); len(part) > room {
			part, tooLong = part[:room], true
		}
		line = append(line, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(line) > 0:
		case err != nil:
			return "", err
		}
		text := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
		if tooLong || len(text) > MaxLine {
			return text[:MaxLine], ErrTooLong
		}
		return text, nil
	}
}
