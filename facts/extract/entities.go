package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/lang"
)

// An entity is a person, organisation or place under all its names.
type entity struct {
	kind    facts.EntityKind
	best    int      // name that gives the fullest form
	label   string   // that form
	aliases []string // other forms
	role    role
	hasRole bool
	gender  byte // 'm', 'f', or 0 when nothing tells
}

// A mention is one place where the text refers to an entity.
type mention struct {
	run
	entity  int
	pronoun bool
}

// findEntities gathers names into entities and decides what each one is.
func (d *doc) findEntities() {
	byText := map[string]int{}
	byWord := d.indexNames()
	var votes []evidence
	// names of several words first: a surname alone refers to one of them
	for _, several := range [2]bool{true, false} {
		for i := range d.names {
			n := &d.names[i]
			if n.demonym || (n.len() > 1 && !d.word(n.first).particle) != several {
				continue
			}
			text := d.text(n.run)
			e, ok := byText[text]
			switch {
			case ok:
			case several:
				e, ok = d.fuller(n, byWord)
			default:
				e, ok = d.lastNamed(n, byWord)
			}
			if !ok {
				d.entities = append(d.entities, entity{best: i, label: text})
				votes = append(votes, evidence{})
				e = len(d.entities) - 1
			}
			byText[text] = e
			n.entity = e
			role, hasRole := d.roleOf(i)
			d.weigh(i, hasRole, &votes[e], byWord)
			d.merge(e, i, text)
			if ent := &d.entities[e]; hasRole && !ent.hasRole && !n.headline {
				ent.role, ent.hasRole = role, true
			}
		}
	}
	for e := range d.entities {
		ent := &d.entities[e]
		ent.kind = votes[e].kind()
		ent.hasRole = ent.hasRole && ent.kind == facts.EntityPerson
	}
	d.acronyms()
}

// A nameIndex finds names of several words by their first and by their last word.
type nameIndex struct {
	first, last map[*lang.Form][]int // names in the order of the text
	initials    map[initialed]*namesake
	families    map[*lang.Form]int // first words of names of two words, with how many second words they have
}

func (d *doc) indexNames() nameIndex {
	x := nameIndex{first: map[*lang.Form][]int{}, last: map[*lang.Form][]int{}, initials: map[initialed]*namesake{}, families: map[*lang.Form]int{}}
	seen := map[[2]*lang.Form]bool{}
	for i := range d.names {
		n := &d.names[i]
		if n.len() < 2 || n.demonym || d.word(n.first).particle || d.foreign(n) {
			continue
		}
		first, last := d.toks[n.first].Word, d.surname(n)
		x.first[first] = append(x.first[first], i)
		x.last[last] = append(x.last[last], i)
		d.noteInitial(i, x)
		if pair := [2]*lang.Form{first, last}; n.len() == 2 && !seen[pair] {
			seen[pair] = true
			x.families[first]++
		}
	}
	return x
}

// surname is the last word of a name that is no suffix.
func (d *doc) surname(n *name) *lang.Form {
	last := n.last
	for last > n.first && (d.toks[last].Kind == lang.Punct || isSuffix(d.lower(last)) || d.is(last, "iii") || d.is(last, "ii")) {
		last--
	}
	return d.toks[last].Word
}

// fuller finds the entity that a name with a middle name or an initial belongs to: "Lee Anton
// Carver" and "L. Carver" are "Lee Carver".
func (d *doc) fuller(n *name, x nameIndex) (int, bool) {
	if d.foreign(n) {
		return 0, false
	}
	if e, ok := d.byInitial(n, x); ok || !d.givenName(n.first) {
		return e, ok
	}
	for _, i := range x.last[d.surname(n)] {
		m := &d.names[i]
		if m.entity >= 0 && m.first != n.first && d.toks[m.first].Word == d.toks[n.first].Word && (m.len() == 2) != (n.len() == 2) {
			return m.entity, true
		}
	}
	return 0, false
}

// byInitial finds the entity of the same surname whose first name is the initial of a name's or
// has it, when all of that surname who begin with the letter have one first name.
func (d *doc) byInitial(n *name, x nameIndex) (entity int, ok bool) {
	letter, alone := initial(d.toks[n.first].Word.Text)
	same := x.initials[initialed{d.surname(n), letter}]
	if same == nil || same.several || same.short < 0 || same.full < 0 {
		return 0, false
	}
	other := same.short
	if alone {
		other = same.full
	}
	entity = d.names[other].entity
	return entity, entity >= 0
}

// initialed is a surname with the first letter of a first name.
type initialed struct {
	last   *lang.Form
	letter rune
}

// A namesake is who has a surname and a first letter: the first name of each kind in the text,
// -1 for none.
type namesake struct {
	short, full int  // with the letter alone, with a first name
	several     bool // there is more than one first name
}

// noteInitial notes a name for byInitial.
func (d *doc) noteInitial(i int, x nameIndex) {
	first := d.toks[d.names[i].first].Word
	letter, alone := initial(first.Text)
	key := initialed{d.surname(&d.names[i]), letter}
	same := x.initials[key]
	if same == nil {
		same = &namesake{-1, -1, false}
		x.initials[key] = same
	}
	switch {
	case alone && same.short < 0:
		same.short = i
	case !alone && same.full < 0:
		same.full = i
	case !alone && d.toks[d.names[same.full].first].Word != first:
		same.several = true
	}
}

