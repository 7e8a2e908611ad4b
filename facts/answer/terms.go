package answer

import (
	"cmp"
	"slices"
	"strings"

	"byline/facts/lang"
)

// How much a word counts, relative to its rarity, by the part it plays.
const (
	nameWeight  = 1.3 // names must be met
	classWeight = 0.5 // "which company": the sentence says Raytheon
	plainWeight = 0.4 // verbs such as say and do, which every article is full of
)

// collect makes the terms of a question: its words that are neither function words
// nor part of the asking, with what the articles have for them.
func (q *question) collect(x *Index) {
	excluded := false // behind "besides X" stands what is known already
	for i := range q.words {
		w := &q.words[i]
		q.ahead = q.ahead || comes(w.lower)
		q.best = q.best || superlative(w.lower)
		switch {
		case w.lower == "besides" || w.lower == "except":
			excluded = true
		case w.kind&(function|name|capital) == function:
			excluded = false
		}
		id, c, has := x.find(w.stem)
		if has && excluded && w.kind&function == 0 {
			q.excluded = append(q.excluded, id)
		}
		if excluded || q.asks(i) || w.kind&(function|stop|mark) != 0 && w.kind&number == 0 || len(q.terms) == maxTerms || w.lower == "" {
			continue
		}
		t := term{text: w.text, stem: w.stem, id: -1, kind: w.kind, at: i}
		if has {
			t.id = id
			// lower-case questions name people too
			if c.names > 0 && c.names*2 > c.uses && w.kind&number == 0 {
				t.kind |= name
			}
		} else if q.calledSo(i) {
			t.kind |= name
		}
		t.weight = x.rarity(c, lang.Commonness(t.stem))
		l := lemma(w.lower)
		switch {
		case asking.Has(l):
			t.weight *= plainWeight
		case t.kind&name != 0:
			t.weight *= nameWeight
		case i == q.focus && q.intent != wantCount && q.intent != wantThing && q.intent != wantMeaning:
			t.weight *= classWeight
		}
		x.alternatives(&t, c, len(q.terms))
		x.implications(&t, len(q.terms))
		w.term = len(q.terms)
		q.terms = append(q.terms, t)
	}
	if q.focus >= 0 {
		q.focus = q.words[q.focus].term
	}
	for i := range q.terms {
		w := q.words[q.terms[i].at].lower
		q.terms[i].asks = asking.Has(w) || asking.Has(lemma(w)) || i == q.focus && q.attribute() || q.described(q.terms[i].at)
	}
	q.phrases(x)
	q.roles()
	q.neighbours(x)
}

// described reports whether word i is what "how" asks for: fast, of "how fast".
func (q *question) described(i int) bool {
	return i == q.asked+1 && q.at(q.asked) == "how" && lang.TagsOf(q.at(i))&(lang.Adjective|lang.Adverb) != 0
}

// calledSo reports whether word i, which the articles do not have, must be a name, though it has
// no capital: one that is known and is no other word, or all that stands behind "who is".
func (q *question) calledSo(i int) bool {
	w := &q.words[i]
	if w.kind&(name|number|function|stop|mark) != 0 {
		return false
	}
	tags := lang.TagsOf(w.lower)
	if tags == 0 && lang.Gazetteer.Has(w.lower) {
		return true
	}
	return q.intent == wantPerson && i == q.asked+2 && i == len(q.words)-1 && tags&lang.Noun != 0 && tags&(lang.Person|lang.Adjective|lang.Plural|lang.Past) == 0
}

// asking reports whether term i belongs to the asking rather than to the matter:
// "people" in "how many people", "time" in "what time".
func (q *question) asking(i int) bool { return q.terms[i].asks }

// rarest is the index of the heaviest term, of which there is one at least.
func (q *question) rarest() int {
	best := 0
	for i := range q.terms {
		if q.terms[i].weight > q.terms[best].weight {
			best = i
		}
	}
	return best
}

