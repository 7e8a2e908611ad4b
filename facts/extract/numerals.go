package extract

import (
	"strconv"
	"strings"

	"byline/facts/lang"
)

// Numbers written in words.

// inWords reads a number in words that begins at token i: "two", "twenty-five", "a
// dozen", "half a million", "hundreds of". It returns its last token.
func (d *doc) inWords(n *number, i int, s run) (int, bool) {
	w := d.lower(i)
	switch {
	case w == "a" && fraction(d.lower(i+1)) > 0 && d.is(i+2, "of"): // "a third of", "a quarter of a million"
		n.value = 1 / fraction(d.lower(i+1))
		if i+4 <= s.last && d.is(i+3, "a") && multiplier(d.lower(i+4)) > 0 {
			return i + 3, true
		}
		return i + 1, true
	case w == "a" && d.is(i+1, "couple") && d.is(i+2, "of"):
		n.value, n.approx = 2, true
		return i + 1, true
	case multiplier(w) > 0 && d.is(i-1, "another"):
		n.value = multiplier(w)
		return i, true
	case (w == "a" || w == "an") && i < s.last && multiplier(d.lower(i+1)) > 0 && !strings.HasPrefix(d.lower(i+1), "score"):
		n.value = 1
		return i, true
	case w == "half" && i+2 <= s.last && d.is(i+1, "a") && multiplier(d.lower(i+2)) > 0:
		n.value = 0.5
		return i + 1, true
	case w == "half" && (d.is(i+1, "of") || d.is(i+1, "the") || d.is(i+1, "a")) && !d.isClass(i-1, adjective|determiner):
		n.value = 0.5
		return i, true
	case w == "one" && fraction(d.lower(i+1)) > 0 && d.is(i+2, "of"):
	case w == "one" && !d.oneCounts(i):
		return 0, false
	}
	if v, unit, ok := compound(w); ok {
		n.value, n.unit = v, unit
		return i, true
	}
	v, ok := wordValue(w)
	if ok {
		n.value = v
		if f := fraction(d.lower(i + 1)); f > 0 && (d.is(i+2, "of") || d.is(i+2, "the")) { // "two thirds of"
			n.value /= f
			return i + 1, true
		}
		if i+3 <= s.last && d.is(i+1, "and") && d.is(i+2, "a") && d.is(i+3, "half") {
			n.value += 0.5
			return i + 3, true
		}
		return i, true
	}
	if v, ok := numberWords.Find(w); ok && v[0] == 'm' && (d.is(i+1, "of") || d.manyMore(i)) {
		n.value, _ = strconv.ParseFloat(v[1:], 64)
		n.approx = true
		if more, ok := numberWords.Find(d.lower(i + 2)); ok && more[0] == 'm' { // "hundreds of thousands"
			f, _ := strconv.ParseFloat(more[1:], 64)
			n.value *= f
			return i + 2, true
		}
		return i, true
	}
	return 0, false
}

// manyMore reports whether "hundreds" at token i counts without "of": "hundreds more
// boats", "millions without power".
func (d *doc) manyMore(i int) bool {
	if d.isClass(i-1, determiner|possessive|numeral) || d.kind(i-1) == lang.Number {
		return false
	}
	return d.is(i+1, "more") && d.isClass(i+2, noun|adjective) || d.is(i+1, "without") || d.is(i+1, "left") && d.isClass(i+2, adjective)
}

// fraction is what the plural or singular of a fraction divides by, or 0.
func fraction(w string) float64 {
	switch strings.TrimSuffix(w, "s") {
	case "half":
		return 2
	case "third":
		return 3
	case "quarter", "fourth":
		return 4
	case "fifth":
		return 5
	case "tenth":
		return 10
	}
	return 0
}

// compound reads a number word glued to a unit: "five-year", "two-mile".
func compound(w string) (float64, string, bool) {
	at := strings.IndexByte(w, '-')
	if at < 0 {
		return 0, "", false
	}
	unit, old, _ := strings.Cut(w[at+1:], "-")
	v, ok := numberWords.Find(w[:at])
	if !ok || v[0] < '0' || v[0] > '9' || !unitWords.Has(unit) || old != "" && old != "old" {
		return 0, "", false
	}
	f, err := strconv.ParseFloat(v, 64)
	if old != "" {
		unit += "-old"
	}
	return f, unit, err == nil
}

// wordValue is the value of one token: "seven", "twenty-five", "seven-and-a-half",
// "two-thirds".
func wordValue(w string) (float64, bool) {
	if v, ok := numberWords.Find(w); ok {
		if v[0] < '0' || v[0] > '9' {
			return 0, false
		}
		f, err := strconv.ParseFloat(v, 64)
		return f, err == nil
	}
	if !strings.Contains(w, "-") {
		return 0, false
	}
	sum := 0.0
	parts := strings.Split(w, "-")
	for k, part := range parts {
		switch {
		case part == "and" || part == "a":
			continue
		case part == "half" && k > 0:
			sum += 0.5
			continue
		case fraction(part) > 0 && k == 1 && len(parts) == 2:
			return sum / fraction(part), sum > 0
		}
		v, ok := numberWords.Find(part)
		if !ok || v[0] < '0' || v[0] > '9' {
			return 0, false
		}
		f, _ := strconv.ParseFloat(v, 64)
		if k > 0 && (f >= 10 || sum < 20) {
			return 0, false
		}
		sum += f
	}
	return sum, sum > 0
}

// oneCounts reports whether "one" at token i counts something, rather than standing
// for a noun or an article.
func (d *doc) oneCounts(i int) bool {
	next := d.lower(i + 1)
	switch d.lower(i - 1) {
	case "only", "just", "least", "exactly":
		return d.isClass(i+1, noun|adjective)
	}
	if _, ok := wordValue(d.lower(i + 2)); (next == "to" || next == "or") && ok {
		return true
	}
	if d.isClass(i-1, determiner|possessive|adjective) || next == "day" || next == "another" || next == "of" {
		return false
	}
	return unitWords.Has(next) || multiplier(next) > 0 || d.tags(i+1)&lang.Person != 0 && d.tags(i+1)&lang.Function == 0 || d.is(i+1, "percent") || d.is(i+1, "-")
}
