package extract

import (
	"strings"

	"byline/facts/lang"
)

// A role is what the article says a named person is, as written.
type role struct {
	run                 // "Air Force spokesman", "president of the European Commission"
	head         int    // the role noun
	organisation string // "Air Force", "European Commission"
	rule         string
}

// roleOf finds what the words around name n say the person is. The forms are tried
// from the surest to the loosest.
func (d *doc) roleOf(n int) (role, bool) {
	nm := &d.names[n]
	rank := nm.role.len() > 0 && d.word(nm.role.last).title && !d.word(nm.role.last).role // only "Gen." or "Sen."
	if nm.role.len() > 0 && !rank {
		r := d.newRole(nm.role, nm.role.last, "role before the name")
		d.roleOfPlace(nm, &r)
		return r, true
	}
	before, ok := d.roleBefore(nm)
	if ok && !d.isKin(before.head) {
		return before, true
	}
	if r, ok := d.roleAfter(nm); ok {
		return r, true
	}
	if ok {
		return before, true
	}
	if r, ok := d.roleInApposition(nm); ok {
		return r, true
	}
	if r, ok := d.roleByVerb(nm); ok {
		return r, true
	}
	if rank {
		r := nm.role
		if d.is(r.last+1, ".") {
			r.last++
		}
		return d.newRole(r, nm.role.last, "rank before the name"), true
	}
	return role{}, false
}

// rolesOf is every role that the words around a name give.
func (d *doc) rolesOf(nm *name) []role {
	var out []role
	if nm.role.len() > 0 {
		r := d.newRole(nm.role, nm.role.last, "role before the name")
		d.roleOfPlace(nm, &r)
		out = append(out, r)
	}
	for _, form := range [...]func(*name) (role, bool){d.roleBefore, d.roleAfter, d.roleInApposition, d.roleByVerb} {
		if r, ok := form(nm); ok {
			out = append(out, r)
		}
	}
	return out
}

// roleOfPlace reads what a role belongs to behind the name: "Prime Minister Ola Berg of
// Norway".
func (d *doc) roleOfPlace(nm *name, r *role) {
	i := nm.last + 1
	if r.organisation != "" || !d.is(i, "of") || i+1 >= len(d.toks) {
		return
	}
	j := i + 1
	if d.is(j, "the") {
		j++
	}
	if j < len(d.toks) && d.nameOf[j] >= 0 && d.sentOf[j] == d.sentOf[i] {
		r.organisation = d.text(d.names[d.nameOf[j]].run)
	}
}

// roleBefore reads "Air Force spokesman Yuriy Ignat": one noun phrase whose words
// before the name end in a role noun.
func (d *doc) roleBefore(nm *name) (role, bool) {
	p := d.phraseOf[nm.first]
	if nm.behind {
		return d.roleOverPlace(nm)
	}
	if p < 0 || d.phrases[p].first >= nm.first {
		return role{}, false
	}
	if d.modifies(nm) { // "the mercenary Lind group"
		return role{}, false
	}
	r := run{d.phrases[p].first, nm.first - 1}
	for r.first < r.last && d.speaks(r.first) && d.tags(r.first)&(lang.ThirdS|lang.Past) != 0 { // "says midwife Ola Berg"
		r.first++
	}
	for r.len() > 0 && (d.is(r.last, ".") || d.word(r.last).title && d.toks[r.last].Capitalised()) { // the title of "Mr. Smith"
		r.last--
	}
	for r.first < r.last && (d.class[r.first]&(determiner|mark) != 0 || d.class[r.first]&possessive != 0 && d.kind(r.first) == lang.Word) {
		r.first++
	}
	if r.len() < 1 || !d.isRole(r.last) || d.kind(r.last) != lang.Word {
		return role{}, false
	}
	return d.newRole(r, r.last, "role before the name"), true
}

