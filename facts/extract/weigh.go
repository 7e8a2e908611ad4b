package extract

import (
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// evidence says how much speaks for each kind of a name; the sources of the signs
// are the words of the name itself and the words beside it.
type evidence struct{ person, organisation, place int }

// weigh adds what one name and its place say about its entity.
func (d *doc) weigh(i int, hasRole bool, v *evidence, byWord nameIndex) {
	n := &d.names[i]
	kinds, _ := lang.Gazetteer.Find(strings.ToLower(d.text(n.run)))
	if n.headline {
		if strings.Contains(kinds, "l") {
			v.place++
		}
		return
	}
	if n.title != "" || n.role.len() > 0 {
		v.person += 6
	}
	if hasRole {
		v.person += 3
	}
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
		case t.Word.Shape&lang.AllCaps != 0 && len(t.Word.Text) > 1 && !d.word(j).role && t.Word.Text[len(t.Word.Text)-1] != '.' && !d.shouting(j):
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
	given, words := d.givenName(n.first), d.nameWords(n)
	if n.len() > 1 && (isCompass(d.lower(n.first)) && !given || d.is(n.first, "st")) {
		v.place += 4
	}
	if n.len() > 1 && (d.word(n.last).role || d.tags(n.last)&lang.Plural != 0 && d.tags(n.first)&lang.Known != 0 && !given) { // "Taxi Driver", "Grand Slams"
		office = true
		v.person -= 4
		if d.word(n.last).role && !d.word(n.last).organisation { // nor is a "Village Poet" an organisation
			v.organisation -= 4
		}
	}
	if n.len() > 1 && !given && d.kind(n.last) == lang.Word && len(d.toks[n.last].Word.Text) == 1 { // "Platform X"
		v.person -= 4
	}
	if n.len() > 1 && isForeignArticle(d.lower(n.first)) && !d.givenName(n.last) { // "Le Monde", "Der Anzeiger"
		v.person -= 3
		v.organisation += 2
	}
	if n.len() > 1 && !given && (strings.Contains(d.word(n.first).gazetteer, "d") || d.word(n.first).number || isOrdinal(d.lower(n.first))) { // "English Wikipedia", "First Harlow"
		v.person -= 4
	}
	if d.word(n.first).role && d.is(n.first+1, "of") || d.namesOffice(n.run) && (n.len() > 1 || d.is(n.first-1, "the")) {
		v.organisation -= 10 // "Minister of Defence", "the U.S. President"
		v.person -= 10
		v.place -= 10
	}
	switch {
	case words < 2 || words > 5 || office:
	case given:
		v.person += 3
	case common == 0 && words < 4:
		v.person += 3
	case common == 1 && words < 4:
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

// isForeignArticle knows the articles that names of papers and firms begin with.
func isForeignArticle(w string) bool {
	switch w {
	case "le", "la", "les", "il", "lo", "los", "las", "el", "al", "der", "die", "das":
		return true
	}
	return false
}

// nameWords is how many words a name has, full stops behind initials not counted.
func (d *doc) nameWords(n *name) int {
	words := 0
	for i := n.first; i <= n.last; i++ {
		if d.kind(i) == lang.Word {
			words++
		}
	}
	return words
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
	if d.is(n.first-1, "the") && !(n.len() == 1 && d.modifies(n)) {
		v.person -= 3
		v.organisation += 2
	}
	switch before := n.first - 1; {
	case isOutlet(d.lower(before)) && !d.is(before, "bank") && !d.toks[before].Capitalised(), d.is(before, "as") && d.is(before-1, "such") && isOutlet(lang.Singular(d.lower(before-2))):
		v.organisation += 8
		v.person -= 3
	case d.is(before, "of") && isSettlement(d.lower(before-1)) && !d.toks[before-1].Capitalised(): // "the city of Aldana Yar"
		v.place += 8
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
	if d.speaks(next) && !d.is(n.first-1, "of") || d.speaks(n.first-1) {
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

// modifies reports whether a name stands before the noun of its phrase: "the Lind plan".
func (d *doc) modifies(n *name) bool {
	p := d.phraseAt(n.last)
	return p >= 0 && d.phrases[p].head > n.last && !d.isClass(n.last+1, possessive)
}

// isOutlet knows what stands before the name of a medium or a firm.
func isOutlet(w string) bool {
	switch w {
	case "newspaper", "daily", "weekly", "magazine", "tabloid", "broadsheet", "journal", "broadcaster", "portal", "website", "channel", "network", "agency", "newswire", "company", "firm", "startup", "bank", "charity", "airline", "retailer", "carmaker":
		return true
	}
	return false
}

// isSettlement knows what a place is called that is named behind "of".
func isSettlement(w string) bool {
	switch w {
	case "city", "town", "village", "settlement", "hamlet", "suburb", "port", "island", "province", "district", "region", "county":
		return true
	}
	return false
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
	case v.place > 0 && v.place > v.organisation:
		return facts.EntityPlace
	case v.organisation > 0:
		return facts.EntityOrganisation
	case v.person >= 2 && v.place == 0:
		return facts.EntityPerson
	}
	return facts.EntityOther
}
