package extract

import (
	"testing"
	"time"

	"byline/facts"
	"byline/facts/article"
)

// A day to which something lasts, or by which it is to be done, is to come, unless the
// clause tells of the past.
func TestDaysToCome(t *testing.T) {
	for clause, want := range map[string]string{
		"The ferry port stays closed until Friday.":        "2026-03-06",
		"The road is closed until Monday.":                 "2026-03-09",
		"By Saturday the boats will be repaired.":          "2026-03-07",
		"The council must decide by Tuesday.":              "2026-03-10",
		"The mayor is scheduled to speak on Monday.":       "2026-03-09",
		"The office was closed until Monday.":              "2026-03-02",
		"The crew worked until Sunday.":                    "2026-03-01",
		"The talks ended by Monday.":                       "2026-03-02",
		"The harbour master spoke to reporters on Monday.": "2026-03-02",
	} {
		a := article.FromText("harbour", clause)
		a.Published = time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC) // a Thursday
		var got string
		for _, f := range Table(a).Facts {
			if f.Kind == facts.KindEvent {
				got = f.Event.Date
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", clause, got, want)
		}
	}
}
