package extract

import "byline/facts/lang"

// What may stand between a cue and its content: addressee, time, channel, place.

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
			if j > i && d.isClass(j+1, verb|auxiliary) { // "commented on the roads that were shut"
				return 0
			}
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
		if !prep && !lang.Weekday(d.lower(p.first)) && !lang.Weekday(d.lower(p.head)) {
			return 0, adjunctNone
		}
		end := p.last
		if end+1 <= s.last && d.isTime(end+1) {
			end++
		}
		if r, ok := d.timeAt(i, s); ok { // "on April 13"
			end = max(end, r.last)
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
