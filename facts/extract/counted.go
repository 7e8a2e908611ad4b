package extract

import (
	"strings"

	"byline/facts/lang"
)

// inherited is the rule of a noun that stands with the figure before.
const inherited = "what the figure before counts"

// counted finds what a figure counts. Nearest first: the noun of its own phrase, the
// noun behind "of", the noun that a measure belongs to, the subject of its verb; for
// a bare count, what the figure before counted.
func (d *doc) counted(f *figure, s run, earlier []figure) {
	i := f.last + 1
	i += d.unitTokens(f, s)
	if d.is(i, "or") && d.is(i+1, "so") { // "ten or so boys"
		i += 2
	}
	if d.is(i, "others") {
		d.setNoun(f, run{i, i}, "others")
		return
	}
	if r, ok := d.ownNoun(f, i, s); ok {
		if u := d.word(r.last).unit; u != "" && u != "time" && u != "count" && !f.measured && r.len() > 1 { // "517 rushing yards"
			f.unit, f.measured = d.toks[r.last].Word.Text, true
		}
		d.setNoun(f, r, "noun of the figure's own phrase")
		return
	}
	if r, ok := d.ofNoun(f, i, s); ok {
		d.setNoun(f, r, "noun behind of")
		return
	}
	if f.measured || f.score {
		if r, ok := d.measuredNoun(f, s); ok {
			d.setNoun(f, r, "what is measured")
		}
		return
	}
	if r, ok := d.totalNoun(f, s); ok {
		d.setNoun(f, r, "the total before the figure")
		return
	}
	if r, ok := d.subjectNoun(f, s); ok {
		d.setNoun(f, r, "subject of the figure's verb")
		return
	}
	for k := len(earlier) - 1; k >= 0 && earlier[k].sentence >= f.sentence-1; k-- {
		if e := &earlier[k]; e.noun != "" && !e.measured {
			f.noun, f.head, f.rule = e.head, e.head, inherited
			return
		}
	}
	if r, ok := d.measuredNoun(f, s); ok {
		d.setNoun(f, r, "what is measured")
	}
}

// unitTokens is how many tokens behind the number its unit takes.
func (d *doc) unitTokens(f *figure, s run) int {
	if d.is(f.first-1, "magnitude") || !f.measured {
		return 0
	}
	n := 0
	if last := d.unitEnd(f.last+1, s); last > f.last {
		n = last - f.last
	}
	if strings.Contains(f.unit, " per ") { // "per" and what follows
		if last := d.unitEnd(f.last+n+2, s); last > 0 {
			return last - f.last
		}
		return n + 2
	}
	return n
}

// ownNoun is the noun of the phrase that the number stands in, without numbers and
// determiners: "major trophies", "weapons package".
func (d *doc) ownNoun(f *figure, i int, s run) (run, bool) {
	if i > s.last || d.phraseOf[i] < 0 {
		return noRun, false
	}
	p := d.phrases[d.phraseOf[i]]
	if d.is(i, "worth") || isMeasureAdjective(d.lower(i)) && !(d.is(i, "more") && strings.HasSuffix(d.lower(f.last), "s")) || lang.Weekday(d.lower(p.head)) || lang.Month(d.lower(p.head)) && d.toks[p.head].Capitalised() {
		return noRun, false
	}
	same := d.phraseOf[f.last] == d.phraseOf[i] || p.first == i
	if !same || p.head < i || d.isTime(p.head) && d.class[p.head]&noun == 0 || d.class[p.head]&(pronoun|numeral) != 0 {
		return noRun, false
	}
	if f.measured && p.first == i && d.phraseOf[f.last] != d.phraseOf[i] && !d.hyphenUnit(f) {
		// "30 miles Russia says": another phrase, unless the unit was inside
		return noRun, false
	}
	if !f.measured && (d.is(i, "a") || d.is(i, "an") || d.isClass(i, gerund) && d.isClass(i, verb)) { // "ten a night", "since I was six doing readings"
		return noRun, false
	}
	r := d.beforeName(d.behind(run{i, p.head}, determiner|numeral|mark|adverb))
	if d.is(r.first, "of") {
		return noRun, false
	}
	if d.nameOf[p.head] >= 0 && d.is(p.head+1, "and") && p.head+2 <= s.last && d.phraseAt(p.head+2) >= 0 { // "460 Kia and Hyundai vehicles"
		if q := d.phrases[d.phraseAt(p.head+2)]; q.first == p.head+2 && d.nameOf[q.head] < 0 && len(q.names) > 0 {
			r.last = q.head
		}
	}
	if f.measured && d.isTime(p.head) && (d.word(p.head).unit != "") {
		return noRun, false
	}
	return r, true
}

