package extract

import "byline/facts/lang"

// subject finds who a cue verb's subject is: to the left, over adverbs, times,
// prepositional phrases and appositions. A participle takes the subject of the
// clause it hangs on.
func (d *doc) subject(c *cue, s run, firstCue int) (run, string) {
	return d.subjectOf(c, s, firstCue, 0)
}

// verbBefore is the nearest finite verb to the left of a conjunction that the verb of a
// cue can be joined to: one of the same tense, in its own clause or in the one it joins;
// before the sentence when there is none.
func (d *doc) verbBefore(c *cue, from int, s run) int {
	for k := from - 1; k >= s.first && k > from-coordinationReach; k-- {
		if d.quoteOf[k] >= 0 || d.class[k]&verb == 0 || d.class[k]&finite == 0 || d.class[k]&gerund != 0 || d.isClass(k-1, infinitive|preposition) {
			continue
		}
		if (d.phraseAt(k-1) >= 0 || d.isClass(k-1, auxiliary|adverb|relative|punctuation)) && d.sameTense(k, c.verb) {
			return k
		}
	}
	return s.first - 1
}

// coordinationReach is how far behind the first verb a second one of its subject may
// stand, in tokens.
const coordinationReach = 40

// sameTense reports whether the verb at k, with its auxiliaries, has the form that joins
// it to the verb at v: "made … and said", "has asked … and said", not "will win … and said".
func (d *doc) sameTense(k, v int) bool {
	const form = lang.Past | lang.ThirdS
	if d.tags(k)&form != d.tags(v)&form && (d.tags(v)&lang.Past == 0 || !unchanged(d.lower(k))) {
		return false
	}
	be, own := d.helped(k), d.helped(v)
	return be == "" || be == own || own == "" && !isBe(be) && d.tags(k)&lang.Past != 0
}

// helped is the auxiliary before a verb, or "".
func (d *doc) helped(v int) string {
	j := v - 1
	for d.isClass(j, adverb|negation) {
		j--
	}
	if d.isClass(j, auxiliary) {
		return d.lower(j)
	}
	return ""
}

// joined is the subject of a cue behind "and" or "or" at token j: that of the cue or verb
// before it which it is joined to, and which can speak.
func (d *doc) joined(c *cue, j int, s run, firstCue, depth int) (run, string) {
	for k := len(d.cues) - 1; k >= firstCue && d.cues[k].verb > j-coordinationReach; k-- {
		if before := &d.cues[k]; before.source.len() > 0 && before.content < j && d.cueJoins(before, c.verb) && d.scopeEnd(before, s) == j-1 {
			return d.cues[d.outer(k, firstCue)].source, "the speaker of the cue before"
		}
	}
	for v := d.verbBefore(c, j, s); v >= s.first && depth < 2; v = d.verbBefore(c, v, s) {
		before := newCue(run{v, v}, "", true)
		if r, rule := d.subjectOf(&before, s, firstCue, depth+1); r.len() > 0 && d.canSpeak(r) {
			return r, rule
		}
	}
	return d.clauseSubject(j, s), "subject of the clause"
}

// outer is the cue that reports the one at k, or k itself: "said (that) Trump denied it".
func (d *doc) outer(k, firstCue int) int {
	for o := k - 1; o >= firstCue && d.cues[o].verb > d.cues[k].verb-coordinationReach; o-- {
		if e := &d.cues[o]; e.finite && e.source.len() > 0 && !e.inverted && e.content == d.cues[k].source.first {
			k = o
		}
	}
	return k
}

// canSpeak reports whether a source can be somebody: a name, a pronoun, people, a group or
// whoever has a role.
func (d *doc) canSpeak(r run) bool {
	p := d.phraseOf[r.first]
	if p < 0 {
		return d.isClass(r.first, pronoun|relative|possessive)
	}
	head := d.phrases[p].head
	if d.class[head]&numeral != 0 {
		return d.is(head, "one")
	}
	return d.class[head]&(pronoun|possessive) != 0 || d.nameOf[head] >= 0 || d.isRole(head) ||
		d.tags(head)&(lang.Person|lang.Group) != 0 || d.word(head).organisation || d.tags(head)&lang.Known == 0
}

