package extract

import "byline/facts"

// A statement is reported speech without marks of its own: the content, and the cue
// that reports it.
type statement struct {
	run
	cue        *cue
	confidence float64
	rule       string
}

// findStatements reads what each cue reports outside direct speech.
func (d *doc) findStatements() []statement {
	var out []statement
	seen := map[run]bool{} // two cues that report the same words are one statement, the first's
	for k := range d.cues {
		c := &d.cues[k]
		if c.speaker.name == "" && !(c.passive && c.that) {
			continue
		}
		s := d.sents[d.sentOf[c.verb]]
		for _, st := range d.statementsOf(c, s) {
			if seen[st.run] || d.insideDirect(st.run) || d.onlyQuotation(st.run) {
				continue
			}
			seen[st.run] = true
			st.cue = c
			out = append(out, st)
		}
	}
	return out
}

// statementsOf is what a cue reports: one piece, or two when the cue stands between
// two clauses ("He weighed 7.5 kilograms, doctors said, and was hungry").
func (d *doc) statementsOf(c *cue, s run) []statement {
	st, ok := d.statementOf(c, s)
	if !ok {
		return nil
	}
	if st.rule != aroundCue {
		return []statement{st}
	}
	start := c.source.first
	before, whole := d.trimmed(run{d.contentStart(s, start-2), start - 2}, 0.8, "content before the cue")
	switch {
	case !whole || !d.hasClause(before.run):
		return []statement{st} // "Russia, Kahl said, has had …"
	case d.contrastAt(st.first, s) || d.asideAt(st.first) || !d.hasClause(st.run):
		return []statement{before} // "…, the governor said, in the deadliest attack"
	}
	return []statement{before, st}
}

// aroundCue is the rule of content that goes on behind a cue inside it.
const aroundCue = "content around the cue"

func (d *doc) statementOf(c *cue, s run) (statement, bool) {
	switch {
	case c.rule == "according to":
		return d.accordingContent(c, s)
	case c.negated && !c.can("bo"), d.supposed(c), d.isQuestion(s):
		return statement{}, false
	}
	start := c.source.first
	if c.inverted {
		start = c.verb
	}
	before := start - 2                                                                          // the last token of content that stands before the speaker
	dash := c.inverted && d.isDash(start-1) && d.quoteAt(before) < 0 && !d.isClass(before, mark) // else the quotation has it
	aside := (d.is(start-1, ",") || dash) && c.finite && before >= s.first && !d.isClass(c.verb, gerund)
	if q := d.quoteClosing(start-1, s); q != nil && c.finite {
		// `This is a "raw time," said the mayor`: the comma stands inside the marks
		aside, before = true, start-1
	}
	rest := c.content
	if c.inverted {
		rest = c.source.last + 1
	}
	ends := rest > s.last || d.is(rest, ".") || d.class[min(rest, s.last)]&mark != 0 && rest >= s.last
	switch {
	case aside && !c.inverted && d.is(rest, ",") && rest+1 < s.last && d.quoteOf[before] < 0 && d.quoteAt(rest+1) < 0 && d.class[rest+1]&mark == 0 && !d.participleAt(rest+1):
		// "Russia, Kahl said, has had …": what follows carries the content
		return d.trimmed(run{rest + 1, s.last}, 0.7, aroundCue)
	}
	switch {
	case aside && !c.that && !c.modal && (ends || d.is(rest, ",") || !d.clauseAt(rest, s)) && (c.inverted || c.can("s")):
		if first := d.contentStart(s, before); d.asksBehind(first, c.verb) {
			return statement{}, false
		} else if d.hasClause(run{first, before}) && !d.onlyQuotation(run{first, before}) {
			return d.trimmed(run{first, before}, 0.8, "content before the cue")
		}
	case c.inverted:
		return statement{}, false
	}
	if c.content > s.last || d.opensDirect(c.content) {
		return statement{}, false
	}
	last := d.scopeEnd(c, s)
	if c.can("c") {
		last = d.describedEnd(c, last)
	}
	if last < c.content {
		return statement{}, false
	}
	switch {
	case c.that && !d.is(c.content-1, ":"):
		return d.trimmed(run{c.content, last}, 0.9, "content behind the cue")
	case d.is(c.source.first-1, "as") && d.is(c.content, ",") && c.can("s"):
		return d.trimmed(run{c.content + 1, s.last}, 0.8, "content behind as somebody says")
	case !c.finite && c.can("s") && !c.can("oct") && !d.hasClause(run{c.content, last}): // "answering questions"
		return statement{}, false
	case c.can("sb") && !c.can("w") && (d.clauseAt(c.content, s) || c.can("s") && !c.can("ot") && (d.isClass(c.content, determiner|mark|numeral|adverb) || d.opensSaid(c.content)) && d.hasClause(run{c.content, last})):
		return d.trimmed(run{c.content, last}, 0.8, "content behind the cue")
	case c.can("oc") && (d.phraseOf[c.content] >= 0 || d.isClass(c.content, mark)):
		return d.trimmed(run{c.content, last}, 0.6, "what the cue judges or describes")
	case c.can("s") && !c.can("wo") && d.phraseOf[c.content] >= 0 && d.isClass(d.phrases[d.phraseOf[c.content]].last+1, gerund): // "reported consumers using"
		return d.trimmed(run{c.content, last}, 0.7, "content behind the cue")
	case c.can("s") && d.requestAt(c.last+1, s):
		return d.trimmed(run{c.last + 1, last}, 0.7, "what the cue asks of somebody")
	case c.can("i") && d.isClass(c.content, infinitive) && d.canSpeak(c.source):
		return d.trimmed(run{c.content, last}, 0.6, "what the cue intends")
	}
	return statement{}, false
}

