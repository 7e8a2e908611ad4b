package extract

import (
	"strconv"
	"strings"

	"byline/facts/lang"
)

// A number is a value written in digits or words, before anything is known of what
// it counts.
type number struct {
	run                // its tokens with currency sign, multiplier and per cent word
	value, max float64 // max of a range
	isRange    bool
	unit       string // "$", "%", or a unit glued to the digits: "20km"
	score      bool   // "4-0"
	approx     bool
}

// numberAt reads the number that begins at token i.
func (d *doc) numberAt(i int, s run) (number, bool) {
	n := number{run: run{i, i}}
	j := i
	if c, ok := d.currencyAt(j); ok {
		n.unit = c
		j++
		if d.kind(j) != lang.Number || j > s.last || d.toks[j].Space && d.toks[j-1].Space {
			return number{}, false
		}
	}
	if (d.is(j, "-") || d.is(j, "−")) && d.toks[j].Space && j < s.last && d.kind(j+1) == lang.Number && !d.toks[j+1].Space {
		j++
	}
	switch {
	case d.kind(j) == lang.Number:
		if !d.digits(&n, j) {
			return number{}, false
		}
	default:
		var ok bool
		if j, ok = d.inWords(&n, j, s); !ok {
			return number{}, false
		}
	}
	n.last = j
	d.multiply(&n, s)
	d.upTo(&n, s)
	d.percent(&n, s)
	if d.is(i-1, "minus") || d.is(i, "-") || d.is(i, "−") {
		n.value = -n.value
	}
	return n, true
}

// currencyAt knows currency signs and the codes glued to them.
func (d *doc) currencyAt(i int) (string, bool) {
	switch d.lower(i) {
	case "$", "£", "€", "¥", "₹", "₴", "₽", "₩", "₪", "฿", "₺":
		return d.lower(i), true
	}
	return "", false
}

// digits reads a token that begins with a digit. It refuses dates, clock times,
// ordinals and other things that are no figures.
func (d *doc) digits(n *number, i int) bool {
	text := d.toks[i].Word.Lower
	if strings.ContainsAny(text, ":/") {
		return false
	}
	end := 0
	for end < len(text) && (text[end] >= '0' && text[end] <= '9' || text[end] == '.' || text[end] == ',') {
		end++
	}
	v, ok := parseDigits(text[:end])
	if !ok {
		return false
	}
	n.value = v
	rest := text[end:]
	switch {
	case rest == "":
		return true
	case rest == "st", rest == "nd", rest == "rd", rest == "th", rest == "s", rest == "’s":
		return false
	}
	if sep := strings.TrimLeft(rest, "-–‑"); sep != rest {
		return d.hyphenated(n, text[:end], sep)
	}
	return gluedUnit(n, rest)
}

// gluedUnit reads what stands behind the digits of one token: "20km", "10k", "5m".
func gluedUnit(n *number, rest string) bool {
	switch rest {
	case "k":
		n.value *= 1e3
	case "m", "mn", "mln":
		n.value *= 1e6
	case "bn", "b":
		n.value *= 1e9
	case "tn", "trn":
		n.value *= 1e12
	case "x":
		n.unit = "times"
	case "p":
		n.unit = "pence"
	default:
		if !unitWords.Has(rest) {
			return false
		}
		n.unit = rest
	}
	return true
}

// hyphenated reads "70,000-80,000", "4-0", "16-year-old", "5.9-magnitude".
func (d *doc) hyphenated(n *number, low, rest string) bool {
	end := 0
	for end < len(rest) && (rest[end] >= '0' && rest[end] <= '9' || rest[end] == '.' || rest[end] == ',') {
		end++
	}
	if end == 0 {
		unit, more, _ := strings.Cut(rest, "-")
		switch {
		case unitWords.Has(unit):
			n.unit = unit
			if more == "old" {
				n.unit = unit + "-old"
			}
			return true
		case multiplier(unit) > 0:
			n.value *= multiplier(unit)
			if unitWords.Has(more) {
				n.unit = more
			}
			return true
		}
		return len(rest) > 1 // "5.9-magnitude", "50-point": the noun is in the token
	}
	high, ok := parseDigits(rest[:end])
	if !ok || strings.ContainsAny(rest[end:], "-–") && rest[end:] != "-" || len(low) == 3 && len(rest) == 4 { // a telephone number
		return false
	}
	if isYear(low) && (len(rest) == 2 || isYear(rest)) { // 2015-16
		return false
	}
	switch {
	case high > n.value:
		n.max, n.isRange, n.approx = high, true, true
	default:
		n.score = true
	}
	if tail := rest[end:]; tail != "" {
		gluedUnit(n, tail)
	}
	return true
}

