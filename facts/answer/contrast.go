package answer

import (
	"math"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// contrast fills the doubts that compare word by word what the question says with
// what the best sentence says: a question whose names, numbers or adjectives were
// exchanged shares almost all of its words with a sentence that does not answer it.
func (m *matcher) contrast(d *doubts, id int, r *match) {
	s, soft := m.sentence(id), m.soft(id)
	unmet, heaviest := 0, m.q.terms[m.q.rarest()].weight
	for i := range m.q.terms {
		t := &m.q.terms[i]
		if t.known < related && !m.q.asking(i) {
			d[absence(t)] += t.weight / m.total
		}
		if r.weight[i] >= related || m.q.asking(i) {
			continue
		}
		unmet++
		far := 1 - float64(soft[i])
		d[dFar] += far * t.weight / m.total
		d[dFarthest] = max(d[dFarthest], far*t.weight/heaviest)
		if t.known >= related {
			d[dAway] += t.weight / m.total
		}
		if strings.HasSuffix(t.stem, "est") || lang.TagsOf(t.stem) == 0 && t.kind&(name|number) == 0 {
			d[dSuperlative] = 1
		}
	}
	d[dUnmet] = math.Min(float64(unmet), 5) / 5
	if unmet == 0 {
		d[dAllMet] = 1
	}
	d[dTerms] = math.Min(float64(len(m.q.terms)), 10) / 10
	d[dOpposite] = m.opposed(s, r)
	asked, told := m.q.negated(), m.negated(s)
	if asked {
		d[dNegated] = 1
	}
	if asked != told {
		d[dDenied] = 1
	}
	if m.q.has("will", "'ll", "gonna") && !m.future(s) {
		d[dFuture] = 1
	}
	d[dSwapName], d[dSwapNumber] = m.exchanged(s, r)
	d[dGap] = m.gap(r)
}

// kindOfPick fills the doubts whether the short answer is of the kind that is wanted.
func (m *matcher) kindOfPick(d *doubts, best scored, p picked) {
	unnamed := 1 - p.traits[tName]
	switch m.q.intent {
	case wantWho, wantSpeaker, wantPerson:
		d[dPickUnnamed] = unnamed
	case wantKind, wantPlace:
		d[dPickVague] = unnamed
		d[dNoKind] = 1 - best.vec[fKind]
	case wantCount:
		d[dOtherCount] = m.otherCount(best, p)
	}
}

// ofKind reports whether the sentence names something of the kind that is chosen from and
// that the question does not name: a company, a city, a person; true also where the
// kind has no names of its own.
func (m *matcher) ofKind(s *sentence) bool {
	kind := facts.EntityOther
	if m.q.focus >= 0 {
		switch tags := lang.TagsOf(m.q.at(m.q.terms[m.q.focus].at)); {
		case tags&lang.Person != 0:
			kind = facts.EntityPerson
		case tags&lang.Group != 0:
			kind = facts.EntityOrganisation
		case tags&lang.Location != 0:
			kind = facts.EntityPlace
		}
	}
	if kind == facts.EntityOther {
		return true
	}
	t := s.doc.table
	for _, e := range s.names {
		if t.Entities[e].Kind == kind && !m.asksAbout(t.Entities[e].Name) {
			return true
		}
	}
	return false
}

// asksAbout reports whether the question has the last word of a name.
func (m *matcher) asksAbout(name string) bool {
	folded := lang.Fold(name[strings.LastIndexByte(name, ' ')+1:])
	for i := range m.q.words {
		if m.q.words[i].lower == folded {
			return true
		}
	}
	return false
}

// otherCount is 1 when the short answer to "how many" is a figure that counts
// something else or measures, and less the more alike the two things are.
func (m *matcher) otherCount(best scored, p picked) float64 {
	if m.q.focus < 0 {
		return 0
	}
	if best.vec[fNumber] >= counts {
		return 0 // another number of the sentence stands before what is asked for
	}
	s := m.sentence(best.id)
	t := s.doc.table
	people := lang.TagsOf(m.q.at(m.q.terms[m.q.focus].at))&lang.Person != 0
	for _, f := range s.facts {
		fig := t.Facts[f].Figure
		if fig == nil || !t.Facts[f].Span.Overlaps(p.span) {
			continue
		}
		if m.nounFit(s, f) > 0 {
			return 0
		}
		alike := 0.0
		for _, stem := range s.doc.labels[f] {
			alike = max(alike, float64(m.likeness(stem)[m.q.focus]))
			if people && lang.TagsOf(m.x.stems[stem].text)&lang.Person != 0 {
				return 0.2
			}
		}
		if fig.Unit != "" {
			return 1
		}
		return 1 - alike
	}
	return 0.5
}

// counts is the fit of a number (see numbers) from which it counts what is asked for.
const counts = 0.9

// absence is the doubt that a word raises which the articles do not have.
func absence(t *term) doubt {
	switch {
	case t.kind&number != 0:
		return dAbsentNumber
	case t.kind&name != 0:
		return dAbsentName
	case t.kind&verb != 0:
		return dAbsentVerb
	}
	return dAbsentNoun
}

// opposed is 1 when the sentence has the opposite of a word of the question that it
// has not.
func (m *matcher) opposed(s *sentence, r *match) float64 {
	for i := range m.q.terms {
		if r.weight[i] >= otherForm-0.01 {
			continue
		}
		for opposite := range lang.Opposites(strings.TrimSuffix(m.q.terms[i].stem, "est")) {
			for _, w := range s.words {
				if w.stem >= 0 && strings.TrimSuffix(m.x.stems[w.stem].text, "est") == opposite {
					return 1
				}
			}
		}
	}
	return 0
}

// negated reports whether the question denies.
func (q *question) negated() bool {
	for i := range q.words {
		if denies(q.words[i].lower) {
			return true
		}
	}
	return false
}

// negated reports whether the sentence denies.
func (m *matcher) negated(s *sentence) bool {
	a := s.doc.table.Article
	for _, w := range s.words {
		if w.kind&function != 0 && denies(lowered(a, w.span)) {
			return true
		}
	}
	return false
}

// future reports whether a sentence tells of what is to come.
func (m *matcher) future(s *sentence) bool { return m.anyWord(s, futureWords.Has) }

// exchanged reports whether a name or a number of the question is not in the
// sentence, which has another one instead.
func (m *matcher) exchanged(s *sentence, r *match) (names, numbers float64) {
	missing := class(0)
	for i := range m.q.terms {
		if r.weight[i] < related {
			missing |= m.q.terms[i].kind & (name | number)
		}
	}
	if missing == 0 {
		return 0, 0
	}
	for i, w := range s.words {
		if w.kind&beside != 0 || m.met(s, i) {
			continue
		}
		if missing&name != 0 && w.kind&name != 0 && w.kind&clock == 0 {
			names = 1
		}
		if missing&number != 0 && w.kind&number != 0 {
			numbers = 1
		}
	}
	return names, numbers
}

// gap is how far apart words stand in the sentence that are neighbours in the
// question: 0 side by side, 1 twenty words or more.
func (m *matcher) gap(r *match) float64 {
	sum, n, last := 0.0, 0.0, -1
	for i := range m.q.terms {
		at := r.position(i)
		if at < 0 {
			continue
		}
		if last >= 0 {
			sum += math.Min(math.Abs(float64(at-last))-1, 20) / 20
			n++
		}
		last = at
	}
	return share(max(sum, 0), n)
}
