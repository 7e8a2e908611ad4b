package lang

import "unicode/utf8"

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
	var rows [3][maxDistanceWord + 1]int
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
			return limit + 1
		}
		before, last, now = last, now, before
	}
	return min(last[len(rb)], limit+1)
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
