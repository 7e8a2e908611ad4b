package answer

import (
	"cmp"
	"slices"
	"strings"

	"byline/facts"
)

// short gives the short answer in sentence id: its text, the bytes that answer, and
// the sentence's facts, those first that answer. A fact of the right kind gives the
// answer where there is one; else the stretch that most looks like one does, which may be a
// guess (see Answer.Guess). There is none where the sentence says that what is asked was not
// done.
func (m *matcher) short(id int) (text string, where facts.Span, order []int, guess bool) {
	s, r := m.sentence(id), m.of(id)
	t := s.doc.table
	fits, first := make(map[int]float64, len(s.facts)), s.firstFigure()
	for _, f := range s.facts {
		fits[f] = m.fits(s, r, f, first)
	}
	order = slices.Clone(s.facts)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(fits[b], fits[a]) })
	if m.q.intent == wantTruth || m.deniesDone(id) {
		return "", facts.Span{}, order, false
	}
	if len(order) > 0 && fits[order[0]] >= 1 {
		if text, where := m.fromFact(t, &t.Facts[order[0]]); text != "" {
			return text, where, order, false
		}
	}
	if m.q.intent == wantReason {
		if where := becauseClause(t.Article, s); !where.Empty() {
			return t.Article.Slice(where), where, order, false
		}
		if reasons(s) < plainReason {
			return "", facts.Span{}, order, false // nothing in it is told as a reason
		}
	}
	p := m.pick(id)
	return t.Article.Slice(p.span), p.span, order, p.chance < guessed || !p.whole
}

// guessed is the chance of a short answer below which it is a guess: of those on the real news
// whose chance is smaller fewer than half have a word of the marked answer (docs/accuracy.md).
const guessed = 0.6

// deniesDone reports whether sentence id says that what the question takes for done was not:
// "we did not start the war", when it is asked who did.
func (m *matcher) deniesDone(id int) bool {
	if m.q.negated() {
		return false
	}
	s, r := m.sentence(id), m.of(id)
	for i := range m.q.terms {
		at := r.position(i)
		if at < 0 || m.q.terms[i].kind&name != 0 || m.q.asking(i) || s.words[at].kind&verb == 0 {
			continue
		}
		for j := at - 1; j >= max(at-deniedWithin, 0) && s.words[j].kind&(stop|breaks|mark) == 0; j-- {
			if deniesVerb(lowered(s.doc.table.Article, s.words[j].span)) {
				return true
			}
		}
	}
	return false
}

// deniedWithin is how many words before a verb its denial may stand: "did not ever really start".
const deniedWithin = 3

// fits is how well a fact gives the short answer: 1 and more when it is of the kind
// that is wanted and about the right thing. The first figure of the sentence begins at word
// first.
func (m *matcher) fits(s *sentence, r *match, f, first int) float64 {
	fact := &s.doc.table.Facts[f]
	switch {
	case fact.Figure != nil && m.q.intent == wantCount:
		return 2*m.nounFit(s, f) + m.fateFit(s, fact.Figure.Fate) + nearest*m.nearness(s, r, fact.Span, first)
	case fact.Person != nil && m.q.intent == wantPerson:
		return 2 * m.labelFit(s.doc, f)
	case fact.Quote != nil && m.q.intent == wantWords:
		all := 0.0
		for i := range m.q.terms {
			if m.q.speaker(i) {
				all += m.q.terms[i].weight
			}
		}
		fit := 2 * share(m.speakerFit(s.doc, f), all)
		if words := fact.Quote.Type == facts.Words; words == m.q.naming() {
			fit += 0.2
		}
		return fit + min(float64(fact.Span.Len()), 200)/1000
	case fact.By != nil && fact.By.Speaker != nil && m.q.intent == wantSpeaker:
		return 1 + m.fateFit(s, fact.Span)
	}
	return 0
}

// nearest is what it counts that a figure stands near the question's words: of two that count
// the same the one that stands beside 2019 counts what there was in 2019.
const nearest = 0.2