func isMeasureAdjective(w string) bool {
	switch w {
	case "long", "tall", "high", "deep", "wide", "thick", "old", "away", "apart", "north", "south", "east", "west", "lower", "higher", "less", "more", "later", "earlier", "ago":
		return true
	}
	return false
}

func (d *doc) hyphenUnit(f *figure) bool { return d.isMoney(f.unit) || f.unit == "%" }

// ofNoun reads "of the drones", "worth of the installment loans", "in security
// assistance" behind the number.
func (d *doc) ofNoun(f *figure, i int, s run) (run, bool) {
	if d.is(i, "worth") {
		i++
	}
	if i >= s.last {
		return noRun, false
	}
	money := d.isMoney(f.unit) || unitClass(lower(f.unit)) == "money"
	of := d.is(i, "of") || (d.is(i, "in") || d.is(i, "for") || d.is(i, "on")) && money
	if !of || d.phraseAt(i+1) < 0 {
		return noRun, false
	}
	p := d.phrases[d.phraseAt(i+1)]
	if p.first != i+1 || d.class[p.head]&(pronoun|numeral) != 0 && !d.is(p.head, "them") || (d.isTime(p.head) || isPeriod(d.lower(p.head))) && !d.is(i, "of") || d.is(i, "in") && len(p.names) > 0 {
		return noRun, false
	}
	if d.class[p.head]&pronoun != 0 {
		return noRun, false
	}
	r := run{p.first, p.head}
	r = d.behind(r, determiner|possessive|mark|numeral)
	for j := r.first; j < r.last; j++ {
		if d.class[j]&numeral != 0 { // "15 of the last 16 years"
			r.first = j + 1
		}
	}
	return d.beforeName(r), true
}

// beforeName cuts a noun before the name that begins a clause behind it: "the wheat Peru
// needs".
func (d *doc) beforeName(r run) run {
	if last := r.last; last > r.first && d.nameOf[last] >= 0 {
		if first := d.names[d.nameOf[last]].first; first > r.first && d.class[first-1]&noun != 0 && d.nameOf[first-1] < 0 && (d.isClass(last+1, verb) || d.is(last+1, "and")) {
			r.last = first - 1
		}
	}
	return r
}

// totalNoun reads "brought the total injured close to 1,000".
func (d *doc) totalNoun(f *figure, s run) (run, bool) {
	for k := f.first - 1; k > s.first && k > f.first-6; k-- {
		if d.class[k]&participle != 0 && d.phraseAt(k-1) >= 0 && d.isCountNoun(d.phrases[d.phraseAt(k-1)].head) {
			return run{d.phrases[d.phraseAt(k-1)].head, k}, true
		}
	}
	return noRun, false
}

// measuredNoun is what a measure is a measure of: the noun before "of" or before a
// preposition ("a range in excess of 30 miles", "pushing the total to $1.08
// trillion"), else the subject of the verb ("balances increased by 4.7%").
func (d *doc) measuredNoun(f *figure, s run) (run, bool) {
	j := f.first - 1
	for j >= s.first && (d.class[j]&(adverb|determiner) != 0 || d.isHedge(j)) {
		j--
	}
	if j >= s.first && d.class[j]&preposition != 0 {
		for k := j - 1; k >= s.first && k >= j-3; k-- {
			if d.isHedge(k) {
				continue
			}
			if d.class[k]&participle != 0 && k > s.first && d.phraseAt(k-1) >= 0 && d.isCountNoun(d.phrases[d.phraseAt(k-1)].head) { // "the total injured"
				return run{d.phrases[d.phraseAt(k-1)].head, k}, true
			}
			if d.phraseOf[k] >= 0 {
				p := d.phrases[d.phraseOf[k]]
				if d.is(p.head, "excess") || d.is(p.head, "north") {
					continue
				}
				if d.class[p.head]&(numeral|pronoun) == 0 && !d.isTime(p.head) && k == p.last && d.kind(p.head) == lang.Word && d.isClass(p.first-1, verb|auxiliary) {
					return d.bareNoun(p), true
				}
				break
			}
			if d.class[k]&verb != 0 {
				break
			}
		}
	}
	return d.subjectNoun(f, s)
}

