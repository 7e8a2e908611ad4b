package language

import (
	"strings"
	"time"
)

// And joins items with "and": "a, b and c".
func (v Voice) And(items []string) string {
	if n := len(items); n > 1 {
		return v.Say("%s and %s", strings.Join(items[:n-1], ", "), items[n-1])
	}
	return strings.Join(items, "")
}

// Or joins items with "or".
func (v Voice) Or(items []string) string {
	if n := len(items); n > 1 {
		return v.Say("%s or %s", strings.Join(items[:n-1], ", "), items[n-1])
	}
	return strings.Join(items, "")
}

// List joins at most limit items and says how many more there are.
func (v Voice) List(items []string, limit int, sep string) string {
	if len(items) <= limit {
		return strings.Join(items, sep)
	}
	first, more := strings.Join(items[:limit], sep), len(items)-limit
	if sep == ", " { // which few languages have before "and"
		return v.Plural(more, "%[2]s, and %[1]d more", "%[2]s, and %[1]d more", first)
	}
	return first + sep + v.More(more)
}

// More counts what is not shown: "and 3 more".
func (v Voice) More(n int) string { return v.Plural(n, "and %d more", "and %d more") }

// Day is a day as people write it: "2 January 2006".
func (v Voice) Day(t time.Time) string {
	if t.Day() == 1 { // an ordinal in some languages that have no others in dates
		return v.Say("1 %s %d", v.month(t), t.Year())
	}
	return v.Say("%d %s %d", t.Day(), v.month(t), t.Year())
}

// Moment is a minute of a year that need not be said: "2 January 15:04 UTC".
func (v Voice) Moment(t time.Time) string {
	day := v.Say("%d %s", t.Day(), v.month(t))
	if t.Day() == 1 {
		day = v.Say("1 %s", v.month(t))
	}
	return day + t.Format(" 15:04") + " UTC"
}

// month is the name of a month as it stands in a date.
func (v Voice) month(t time.Time) string { return v.Say(t.Month().String()) }
