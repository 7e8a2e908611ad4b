package extract

import (
	"strings"

	"byline/facts/lang"
)

// A name is one run of capitalised words: a person's, an organisation's or a
// place's. What stands before a person's name inside the run is kept apart.
type name struct {
	run             // the name itself
	title    string // form of address before it, lower case: "mr"
	role     run    // role before it inside the run, with what limits it: "former US President"; empty when last < first
	entity   int    // index into doc.entities once resolved, or -1
	demonym  bool   // "Ukrainian", "Democrat"
	headline bool   // stands in a title-case line
	behind   bool   // stands behind a place's name without a word between: "Poland" in "ambassador to Poland Ola Berg"
}

var noRun = run{0, -1}

// findNames collects the runs of capitalised words, sentence by sentence. Lines in
// title case are read last, and only for names that stand elsewhere too.
func (d *doc) findNames() {
	caps := d.capitals()
	var runs []run
	for _, s := range d.sents {
		if !d.titleCase(s) && !d.byline(s) {
			runs = d.scanNames(runs, s, caps)
		}
	}
	d.addNames(runs)
	known := map[string]bool{}
	for _, n := range d.names {
		known[d.text(n.run)] = true
		known[d.toks[n.last].Word.Text] = true
	}
	for _, s := range d.sents {
		if d.titleCase(s) {
			d.scanHeadline(s, known)
		}
	}
}

// byline reports whether a line only names who wrote the article: "By Joan Marsh".
func (d *doc) byline(s run) bool {
	if !d.is(s.first, "by") || !d.toks[s.first].Line || s.len() > 8 || s.len() < 3 || s.last+1 < len(d.toks) && !d.toks[s.last+1].Line {
		return false
	}
	for i := s.first + 1; i <= s.last; i++ {
		if t := d.toks[i]; t.Kind == lang.Word && !t.Capitalised() && !t.Is("and") {
			return false
		}
	}
	return true
}

// capitals counts how often each word is capitalised where it need not be.
func (d *doc) capitals() map[string]int {
	caps := map[string]int{}
	for i, t := range d.toks {
		if t.Kind == lang.Word && t.Capitalised() && !d.initial(i) && !d.titleCase(d.sents[max(d.sentOf[i], 0)]) {
			caps[t.Word.Lower]++
		}
	}
	return caps
}

// initial reports whether token i is capitalised by its place: first in a sentence,
// in a quotation or behind a colon.
func (d *doc) initial(i int) bool {
	for j := i - 1; ; j-- {
		if j < 0 || d.sentOf[j] != d.sentOf[i] {
			return true
		}
		switch t := d.toks[j]; {
		case t.Kind == lang.Mark && (t.Space || j == 0 || d.sentOf[j-1] != d.sentOf[j]):
			// a quotation that begins as a clause
			if d.beginsClause(j) {
				return true
			}
			return false
		case t.Dash() && t.Space && d.sents[d.sentOf[i]].first == j+1: // behind a dateline
			return true
		case t.Is(":"), t.Is("•"), t.Is("·"), t.Is("*"), t.Dash() && j == d.sents[d.sentOf[i]].first:
			return true
		case t.Is("(") || t.Is("["):
			continue
		default:
			return false
		}
	}
}

// titleCase reports whether a sentence is a line in title case: no full stop, and
// nearly every word that is not a function word capitalised.
func (d *doc) titleCase(s run) bool {
	if d.toks[s.last].Is(".") || s.len() < 4 || s.last+1 < len(d.toks) && d.paraOf[s.last+1] == d.paraOf[s.last] {
		return false
	}
	upper, lower := 0, 0
	for i := s.first; i <= s.last; i++ {
		t := d.toks[i]
		if t.Kind != lang.Word || t.Word.Tags&lang.Function != 0 {
			continue
		}
		if t.Capitalised() {
			upper++
		} else {
			lower++
		}
	}
	return upper >= 3 && lower*5 <= upper
}

// scanNames appends a sentence's runs of capitalised words.
func (d *doc) scanNames(runs []run, s run, caps map[string]int) []run {
	for i := s.first; i <= s.last; i++ {
		if !d.nameToken(i) || d.initial(i) && !d.nameAtStart(i, s, caps) {
			continue
		}
		last := d.nameEnd(i, s)
		runs = append(runs, run{i, last})
		i = last
	}
	return runs
}

