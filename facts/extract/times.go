package extract

import (
	"strings"

	"byline/facts/lang"
)

// findTimes lists the time expressions of every sentence.
func (d *doc) findTimes() {
	d.times = make([][]run, len(d.sents))
	for si, s := range d.sents {
		for i := s.first; i <= s.last; i++ {
			if r, ok := d.timeAt(i, s); ok {
				d.times[si] = append(d.times[si], r)
				i = r.last
			}
		}
	}
}

// timeAt reads a time expression that begins at token i: "on Sunday", "earlier this
// week", "in February 2022", "six years ago", "between 2009 and 2018".
func (d *doc) timeAt(i int, s run) (run, bool) {
	j := i
	for j <= s.last && d.timeOpener(j) && j < i+3 {
		j++
	}
	if j > i+1 && d.goesBefore(i) { // "going on since Monday"
		return noRun, false
	}
	if j > i && d.yearModifies(j) { // "in the 2019 talks": the year dates them
		return noRun, false
	}
	end := d.timeCore(j, s)
	if end < 0 || j > i && end < s.last && d.class[end+1]&possessive != 0 { // "at this week's talks": the week dates them
		return noRun, false
	}
	for end < s.last { // "Monday night", "July 1, 2020", "overnight between Saturday and Sunday"
		switch next := end + 1; {
		case d.timeCore(next, s) > 0 && d.lower(next) != "may":
			end = d.timeCore(next, s)
		case d.is(next, ",") && next < s.last && lang.Weekday(d.lower(end)) && lang.Month(d.lower(next+1)) && d.timeCore(next+1, s) > 0: // "Monday, May 6"
			end = d.timeCore(next+1, s)
		case (d.is(next, ",") || d.is(next, "of") || d.is(next, "in")) && next < s.last && (isYear(d.lower(next+1)) || d.is(next, "of") && lang.Month(d.lower(next+1))):
			end = next + 1
		case (d.is(next, "and") || d.is(next, "to") || d.is(next, "through") || d.is(next, "until") || d.is(next, "-") || d.is(next, "–")) && next < s.last && d.timeCore(next+1, s) > 0 && (d.is(next, "through") || d.is(next, "until") || d.between(i, j)):
			end = d.timeCore(next+1, s)
		case (d.is(next, "between") || d.is(next, "on") || d.is(next, "from")) && next < s.last && d.timeCore(next+1, s) > 0:
			end = d.timeCore(next+1, s)
			j = next
			i2 := next
			if e := end + 2; d.is(end+1, "and") && e <= s.last && d.timeCore(e, s) > 0 && d.is(i2, "between") {
				end = d.timeCore(e, s)
			}
		default:
			return run{i, end}, true
		}
	}
	return run{i, end}, true
}

func (d *doc) between(i, j int) bool {
	for k := i; k < j; k++ {
		if d.is(k, "between") || d.is(k, "from") {
			return true
		}
	}
	return false
}

// goesBefore reports whether token i belongs to the words before it, since what follows
// opens a time expression by itself.
func (d *doc) goesBefore(i int) bool {
	switch d.lower(i) {
	case "on", "in", "at", "by", "during", "through", "about", "around", "within":
	default:
		return false
	}
	switch d.lower(i + 1) {
	case "on", "in", "at", "by", "since", "until", "till", "before", "after", "during", "from", "between", "within":
		return true
	}
	return false
}

// yearModifies reports whether token i is a year that says which of several things is
// meant: "the 2019 talks".
func (d *doc) yearModifies(i int) bool {
	p := d.phraseAt(i)
	if p < 0 || d.kind(i) != lang.Number || !isYear(d.lower(i)) {
		return false
	}
	return d.isClass(i-1, determiner|possessive) || d.phrases[p].first < i && d.phrases[p].head > i && !d.isTime(d.phrases[p].head)
}

// timeOpener knows the words that may stand before the core of a time expression.
func (d *doc) timeOpener(i int) bool {
	switch d.lower(i) {
	case "on", "in", "at", "by", "since", "until", "till", "before", "after", "during", "from", "between", "within", "through", "around", "about", "early", "late", "earlier", "later", "mid", "the", "all":
		return true
	}
	return false
}

// timeCore is the last token of a time core that begins at i, or -1. It does not leave
// the sentence.
func (d *doc) timeCore(i int, s run) int {
	if i > s.last {
		return -1
	}
	end := d.timeFrom(i, s)
	if end > s.last {
		return -1
	}
	return end
}

