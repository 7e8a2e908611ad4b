package answer

import (
	"strings"

	"byline/facts"
)

// AskAfter answers a question that may lean on the one before it, whose answer is
// previous: "and lost?" behind "how many drones were intercepted?", "why?", "who said
// that?", "where was he?". It is completed with the words of the previous question,
// or with the person whom the previous answer is about; Answer.Read holds what is
// then asked. A question that stands by itself, or follows the zero Answer, is asked
// as it is. Nothing is kept: the caller hands over the previous answer each time.
func (x *Index) AskAfter(previous Answer, text string) Answer {
	if previous.Read == "" || len(text) > maxQuestionBytes {
		return x.Ask(text)
	}
	q := x.read(text)
	if q.asksWhoSaid() {
		return x.saidBy(previous, text)
	}
	completed := x.complete(previous, x.read(previous.Read), q)
	if completed == "" {
		return x.Ask(text)
	}
	a := x.Ask(completed)
	a.Question = text
	if a.Found && previous.Found && a.Short == "" && a.Verdict == Unsaid && a.Hits[0].same(previous.Hits[0]) {
		a.Found, a.Confidence = false, a.Confidence*doubtful // "why?": what was said already tells no more
	}
	return a
}

// same reports whether two hits are one sentence.
func (h Hit) same(other Hit) bool { return h.Table == other.Table && h.Sentence == other.Sentence }

// asksWhoSaid reports whether a question asks who said what was just answered: "who
// said that?", "says who?", "who says so?".
func (q *question) asksWhoSaid() bool {
	who, says, other := false, false, false
	for _, w := range q.words {
		switch {
		case w.lower == "who":
			who = true
		case sayWords.Has(lemma(w.lower)):
			says = true
		case w.lower == "that" || w.lower == "so" || w.lower == "this" || w.lower == "it" || w.lower == "and" || w.kind&auxiliary != 0:
		default:
			other = true
		}
	}
	return who && says && !other
}

// saidBy answers who said what the previous answer gives. Where the article says it
// itself, nobody is named and nothing is found.
func (x *Index) saidBy(previous Answer, text string) Answer {
	a := Answer{Question: text, Read: previous.Read, Hits: previous.Hits}
	if !previous.Found || len(previous.Hits) == 0 {
		return a
	}
	h := previous.Hits[0]
	t := h.Table
	order := h.Facts
	for i := range t.Facts {
		if t.Facts[i].Sentence == h.Sentence {
			order = append(order[:len(order):len(order)], i)
		}
	}
	for _, i := range order {
		f := &t.Facts[i]
		if f.By == nil || f.By.Speaker == nil || f.Sentence != h.Sentence || !h.Mark.Empty() && f.Quote != nil && !f.Span.Overlaps(h.Mark) {
			continue
		}
		h.Mark = within(t.Article, f.Sentence, f.By.Speaker.Mention)
		h.Facts = []int{i}
		a.Hits = append([]Hit{h}, previous.Hits[1:]...)
		a.Found, a.Confidence = true, min(previous.Confidence, f.Confidence)
		a.Short = withRole(f.By.Speaker.Name, f.By.Speaker.Role, f.By.Speaker.Organisation)
		break
	}
	return a
}

// complete words a follow-up with the words of the previous question; empty when it
// is none.
func (x *Index) complete(previous Answer, before, q *question) string {
	from := 0 // behind "and", "what about", "how about"
	led := false
	for from < len(q.words) && (q.at(from) == "and" || q.at(from) == "but" || q.at(from) == "or" || q.at(from) == "also") {
		from, led = from+1, true
	}
	if (q.at(from) == "what" || q.at(from) == "how") && q.at(from+1) == "about" {
		from, led = from+2, true
	}
	rest := q.words[from:]
	if len(rest) == 0 || len(before.words) == 0 {
		return ""
	}
	switch {
	case len(q.terms) == 0 && q.asked >= 0 && len(rest) <= 3: // why? since when?
		return spelled(rest) + " " + before.matter()
	case led && q.asked < from:
		return before.exchange(rest)
	case q.asked >= 0 || rest[0].kind&auxiliary != 0:
		return x.name(previous, rest)
	}
	return ""
}

