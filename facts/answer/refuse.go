package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"byline/facts/lang"
)

// Rules that learned weights are not trusted with: a question that falls under one
// of them is not answered, however well the words agree. Each names what the
// articles do not have.

// doubtful is what the confidence is multiplied with when a rule applies: never
// above one half, and still in the order of the evidence.
const doubtful = 0.45

// related is the weight from which a word of the articles stands for a word of the
// question well enough to count, to be a name, or to be what happened.
const related = 0.5

// leastKnown is the share of a question, by weight, that the articles must have in
// some form: below it, a word met by chance decides.
const leastKnown = 0.2

// otherThing is the otherCount from which a figure counts another thing than is asked
// for. Below it the two are alike enough for one to stand for the other.
const otherThing = 0.8

// samePlace is the same for a place behind a preposition: Kyiv may say what Ukraine
// says, but over Kyiv is not over Ukraine.
const samePlace = 0.7

// judge is how likely the articles answer, whether a rule forbids an answer, and what is
// missing where one thing is; with the doubts behind it.
func (m *matcher) judge(ranked []scored) (d doubts, confidence float64, missing string, refused bool) {
	d = m.doubts(ranked)
	confidence = m.x.weights().sure.confidence(&d)
	if missing, refused = m.refuses(ranked, &d); refused {
		confidence *= doubtful
	}
	return d, confidence, missing, refused
}

// refuses reports whether a rule forbids an answer, and what is missing, in the
// words of the question, where one thing is.
func (m *matcher) refuses(ranked []scored, d *doubts) (missing string, refuse bool) {
	q := m.q
	if len(q.terms) == 0 || len(ranked) == 0 || q.code {
		return "", true
	}
	if name := q.unknownName(); name != "" {
		return name, true
	}
	if q.intent == wantCount && q.focus >= 0 && q.terms[q.focus].known < related && !q.asking(q.focus) {
		return q.terms[q.focus].text, true
	}
	if q.intent == wantPerson {
		// the finance minister is not the economy minister
		if missing := q.rarestUnknown(); missing != "" {
			return missing, true
		}
	}
	if other := m.otherKind(ranked[0].id); other != "" {
		return other, true
	}
	met, names, others, othersKnown := false, 0, 0, 0
	known := 0.0
	for i := range q.terms {
		t := &q.terms[i]
		known += t.weight * t.known
		met = met || t.known > 0 && !q.asking(i) && utf8.RuneCountInString(t.text) > 1
		switch {
		case i == q.focus:
		case t.kind&(name|number) != 0:
			names++
		default:
			others++
			if t.known >= related {
				othersKnown++
			}
		}
	}
	if !met || known < leastKnown*m.total {
		return q.rarestUnknown(), true
	}
	if q.intent == wantCount && names == 0 && others > 0 && othersKnown == 0 {
		return q.rarestUnknown(), true
	}
	if q.intent == wantCount && d[dOtherCount] > otherThing {
		return q.rarestUnknown(), true // a number of shops is no number of people
	}
	if verb := m.notDone(ranked[0].id); verb != "" {
		return verb, true
	}
	if v := ranked[0].vec; q.intent == wantTruth && q.named() && (v[fNames] < someShare || v[fPlain] < someShare && q.tells()) {
		return q.rarestUnknown(), true // whether he did it, from what others did or he did else
	}
	if q.intent == wantWords && m.othersSpeak(ranked[0].id) {
		return q.rarestUnknown(), true
	}
	if (q.number() || q.intent == wantTime) && ranked[0].vec[fLacks] == 1 {
		return q.rarestUnknown(), true
	}
	return q.rarestUnknown(), false
}

// othersSpeak reports whether all that is said in sentence id is said by others than the one
// who is named as the speaker: "what did Trump say", where somebody speaks of Trump.
func (m *matcher) othersSpeak(id int) bool {
	asked := func(stems []int32) bool {
		return slices.ContainsFunc(stems, func(stem int32) bool {
			return slices.ContainsFunc(m.stands(stem), func(a alternative) bool { return m.q.speaker(a.term) })
		})
	}
	if !slices.ContainsFunc(m.q.terms, func(t term) bool { return t.kind&name != 0 && t.at < m.q.saying }) {
		return false
	}
	s := m.sentence(id)
	others := false
	for _, f := range s.facts {
		by := s.doc.table.Facts[f].By
		if by == nil || by.Speaker == nil {
			continue
		}
		if by.Speaker.Entity < 0 || asked(s.doc.speakers[f].name) || asked(s.doc.speakers[f].role) {
			return false
		}
		others = true
	}
	return others
}