// roleHead is the role noun of a role in capitals, which "of" may follow.
func (d *doc) roleHead(r run) int {
	for i := r.first; i < r.last; i++ {
		if d.word(i).role && (d.is(i+1, "of") || d.is(i+1, "for")) && d.nameAt(i) >= 0 && d.nameAt(i) == d.nameAt(r.last) {
			return i
		}
	}
	return r.last
}

// roleOverPlace reads "the ambassador to Poland Ola Berg": a role noun, and the place it
// belongs to right before the name.
func (d *doc) roleOverPlace(nm *name) (role, bool) {
	s := d.sents[d.sentOf[nm.first]]
	p := d.phraseAt(nm.first - 1)
	for p >= 0 {
		i := d.phrases[p].first - 1 // the preposition
		if i <= s.first || !d.isClass(i, preposition) {
			break
		}
		p = d.phraseAt(i - 1)
		if p < 0 {
			break
		}
		r := d.behind(d.phrases[p].run, determiner|mark)
		head := d.roleHead(r)
		if !d.isRole(head) {
			continue
		}
		r.last = nm.first - 1
		return d.newRole(r, head, "role before the name"), true
	}
	return role{}, false
}

// roleAfter reads "Colin Kahl, the under secretary of defense for policy, …", with
// an age between if there is one.
func (d *doc) roleAfter(nm *name) (role, bool) {
	i := nm.last + 1
	s := d.sents[d.sentOf[nm.last]]
	if i < s.last && (d.is(i, "(") || d.is(i, "[")) {
		open := i
		for i < s.last && !d.is(i, ")") && !d.is(i, "]") {
			i++
		}
		if r, ok := d.roleAt(open+1, run{s.first, i - 1}, "role in brackets"); ok && r.last == i-1 {
			return r, true
		}
		i++
	}
	if !d.is(i, ",") {
		return role{}, false
	}
	i++
	if i+1 <= s.last && d.kind(i) == lang.Number && d.is(i+1, ",") { // ", 45, a farmer"
		i += 2
	}
	for i < s.last && d.class[i]&adverb != 0 {
		i++
	}
	if d.is(i, "who") && i+2 <= s.last {
		switch d.toks[i+1].Word.Lemma {
		case "lead", "head", "run", "chair", "direct", "manage": // "who leads the Clean Air Alliance"
			if p := d.phraseAt(i + 2); p >= 0 && d.phrases[p].first == i+2 {
				r := d.extended(d.phrases[p], s.last)
				return role{run: run{i + 1, r.last}, head: d.phrases[p].head, organisation: d.plainName(r), rule: "role by a relative clause"}, true
			}
		case "be":
			i += 2
		}
	}
	return d.roleAt(i, s, "role behind the name")
}

// roleAt reads a role phrase that begins at i and runs, with its prepositions, to a
// comma, a verb or the end of the sentence.
func (d *doc) roleAt(i int, s run, rule string) (role, bool) {
	if i > s.last || d.phraseOf[i] < 0 {
		return role{}, false
	}
	p := d.phrases[d.phraseOf[i]]
	if p.first != i || !d.isRole(p.head) {
		return role{}, false
	}
	r := d.extended(p, s.last)
	for r.first < p.head && d.class[r.first]&(determiner|mark) != 0 {
		r.first++
	}
	return d.newRole(d.closed(r), p.head, rule), true
}

// closed prolongs a run to the mark that closes a name begun in it: "head of the group
// “Doctors | without Cars”".
func (d *doc) closed(r run) run {
	if q := d.quoteOf[r.last]; q >= 0 && r.has(d.quotes[q].open) && d.quotes[q].close > r.last && d.quotes[q].len() < 8 {
		r.last = d.quotes[q].close
	}
	return r
}

