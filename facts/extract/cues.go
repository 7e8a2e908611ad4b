package extract

import "byline/facts/lang"

// A cue is a word that attributes something to somebody: "said", "claiming",
// "according to".
type cue struct {
	run               // its tokens
	verb      int     // the verb, or the first token of "according to"
	abilities string  // what the list of cue verbs says it can do
	finite    bool    // the verb of a clause, not "saying"
	inverted  bool    // the speaker stands behind: "said Hugh Hill"
	negated   bool    // "did not say"
	passive   bool    // "was told"
	source    run     // the speaker's phrase; empty when nobody is named
	relative  int     // "who", when it is the subject, else -1
	speaker   speaker // resolved
	content   int     // first token behind the cue and what belongs to it: addressee, time, channel, "that"
	that      bool    // a "that", a colon or a comma before a quotation opens the content
	channel   run
	when      run
	rule      string
}

// can reports whether the cue has one of the abilities.
func (c *cue) can(abilities string) bool {
	for i := range len(abilities) {
		for j := range len(c.abilities) {
			if abilities[i] == c.abilities[j] {
				return true
			}
		}
	}
	return false
}

// findCues lists the cues outside quotations with their speakers, in the order of
// the text.
func (d *doc) findCues() {
	for _, s := range d.sents {
		first := len(d.cues)
		for i := s.first; i <= s.last; i++ {
			if d.quoteOf[i] >= 0 && !d.scare(i) || d.nameOf[i] >= 0 {
				continue
			}
			if d.is(i, "according") && d.is(i+1, "to") && i+1 < s.last {
				d.accordingTo(i, s)
				continue
			}
			if d.word(i).claim && d.isClass(i, noun) {
				d.claimNoun(i, s)
				continue
			}
			if d.class[i]&verb == 0 {
				continue
			}
			abilities := d.word(i).cue
			c := cue{run: run{i, i}, verb: i, abilities: abilities, finite: d.class[i]&gerund == 0, source: noRun, channel: noRun, when: noRun, relative: -1}
			if d.toks[i].Word.Lemma == "put" && d.is(i+1, "it") { // "as he puts it"
				c.abilities, c.last = "s", i+1
			}
			if about := d.speaksAbout(i, s); about > 0 {
				c.abilities, c.content, c.that = "sw", about, true
			}
			if c.abilities == "" && d.besideQuotation(i, s) {
				c.abilities = "s"
			}
			if c.abilities == "" || d.isClass(i-1, determiner|possessive) || d.isClass(i-1, infinitive) && !d.goesOn(i-2) {
				continue
			}
			d.complete(&c, s, first)
			if !c.finite && len(d.cues) > first { // "said on Sunday …, claiming": the day is the same
				if before := &d.cues[len(d.cues)-1]; before.source == c.source && c.source.len() > 0 {
					if c.when.len() < 1 {
						c.when = before.when
					}
					if c.channel.len() < 1 {
						c.channel = before.channel
					}
				}
			}
			d.cues = append(d.cues, c)
		}
	}
}

// speaksAbout is the first token of what "spoke before the game about" is about, or 0.
func (d *doc) speaksAbout(i int, s run) int {
	if l := d.toks[i].Word.Lemma; l != "speak" && l != "talk" {
		return 0
	}
	for j := i + 1; j < s.last && j < i+7; j++ {
		if d.is(j, "about") || d.is(j, "of") && j == i+1 {
			return j + 1
		}
		if d.is(j, ",") || d.class[j]&verb != 0 {
			break
		}
	}
	return 0
}

// besideQuotation reports whether a past tense that is no listed cue stands where only
// a cue can: between a closing mark and a person's name, or behind the person.
func (d *doc) besideQuotation(i int, s run) bool {
	if d.tags(i)&lang.Past == 0 || i <= s.first || i >= s.last {
		return false
	}
	if d.closesSpeech(i-1) && d.entityKindAt(i+1) == "person" {
		return true
	}
	p := d.phraseAt(i - 1)
	return p >= 0 && d.phrases[p].first > s.first && d.closesSpeech(d.phrases[p].first-1) &&
		(d.entityKindAt(d.phrases[p].head) == "person" || genderOf(d.lower(d.phrases[p].head)) != 0)
}

