package answer

import (
	"math"

	"byline/facts"
)

// A trait is one reason why a stretch of a sentence may be the short answer.
type trait int

// The first traits pair what is wanted with the shape of the stretch; the others
// follow.
const pairedTraits = int(intents) * int(shapes)

const (
	tOverlap   trait = iota // share of its words that the question has
	tNear                   // how near the question's words stand
	tNearest                // whether one stands right beside it
	tNearFocus              // how near the noun that is asked for stands
	tBefore                 // all the question's words come behind it
	tAfter                  // all of them come before it
	tShort                  // one word
	tLong                   // more than six words
	tLength                 // words, against twelve
	tName                   // it is or has a name
	tNumber                 // it has a number
	tUnit                   // it has the unit that is wanted
	tFocus                  // it has the noun that is asked for
	tVerb                   // it begins with a verb
	tSubject                // it begins the sentence
	tIn                     // in, at, near, from stand before it, and a place is wanted
	tBy                     // by stands before it, and a person is wanted
	tBecause                // a reason word stands before it, and a reason is wanted
	tOf                     // of stands before it
	tIs                     // a form of be stands before it
	tEnd                    // it ends the sentence
	tComma                  // breaks on both sides: an apposition
	tQuoted                 // it is what somebody said, and words are wanted
	tLowerCase              // a person is wanted and it names nobody
	tDay                    // a time is wanted and it has a day, month or year
	tDuration               // a time is wanted and it is a length of time
	tObject                 // it follows what the subject of the question does
	tDirect                 // it stands right behind what the subject of the question does
	tBehind                 // it stands right behind the last word of the question
	tClause                 // it is a clause right behind one of the question's verbs
	otherTraits
)

var traitNames = [otherTraits]string{
	"overlap", "near", "nearest", "near-focus", "before", "after", "short", "long", "length", "name", "number", "unit", "focus",
	"verb", "subject", "in", "by", "because", "of", "is", "end", "comma", "quoted", "lower-case", "day", "duration", "object", "direct", "behind", "clause",
}

var intentNames = [intents]string{
	"anything", "count", "amount", "measure", "who", "person", "time", "place", "reason", "manner", "thing", "kind", "words",
	"speaker", "truth", "meaning",
}

var shapeNames = [shapes]string{"phrase", "longer", "named", "amount", "dated", "clause", "spoken"}

const traits = pairedTraits + int(otherTraits)

// traitVector holds the traits of one stretch.
type traitVector [traits]float64

// traitsOf describes a stretch of sentence s.
func (m *matcher) traitsOf(s *sentence, r *match, c stretch) traitVector {
	var v traitVector
	a := s.doc.table.Article
	q := m.q
	v[int(q.intent)*int(shapes)+int(c.shape)] = 1
	t := v[pairedTraits:]
	content, met := 0.0, 0.0
	for i := c.from; i < c.to; i++ {
		w := s.words[i]
		if w.kind&(function|stop|mark|breaks) != 0 && w.kind&number == 0 {
			continue
		}
		content++
		if m.met(s, i) {
			met++
		}
		if w.kind&name != 0 {
			t[tName] = 1
		}
		if w.kind&number != 0 && w.kind&year == 0 {
			t[tNumber] = 1
		}
		if q.intent == wantTime && w.kind&day != 0 {
			t[tDay] = 1
		}
		if q.intent == wantTime && w.kind&duration != 0 {
			t[tDuration] = 1
		}
		if q.unit != 0 && w.kind&q.unit != 0 {
			t[tUnit] = 1
		}
		if q.focus >= 0 && m.isTerm(s, i, q.focus) {
			t[tFocus] = 1
		}
	}
	t[tOverlap] = share(met, content)
	m.neighbours(s, r, c, t)
	n := c.to - c.from
	switch {
	case n == 1:
		t[tShort] = 1
	case n > 6:
		t[tLong] = 1
	}
	t[tLength] = min(float64(n)/12, 2)
	if s.words[c.from].kind&verb != 0 {
		t[tVerb] = 1
	}
	if c.from <= 1 {
		t[tSubject] = 1
	}
	if c.to >= len(s.words)-1 {
		t[tEnd] = 1
	}
	if c.shape == spoken && q.intent == wantWords {
		t[tQuoted] = 1
	}
	if (q.intent == wantWho || q.intent == wantSpeaker) && t[tName] == 0 {
		t[tLowerCase] = 1
	}
	if at := actionAt(q, r); at >= 0 && c.from > at {
		t[tObject] = 1
		if c.from-at <= 3 {
			t[tDirect] = 1
		}
	}
	if n := len(q.terms); n > 0 {
		if at := r.position(n - 1); at >= 0 && c.from > at && c.from-at <= 3 {
			t[tBehind] = 1
		}
	}
	if c.shape == clause {
		for i := range q.terms {
			if at := r.position(i); q.terms[i].kind&verb != 0 && at >= 0 && c.from > at && c.from-at <= 2 {
				t[tClause] = 1
			}
		}
	}
	m.edges(a, s, c, t)
	return v
}

