package answer

import (
	"fmt"
	"math"
	"slices"

	"byline/facts"
	"byline/facts/lang"
)

// A trait is one reason why a stretch of a sentence may be the short answer. What it weighs
// depends on what is wanted (see shortWeights).
type trait int

const (
	tOverlap      trait = iota // share of its words that the question has
	tNew                       // words that the question does not have, six and more are 1
	tMet                       // words that it has, four and more are 1
	tNothingNew                // it has no word that the question does not have
	tLength                    // words, against twelve
	tNear                      // how near the question's words stand
	tNearest                   // whether one stands right beside it
	tLeft                      // how near the next of them before it stands
	tRight                     // … behind it
	tNoLeft                    // none stands before it
	tNoRight                   // none stands behind it
	tVerbLeft                  // how near the next verb of the question before it stands
	tVerbRight                 // … behind it
	tDoerOf                    // the next verb behind it is one of the question's
	tDoneTo                    // the last verb before it is one
	tSays                      // it stands beside a verb of saying that the question has not
	tMetFirst                  // the question has its first word
	tMetLast                   // … its last word
	tRare                      // how rare the rarest of its words is that the question does not have
	tLastLeft                  // … the last word of the question before it
	tLastRight                 // … behind it
	tActionLeft                // … what the subject of the question does, before it
	tActionRight               // … behind it
	tSubjectLeft               // … who or what does it, before it
	tSubjectRight              // … behind it
	tFocusLeft                 // … the noun that is asked for, before it
	tFocusRight                // … behind it
	tOwnedLeft                 // … what it is asked of whose it is, before it
	tOwnedRight                // … behind it
	tClearLeft                 // no break between it and the word of the question before it
	tClearRight                // … behind it
	tNoVerbLeft                // no verb between it and the word of the question before it
	tNoVerbRight               // … behind it
	tFocus                     // it has the noun that is asked for
	tFocusLike                 // how like the noun that is asked for one of its new words is
	tFocusHead                 // … its last word
	tKind                      // it has one of the kinds of what is asked for
	tUnit                      // it has the unit that is wanted
	tName                      // it has a name
	tNewName                   // … that the question does not have
	tMetName                   // … that the question has
	tSubject                   // it has who or what does it
	tLast                      // it has the last word of the question
	tAllName                   // it is a name
	tNumber                    // it has a number that the question does not have
	tTime                      // it has part of a time
	tDay                       // … a time by itself
	tMoney                     // it has a currency
	tPercent                   // it has a per cent sign
	tPerson                    // it has a noun for people
	tPlace                     // … for places
	tGroup                     // … for organisations
	tHeadPerson                // its head is a noun for people
	tHeadGroup                 // … for organisations
	tHeadLike                  // how like the noun that is asked for its head is
	tPersonName                // it has the name of a person that the question does not have
	tGroupName                 // … of an organisation
	tPlaceName                 // … of a place
	tOtherName                 // … of something else
	tSomebody                  // it has people or an organisation, by name or not, that the question does not have
	tVerb                      // it has a verb
	tPreposition               // it has a preposition
	tBreaks                    // breaks in it, two and more are 1
	tMarks                     // it has a quotation mark
	tDenied                    // it begins with a denial
	tGoverned                  // it stands behind the preposition that the question has for it
	tOpened                    // a quotation mark stands before it
	tClosed                    // … behind it
	tStart                     // it begins the sentence, but for a word
	tEnd                       // it ends the sentence, but for a full stop
	tPosition                  // where it begins in the sentence
	tApposition                // breaks on both sides
	tCutName                   // it is a part of a name
	tCutBehind                 // nouns go on behind it
	tCutBefore                 // it leaves out an adjective or a noun before it
	singleTraits
)

var singleNames = [singleTraits]string{
	"overlap", "new", "met", "nothing-new", "length", "near", "nearest", "left", "right", "no-left", "no-right", "verb-left", "verb-right", "doer-of", "done-to", "says", "met-first", "met-last", "rare",
	"last-left", "last-right", "action-left", "action-right", "subject-left", "subject-right", "focus-left", "focus-right", "owned-left", "owned-right",
	"clear-left", "clear-right", "no-verb-left", "no-verb-right", "focus", "focus-like", "focus-head", "kind", "unit", "name", "new-name", "met-name", "subject", "last", "all-name", "number",
	"time", "day", "money", "percent", "person", "place", "group", "head-person", "head-group", "head-like",
	"names-person", "names-group", "names-place", "names-other", "somebody", "verb", "preposition", "breaks", "marks", "denied", "governed", "opened", "closed",
	"start", "end", "position", "apposition", "cut-name", "cut-behind", "cut-before",
}