func (d *doc) isHedge(i int) bool {
	switch d.lower(i) {
	case "about", "around", "over", "under", "than", "more", "less", "excess", "up", "estimated", "as", "many", "much", "least", "most", "close", "near":
		return true
	}
	return false
}

// subjectNoun is the subject of the verb that the figure stands behind: "the death
// toll remained at 113", "the number of injured rose to 782".
func (d *doc) subjectNoun(f *figure, s run) (run, bool) {
	v := -1
	for j := f.first - 1; j >= s.first; j-- {
		if d.class[j]&(conjunction|relative) != 0 && v < 0 || d.is(j, ";") {
			return noRun, false
		}
		if d.is(j, ",") && v < 0 {
			return noRun, false
		}
		if d.class[j]&(verb|auxiliary) != 0 && d.class[j]&gerund == 0 {
			if !f.measured && !d.word(j).level && !isBe(d.lower(j)) && d.class[j]&auxiliary == 0 { // "the fire killed 12": 12 of what is not said
				return noRun, false
			}
			v = j
			break
		}
	}
	if v < 0 {
		return noRun, false
	}
	for j := v - 1; j >= s.first; j-- {
		if d.class[j]&(adverb|auxiliary|negation) != 0 {
			continue
		}
		p := d.phraseOf[j]
		if p < 0 && d.is(j, ",") { // over an aside: "the annual rate, or APR, has soared"
			for k := j - 1; k > s.first && k > j-8; k-- {
				if d.is(k, ",") && d.phraseAt(k-1) >= 0 {
					return d.bareNoun(d.phrases[d.phraseAt(k-1)]), true
				}
			}
		}
		if p < 0 {
			if d.class[j]&verb != 0 && d.phraseAt(j-1) >= 0 { // "The number missing was"
				ph := d.phrases[d.phraseAt(j-1)]
				if d.isCountNoun(ph.head) {
					return run{ph.head, j}, true
				}
			}
			return noRun, false
		}
		ph := d.phrases[p]
		last := ph.head
		for ph.first-2 >= s.first && d.class[ph.first-1]&preposition != 0 && d.phraseAt(ph.first-2) >= 0 {
			ph = d.phrases[d.phraseAt(ph.first-2)]
		}
		if d.class[ph.head]&(pronoun|numeral) != 0 || d.isTime(ph.head) {
			return noRun, false
		}
		if d.isCountNoun(ph.head) {
			return run{d.bareNoun(ph).first, last}, true // "number of injured", "death toll"
		}
		if d.nameOf[ph.head] >= 0 {
			return noRun, false
		}
		return d.bareNoun(ph), true
	}
	return noRun, false
}

func (d *doc) isCountNoun(i int) bool {
	switch d.lower(i) {
	case "number", "total", "count", "tally", "toll", "sum", "amount", "proportion", "share", "percentage", "rate", "level", "figure":
		return true
	}
	return false
}

// bareNoun is a phrase without determiners, numbers and possessors.
func (d *doc) bareNoun(p phrase) run {
	r := run{p.first, p.head}
	for j := p.first; j < p.head; j++ {
		if d.class[j]&(determiner|possessive|numeral|mark) != 0 || d.tags(j)&lang.Gerund != 0 && d.tags(j-1)&lang.Plural != 0 { // "laws threatening jail"
			r.first = j + 1
		}
	}
	return r
}

func (d *doc) setNoun(f *figure, r run, rule string) {
	for i := r.last; i >= r.first; i-- {
		if d.class[i]&mark != 0 { // quoted words are no part of a noun
			r.first = i + 1
			break
		}
	}
	f.noun, f.head, f.rule = d.text(r), d.lower(r.last), rule
}