// What a word counts that stands for a whole phrase of the question, and what is left of
// the weight of a word that means little outside its phrase: "lose" in "lose their lives".
const (
	phraseFit  = 0.85
	phrasePart = 0.7
)

// phraseGap is how many small words may stand between two words of a phrase: "let him go".
const phraseGap = 2

// phrases lets single words of the articles stand for phrases of the question: "killed"
// for "lost their lives".
func (q *question) phrases(x *Index) {
	for i := 0; i < len(q.words); i++ {
		if end, means := q.phrase(i); end > 0 {
			q.standForPhrase(x, i, end, means)
			i = end
		}
	}
	for i := range q.terms { // heaviest first, as the shortlist wants them
		slices.SortStableFunc(q.terms[i].alts, func(a, b alternative) int { return cmp.Compare(b.weight, a.weight) })
	}
}

// phrase finds the phrase of most words that begins at word i: the index of its last word
// and the stems that stand for it; 0 when there is none.
func (q *question) phrase(i int) (end int, means string) {
	most := 0
	for j := i + 1; j < len(q.words) && j <= i+1+phraseGap; j++ {
		for rest, stands := range lang.Phrases(q.words[i].stem, q.words[j].stem) {
			words := 1
			if rest != "" {
				words += 1 + strings.Count(rest, " ")
			}
			if words <= most {
				break // shorter ones follow
			}
			if e := q.phraseEnd(j, rest); e >= 0 {
				end, means, most = e, stands, words
				break
			}
		}
		if q.words[j].kind&function == 0 {
			break
		}
	}
	return end, means
}

// standForPhrase lets the stems in means, parted by spaces, stand for words i to end: for the
// last term among them, beside which the others count less.
func (q *question) standForPhrase(x *Index, i, end int, means string) {
	last := -1
	for j := i; j <= end; j++ {
		if n := q.words[j].term; n >= 0 {
			if last >= 0 {
				q.terms[last].weight *= phrasePart
			}
			last = n
		}
	}
	if last < 0 {
		return
	}
	t := &q.terms[last]
	for stem := range strings.FieldsSeq(means) {
		switch id, c, ok := x.find(stem); {
		case !ok:
		case whWords.Has(q.words[i].lower): // who is mayor: what answers has "elect", which says nothing of mayors
			t.imply(x, id, c, last)
		default:
			t.stand(id, c, phraseFit, last)
		}
	}
}

// phraseEnd is the index of the word that ends the phrase which goes on behind word i
// with these stems; -1 when the question does not have it there.
func (q *question) phraseEnd(i int, rest string) int {
	for stem := range strings.FieldsSeq(rest) {
		next := -1
		for j := i + 1; j < len(q.words) && j <= i+1+phraseGap; j++ {
			if q.words[j].stem == stem {
				next = j
				break
			}
			if q.words[j].kind&function == 0 {
				break
			}
		}
		if next < 0 {
			return -1
		}
		i = next
	}
	return i
}

// asks reports whether word i does the asking: the question word, "long" in "how long", and
// "help" in "help me understand".
func (q *question) asks(i int) bool {
	if q.at(i) == "help" && q.at(i+1) == "me" {
		return true
	}
	if i != q.asked+1 || q.at(q.asked) != "how" {
		return i == q.asked
	}
	switch q.at(i) {
	case "long", "far", "old", "often", "soon", "come", "many", "much":
		return true
	}
	return false
}

