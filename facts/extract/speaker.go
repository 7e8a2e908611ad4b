package extract

import (
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// A speaker is a source with what it refers to. The zero value is nobody.
type speaker struct {
	source  run
	name    string // resolved and fullest; "" for nobody
	entity  int    // -1 when the source is no known entity
	pronoun bool
	rule    string
}

func (s speaker) known() bool { return s.name != "" }

// resolveSource turns the phrase beside a cue into a speaker.
func (d *doc) resolveSource(c *cue) {
	if c.source.len() < 1 {
		return
	}
	c.source = d.author(c.source)
	c.speaker = d.resolve(c.source)
	if asked := d.askedBefore(c.verb); asked.len() > 0 && genderOf(d.lower(c.source.first)) != 0 && c.source.len() == 1 {
		c.speaker = d.resolve(asked)
		c.speaker.source, c.speaker.pronoun = c.source, true
	}
	if c.relative >= 0 && c.speaker.known() {
		c.speaker.source = run{c.relative, c.relative}
	}
}

// author is the person behind "by" when a source is a text: "the statement by Ann Lee".
func (d *doc) author(r run) run {
	by := r.last + 1
	p := d.phraseAt(by + 1)
	if d.is(by, "by") && d.isText(r.last) && p >= 0 && d.phrases[p].first == by+1 && d.entityKindAt(d.phrases[p].head) == "person" {
		return d.phrases[p].run
	}
	return r
}

func (d *doc) resolve(r run) speaker {
	if r.len() < 1 || d.phraseOf[r.first] < 0 {
		return speaker{}
	}
	p := d.phrases[d.phraseOf[r.first]]
	sp := speaker{source: r, entity: -1}
	head := p.head
	if r.last < head && r.len() > 0 && r.first >= p.first { // a possessor inside its phrase
		head = r.last
	}
	switch {
	case d.is(head, "one") && d.is(head-1, "no"), r.len() == 1 && d.kind(head) == lang.Number: // "no one knows", "2021"
		return speaker{}
	case p.first != r.first && d.phraseOf[r.last] < 0:
		return speaker{}
	case r.len() > p.len() && d.is(head, "one"):
		sp.name, sp.rule = d.plainName(r), "as described beside the cue"
		return sp
	case r.len() == 1 && genderOf(d.lower(head)) != 0, d.class[head]&pronoun != 0 && d.class[head]&possessive == 0 || p.len() == 1 && d.class[head]&pronoun != 0:
		return d.resolvePronoun(sp, head)
	case r.last > p.last && d.hasJoint(r):
		sp.name, sp.rule = d.plainName(r), "several speakers"
		return sp
	}
	// a person named in the phrase: "Air Force spokesman Yuriy Ignat"
	if n := d.nameOf[head]; n >= 0 && d.names[n].entity >= 0 {
		sp.entity = d.names[n].entity
		e := &d.entities[sp.entity]
		if e.kind == facts.EntityPerson {
			sp.name, sp.rule = e.label, "named beside the cue"
			return sp
		}
	}
	// "his spokesperson", "the uncle"
	if g := genderOf(d.lower(r.first)); g != 0 && r.len() > 1 {
		if e := d.kin(head); e >= 0 {
			sp.entity, sp.name, sp.rule = e, d.entities[e].label, "the one who has this role"
			return sp
		}
		if e := d.mentionAt(r.first); e >= 0 {
			sp.name, sp.rule = d.entities[e].label+"'s "+d.text(run{r.first + 1, r.last}), "the pronoun means "+d.entities[e].label
			return sp
		}
	}
	if e := d.namedBeside(r); e >= 0 {
		sp.entity, sp.name, sp.rule = e, d.entities[e].label, "named in apposition"
		return sp
	}
	if e := d.mentionAt(head); e >= 0 && d.nameOf[head] < 0 {
		sp.entity, sp.name, sp.rule = e, d.entities[e].label, "the one who has this role"
		return sp
	}
	sp.name, sp.rule = d.plainName(r), "as described beside the cue"
	return sp
}

// resolvePronoun finds who "he", "they" or "it" is.
func (d *doc) resolvePronoun(sp speaker, head int) speaker {
	sp.pronoun = true
	sp.name = d.text(sp.source)
	w := d.lower(head)
	if e := d.mentionAt(head); e >= 0 {
		sp.entity, sp.name, sp.rule = e, d.entities[e].label, "the pronoun means "+d.entities[e].label
		return sp
	}
	switch w {
	case "they", "it":
		// the last source that is no single person
		for k := len(d.cues) - 1; k >= 0 && d.sentOf[d.cues[k].verb] >= d.sentOf[head]-3; k-- {
			prev := d.cues[k].speaker
			if prev.known() && !prev.pronoun && d.sentOf[d.cues[k].verb] <= d.sentOf[head] && d.severalOrThing(prev, w == "it") {
				sp.entity, sp.name, sp.rule = prev.entity, prev.name, "the pronoun means the speaker before"
				return sp
			}
		}
	case "i", "me", "we", "us", "you", "one", "there", "everyone", "anyone", "nobody", "everything", "nothing", "something", "anything":
		return speaker{}
	}
	sp.rule = "a pronoun that stays open"
	return sp
}

// severalOrThing reports whether a speaker can be "they" or, as one thing, "it".
func (d *doc) severalOrThing(sp speaker, thing bool) bool {
	if sp.entity >= 0 {
		return d.entities[sp.entity].kind != facts.EntityPerson
	}
	p := d.phraseOf[sp.source.first]
	return !thing || p >= 0 && d.tags(d.phrases[p].head)&lang.Plural == 0
}

func (d *doc) hasJoint(r run) bool {
	for i := r.first; i <= r.last; i++ {
		if d.is(i, "and") && d.nameOf[i] < 0 {
			return true
		}
	}
	return false
}

// kin is the person introduced with a role of the same head and without an
// organisation: "the uncle, Ma Chengming" for "his uncle".
func (d *doc) kin(head int) int {
	for _, c := range d.posts[postKey(d.lower(head))] {
		if c.organisation == "" && d.lower(c.head) == d.lower(head) {
			return c.entity
		}
	}
	return -1
}

// namedBeside is the person whose name stands in commas behind a role phrase.
func (d *doc) namedBeside(r run) int {
	i := r.last + 2
	if !d.is(r.last+1, ",") || d.phraseAt(i) < 0 || d.sentOf[i] != d.sentOf[r.last] || d.phrases[d.phraseOf[i]].first != i {
		return -1
	}
	beside := d.phrases[d.phraseOf[i]]
	n := d.nameOf[beside.head]
	if n < 0 || d.names[n].entity < 0 || d.entities[d.names[n].entity].kind != facts.EntityPerson || !d.is(beside.last+1, ",") && !d.is(beside.last+1, ".") {
		return -1
	}
	if p := d.phrases[d.phraseOf[r.first]]; !d.isRole(p.head) || d.tags(p.head)&lang.Plural != 0 {
		return -1
	}
	return d.names[n].entity
}

// plainName is a source as written, without a leading "the" or quotation marks.
func (d *doc) plainName(r run) string {
	if r.len() > 1 && d.is(r.first, "the") {
		r.first++
	}
	return strings.Join(strings.Fields(d.text(r)), " ")
}

// attribution turns a cue into what a fact carries.
func (d *doc) attribution(c *cue) *facts.Attribution {
	if c == nil {
		return nil
	}
	a := &facts.Attribution{Cue: d.text(c.run), CueSpan: d.span(c.run), Rule: c.speaker.rule}
	if c.channel.len() > 0 {
		a.Channel = d.text(c.channel)
	}
	if c.when.len() > 0 {
		a.When = d.text(c.when)
	}
	a.Speaker = d.speakerFact(c.speaker)
	return a
}

func (d *doc) speakerFact(sp speaker) *facts.Speaker {
	if !sp.known() {
		return nil
	}
	out := &facts.Speaker{Name: sp.name, Mention: d.text(sp.source), MentionSpan: d.span(sp.source), Entity: sp.entity}
	if sp.entity >= 0 {
		if e := &d.entities[sp.entity]; e.hasRole {
			out.Role, out.Organisation = d.roleText(e.role), e.role.organisation
		}
	}
	return out
}
