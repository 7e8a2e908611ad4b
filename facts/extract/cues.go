package extract

import (
	"strings"

	"byline/facts/lang"
)

// A cue is a word that attributes something to somebody: "said", "claiming",
// "according to".
type cue struct {
	run               // its tokens
	verb      int     // the verb, or the first token of "according to"
	abilities string  // what the list of cue verbs says it can do
	finite    bool    // the verb of a clause, not "saying"
	inverted  bool    // the speaker stands behind: "said Hugh Hill"
	negated   bool    // "did not say"
	modal     bool    // "would say"
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

// newCue is a cue of these tokens with nothing beside it yet.
func newCue(r run, abilities string, finite bool) cue {
	return cue{run: r, verb: r.first, abilities: abilities, finite: finite, source: noRun, channel: noRun, when: noRun, relative: -1}
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
			c := newCue(run{i, i}, abilities, d.class[i]&gerund == 0 || d.progressive(i))
			if d.toks[i].Word.Lemma == "put" && d.is(i+1, "it") { // "as he puts it"
				c.abilities, c.last = "s", i+1
			}
			if about := d.speaksAbout(i, s); about > 0 {
				c.abilities, c.content, c.that, c.last = "sw", about, true, about-1
			}
			if c.abilities == "" && d.besideQuotation(i, s) {
				c.abilities = "s"
			}
			if c.abilities == "" || d.isClass(i-1, determiner|possessive) || d.isClass(i-1, infinitive) && !d.goesOn(i-2) {
				continue
			}
			if d.complete(&c, s, first); c.rule == noVerb {
				continue
			}
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

// scare reports whether token i stands in a quotation of a few words, which may be
// part of the reporter's clause.
func (d *doc) scare(i int) bool { return d.quotes[d.quoteOf[i]].len() <= 1 }

// accordingTo reads "according to the New York Federal Reserve".
func (d *doc) accordingTo(i int, s run) {
	c := newCue(run{i, i + 1}, "s", true)
	c.rule = "according to"
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
	helper := i
	for j := i - 1; j >= s.first && d.class[j]&(adverb|auxiliary|negation) != 0; j-- {
		w := d.lower(j)
		c.negated = c.negated || d.class[j]&negation != 0 || isNegated(w)
		c.modal = c.modal || isModal(w)
		if d.class[j]&(auxiliary|negation) != 0 {
			helper = j
		}
		if isBe(w) && d.tags(i)&lang.Past != 0 && c.finite {
			c.passive = true
		}
	}
	if c.negated || c.modal { // the verb alone would say something else
		c.first = helper
	}
	switch {
	case d.invertedAt(i, s):
		c.inverted = true
		p := d.phrases[d.phraseAt(i+1)]
		c.source = d.sourceFrom(p, s.last)
		if and := c.source.last + 1; d.is(and, "and") && d.entityKindAt(and+1) == "person" && d.entityKindAt(p.head) == "person" { // "said Ann Lee and Bo Dunn"
			c.source.last = d.phrases[d.phraseAt(and+1)].last
		}
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
	case "is", "are", "was", "were", "be", "been", "being", "'s", "'re":
		return true
	}
	return false
}

func isNegated(w string) bool {
	return strings.HasSuffix(w, "n't")
}

func isModal(w string) bool {
	switch strings.TrimSuffix(w, "n't") {
	case "will", "wo", "would", "'ll", "can", "ca", "cannot", "could", "may", "might", "must", "shall", "should", "ought":
		return true
	}
	return false
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
	case d.isDash(i-1) && (!d.is(i-1, "-") || d.class[i-2]&mark != 0 || d.speaks(i) && d.tags(i)&(lang.Past|lang.ThirdS) != 0):
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

// askedReach is how far before an answer its question may stand, in tokens.
const askedReach = 60

// askedBefore is who was asked in the clause before a verb: "The minister was asked if …, he
// denied."
func (d *doc) askedBefore(verb int) run {
	s := d.sents[d.sentOf[verb]]
	for i := max(s.first+1, verb-askedReach); i < verb; i++ {
		if d.quoteOf[i] >= 0 || !d.is(i, "asked") || !isBe(d.helped(i)) {
			continue
		}
		if d.isClass(i+1, subordinator) || d.is(i+1, "about") {
			asked := newCue(run{i, i}, "", true)
			r, _ := d.subject(&asked, s, len(d.cues))
			return r
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
		if k < 0 || d.phrases[k].first != r.last+2 || d.isTime(d.phrases[k].head) || !d.is(r.last+1, "of") && d.isChannel(d.phrases[k]) || d.phrases[k].last > limit || d.class[d.phrases[k].head]&pronoun != 0 {
			break
		}
		r.last = d.phrases[k].last
	}
	return r
}

func (d *doc) entityKindAt(i int) string {
	if n := d.nameAt(i); n >= 0 && d.names[n].entity >= 0 {
		return string(d.entities[d.names[n].entity].kind)
	}
	return ""
}