// roleInApposition reads "the uncle, Ma Chengming, said".
func (d *doc) roleInApposition(nm *name) (role, bool) {
	at := nm.first
	if p := d.phraseOf[at]; p >= 0 {
		at = d.phrases[p].first
	}
	s := d.sents[d.sentOf[at]]
	if at-2 < s.first || !d.is(at-1, ",") || d.phraseAt(at-2) < 0 {
		return role{}, false
	}
	after := nm.last + 1
	if after <= s.last && !d.is(after, ",") && !d.is(after, ".") && !d.is(after, ";") {
		return role{}, false
	}
	// walk over "president of the European Commission" to its first phrase
	p := d.phrases[d.phraseAt(at-2)]
	last := p.last
	for p.first-2 >= s.first && (d.is(p.first-1, "of") || d.is(p.first-1, "for") || d.is(p.first-1, "at")) && d.phraseAt(p.first-2) >= 0 {
		p = d.phrases[d.phraseAt(p.first-2)]
	}
	head := p.head
	if d.nameOf[head] >= 0 { // "The Governor of Tula, Ola Berg"
		head = d.roleHead(p.run)
	}
	if !d.isRole(head) || d.nameOf[head] >= 0 && !d.word(head).role || d.tags(head)&lang.Plural != 0 {
		return role{}, false
	}
	r := run{p.first, last}
	for r.first < head && (d.class[r.first]&determiner != 0 || d.class[r.first]&possessive != 0 && d.kind(r.first) == lang.Word) {
		r.first++
	}
	return d.newRole(r, head, "role in apposition"), true
}

// roleByVerb reads "X is the president of …" and "referring to X and Y as two
// presidents", where the plural is the role of each.
func (d *doc) roleByVerb(nm *name) (role, bool) {
	s := d.sents[d.sentOf[nm.last]]
	i := nm.last + 1
	if nm.entity >= 0 && d.commonWord(&d.names[d.entities[nm.entity].best]) { // "Water is the killer"
		return role{}, false
	}
	if i <= s.last && (d.is(i, "is") || d.is(i, "was") || d.toks[min(i, s.last)].Word.Lemma == "become") {
		if r, ok := d.roleAt(i+1, s, "role by a verb"); ok {
			return r, true
		}
	}
	for i <= s.last && (d.class[i]&(conjunction|properNoun) != 0 || d.is(i, ",")) {
		i++
	}
	if i < s.last && d.is(i, "as") && d.phraseAt(i+1) >= 0 && d.namedAs(nm, s) {
		p := d.phrases[d.phraseAt(i+1)]
		if p.first == i+1 && d.isRole(p.head) {
			return d.newRole(run{p.head, p.head}, p.head, "role by a verb"), true
		}
	}
	return role{}, false
}

// commonWord reports whether a name is one word that the lexicon knows, and no given name.
func (d *doc) commonWord(n *name) bool {
	return n.len() == 1 && d.tags(n.first)&lang.Known != 0 && !d.givenName(n.first)
}

// namedAs reports whether a verb of naming or choosing stands before the name.
func (d *doc) namedAs(nm *name, s run) bool {
	for i := nm.first - 1; i >= s.first && i > nm.first-8; i-- {
		if d.class[i]&verb != 0 {
			switch d.toks[i].Word.Lemma {
			case "refer", "describe", "name", "appoint", "elect", "choose", "nominate", "regard", "portray", "characterize", "characterise", "introduce", "identify":
				return true
			}
			return false
		}
	}
	return false
}

func (d *doc) newRole(r run, head int, rule string) role {
	if head == r.last { // the head of "Chairman of the Board" stands first
		head = d.roleHead(r)
	}
	if d.is(r.first-1, "acting") { // which mostly is a verb
		r.first--
	}
	return role{run: r, head: head, organisation: d.roleOrganisation(r, head), rule: rule}
}