func (d *doc) subjectOf(c *cue, s run, firstCue, depth int) (run, string) {
	if !c.finite {
		return d.participleSubject(c, s, firstCue)
	}
	j := c.verb - 1
	if d.isClass(j, infinitive) { // "went on to say"
		for j--; j > s.first && d.class[j]&verb == 0; j-- {
		}
		j--
	}
	for j >= s.first && d.class[j]&(adverb|auxiliary|negation) != 0 && d.phraseOf[j] < 0 {
		j--
	}
	for steps := 0; j >= s.first && steps < 12; steps++ {
		switch t := d.class[j]; {
		case d.phraseOf[j] >= 0 && d.quoteOf[j] < 0:
			p := d.phrases[d.phraseOf[j]]
			before := p.first - 1
			switch {
			case before >= s.first && d.class[before]&preposition != 0 && d.quoteOf[before] < 0 && !d.startsSubclause(before):
				j = before - 1 // "the president | of Russia said"
				if j < s.first {
					return noRun, ""
				}
				continue
			case d.isTime(p.head) && before >= s.first && d.class[p.head]&pronoun == 0:
				j = before // "Obama | Saturday said"
				continue
			}
			if depth == 0 && d.reduced(c, p, s) {
				return noRun, noVerb
			}
			return d.joint(p, s, c.verb), "subject of the cue"
		case t&relative != 0, d.is(j, "that"):
			if t&relative != 0 {
				c.relative = j
			}
			return d.relativeSubject(j, s), "the person that who refers to"
		case d.is(j, ","):
			return d.overApposition(j, s, c.verb), "subject of the cue, over an apposition"
		case d.is(j, ")") || d.is(j, "—") || d.is(j, "–"):
			open := d.opener(j, s)
			if open < s.first {
				return noRun, ""
			}
			j = open - 1
			continue
		case t&conjunction != 0:
			return d.joined(c, j, s, firstCue, depth)
		case t&verb != 0 && t&gerund == 0:
			if steps > 0 && d.helped(j) != "" && d.tags(c.verb)&lang.Past != 0 && d.helped(c.verb) == "" { // "are driven by a force | called"
				return noRun, noVerb
			}
			return d.clauseSubject(j, s), "subject of the clause"
		case t&mark != 0, t&adverb != 0:
			j--
			continue
		default:
			return noRun, ""
		}
	}
	return noRun, ""
}

// startsSubclause knows words that are prepositions elsewhere and begin a clause when
// a subject and a verb follow: "after Scalia said".
func (d *doc) startsSubclause(i int) bool {
	switch d.lower(i) {
	case "after", "before", "since", "until", "till", "as", "than", "like":
		return true
	}
	return false
}

// joint widens a subject over "X and Y" when X begins the clause.
func (d *doc) joint(p phrase, s run, limit int) run {
	r := d.sourceFrom(p, limit)
	and := p.first - 1
	if and > s.first && d.is(and, "and") && d.phraseAt(and-1) >= 0 && d.quoteOf[and] < 0 {
		first := d.phrases[d.phraseAt(and-1)].first
		if first == s.first || d.class[first-1]&(punctuation|mark|subordinator|conjunction) != 0 {
			if d.class[d.phrases[d.phraseOf[first]].head]&(properNoun|pronoun) != 0 || d.isRole(d.phrases[d.phraseOf[first]].head) {
				r.first = first
			}
		}
	}
	return r
}