// The traits that are one of several follow the single ones, a family behind the other: the
// shape of the stretch, how many words it has, which part of speech is its first and its last
// word, stands before it, before it and its determiner, and behind it, and which preposition
// stands before it.
const (
	ofShape      = singleTraits
	ofWords      = ofShape + trait(shapes)
	ofFirst      = ofWords + trait(len(wordSteps))
	ofLast       = ofFirst + trait(speechParts)
	ofBefore     = ofLast + trait(speechParts)
	ofBehind     = ofBefore + trait(speechParts)
	ofDeterminer = ofBehind + trait(speechParts)
	ofLead       = ofDeterminer + trait(speechParts)
	traits       = ofLead + trait(len(leads))
)

// wordSteps are the most words of the stretches that are told apart by their length.
var wordSteps = [...]int{1, 2, 3, 5, 8, 13, maxClause}

// leads are the prepositions that are told apart.
var leads = [...]string{
	"in", "on", "at", "by", "for", "to", "with", "from", "of", "as", "about", "after", "before", "because", "than", "into", "over", "until",
	"since", "between", "under", "during",
}

var intentNames = [intents]string{
	"anything", "count", "amount", "measure", "who", "person", "time", "place", "reason", "manner", "thing", "kind", "words",
	"speaker", "truth", "meaning",
}

var shapeNames = [shapes]string{"phrase", "longer", "named", "amount", "dated", "clause", "spoken", "doing", "listing"}

// traitName is the name of a trait in the weights file.
func traitName(t trait) string {
	switch {
	case t < ofShape:
		return singleNames[t]
	case t < ofWords:
		return "shape-" + shapeNames[t-ofShape]
	case t < ofFirst:
		return fmt.Sprint("words-", wordSteps[t-ofWords])
	case t < ofLast:
		return "first-" + speechNames[t-ofFirst]
	case t < ofBefore:
		return "last-" + speechNames[t-ofLast]
	case t < ofBehind:
		return "before-" + speechNames[t-ofBefore]
	case t < ofDeterminer:
		return "behind-" + speechNames[t-ofBehind]
	case t < ofLead:
		return "determiner-" + speechNames[t-ofDeterminer]
	}
	return "lead-" + leads[t-ofLead]
}

// traitVector holds the traits of one stretch.
type traitVector [traits]float64

// shortWeights are what the traits weigh for all questions, and besides for those of each
// case.
type shortWeights [cases]traitVector

// The cases of a question: all, one for each intent, that it says who or what does it (the
// answer to "who did Starmer phone" is not Starmer), and that it asks whose something is.
const (
	caseAll    = 0
	caseIntent = 1
	caseObject = caseIntent + int(intents)
	caseOwner  = caseObject + 1
	cases      = caseOwner + 1
)

// caseName is the name of a case in the weights file; empty for all questions.
func caseName(c int) string {
	switch c {
	case caseAll:
		return ""
	case caseObject:
		return "object"
	case caseOwner:
		return "owner"
	}
	return intentNames[c-caseIntent]
}

// cases are those of the question.
func (q *question) cases() []int {
	all := []int{caseAll, caseIntent + int(q.intent)}
	if q.subject >= 0 {
		all = append(all, caseObject)
	}
	if q.owned >= 0 {
		all = append(all, caseOwner)
	}
	return all
}

// of is what the traits weigh for a question.
func (w *shortWeights) of(q *question) (sum traitVector) {
	for _, c := range q.cases() {
		for t, weight := range w[c] {
			sum[t] += weight
		}
	}
	return sum
}

// traitsOf describes a stretch of a sentence.
func (l *layout) traitsOf(c stretch) traitVector {
	var v traitVector
	l.within(c, &v)
	l.around(c, &v)
	l.edges(c, &v)
	v[ofShape+trait(c.shape)] = 1
	for i, most := range wordSteps {
		if c.to-c.from <= most {
			v[ofWords+trait(i)] = 1
			break
		}
	}
	return v
}