// someShare is the share of a question's names, or of its other words, below which a
// sentence is about others, or about something else.
const someShare = 0.2

// tells reports whether the question has more than names.
func (q *question) tells() bool {
	for i := range q.terms {
		if q.terms[i].kind&name == 0 && !q.asking(i) {
			return true
		}
	}
	return false
}

// named reports whether the question names anybody or anything.
func (q *question) named() bool {
	for i := range q.terms {
		if q.terms[i].kind&name != 0 && q.terms[i].kind&number == 0 {
			return true
		}
	}
	return false
}

// notDone is what a question wants the time, the place or the truth of and nothing in the
// articles stands for, nor is anything like it in the best sentence: "born" where
// nobody is born. Whether something is true is often asked in other words, so that two
// must be missing there. Empty when there is nothing of that sort.
func (m *matcher) notDone(id int) string {
	missing, need := "", 1
	switch m.q.intent {
	case wantPlace, wantTime:
	case wantTruth:
		need = 2
	default:
		return ""
	}
	soft := m.soft(id)
	for i := range m.q.terms {
		t := &m.q.terms[i]
		if t.kind&verb == 0 || t.kind&(name|number) != 0 || t.known > 0 || soft[i] >= alike || m.q.asking(i) {
			continue
		}
		if missing == "" {
			missing = t.text
		}
		if need--; need == 0 {
			return missing
		}
	}
	return ""
}

// otherKind is the kind of thing that is to be counted when the best sentence counts
// only things of another kind: Russian drones, where it has Ukrainian ones. Empty
// when there is no such conflict.
func (m *matcher) otherKind(id int) string {
	q := m.q
	if q.intent != wantCount || q.focus < 1 || q.terms[q.focus-1].kind&name == 0 || q.terms[q.focus-1].at != q.terms[q.focus].at-1 {
		return ""
	}
	s := m.sentence(id)
	conflict := false
	for _, f := range s.facts {
		if m.nounFit(s, f) == 0 {
			continue
		}
		names, asked := 0, false
		for _, stem := range s.doc.labels[f] {
			for _, a := range m.stands(stem) {
				asked = asked || a.term == q.focus-1
			}
			if m.named(stem) {
				names++
			}
		}
		if asked || names == 0 {
			return ""
		}
		conflict = true
	}
	if !conflict {
		return ""
	}
	return q.terms[q.focus-1].text + " " + q.terms[q.focus].text
}

// number reports whether a number is wanted.
func (q *question) number() bool {
	return q.intent == wantCount || q.intent == wantAmount || q.intent == wantMeasure
}

// attribute reports whether the focus names what is wanted rather than what it is wanted
// of: "age" in "the nurse's age". An answer has an age and seldom the word.
func (q *question) attribute() bool {
	switch q.intent {
	case wantTime, wantReason, wantWords, wantPerson:
		return true
	}
	return q.unit&(age|score|duration|distance) != 0
}

// unknownName is a name of the question that the articles have in no spelling, with
// the names beside it; empty when there is none.
func (q *question) unknownName() string {
	for i := range q.terms {
		t := &q.terms[i]
		need := related
		if t.at > 0 && q.words[t.at-1].kind&place != 0 {
			need = samePlace
		}
		if t.kind&name == 0 || t.kind&number != 0 || t.known >= need || demonym(t.text) {
			continue
		}
		from, to := i, i+1
		for from > 0 && q.terms[from-1].kind&name != 0 && q.terms[from-1].at == q.terms[from].at-1 {
			from--
		}
		for to < len(q.terms) && q.terms[to].kind&name != 0 && q.terms[to].at == q.terms[to-1].at+1 {
			to++
		}
		var words []string
		for _, t := range q.terms[from:to] {
			words = append(words, t.text)
		}
		return strings.Join(words, " ")
	}
	return ""
}

// demonym reports whether a word says only where somebody or something is from. A question
// may say "the German club" of one that the article calls by its town.
func demonym(word string) bool {
	v, _ := lang.Gazetteer.Find(strings.ToLower(word))
	return strings.Contains(v, "d")
}

// rarestUnknown is the weightiest word of the question that the articles do not
// have, nor one that stands for it; empty when they have all.
func (q *question) rarestUnknown() string {
	best := -1
	for i := range q.terms {
		if q.terms[i].known < related && !q.asking(i) && (best < 0 || q.terms[i].weight > q.terms[best].weight) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return q.terms[best].text
}