// nameToken reports whether token i can belong to a name.
func (d *doc) nameToken(i int) bool {
	t := d.toks[i]
	if t.Kind != lang.Word {
		return false
	}
	if !t.Capitalised() {
		// "al-Assad", "bin-Salman", "iPhone"
		if at := strings.IndexByte(t.Word.Text, '-'); at > 0 && at+1 < len(t.Word.Text) {
			next := t.Word.Text[at+1]
			return next >= 'A' && next <= 'Z' && nameParticles.Has(t.Word.Lower[:at])
		}
		return false
	}
	switch {
	case lang.Weekday(t.Word.Lower):
		return i+1 < len(d.toks) && d.toks[i+1].Capitalised() && isDayPart(d.lower(i+1)) // "Saturday Night Live"
	case t.Is("i"), isGreeting(t.Word.Lower), d.word(i).number && d.initial(i):
		return false
	case lang.Month(t.Word.Lower) && (len(t.Word.Lower) > 4 || t.Word.Shape&lang.AllCaps == 0):
		return d.givenName(i-1) || d.givenName(i) && i+1 < len(d.toks) && d.toks[i+1].Kind == lang.Word && d.toks[i+1].Capitalised()
	case t.Word.Tags&lang.Function != 0:
		return t.Word.Shape&lang.AllCaps != 0 && !d.shouting(i) // "WHO", "US"; but not in a line of capitals
	}
	return true
}

// shouting reports whether token i stands among words that are all capitals.
func (d *doc) shouting(i int) bool {
	n := 0
	for _, j := range [...]int{i - 1, i + 1} {
		if j >= 0 && j < len(d.toks) && d.toks[j].Kind == lang.Word && d.toks[j].Word.Shape&lang.AllCaps != 0 {
			n++
		}
	}
	return n > 0
}

// nameAtStart judges a capitalised word that begins a sentence.
func (d *doc) nameAtStart(i int, s run, caps map[string]int) bool {
	t := d.toks[i]
	w, tags := t.Word.Lower, t.Word.Tags
	if tags&lang.Function != 0 && t.Word.Shape&lang.AllCaps == 0 {
		return false
	}
	known := d.word(i)
	gazetted := known.gazetteer != ""
	if tags&lang.Known == 0 && known.given == "" && strings.HasSuffix(w, "ly") && i < s.last && d.is(i+1, ",") { // "Allegedly,"
		return false
	}
	if caps[w] > 0 || tags&lang.Known == 0 || known.title && i < s.last && d.toks[i+1].Is(".") {
		return true
	}
	if t.Word.Shape&lang.AllCaps != 0 && !d.shouting(i) {
		return true
	}
	following := i < s.last && d.nameToken(i+1)
	switch {
	case following:
		return known.given != "" || gazetted || known.role || known.organisation || known.title ||
			tags&lang.Noun != 0 && tags&(lang.MostlyVerb|lang.Adverb|lang.Time) == 0 && (tags&lang.Plural == 0 || tags&lang.Person == 0 && d.tags(i+1)&lang.Known == 0)
	case gazetted:
		return tags&lang.Known == 0 || tags&(lang.MostlyVerb|lang.Adverb|lang.Plural) == 0
	case i < s.last && (d.toks[i+1].Kind == lang.Clitic || d.word(i+1).cue != ""):
		// "Trump said": a single bare noun that speaks
		return tags&lang.Noun != 0 && tags&(lang.Plural|lang.Group|lang.Person|lang.Communication|lang.Gerund) == 0 && d.tags(i+1)&lang.Verb != 0
	}
	return false
}