// within fills the traits of the words of a stretch.
func (l *layout) within(c stretch, v *traitVector) {
	q := l.m.q
	v[tVerb], v[tPreposition] = indicator(l.verb(c.from, c.to)), indicator(l.any(c.from, c.to, speechPreposition))
	v[tMarks] = indicator(l.any(c.from, c.to, speechMark))
	words, met, names := 0.0, 0.0, 0.0 // of those that tell something
	for i := c.from; i < c.to; i++ {
		w, p, has := l.s.words[i], l.speech[i], l.m.met(l.s, i)
		v[tBreaks] += indicator(p == speechBreak) / 2
		for _, of := range [...]struct {
			kind class
			trait
		}{{name, tName}, {clock, tTime}, {day, tDay}, {money, tMoney}, {percent, tPercent}, {person, tPerson}} {
			if w.kind&of.kind != 0 {
				v[of.trait] = 1
			}
		}
		v[tPlace] = max(v[tPlace], indicator(l.tags[i]&lang.Location != 0))
		v[tGroup] = max(v[tGroup], indicator(l.tags[i]&lang.Group != 0))
		if w.kind&number != 0 && !has {
			v[tNumber] = 1
		}
		if q.unit != 0 && w.kind&q.unit != 0 {
			v[tUnit] = 1
		}
		if !p.telling() {
			continue
		}
		words++
		names += indicator(w.kind&name != 0)
		v[tFocus] = max(v[tFocus], indicator(q.focus >= 0 && l.term[i] == q.focus))
		v[tSubject] = max(v[tSubject], indicator(q.subject >= 0 && l.term[i] == q.subject))
		if has {
			met++
			v[tMetName] = max(v[tMetName], indicator(w.kind&name != 0))
			v[tLast] = max(v[tLast], indicator(l.term[i] == len(q.terms)-1))
			continue
		}
		v[tNewName] = max(v[tNewName], indicator(w.kind&name != 0))
		switch l.named[i] {
		case facts.EntityPerson:
			v[tPersonName] = 1
		case facts.EntityOrganisation:
			v[tGroupName] = 1
		case facts.EntityPlace:
			v[tPlaceName] = 1
		case facts.EntityOther:
			v[tOtherName] = 1
		}
		v[tSomebody] = max(v[tSomebody], indicator(l.person(i) || l.group(i)))
		v[tKind] = max(v[tKind], indicator(q.isKind(w.stem)))
		if w.stem >= 0 {
			v[tRare] = max(v[tRare], 1-max(float64(l.m.x.stems[w.stem].commonness), 0)/9)
		}
		v[tFocusLike] = max(v[tFocusLike], l.like[i])
	}
	v[tMetFirst], v[tMetLast] = indicator(l.m.met(l.s, c.from)), indicator(l.m.met(l.s, c.to-1))
	v[tOverlap] = share(met, words)
	v[tNew], v[tMet] = min((words-met)/6, 1), min(met/4, 1)
	v[tNothingNew] = indicator(met == words)
	v[tAllName] = indicator(words > 0 && names == words)
	v[tFocusHead] = l.like[c.to-1]
	head := l.head(c)
	v[tHeadLike], v[tHeadPerson], v[tHeadGroup] = l.like[head], indicator(l.person(head)), indicator(l.group(head))
	v[tBreaks] = min(v[tBreaks], 1)
	v[tLength] = min(float64(c.to-c.from)/12, 2)
}

// person reports whether word i is a noun for people, or part of somebody's name.
func (l *layout) person(i int) bool {
	return l.s.words[i].kind&person != 0 || l.named[i] == facts.EntityPerson
}

// group is person for organisations.
func (l *layout) group(i int) bool {
	return l.tags[i]&lang.Group != 0 || l.named[i] == facts.EntityOrganisation
}

// head is the word of a stretch that says what it is: members, of "members of his
// administration".
func (l *layout) head(c stretch) int {
	for i := c.from + 1; i < c.to; i++ {
		if l.speech[i] == speechPreposition {
			return i - 1
		}
	}
	return c.to - 1
}