// supposed reports whether a cue stands in a condition: "if volunteers think".
func (d *doc) supposed(c *cue) bool {
	switch d.lower(c.source.first - 1) {
	case "if", "unless", "whether":
		return true
	}
	return false
}

// asksBehind reports whether the clause from token i to a cue tells of a question, which
// asserts nothing: "Asked whether it would rain, he said no.", "Regarding who pays, …"
func (d *doc) asksBehind(i, verb int) bool {
	if d.is(i, "when") {
		i++
	}
	return d.is(i, "asked") || d.is(i, "regarding") || d.is(i, "concerning") || d.askedBefore(verb).len() > 0
}

// opensSaid reports whether a preposition at token i can open what is said: "said at least
// four people had left", "said in Oslo nobody knew", and not "commented on the people".
func (d *doc) opensSaid(i int) bool {
	switch d.lower(i) {
	case "in", "at", "after", "before", "during", "under", "within", "without", "despite", "between", "among", "over", "across", "around":
		return true
	}
	return d.isClass(i, preposition) && (d.isClass(i+1, numeral) || d.isClass(i+2, numeral))
}

// isQuestion reports whether a sentence of the reporter's asks something.
func (d *doc) isQuestion(s run) bool {
	return d.is(s.last, "?") && d.quoteOf[s.last] < 0
}

// requestAt reports whether somebody and what they should do begin at token i: "people
// not to panic".
func (d *doc) requestAt(i int, s run) bool {
	if i >= s.last || d.phraseOf[i] < 0 || d.phrases[d.phraseOf[i]].first != i {
		return false
	}
	p := d.phrases[d.phraseOf[i]]
	j := p.last + 1
	if d.is(j, "not") {
		j++
	}
	return d.isClass(j, infinitive) && j < s.last
}

// describedEnd is where a description in marks ends: `called him a “clown”` without the
// "on his radio show" behind it.
func (d *doc) describedEnd(c *cue, last int) int {
	for i := c.content; i < last; i++ {
		q := d.quoteOf[i]
		if q < 0 || d.quotes[q].close < 0 || d.quotes[q].close >= last {
			continue
		}
		end := d.quotes[q].close
		switch d.lower(end + 1) {
		case "on", "when", "while", "as", "after", "during", "at", "before":
			return end
		}
		i = end
	}
	return last
}

// accordingContent reads the clause that "according to X" belongs to.
func (d *doc) accordingContent(c *cue, s run) (statement, bool) {
	if c.first == s.first || c.first > s.first && d.startsClause(c.first, s) && !d.is(c.first-1, ",") && c.first < s.first+3 {
		first := c.content
		for first < s.last && !d.is(first-1, ",") && first < c.content+25 {
			first++
		}
		if first >= s.last {
			return statement{}, false
		}
		return d.trimmed(run{first, s.last}, 0.85, "according to, before its content")
	}
	last := c.first - 1
	if d.is(last, "that") { // "said that according to its analysis, …": the outer cue's
		return statement{}, false
	}
	if d.is(last, ",") {
		last--
	}
	first := d.contentStart(s, last)
	if last < first+2 { // "That's according to …"
		return statement{}, false
	}
	return d.trimmed(run{first, last}, 0.85, "according to, behind its content")
}

