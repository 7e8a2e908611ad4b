package extract

import (
	"byline/facts"
	"byline/facts/lang"
)

// eventFacts is one event for each time expression that dates something: what its clause
// tells, when as written, and who says so where that is not the reporter.
func (d *doc) eventFacts(g *giver) []facts.Fact {
	var out []facts.Fact
	for si, times := range d.times {
		s := d.sents[si]
		var last facts.Span
		for _, r := range times {
			clause := d.clauseAround(r, s)
			if !d.tellsSomething(clause) || d.vague(r) || d.asks(run{clause.first, min(clause.last+2, s.last)}) {
				continue
			}
			span := d.span(clause)
			if span == last { // two times in one clause: the second is told by its own words
				span = d.span(r)
			}
			last = span
			out = append(out, facts.Fact{
				Kind: facts.KindEvent, Span: span, Sentence: si, By: g.tellerOf(clause, si),
				Event:      &facts.Event{When: d.text(r), Where: d.placeIn(s), Date: resolveDate(d.text(r), d.Published, d.toCome(clause, r))},
				Confidence: 0.8, Rule: "time expression",
			})
		}
	}
	return out
}

// asks reports whether a run has a question.
func (d *doc) asks(s run) bool {
	for i := s.first; i <= s.last; i++ {
		if d.is(i, "?") {
			return true
		}
	}
	return false
}

