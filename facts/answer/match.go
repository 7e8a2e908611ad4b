package answer

import (
	"slices"
	"strings"
)

// A match says where and how well a sentence has the terms of a question.
type match struct {
	weight [maxTerms]float32 // best weight, 0 for absent
	at     [maxTerms]int16   // index into the sentence's words; -1 when only meant; 0 too when absent, see position
	cover  float64           // share of the question's weight that is met, 0 to 1
	count  int               // terms met
}

// linkedWeight is what a name counts that a sentence does not write but means: a
// pronoun, a speaker named in another sentence.
const linkedWeight = 0.7

// roleWeight is the same for what somebody in the sentence is said to be elsewhere:
// the coach, where only his name stands.
const roleWeight = 0.75

// fullWeight is the same for the rest of a name of which a part stands there: Jordan, where
// Montgomery does.
const fullWeight = 0.9

// doneWeight is what these count for a verb, against a noun: the Security Adviser secures
// nothing, though the manager does manage.
const doneWeight = 0.5

// A sentence is one sentence of an article with what the question that is compared with it
// knows of it. It is of no use once the matcher is released.
type sentence struct {
	*content
	compared bool // match is filled
	match    match
	hasSoft  bool // soft is filled
	soft     [maxTerms]float32
	likeness knownOnce
	alone    knownOnce
	met      []bool // by word, see matcher.met
	hasMet   bool   // met is filled
}

// A use is what one question can do with a stem of the articles.
type use struct {
	stands []alternative // the terms that it can stand for
	goes   []alternative // the terms that it goes with
}

// A matcher compares sentences with one question.
type matcher struct {
	x       *Index
	q       *question
	total   float64 // the weights of all terms together
	most    float32 // the most of it that an article has; 0 where there is one article only
	names   map[int32]bool
	senses  senses
	scratch *scratch

	picked   *picked // the short answer of the sentence asked about last
	pickedIn int
}

// newMatcher compares with question q; release it when done.
func newMatcher(x *Index, q *question) *matcher {
	m := &matcher{
		x: x, q: q, scratch: x.borrow(), names: map[int32]bool{},
	}
	for i := range q.terms {
		m.total += q.terms[i].weight
		for _, a := range q.terms[i].alts {
			u := m.use(a.stem)
			u.stands = append(u.stands, a)
		}
		for _, a := range q.terms[i].implied {
			u := m.use(a.stem)
			u.goes = append(u.goes, a)
		}
	}
	m.readSenses()
	return m
}

// use is what the question can do with a stem, to be filled.
func (m *matcher) use(stem int32) *use {
	s := m.scratch
	if s.used[stem] == 0 {
		s.usedStems = append(s.usedStems, stem)
		s.used[stem] = int32(len(s.usedStems))
		if len(s.usedStems) > len(s.uses) {
			s.uses = append(s.uses, use{})
		}
	}
	return &s.uses[s.used[stem]-1]
}

// useOf is what the question can do with the stem of a word, -1 for none.
func (m *matcher) useOf(stem int32) (u use) {
	if stem >= 0 {
		if at := m.scratch.used[stem]; at > 0 {
			u = m.scratch.uses[at-1]
		}
	}
	return u
}

// stands is the terms that the stem of a word can stand for.
func (m *matcher) stands(stem int32) []alternative { return m.useOf(stem).stands }

// sentence is sentence id, its article opened.
func (m *matcher) sentence(id int) *sentence {
	if s := m.scratch.sentence(id); s != nil {
		return s
	}
	k, i := m.x.locate(id)
	d := &m.x.segments[k].docs[i]
	s := m.scratch.look(id)
	s.content = d.open().sentence(id-m.x.first[k]-int(d.first), m.x)
	return s
}

// beside reports whether there is a sentence so many steps from sentence id, and it is in
// the same article.
func (m *matcher) beside(id, step int) bool {
	s := m.sentence(id)
	return s.index+step >= 0 && s.index+step < len(s.doc.sentences)
}

// named reports whether the articles mostly write a stem as a name.
func (m *matcher) named(stem int32) bool {
	is, ok := m.names[stem]
	if !ok {
		c := m.x.count(stem)
		is = c.names*2 > c.uses
		m.names[stem] = is
	}
	return is
}

// of is the match of sentence id.
func (m *matcher) of(id int) *match {
	s := m.sentence(id)
	r := &s.match
	if s.compared {
		return r
	}
	s.compared = true
	for i := range s.words {
		for _, a := range m.stands(s.words[i].stem) {
			if w := m.form(s, i, a); w > r.weight[a.term] {
				r.weight[a.term], r.at[a.term] = w, int16(min(i, 1<<14))
			}
		}
	}
	m.meant(r, s.linked, linkedWeight)
	m.meant(r, s.roles, roleWeight)
	m.meant(r, s.full, fullWeight)
	for i := range m.q.terms {
		if r.weight[i] > 0 {
			r.count++
			r.cover += m.q.terms[i].weight * float64(r.weight[i])
		}
	}
	if m.total > 0 {
		r.cover /= m.total
	}
	return r
}

// meant adds to a match what its sentence means by these stems without writing them.
func (m *matcher) meant(r *match, stems []int32, weight float32) {
	for _, stem := range stems {
		for _, a := range m.stands(stem) {
			w := a.weight * weight
			if m.q.terms[a.term].kind&(verb|name) == verb {
				w *= doneWeight
			}
			if w > r.weight[a.term] {
				r.weight[a.term], r.at[a.term] = w, -1
			}
		}
	}
}

// What a word counts that has the stem of a term in another form, and one that is
// also part of a name: the Security Council secures no deal.
const (
	otherForm = 0.93
	inName    = 0.35
)

// form weighs alternative a at word i of the sentence by the form it stands in.
func (m *matcher) form(s *sentence, i int, a alternative) float32 {
	t := &m.q.terms[a.term]
	if a.stem != t.id {
		return a.weight
	}
	w := s.words[i]
	article := s.doc.table.Article
	if strings.EqualFold(article.Text[w.span.Start:w.span.End], m.q.words[t.at].lower) {
		return a.weight
	}
	if w.kind&name != 0 && t.kind&name == 0 {
		return a.weight * inName
	}
	return a.weight * otherForm
}

// position is the index of the word that stands for a term; -1 when none does.
func (r *match) position(term int) int {
	if r.weight[term] == 0 {
		return -1
	}
	return int(r.at[term])
}

// met reports whether word i of the sentence stands for a word of the question well enough to
// be no news. What is asked for is not met by what answers: a date by October, a reason by
// "because".
func (m *matcher) met(s *sentence, i int) bool {
	if !s.hasMet {
		s.hasMet = true
		s.met = slices.Grow(s.met[:0], len(s.words))[:len(s.words)]
		clear(s.met)
		for k, w := range s.words {
			for _, a := range m.stands(w.stem) {
				if a.term == m.q.focus && m.q.isKind(w.stem) {
					continue // a red car is what is asked for with a colour
				}
				if a.weight >= related && (a.weight == 1 || !m.q.asking(a.term)) {
					s.met[k] = true
					break
				}
			}
		}
	}
	return s.met[i]
}
