package extract

import (
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// A figure is a number with what it counts and what happened to it.
type figure struct {
	number
	sentence int
	noun     string // with modifiers
	head     string // lower-case head of the noun, for "another 119"
	measured bool   // the unit is a unit of measure
	fate     run
	when     run
	rule     string
}

// findFigures reads the numbers of every sentence that are figures.
func (d *doc) findFigures() []figure {
	var out []figure
	for si, s := range d.sents {
		if d.shouted(s) {
			continue
		}
		for i := s.first; i <= s.last; i++ {
			if !d.mayBeNumber(i) {
				continue
			}
			n, ok := d.numberAt(i, s)
			if !ok {
				continue
			}
			if d.noFigure(&n, s) {
				i = n.last
				continue
			}
			f := figure{number: n, sentence: si, fate: noRun, when: noRun}
			f.approx = f.approx || d.hedged(&f, s)
			d.unit(&f, s)
			d.counted(&f, s, out)
			d.fateOf(&f, s)
			f.when = d.timeOf(f.first, si)
			out = append(out, f)
			i = n.last
		}
	}
	d.sharedNouns(out)
	return out
}

// shouted reports whether a sentence is all in capitals: a heading or a link, which tells
// nothing that the article does not.
func (d *doc) shouted(s run) bool {
	words := 0
	for i := s.first; i <= s.last; i++ {
		switch t := d.toks[i]; {
		case t.Kind != lang.Word:
		case t.Word.Shape&lang.AllCaps == 0 && len(t.Word.Text) > 1:
			return false
		default:
			words++
		}
	}
	return words > 3
}

// sharedNouns gives a figure without a noun of its own the one of the figure it is listed
// with: "5, 7 and 9 boys", "40 and as many as 60 boys".
func (d *doc) sharedNouns(figures []figure) {
	for i := len(figures) - 2; i >= 0; i-- {
		f, next := &figures[i], &figures[i+1]
		gap := run{f.last + 1, next.first - 1}
		own := f.noun != "" && f.rule != inherited
		if own || f.unit != "" || next.noun == "" || next.unit != "" || next.rule == inherited || f.sentence != next.sentence || gap.len() > 5 {
			continue
		}
		listed := d.is(gap.first, ",") || d.is(gap.first, "and") || d.is(gap.first, "or")
		for j := gap.first; j <= gap.last; j++ {
			listed = listed && (d.is(j, ",") || d.is(j, "and") || d.is(j, "or") || j > gap.first && d.isHedge(j))
		}
		if listed && gap.len() > 0 {
			f.noun, f.head, f.rule = next.noun, next.head, "noun of the list"
		}
	}
}

func (d *doc) mayBeNumber(i int) bool {
	if d.nameOf[i] >= 0 && d.kind(i) == lang.Word && d.toks[i].Word.Shape&lang.HasDigit == 0 && !d.is(i+1, "$") {
		return false
	}
	if c := d.toks[i].Word.Shape; c&lang.Capital != 0 && d.is(i+1, "$") || d.kind(i) == lang.Word && c&lang.HasDigit != 0 {
		return true // "HK$5", "RM300", "sub-300"
	}
	return d.kind(i) == lang.Number || d.class[i]&numeral != 0 || d.is(i, "a") || d.is(i, "an") || d.is(i, "half") ||
		d.toks[i].Kind == lang.Punct && d.toks[i].Word.Text != "-" && d.isMoney(d.lower(i))
}

// noFigure knows numbers that count nothing: dates, clock times, model and article
// numbers, addresses, hashtags.
func (d *doc) noFigure(n *number, s run) bool {
	first, last := n.first, n.last
	prev, next := d.lower(first-1), d.lower(last+1)
	digits := d.kind(first) == lang.Number
	switch {
	case prev == "#" && !d.toks[first].Space, prev == "@" && !d.toks[first].Space:
		return true
	case n.unit != "":
		return false
	case lang.Month(prev) && n.value <= 31 && d.toks[first-1].Capitalised(), prev == "." && first-2 >= s.first && lang.Month(d.lower(first-2)) && n.value <= 31:
		return true
	case lang.Month(next) && n.value <= 31 && d.toks[min(last+1, len(d.toks)-1)].Capitalised() && digits, next == "of" && lang.Month(d.lower(last+2)):
		return true
	case prev == "," && isYear(d.lower(first)) && first-3 >= s.first && (lang.Month(d.lower(first-3)) || lang.Month(d.lower(first-2))):
		return true
	case isYear(d.lower(first)) && (n.first == n.last || isYear(d.lower(last))) && !d.countsYear(n, s):
		return true
	case next == "a.m." || next == "p.m." || next == "am" || next == "pm" || next == "o'clock" || next == "gmt" || next == "et":
		return true
	case (prev == "top" || prev == "bottom") && d.class[min(last+1, len(d.toks)-1)]&noun == 0: // "the bottom three"
		return true
	case d.telephone(n):
		return true
	case digits && next == ")" && prev != "(" && n.unit == "": // "1) Go"
		return true
	case d.isClass(first-1, pronoun) && !digits && d.isPersonal(first-1): // "you two"
		return true
	case prev == "number" && d.isClass(last+1, noun) && d.tags(last+1)&lang.Plural == 0: // "the number 10 shirt"
		return true
	case prev == "in" && d.is(first-2, "one"): // "one in three"
		return true
	case !digits && (prev == "before" || prev == "until" || prev == "till" || prev == "past") && n.value <= 12 && (next == "," || next == "." || next == "and"): // "before eleven"
		return true
	case prev == "no" || prev == "no." || prev == "." && d.is(first-2, "no") || prev == "number" && !d.is(first-2, "the"):
		return true
	case digits && d.numbersName(n, s):
		return true
	case digits && d.address(n):
		return true
	case n.score:
		return false
	case first == s.first && digits && next == "." && s.len() > 2: // "1. Do this"
		return true
	}
	return false
}

// isPersonal reports whether token i is a pronoun that a number can stand behind without
// counting anything: "you two", "us three".
func (d *doc) isPersonal(i int) bool {
	return d.is(i, "you") || d.is(i, "we") || d.is(i, "us") || d.is(i, "them") || d.is(i, "they")
}

// telephone reports whether the digits belong to a telephone number: a group that
// begins with 0, or stands beside one.
func (d *doc) telephone(n *number) bool {
	zero := func(i int) bool {
		w := d.lower(i)
		return d.kind(i) == lang.Number && len(w) > 1 && w[0] == '0' && w[1] >= '0' && w[1] <= '9'
	}
	return zero(n.first) || zero(n.first-1) || zero(n.last+1)
}

// countsYear reports whether a four-digit number without comma counts something
// after all: a hedge before it, or a counted noun behind it.
func (d *doc) countsYear(n *number, s run) bool {
	if n.last >= s.last {
		return false
	}
	next := n.last + 1
	if d.unitEnd(next, s) >= next || multiplier(d.lower(next)) > 0 {
		return true
	}
	switch d.lower(n.first - 1) {
	case "about", "nearly", "almost", "approximately", "roughly", "than", "least":
		return true
	}
	if d.is(n.first-1, "over") && d.phraseAt(next) >= 0 && d.tags(d.phrases[d.phraseAt(next)].head)&lang.Plural != 0 { // "over 1000 long articles"
		return true
	}
	if n.isRange && d.isClass(next, noun) && d.tags(next)&lang.Plural != 0 {
		return true
	}
	if d.isClass(n.first-1, preposition|determiner|possessive) || d.isMonthBefore(n.first) {
		return false
	}
	return d.tags(next)&lang.Plural != 0 && d.tags(next)&lang.Time == 0 && d.isClass(next, noun)
}

func (d *doc) isMonthBefore(i int) bool {
	return lang.Month(d.lower(i-1)) || d.is(i-1, ",") && lang.Month(d.lower(i-3))
}

// numbersName reports whether the number is part of a name: "Windows 11", "Article
// 50", "Boeing 737". A unit or a plural noun behind it speaks against that.
func (d *doc) numbersName(n *number, s run) bool {
	prev := n.first - 1
	if d.is(prev, "and") && d.kind(prev-1) == lang.Number && d.nameAt(prev-2) >= 0 { // "Lane 1 and 2"
		return true
	}
	if prev < s.first || n.isRange || n.score || d.toks[n.first].Word.Text != d.text(n.run) {
		return false
	}
	t := d.toks[prev]
	named := t.Kind == lang.Word && t.Capitalised() && (d.nameOf[prev] >= 0 || prev == s.first && roleless(t)) && !d.isTime(prev)
	switch t.Word.Lower {
	case "article", "section", "chapter", "page", "level", "phase", "type", "stage", "route", "highway", "flight", "channel", "title", "amendment", "resolution", "version", "generation", "model", "grade", "category", "room", "gate", "figure", "table", "step", "part", "episode", "season", "game", "round", "week", "day", "year", "number", "rule", "line", "group", "tier", "class", "district", "zone", "area", "unit", "sector", "block":
		return n.value == float64(int(n.value)) && n.value < 1000 && (!d.isClass(n.last+1, noun) || grades(t.Word.Lower) && d.tags(n.last+1)&lang.Plural == 0) && !d.is(prev-1, "the")
	}
	if first := t.Word.Text[0]; first >= 'a' && first <= 'z' && len(t.Word.Text) > 1 && t.Word.Text[1] >= 'A' && t.Word.Text[1] <= 'Z' { // "iPhone 14"
		named = true
	}
	if !named {
		return false
	}
	next := n.last + 1
	return next > s.last || !(d.word(next).unit != "") && d.tags(next)&lang.Plural == 0 && !d.isClass(next, adjective)
}

// grades reports whether a word makes a grade of the number behind it, and never a count:
// "a category 3 storm".
func grades(w string) bool {
	switch w {
	case "category", "phase", "type", "stage", "level", "grade", "tier", "class", "version", "generation":
		return true
	}
	return false
}

// roleless keeps "Some 20 people" and "Nearly 15,000": a function word or adverb in
// capitals is no name.
func roleless(t lang.Token) bool {
	return t.Word.Tags&(lang.Function|lang.Adverb|lang.Verb) == 0
}

// address reads "10 Downing Street".
func (d *doc) address(n *number) bool {
	i := n.last + 1
	if i >= len(d.toks) || d.nameOf[i] < 0 {
		return false
	}
	nm := d.names[d.nameOf[i]]
	switch d.lower(nm.last) {
	case "row", "close", "crescent", "mews", "quay", "street", "avenue", "road", "boulevard", "lane", "drive", "square", "st", "ave", "blvd", "place", "court", "way", "terrace":
		return nm.len() > 1
	}
	return false
}

// hedged reports whether words before or behind the number bound or soften it.
func (d *doc) hedged(f *figure, s run) bool {
	for j := f.first - 1; j >= s.first && j >= f.first-4; j-- {
		switch d.lower(j) {
		case "about", "around", "nearly", "almost", "approximately", "roughly", "some", "estimated", "over", "under", "below", "above", "close", "near", "least", "most", "circa", "barely", "just", "north", "south", "excess", "perhaps", "maybe", "projected":
			return true
		case "than":
			return d.is(j-1, "more") || d.is(j-1, "less") || d.is(j-1, "fewer") || d.is(j-1, "greater") || d.is(j-1, "higher") || d.is(j-1, "lower")
		case "to", "as", "many", "much", "up", "of", "in", "a", "an", "at", "-":
			if d.is(j, "to") && d.is(j-1, "up") || d.is(j, "as") && (d.is(j-1, "many") || d.is(j-1, "much")) {
				return true
			}
		default:
			return d.is(f.last+1, "or") && (d.is(f.last+2, "so") || d.is(f.last+2, "more"))
		}
	}
	return d.is(f.last+1, "or") && (d.is(f.last+2, "so") || d.is(f.last+2, "more")) || d.is(f.last+1, "-plus") || d.is(f.last+1, "+")
}

// unit reads a unit of measure behind the number, or before it ("magnitude 5.9").
func (d *doc) unit(f *figure, s run) {
	i := f.last + 1
	if f.unit == "" && !f.score {
		if d.is(f.first-1, "magnitude") {
			f.unit, f.measured = d.toks[f.first-1].Word.Text, true
			return
		}
		if last := d.unitEnd(i, s); last >= i {
			f.unit, f.measured = d.text(run{i, last}), true
			i = last + 1
		}
	}
	f.measured = f.measured || f.unit != ""
	if f.unit == "sq" && (d.is(i, "m") || d.is(i, "ft") || d.is(i, "km")) { // "3923sq m"
		f.unit += " " + d.lower(i)
		i++
	}
	if f.measured && f.unit != "%" && (d.is(i, "per") || d.is(i, "a") || d.is(i, "an") || d.is(i, "each")) {
		if last := d.unitEnd(i+1, s); last > i && !d.isAgo(last+1) {
			f.unit += " per " + d.text(run{i + 1, last})
		} else if (d.is(i+1, "share") || d.is(i+1, "person") || d.is(i+1, "head")) && i < s.last {
			f.unit += " per " + d.lower(i+1)
		}
	}
}

// isAgo reports whether token i turns "a year" into a time: "a year earlier".
func (d *doc) isAgo(i int) bool {
	return d.is(i, "earlier") || d.is(i, "ago") || d.is(i, "later") || d.is(i, "before") || d.is(i, "after")
}

// unitEnd is the last token of a unit that begins at i: "miles", "square feet",
// "degrees Celsius", "Australian dollars", "parts per million", "years old"; -1 when
// none does.
func (d *doc) unitEnd(i int, s run) int {
	if i > s.last {
		return -1
	}
	w, next := d.lower(i), d.lower(i+1)
	switch {
	case w == "second" && d.isClass(i, adjective):
		return -1
	case w == "square", w == "cubic", w == "nautical", w == "metric", w == "sq":
		if i < s.last && (d.word(i+1).unit != "" || next == "m" || next == "ft") {
			return i + 1
		}
		return -1
	case w == "basis" && strings.HasPrefix(next, "point"):
		return i + 1
	case strings.HasPrefix(w, "part") && next == "per" && multiplier(d.lower(i+2)) > 0:
		return i + 2
	case w == "°" && i < s.last:
		return i + 1
	case (w == "c" || w == "f") && d.toks[i].Capitalised() && d.kind(i-1) == lang.Number:
		return i
	case strings.HasPrefix(w, "degree") && (next == "celsius" || next == "fahrenheit" || next == "c" || next == "f"):
		return i + 1
	case strings.HasSuffix(w, "-old") && d.kind(i) == lang.Word && unitWords.Has(strings.TrimSuffix(w, "-old")):
		return i
	case d.word(i).unit != "":
		switch {
		case next == "old" && d.word(i).unit == "time" && i < s.last:
			return i + 1
		case next == "/" && i+2 <= s.last && (d.is(i+2, "h") || d.is(i+2, "s") || d.is(i+2, "hr")):
			return i + 2
		}
		return i
	case d.toks[i].Capitalised(): // "Australian dollars", "New Zealand dollars"
		for j := i + 1; j <= min(i+2, s.last); j++ {
			if d.word(j).unit == "money" {
				return j
			}
		}
	}
	return -1
}

// figureFact is a figure as a fact.
func (d *doc) figureFact(f *figure, by *facts.Attribution, confidence float64) facts.Fact {
	return facts.Fact{
		Kind: facts.KindFigure, Span: d.span(f.run), Sentence: f.sentence, By: by,
		Figure: &facts.Figure{
			Value: f.value, Max: f.max, Range: f.isRange, Unit: f.unit, Noun: f.noun, Surface: d.text(f.run),
			Approx: f.approx, Fate: d.fateSpan(f), When: d.runText(f.when),
		},
		Confidence: confidence, Rule: f.rule,
	}
}

func (d *doc) fateSpan(f *figure) facts.Span {
	if f.fate.len() < 1 {
		return facts.Span{}
	}
	s := d.span(f.fate)
	// keep the pair of marks when the fate begins or ends with quoted words
	if q := d.quoteOf[f.fate.first]; q >= 0 && d.quotes[q].first == f.fate.first && d.quotes[q].last <= f.fate.last {
		s.Start = d.toks[d.quotes[q].open].Start
	}
	if q := d.quoteOf[f.fate.last]; q >= 0 && d.quotes[q].last == f.fate.last && d.quotes[q].close >= 0 && d.quotes[q].first >= f.fate.first {
		s.End = d.toks[d.quotes[q].close].End
	}
	return s
}

func (d *doc) runText(r run) string {
	if r.len() < 1 {
		return ""
	}
	return d.text(r)
}