// closesSpeech reports whether token i is a closing mark behind a comma, a question
// or an exclamation.
func (d *doc) closesSpeech(i int) bool {
	return i > 0 && d.class[i]&mark != 0 && !d.toks[i].Space && (d.is(i-1, ",") || d.is(i-1, "?") || d.is(i-1, "!"))
}

// claimNoun reads "Trump's claim that …" and "his remark that …".
func (d *doc) claimNoun(i int, s run) {
	p := d.phraseOf[i]
	if p < 0 || d.phrases[p].head != i || i+2 > s.last || !d.is(i+1, "that") && !(d.is(i+1, ":") && d.isClass(i+2, mark)) {
		return
	}
	ph := d.phrases[p]
	c := cue{run: run{i, i}, verb: i, abilities: "s", finite: true, source: noRun, channel: noRun, when: noRun, relative: -1, that: true, content: i + 2, rule: "noun of saying"}
	for j := ph.first; j < i; j++ {
		if d.class[j]&possessive == 0 {
			continue
		}
		if d.toks[j].Kind == lang.Clitic {
			c.source = run{ph.first, j - 1}
		} else if genderOf(d.lower(j)) != 0 {
			c.source = run{j, j}
		}
	}
	if c.source.len() > 0 {
		d.resolveSource(&c)
		d.cues = append(d.cues, c)
	}
}

// goesOn reports whether token i closes "went on" or "continued", so that "to say"
// behind it tells that something was said.
func (d *doc) goesOn(i int) bool {
	if d.is(i, "on") && i > 0 && d.toks[i-1].Word.Lemma == "go" {
		return true
	}
	return i > 0 && d.toks[i].Word.Lemma == "continue"
}

// scare reports whether token i stands in a quotation of a few words, which may be
// part of the reporter's clause.
func (d *doc) scare(i int) bool { return d.quotes[d.quoteOf[i]].len() <= 1 }

// accordingTo reads "according to the New York Federal Reserve".
func (d *doc) accordingTo(i int, s run) {
	c := cue{run: run{i, i + 1}, verb: i, abilities: "s", finite: true, source: noRun, channel: noRun, when: noRun, relative: -1, rule: "according to"}
	if p := d.phraseAt(i + 2); p >= 0 {
		c.source = d.sourceFrom(d.phrases[p], s.last)
		c.content = c.source.last + 1
		d.resolveSource(&c)
		d.cues = append(d.cues, c)
	}
}

// complete finds who speaks, and where the content begins.
func (d *doc) complete(c *cue, s run, firstOfSentence int) {
	i := c.verb
	for j := i - 1; j >= s.first && d.class[j]&(adverb|auxiliary|negation) != 0; j-- {
		c.negated = c.negated || d.class[j]&negation != 0 || isNegated(d.lower(j))
		if isBe(d.lower(j)) && d.tags(i)&lang.Past != 0 && c.finite {
			c.passive = true
		}
	}
	switch {
	case d.invertedAt(i, s):
		c.inverted = true
		p := d.phrases[d.phraseAt(i+1)]
		c.source = d.sourceFrom(p, s.last)
		c.rule = "speaker behind the cue"
		c.content = c.source.last + 1
	case c.passive:
		c.source = d.agent(i, s)
		c.rule = "speaker behind by"
		c.content = i + 1
		if c.source.len() > 0 {
			c.content = c.source.last + 1
		}
	default:
		c.source, c.rule = d.subject(c, s, firstOfSentence)
		if c.content > 0 { // "spoke about"
			d.resolveSource(c)
			return
		}
		c.content = c.last + 1
	}
	d.resolveSource(c)
	if !c.inverted {
		d.skipToContent(c, s)
	}
}

func isBe(w string) bool {
	switch w {
	case "is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re":
		return true
	}
	return false
}

func isNegated(w string) bool {
	n := len(w)
	return n > 3 && (w[n-3:] == "n't" || n > 5 && w[n-5:] == "n’t")
}

