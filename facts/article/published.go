package article

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// published is the day (midnight UTC), or the moment where a zone is given, that
// the opening plainly states: a line that is only a date, or a dateline with a
// full date. Anything else, such as "on Monday" or "3/4/25", leaves it unknown.
func published(lines []line) time.Time {
	for _, l := range lines {
		if day, ok := dateLine(l); ok {
			return day
		}
	}
	for _, l := range lines {
		if day, ok := dateline(l); ok {
			return day
		}
	}
	return time.Time{}
}

// clockWords is how many words a time of day takes after a date: "| 4:15 p.m. ET".
const clockWords = 4

// dateLine reads a line such as "Published: Monday, 3 March 2025, 16:15".
func dateLine(l line) (time.Time, bool) {
	words := l.words
	switch strings.ToLower(strings.TrimRight(words[0], ":")) {
	case "published", "posted", "date", "dated":
		words = words[1:]
		if len(words) > 0 && (strings.EqualFold(words[0], "on") || strings.EqualFold(words[0], "at")) {
			words = words[1:]
		}
	}
	day, used := date(words)
	rest := words[used:]
	if used == 0 || len(rest) > clockWords {
		return time.Time{}, false
	}
	if len(rest) > 0 {
		first := []rune(rest[0])
		if unicode.IsLetter(first[0]) && !strings.EqualFold(rest[0], "at") {
			return time.Time{}, false
		}
	}
	return day, true
}

// datelineWords is how far into a paragraph a dateline may reach: two-part place
// names, a date with its weekday, an agency in brackets.
const datelineWords = 12

// dateline reads the head of a paragraph such as "KYIV, Ukraine, March 3, 2025 (AP) —".
func dateline(l line) (time.Time, bool) {
	if !capitals(l.words[0]) {
		return time.Time{}, false
	}
	end := -1
	for i, word := range l.words[:min(len(l.words), datelineWords)] {
		if word == "—" || word == "–" || word == "-" || word == "--" {
			end = i
			break
		}
	}
	for i := 1; i < end; i++ {
		if day, used := date(l.words[i:end]); used > 0 {
			return day, true
		}
	}
	return time.Time{}, false
}

// capitals reports whether a word is written as datelines write places.
func capitals(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			letters++
		}
	}
	return letters >= 3
}

// date reads a full date, with or without its weekday, at the beginning of words,
// and tells how many words it took; none when there is no full date.
func date(words []string) (time.Time, int) {
	skip := 0
	if len(words) > 0 && weekday(words[0]) {
		skip = 1
	}
	rest := words[skip:]
	if len(rest) == 0 {
		return time.Time{}, 0
	}
	iso := strings.Trim(rest[0], "(),.")
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, iso); err == nil {
			return t, skip + 1
		}
	}
	if len(rest) < 3 {
		return time.Time{}, 0
	}
	first, second, year := clean(rest[0]), clean(rest[1]), clean(rest[2])
	if _, err := strconv.Atoi(first); err == nil {
		first, second = second, first // 3 March 2025
	}
	if len(year) != 4 || len(first) < 3 {
		return time.Time{}, 0
	}
	if strings.EqualFold(first, "sept") {
		first = "Sep"
	}
	for _, layout := range []string{"January 2 2006", "Jan 2 2006"} {
		if t, err := time.Parse(layout, first+" "+second+" "+year); err == nil {
			return t, skip + 3
		}
	}
	return time.Time{}, 0
}

func clean(word string) string { return strings.Trim(word, "(),.|") }

func weekday(word string) bool {
	word = strings.ToLower(clean(word))
	for day := time.Sunday; day <= time.Saturday; day++ {
		name := strings.ToLower(day.String())
		if word == name || len(word) >= 3 && len(word) <= 4 && strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}