// nameEnd is the last token of the name that begins at i.
func (d *doc) nameEnd(i int, s run) int {
	j := i
	org := d.word(i).organisation || d.word(i).role
	joined := false // "of" or "for" was crossed
	for j < s.last {
		next := d.toks[j+1]
		switch {
		case next.Line && next.Para, next.Is("former"):
			return j
		case d.nameToken(j + 1):
			j++
			org = org || d.word(j).organisation || d.word(j).role
		case next.Is(".") && !next.Space && len(d.toks[j].Word.Text) == 1 && j+2 <= s.last && d.nameToken(j+2): // "John F. Kennedy"
			j += 2
		case next.Is(".") && !next.Space && d.word(j).title && j+2 <= s.last && d.nameToken(j+2): // "Mr. Smith"
			j += 2
		case next.Is(".") && !next.Space && (d.is(j, "st") || d.is(j, "mt") || d.is(j, "ft")) && j+2 <= s.last && d.nameToken(j+2): // "St. Albans"
			j += 2
		case next.Is(".") && !next.Space && j > i && isSuffix(d.lower(j)): // "Jr.", "Inc."
			return j + 1
		case next.Is(",") && j+2 <= s.last && (d.is(j+2, "jr") || d.is(j+2, "sr")) && d.toks[j+2].Capitalised():
			j += 2
		case d.word(j+1).particle && d.particleRun(j+1, s) > 0:
			j = d.particleRun(j+1, s)
		case org && (next.Is("of") || next.Is("for") || next.Is("on") && !d.word(j).role) && !d.splitsRole(j):
			k := j + 2
			if d.is(k, "the") {
				k++
			}
			if k > s.last || !d.nameToken(k) {
				return j
			}
			j, joined = k, true
		case next.Is("&") && j+2 <= s.last && d.nameToken(j+2):
			j += 2
		case next.Is("and") && j == i && d.opensOffice(j+2, s): // "Food and Drug Administration"
			j += 2
		case joined && next.Is("and") && j+2 <= s.last && d.nameToken(j+2) && organisationTail(d, j+2, s):
			j += 2
		default:
			return j
		}
	}
	return j
}

// isSuffix knows what stands behind a name with a full stop of its own.
func isSuffix(w string) bool {
	switch w {
	case "jr", "sr", "inc", "ltd", "corp", "co", "bros":
		return true
	}
	return false
}

// opensOffice reports whether two common nouns in capitals and an organisation's word
// stand around an "and": the words behind it begin at i.
func (d *doc) opensOffice(i int, s run) bool {
	if d.tags(i-2)&lang.Noun == 0 || d.word(i-2).given != "" || d.word(i-2).gazetteer != "" || d.tags(i)&lang.Noun == 0 || d.word(i).organisation {
		return false
	}
	last := i
	for last < s.last && d.nameToken(last+1) {
		last++
	}
	return last > i && last <= s.last && d.word(last).organisation
}

// splitsRole reports whether the run so far ends in a person's name, which no "of"
// prolongs: "President Obama of …".
func (d *doc) splitsRole(j int) bool {
	return !d.word(j).organisation && !d.word(j).role
}

// organisationTail judges "Health and Human Services": the words behind "and" must
// be common nouns in capitals, not another name.
func organisationTail(d *doc, i int, s run) bool {
	for ; i <= s.last && d.nameToken(i); i++ {
		if d.tags(i)&lang.Known == 0 || d.word(i).organisation && d.is(i-1, "and") {
			return false
		}
	}
	return true
}

// particleRun crosses "von der" to the capitalised word behind, or gives 0.
func (d *doc) particleRun(i int, s run) int {
	for ; i <= s.last && d.word(i).particle && !d.toks[i].Capitalised(); i++ {
	}
	if i <= s.last && d.nameToken(i) && !d.initial(i) {
		return i
	}
	return 0
}

func (d *doc) scanHeadline(s run, known map[string]bool) {
	for i := s.first; i <= s.last; i++ {
		if !d.nameToken(i) {
			continue
		}
		last := i
		for last < s.last && d.nameToken(last+1) {
			last++
		}
		for ; last >= i; last-- {
			if known[d.text(run{i, last})] {
				break
			}
		}
		if last >= i {
			d.addName(run{i, last}, nil)
			d.names[len(d.names)-1].headline = true
			i = last
		}
	}
}

// givenName reports whether token i is capitalised and a known given name.
func (d *doc) givenName(i int) bool {
	if i < 0 || i >= len(d.toks) || !d.toks[i].Capitalised() {
		return false
	}
	w := d.word(i)
	return w.given != "" || strings.Contains(w.gazetteer, "f") && !strings.ContainsAny(w.gazetteer, "dl") && d.tags(i)&lang.Known == 0 // not "French" and "First"
}

// isGreeting knows words before the name of the one who is spoken to: "Hey John".
func isGreeting(w string) bool {
	switch w {
	case "hey", "hi", "hello", "wow", "yeah", "hooray", "thanks", "ok", "okay", "yep", "goodbye", "bye", "sorry", "alas":
		return true
	}
	return false
}