// quoteClosing is the quotation of a few words inside the reporter's clause that
// closes at token i with a comma, or nil.
func (d *doc) quoteClosing(i int, s run) *quotation {
	if i <= s.first || d.class[i]&mark == 0 || d.quoteAt(i-1) < 0 {
		return nil
	}
	q := &d.quotes[d.quoteAt(i-1)]
	if q.close != i || !d.is(q.last, ",") || q.open <= s.first || d.beginsClause(q.open) {
		return nil
	}
	return q
}

// hasClause reports whether a run has a finite verb and does not open as an aside
// ("In an interview").
func (d *doc) hasClause(r run) bool {
	for i := r.first; i <= r.last; i++ {
		if d.class[i]&auxiliary != 0 || d.class[i]&verb != 0 && d.class[i]&finite != 0 && d.class[i]&gerund == 0 {
			return d.class[r.first]&preposition == 0 || !d.isChannelAside(r)
		}
	}
	return false
}

// isChannelAside reports whether a run is one prepositional phrase, with what hangs
// on it, such as "In a direct appeal to voters inclined to support Mr. Smith".
func (d *doc) isChannelAside(r run) bool {
	for i := r.first; i <= r.last; i++ {
		if d.is(i, ",") {
			return false
		}
		if d.class[i]&auxiliary != 0 {
			return false
		}
	}
	return true
}

// contentStart is where content that ends at last begins: the start of its sentence
// without dateline, "But" or "And", or behind a semicolon.
func (d *doc) contentStart(s run, last int) int {
	first := s.first
	for i := last; i > s.first; i-- {
		if d.is(i, ";") && d.quoteOf[i] < 0 {
			first = i + 1
			break
		}
	}
	for first < last && d.class[first]&conjunction != 0 {
		first++
	}
	return first
}

// opensDirect reports whether direct speech begins at token i.
func (d *doc) opensDirect(i int) bool {
	if !d.isClass(i, mark) {
		return false
	}
	q := d.quoteOpening(i)
	return q != nil && d.toks[q.first].Capitalised()
}

// quoteOpening is the quotation whose opening mark is token i, or nil.
func (d *doc) quoteOpening(i int) *quotation {
	if i+1 >= len(d.toks) || d.quoteAt(i+1) < 0 || d.quotes[d.quoteAt(i+1)].open != i {
		return nil
	}
	return &d.quotes[d.quoteAt(i+1)]
}

// insideDirect reports whether a content lies wholly in one quotation.
func (d *doc) insideDirect(r run) bool {
	q := d.quoteOf[r.first]
	return q >= 0 && d.quotes[q].has(r.last)
}

// onlyQuotation reports whether a content is nothing but one stretch between marks.
func (d *doc) onlyQuotation(r run) bool {
	if d.class[r.first]&mark == 0 {
		return false
	}
	q := d.quoteAt(r.first + 1)
	return q >= 0 && d.quotes[q].open == r.first && (d.quotes[q].close < 0 || d.quotes[q].close >= r.last-1)
}

// trimmed cuts the punctuation that closes a sentence from a content.
func (d *doc) trimmed(r run, confidence float64, rule string) (statement, bool) {
	for r.len() > 0 && (d.is(r.last, ".") || d.is(r.last, ",") || d.is(r.last, ";") || d.is(r.last, "?") || d.is(r.last, "!")) {
		r.last--
	}
	if r.len() < 2 {
		return statement{}, false
	}
	return statement{run: r, confidence: confidence, rule: rule}, true
}

// statementFact is a statement as a fact.
func (d *doc) statementFact(st *statement) facts.Fact {
	return facts.Fact{
		Kind: facts.KindStatement, Span: d.span(st.run), Sentence: d.sentOf[st.first],
		By: d.attribution(st.cue), Quote: &facts.Quote{Type: facts.Indirect},
		Confidence: st.confidence, Rule: st.rule,
	}
}
