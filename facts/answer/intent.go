package answer

import (
	"slices"
	"strings"

	"byline/facts/lang"
)

// intent is what kind of answer a question wants.
type intent uint8

const (
	wantAnything intent = iota // key words, "what about …"
	wantCount                  // how many
	wantAmount                 // how much, what percentage, what price
	wantMeasure                // how long, how far, how old, how often
	wantWho                    // who, whom, whose
	wantPerson                 // who is X: a role, or a name for a role
	wantTime                   // when
	wantPlace                  // where
	wantReason                 // why
	wantManner                 // how
	wantThing                  // what
	wantKind                   // which X, what X
	wantWords                  // what did X say, what did X call Y
	wantSpeaker                // who said …
	wantTruth                  // did …, is …
	wantMeaning                // what is X
	intents
)

// classify finds the question word and with it the intent, the focus and the unit.
func (q *question) classify() {
	for i, w := range q.words {
		if !whWords.Has(w.lower) {
			continue
		}
		// "Did Trump say when he …" asks whether, "can you tell me when" asks when
		if i > 0 && q.words[0].kind&auxiliary != 0 && q.at(i-1) != "me" && q.at(i-1) != "know" && q.at(i-1) != "us" {
			break
		}
		q.asked = i
		break
	}
	i := q.asked
	if i < 0 {
		q.classifyPlain()
		return
	}
	next := q.at(i + 1)
	switch strings.TrimSuffix(strings.TrimSuffix(q.at(i), "'s"), "s") {
	case "how":
		q.classifyHow(next)
	case "who", "whom":
		q.classifyWho()
	case "whose", "who'":
		q.intent = wantWho
	case "when":
		q.intent, q.unit = wantTime, clock
	case "where":
		q.intent = wantPlace
	case "why":
		q.intent = wantReason
	case "which", "what":
		q.classifyWhat()
	default:
		q.intent = wantThing
	}
	if q.at(i) == "whose" {
		q.intent = wantWho
	}
}

// classifyHow reads "how many", "how much", "how long" and their like.
func (q *question) classifyHow(next string) {
	i := q.asked
	switch next {
	case "many":
		q.intent, q.focus = wantCount, q.head(i+2)
	case "much":
		q.intent, q.focus = wantAmount, q.head(i+2)
		if q.at(i+2) == "longer" || q.at(i+2) == "time" {
			q.intent, q.unit, q.focus = wantMeasure, duration, -1
			return
		}
		for _, w := range q.words[i+2:] {
			if moneyVerbs.Has(lemma(w.lower)) || moneyVerbs.Has(w.lower) {
				q.unit = money
			}
		}
	case "often", "frequently":
		q.intent, q.unit = wantMeasure, number
	case "long":
		q.intent, q.unit = wantMeasure, duration
		if be := q.at(i + 2); (be == "is" || be == "was" || be == "are") && !q.has("until", "till", "before") {
			q.unit |= distance // how long is the bridge
		}
	case "far":
		q.intent, q.unit = wantMeasure, distance
		if after := q.at(i + 2); after == "behind" || after == "ahead" || after == "below" || after == "above" {
			q.unit = number // seconds, points, per cent
		}
	case "old":
		q.intent, q.unit = wantMeasure, age
	case "soon", "recently":
		q.intent, q.unit = wantTime, clock
	case "come":
		q.intent = wantReason
	case "deep", "tall", "thick", "wide":
		q.intent, q.unit = wantMeasure, distance
	case "large", "big", "high", "fast", "heavy", "hot", "cold", "small", "strong", "few":
		q.intent, q.unit = wantMeasure, number
	case "likely":
		q.intent, q.unit = wantMeasure, percent
	default:
		q.intent = wantManner
		q.howDescribed(i + 1)
	}
}

// howDescribed reads "how did X describe Y", which asks for words; word i is the auxiliary.
func (q *question) howDescribed(i int) {
	if !q.auxiliaryAt(i) {
		return
	}
	for j := i + 2; j < len(q.words); j++ {
		switch lemma(q.at(j)) {
		case "describe", "explain", "characterize", "characterise", "justify":
			q.intent, q.saying = wantWords, j
			return
		}
	}
}

// has reports whether the question has one of these words.
func (q *question) has(words ...string) bool {
	for i := range q.words {
		if slices.Contains(words, q.words[i].lower) {
			return true
		}
	}
	return false
}

// classifyWho tells "who is X" from "who said" and from who did something.
func (q *question) classifyWho() {
	q.intent = wantWho
	if q.asked > 0 && q.words[q.asked-1].kind&preposition != 0 { // by whom
		return
	}
	i := q.asked + 1
	if sayWords.Has(lemma(q.at(i))) {
		q.intent = wantSpeaker
		return
	}
	if q.at(i) == "is" || q.at(i) == "was" || q.at(i) == "are" || q.at(i) == "'s" || q.at(i) == "'re" {
		for j := i + 1; j < len(q.words); j++ {
			k := q.words[j].kind
			if k&verb != 0 && k&(capital|noun) == 0 || q.endsIn(j) || strings.HasSuffix(q.at(j), "ing") && k&name == 0 {
				return
			}
		}
		if i+1 < len(q.words) {
			q.intent = wantPerson
		}
	}
}

