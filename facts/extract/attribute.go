package extract

import (
	"sort"
	"strings"

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
	for q := range d.quotes {
		if d.quotes[q].inside >= 0 {
			a := attributed{quote: q, kind: d.quoteType(&d.quotes[q], nil, nil), confidence: 0.5, rule: "inside a quotation"}
			if outer := d.outer(out, d.quotes[q].inside); outer != nil && !d.isTitle(&d.quotes[q]) {
				a.speaker = outer.speaker
			}
			out = append(out, a)
		}
	}
	return out
}

// outer is the attributed quotation with this index, or nil.
func (d *doc) outer(as []attributed, quote int) *attributed {
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
	case adjacent && before.source.first > 0 && d.isClass(min(before.source.first, before.verb)-1, mark): // `," he said, "and …`
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
	if q.close < 0 {
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
	if d.is(next, ",") {
		next++
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
		return d.is(c.content, ",") && c.first == s.first
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

// clauseReach is how far behind its subject the verb of a clause may stand, in tokens.
const clauseReach = 14

// clauseAt reports whether a clause with its own verb begins at token i: a noun
// phrase, what may follow it, and a finite verb or auxiliary.
func (d *doc) clauseAt(i int, s run) bool {
	if i > s.last {
		return false
	}
	for d.isClass(i, mark) || d.isClass(i, adverb) && i < s.last {
		i++
	}
	if i > s.last || d.phraseOf[i] < 0 {
		return false
	}
	end := d.phrases[d.phraseOf[i]].last
	for j := end + 1; j <= s.last && j < end+clauseReach; j++ {
		switch c := d.class[j]; {
		case c&auxiliary != 0, c&verb != 0 && c&finite != 0 && c&gerund == 0:
			return true
		case c&infinitive != 0, c&(subordinator) != 0, d.is(j, ";"), d.is(j, "."):
			return false
		}
	}
	return false
}

// scopeEnd is the last token of what a cue reports: the end of its sentence, or where
// a new main clause begins.
func (d *doc) scopeEnd(c *cue, s run) int {
	for i := c.content + 1; i < s.last; i++ {
		if q := d.quoteOf[i]; q >= 0 {
			if i == d.quotes[q].last && d.is(i, ",") && (d.cueClauseAt(i+2) || d.asideAt(i+2) || d.contrastAt(i+2, s)) { // `… "schools," Trump said: …`
				return i
			}
			continue
		}
		switch {
		case d.is(i, ";"), d.is(i, ":") && i > c.content+1 && d.isClass(i-1, mark):
			return i - 1
		case (d.is(i, "and") || d.is(i, "but")) && !c.can("sb") && d.isClass(i+1, verb|auxiliary) && !d.isClass(i+1, gerund):
			return i - 1
		case d.is(i, ",") && d.contrastAt(i+1, s):
			return i - 1
		case d.is(i, ",") && (d.asideAt(i+1) || d.cueClauseAt(i+1) || d.is(i+1, "who") || d.is(i+1, "which")):
			return i - 1
		case (d.is(i, "and") || d.is(i, "but")) && d.cueJoins(c, i+1):
			return i - 1
		}
	}
	return s.last
}

// contrastAt reports whether a clause of the reporter's own begins at i: "but …".
func (d *doc) contrastAt(i int, s run) bool {
	switch d.lower(i) {
	case "but", "while", "although", "though", "yet", "whereas":
		return d.clauseAt(i+1, s)
	}
	return false
}

// cueClauseAt reports whether a speaker and a cue begin at token i, so that what
// follows is theirs: "…, Trump said: …".
func (d *doc) cueClauseAt(i int) bool {
	if i >= len(d.toks) || d.phraseOf[i] < 0 {
		return false
	}
	p := d.phrases[d.phraseOf[i]]
	v := p.last + 1
	return p.first == i && d.isClass(v, verb) && d.speaks(v) && d.class[v]&gerund == 0 && !d.is(v+1, ",") && !d.is(v+1, ".")
}

// asideAt reports whether a participle begins at i that tells something beside what is
// reported: ", marking the first time". "Including" and its like go on with it.
func (d *doc) asideAt(i int) bool {
	for d.isClass(i, adverb) {
		i++
	}
	if !d.isClass(i, gerund) || d.toks[i].Kind != lang.Word {
		return false
	}
	switch d.lower(i) {
	case "including", "according", "regarding", "concerning", "excluding", "depending", "following", "considering", "involving", "being", "having":
		return false
	}
	return true
}

// cueJoins reports whether a second cue of the same speaker begins at i: "said … and
// called …".
func (d *doc) cueJoins(c *cue, i int) bool {
	for d.isClass(i, adverb) {
		i++
	}
	if !d.isClass(i, verb) || d.word(i).cue == "" || d.isClass(i, gerund) && c.finite {
		return false
	}
	if !c.finite && !d.isClass(i, gerund) { // "issued a statement saying … and said"
		return d.tags(i)&lang.Past != 0 && d.speaks(i)
	}
	same := lang.Past | lang.ThirdS
	return d.tags(i)&same == d.tags(c.verb)&same && d.speaksOrJudges(i)
}

func (d *doc) speaksOrJudges(i int) bool {
	v := d.word(i).cue
	return strings.ContainsAny(v, "sco")
}

// participleAt reports whether a participle that is a cue of its own begins at i:
// ", adding that", ", referring to".
func (d *doc) participleAt(i int) bool {
	return d.isClass(i, gerund) && d.toks[i].Kind == lang.Word && (d.word(i).cue != "")
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
		if d.is(start-1, ",") && start > end {
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

// carryReach is how many quotations away a speaker may be carried from.
const carryReach = 12

// carryOver gives direct speech without a cue the speaker of the quotation it goes on
// from: in its paragraph, or in the paragraph before when it opens its own.
func (d *doc) carryOver(as []attributed) {
	for i := range as {
		a := &as[i]
		if a.cue != nil || a.kind != facts.Direct {
			continue
		}
		q := &d.quotes[a.quote]
		if sp, rule := d.carried(as, i, q); sp.known() {
			a.speaker, a.rule, a.confidence = sp, rule, 0.8
		}
	}
}

func (d *doc) carried(as []attributed, i int, q *quotation) (speaker, string) {
	p := d.paraOf[q.open]
	if q.open > 0 && d.is(q.open-1, ":") {
		if sp := d.colonSpeaker(q.open - 1); sp.known() {
			return sp, "named before the colon"
		}
	}
	if q.resumes && i > 0 {
		return as[i-1].speaker, "the quotation goes on"
	}
	// a quotation or a cue of speech before it in the paragraph
	for j := i - 1; j >= max(0, i-carryReach) && d.quotes[as[j].quote].open >= d.paras[p]; j-- {
		if as[j].speaker.known() && as[j].kind == facts.Direct {
			if c := d.lastCueBefore(q.open, d.quotes[as[j].quote].open); c != nil {
				return c.speaker, "the speaker before in the paragraph"
			}
			return as[j].speaker, "the speaker of the quotation before"
		}
	}
	if c := d.lastCueBefore(q.open, d.paras[p]); c != nil {
		return c.speaker, "the speaker before in the paragraph"
	}
	for j := i + 1; j < min(len(as), i+carryReach); j++ {
		next := &d.quotes[as[j].quote]
		if d.paraOf[next.open] != p {
			break
		}
		if as[j].cue != nil && as[j].speaker.known() && as[j].kind == facts.Direct {
			return as[j].speaker, "the speaker named behind in the paragraph"
		}
	}
	if q.open == d.paras[p] && p > 0 {
		for j := i - 1; j >= max(0, i-carryReach); j-- {
			if d.paraOf[d.quotes[as[j].quote].open] != p-1 {
				break
			}
			if as[j].speaker.known() && as[j].kind == facts.Direct {
				return as[j].speaker, "the speaker of the paragraph before"
			}
		}
		if c := d.lastCueBefore(q.open, d.paras[p-1]); c != nil {
			return c.speaker, "the speaker of the paragraph before"
		}
	}
	return speaker{}, ""
}

// colonSpeaker is who a colon before a quotation introduces: the speaker of the cue in
// its sentence, or the name that stands alone before it ("Clinton: …").
func (d *doc) colonSpeaker(colon int) speaker {
	s := d.sents[d.sentOf[colon]]
	if c := d.lastCueBefore(colon, s.first); c != nil {
		return c.speaker
	}
	for k := d.firstCue(colon) - 1; k >= 0 && d.cues[k].verb >= s.first; k-- {
		if d.cues[k].speaker.known() {
			return d.cues[k].speaker
		}
	}
	if colon == s.first {
		return speaker{}
	}
	p := d.phraseAt(colon - 1)
	if p >= 0 && (d.phrases[p].first == s.first || d.isClass(d.phrases[p].first-1, mark|punctuation)) && d.nameOf[d.phrases[p].head] >= 0 {
		return d.resolve(d.phrases[p].run)
	}
	// "Sanders used this question to demand:" the subject of the sentence
	return d.resolve(d.clauseSubject(colon-1, s))
}

// lastCueBefore is the last cue of speech with a speaker between two tokens.
func (d *doc) lastCueBefore(i, from int) *cue {
	last := d.firstCue(i) - 1
	for k := last; k >= max(0, last-4*carryReach) && d.cues[k].verb >= from; k-- {
		if c := &d.cues[k]; c.speaker.known() && c.can("s") && !c.can("w") {
			return c
		}
	}
	return nil
}
