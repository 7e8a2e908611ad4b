package answer

import (
	"strings"

	"byline/facts/lang"
)

// nounAsked reports whether word i, which can be a verb, is the noun that is asked
// for, since the verb comes later: "what deal does she want".
func (q *question) nounAsked(i int) bool {
	if i >= len(q.words) || q.words[i].kind&noun == 0 || q.words[i].kind&(function|past) != 0 {
		return false
	}
	for j := i + 1; j < len(q.words) && j <= i+3; j++ {
		if q.words[j].kind&auxiliary != 0 {
			return true
		}
	}
	return false
}

// wanting is the intent of a question for a noun of this kind (see wantedBy), and the unit of
// the answer; false for no kind.
func wanting(kind string) (intent, class, bool) {
	switch kind {
	case "age":
		return wantMeasure, age, true
	case "distance":
		return wantMeasure, distance, true
	case "duration":
		return wantMeasure, duration, true
	case "group":
		return wantKind, 0, true
	case "hour":
		return wantTime, hour, true
	case "length":
		return wantMeasure, duration | distance, true
	case "manner":
		return wantManner, 0, true
	case "money":
		return wantAmount, money, true
	case "number":
		return wantAmount, number, true
	case "percent":
		return wantAmount, percent, true
	case "person":
		return wantWho, 0, true
	case "place":
		return wantPlace, 0, true
	case "reason":
		return wantReason, 0, true
	case "role":
		return wantPerson, 0, true
	case "score":
		return wantAmount, score, true
	case "time":
		return wantTime, clock, true
	case "words":
		return wantWords, 0, true
	}
	return wantAnything, 0, false
}

// kindOfFocus narrows the intent by the noun that is asked for: what year, what
// percentage, which city, which player. "What time" and "time of departure" want a time of
// day. It is read before the focus becomes a term (see collect).
func (q *question) kindOfFocus() {
	if q.focus < 0 {
		return
	}
	i, unit, ok := wanting(wantedBy(q.at(q.focus)))
	if !ok {
		return
	}
	q.intent, q.unit = i, unit
	switch noun := q.at(q.focus); {
	case i != wantTime:
	case noun == "time" && (q.asked >= 0 || q.at(q.focus+1) == "of"):
		q.unit = hour
	case q.asked < 0: // sales this year
	case noun == "year":
		q.unit = year
	case noun == "month":
		q.unit = month
	}
}

// nounWanted reports whether a word is a noun that is asked for, and no form of a verb that
// tells what happened: "what killed the actor".
func nounWanted(w string) bool {
	return focusWords.Has(w) && lang.TagsOf(w)&(lang.Past|lang.ThirdS) == 0
}

// wantedBy is what a noun that is asked for wants as an answer, as focus.txt names it:
// "time" for a date, "money" for a price. Any noun for people wants a person. Empty when the
// noun says nothing.
func wantedBy(noun string) string {
	if v, _ := focusWords.Find(noun); v != "" {
		return v
	}
	if v, _ := focusWords.Find(lemma(noun)); v != "" {
		return v
	}
	if lang.TagsOf(noun)&(lang.Person|lang.Plural) == lang.Person {
		return "person"
	}
	return ""
}

// classifyPlain reads questions without a question word: "did he …", "number
// resettled?", "targets of the missiles?".
func (q *question) classifyPlain() {
	if len(q.words) == 0 {
		return
	}
	if q.words[0].kind&auxiliary != 0 && len(q.words) > 2 {
		q.intent = wantTruth
		return
	}
	// number of drones, number resettled
	for i, w := range q.words {
		if w.lower == "number" {
			q.intent, q.unit, q.focus = wantCount, number, q.head(i+1)
			return
		}
	}
	h := q.keyNoun()
	if wantedBy(q.at(h)) == "" || q.adverbial(h) {
		// age of the nurse, coffee price now, price last year
		for i := range h {
			switch wantedBy(q.at(i)) {
			case "", "person", "place", "time", "group", "manner", "hour", "role":
				continue
			}
			h = i
			break
		}
	}
	if wantedBy(q.at(h)) != "" && !q.adverbial(h) {
		q.focus = h
		q.kindOfFocus()
	}
}

// adverbial reports whether word i says when rather than what is asked for: "coverage last
// year", "saving per month".
func (q *question) adverbial(i int) bool {
	switch q.at(i - 1) {
	case "last", "this", "next", "per", "a", "each", "every", "previous":
		return wantedBy(q.at(i)) == "time" || q.words[i].kind&(clock|duration) != 0
	}
	return false
}

// keyNoun is the word that key words ask for: the last of "coffee price", the one before
// the preposition in "price per cup".
func (q *question) keyNoun() int {
	for i := 1; i < len(q.words); i++ {
		if q.words[i].kind&preposition != 0 {
			return i - 1
		}
	}
	return len(q.words) - 1
}

// head is the index of the head noun of the phrase that begins at i: its last word
// before a verb, an auxiliary or a preposition. "of" at the start is stepped over.
func (q *question) head(i int) int {
	for i < len(q.words) && (q.at(i) == "of" || q.at(i) == "the" || q.at(i) == "a" || q.at(i) == "an" || q.at(i) == "more" || q.at(i) == "other" || q.at(i) == "type" || q.at(i) == "kind" || q.at(i) == "sort") {
		i++
	}
	if lemma(q.at(i)) == "get" { // how many got hurt
		return -1
	}
	head := -1
	for ; i < len(q.words); i++ {
		k := q.words[i].kind
		if q.at(i) == "'s" || strings.HasSuffix(q.at(i), "'") {
			continue
		}
		if k&function != 0 && k&number == 0 || head >= 0 && q.verbBehind(head, i) {
			break
		}
		if head >= 0 && (q.at(i) == "first" || onlyAdverb(q.at(i))) { // which pitcher officially signed
			continue
		}
		head = i
	}
	return head
}

// onlyAdverb reports whether a word is an adverb and nothing else.
func onlyAdverb(w string) bool {
	return lang.TagsOf(w)&(lang.Noun|lang.Verb|lang.Adjective|lang.Adverb) == lang.Adverb
}

// verbBehind reports whether word i is the verb of a question whose noun phrase goes as far as
// word head: "signed" in "which club signed him", "turns" in "which appliance turns sweets into
// crumbs", but not "deal" in "what arms deal was signed".
func (q *question) verbBehind(head, i int) bool {
	k := q.words[i].kind
	if k&name != 0 {
		return false
	}
	if k&verb != 0 && (k&past != 0 || k&noun == 0) || lemma(q.at(i)) == "get" {
		return true
	}
	if q.at(q.asked) == "how" || i+1 >= len(q.words) || lang.TagsOf(q.at(i))&lang.Verb == 0 {
		return false // how many missile attacks
	}
	const several, acting = lang.Plural, lang.Person | lang.Location | lang.Group
	if tags := lang.TagsOf(q.at(head)); tags&several != 0 && tags&acting != 0 && lang.TagsOf(q.at(i))&lang.Plural == 0 {
		return true // which countries back Kyiv
	}
	switch q.at(i + 1) { // an object follows
	case "the", "a", "an", "it", "them", "him", "her", "his", "its", "their", "us", "me", "you":
		return i+2 >= len(q.words) || q.words[i+2].kind&(clock|duration) == 0
	}
	return false
}