// nearness is how near the words that stand for the question's, its focus aside, stand to a
// figure: 1 right beside it. What stands before all figures of the sentence, the first of which
// begins at word first, belongs to each.
func (m *matcher) nearness(s *sentence, r *match, span facts.Span, first int) float64 {
	from, to := s.within(span)
	met, all := 0.0, 0.0
	for i := range m.q.terms {
		at := r.position(i)
		if i == m.q.focus || at < first || m.q.asking(i) {
			continue
		}
		all += m.q.terms[i].weight
		met += m.q.terms[i].weight / float64(max(2*(from-at), at-to+1, 1)) // 43 visitors in 2019 and 17 …
	}
	return share(met, all)
}

// firstFigure is the word at which the first figure of a sentence begins; behind its last word
// when it has none.
func (s *content) firstFigure() int {
	first := len(s.words)
	for _, f := range s.facts {
		if fact := &s.doc.table.Facts[f]; fact.Figure != nil {
			at, _ := s.within(fact.Span)
			first = min(first, at)
		}
	}
	return first
}

// naming reports whether the question is what somebody calls something.
func (q *question) naming() bool {
	l := lemma(q.at(q.saying))
	return l == "call" || l == "describe"
}

// labelFit is the share of the question's weight that is in a fact's names.
func (m *matcher) labelFit(doc *opened, f int) float64 {
	met, seen := 0.0, [maxTerms]bool{}
	for _, stem := range doc.labels[f] {
		for _, a := range m.stands(stem) {
			if !seen[a.term] && a.weight >= related {
				seen[a.term] = true
				met += m.q.terms[a.term].weight
			}
		}
	}
	return share(met, m.total)
}

// fromFact words a fact as a short answer, with the bytes of the article behind it.
func (m *matcher) fromFact(t *facts.Table, f *facts.Fact) (string, facts.Span) {
	switch {
	case m.q.intent == wantSpeaker:
		sp := f.By.Speaker
		return withRole(sp.Name, sp.Role, sp.Organisation), within(t.Article, f.Sentence, sp.Mention)
	case f.Figure != nil:
		return f.Figure.Surface, f.Span
	case f.Person != nil:
		return withRole(f.Person.Name, f.Person.Role, f.Person.Organisation), f.Span
	case f.Quote != nil:
		return t.Article.Slice(f.Span), f.Span
	}
	return "", facts.Span{}
}

// withRole is a name and who that is: "Yuriy Ignat, Air Force spokesman".
func withRole(name, role, organisation string) string {
	switch {
	case role == "" && organisation == "":
		return name
	case role == "":
		return name + ", " + organisation
	case organisation == "" || strings.Contains(role, organisation):
		return name + ", " + role
	}
	return name + ", " + role + ", " + organisation
}

// within is where a mention stands in a sentence; empty when it does not.
func within(a *facts.Article, sentence int, mention string) facts.Span {
	s := a.Sentences[sentence]
	at := strings.Index(a.Slice(s), mention)
	if at < 0 || mention == "" {
		return facts.Span{}
	}
	return facts.Span{Start: s.Start + at, End: s.Start + at + len(mention)}
}

// becauseClause is what follows the plainest word of reason in a sentence, up to
// the next break.
func becauseClause(a *facts.Article, s *sentence) facts.Span {
	for i := range s.words {
		switch lowered(a, s.words[i].span) {
		case "because", "due", "owing", "thanks":
		default:
			continue
		}
		from := i + 1
		for from < len(s.words) && (lowered(a, s.words[from].span) == "of" || lowered(a, s.words[from].span) == "to") {
			from++
		}
		to := from
		for to < len(s.words) && s.words[to].kind&(stop|breaks|mark) == 0 {
			to++
		}
		if to > from {
			return facts.Span{Start: s.words[from].span.Start, End: s.words[to-1].span.End}
		}
	}
	return facts.Span{}
}