// endsIn reports whether the question ends in a past form, word j, and a preposition behind it
// at most: "who was it sent to".
func (q *question) endsIn(j int) bool {
	if k := q.words[j].kind; k&past == 0 || k&capital != 0 {
		return false
	}
	last := len(q.words) - 1
	return j == last || j == last-1 && q.words[last].kind&preposition != 0
}

// classifyWhat reads what follows "what" or "which".
func (q *question) classifyWhat() {
	i := q.asked + 1
	if q.at(i) == "'s" || q.at(i) == "'re" {
		i++
	}
	if q.whatSaid(i) {
		return
	}
	if i < len(q.words) && q.words[i].kind&(function|verb|past) == 0 || q.nounAsked(i) || nounWanted(q.at(i)) || q.at(i) == "other" || q.at(i) == "kind" || q.at(i) == "type" {
		q.intent, q.focus = wantKind, q.head(i)
		q.kindOfFocus()
		if q.at(q.asked) == "which" && q.intent == wantAmount && q.unit == number && lang.TagsOf(q.at(q.focus))&lang.Plural != 0 {
			q.intent, q.unit = wantKind, 0 // which targets: not how many
		}
		return
	}
	q.intent = wantThing
	switch l := lemma(q.at(i)); {
	case l == "cause" || l == "lead" && q.at(i+1) == "to":
		q.intent = wantReason
		return
	}
	if !q.auxiliaryAt(i) || q.whatDone(i) {
		return
	}
	for q.auxiliaryAt(i) {
		i++
	}
	// what was the magnitude of …: the noun phrase says what is wanted
	if h := q.head(i); h >= 0 {
		q.focus = h
		q.kindOfFocus()
		if q.intent == wantThing && h == len(q.words)-1 && q.at(i) != "the" {
			q.intent = wantMeaning
		}
	}
}

// auxiliaryAt reports whether word i, which may lie outside, is an auxiliary.
func (q *question) auxiliaryAt(i int) bool {
	return i < len(q.words) && q.words[i].kind&auxiliary != 0
}

// whatSaid reads "what did X say", "what does X call Y", "what has X said about Y", "what is X
// saying"; word i is the auxiliary. False when it is not that.
func (q *question) whatSaid(i int) bool {
	if !q.auxiliaryAt(i) {
		return false
	}
	be := isBe(q.at(i))
	for j := i + 2; j < len(q.words); j++ {
		be = be || isBe(q.at(j)) // what has X been saying
		if before := q.at(j - 1); before == "to" || before == "who" || before == "that" {
			continue // what did it take to get them to say yes
		}
		switch l := lemma(q.at(j)); {
		case be && q.at(j) == "called" && q.calls(j):
			q.intent, q.saying = wantWords, j
			return true
		case be != strings.HasSuffix(q.at(j), "ing"): // what was in the report
		case sayWords.Has(l) || l == "call" || l == "describe" || l == "answer" || l == "reply":
			q.intent, q.saying = wantWords, j
			return true
		}
	}
	return false
}

// calls reports whether "called", word j, ends a question for what something is called, or
// stands before a preposition.
func (q *question) calls(j int) bool {
	return j == len(q.words)-1 || q.words[j+1].kind&preposition != 0
}

// whatDone reads questions for what somebody does, in which the noun behind the auxiliary is
// who does it: "what did the host own up to", "what was the driver doing", "what does it mean".
// Word i is the auxiliary. False for "what was the magnitude", "what has the toll reached".
func (q *question) whatDone(i int) bool {
	last := len(q.words) - 1
	h := q.head(i + 1)
	switch {
	case isBe(q.at(i)):
		return h >= 0 && h < last && q.doing(h+1)
	case isBe(q.at(i + 1)): // what will be the cost
		return false
	case lemma(q.at(last)) == "mean" || q.at(last) == "for" && q.at(last-1) == "stand":
		q.intent = wantMeaning
		return true
	}
	for j := i + 2; j <= last; j++ {
		switch l := lemma(q.at(j)); {
		case l == "be":
			return false // what will the fine be
		case (l == "cost" || l == "pay" || l == "earn") && q.bare(j+1):
			q.intent, q.unit = wantAmount, money
			return true
		}
	}
	if h < 0 {
		return true
	}
	_, unit, ok := wanting(wantedBy(q.at(h)))
	return !ok || unit == 0
}

// doing reports whether word i is what somebody is doing: no "during", no "following".
func (q *question) doing(i int) bool {
	switch w := q.at(i); w {
	case "during", "following", "regarding", "concerning", "including", "involving", "according":
		return false
	default:
		return strings.HasSuffix(w, "ing") && q.words[i].kind&(name|preposition) == 0
	}
}

// bare reports whether nothing that names a thing stands at word i, behind a verb: the end, "the
// city", "for milk", but not "tribute to".
func (q *question) bare(i int) bool {
	return i >= len(q.words) || q.at(i) == "for" && i+1 < len(q.words) || q.words[i].kind&name != 0 ||
		q.words[i].kind&function != 0 && q.words[i].kind&(preposition|auxiliary) == 0
}