// around fills the traits of where the words of the question stand.
func (l *layout) around(c stretch, v *traitVector) {
	left, right := int(l.words.left[c.from]), int(l.words.right[c.to])
	v[tLeft], v[tRight] = l.words.closeness(c)
	v[tNoLeft], v[tNoRight] = indicator(left == 0), indicator(right == 0)
	if left > 0 {
		v[tClearLeft] = indicator(!l.any(c.from-left+1, c.from, speechBreak, speechStop))
		v[tNoVerbLeft] = indicator(!l.verb(c.from-left+1, c.from))
	}
	if right > 0 {
		v[tClearRight] = indicator(!l.any(c.to, c.to+right-1, speechBreak, speechStop))
		v[tNoVerbRight] = indicator(!l.verb(c.to, c.to+right-1))
	}
	v[tNearest] = indicator(left == 1 || right == 1)
	v[tVerbLeft], v[tVerbRight] = l.verbs.closeness(c)
	v[tDoerOf] = indicator(l.verbs.right[c.to] > 0 && l.verbs.right[c.to] == l.allVerbs.right[c.to])
	v[tDoneTo] = indicator(l.verbs.left[c.from] > 0 && l.verbs.left[c.from] == l.allVerbs.left[c.from])
	v[tSays] = indicator(l.saysBeside(c))
	q := l.m.q
	for _, of := range [...]struct {
		term        int
		left, right trait
	}{
		{len(q.terms) - 1, tLastLeft, tLastRight},
		{q.action, tActionLeft, tActionRight},
		{q.subject, tSubjectLeft, tSubjectRight},
		{q.focus, tFocusLeft, tFocusRight},
		{q.owned, tOwnedLeft, tOwnedRight},
	} {
		if of.term >= 0 {
			v[of.left], v[of.right] = l.terms[of.term].closeness(c)
		}
	}
	sum, all := 0.0, 0.0
	for n, t := range l.terms {
		left, right := t.closeness(c)
		if near := max(left, right); near > 0 {
			sum += q.terms[n].weight * near
			all += q.terms[n].weight
		}
	}
	v[tNear] = math.Sqrt(share(sum, all))
}

// saysBeside reports whether a stretch most likely is who says what stands in the sentence: the
// next verb behind it, or the one right before it, is one of saying, and none of the question's.
func (l *layout) saysBeside(c stretch) bool {
	says := func(i int) bool {
		return i >= 0 && i < len(l.s.words) && l.s.words[i].kind&saying != 0 && !l.m.met(l.s, i)
	}
	n := int(l.allVerbs.right[c.to])
	return n > 0 && says(c.to+n-1) || says(c.from-1)
}

// edges fills the traits of the first and the last word of a stretch and of those beside it.
func (l *layout) edges(c stretch, v *traitVector) {
	before, behind := l.speechAt(c.from-1), l.speechAt(c.to)
	first, last := l.speech[c.from], l.speech[c.to-1]
	v[ofFirst+trait(first)], v[ofLast+trait(last)] = 1, 1
	v[ofBefore+trait(before)], v[ofBehind+trait(behind)] = 1, 1
	lead := c.from - 1
	if before == speechDeterminer && lead > 0 {
		lead--
	}
	v[ofDeterminer+trait(l.speechAt(lead))] = 1
	if lead >= 0 {
		word := l.word(lead)
		if i := slices.Index(leads[:], word); i >= 0 {
			v[ofLead+trait(i)] = 1
		}
		v[tGoverned] = indicator(word == l.m.q.governs)
	}
	v[tDenied] = indicator(denies(l.word(c.from)) || first == speechAuxiliary && c.from+1 < c.to && denies(l.word(c.from+1)))
	v[tOpened], v[tClosed] = indicator(before == speechMark), indicator(behind == speechMark)
	v[tStart], v[tEnd] = indicator(c.from <= 1), indicator(c.to >= len(l.speech)-1)
	v[tPosition] = float64(c.from) / float64(len(l.speech))
	v[tApposition] = indicator(before == speechBreak && (behind == speechBreak || behind == speechStop))
	v[tCutName] = indicator(l.inName(c.from-1) && l.inName(c.from) || l.inName(c.to-1) && l.inName(c.to))
	v[tCutBehind] = indicator((behind == speechNoun || behind == speechNumber) && (last == speechNoun || last == speechAdjective || last == speechNumber || last == speechName))
	v[tCutBefore] = indicator((before == speechNoun || before == speechAdjective || before == speechNumber) && (first == speechNoun || first == speechAdjective || first == speechName))
}

// closeness is how near the next words on both sides of a stretch stand: 1 for its neighbours,
// less the farther away they are, 0 for none.
func (r *reach) closeness(c stretch) (left, right float64) {
	if n := r.left[c.from]; n > 0 {
		left = 1 / float64(n)
	}
	if n := r.right[c.to]; n > 0 {
		right = 1 / float64(n)
	}
	return left, right
}

func (v *traitVector) dot(w *traitVector) float64 {
	sum := 0.0
	for i := range v {
		if v[i] != 0 {
			sum += v[i] * w[i]
		}
	}
	return sum
}