// matter is what a question is about, without the asking.
func (q *question) matter() string {
	var kept []qword
	for i, w := range q.words {
		if q.asks(i) || i < q.asked && q.asked < len(q.words)-1 || w.lower == "number" && q.asked < 0 {
			continue
		}
		kept = append(kept, w)
	}
	return spelled(kept)
}

// exchange is the question with new words in the place of those that are alike: a
// preposition and what hangs on it for the same preposition's, what is done for what
// is done, a name for a name, a noun for what is counted or for the last noun. Words
// that have no place are added.
func (q *question) exchange(words []qword) string {
	from, to := len(q.words), len(q.words)
	head := words[len(words)-1]
	switch {
	case words[0].kind&preposition != 0:
		for i := range q.words {
			if q.words[i].lower == words[0].lower {
				from, to = i, len(q.words)
			}
		}
	case head.kind&name != 0:
		from, to = q.person()
	case words[0].kind&past != 0 || words[0].kind&verb != 0 && words[0].kind&noun == 0:
		from, _ = q.last(func(w qword) bool { return w.kind&verb != 0 && w.kind&(name|auxiliary) == 0 && w.term >= 0 })
	case q.focus >= 0:
		at := q.terms[q.focus].at
		from, to = at, at+1
	default:
		from, to = q.last(func(w qword) bool { return w.term >= 0 && w.kind&noun != 0 })
	}
	out := append(append([]qword{}, q.words[:from]...), words...)
	return spelled(append(out, q.words[to:]...))
}

// person finds the last name that no preposition goes before, else the last name.
func (q *question) person() (from, to int) {
	named := func(w qword) bool { return w.kind&name != 0 }
	for end := len(q.words); end > 0; end = from {
		sub := question{words: q.words[:end]}
		if from, to = sub.last(named); from == end {
			break
		}
		if from == 0 || q.words[from-1].kind&preposition == 0 && q.words[from-1].term < 0 {
			return from, to
		}
	}
	return q.last(named)
}

// last finds the last run of words of a kind; behind the end when there is none.
func (q *question) last(is func(qword) bool) (from, to int) {
	for i := len(q.words) - 1; i >= 0; i-- {
		if !is(q.words[i]) {
			continue
		}
		from = i
		for from > 0 && is(q.words[from-1]) {
			from--
		}
		return from, i + 1
	}
	return len(q.words), len(q.words)
}

// name puts the person whom the previous answer is about in the place of the
// pronouns of a question; empty when it has none, or nobody is meant.
func (x *Index) name(previous Answer, words []qword) string {
	who := subjectOf(previous)
	if who == "" {
		return ""
	}
	met := false
	out := make([]qword, len(words))
	for i, w := range words {
		out[i] = w
		switch w.lower {
		case "he", "she", "him", "they", "them":
			out[i].text, met = who, true
		case "his", "her", "their":
			out[i].text, met = who+"'s", true
		}
	}
	if !met {
		return ""
	}
	return spelled(out)
}

// subjectOf is the person whom an answer is about: the one it names, else the one who
// speaks in its sentence, else the one named in the question.
func subjectOf(a Answer) string {
	if len(a.Hits) == 0 {
		return ""
	}
	h := a.Hits[0]
	named := func(text string) string {
		for _, e := range h.Table.Entities {
			if e.Kind != facts.EntityPerson {
				continue
			}
			for _, alias := range append([]string{e.Name}, e.Aliases...) {
				if alias != "" && strings.Contains(strings.ToLower(text), strings.ToLower(alias)) {
					return e.Name
				}
			}
		}
		return ""
	}
	if who := named(a.Short); a.Found && who != "" {
		return who
	}
	if who := named(a.Read); who != "" {
		return who
	}
	for _, f := range h.Table.Facts {
		if f.Sentence == h.Sentence && f.By != nil && f.By.Speaker != nil {
			return f.By.Speaker.Name
		}
	}
	return ""
}

// spelled joins words as they were typed.
func spelled(words []qword) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !strings.HasPrefix(w.lower, "'") && w.lower != "n't" {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}