// initial is the first letter of a word, and whether it is all of it.
func initial(word string) (letter rune, alone bool) {
	letter, size := utf8.DecodeRuneInString(word)
	return letter, size == len(word)
}

// family reports whether several names of two words begin like this one, as those of
// a family do where the family name stands first.
func (x nameIndex) family(d *doc, n *name) bool {
	return n.len() == 2 && x.families[d.toks[n.first].Word] > 2
}

// lastNamed finds the entity that a single word refers to: the last person before it
// with that surname, else the first one behind it, else one with that given name.
func (d *doc) lastNamed(n *name, x nameIndex) (int, bool) {
	word := d.surname(n)
	if same := x.last[word]; len(same) > 0 {
		k := sort.Search(len(same), func(k int) bool { return d.names[same[k]].first > n.first })
		return d.names[same[max(k-1, 0)]].entity, true
	}
	if same := x.first[word]; len(same) > 0 && d.names[same[0]].len() == 2 && d.word(n.first).gazetteer == "" && d.tags(n.first)&lang.Known == 0 || len(same) > 0 && d.word(n.first).given != "" && !strings.Contains(d.word(n.first).gazetteer, "l") {
		return d.names[same[0]].entity, true
	}
	return 0, false
}

// foreign reports whether a name of several words plainly is no person's, so that
// its last word alone does not refer to it: "Bank of Ukraine", "Air Force".
func (d *doc) foreign(n *name) bool {
	for i := n.first; i <= n.last; i++ {
		if w := d.lower(i); w == "of" || w == "for" || w == "&" || d.word(i).organisation {
			return true
		}
	}
	return lang.Gazetteer.Has(strings.ToLower(d.text(n.run)))
}

// merge keeps the fullest form of an entity, its other names and its gender.
func (d *doc) merge(e, i int, text string) {
	ent := &d.entities[e]
	if text != ent.label {
		if len(text) > len(ent.label) && !d.names[i].headline {
			text, ent.label, ent.best = ent.label, text, i
		}
		known := false
		for _, a := range ent.aliases {
			known = known || a == text
		}
		if !known {
			ent.aliases = append(ent.aliases, text)
		}
	}
	if g, _ := titles.Find(d.names[i].title); ent.gender == 0 && g != "" {
		ent.gender = g[0]
	}
	if g := d.word(d.names[i].first).given; ent.gender == 0 && (g == "m" || g == "f") && d.names[i].len() > 1 {
		ent.gender = g[0]
	}
}

// acronyms joins "CPAC" to "Conservative Political Action Conference (CPAC)", and "the
// RB" to the only name in the article that it can abbreviate.
func (d *doc) acronyms() {
	long := d.initials()
	for i := range d.names {
		n := &d.names[i]
		if n.entity < 0 || n.len() != 1 || d.toks[n.first].Word.Shape&lang.AllCaps == 0 {
			continue
		}
		to := -1
		if n.first > 1 && d.is(n.first-1, "(") && d.is(n.last+1, ")") {
			if full := d.nameAt(n.first - 2); full >= 0 && d.toks[n.first].Word.Text == d.initialsOf(d.names[full].run) {
				to = d.names[full].entity
			}
		} else if d.entities[n.entity].kind != facts.EntityPerson && (d.is(n.first-1, "the") || len(d.toks[n.first].Word.Text) > 2) {
			if e, ok := long[d.toks[n.first].Word.Text]; ok {
				to = e
			}
		}
		if to >= 0 && to != n.entity {
			d.join(n.entity, to)
		}
	}
}

// initials are the entities of several words by their initials, -1 where several have
// the same or a person has them.
func (d *doc) initials() map[string]int {
	all := map[string]int{}
	for j := range d.names {
		m := &d.names[j]
		if m.len() < 2 || m.entity < 0 {
			continue
		}
		short := d.initialsOf(m.run)
		if e, ok := all[short]; ok && e != m.entity || d.entities[m.entity].kind == facts.EntityPerson {
			all[short] = -1
		} else {
			all[short] = m.entity
		}
	}
	return all
}

// join gives all names of an entity to another one.
func (d *doc) join(from, to int) {
	for j := range d.names {
		if d.names[j].entity == from {
			d.names[j].entity = to
		}
	}
	if !slices.Contains(d.entities[to].aliases, d.entities[from].label) {
		d.entities[to].aliases = append(d.entities[to].aliases, d.entities[from].label)
	}
	d.entities[from].label = "" // nothing refers to it any more
	if d.entities[to].kind == facts.EntityOther || d.entities[to].kind == facts.EntityPerson && !d.entities[to].hasRole {
		d.entities[to].kind = facts.EntityOrganisation
	}
}

// initialsOf are the capitals that the words of a run begin with.
func (d *doc) initialsOf(r run) string {
	var initials []byte
	for j := r.first; j <= r.last; j++ {
		if d.toks[j].Capitalised() {
			initials = append(initials, d.toks[j].Word.Text[0])
		}
	}
	return string(initials)
}
