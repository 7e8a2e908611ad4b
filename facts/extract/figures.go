package extract

import (
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
			out = append(out, f)
			i = n.last
		}
	}
	return out
}

func (d *doc) mayBeNumber(i int) bool {
	if d.nameOf[i] >= 0 && d.kind(i) == lang.Word {
		return false
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
	case isMonth(prev) && n.value <= 31 && d.toks[first-1].Capitalised(), prev == "." && first-2 >= s.first && isMonth(d.lower(first-2)) && n.value <= 31:
		return true
	case isMonth(next) && n.value <= 31 && d.toks[min(last+1, len(d.toks)-1)].Capitalised() && digits, next == "of" && isMonth(d.lower(last+2)):
		return true
	case prev == "," && isYear(d.lower(first)) && first-3 >= s.first && (isMonth(d.lower(first-3)) || isMonth(d.lower(first-2))):
		return true
	case isYear(d.lower(first)) && (n.first == n.last || isYear(d.lower(last))) && !d.countsYear(n, s):
		return true
	case next == "a.m." || next == "p.m." || next == "am" || next == "pm" || next == "o'clock" || next == "o’clock" || next == "gmt" || next == "et":
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

// countsYear reports whether a four-digit number without comma counts something
// after all: a hedge before it, or a counted noun behind it.
func (d *doc) countsYear(n *number, s run) bool {
	if n.last >= s.last {
		return false
	}
	next := n.last + 1
	if (d.word(next).unit != "") || multiplier(d.lower(next)) > 0 {
		return true
	}
	if d.isClass(n.first-1, preposition|determiner|possessive) || d.isMonthBefore(n.first) {
		return false
	}
	return d.tags(next)&lang.Plural != 0 && d.tags(next)&lang.Time == 0 && d.isClass(next, noun)
}

func (d *doc) isMonthBefore(i int) bool {
	return isMonth(d.lower(i-1)) || d.is(i-1, ",") && isMonth(d.lower(i-3))
}

// numbersName reports whether the number is part of a name: "Windows 11", "Article
// 50", "Boeing 737". A unit or a plural noun behind it speaks against that.
func (d *doc) numbersName(n *number, s run) bool {
	prev := n.first - 1
	if prev < s.first || n.isRange || n.score || d.toks[n.first].Word.Text != d.text(n.run) {
		return false
	}
	t := d.toks[prev]
	named := t.Kind == lang.Word && t.Capitalised() && (d.nameOf[prev] >= 0 || prev == s.first && roleless(t)) && !d.isTime(prev)
	switch t.Word.Lower {
	case "article", "section", "chapter", "page", "level", "phase", "type", "stage", "route", "highway", "flight", "channel", "title", "amendment", "resolution", "version", "generation", "model", "grade", "category", "room", "gate", "figure", "table", "step", "part", "episode", "season", "game", "round", "week", "day", "year", "number", "rule", "line", "group", "tier", "class", "district", "zone", "area", "unit", "sector", "block":
		return n.value == float64(int(n.value)) && n.value < 1000 && !d.isClass(n.last+1, noun) && !d.is(prev-1, "the")
	}
	if !named {
		return false
	}
	next := n.last + 1
	return next > s.last || !(d.word(next).unit != "") && d.tags(next)&lang.Plural == 0 && !d.isClass(next, adjective)
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
	case "street", "avenue", "road", "boulevard", "lane", "drive", "square", "st", "ave", "blvd", "place", "court", "way", "terrace":
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
	switch {
	case f.unit != "":
		f.measured = true
		if i+2 <= s.last && (d.is(i, "per") || d.is(i, "a") || d.is(i, "an")) && f.unit != "%" && ((d.word(i+1).unit != "") || d.is(i+1, "share")) {
			f.unit += " per " + d.lower(i+1)
		}
	case f.score:
	case i <= s.last && (d.word(i).unit != "") && !d.is(i, "second"):
		f.unit, f.measured = d.toks[i].Word.Text, true
		switch {
		case (d.is(i, "degrees") || d.is(i, "degree")) && i < s.last && (d.is(i+1, "celsius") || d.is(i+1, "fahrenheit") || d.is(i+1, "c") || d.is(i+1, "f")):
			f.unit = d.text(run{i, i + 1})
		case i+1 <= s.last && d.is(i+1, "old"):
			f.unit = d.text(run{i, i + 1})
		case i+2 <= s.last && (d.is(i+1, "per") || d.is(i+1, "an") || d.is(i+1, "a")) && (d.word(i+2).unit != ""):
			f.unit = d.text(run{i, i + 2})
		}
	case i+1 <= s.last && (d.is(i, "square") || d.is(i, "cubic") || d.is(i, "nautical") || d.is(i, "metric")) && (d.word(i+1).unit != ""):
		f.unit, f.measured = d.text(run{i, i + 1}), true
	case d.is(i, "°") && i < s.last:
		f.unit, f.measured = d.text(run{i, i + 1}), true
	case d.is(f.first-1, "magnitude"):
		f.unit, f.measured = d.toks[f.first-1].Word.Text, true
	case i+1 <= s.last && d.kind(i) == lang.Word && d.nameOf[i] >= 0 && (d.word(i+1).unit != ""): // "5 US dollars"
		f.unit, f.measured = d.text(run{i, i + 1}), true
	}
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
	if q := d.quoteOf[f.fate.first]; q >= 0 && d.quotes[q].first == f.fate.first {
		s.Start = d.toks[d.quotes[q].open].Start
	}
	if q := d.quoteOf[f.fate.last]; q >= 0 && d.quotes[q].last == f.fate.last && d.quotes[q].close >= 0 {
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
