// Package dateparser stands in for the module of the same name, which go-trafilatura
// needs through go-htmldate. The real one compiles its tables of all languages at every
// start of a program: 0.4 seconds and tens of megabytes, for the times of pages, which
// package article reads itself. This one has the names that go-htmldate uses and reads
// nothing.
package dateparser

import (
	"errors"
	"time"
)

// ParserType names a way to read dates.
type ParserType uint

// The ways that go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says which of several possible dates is meant.
type PreferredDateSource uint

// Past prefers dates that are over.
const Past PreferredDateSource = 1

// Configuration is what go-htmldate sets.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
	Languages           []string
	Locales             []string
	CurrentTime         time.Time
}

// Date is what would have been read.
type Date struct{ Time time.Time }

// IsZero reports whether nothing was read.
func (d Date) IsZero() bool { return d.Time.IsZero() }

// Parser reads nothing.
type Parser struct{ ParserTypes []ParserType }

var errNone = errors.New("dateparser: no date is read here")

// Parse fails.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, errNone }
