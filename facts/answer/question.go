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

// Limits on what is read of a question, so that its length costs nothing.
const (
	maxQuestionBytes = 4000
	maxQuestionWords = 80
	maxTerms         = 24
)

// A question is what a person asks, analysed.
type question struct {
	words    []qword
	intent   intent
	terms    []term
	focus    int // index into terms of what is counted or chosen ("drones", "company"), into words before collect; -1 for none
	unit     class
	asked    int        // index into words of the question word; -1 for none
	subject  int        // index into terms of who acts in "did X do"; -1 for none
	action   int        // index into terms of what they do; -1 for none
	governs  string     // the preposition that what is asked for stands behind: to, of "who did he speak to"
	owned    int        // index into terms of what "whose" stands before; -1 for none
	pairs    [][2]int32 // neighbouring words that the articles have, as stems
	excluded []int32    // stems of what stands behind "besides"
	saying   int        // index into words of the verb in "what did X say"; -1 for none
	ahead    bool       // it asks what is to come
	best     bool       // it asks for the best, the first, the most
	code     bool       // it is a piece of a program or of mark-up
}

// A qword is one word of the question with its typing errors mended.
type qword struct {
	text  string // as typed
	lower string // folded, mended
	stem  string
	kind  class
	term  int // index into terms; -1 for function words
}

// A term is a word of the question that an answer should match.
type term struct {
	text    string
	stem    string
	id      int32 // in the vocabulary; -1 when the articles do not have it
	weight  float64
	kind    class
	alts    []alternative // stems of the articles that can stand for it, itself among them
	implied []alternative // stems of words that go with it, with how telling they are
	kinds   []int32       // stems of its kinds: blue, of colour
	known   float64       // best weight of an alternative that the articles have, 0 to 1
	at      int           // index into words
	asks    bool          // see question.asking
}

// An alternative is a stem of the articles that can stand for a term, or goes with it.
type alternative struct {
	stem   int32
	term   int
	weight float32 // how well, 0 to 1

	sentences int32 // of those that can stand for the term: how many sentences have the stem
}

// read analyses a question against the vocabulary of the articles.
func (x *Index) read(text string) *question {
	q := &question{focus: -1, asked: -1, saying: -1, subject: -1, action: -1, owned: -1}
	if len(text) > maxQuestionBytes {
		text = text[:maxQuestionBytes]
	}
	q.code = isCode(text)
	toks := lang.Tokens(text)
	if len(toks) > maxQuestionWords {
		toks = toks[:maxQuestionWords]
	}
	for i, t := range toks {
		if t.Kind == lang.Mark || t.Kind == lang.Punct && t.Word.Text != "$" && t.Word.Text != "%" {
			continue
		}
		if parts := x.inParts(t); parts != nil {
			for k, part := range parts {
				q.add(x, part, "", i+k == 0)
			}
			continue
		}
		q.add(x, t, prev(toks, i), i == 0)
	}
	q.classify()
	q.collect(x)
	return q
}

// inParts is the words that a word of a question stands for that the articles do not have: the
// parts of a hyphenated one, and "who's" for "whos"; nil for any other.
func (x *Index) inParts(t lang.Token) []lang.Token {
	if t.Kind != lang.Word {
		return nil
	}
	parts, ok := chatWords.Find(t.Word.Text)
	if !ok && strings.ContainsAny(t.Word.Text, "-‑") {
		parts, ok = strings.NewReplacer("-", " ", "‑", " ").Replace(t.Word.Text), true
	}
	if !ok {
		return nil
	}
	if _, c, has := x.find(lang.Stem(lang.Fold(t.Word.Text))); has && c.sentences > 0 {
		return nil
	}
	return lang.Tokens(parts)
}

// isCode reports whether a text has what programs and mark-up have and what people ask has not:
// "SELECT * FROM", "<script>alert(1)</script>". Words of it would be found in some article.
func isCode(text string) bool {
	for _, sign := range []string{"</", "/>", "()", "${", "{{", "../", "; --", "=\"", "='", " * ", "&&"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

func (q *question) add(x *Index, t lang.Token, before string, first bool) {
	if len(q.words) == maxQuestionWords {
		return
	}
	typed, lower := t.Word.Text, fold(t, before)
	stem := lang.Stem(lower)
	if mended, ok := x.mend(lower, stem, t, first); ok {
		fixed := lang.Tokens(mended)
		if len(fixed) == 1 {
			fixed[0].Space = t.Space
			if t.Capitalised() {
				fixed[0].Word.Shape |= lang.Capital
			}
			t, lower, stem = fixed[0], mended, lang.Stem(mended)
		}
	}
	kind := classify(t, lower)
	if kind&capital != 0 && isName(t, kind, first) {
		kind = kind&^verb | name
	}
	if whWords.Has(lower) {
		kind |= function
	}
	q.words = append(q.words, qword{text: typed, lower: lower, stem: stem, kind: kind, term: -1})
}

// at is the mended word at index i, or "" outside.
func (q *question) at(i int) string {
	if i < 0 || i >= len(q.words) {
		return ""
	}
	return q.words[i].lower
}

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

// lemma is the dictionary form of a verb, from a folded word.
func lemma(w string) string { return lang.Lemma(w) }

// speaker reports whether term n names whose words are asked for: what stands
// between the question word and the verb of saying.
func (q *question) speaker(n int) bool {
	return q.saying >= 0 && q.terms[n].at < q.saying
}
