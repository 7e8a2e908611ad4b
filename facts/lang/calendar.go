package lang

import (
	"strings"
	"time"
)

// DayOrMonth reports whether a word is the name of a day of the week or a month, with its
// capital.
func DayOrMonth(word string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if word == d.String() {
			return true
		}
	}
	for m := time.January; m <= time.December; m++ {
		if word == m.String() {
			return true
		}
	}
	return false
}

// Weekday reports whether a word in lower case is a day of the week: Monday, Mondays.
func Weekday(w string) bool {
	switch strings.TrimSuffix(w, "s") {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// Month reports whether a word in lower case is a month, whole or for short.
func Month(w string) bool {
	switch w {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec":
		return true
	}
	return false
}