// invertedAt reports whether the speaker stands behind the verb: `," said Hugh Hill`.
func (d *doc) invertedAt(i int, s run) bool {
	if i >= s.last || d.phraseAt(i+1) < 0 || d.phrases[d.phraseAt(i+1)].first != i+1 || d.tags(i)&lang.Gerund != 0 {
		return false
	}
	switch {
	case i == s.first: // "Said Ellis: …"
		end := d.sourceFrom(d.phrases[d.phraseAt(i+1)], s.last).last + 1
		return d.tags(i)&lang.Past != 0 && (d.is(end, ":") || d.is(end, ","))
	case d.class[i-1]&mark != 0 && !d.toks[i-1].Space: // behind a closing mark
	case d.is(i-1, ",") && i-2 >= s.first && (d.class[i-2]&mark != 0 || d.speechOnly(i)):
	case d.is(i-1, "—") || d.is(i-1, "–") || d.is(i-1, "--"):
	default:
		return false
	}
	p := d.phrases[d.phraseAt(i+1)]
	// "…," said he; but not “…,” told reporters
	if d.toks[i].Word.Lemma == "tell" {
		return false
	}
	return d.class[p.head]&(noun|pronoun|properNoun) != 0 || d.is(p.head+1, "of")
}

// speechOnly reports whether the verb at i can only report, so that a comma before it
// is enough: "…, said the minister."
func (d *doc) speechOnly(i int) bool {
	switch d.toks[i].Word.Lemma {
	case "say", "add", "write", "note", "explain", "report", "announce", "claim":
		p := d.phrases[d.phraseAt(i+1)]
		end := d.sourceFrom(p, d.sents[d.sentOf[i]].last).last + 1
		return d.tags(i)&lang.Past != 0 && (d.is(end, ".") || d.is(end, ",") || d.isClass(end, preposition))
	}
	return false
}

// agent reads "by the ministry" behind a passive.
func (d *doc) agent(i int, s run) run {
	for j := i + 1; j <= s.last && j < i+12; j++ {
		if d.is(j, "by") && j < s.last && d.phraseAt(j+1) >= 0 && !d.isTime(d.phrases[d.phraseAt(j+1)].head) {
			return d.sourceFrom(d.phrases[d.phraseAt(j+1)], s.last)
		}
		if d.is(j, ",") || d.is(j, "that") {
			break
		}
	}
	return noRun
}

// sourceFrom prolongs a speaker's phrase over its prepositions.
func (d *doc) sourceFrom(p phrase, limit int) run {
	if d.class[p.head]&pronoun != 0 && !d.is(p.head, "one") {
		return p.run
	}
	r := p.run
	if (d.is(p.head, "one") || d.class[p.head]&numeral != 0) && d.is(r.last+1, "of") && r.last+2 <= limit && d.phraseAt(r.last+2) >= 0 { // "one of them"
		r.last = d.phrases[d.phraseAt(r.last+2)].last
	}
	if d.nameOf[p.head] >= 0 && d.entityKindAt(p.head) == "person" {
		return r
	}
	for r.last+1 < limit && (d.is(r.last+1, "of") || d.is(r.last+1, "for") || d.is(r.last+1, "at") || d.is(r.last+1, "from") || d.is(r.last+1, "in") || d.is(r.last+1, "with")) {
		k := d.phraseAt(r.last + 2)
		if k < 0 || d.phrases[k].first != r.last+2 || d.isTime(d.phrases[k].head) || d.isChannel(d.phrases[k]) || d.phrases[k].last > limit || d.class[d.phrases[k].head]&pronoun != 0 {
			break
		}
		r.last = d.phrases[k].last
	}
	return r
}

func (d *doc) entityKindAt(i int) string {
	if n := d.nameOf[i]; n >= 0 && d.names[n].entity >= 0 {
		return string(d.entities[d.names[n].entity].kind)
	}
	return ""
}

// isChannel reports whether a phrase names where something is said.
func (d *doc) isChannel(p phrase) bool { return d.word(p.head).channel }

