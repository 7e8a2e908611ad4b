package extract

import (
	"sort"
	"strings"

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

// evidence says how much speaks for each kind of a name; the sources of the signs
// are the words of the name itself and the words beside it.
type evidence struct{ person, organisation, place int }

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
	families    map[*lang.Form]int   // first words of names of two words, with how many second words they have
}

func (d *doc) indexNames() nameIndex {
	x := nameIndex{first: map[*lang.Form][]int{}, last: map[*lang.Form][]int{}, families: map[*lang.Form]int{}}
	seen := map[[2]*lang.Form]bool{}
	for i := range d.names {
		n := &d.names[i]
		if n.len() < 2 || n.demonym || d.word(n.first).particle || d.foreign(n) {
			continue
		}
		first, last := d.toks[n.first].Word, d.surname(n)
		x.first[first] = append(x.first[first], i)
		x.last[last] = append(x.last[last], i)
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

// fuller finds the entity that a name with a middle name belongs to: "Lee Anton Carver"
// and "Lee Carver".
func (d *doc) fuller(n *name, x nameIndex) (int, bool) {
	if d.foreign(n) || !d.givenName(n.first) {
		return 0, false
	}
	for _, i := range x.last[d.surname(n)] {
		m := &d.names[i]
		if m.entity >= 0 && m.first != n.first && d.toks[m.first].Word == d.toks[n.first].Word && (m.len() == 2) != (n.len() == 2) {
			return m.entity, true
		}
	}
	return 0, false
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

// weigh adds what one name and its place say about its entity.
func (d *doc) weigh(i int, hasRole bool, v *evidence, byWord nameIndex) {
	n := &d.names[i]
	if n.headline {
		return
	}
	if n.title != "" || n.role.len() > 0 {
		v.person += 6
	}
	if hasRole {
		v.person += 3
	}
	text := strings.ToLower(d.text(n.run))
	kinds, _ := lang.Gazetteer.Find(text)
	if strings.Contains(kinds, "l") {
		v.place += 4
		if n.len() > 1 { // "South America" is no person, whatever its words look like
			v.place += 8
		}
	}
	if strings.Contains(kinds, "g") {
		v.organisation += 3
	}
	common, office := 0, false
	for j := n.first; j <= n.last; j++ {
		w, t := d.lower(j), d.toks[j]
		switch {
		case d.word(j).organisation && (n.len() > 1 || t.Word.Tags&lang.Group != 0):
			v.organisation += 5
			office = true
		case w == "of", w == "for", w == "&":
			v.organisation += 4
			office = true
		case n.len() > 1 && d.givenName(n.first) && j == n.last: // "Hugh Hill"
		case t.Word.Shape&lang.HasDigit != 0 && n.len() > 1: // "Volkswagen T6"
			office = true
		case n.len() > 1 && (d.word(j).place || t.Word.Tags&lang.Location != 0 && t.Word.Tags&lang.MostlyNoun != 0) && (j == n.last || j == n.first):
			v.place += 7
		case t.Word.Shape&lang.AllCaps != 0 && len(t.Word.Text) > 1 && t.Word.Text[len(t.Word.Text)-1] != '.' && !d.shouting(j):
			v.organisation += 3
		case t.Word.Tags&lang.Known != 0 && t.Word.Tags&lang.Function == 0 && !d.givenName(j) && len(w) > 2 && !byWord.family(d, n):
			common++
		}
		if kind := d.word(j).gazetteer; n.len() > 1 && strings.Contains(kind, "d") && !d.givenName(j) {
			v.organisation++
			v.person -= 2
		}
		if n.len() > 1 && j == n.last && strings.Contains(d.word(j).gazetteer, "l") && isCompass(d.lower(n.first)) {
			v.place += 8 // "South Sudan"
		}
	}
	given := d.givenName(n.first)
	if n.len() > 1 && (isCompass(d.lower(n.first)) && !given || d.is(n.first, "st")) {
		v.place += 4
	}
	if n.len() > 1 && (d.word(n.last).role || d.tags(n.last)&lang.Plural != 0 && d.tags(n.first)&lang.Known != 0 && !given) { // "German Chancellor", "Grand Slams"
		office = true
		v.person -= 4
	}
	switch {
	case n.len() < 2 || n.len() > 5 || office:
	case given:
		v.person += 3
	case common == 0 && n.len() < 4:
		v.person += 3
	case common == 1 && n.len() < 4:
		v.person++
		v.organisation++
	default:
		v.organisation += common
	}
	if d.word(n.first).given != "" && n.len() > 1 {
		v.person += 2
	}
	if byWord.family(d, n) {
		v.person += 2
	}
	d.weighContext(n, v)
}

// isCompass knows words that make a place of a place.
func isCompass(w string) bool {
	switch w {
	case "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "new", "upper", "lower", "greater", "inner", "outer", "saint", "st", "san", "santa", "port", "cape", "mount":
		return true
	}
	return false
}

// weighContext reads the words beside a name.
func (d *doc) weighContext(n *name, v *evidence) {
	if d.is(n.first-1, "the") {
		v.person -= 3
		v.organisation += 2
	}
	next := n.last + 1
	possessor := next < len(d.toks) && d.isClass(next, possessive)
	if possessor && d.isKin(next+1) {
		v.person += 3
	}
	if possessor {
		// "in Smith's years": not a place
	} else if d.is(n.first-1, "in") || d.is(n.first-1, "near") || d.is(n.first-1, "across") || d.is(n.first-1, "outside") || d.is(n.first-1, "into") {
		v.place += 2
	}
	if next >= len(d.toks) || d.sentOf[next] != d.sentOf[n.last] {
		return
	}
	if d.is(next, ",") && next+1 < len(d.toks) && d.phraseAt(next+1) >= 0 { // "Fluminense, the best team in …"
		if p := d.phrases[d.phraseAt(next+1)]; p.first == next+1 && d.class[p.first]&determiner != 0 && d.tags(p.head)&lang.Group != 0 {
			v.organisation += 6
		}
	}
	t := d.toks[next]
	if t.Word.Tags&lang.Location != 0 && t.Kind == lang.Word && !t.Capitalised() {
		v.place += 3
	}
	if d.speaks(next) || d.speaks(n.first-1) {
		v.person++
		if n.len() > 1 && !d.word(n.last).organisation {
			v.person += 2
		}
	}
	if (d.is(n.first-1, "from") || d.is(n.first-1, "by") || d.is(n.first-1, "to")) && d.word(n.first-2).feat && d.tags(n.first)&lang.Known == 0 {
		v.person += 2
	}
	if d.word(next).deed && d.isClass(next, verb) {
		v.person += 2
	}
	if d.is(next, "who") || d.is(next, ",") && d.is(next+1, "who") {
		v.person += 4
	}
}

// isKin knows relatives, whom only people have.
func (d *doc) isKin(i int) bool {
	switch lang.Singular(d.lower(i)) {
	case "wife", "husband", "son", "daughter", "father", "mother", "brother", "sister", "uncle", "aunt", "parent", "child", "family", "widow", "girlfriend", "boyfriend", "partner", "lawyer", "spokesman", "spokesperson", "spokeswoman":
		return true
	}
	return false
}

// speaks reports whether token i is a form of a verb of speech.
func (d *doc) speaks(i int) bool {
	c := d.word(i).cue
	return c != "" && c[0] == 's' && d.tags(i)&lang.Verb != 0
}

func (v evidence) kind() facts.EntityKind {
	switch {
	case v.person >= 3 && v.person > v.organisation && v.person > v.place:
		return facts.EntityPerson
	case v.place > v.organisation:
		return facts.EntityPlace
	case v.organisation > 0:
		return facts.EntityOrganisation
	case v.person >= 2 && v.place == 0:
		return facts.EntityPerson
	}
	return facts.EntityOther
}

// acronyms joins "CPAC" to "Conservative Political Action Conference (CPAC)".
func (d *doc) acronyms() {
	for i := range d.names {
		n := &d.names[i]
		if n.entity < 0 || n.first < 2 || !d.is(n.first-1, "(") || !d.is(n.last+1, ")") || n.len() != 1 {
			continue
		}
		full := d.nameAt(n.first - 2)
		if full < 0 || d.names[full].entity < 0 || d.names[full].entity == n.entity || !d.abbreviates(n.first, d.names[full].run) {
			continue
		}
		from, to := n.entity, d.names[full].entity
		for j := range d.names {
			if d.names[j].entity == from {
				d.names[j].entity = to
			}
		}
		d.entities[to].aliases = append(d.entities[to].aliases, d.entities[from].label)
		d.entities[from].label = "" // nothing refers to it any more
		if d.entities[to].kind == facts.EntityOther || d.entities[to].kind == facts.EntityPerson && !d.entities[to].hasRole {
			d.entities[to].kind = facts.EntityOrganisation
		}
	}
}

// abbreviates reports whether the capitals of token i are the initials of a run.
func (d *doc) abbreviates(i int, r run) bool {
	initials := ""
	for j := r.first; j <= r.last; j++ {
		if d.toks[j].Capitalised() {
			initials += d.toks[j].Word.Text[:1]
		}
	}
	return len(initials) > 1 && d.toks[i].Word.Text == initials
}
