package shelf

import "time"

// A Count is how often something was said in a library. Who said it is not kept.
type Count struct {
	Kind  CountKind
	Said  string    // a folded question or line of at most 200 characters, or a day (2006-01-02)
	Times int       // how often
	Last  time.Time // the last day, in UTC
}

// CountKind says what is counted.
type CountKind string

// The kinds of count.
const (
	CountUnanswered CountKind = "unanswered" // a question that found nothing
	CountUnhelpful  CountKind = "unhelpful"  // a line whose answer did not help
	CountHelpedOn   CountKind = "helped on"  // a day: how many answers helped
	CountFailedOn   CountKind = "failed on"  // a day: how many did not
)

// A Tally is what was counted in a library, what came most often first.
type Tally struct {
	Unanswered []Count
	Unhelpful  []Count

	// Votes of the last 30 days.
	Helped, Failed int
}
