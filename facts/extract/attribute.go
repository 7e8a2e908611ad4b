package extract

import (
	"sort"

	"byline/facts"
	"byline/facts/lang"
)

// An attributed quotation is one with the cue that governs it, if any.
type attributed struct {
	quote      int
	kind       facts.QuoteType
	cue        *cue
	speaker    speaker // of the cue, or carried over from a quotation near by
	confidence float64
	rule       string
}

// attribute gives every quotation its type, its cue and its speaker.
func (d *doc) attribute() []attributed {
	out := make([]attributed, 0, len(d.quotes))
	for q := range d.quotes {
		if d.quotes[q].inside < 0 {
			out = append(out, d.attributeQuote(q))
		}
	}
	d.carryOver(out)
	// what stands in marks inside a quotation is told by its speaker, titles aside
	outermost := out // in the order of d.quotes, which the nested ones behind them are not
	for q := range d.quotes {
		if d.quotes[q].inside >= 0 {
			a := attributed{quote: q, kind: d.quoteType(&d.quotes[q], nil, nil), confidence: 0.5, rule: "inside a quotation"}
			if outer := outerOf(outermost, d.quotes[q].inside); outer != nil && !d.isTitle(&d.quotes[q]) {
				a.speaker = outer.speaker
			}
			out = append(out, a)
		}
	}
	return out
}

// outerOf is the attributed quotation with this index, or nil. They must be in the order
// of their indices.
func outerOf(as []attributed, quote int) *attributed {
	k := sort.Search(len(as), func(k int) bool { return as[k].quote >= quote })
	if k < len(as) && as[k].quote == quote {
		return &as[k]
	}
	return nil
}

// isTitle reports whether the words between the marks read like the title of a work or
// a name: every word that is no function word is capitalised.
func (d *doc) isTitle(q *quotation) bool {
	capitals := 0
	for i := q.first; i <= q.last; i++ {
		t := d.toks[i]
		if t.Kind != lang.Word || t.Word.Tags&lang.Function != 0 && i > q.first {
			continue
		}
		if !t.Capitalised() {
			return false
		}
		capitals++
	}
	return capitals > 1 && !d.titleCase(d.sents[d.sentOf[q.first]])
}

func (d *doc) attributeQuote(q int) attributed {
	qu := &d.quotes[q]
	a := attributed{quote: q}
	after, before := d.cueBehind(qu), d.cueBefore(qu)
	a.kind = d.quoteType(qu, before, after)
	if a.kind != facts.Direct && d.isTitle(qu) && (before == nil || before.content != qu.open) {
		a.confidence, a.rule = 0.7, "a title or name in marks"
		return a
	}
	switch {
	case after != nil && (a.kind == facts.Direct || before == nil):
		a.cue, a.confidence, a.rule = after, 0.95, "cue behind the quotation"
	case before != nil:
		a.cue, a.confidence, a.rule = before, 0.85, "cue before the quotation"
		if before.content == qu.open {
			a.confidence = 0.95
		}
	default:
		if c := d.cueAtEnd(qu); c != nil && !d.soCalled(qu) {
			a.cue, a.confidence, a.rule = c, 0.8, "cue at the end of the sentence"
		}
	}
	if a.cue != nil && !a.cue.finite && !a.cue.speaker.known() { // not sure who "describing" is
		a.cue, a.confidence, a.rule = nil, 0.5, ""
	}
	if a.cue != nil {
		a.speaker = a.cue.speaker
		if a.speaker.pronoun {
			a.confidence -= 0.1
		}
	}
	return a
}

// quoteType says how the quotation stands in its sentence. Direct speech begins as a
// clause and is one; up to three words inside the reporter's clause are "words".
func (d *doc) quoteType(q *quotation, before, after *cue) facts.QuoteType {
	words := 0
	for i := q.first; i <= q.last; i++ {
		if k := d.toks[i].Kind; k == lang.Word || k == lang.Number {
			words++
		}
	}
	first := d.toks[q.first]
	upper := first.Capitalised() || first.Kind != lang.Word
	adjacent := before != nil && before.content == q.open
	switch {
	case before != nil && before.source.len() > 0 && (adjacent || d.is(q.open-1, ",")) && d.isClass(min(before.source.first, before.verb)-1, mark): // `," he said, "and …`
		return facts.Direct
	case q.resumes || q.goesOn:
		return facts.Direct
	case d.beginsClause(q.open) && (upper && (d.endsClause(q) || words > 3) || after != nil && d.endsClause(q)):
		return facts.Direct
	case adjacent && before.can("s") && (upper && d.endsClause(q) || before.that && words > 3 && d.is(q.open-1, ",")):
		return facts.Direct
	case words <= 3:
		return facts.Words
	}
	return facts.Mixed
}

