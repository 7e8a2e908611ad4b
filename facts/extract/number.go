package extract

import (
	"math"
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
	if c, k := d.currencyAt(j, s); k > j {
		n.unit, j = c, k
		if j > s.last || d.kind(j) != lang.Number && !d.is(j, "-") && !d.is(j, "−") && !d.codeAmount(&n, j) || d.toks[j].Space && d.toks[j-1].Space && d.kind(i-1) == lang.Number { // "5 $ 10" is neither
			return number{}, false
		}
	}
	minus := false
	if (d.is(j, "-") || d.is(j, "−")) && (d.toks[j].Space || j > i) && j < s.last && d.kind(j+1) == lang.Number && !d.toks[j+1].Space {
		minus = true
		j++
	}
	switch {
	case d.kind(j) == lang.Number:
		if !d.digits(&n, j) {
			return number{}, false
		}
	case d.codeAmount(&n, j):
	default:
		var ok bool
		if j, ok = d.inWords(&n, j, s); !ok {
			return number{}, false
		}
	}
	n.last = j
	d.power(&n, s)
	d.multiply(&n, s)
	d.upTo(&n, s)
	d.percent(&n, s)
	if minus || d.is(i-1, "minus") {
		n.value = -n.value
	}
	return n, true
}

// currencyAt reads a currency sign with the country before it ("$", "HK$", "US $")
// and gives the token behind it; the same token when there is none.
func (d *doc) currencyAt(i int, s run) (string, int) {
	if i < s.last && d.toks[i].Word.Shape&lang.AllCaps+d.toks[i].Word.Shape&lang.Capital != 0 && d.is(i+1, "$") {
		switch d.lower(i) {
		case "us", "a", "au", "c", "ca", "hk", "s", "nz", "nt", "r":
			return d.toks[i].Word.Text + "$", i + 2
		}
	}
	switch d.lower(i) {
	case "$", "£", "€", "¥", "₹", "₴", "₽", "₩", "₪", "฿", "₺":
		return d.lower(i), i + 1
	}
	return "", i
}

// codeAmount reads an amount that is glued to its currency's code: "RM120,000",
// "US113", "Rs500".
func (d *doc) codeAmount(n *number, i int) bool {
	if d.kind(i) != lang.Word || d.toks[i].Word.Shape&lang.HasDigit == 0 {
		return false
	}
	w := d.toks[i].Word.Lower
	at := strings.IndexAny(w, "0123456789")
	switch w[:at] {
	case "sub-", "now-", "under-", "over-", "minus-": // "sub-300"
		v, ok := parseDigits(w[at:])
		if w[:at] == "minus-" {
			v = -v
		}
		n.value = v
		return ok
	case "rm", "rs", "us", "chf", "eur", "gbp", "usd", "aed", "nis", "ps":
	default:
		return false
	}
	end := at
	for end < len(w) && (w[end] >= '0' && w[end] <= '9' || w[end] == '.' || w[end] == ',') {
		end++
	}
	v, ok := parseDigits(w[at:end])
	if !ok {
		return false
	}
	n.value = v
	if n.unit == "" {
		n.unit = d.toks[i].Word.Text[:at]
	}
	return end == len(w) || gluedUnit(n, w[end:])
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
	case rest == "st", rest == "nd", rest == "rd", rest == "th", rest == "s":
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
	case "m", "mn", "mln", "mil":
		n.value *= 1e6
	case "bn", "b":
		n.value *= 1e9
	case "tn", "trn":
		n.value *= 1e12
	case "sq":
		n.unit = "sq"
	case "c", "f":
		n.unit = strings.ToUpper(rest)
	case "x":
		n.unit = "times"
	case "p":
		n.unit = "p"
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
	if len(s) == 0 || len(s) > 18 || strings.Count(s, ".") > 1 || strings.Trim(s, "0123456789.") != "" {
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
		case "mn", "mln", "mil":
			return 1e6
		case "tn":
			return 1e12
		}
		return 0
	}
	f, _ := strconv.ParseFloat(v[1:], 64)
	return f
}

// power reads a power of ten behind the number: "1.99×10−30", "3 × 10^8".
func (d *doc) power(n *number, s run) {
	i := n.last + 1
	if i+2 > s.last || !d.is(i, "×") || !d.is(i+1, "10") {
		return
	}
	i += 2
	sign := 1.0
	if d.is(i, "−") || d.is(i, "-") || d.is(i, "–") {
		sign = -1
		i++
	} else if d.is(i, "^") {
		i++
	}
	if exp, ok := parseDigits(d.lower(i)); ok && exp <= 300 && d.kind(i) == lang.Number && i <= s.last {
		n.value *= math.Pow(10, sign*exp)
		n.last = i
	}
}

// multiply reads "million" and the like behind the number.
func (d *doc) multiply(n *number, s run) {
	for n.last < s.last {
		w := d.lower(n.last + 1)
		if at := strings.IndexByte(w, '-'); at > 0 && n.unit == "" && multiplier(w[:at]) > 0 && unitWords.Has(w[at+1:]) { // "1.8 billion-mile"
			n.value *= multiplier(w[:at])
			n.unit = w[at+1:]
			n.last++
			return
		}
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
	joined := w == "or" && (d.kind(n.last) == lang.Word || n.unit == "" && d.kind(i+1) == lang.Number && d.tags(i+2)&lang.Plural != 0 && d.word(i+2).unit == "") || w == "to" && d.rangeTo(n, s) || w == "and" && d.wordWithin(n.first, 2, "between", s) || (w == "-" || w == "–") && !d.toks[i].Space
	if !joined {
		return
	}
	m := number{run: run{i + 1, i + 1}}
	_, j := d.currencyAt(i+1, s)
	switch {
	case j > s.last:
		return
	case d.kind(j) == lang.Number:
		if !d.digits(&m, j) || m.isRange || m.score {
			return
		}
	case d.codeAmount(&m, j):
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
	if m.value <= n.value || isYear(d.lower(n.last)) && n.unit == "" && m.value > 2200 { // "rose in 2018 to 3.9 million"
		return
	}
	n.max, n.isRange, n.approx = m.value, true, true
	n.last = m.last
	if n.unit == "" {
		n.unit = m.unit
	}
}

// rangeTo reports whether "to" behind the number makes a range. Behind "from" or "by"
// it mostly tells a change, unless something ranges or varies.
func (d *doc) rangeTo(n *number, s run) bool {
	if d.is(n.first-1, "by") {
		return false
	}
	if !d.is(n.first-1, "from") {
		return true
	}
	if n.first-2 < s.first {
		return false
	}
	switch d.toks[n.first-2].Word.Lemma {
	case "range", "vary", "price":
		return true
	}
	// "from 1000 to 2000 hires": one noun for both
	noun := n.last + 3
	return n.unit == "" && noun <= s.last && d.kind(n.last) == lang.Number && d.kind(n.last+2) == lang.Number &&
		d.tags(noun)&lang.Plural != 0 && d.tags(noun)&lang.Noun != 0 && d.word(noun).unit == ""
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
	case strings.HasPrefix(d.lower(i), "percent-"):
		n.unit = "%"
	case d.is(i, "percentage") && (d.is(i+1, "point") || d.is(i+1, "points")):
		n.unit = "percentage points"
		n.last = i + 1
	}
}
