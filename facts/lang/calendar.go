package lang

import "time"

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
