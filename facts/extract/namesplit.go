package extract

import (
	"strings"

	"byline/facts/lang"
)

// addNames keeps the runs as names; a place and the person behind it are two.
func (d *doc) addNames(runs []run) {
	known := d.fullNames(runs)
	for _, r := range runs {
		if d.titleWords(r) {
			continue
		}
		k := d.personBehindPlace(r, known)
		if k > r.first {
			d.addName(run{r.first, k - 1}, known)
			r.first = k
		}
		d.addName(r, known)
		d.names[len(d.names)-1].behind = k == r.first
	}
}

// fullNames are the runs of several words that neither an article nor a preposition stands before, and their
// last words.
func (d *doc) fullNames(runs []run) map[string]bool {
	known := map[string]bool{}
	for _, r := range runs {
		if r.len() > 1 && !d.is(r.first-1, "the") && !d.placePreposition(r.first-1) && !d.inTitle(r.first-1) {
			known[d.text(r)] = true
			known[d.text(run{r.last, r.last})] = true
		}
	}
	return known
}

// titleWords reports whether a run is common words that only a title writes in capitals:
// "Trigger War" in "Plan Will Not Trigger War With Norway".
func (d *doc) titleWords(r run) bool {
	if !d.inTitle(r.first-1) && !d.inTitle(r.last+1) {
		return false
	}
	for i := r.first; i <= r.last; i++ {
		w := d.word(i)
		if d.tags(i)&lang.Known == 0 || w.given != "" || w.gazetteer != "" || w.organisation || w.role || w.place || d.toks[i].Word.Shape&lang.AllCaps != 0 {
			return false
		}
	}
	return true
}

// placePreposition knows what stands before a place.
func (d *doc) placePreposition(i int) bool {
	switch d.lower(i) {
	case "of", "to", "in", "for", "at", "from", "near", "across", "outside":
		return true
	}
	return false
}

// personBehindPlace is where a person's name begins that stands right behind a place's, a
// people's or an organisation's in one run, or -1: "ambassador to Poland Ola Berg", "in Corvo
// Berg said", "head of the European Council Ola Berg".
func (d *doc) personBehindPlace(r run, known map[string]bool) int {
	before := r.first - 1
	if d.is(before, "the") {
		before--
	}
	within := d.is(before, "in") || d.is(before, "near") || d.is(before, "across") || d.is(before, "outside")
	k := d.organisationEnd(r)
	if k < 0 {
		k = d.placeEnd(r)
	}
	if k < 0 && within && r.len() == 2 && !d.givenName(r.first) && known[d.text(run{r.last, r.last})] { // a place that nobody listed
		k = r.last
	}
	if k < 0 || k > r.last || known[d.text(r)] {
		return -1
	}
	rest := run{k, r.last}
	for i := rest.first; i <= rest.last; i++ {
		if d.word(i).organisation || d.word(i).place || d.word(i).role || i > r.first && d.is(i, "of") {
			return -1
		}
	}
	several := rest.len() > 1
	if d.word(k-1).gazetteer == "d" {
		if several && d.givenName(k) && d.word(r.first).given == "" {
			return k
		}
		return -1
	}
	if !several && d.inTitle(r.first-1) { // a headline that runs into its text
		return k
	}
	if !d.placePreposition(before) {
		return -1
	}
	role := d.roleBeforePlace(before)
	switch {
	case !role && !within:
		return -1
	case known[d.text(rest)], several && d.givenName(k), several && role && d.unknownName(rest):
		return k
	}
	return -1
}

// placeEnd is the token behind the place or people that a run begins with, or -1.
func (d *doc) placeEnd(r run) int {
	for last := min(r.last-1, r.first+3); last >= r.first; last-- {
		kind, _ := lang.Gazetteer.Find(strings.ToLower(d.text(run{r.first, last})))
		if strings.Contains(kind, "l") || last == r.first && kind == "d" || isCountry(d.toks[last].Word.Text) {
			return last + 1
		}
	}
	return -1
}

// organisationEnd is the token behind the organisation that a run begins with, where a person's
// first name follows, or -1.
func (d *doc) organisationEnd(r run) int {
	for i := r.first; i+2 <= r.last; i++ {
		if d.word(i).organisation && d.givenName(i+1) {
			return i + 1
		}
	}
	return -1
}

// roleBeforePlace reports whether a role stands before the preposition at i, which leads
// to a place: "ambassador to", "Minister of Foreign Affairs of".
func (d *doc) roleBeforePlace(i int) bool {
	for j := i - 1; j >= 0 && j > i-8 && d.sentOf[j] == d.sentOf[i] && d.kind(j) == lang.Word; j-- {
		if d.word(j).role {
			return true
		}
		if !d.toks[j].Capitalised() && !d.is(j, "of") && !d.is(j, "for") && !d.is(j, "and") && !d.is(j, "the") {
			return false
		}
	}
	return false
}

// unknownName reports whether words can be a person's name and nothing else: none that
// the lexicon or the gazetteer knows, given names and short ones in capitals aside.
func (d *doc) unknownName(r run) bool {
	for i := r.first; i <= r.last; i++ {
		short := i < r.last && d.toks[i].Word.Shape&lang.AllCaps != 0 && len(d.toks[i].Word.Text) == 2
		if !d.givenName(i) && !short && (d.tags(i)&lang.Known != 0 || d.word(i).gazetteer != "" || d.toks[i].Word.Shape&lang.AllCaps != 0) {
			return false
		}
	}
	return true
}