// roleOrganisation is what the role belongs to: the name behind "of", "for" or "at",
// else the names before the role noun.
func (d *doc) roleOrganisation(r run, head int) string {
	for i := head + 1; i < r.last; i++ {
		if d.class[i]&preposition == 0 || d.phraseAt(i+1) < 0 || len(d.phrases[d.phraseAt(i+1)].names) == 0 {
			continue
		}
		rest := d.phrases[d.phraseAt(i+1)].run
		rest = d.behind(rest, determiner)
		for rest.last+2 <= r.last && d.is(rest.last+1, "of") && d.phraseAt(rest.last+2) >= 0 { // "the University of Tartu"
			rest.last = d.phrases[d.phraseAt(rest.last+2)].last
		}
		return d.text(d.closed(rest))
	}
	first, last := -1, -1
	for i := r.first; i < head; i++ {
		if d.nameToken(i) && (!d.word(i).role && !isRoleModifier(d.lower(i)) || d.beginsOffice(i, head)) {
			if first < 0 {
				first = i
			}
			last = i
		} else if first >= 0 {
			break
		}
	}
	if first >= 0 {
		return d.text(run{first, last})
	}
	if n := d.nameAt(head); n >= 0 && d.nameAt(head+1) == n && head+1 < r.last { // all in capitals: "Chairman of the Rhine Bank"
		rest := run{head + 2, r.last}
		if d.is(rest.first, "the") && rest.len() > 1 {
			rest.first++
		}
		if rest.len() > 1 || d.tags(rest.first)&lang.Known == 0 || d.word(rest.first).gazetteer != "" { // not "Minister of Finance"
			return d.text(rest)
		}
	}
	return ""
}

// beginsOffice reports whether words that mostly belong to a role belong to an office's name
// here: "National Security Council adviser", "Republican Party nominee".
func (d *doc) beginsOffice(i, head int) bool {
	switch d.lower(i) {
	case "deputy", "vice", "former", "acting", "senior", "chief", "prime":
		return false
	}
	for i++; i < head && d.nameToken(i); i++ {
		if d.word(i).organisation {
			return true
		}
	}
	return false
}

// roleText is a role as one person has it: the "presidents" of two people is
// "president" for each.
func (d *doc) roleText(r role) string {
	if r.len() == 1 && d.tags(r.head)&lang.Plural != 0 {
		return lang.Singular(d.lower(r.head))
	}
	return strings.Join(strings.Fields(d.text(r.run)), " ")
}

// isRoleModifier knows capitalised words that belong to the role and not to the
// organisation: "Prime Minister", "National Security Adviser".
func isRoleModifier(w string) bool {
	switch w {
	case "prime", "vice", "deputy", "chief", "senior", "former", "acting", "press", "national", "security", "assistant", "general", "first", "foreign", "defense", "defence", "interior", "finance", "attorney", "lead", "special", "executive", "associate", "interim", "managing", "staff", "presidential", "outgoing", "incumbent", "ousted", "late", "then", "ex", "lieutenant":
		return true
	}
	return false
}

// isRole reports whether token i is a noun for what a person is or does.
func (d *doc) isRole(i int) bool {
	w := d.lower(i)
	if d.word(i).role {
		return true
	}
	if s, ok := strings.CutSuffix(w, "s"); ok && roleNouns.Has(s) {
		return true
	}
	if at := strings.LastIndexByte(w, '-'); at > 0 && roleNouns.Has(w[at+1:]) {
		return true
	}
	if strings.HasSuffix(w, "maker") || strings.HasSuffix(w, "makers") { // "chipmaker": a company
		return false
	}
	return d.tags(i)&lang.Person != 0 && d.nameOf[i] < 0 && !isDescent(w)
}

// isDescent knows person nouns that say nothing of a role.
func isDescent(w string) bool {
	switch strings.TrimSuffix(w, "s") {
	case "person", "people", "man", "woman", "men", "women", "individual", "other", "one", "human", "being", "somebody", "someone", "guy", "adult", "self", "here", "dear", "light", "more", "case":
		return true
	}
	return false
}
