package answer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"byline/facts"
)

// Limits of the first look: in small libraries every sentence is scored, in large
// ones those that share the most weight with the question.
const (
	scoreAll   = 200
	candidates = 30
	maxHits    = 5
)

// A scored sentence.
type scored struct {
	id    int
	vec   *vector
	score float64
}

// candidates gives the sentences worth scoring.
func (m *matcher) candidates() []int {
	if m.x.sentences <= scoreAll {
		all := make([]int, m.x.sentences)
		for i := range all {
			all[i] = i
		}
		return m.x.byAge(all)
	}
	best := m.shortlist()
	near := make(map[int]bool, 3*len(best))
	for _, b := range best {
		for step := -1; step <= 1; step++ {
			if m.beside(b.id, step) {
				near[b.id+step] = true
			}
		}
	}
	return m.x.byAge(slices.Sorted(maps.Keys(near)))
}

// byAge puts sentences, which are in order, into the order of their articles' age.
func (x *Index) byAge(ids []int) []int {
	if x.places != nil {
		slices.SortStableFunc(ids, func(a, b int) int { return cmp.Compare(x.age(a), x.age(b)) })
	}
	return ids
}

// A listed sentence shares so much weight with the question.
type listed struct {
	id     int
	weight float32
	age    int32 // see Index.age
}

// shortlist gives the sentences that share the most weight with the question, the
// heaviest first; of equal ones the newest. Only sentences that have a
// word of the question are looked at.
func (m *matcher) shortlist() []listed {
	weight, met := m.scratch.weight, m.scratch.met // met: the last term that was counted, from 1
	touched := m.scratch.touched[:0]
	for i := range m.q.terms {
		for _, a := range m.q.terms[i].alts { // heaviest first
			add := a.weight * float32(m.q.terms[i].weight)
			for k, s := range m.x.segments {
				_, from, to := s.of(a.stem)
				for id := range steps(s.postings[from:to]) {
					id += int32(m.x.first[k])
					if met[id] == uint8(i+1) {
						continue
					}
					met[id] = uint8(i + 1)
					if weight[id] == 0 {
						touched = append(touched, id)
					}
					weight[id] += add
				}
			}
		}
	}
	m.scratch.touched = touched
	before := func(a, b listed) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.age, b.age), cmp.Compare(a.id, b.id))
	}
	best := make([]listed, 0, candidates+1)
	for _, id := range touched {
		l := listed{id: int(id), weight: weight[id]}
		if len(best) == candidates && l.weight < best[candidates-1].weight {
			continue // before its age is looked up
		}
		l.age = m.x.age(l.id)
		if len(best) == candidates && before(l, best[candidates-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, l, before)
		best = slices.Insert(best, at, l)
		best = best[:min(len(best), candidates)]
	}
	return best
}

// rank scores the candidates, best first. Of equal ones those of the newer article come
// first, then they keep the order of the text.
func (m *matcher) rank() []scored {
	all := m.candidates()
	m.readSpread(all)
	out := make([]scored, 0, len(all))
	vectors := make([]vector, len(all))
	for i, id := range all {
		v := &vectors[i]
		m.features(id, v)
		score := v.dot(&m.x.weights.rank)
		if m.excludes(id) {
			score -= excludedCost
		}
		out = append(out, scored{id: id, vec: v, score: score})
	}
	slices.SortStableFunc(out, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return m.newestOfEqual(out)
}

// nearlyEqual is how far the score of a newer article's sentence may lie below the best
// and still be shown before it: what the place in the article alone can make, so that two
// articles which say a thing alike are told apart by their age.
const nearlyEqual = 0.5

// newestOfEqual puts the best sentence of the newest article first among those that answer
// nearly as well. Sentences of one article keep their order.
func (m *matcher) newestOfEqual(all []scored) []scored {
	first := 0
	for i, s := range all {
		if all[0].score-s.score > nearlyEqual {
			break
		}
		if m.x.newer(s.id, all[first].id) {
			first = i
		}
	}
	if first > 0 {
		newest := all[first]
		copy(all[1:first+1], all[:first])
		all[0] = newest
	}
	return all
}

// excludedCost is what a sentence loses that names what the question leaves out:
// about as much as a name in the question gives. No annotated set has such
// questions, so it cannot be learned.
const excludedCost = 2

// excludes reports whether a sentence has what stands behind "besides".
func (m *matcher) excludes(id int) bool {
	for _, w := range m.sentence(id).words {
		if w.stem >= 0 && slices.Contains(m.q.excluded, w.stem) {
			return true
		}
	}
	return false
}

func (m *matcher) hit(s scored) Hit {
	sent := m.sentence(s.id)
	return Hit{
		Table: sent.doc.table, Sentence: sent.index, Facts: slices.Clone(sent.facts),
		Score: s.score,
	}
}

// lowered is a word of an article as the word lists have it.
func lowered(a *facts.Article, s facts.Span) string {
	return strings.ToLower(a.Text[s.Start:s.End])
}
