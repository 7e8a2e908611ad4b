package extract

import "byline/facts/lang"

// Verbs that are no verb of a clause: "saying", and "published" behind a noun. They have
// the subject of the clause they hang on, when it is sure which one that is.

// progressive reports whether an "-ing" at token i is the verb of a clause: "is asking".
func (d *doc) progressive(i int) bool {
	j := i - 1
	for d.isClass(j, adverb|negation) {
		j--
	}
	return d.isClass(j, auxiliary) && (isBe(d.lower(j)) || d.is(j, "'m"))
}

// noVerb is the rule of a past form that turned out to be no verb of a clause.
const noVerb = "no verb of a clause"

// reduced reports whether a past form behind the phrase p is no verb of its clause but
// tells of the phrase: "units commanded by", "has seen a report published on Friday".
func (d *doc) reduced(c *cue, p phrase, s run) bool {
	if d.tags(c.verb)&lang.Past == 0 || d.helped(c.verb) != "" {
		return false
	}
	if by := d.phraseAt(c.verb + 2); d.is(c.verb+1, "by") && by >= 0 && !d.isChannel(d.phrases[by]) && !d.isTime(d.phrases[by].head) {
		return true
	}
	v := p.first - 1
	return v > s.first && d.quoteOf[v] < 0 && d.class[v]&verb != 0 && d.class[v]&gerund == 0 && !d.word(v).says() && !d.canSpeak(p.run)
}

// participleSubject is who a participle's subject is, or nobody when it is not sure: the
// noun it stands at, else the speaker of the cue before it in the sentence, else the
// subject of the sentence.
func (d *doc) participleSubject(c *cue, s run, firstCue int) (run, string) {
	before := c.verb - 1
	for before >= s.first && d.class[before]&(adverb|negation) != 0 {
		before--
	}
	switch {
	case before < s.first:
		return d.subjectBehind(c.verb, s), "subject of the sentence"
	case d.is(before, "as"):
		return d.quotedAs(before, s), "quoted as saying"
	case d.class[before]&(preposition|subordinator) != 0:
		if d.hangsOnClause(before) && d.reports(c, s) {
			return d.mainSubject(c, s, firstCue)
		}
		return noRun, ""
	case d.phraseOf[before] >= 0 && d.quoteOf[before] < 0:
		p, found := d.participleNoun(before, s)
		switch {
		case !found:
			return d.mainSubject(c, s, firstCue)
		case d.canSpeak(p.run):
			return d.sourceFrom(p, c.verb), "subject of the participle"
		case !d.isText(p.head):
			return noRun, ""
		case d.issued(p):
			return d.mainSubject(c, s, firstCue)
		case d.reportsAtOnce(c, s):
			return d.sourceFrom(p, c.verb), "the text that the participle tells of"
		}
		return noRun, ""
	}
	return d.mainSubject(c, s, firstCue)
}

// isText reports whether token i is a noun for something said or written.
func (d *doc) isText(i int) bool {
	return d.word(i).channel || d.word(i).claim || d.tags(i)&lang.Communication != 0
}

// issued reports whether the subject of the verb before a text is who speaks in it: "issued
// a statement", and not "received a letter".
func (d *doc) issued(p phrase) bool {
	v := p.first - 1
	if d.isClass(v, preposition) { // "said in a statement", "took to the radio"
		return true
	}
	if !d.isClass(v, verb) {
		return false
	}
	switch d.toks[v].Word.Lemma {
	case "issue", "release", "publish", "post", "send", "write", "make", "give", "tweet", "put", "sign", "file", "deliver", "submit", "circulate", "draft", "hold", "launch", "air", "run":
		return true
	}
	return d.word(v).says()
}

// hangsOnClause reports whether what follows a preposition or subordinator is done by the
// subject of its clause: "before calling", "apologised for calling", and not "accused Hill
// of calling", "talked Hill into calling".
func (d *doc) hangsOnClause(i int) bool {
	switch d.lower(i) {
	case "by", "in", "while", "when", "before", "after", "since":
		return true
	case "for", "of", "to", "on", "from":
		p := d.phraseAt(i - 1)
		return p < 0 || !d.canSpeak(d.phrases[p].run)
	}
	return false
}

// reports reports whether a clause stands behind a cue at once, or a quotation in its
// clause.
func (d *doc) reports(c *cue, s run) bool {
	if d.reportsAtOnce(c, s) {
		return true
	}
	for i := c.last + 1; i <= s.last && !d.is(i, ","); i++ {
		if d.class[i]&mark != 0 {
			return true
		}
	}
	return false
}