// inTitle reports whether token i is a function word with a capital that nothing but a
// title asks for: "With" in "Talks With Norway Berg said".
func (d *doc) inTitle(i int) bool {
	if i < 0 || d.kind(i) != lang.Word || d.initial(i) || d.is(i, "i") {
		return false
	}
	w := d.toks[i].Word
	return w.Tags&lang.Function != 0 && w.Shape&lang.Capital != 0 && w.Shape&lang.AllCaps == 0 && w.Shape&lang.HasLower != 0
}

// addName keeps a run, with the role and the form of address that stand before a
// person's name split off.
func (d *doc) addName(r run, known map[string]bool) {
	n := name{run: r, role: noRun, entity: -1}
	if r.len() == 1 {
		v := d.word(r.first).gazetteer
		n.demonym = strings.Contains(v, "d") && !strings.Contains(v, "l") || isDemonym(d.lower(r.first), v)
	}
	if k := d.roleSplit(r, known); k > r.first {
		before := run{r.first, k - 1}
		n.first = k
		if d.is(before.last, ".") {
			before.last--
		}
		if d.word(before.last).title && !d.word(before.last).role {
			n.title = d.lower(before.last)
			if n.title == "sen" || n.title == "rep" || n.title == "gov" || n.title == "gen" || n.title == "col" || n.title == "capt" || n.title == "lt" {
				n.role = before
			} else if before.len() > 1 {
				n.role = run{before.first, before.last - 1}
			}
		} else {
			n.role = before
		}
		if n.role.len() > 0 {
			n.role = d.qualified(n.role)
		}
	}
	d.names = append(d.names, n)
	for i := r.first; i <= r.last; i++ {
		d.nameOf[i] = len(d.names) - 1
	}
}

// qualified is a role in capitals with what limits it before: "former President".
func (d *doc) qualified(r run) run {
	for i := r.first - 1; i >= 0 && d.sentOf[i] == d.sentOf[r.first] && d.kind(i) == lang.Word && !d.toks[i].Capitalised() && isRoleModifier(d.lower(i)); i-- {
		r.first = i
	}
	return r
}

// namesOffice reports whether a run in capitals names an office and nobody who holds it:
// "U.S. President", "Russian Foreign Minister", "Attorney General".
func (d *doc) namesOffice(r run) bool {
	if !isOfficeTail(d.lower(r.last)) {
		return false
	}
	for i := r.first; i < r.last; i++ {
		kind := d.word(i).gazetteer
		country := strings.ContainsAny(kind, "dl") && !d.givenName(i) || isCountry(d.toks[i].Word.Text)
		if !country && !d.word(i).role && !isRoleModifier(d.lower(i)) && d.kind(i) == lang.Word {
			return false
		}
	}
	return true
}

// isCountry knows the abbreviations that stand for a place before an office.
func isCountry(w string) bool {
	switch w {
	case "US", "U.S.", "UK", "U.K.", "EU", "UN", "U.N.", "NATO", "UAE":
		return true
	}
	return false
}

// isOfficeTail knows roles that are nobody's surname.
func isOfficeTail(w string) bool {
	switch w {
	case "president", "minister", "secretary", "general", "governor", "chancellor", "ambassador", "premier", "senator", "spokesman", "spokeswoman", "spokesperson", "commander", "director", "chairman", "executive", "prosecutor", "colonel", "adviser", "advisor", "commissioner", "envoy", "negotiator", "leader", "officer", "ombudsman", "member", "states", "commander-in-chief", "editor-in-chief":
		return true
	}
	return false
}

// roleSplit is where the person's name begins in a run such as "US President Donald
// Trump", or the run's first token.
func (d *doc) roleSplit(r run, known map[string]bool) int {
	at := r.first
	for i := r.first; i < r.last; i++ {
		switch {
		case d.word(i).role && d.namesOffice(run{r.first, r.last}): // "Attorney General"
			return r.first
		case d.word(i).title:
			at = i + 1
			if d.is(at, ".") {
				at++
			}
		case i == r.first && d.tags(i)&lang.Person != 0 && d.tags(i)&lang.MostlyNoun != 0 && !d.word(i).role && d.word(i+1).given != "" && r.last > i+1 && d.word(i).given == "":
			at = i + 1 // "Forecaster Anil Deshmukh"
		case d.word(i).role && !d.word(i+1).organisation:
			if d.is(i+1, "of") || d.is(i+1, "for") { // "Secretary of State John Kerry"
				if k := d.givenNameAfter(i+3, r.last); k > 0 {
					at = k
				} else if k := d.personBehindPlace(run{i + 2, r.last}, known); k > 0 { // "President of China Xi Jinping"
					at = k
				}
				continue
			}
			at = i + 1
		}
	}
	if at > r.first && at < r.last && isRank(d.lower(at)) { // "General Major Ola Berg"
		at++
	}
	if at > r.last || at == r.last && isOfficeTail(d.lower(at)) {
		return r.first
	}
	return at
}

func isRank(w string) bool {
	switch w {
	case "major", "brigadier", "lieutenant", "colonel":
		return true
	}
	return false
}

func (d *doc) givenNameAfter(i, last int) int {
	for ; i < last; i++ { // a surname must follow
		if d.givenName(i) {
			return i
		}
	}
	return 0
}

// isDemonym finds plural demonyms: "Ukrainians".
func isDemonym(w, known string) bool {
	if known != "" {
		return false
	}
	v, _ := lang.Gazetteer.Find(strings.TrimSuffix(w, "s"))
	return strings.Contains(v, "d")
}
