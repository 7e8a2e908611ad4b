package answer

import (
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// A Verdict is what an article says to a question that wants yes or no.
type Verdict uint8

// The verdicts. Unsaid is also the verdict on every other question.
const (
	Unsaid Verdict = iota // it has to do with the question, and does not plainly say
	Yes
	No
)

// plainly is the weight from which a word says the same as a word of the question: the
// word in another form, or the same thing under another name.
const plainly = 0.9

// verdict is what sentence id plainly says, with the words that say it. It is Yes only
// where the sentence has every word of the question, who does it before what is done, close
// together, without a word that makes it a plan, a wish or a doubt; and No where it has all
// that and denies what is done.
func (m *matcher) verdict(id int) (Verdict, facts.Span) {
	q, s, r := m.q, m.sentence(id), m.of(id)
	if q.intent != wantTruth || s.asks || len(q.terms) < 2 || q.negated() || q.has("or", "why", "when", "how", "whether") {
		return Unsaid, facts.Span{}
	}
	from, to, done := len(s.words), -1, -1
	for i := range q.terms {
		at := int(r.at[i])
		switch linked := r.weight[i] > 0 && at < 0; {
		case linked && q.terms[i].kind&name != 0 && r.weight[i] >= linkedWeight:
			continue
		case linked || r.weight[i] < plainly:
			return Unsaid, facts.Span{}
		}
		from, to = min(from, at), max(to, at+1)
		if q.terms[i].kind&(verb|past) != 0 && q.terms[i].kind&name == 0 {
			done = at
		}
	}
	if done < 1 || to-from > 3*len(q.terms)+3 {
		return Unsaid, facts.Span{}
	}
	if agent, _ := m.agent(s, r); agent == 0 && q.subject >= 0 && q.action >= 0 && r.position(q.subject) >= 0 {
		return Unsaid, facts.Span{}
	}
	a := s.doc.table.Article
	if lang.TagsOf(lowered(a, s.words[done].span))&(lang.Gerund|lang.Past) == lang.Gerund && !passive(a, s, done) {
		return Unsaid, facts.Span{} // who demands condemning it has not condemned it
	}
	if isBe(q.at(0)) != passive(a, s, done) {
		return Unsaid, facts.Span{} // who was arrested has arrested nobody
	}
	denied := false
	for i := range s.words {
		w := lowered(a, s.words[i].span)
		switch {
		case hedges.Has(w), w == "to" && i == done-1:
			return Unsaid, facts.Span{}
		case i >= from && i < to && denies(w):
			if i >= done || done-i > 3 {
				return Unsaid, facts.Span{}
			}
			denied = true
		}
	}
	where := facts.Span{Start: s.words[from].span.Start, End: s.words[to-1].span.End}
	if denied {
		return No, where
	}
	return Yes, where
}

// denies reports whether a word, as the word lists have it, denies something.
func denies(w string) bool { return negations.Has(w) || strings.HasSuffix(w, "n't") }

// deniesVerb reports whether a word denies what a verb says: never, and not nobody.
func deniesVerb(w string) bool {
	what, _ := negations.Find(w)
	return what == "verb" || strings.HasSuffix(w, "n't")
}

// isBe reports whether a word is a form of "be".
func isBe(w string) bool {
	switch w {
	case "is", "are", "was", "were", "be", "been", "being", "wasn't", "weren't", "isn't", "aren't":
		return true
	}
	return false
}

// passive reports whether a form of "be" stands before word i, adverbs between.
func passive(a *facts.Article, s *sentence, i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if isBe(lowered(a, s.words[j].span)) {
			return true
		}
	}
	return false
}
