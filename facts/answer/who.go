package answer

import "byline/facts"

// Whom a sentence names, who somebody is, and who speaks.

// newName is 1 when the sentence names a person whom the question does not, less for other
// names, for capitals that may be none and for nouns for people.
func (m *matcher) newName(s *sentence) float64 {
	best := 0.0
	for i := range s.words {
		w := s.words[i]
		if m.met(s, i) || w.kind&(clock|number) != 0 {
			continue
		}
		if w.kind&name != 0 {
			best = max(best, s.personal(w))
			continue
		}
		if w.kind&capital != 0 && w.kind&function == 0 {
			best = max(best, 0.7)
		} else if w.kind&person != 0 {
			best = max(best, 0.6)
		}
	}
	return best
}

// How likely a name is that of somebody who acts, by what the table knows it for. An
// organisation acts too, and the table knows few names.
const (
	ofPerson = 1
	ofPlace  = 0.4
	ofOther  = 0.8
)

// personal is how likely the name that a word of the sentence belongs to is that of somebody
// who acts: a person rather than a place.
func (s *sentence) personal(w word) float64 {
	for _, m := range s.written {
		if !m.span.Contains(w.span) {
			continue
		}
		switch s.doc.table.Entities[m.entity].Kind {
		case facts.EntityPerson:
			return ofPerson
		case facts.EntityPlace:
			return ofPlace
		}
	}
	return ofOther
}

// says is 1 for a sentence with a quotation or a statement in it, less for one that
// only has a verb of saying.
func (m *matcher) says(s *sentence) float64 {
	t := s.doc.table
	best := 0.0
	for _, f := range s.facts {
		if k := t.Facts[f].Kind; k == facts.KindQuote || k == facts.KindStatement {
			best = 1
		}
	}
	for i := range s.words {
		if s.words[i].kind&mark != 0 {
			best = max(best, 0.7)
		}
		if s.words[i].kind&saying != 0 {
			best = max(best, 0.6)
		}
	}
	return best
}

// speaks is how much of the wanted speaker's name is the name of somebody who is
// quoted in the sentence; half where only the words stand there.
func (m *matcher) speaks(s *sentence, r *match) float64 {
	var all, met, there float64
	t := s.doc.table
	for i := range m.q.terms {
		if !m.q.speaker(i) {
			continue
		}
		all += m.q.terms[i].weight
		there += m.q.terms[i].weight * float64(r.weight[i])
	}
	for _, f := range s.facts {
		by := t.Facts[f].By
		if by == nil || by.Speaker == nil || t.Facts[f].Quote == nil {
			continue
		}
		met = max(met, m.speakerFit(s.doc, f))
	}
	return max(share(met, all), 0.5*share(there, all))
}

// speakerFit is the weight of the speaker's terms that name who says fact f. A role
// counts only where the question gives one: what Trump's spokesman says, Trump did
// not say.
func (m *matcher) speakerFit(doc *opened, f int) float64 {
	met := 0.0
	seen := [maxTerms]bool{}
	count := func(stems []int32) {
		for _, stem := range stems {
			for _, a := range m.stands(stem) {
				if m.q.speaker(a.term) && !seen[a.term] {
					seen[a.term] = true
					met += m.q.terms[a.term].weight * float64(a.weight)
				}
			}
		}
	}
	count(doc.labels[f])
	for i := range m.q.terms {
		if m.q.speaker(i) && m.q.terms[i].kind&name == 0 {
			count(doc.roles[f])
			break
		}
	}
	return met
}

// role is how well a sentence introduces the person asked for: the name with a role
// beside it.
func (m *matcher) role(s *sentence, r *match) float64 {
	t := s.doc.table
	best := 0.0
	for _, f := range s.facts {
		p := t.Facts[f].Person
		if p == nil || p.Role == "" {
			continue
		}
		fit := 0.0
		for _, stem := range s.doc.labels[f] {
			for _, a := range m.stands(stem) {
				fit += m.q.terms[a.term].weight * float64(a.weight)
			}
		}
		best = max(best, min(share(fit, m.total), 1))
	}
	if best > 0 {
		return best
	}
	// without a table: the name with a comma or a person noun at its side
	for i := range m.q.terms {
		at := r.position(i)
		if at < 0 || r.weight[i] < 0.8 {
			continue
		}
		for j := max(at-3, 0); j < len(s.words) && j <= at+3; j++ {
			if s.words[j].kind&breaks != 0 && j > at {
				best = max(best, 0.5)
			}
		}
	}
	return best * r.cover
}