// roles finds who acts in "did X do", "has X done", what "whose" stands before and what
// preposition what is asked for stands behind.
func (q *question) roles() {
	q.owned, q.governs = q.belonging(), q.governing()
	at := slices.IndexFunc(q.words[q.asked+1:], func(w qword) bool { return w.kind&auxiliary != 0 })
	if at < 0 {
		return
	}
	at += q.asked + 1
	subject := -1
	for _, w := range q.words[at+1:] {
		switch {
		case subject >= 0 && w.kind&verb != 0 && w.kind&name == 0 && w.term >= 0:
			q.subject, q.action = subject, w.term
			return
		case w.kind&preposition != 0:
			return
		case w.term < 0:
			continue
		case subject >= 0 && isDo(q.words[at].lower) && lang.TagsOf(w.lower)&lang.Verb != 0:
			q.subject, q.action = subject, w.term // who did Starmer phone; a plainer verb may follow
		}
		subject = w.term
	}
}

// belonging is the term of what "whose" stands before; -1 for none.
func (q *question) belonging() int {
	owned := -1
	at := slices.IndexFunc(q.words, func(w qword) bool { return w.lower == "whose" })
	if at < 0 {
		return owned
	}
	for _, w := range q.words[at+1:] {
		if w.term < 0 || owned >= 0 && w.kind&verb != 0 {
			break
		}
		owned = w.term
	}
	return owned
}

// governing is the preposition before the question word, or that at the question's end; empty
// for none.
func (q *question) governing() string {
	if q.asked < 0 {
		return ""
	}
	for _, i := range []int{q.asked - 1, len(q.words) - 1} {
		if i >= 0 && q.words[i].kind&preposition != 0 {
			return q.words[i].lower
		}
	}
	return ""
}

func isDo(w string) bool { return w == "did" || w == "does" || w == "do" }

// neighbours notes the pairs of neighbouring words, those of the asking left out.
func (q *question) neighbours(x *Index) {
	last := int32(-1)
	for i, w := range q.words {
		if i == q.asked || w.kind&auxiliary != 0 || i == q.asked+1 && (w.lower == "many" || w.lower == "much") {
			last = -1
			continue
		}
		id, _, ok := x.find(w.stem)
		if !ok {
			id = -1
		}
		if last >= 0 && id >= 0 {
			q.pairs = append(q.pairs, [2]int32{last, id})
		}
		last = id
	}
}

// alternatives finds the stems of the articles that can stand for a term, which has its own
// stem so often.
func (x *Index) alternatives(t *term, own count, n int) {
	if t.id >= 0 {
		t.stand(t.id, own, 1, n)
	}
	for stem, weight := range lang.Related(t.stem) {
		if t.kind&name != 0 && (weight < 0.6 || stem == lang.Stem(lemma(strings.ToLower(t.text)))) {
			continue // a name is not a synonym of anything, and Rose no form of "rise"
		}
		if id, c, ok := x.find(stem); ok && id != t.id {
			t.stand(id, c, weight, n)
		}
	}
}

// telling is the rarity (see Index.rarity) from which a word that only goes with a word of the
// question tells as much as such a word can; a commoner one tells less.
const telling = 4

// implications finds the stems of the articles that go with term n, and its kinds.
func (x *Index) implications(t *term, n int) {
	for stem := range lang.Implied(t.stem) {
		if id, c, ok := x.find(stem); ok {
			t.imply(x, id, c, n)
		}
	}
	for stem := range lang.Kinds(t.stem) {
		if id, _, ok := x.find(stem); ok {
			t.kinds = append(t.kinds, id)
		}
	}
}

// imply notes that a stem of the articles goes with the term, which is number n of its
// question, the more it tells the rarer it is.
func (t *term) imply(x *Index, id int32, c count, n int) {
	weight := x.rarity(c, int(x.stems[id].commonness)) / telling
	t.implied = append(t.implied, alternative{stem: id, term: n, weight: float32(min(weight, 1))})
}

// stand lets a stem of the articles stand for the term, which is number n of its question.
func (t *term) stand(id int32, c count, weight float64, n int) {
	t.alts = append(t.alts, alternative{stem: id, term: n, weight: float32(weight), sentences: c.sentences})
	if c.sentences > 0 {
		t.known = max(t.known, weight)
	}
}