// actionAt is the word of the sentence at which the action of "did X do" stands; -1
// when there is none.
func actionAt(q *question, r *match) int {
	if q.action < 0 {
		return -1
	}
	return r.position(q.action)
}

// neighbours fills the traits of where the question's words stand.
func (m *matcher) neighbours(s *sentence, r *match, c stretch, t []float64) {
	before, after, sum, all := true, true, 0.0, 0.0
	for i := range m.q.terms {
		at := r.position(i)
		if at < 0 || at >= c.from && at < c.to {
			continue
		}
		gap := 0
		if at < c.from {
			before = false
			gap = c.from - at
		} else {
			after = false
			gap = at - c.to + 1
		}
		w := m.q.terms[i].weight
		sum += w / float64(gap)
		all += w
		if gap <= 2 {
			t[tNearest] = 1
		}
		if i == m.q.focus {
			t[tNearFocus] = 1 / float64(gap)
		}
	}
	t[tNear] = math.Sqrt(share(sum, all))
	if all > 0 && before {
		t[tBefore] = 1
	}
	if all > 0 && after {
		t[tAfter] = 1
	}
}

// edges fills the traits of the words beside a stretch.
func (m *matcher) edges(a *facts.Article, s *sentence, c stretch, t []float64) {
	i := c.from - 1
	if i >= 0 && (lowered(a, s.words[i].span) == "the" || lowered(a, s.words[i].span) == "a" || lowered(a, s.words[i].span) == "an") {
		i--
	}
	if i < 0 {
		return
	}
	w := lowered(a, s.words[i].span)
	if m.q.intent == wantPlace && s.words[i].kind&place != 0 {
		t[tIn] = 1
	}
	if (m.q.intent == wantWho || m.q.intent == wantThing || m.q.intent == wantKind) && w == "by" {
		t[tBy] = 1
	}
	if m.q.intent == wantReason && s.words[i].kind&(because|hardly|purpose) != 0 {
		t[tBecause] = 1
	}
	switch w {
	case "of":
		t[tOf] = 1
	case "is", "was", "are", "were", "called", "named", "as":
		t[tIs] = 1
	}
	if s.words[i].kind&breaks != 0 && c.to < len(s.words) && s.words[c.to].kind&(breaks|stop) != 0 {
		t[tComma] = 1
	}
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

// span is the bytes of a stretch.
func (c stretch) span(s *sentence) facts.Span {
	return facts.Span{Start: s.words[c.from].span.Start, End: s.words[c.to-1].span.End}
}

// possible are the stretches of a sentence that can answer the question: a time
// expression where a time is wanted, a number where a number is, if there is one.
func (m *matcher) possible(s *sentence) []stretch {
	all := stretches(s.doc.table, s)
	wanted := phrase
	switch m.q.intent {
	case wantTime:
		wanted = dated
	case wantCount:
		wanted = amount
	default:
		return all
	}
	var fit []stretch
	for _, c := range all {
		if c.shape == wanted {
			fit = append(fit, c)
		}
	}
	if len(fit) == 0 {
		return all
	}
	return fit
}

// A picked stretch is the one that most likely is the short answer.
type picked struct {
	span   facts.Span // empty when the sentence has no stretch at all
	score  float64
	lead   float64 // how far it is ahead of the next that it does not overlap
	traits traitVector
}

// pick chooses the short answer in a sentence.
func (m *matcher) pick(id int) picked {
	if m.picked == nil || m.pickedIn != id {
		p := m.choose(id)
		m.picked, m.pickedIn = &p, id
	}
	return *m.picked
}

func (m *matcher) choose(id int) picked {
	s := m.sentence(id)
	r := m.of(id)
	best := picked{score: -9}
	all := m.possible(s)
	spans, scores := make([]facts.Span, len(all)), make([]float64, len(all))
	for i, c := range all {
		v := m.traitsOf(s, r, c)
		spans[i], scores[i] = c.span(s), v.dot(&m.x.weights.short)
		if scores[i] > best.score {
			best.span, best.score, best.traits = spans[i], scores[i], v
		}
	}
	next := -9.0
	for i := range all {
		if !spans[i].Overlaps(best.span) {
			next = max(next, scores[i])
		}
	}
	best.lead = best.score - next
	return best
}