// endsClause reports whether a quotation closes with the punctuation of a clause.
func (d *doc) endsClause(q *quotation) bool {
	if q.close < 0 || d.isDash(q.close) {
		return true
	}
	switch d.lower(q.last) {
	case ",", ".", "?", "!", "…", "—", "--", "-", ";":
		return true
	}
	// British style puts the stop behind the mark
	return d.is(q.close+1, ",") && d.sentOf[q.first] == d.sentOf[q.close] && d.beginsClause(q.open) || d.is(q.close+1, ".")
}

// cueBehind is the cue that follows the closing mark at once: `," said Hugh Hill`,
// `," Leavitt said`, `," a spokesman for the ministry told reporters`.
func (d *doc) cueBehind(q *quotation) *cue {
	if q.close < 0 || q.close+1 >= len(d.toks) {
		return nil
	}
	next := q.close + 1
	if d.is(next, ",") || d.isDash(next) {
		next++
	} else if d.isDash(q.close) {
		// the dash itself stands before the speaker
	} else if last := d.lower(q.last); last != "," && last != "?" && last != "!" && last != "—" && last != "-" && last != "…" && last != "--" && last != "." {
		if !d.beginsClause(q.open) {
			return nil
		}
	}
	if next >= len(d.toks) || d.sentOf[next] != d.sentOf[q.close] {
		return nil
	}
	s := d.sents[d.sentOf[next]]
	for k := d.firstCue(s.first); k < len(d.cues) && d.cues[k].verb <= s.last; k++ {
		c := &d.cues[k]
		if c.first <= q.close || !c.finite && c.rule != "according to" || !c.can("s") && !c.can("b") {
			continue
		}
		start := c.source.first
		switch {
		case c.source.len() < 1:
			continue
		case c.inverted, c.rule == "according to":
			start = c.verb
		}
		// adverbs, times and an apposition's comma may stand between
		for start > next && (d.class[start-1]&(adverb|conjunction) != 0) {
			start--
		}
		if start == next {
			return c
		}
		if start < next {
			continue
		}
		break
	}
	return nil
}

// firstCue is the index of the first cue at or behind token i.
func (d *doc) firstCue(i int) int {
	lo, hi := 0, len(d.cues)
	for lo < hi {
		if mid := (lo + hi) / 2; d.cues[mid].verb < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// cueBefore is the nearest cue before the opening mark that governs the quotation.
func (d *doc) cueBefore(q *quotation) *cue {
	s := d.sents[d.sentOf[q.open]]
	if d.soCalled(q) {
		return nil
	}
	for k := d.firstCue(q.open) - 1; k >= 0 && d.cues[k].verb >= s.first; k-- {
		c := &d.cues[k]
		if c.content > q.open && c.last >= q.open {
			continue
		}
		if d.governs(c, q, s) {
			return c
		}
	}
	return nil
}

// governs reports whether a quotation lies in what a cue before it reports.
func (d *doc) governs(c *cue, q *quotation, s run) bool {
	if c.rule == "according to" {
		return d.is(c.content, ",") && (c.first == s.first || d.closesSpeech(c.first-1) && d.is(q.open-1, ","))
	}
	if c.content == q.open {
		return c.can("sbco") && (!c.passive || c.source.len() > 0 || c.can("c"))
	}
	if d.is(c.content, ",") && c.content+1 == q.open { // `said X, "…`
		return c.can("sb")
	}
	if c.content > q.open || d.scopeEnd(c, s) < q.open {
		return false
	}
	if d.is(c.content, ",") && d.is(c.source.first-1, ",") && c.can("s") { // "The water, he added, was “…"
		return true
	}
	if c.that || c.can("c") {
		return true
	}
	if c.inverted {
		return false
	}
	return c.can("s") && !c.can("w") && !c.passive || d.clauseAt(c.content, s) && c.can("sb")
}

// cueAtEnd is a cue behind the quotation that closes the sentence around it: "…, Air
// Force spokesman Yuriy Ignat said."
func (d *doc) cueAtEnd(q *quotation) *cue {
	end := q.last
	if q.close >= 0 {
		end = q.close
	}
	s := d.sents[d.sentOf[end]]
	for k := d.firstCue(end); k < len(d.cues) && d.cues[k].verb <= s.last; k++ {
		c := &d.cues[k]
		if c.source.len() < 1 || !c.can("s") || !c.finite {
			continue
		}
		start := c.source.first
		if c.inverted || c.rule == "according to" {
			start = c.verb
		}
		if (d.is(start-1, ",") || c.inverted && d.isDash(start-1)) && start > end {
			return c
		}
	}
	return nil
}

// soCalled reports whether the words before the quotation say that it is a name.
func (d *doc) soCalled(q *quotation) bool {
	switch d.lower(q.open - 1) {
	case "so-called", "titled", "entitled", "dubbed", "nicknamed":
		return true
	}
	return false
}
