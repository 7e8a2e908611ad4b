package facts

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Kind says what a fact is.
type Kind string

// The kinds of fact.
const (
	KindFigure    Kind = "figure"    // a number with what it counts
	KindQuote     Kind = "quote"     // words inside quotation marks
	KindStatement Kind = "statement" // reported speech without marks
	KindPerson    Kind = "person"
	KindEvent     Kind = "event" // something that has a date
)

// QuoteType says how a quotation or statement stands in its sentence.
type QuoteType string

// The types of quotation.
const (
	Direct   QuoteType = "direct"   // the quotation is a clause of its own
	Mixed    QuoteType = "mixed"    // four words or more inside the reporter's clause
	Words    QuoteType = "words"    // up to three words inside the reporter's clause
	Indirect QuoteType = "indirect" // reported without marks
)

// A Fact is one thing an article says, with the bytes that say it. Exactly one of
// Quote, Figure, Person and Event is set, as Kind says (statements use Quote).
type Fact struct {
	ID       string
	Kind     Kind
	Span     Span // the content: a quotation without its marks, a figure's surface, a person's fullest mention, an event's clause
	Sentence int  // index into Article.Sentences

	// By says who gives a quote, statement or figure. Nil means nobody is named:
	// for a figure, the reporter asserts it.
	By *Attribution

	Quote  *Quote
	Figure *Figure
	Person *Person
	Event  *Event

	Confidence float64 // 0 to 1: how sure the extraction rule is, attribution included
	Rule       string  // the rule that found it, for people who ask why
}

// Attribution says who said something, and how the article words that.
type Attribution struct {
	Speaker *Speaker // nil when there is a cue but nobody can be named
	Cue     string   // the governing verb as written: "said", "claiming", "according to"
	CueSpan Span
	Channel string // as written: "in a Facebook posting", "on state TV"
	When    string // as written: "on Sunday"
	Date    string // ISO 8601 day that When means; empty unless the article's date is known
	Rule    string // why this speaker
}

// Speaker is who an attribution names.
type Speaker struct {
	Name         string // resolved and fullest
	Mention      string // as written beside the cue: "he", "Ignat", "his spokesperson"
	MentionSpan  Span
	Role         string // as written
	Organisation string // as written
	Entity       int    // index into Table.Entities, or -1
}

// Quote is the part of a fact that only quotations and statements have.
// The content is the article's bytes at the fact's span.
type Quote struct {
	Type QuoteType
}

// Figure is a number the article gives.
type Figure struct {
	Value   float64
	Max     float64 // upper end of a range; meaningful when Range is set
	Range   bool
	Unit    string // "%", "$", "miles"; empty for plain counts
	Noun    string // what is counted, with its modifiers: "drones", "Ukrainian drones"
	Surface string // the number as written, with sign or per cent word, without hedge
	Approx  bool   // hedged or bounded: "about", "more than", "up to"
	Fate    Span   // what happened to what is counted, as written: "intercepted by …"; empty when not said
	When    string // the time the figure is for, as written
}

// Person is somebody the article names.
type Person struct {
	Name         string // fullest form in the article, as written there
	NameSpan     Span
	Role         string // as written: "Air Force spokesman"
	Organisation string
	Entity       int // index into Table.Entities
}

// Event is something that the article dates.
type Event struct {
	When  string // as written: "on Sunday"
	Date  string // ISO 8601 day, when the article's own date is known
	Where string // as written: "at the White House"
}

// factID is a hash over article text, kind and span: the same in every run and on
// every machine. 12 hex digits keep collisions in one library unlikely up to some
// hundred thousand facts.
func factID(textHash [sha256.Size]byte, kind Kind, s Span) string {
	h := sha256.New()
	h.Write(textHash[:])
	fmt.Fprintf(h, "%s %d %d", kind, s.Start, s.End)
	return hex.EncodeToString(h.Sum(nil))[:12]
}