// skipToContent moves over the addressee, times and channels between a cue and what
// it reports, and over "that".
func (d *doc) skipToContent(c *cue, s run) {
	i := c.content
	if (d.is(i, "out") || d.is(i, "up") || d.is(i, "on") || d.is(i, "back")) && (d.is(i+1, "that") || d.isClass(i+1, mark) || d.is(i+1, ":") || d.is(i+1, ",")) { // "pointed out that"
		i++
	}
	if d.is(i, "to") && (c.can("s")) && i < s.last && d.phraseAt(i+1) >= 0 && !d.isClass(i, infinitive) { // "pointed to", "said to reporters"
		if lemma := d.toks[c.verb].Word.Lemma; lemma == "say" || lemma == "explain" || lemma == "admit" || lemma == "report" {
			i = d.phrases[d.phraseAt(i+1)].last + 1
		}
	}
	if c.can("t") && i <= s.last && d.phraseOf[i] >= 0 && d.phrases[d.phraseOf[i]].first == i {
		p := d.phrases[d.phraseOf[i]]
		e := d.extended(p, s.last)
		if after := e.last + 1; c.abilities == "st" || d.is(after, "that") || d.is(after, ",") || d.is(after, ":") || d.isClass(after, pronoun|determiner|properNoun|possessive|preposition|mark) {
			i = e.last + 1
		}
	}
	for i <= s.last {
		switch end, kind := d.adjunct(i, s); kind {
		case adjunctTime:
			if c.when.len() < 1 {
				c.when = run{i, end}
			}
			i = end + 1
			continue
		case adjunctChannel:
			if c.channel.len() < 1 {
				c.channel = run{i, end}
			}
			i = end + 1
			continue
		case adjunctPlace:
			i = end + 1
			continue
		}
		break
	}
	if that := d.thatAhead(i, s); that > 0 {
		i = that
	}
	if d.is(i, ",") && i < s.last && (d.class[i+1]&mark != 0 || d.is(i+1, "that")) {
		i++
		c.that = d.class[i]&mark != 0
	}
	if d.is(i, "that") || d.is(i, ":") {
		i++
		c.that = true
	}
	c.content = i
}

// thatAhead finds the "that" of a cue behind more prepositional phrases: "said in
// related news on Sunday that".
func (d *doc) thatAhead(i int, s run) int {
	for j := i; j <= s.last && j < i+12; j++ {
		switch {
		case d.is(j, "that") && d.isClass(j, subordinator):
			return j
		case d.class[j]&preposition != 0 && j < s.last && d.phraseAt(j+1) >= 0:
			j = d.phrases[d.phraseAt(j+1)].last
		case d.class[j]&adverb != 0, d.phraseOf[j] >= 0 && d.isTime(d.phrases[d.phraseOf[j]].head):
		default:
			return 0
		}
	}
	return 0
}

type adjunctKind int

const (
	adjunctNone adjunctKind = iota
	adjunctTime
	adjunctChannel
	adjunctPlace
)

// adjunct reads "on Sunday", "Monday", "in a Facebook posting", "by phone", "at a
// press briefing" at token i.
func (d *doc) adjunct(i int, s run) (end int, kind adjunctKind) {
	if i > s.last {
		return 0, adjunctNone
	}
	j := i
	prep := d.class[i]&preposition != 0
	if prep {
		j++
	}
	if d.is(i, "last") || d.is(i, "this") || d.is(i, "earlier") || d.is(i, "late") || d.is(i, "early") {
		for k := i + 1; k <= min(i+2, s.last); k++ {
			if d.isTime(k) {
				return k, adjunctTime
			}
		}
	}
	if j > s.last || d.phraseOf[j] < 0 || d.phrases[d.phraseOf[j]].first != j {
		return 0, adjunctNone
	}
	p := d.phrases[d.phraseOf[j]]
	switch {
	case d.isTime(p.head):
		if !prep && !isWeekday(d.lower(p.first)) && !isWeekday(d.lower(p.head)) {
			return 0, adjunctNone
		}
		end := p.last
		if end+1 <= s.last && d.isTime(end+1) {
			end++
		}
		return end, adjunctTime
	case !prep, d.class[p.first]&(adverb|numeral) != 0: // "at least four people" is no place
		return 0, adjunctNone
	case d.isChannel(p):
		e := d.extended(p, s.last)
		return e.last, adjunctChannel
	case (d.is(i, "at") || d.is(i, "in") || d.is(i, "on")) && len(p.names) > 0 && d.entityKindAt(p.head) != "person":
		return p.last, adjunctPlace
	case d.is(i, "during") || d.is(i, "after") || d.is(i, "before") || d.is(i, "at"):
		e := d.extended(p, s.last)
		return e.last, adjunctPlace
	}
	return 0, adjunctNone
}