// overApposition finds the subject before a comma: "Kahl, the under secretary of
// defense for policy, said". The comma may also close an aside: "Kahl, on Monday,".
func (d *doc) overApposition(comma int, s run, verb int) run {
	for m := comma - 1; m > s.first; m-- {
		if d.quoteOf[m] >= 0 {
			return noRun
		}
		if !d.is(m, ",") {
			continue
		}
		at := m - 1
		p := d.phraseOf[at]
		if p < 0 {
			if d.is(at, ")") {
				if o := d.opener(at, s); o > s.first && d.phraseAt(o-1) >= 0 {
					p = d.phraseAt(o - 1)
				}
			}
			if p < 0 {
				continue
			}
		}
		ph := d.phrases[p]
		// the apposition names the person: "the uncle, Ma Chengming, said"
		if inner := d.phraseAt(m + 1); inner >= 0 && d.phrases[inner].last >= comma-2 && d.entityKindAt(d.phrases[inner].head) == "person" && d.nameOf[ph.head] < 0 {
			return d.phrases[inner].run
		}
		for ph.first-2 >= s.first && d.class[ph.first-1]&preposition != 0 && d.phraseAt(ph.first-2) >= 0 && d.entityKindAt(ph.head) != "person" {
			ph = d.phrases[d.phraseAt(ph.first-2)]
		}
		if d.class[ph.head]&pronoun != 0 && ph.first != s.first || d.isTime(ph.head) {
			continue
		}
		if d.entityKindAt(ph.head) == "person" || ph.first == s.first || d.startsClause(ph.first, s) {
			return d.joint(ph, s, m)
		}
	}
	// "In a statement, the ministry, …" failed; "On Sunday, said" has no subject
	if comma <= s.first {
		return noRun
	}
	if p := d.phraseAt(comma - 1); p >= 0 && d.startsClause(d.phrases[p].first, s) {
		return d.phrases[p].run
	}
	return noRun
}

// startsClause reports whether a clause can begin at token i.
func (d *doc) startsClause(i int, s run) bool {
	return i <= s.first || d.class[i-1]&(mark|conjunction|subordinator) != 0 || d.is(i-1, ",") || d.is(i-1, ";") || d.is(i-1, ":") || d.is(i-1, "—")
}

// opener is the token that opens the parenthesis or dash that closes at j.
func (d *doc) opener(j int, s run) int {
	want := "("
	if !d.is(j, ")") {
		want = d.lower(j)
	}
	for k := j - 1; k >= s.first; k-- {
		if d.is(k, want) {
			return k
		}
	}
	return -1
}

// relativeSubject is the noun that "who" at token j refers to.
func (d *doc) relativeSubject(j int, s run) run {
	k := j - 1
	if d.is(k, ",") {
		k--
	}
	if k < s.first || d.phraseOf[k] < 0 {
		return noRun
	}
	p := d.phrases[d.phraseOf[k]]
	for p.first-2 >= s.first && d.class[p.first-1]&preposition != 0 && d.phraseAt(p.first-2) >= 0 && d.nameOf[p.head] >= 0 && d.entityKindAt(p.head) != "person" {
		p = d.phrases[d.phraseAt(p.first-2)]
	}
	return p.run
}

// clauseSubject is the subject of the clause that token j belongs to: its first noun
// phrase that no preposition governs and that stands before a verb.
func (d *doc) clauseSubject(j int, s run) run {
	first := s.first
	for k := j; k > s.first; k-- {
		if d.class[k]&subordinator != 0 || d.class[k]&relative != 0 && d.class[j]&conjunction == 0 || d.is(k, ";") || d.is(k, ":") || d.quoteOf[k] >= 0 && d.quoteOf[j] < 0 {
			first = k + 1
			break
		}
	}
	for k := first; k <= j; k++ {
		p := d.phraseOf[k]
		if p < 0 || d.quoteOf[k] >= 0 {
			continue
		}
		ph := d.phrases[p]
		if d.isClass(ph.first-1, preposition) && ph.first > first || d.isTime(ph.head) || ph.first < first {
			k = ph.last
			continue
		}
		return d.sourceFrom(ph, j)
	}
	if first > s.first && d.isClass(first-1, relative) {
		return d.relativeSubject(first-1, s)
	}
	return noRun
}
