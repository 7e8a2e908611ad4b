package extract

import (
	"byline/facts"
	"byline/facts/lang"
)

// eventFacts is one event for each time expression: what its clause tells, and when as
// written.
func (d *doc) eventFacts() []facts.Fact {
	var out []facts.Fact
	for si, times := range d.times {
		s := d.sents[si]
		var last facts.Span
		for _, r := range times {
			clause := d.clauseAround(r, s)
			span := d.span(clause)
			if span == last { // two times in one clause: the second is told by its own words
				span = d.span(r)
			}
			last = span
			out = append(out, facts.Fact{
				Kind: facts.KindEvent, Span: span, Sentence: si,
				Event:      &facts.Event{When: d.text(r), Where: d.placeIn(s), Date: resolveDate(d.text(r), d.Published, d.toCome(clause, r))},
				Confidence: 0.8, Rule: "time expression",
			})
		}
	}
	return out
}

// toCome reports whether a clause tells what is still to happen at a time: "will meet",
// "is scheduled to", "plans to", "is to"; or what lasts to a day, and not in the past:
// "stays closed until Friday".
func (d *doc) toCome(clause, r run) bool {
	last := min(r.first-1, clause.last)
	if r.first == clause.first { // "By Friday the roof will be mended"
		last = clause.last
	}
	past := false
	for i := clause.first; i <= last; i++ {
		switch d.lower(i) {
		case "will", "scheduled", "due", "expected", "plans", "plan", "planned", "planning", "set", "upcoming", "slated":
			return true
		}
		if isBe(d.lower(i)) && d.isClass(i+1, infinitive) {
			return true
		}
		past = past || d.class[i]&verb != 0 && d.tags(i)&lang.Past != 0 && (i == clause.first || !d.beforeParticiple(i-1))
		past = past || d.is(i, "was") || d.is(i, "were") || d.is(i, "had")
	}
	switch d.lower(r.first) {
	case "until", "till", "by":
		return !past
	}
	return false
}

// beforeParticiple reports whether what follows a token is a participle and no past tense:
// "has closed", "is closed", "stays closed".
func (d *doc) beforeParticiple(i int) bool {
	switch d.lower(i) {
	case "stay", "stays", "remain", "remains":
		return true
	}
	return closedClass(d.lower(i)) == auxiliary || d.class[i]&verb != 0
}

// timeOf is the time expression that a token's clause gives: the nearest one without a
// clause's border between; empty when there is none.
func (d *doc) timeOf(i, sentence int) run {
	best := noRun
	for _, r := range d.times[sentence] {
		from, to := min(r.last, i), max(r.first, i)
		if best.len() > 0 && to-from >= max(best.first, i)-min(best.last, i) {
			continue
		}
		apart := d.quoteAt(r.first) != d.quoteAt(i) || d.saidAt(r)
		for k := from + 1; k < to; k++ {
			if d.is(k, ";") || d.class[k]&(subordinator|relative) != 0 || d.is(k, ",") && (d.contrastAt(k+1, d.sents[sentence]) || d.asideAt(k+1)) {
				apart = true
				break
			}
		}
		if !apart {
			best = r
		}
	}
	return best
}

// saidAt reports whether a time expression is when something was said.
func (d *doc) saidAt(r run) bool {
	for k := d.firstCue(d.sents[d.sentOf[r.first]].first); k < len(d.cues) && d.sentOf[d.cues[k].verb] == d.sentOf[r.first]; k++ {
		if w := d.cues[k].when; w.len() > 0 && w.first <= r.last && r.first <= w.last {
			return true
		}
	}
	return false
}

// clauseAround is the part of a sentence that an event tells: the clause that holds the
// time, when the parts cut off are clauses of their own; else the whole sentence.
func (d *doc) clauseAround(r run, s run) run {
	if q := d.quoteAt(r.first); q >= 0 && d.quotes[q].has(r.last) && d.quotes[q].len() > 6 { // told by somebody
		s = run{max(s.first, d.quotes[q].first), min(s.last, d.quotes[q].last)}
	}
	out := s
	for i := r.first - 1; i > s.first; i-- {
		if d.quoteAt(i) != d.quoteAt(r.first) { // what is said belongs to the saying
			continue
		}
		if d.is(i, ";") || d.is(i, "that") && d.isClass(i, subordinator) || (d.is(i, ",") || d.isClass(i, conjunction)) && d.clauseAt(i+1, s) || d.is(i, ",") && d.contrastAt(i+1, s) {
			out.first = i + 1
			break
		}
	}
	for i := r.last + 1; i < s.last; i++ {
		if d.quoteAt(i) != d.quoteAt(r.first) {
			continue
		}
		if d.is(i, ";") || d.is(i, ",") && (d.asideAt(i+1) || d.contrastAt(i+1, s) || d.cueClauseAt(i+1)) || d.is(i, "while") && d.clauseAt(i+1, s) {
			out.last = i - 1
			break
		}
	}
	for out.first < r.first && d.class[out.first]&(conjunction|mark) != 0 && d.quoteOpening(out.first) == nil {
		out.first++
	}
	for out.last > r.last && (d.is(out.last, ".") || d.is(out.last, ",") || d.class[out.last]&mark != 0) {
		out.last--
	}
	if !d.hasClause(out) {
		out = s
		if out.len() > 1 && d.is(out.last, ".") {
			out.last--
		}
	}
	if q := d.quoteAt(out.last); q >= 0 && d.quotes[q].open >= out.first && d.quotes[q].close >= 0 {
		out.last = d.quotes[q].close // a mark that opens in the clause closes there
	}
	return out
}

// placeIn is where a sentence says that something happens: "at the White House".
func (d *doc) placeIn(s run) string {
	for i := s.first; i < s.last; i++ {
		at := d.is(i, "at")
		if !at && !d.is(i, "in") && !d.is(i, "near") || d.phraseAt(i+1) < 0 {
			continue
		}
		p := d.phrases[d.phraseAt(i+1)]
		if p.first != i+1 || len(p.names) == 0 || d.nameOf[p.head] < 0 && !d.isLocation(p.head) {
			continue
		}
		kind := d.entityKindAt(p.head)
		if kind == "place" || at && kind != "person" || d.isLocation(p.head) {
			return d.text(run{i, p.last})
		}
	}
	return ""
}

func (d *doc) isLocation(i int) bool { return d.tags(i)&lang.Location != 0 }