func (d *doc) timeFrom(i int, s run) int {
	t := d.toks[i]
	w := t.Word.Lower
	next := d.lower(i + 1)
	switch {
	case lang.Weekday(w) && t.Capitalised():
		if isDayPart(next) && d.nameAt(i+1) >= 0 { // "Saturday Morning Breakfast"
			return -1
		}
		if isDayPart(next) {
			return i + 1
		}
		return i
	case lang.Month(w) && t.Capitalised() && d.nameOf[i] < 0 && (len(w) > 4 || t.Word.Shape&lang.AllCaps == 0) && (w != "may" && w != "march" || d.monthContext(i)):
		end := i
		if d.is(end+1, ".") && !d.toks[end+1].Space && len(w) <= 4 && w != "may" && w != "june" && w != "july" {
			end++
		}
		if d.kind(end+1) == lang.Number && end < s.last && len(d.lower(end+1)) <= 4 && !strings.Contains(d.lower(end+1), "-") {
			end++
			if d.is(end+1, ",") && isYear(d.lower(end+2)) && end+2 <= s.last {
				end += 2
			}
		}
		return end
	case t.Kind == lang.Number && lang.Month(next) && i < s.last && d.toks[i+1].Capitalised() && len(w) <= 4: // "24 February 2022"
		if i+2 <= s.last && isYear(d.lower(i+2)) {
			return i + 2
		}
		return i + 1
	case t.Kind == lang.Number && isYear(w) && d.yearContext(i):
		return i
	case t.Kind == lang.Number && len(w) == 5 && w[4] == 's' && isYear(w[:4]): // "the 1970s"
		return i
	case isDeictic(w):
		if isDayPart(next) && w != "overnight" {
			return i + 1
		}
		return i
	case isTimeModifier(w) && i < s.last:
		k := i + 1
		for k < s.last && k < i+3 && (d.class[k]&(numeral|adjective) != 0 || isTimeModifier(d.lower(k)) || isOrdinal(d.lower(k))) {
			k++
		}
		if k <= s.last && (isPeriod(d.lower(k)) || lang.Weekday(d.lower(k)) || lang.Month(d.lower(k))) {
			if isDayPart(d.lower(k + 1)) {
				return k + 1
			}
			return k
		}
	case isOrdinal(w) && i < s.last && isPeriod(next):
		return i + 1
	case t.Kind == lang.Number && strings.Contains(w, ":") && (next == "a.m." || next == "p.m." || next == "am" || next == "pm"), // "4:15 a.m."
		t.Kind == lang.Number && (next == "a.m." || next == "p.m."):
		return i + 1
	case (w == "early" || w == "late" || w == "mid") && isDayPart(next):
		return i + 1
	case strings.HasPrefix(w, "mid-") && (isPeriod(w[4:]) || lang.Month(w[4:]) || isYear(w[4:])):
		if lang.Weekday(next) {
			return i + 1
		}
		return i
	case (w == "late" || w == "early" || w == "mid") && i < s.last && (lang.Month(next) || isYear(next) || lang.Weekday(next)):
		return d.timeCore(i+1, s)
	case d.class[i]&numeral != 0 || w == "a" || w == "an" || w == "several" || w == "few":
		k := i + 1
		if w == "a" && d.is(k, "few") {
			k++
		}
		if k <= s.last && unitClass(d.lower(k)) == "time" {
			switch {
			case k < s.last && (d.is(k+1, "ago") || d.is(k+1, "later") || d.is(k+1, "earlier") || d.is(k+1, "before") && k+1 == s.last):
				return k + 1
			case i > s.first && (d.is(i-1, "after") || d.is(i-1, "within")) && d.class[i]&numeral != 0:
				return k
			}
		}
	}
	return -1
}

func unitClass(w string) string {
	v, _ := unitWords.Find(w)
	return v
}

func (d *doc) monthContext(i int) bool {
	return d.kind(i+1) == lang.Number || d.isClass(i-1, preposition) || d.is(i-1, "last") || d.is(i-1, "this") || d.is(i-1, "next") || d.is(i-1, "late") || d.is(i-1, "early")
}

// yearContext reports whether a four-digit number stands where a year does: not at the end
// of a name, nor before a noun unless something happens in it, as "in a 2019 talk".
func (d *doc) yearContext(i int) bool {
	if d.nameAt(i-1) >= 0 && d.sentOf[i-1] == d.sentOf[i] && !d.isTime(i-1) {
		return false
	}
	if d.yearModifies(i) {
		switch before := d.phrases[d.phraseOf[i]].first - 1; d.lower(before) {
		case "in", "at", "during":
		default:
			return false
		}
	}
	n := number{run: run{i, i}}
	if n.value, _ = parseDigits(d.lower(i)); n.value < 1500 || n.value > 2100 {
		return false
	}
	return !d.countsYear(&n, d.sents[d.sentOf[i]]) && !d.isMoney(d.lower(i-1))
}

func isDayPart(w string) bool {
	switch w {
	case "morning", "afternoon", "evening", "night", "nights", "mornings":
		return true
	}
	return false
}

func isDeictic(w string) bool {
	switch w {
	case "today", "yesterday", "tomorrow", "tonight", "overnight", "nowadays", "midnight", "noon", "nightfall", "daybreak", "sunrise", "sunset":
		return true
	}
	return false
}

func isTimeModifier(w string) bool {
	switch w {
	case "this", "last", "next", "past", "recent", "coming", "previous", "following", "earlier", "later", "that", "same", "every", "each":
		return true
	}
	return false
}

func isOrdinal(w string) bool {
	switch w {
	case "first", "second", "third", "fourth", "fifth", "final", "latter":
		return true
	}
	return false
}

func isPeriod(w string) bool {
	switch w {
	case "day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades", "century", "weekend", "weekends", "morning", "afternoon", "evening", "night", "quarter", "season", "half", "summer", "winter", "spring", "fall", "autumn", "term", "semester", "hour", "hours":
		return true
	}
	return false
}
