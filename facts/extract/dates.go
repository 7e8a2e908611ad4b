package extract

import (
	"strings"
	"time"

	"byline/facts/lang"
)

// resolveDate is the ISO day that a time expression means, or "". A weekday counts
// back from the day the article was published, which itself counts; "next", and a
// clause that tells what is to come, count forward. Without that day only a full date
// means anything.
func resolveDate(when string, published time.Time, toCome bool) string {
	words := strings.FieldsFunc(strings.ToLower(when), func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '\n' })
	if day, ok := fullDate(words, published); ok {
		return day.Format(time.DateOnly)
	}
	if published.IsZero() {
		return ""
	}
	next := toCome
	for i, w := range words {
		switch {
		case w == "next" || w == "coming":
			next = true
		case w == "today", w == "tonight":
			return published.Format(time.DateOnly)
		case w == "yesterday":
			return published.AddDate(0, 0, -1).Format(time.DateOnly)
		case w == "tomorrow":
			return published.AddDate(0, 0, 1).Format(time.DateOnly)
		case lang.Weekday(w):
			if len(words) > i+2 { // "Saturday and Sunday" is no single day
				return ""
			}
			return weekday(w, published, next).Format(time.DateOnly)
		}
	}
	return ""
}

func weekday(w string, published time.Time, next bool) time.Time {
	for n := range 7 {
		day := published.AddDate(0, 0, -n)
		if next {
			day = published.AddDate(0, 0, n+1)
		}
		if strings.EqualFold(day.Weekday().String(), strings.TrimSuffix(w, "s")) {
			return day
		}
	}
	return published
}

// fullDate reads day and month, with the year written or taken from the article's
// date when the day is not after it.
func fullDate(words []string, published time.Time) (time.Time, bool) {
	day, month, year := 0, time.Month(0), 0
	for _, w := range words {
		switch {
		case lang.Month(w):
			for m := time.January; m <= time.December; m++ {
				if name := strings.ToLower(m.String()); strings.HasPrefix(name, w) || w == "sept" && m == time.September {
					month = m
				}
			}
		case isYear(w):
			v, _ := parseDigits(w)
			year = int(v)
		default:
			if v, ok := parseDigits(strings.TrimRight(w, "stndrh")); ok && v >= 1 && v <= 31 {
				day = int(v)
			}
		}
	}
	if day == 0 || month == 0 {
		return time.Time{}, false
	}
	if year == 0 {
		if published.IsZero() {
			return time.Time{}, false
		}
		year = published.Year()
		if t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC); t.After(published.AddDate(0, 0, 60)) {
			year--
		}
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == day
}
