package extract

import (
	"sort"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// findMentions lists every reference to an entity in the order of the text: names,
// then the pronouns and role phrases outside quotations that mean them.
func (d *doc) findMentions() {
	d.findPosts()
	d.joinPosts()
	d.findInterview()
	for i := range d.names {
		if n := &d.names[i]; n.entity >= 0 {
			d.mentions = append(d.mentions, mention{run: n.run, entity: n.entity})
		}
	}
	sort.SliceStable(d.mentions, func(i, j int) bool { return d.mentions[i].first < d.mentions[j].first })
	named := d.mentions
	d.mentions = make([]mention, 0, len(named)*3/2)
	next := 0
	for i := range d.toks {
		for next < len(named) && named[next].first == i {
			d.mentions = append(d.mentions, named[next])
			next++
		}
		if d.quoteOf[i] >= 0 || d.nameOf[i] >= 0 {
			continue
		}
		if g := genderOf(d.lower(i)); g != 0 {
			if e := d.antecedent(i, g); e >= 0 {
				d.entities[e].kind = facts.EntityPerson // "Rodri", whom nothing but the pronoun shows to be one
				d.mentions = append(d.mentions, mention{run{i, i}, e, true})
				if d.entities[e].gender == 0 {
					d.entities[e].gender = g
				}
			}
		} else if e := d.holder(i); e >= 0 {
			d.mentions = append(d.mentions, mention{run{i, i}, e, true})
		} else if e := d.epithet(i); e >= 0 {
			d.mentions = append(d.mentions, mention{run{i, i}, e, true})
		} else if e := d.answerer(i); e >= 0 {
			d.mentions = append(d.mentions, mention{run{i, i}, e, true})
		} else if e := d.groupPhrase(i); e >= 0 {
			d.mentions = append(d.mentions, mention{run{i, i}, e, true})
		}
	}
}

// genderOf is 'm' or 'f' for the pronouns that mean one person.
func genderOf(w string) byte {
	switch w {
	case "he", "him", "his", "himself":
		return 'm'
	case "she", "her", "hers", "herself":
		return 'f'
	}
	return 0
}

// reach is how many sentences back a pronoun may look.
const reach = 5

// antecedent is the person a pronoun at token i means, or -1. In the pronoun's own
// sentence the first fitting person before it counts, since that one mostly is the
// subject; in earlier ones the subject, then the first one named.
func (d *doc) antecedent(i int, gender byte) int {
	s := d.sentOf[i]
	for back := 0; back <= reach && s-back >= 0; back++ {
		if e := d.personIn(d.sents[s-back], i, gender, back == 0); e >= 0 {
			return e
		}
		if back > 0 && d.aboutUnnamed(d.sents[s-back]) {
			return -1
		}
	}
	return -1
}

// aboutUnnamed reports whether the subject of a sentence is a person whom nothing joins to a
// name: "The artist avoided an answer."
func (d *doc) aboutUnnamed(s run) bool {
	first := s.first
	p := d.phraseAt(first)
	if p < 0 || d.quoteOf[first] >= 0 || !d.isClass(first, determiner) {
		return false
	}
	head := d.phrases[p].head
	return d.word(head).role && d.tags(head)&lang.Plural == 0 && d.nameOf[head] < 0 && d.mentionAt(head) < 0 && d.isClass(head+1, verb|auxiliary)
}

// personIn picks the best fitting person among the mentions of sentence r before
// token i.
func (d *doc) personIn(r run, i int, gender byte, same bool) int {
	best, bestScore := -1, 0
	for k := len(d.mentions) - 1; k >= 0 && d.mentions[k].last >= r.first; k-- {
		m := d.mentions[k]
		if m.first >= i || m.last > r.last || d.quoteOf[m.first] >= 0 {
			continue
		}
		e := &d.entities[m.entity]
		if e.kind != facts.EntityPerson && !(same && d.maybePerson(m)) || e.gender != 0 && e.gender != gender {
			continue
		}
		score := 2
		if d.isSubject(m.run) {
			score += 4
			if !same && d.reported(m.run) {
				score -= 5
			}
		}
		if d.isClass(m.first-1, preposition) || d.isClass(m.last+1, possessive) && d.kind(m.last+1) == lang.Clitic {
			score--
		}
		if same && d.sameClauseObject(m, i) {
			continue
		}
		if score >= bestScore { // earlier mentions are visited later and win a tie
			best, bestScore = m.entity, score
		}
	}
	return best
}

// reported reports whether a mention is the subject of what somebody says: "Hill said (that)
// Voss was late".
func (d *doc) reported(m run) bool {
	v := d.phraseFirst(m.first) - 1
	if d.is(v, "that") {
		v--
	}
	return d.isClass(v, verb) && d.word(v).says() && d.isClass(m.last+1, verb|auxiliary|adverb)
}

// phraseFirst is where the phrase around token i begins.
func (d *doc) phraseFirst(i int) int {
	if p := d.phraseOf[i]; p >= 0 {
		return d.phrases[p].first
	}
	return i
}

// maybePerson reports whether a mention is a single word that nothing is known of and
// the subject of its clause.
func (d *doc) maybePerson(m mention) bool {
	return d.entities[m.entity].kind == facts.EntityOther && m.len() == 1 && d.tags(m.first)&lang.Known == 0 &&
		d.word(m.first).gazetteer == "" && d.toks[m.first].Word.Shape&lang.AllCaps == 0 && d.isSubject(m.run)
}

// isSubject reports whether a mention's phrase stands before a verb or auxiliary and
// behind no preposition, or behind a cue verb that stands first: "said Hugh Hill".
func (d *doc) isSubject(m run) bool {
	first, last := m.first, m.last
	if p := d.phraseOf[m.first]; p >= 0 {
		first = d.phrases[p].first
		if d.phrases[p].head > m.last { // "Trump's team": the possessor is not the subject
			return false
		}
	}
	if d.isClass(first-1, preposition) || d.is(last+1, ",") && d.besideRole(first) {
		return false
	}
	if d.isClass(first-1, verb) && (d.isClass(first-2, mark) || d.is(first-2, ",")) && d.speaks(first-1) {
		return true
	}
	for j := last + 1; j < len(d.toks) && d.sentOf[j] == d.sentOf[last] && j < last+3; j++ {
		switch c := d.class[j]; {
		case c&(verb|auxiliary) != 0, d.is(j, ","):
			return true
		case c&adverb != 0:
		default:
			return false
		}
	}
	return false
}

// besideRole reports whether a name that begins at token i stands in commas behind a role
// that a preposition governs: "according to her agent, Sofia Lind,".
func (d *doc) besideRole(i int) bool {
	p := d.phraseAt(i - 2)
	return d.is(i-1, ",") && p >= 0 && d.isRole(d.phrases[p].head) && d.isClass(d.phrases[p].first-1, preposition)
}

// sameClauseObject reports whether m is named in the pronoun's own clause, where
// the two cannot be the same person: "Trump met him".
func (d *doc) sameClauseObject(m mention, i int) bool {
	if w := d.lower(i); w != "him" && w != "her" && w != "he" && w != "she" {
		return false
	}
	for j := m.last + 1; j < i; j++ {
		if d.class[j]&(subordinator|relative|conjunction) != 0 || d.is(j, ",") || d.is(j, "--") || d.is(j, "—") || d.is(j, "–") || d.is(j, ";") || d.class[j]&mark != 0 || d.class[j]&verb != 0 && d.speaks(j) {
			return false
		}
	}
	return true
}

// epithet is the person that "the Catalan coach" or "the 34-year-old striker" at token i
// means, or -1: a definite role with a nationality or an age says something new of the
// person the sentence speaks of. It becomes the person's role when there was none.
func (d *doc) epithet(i int) int {
	p := d.phraseAt(i)
	if p < 0 || d.phrases[p].head != i || !d.word(i).role || isOffice(d.lower(i)) || !d.is(d.phrases[p].first, "the") || d.tags(i)&lang.Plural != 0 || d.nameAt(i) >= 0 || d.is(i+1, "of") || d.is(i+1, ",") {
		return -1
	}
	told := false
	for j := d.phrases[p].first + 1; j < i; j++ {
		told = told || strings.Contains(d.word(j).gazetteer, "d") || strings.HasSuffix(d.lower(j), "-old")
		if n := d.nameAt(j); n >= 0 && !d.names[n].demonym {
			return -1
		}
	}
	if !told {
		return -1
	}
	for k := len(d.mentions) - 1; k >= 0 && d.sentOf[d.mentions[k].first] >= d.sentOf[i]-1; k-- {
		m := d.mentions[k]
		ent := &d.entities[m.entity]
		if ent.kind != facts.EntityPerson || !d.isSubject(m.run) {
			continue
		}
		if !ent.hasRole {
			first := d.phrases[p].first + 1
			ent.role, ent.hasRole = d.newRole(run{first, i}, i, "epithet"), true
		}
		return m.entity
	}
	return -1
}

// groupPhrase is the organisation that "the ministry" or "the company" at token i means,
// or -1: the last one with that word in its name, else, for words that fit any
// organisation, the only one that the nearest clause is about or
// that is named at all. Both must be near.
func (d *doc) groupPhrase(i int) int {
	p := d.phraseOf[i]
	if p < 0 || d.phrases[p].head != i || d.phrases[p].len() != 2 || d.tags(i)&lang.Group == 0 && !isAnyGroup(d.lower(i)) || !d.is(d.phrases[p].first, "the") || d.is(i+1, "of") || d.is(i+1, "for") {
		return -1
	}
	found, at, alone := -1, -1, true
	only, others := -1, false
	for k := len(d.mentions) - 1; k >= 0 && d.sentOf[d.mentions[k].first] >= d.sentOf[i]-reach; k-- {
		m := d.mentions[k]
		e := &d.entities[m.entity]
		if e.kind != facts.EntityOrganisation {
			continue
		}
		n := d.names[e.best]
		for j := n.first; j <= n.last; j++ {
			if d.lower(j) == d.lower(i) {
				return m.entity
			}
		}
		s := d.sentOf[m.first]
		if s >= d.sentOf[i]-2 {
			others = others || only >= 0 && only != m.entity
			only = m.entity
		}
		if !d.isSubject(m.run) || s < d.sentOf[i]-2 || found >= 0 && s < at {
			continue
		}
		if found >= 0 && found != m.entity {
			alone = false
			continue
		}
		found, at = m.entity, s
	}
	switch {
	case !isAnyGroup(d.lower(i)):
		return -1
	case found < 0 && !others && (d.is(i, "organisation") || d.is(i, "organization") || d.is(i, "alliance")):
		return only
	case !alone:
		return -1
	}
	return found
}

func isAnyGroup(w string) bool {
	switch w {
	case "bank", "portal", "newspaper", "broadcaster", "alliance", "company", "firm", "agency", "club", "organisation", "organization", "group", "charity", "retailer", "carmaker", "airline", "manufacturer", "publisher":
		return true
	}
	return false
}

// mentionAt is the entity that a mention beginning at token i refers to, or -1.
func (d *doc) mentionAt(i int) int {
	k := sort.Search(len(d.mentions), func(k int) bool { return d.mentions[k].first >= i })
	if k < len(d.mentions) && d.mentions[k].first == i {
		return d.mentions[k].entity
	}
	return -1
}