func parseDigits(s string) (float64, bool) {
	s = strings.TrimRight(strings.ReplaceAll(s, ",", ""), ".")
	if len(s) == 0 || len(s) > 18 || strings.Count(s, ".") > 1 {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// multiplier is 1000 for "thousand" and the like, otherwise 0.
func multiplier(w string) float64 {
	v, _ := numberWords.Find(w)
	if !strings.HasPrefix(v, "x") {
		switch w {
		case "bn":
			return 1e9
		case "mn", "mln":
			return 1e6
		case "tn":
			return 1e12
		}
		return 0
	}
	f, _ := strconv.ParseFloat(v[1:], 64)
	return f
}

// inWords reads a number in words that begins at token i: "two", "twenty-five", "a
// dozen", "half a million", "hundreds of". It returns its last token.
func (d *doc) inWords(n *number, i int, s run) (int, bool) {
	w := d.lower(i)
	switch {
	case (w == "a" || w == "an") && i < s.last && multiplier(d.lower(i+1)) > 0 && !strings.HasPrefix(d.lower(i+1), "score"):
		n.value = 1
		return i, true
	case w == "half" && i+2 <= s.last && d.is(i+1, "a") && multiplier(d.lower(i+2)) > 0:
		n.value = 0.5
		return i + 1, true
	case w == "half" && (d.is(i+1, "of") || d.is(i+1, "the") || d.is(i+1, "a")) && !d.isClass(i-1, adjective|determiner):
		n.value = 0.5
		return i, true
	case w == "one" && !d.oneCounts(i):
		return 0, false
	}
	v, ok := wordValue(w)
	if ok {
		n.value = v
		if i+3 <= s.last && d.is(i+1, "and") && d.is(i+2, "a") && d.is(i+3, "half") {
			n.value += 0.5
			return i + 3, true
		}
		return i, true
	}
	if v, ok := numberWords.Find(w); ok && v[0] == 'm' && d.is(i+1, "of") {
		n.value, _ = strconv.ParseFloat(v[1:], 64)
		n.approx = true
		return i, true
	}
	return 0, false
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
		case (part == "third" || part == "thirds" || part == "quarter" || part == "quarters" || part == "fifth" || part == "fifths") && k == 1 && len(parts) == 2:
			return sum / map[byte]float64{'t': 3, 'q': 4, 'f': 5}[part[0]], sum > 0
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
	if d.isClass(i-1, determiner|possessive|adjective) || next == "day" || next == "another" || next == "of" {
		return false
	}
	return unitWords.Has(next) || multiplier(next) > 0 || d.tags(i+1)&lang.Person != 0 && d.tags(i+1)&lang.Function == 0 || d.is(i+1, "percent") || d.is(i+1, "-")
}

// multiply reads "million" and the like behind the number.
func (d *doc) multiply(n *number, s run) {
	for n.last < s.last {
		w := d.lower(n.last + 1)
		f := multiplier(w)
		if f == 0 && (w == "m" || w == "b") && d.isMoney(n.unit) {
			f = map[string]float64{"m": 1e6, "b": 1e9}[w]
		}
		if f == 0 {
			break
		}
		n.value *= f
		n.max *= f
		n.last++
		if n.last+2 <= s.last && d.is(n.last+1, "and") { // "three hundred and fifty"
			if v, ok := wordValue(d.lower(n.last + 2)); ok && v < f {
				n.value += v
				n.last += 2
			}
		} else if n.last < s.last {
			if v, ok := wordValue(d.lower(n.last + 1)); ok && v < f && d.kind(n.last) == lang.Word {
				n.value += v
				n.last++
			}
		}
	}
	if n.last+3 <= s.last && d.is(n.last+1, "and") && d.is(n.last+2, "a") && d.is(n.last+3, "half") && d.kind(n.last) == lang.Word {
		n.value += 0.5
		n.last += 3
	}
}

func (d *doc) isMoney(unit string) bool {
	switch unit {
	case "$", "£", "€", "¥", "₹", "₴", "₽":
		return true
	}
	return false
}

// upTo reads the other end of a range: "six or seven", "10 to 15", "between 3,000
// and 4,000". "From 5 to 7" is a change and stays two numbers.
func (d *doc) upTo(n *number, s run) {
	i := n.last + 1
	if n.isRange || n.score || i+1 > s.last {
		return
	}
	w := d.lower(i)
	joined := w == "or" || w == "to" && !d.wordWithin(n.first, 3, "from", s) || w == "and" && d.wordWithin(n.first, 2, "between", s) || (w == "-" || w == "–") && !d.toks[i].Space
	if !joined {
		return
	}
	m := number{run: run{i + 1, i + 1}}
	j := i + 1
	if _, ok := d.currencyAt(j); ok {
		j++
	}
	switch {
	case j > s.last:
		return
	case d.kind(j) == lang.Number:
		if !d.digits(&m, j) || m.isRange || m.score {
			return
		}
	default:
		v, ok := wordValue(d.lower(j))
		if !ok || d.kind(n.last) == lang.Number {
			return
		}
		m.value = v
	}
	m.last = j
	d.multiply(&m, s)
	if f := m.value / n.value; n.value > 0 && n.value < 1000 && m.value >= 1000 && d.kind(n.last) == lang.Number && f >= 1e3 { // "2 to 3 million"
		if v, ok := parseDigits(d.lower(j)); ok && v > n.value {
			n.value *= m.value / v
		}
	}
	if m.value <= n.value {
		return
	}
	n.max, n.isRange, n.approx = m.value, true, true
	n.last = m.last
	if n.unit == "" {
		n.unit = m.unit
	}
}

// wordWithin reports whether a word stands among the few tokens before i.
func (d *doc) wordWithin(i, few int, word string, s run) bool {
	for j := i - 1; j >= s.first && j >= i-few; j-- {
		if d.is(j, word) {
			return true
		}
	}
	return false
}

// percent reads "%", "percent", "per cent" and "percentage points".
func (d *doc) percent(n *number, s run) {
	i := n.last + 1
	switch {
	case i > s.last:
	case d.is(i, "%"), d.is(i, "percent"), d.is(i, "pct"):
		n.unit, n.last = "%", i
	case d.is(i, "per") && (d.is(i+1, "cent") || d.is(i+1, "cents")):
		n.unit, n.last = "%", i+1
	case d.is(i, "percentage") && (d.is(i+1, "point") || d.is(i+1, "points")):
		n.unit = "percentage points"
		n.last = i + 1
	}
}
