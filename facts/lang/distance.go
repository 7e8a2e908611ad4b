package lang

import (
	"slices"
	"unicode/utf8"
)

// maxDistanceWord bounds the words that are compared, in characters: longer ones
// are no typing errors of each other, and the work must not grow with what people
// paste.
const maxDistanceWord = 48

// Distance is the least number of typing errors that turn a into b: a character
// more, less or wrong, or two neighbours swapped (the optimal string alignment
// distance of Damerau). It stops early and returns limit+1 when there are more
// than limit.
func Distance(a, b string, limit int) int {
	if a == b {
		return 0
	}
	var bufA, bufB [maxDistanceWord]rune
	ra, okA := runes(a, &bufA)
	rb, okB := runes(b, &bufB)
	if !okA || !okB || len(ra)-len(rb) > limit || len(rb)-len(ra) > limit {
		return limit + 1
	}
	var row distances
	if !row.fill(ra, rb, limit) {
		return limit + 1
	}
	return min(row[len(rb)], limit+1)
}

// PrefixDistance is the least Distance between a and any beginning of b: how many typing
// errors there are in the first letters of a word.
func PrefixDistance(a, b string, limit int) int {
	var bufA, bufB [maxDistanceWord]rune
	ra, ok := runes(a, &bufA)
	if !ok {
		return limit + 1
	}
	rb := bufB[:0]
	for _, r := range b {
		if len(rb) == len(bufB) || len(rb) == len(ra)+limit {
			break
		}
		rb = append(rb, r)
	}
	var row distances
	if !row.fill(ra, rb, limit) {
		return limit + 1
	}
	return min(slices.Min(row[:len(rb)+1]), limit+1)
}

// distances is for each beginning of a word how far it is from another word.
type distances [maxDistanceWord + 1]int

// fill reports false where all are more than the limit.
func (d *distances) fill(ra, rb []rune, limit int) bool {
	var rows [3]distances
	before, last, now := &rows[0], &rows[1], &rows[2]
	for j := range len(rb) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(ra); i++ {
		now[0] = i
		least := i
		for j := 1; j <= len(rb); j++ {
			cost := 1
			if ra[i-1] == rb[j-1] {
				cost = 0
			}
			d := min(now[j-1]+1, last[j]+1, last[j-1]+cost)
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				d = min(d, before[j-2]+1)
			}
			now[j] = d
			least = min(least, d)
		}
		if least > limit {
			return false
		}
		before, last, now = last, now, before
	}
	*d = *last
	return true
}

func runes(s string, buf *[maxDistanceWord]rune) ([]rune, bool) {
	if len(s) > maxDistanceWord*utf8.UTFMax {
		return nil, false
	}
	n := 0
	for _, r := range s {
		if n == len(buf) {
			return nil, false
		}
		buf[n] = r
		n++
	}
	return buf[:n], true
}

// TypingErrors is how many errors are forgiven in a word of so many bytes. Short
// words have too many neighbours that are words of their own.
func TypingErrors(length int) int {
	switch {
	case length < 4:
		return 0
	case length < 8:
		return 1
	default:
		return 2
	}
}