// vague reports whether a time dates nothing: what happens again and again, a time that
// something is compared with, and "today" in somebody's words, which mostly means these
// days.
func (d *doc) vague(r run) bool {
	core := r.first
	for core < r.last && d.timeOpener(core) {
		core++
	}
	for i := r.first; i <= r.last; i++ {
		switch d.lower(i) {
		case "every", "each", "century":
			return true
		case "today", "nowadays":
			return d.quoteAt(i) >= 0
		case "this":
			if d.is(i+1, "day") {
				return true
			}
		}
	}
	if q := d.quoteAt(r.first); q >= 0 && d.quotes[q].len() <= 3 { // a word of somebody's
		return true
	}
	return d.is(r.first-1, "than") || d.isClass(r.first-1, possessive) && isOrdinal(d.lower(core)) // "now in its second year"
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

// eventReach is how far around its time an event reaches in a sentence without end.
const eventReach = 200 // tokens

// clauseAround is the part of a sentence that an event tells: the clause that holds the
// time, when it says by itself what happened; else the whole sentence.
func (d *doc) clauseAround(r run, s run) run {
	s = run{max(s.first, r.first-eventReach), min(s.last, r.last+eventReach)}
	within := s
	if q := d.quoteAt(r.first); q >= 0 && d.quotes[q].has(r.last) && d.quotes[q].len() > 6 { // told by somebody
		within = run{max(s.first, d.quotes[q].first), min(s.last, d.quotes[q].last)}
	}
	first, last := d.clauseStart(r, within), d.clauseStop(r, within)
	for _, c := range [...]run{{first, last}, {first, within.last}, {within.first, last}, within} {
		if c = d.bare(c, r); d.tells(c, d.finite) {
			return d.overMark(c)
		}
	}
	return d.overMark(d.bare(s, r))
}

// tellsSomething reports whether a clause has a subject and a verb, if only one that the
// word classes took for a noun: "The bridge opens".
func (d *doc) tellsSomething(c run) bool {
	return d.tells(c, d.finite) || d.tells(c, d.finiteNoun)
}

// clauseStart is the first token of the clause that holds a time.
func (d *doc) clauseStart(r, s run) int {
	for i := r.first - 1; i > s.first; i-- {
		if d.quoteAt(i) != d.quoteAt(r.first) { // what is said belongs to the saying
			continue
		}
		opens := d.is(i, ";") || d.is(i, "that") && d.isClass(i, subordinator) && (d.isClass(i-1, verb) && d.speaks(i-1) || d.opensClause(i+1, s)) ||
			(d.is(i, ",") || d.isClass(i, conjunction)) && d.opensClause(i+1, s) && !d.asideCredit(i+1) && d.tells(run{s.first, i - 1}, d.finite) ||
			d.is(i, ",") && d.contrastAt(i+1, s)
		if opens {
			return i + 1
		}
	}
	return s.first
}

// clauseStop is the last token of the clause that holds a time.
func (d *doc) clauseStop(r, s run) int {
	for i := r.last + 1; i < s.last; i++ {
		if d.quoteAt(i) != d.quoteAt(r.first) {
			continue
		}
		if d.is(i, ";") || d.is(i, ",") && (d.asideAt(i+1) || d.contrastAt(i+1, s) || d.cueClauseAt(i+1)) || d.is(i, "while") && d.clauseAt(i+1, s) ||
			d.isDash(i) && d.creditAt(i+1) {
			return i - 1
		}
	}
	return s.last
}

// creditAt reports whether words that only say who speaks begin at token i: "said Hill",
// "he added".
func (d *doc) creditAt(i int) bool {
	if p := d.phraseAt(i); p >= 0 && !d.isClass(i, verb) {
		i = d.phrases[p].last + 1
	}
	return d.isClass(i, verb) && d.speaks(i)
}

// asideCredit reports whether a speaker between commas begins at token i: "…, Hill said, …".
func (d *doc) asideCredit(i int) bool {
	p := d.phraseAt(i)
	return p >= 0 && d.creditAt(i) && d.is(d.phrases[p].last+2, ",")
}

// bare is a clause without the conjunction, bullet or dash before it and the stop behind.
func (d *doc) bare(c, r run) run {
	for c.first < r.first && d.quoteOpening(c.first) == nil && (d.class[c.first]&(conjunction|mark) != 0 || d.isBullet(c.first) || d.concedes(c.first)) {
		c.first++
	}
	for c.last > r.last && (d.is(c.last, ".") || d.is(c.last, ",") || d.isDash(c.last) || d.class[c.last]&mark != 0) {
		c.last--
	}
	return c
}

// concedes reports whether token i only sets a clause against another one.
func (d *doc) concedes(i int) bool {
	return d.is(i, "although") || d.is(i, "though") || d.is(i, "while") || d.is(i, "whereas")
}

// overMark prolongs a clause over the mark that closes a quotation opened in it.
func (d *doc) overMark(c run) run {
	if q := d.quoteAt(c.last); q >= 0 && d.quotes[q].open >= c.first && d.quotes[q].close >= 0 {
		c.last = d.quotes[q].close
	}
	return c
}

func (d *doc) isBullet(i int) bool {
	return d.isDash(i) || d.is(i, "·") || d.is(i, "•") || d.is(i, "*")
}

// opensClause reports whether a clause begins at token i whose verb follows its subject
// without a comma between: "the mayor of the town said", but not the aside in "the mayor,
// a friend of his, said".
func (d *doc) opensClause(i int, s run) bool {
	for i < s.last && d.isClass(i, mark|adverb) {
		i++
	}
	if i > s.last || d.phraseOf[i] < 0 || d.is(i, "whose") {
		return false
	}
	end := d.phrases[d.phraseOf[i]].last
	for j := end + 1; j <= s.last && j < end+clauseReach; j++ {
		switch {
		case d.finite(j, s):
			return true
		case d.isClass(j, relative|subordinator|infinitive|conjunction), d.toks[j].Kind == lang.Punct:
			return false
		}
	}
	return false
}

// finite reports whether token i is a verb that can be the verb of a clause: neither an
// infinitive nor the participle in "a town held by rebels".
func (d *doc) finite(i int, s run) bool {
	switch c := d.class[i]; {
	case c&auxiliary != 0:
		return !d.isClass(i-1, infinitive) && !d.is(i, "been") && !d.is(i, "being") && !d.is(i, "having")
	case c&verb == 0 || c&finite == 0 || c&gerund != 0:
		return false
	case i > s.first && d.isClass(i-1, infinitive):
		return false
	}
	return d.tags(i)&lang.Past == 0 || !d.is(i+1, "by") || d.isTime(i+2)
}

// finiteNoun reports whether token i, taken for a noun, agrees with the noun before it as
// its verb does.
func (d *doc) finiteNoun(i int, s run) bool {
	if i == s.first || d.class[i]&noun == 0 || d.nameOf[i] >= 0 || d.tags(i)&lang.Verb == 0 || d.tags(i)&lang.Gerund != 0 || d.tags(i-1)&lang.Noun == 0 && !d.isClass(i-1, noun) {
		return false
	}
	plural := d.tags(i-1)&lang.Plural != 0 && d.nameOf[i-1] < 0
	return d.tags(i)&lang.Past != 0 || unchanged(d.lower(i)) || plural != (d.tags(i)&lang.ThirdS != 0)
}

// tells reports whether a run says by itself what happened: it has a subject and a finite
// verb that belongs to neither a relative nor a subordinate clause.
func (d *doc) tells(c run, isFinite func(int, run) bool) bool {
	subject := false
	inner := 0 // clauses begun inside, whose verbs come first
	for i := c.first; i <= c.last; i++ {
		switch {
		case isFinite(i, c):
			switch {
			case inner > 0:
				inner--
				for i < c.last && d.isClass(i+1, auxiliary|verb|adverb|negation) { // the rest of its verb
					i++
				}
			case subject:
				return true
			}
		case d.isClass(i, relative), d.isClass(i, subordinator) && d.opensClause(i+1, c),
			d.isClass(i, preposition) && d.isClass(i+1, pronoun) && d.opensClause(i+1, c): // "after he left"
			inner++
		default:
			subject = subject || d.mayBeSubject(i, c)
		}
	}
	return false
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

// mayBeSubject reports whether token i is a noun, or can be one, that no preposition
// governs and that names no time.
func (d *doc) mayBeSubject(i int, c run) bool {
	switch {
	case d.isTime(i) || !d.isClass(i, noun|pronoun|numeral) && d.tags(i)&(lang.Noun|lang.Plural) == 0:
		return false
	case d.phraseOf[i] < 0:
		return i == c.first || !d.isPreposition(i-1)
	}
	return !d.governed(d.phrases[d.phraseOf[i]], c)
}

// governed reports whether a phrase is the object of a preposition, and so no subject:
// neither is "Around 40 guards".
func (d *doc) governed(p phrase, c run) bool {
	before := p.first - 1
	return before >= c.first && d.isPreposition(before) && !(d.isHedge(before) && d.class[p.first]&numeral != 0)
}