func (d *doc) reportsAtOnce(c *cue, s run) bool {
	next := c.last + 1
	return d.is(next, "that") || d.isClass(next, mark) || c.can("s") && d.clauseAt(next, s)
}

// quotedAs is who is "quoted as saying": the subject of a passive, else whom the verb
// before "as" names.
func (d *doc) quotedAs(as int, s run) run {
	for v := as - 1; v >= s.first && v > as-8; v-- {
		if d.class[v]&verb == 0 {
			continue
		}
		if l := d.toks[v].Word.Lemma; l != "quote" && l != "cite" {
			return noRun
		}
		if isBe(d.helped(v)) {
			passive := newCue(run{v, v}, "", true)
			r, _ := d.subject(&passive, s, len(d.cues))
			return r
		}
		if p := d.phraseAt(v + 1); p >= 0 && d.phrases[p].first == v+1 {
			return d.sourceFrom(d.phrases[p], as)
		}
		return noRun
	}
	return noRun
}

// participleNoun is the noun that a participle behind token i tells of, over times and
// what prepositions add: "protesters in Kyiv on Monday | demanding". There is none when
// all of them hang on the verb: "took to Twitter on Monday | saying".
func (d *doc) participleNoun(i int, s run) (phrase, bool) {
	for i >= s.first && d.phraseOf[i] >= 0 {
		p := d.phrases[d.phraseOf[i]]
		before := p.first - 1
		prep := before > s.first && d.class[before]&preposition != 0
		switch {
		case d.is(before, "despite"), d.is(before, "with"), d.is(before, "amid"):
			return p, true
		case prep:
			i = before - 1
		case d.isTime(p.head):
			i = before
		default:
			return p, true
		}
	}
	return phrase{}, false
}

// mainSubject is the subject of the main clause before a participle, which must have its
// verb before the participle.
func (d *doc) mainSubject(c *cue, s run, firstCue int) (run, string) {
	for k := len(d.cues) - 1; k >= firstCue; k-- {
		if prev := &d.cues[k]; prev.source.len() > 0 && prev.finite && prev.verb < c.verb {
			return d.cues[d.outer(k, firstCue)].source, "the speaker of the cue before"
		}
	}
	for k := s.first; k < c.verb; k++ {
		p := d.phraseOf[k]
		if p < 0 || d.quoteOf[k] >= 0 {
			continue
		}
		ph := d.phrases[p]
		if d.isClass(ph.first-1, preposition) && ph.first > s.first || d.isTime(ph.head) {
			k = ph.last
			continue
		}
		if rel := d.openRelative(ph.last, c.verb); rel >= 0 {
			if d.isClass(rel, relative) && d.isClass(rel+1, verb|auxiliary) {
				return d.relativeSubject(rel, s), "the person that who refers to"
			}
			return noRun, ""
		}
		if !d.finiteBetween(ph.last, c.verb) {
			return noRun, ""
		}
		return d.sourceFrom(ph, c.verb), "subject of the sentence"
	}
	return noRun, ""
}

// openRelative is the "who" or "whose" between two tokens whose clause is not over at the
// second, or -1. It is over where a comma or the next verb of the main clause follows.
func (d *doc) openRelative(from, to int) int {
	rel := -1
	for k := from + 1; k < to; k++ {
		switch {
		case d.quoteOf[k] >= 0:
		case d.class[k]&relative != 0, d.is(k, "whose"), d.is(k, "that") && d.isClass(k+1, verb|auxiliary):
			rel = k
		case rel >= 0 && d.is(k, ",") && d.isClass(k+1, verb|auxiliary) && !d.isClass(k+1, gerund):
			rel = -1
		}
	}
	return rel
}

// finiteBetween reports whether a verb of a clause stands between two tokens.
func (d *doc) finiteBetween(from, to int) bool {
	for k := from + 1; k < to; k++ {
		if d.quoteOf[k] < 0 && (d.class[k]&auxiliary != 0 || d.class[k]&verb != 0 && d.class[k]&finite != 0) {
			return true
		}
	}
	return false
}

// subjectBehind is the subject of the main clause behind a participle that opens its
// sentence: "Calling it “a shame,” Mrs. Clinton left."
func (d *doc) subjectBehind(i int, s run) run {
	for k := i + 1; k < s.last; k++ {
		if d.quoteOf[k] >= 0 || !d.is(k, ",") && d.class[k]&mark == 0 || d.phraseAt(k+1) < 0 {
			continue
		}
		p := d.phrases[d.phraseAt(k+1)]
		if p.first == k+1 && (d.isClass(p.last+1, verb|auxiliary) && !d.isClass(p.last+1, gerund)) {
			return p.run
		}
	}
	return noRun
}
