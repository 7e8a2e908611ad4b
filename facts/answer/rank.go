package answer

import (
	"cmp"
	"slices"
	"strings"

	"byline/facts"
)

// Limits of the first look: in small libraries every sentence is scored, in large
// ones those that share the most weight with the question.
const (
	scoreAll   = 200
	candidates = 60
	maxHits    = 5
)

// A scored sentence.
type scored struct {
	id    int
	vec   vector
	score float64
}

// candidates gives the sentences worth scoring.
func (m *matcher) candidates() []int {
	if len(m.x.sentences) <= scoreAll {
		all := make([]int, len(m.x.sentences))
		for i := range all {
			all[i] = i
		}
		return all
	}
	weight := map[int]float64{}
	for i := range m.q.terms {
		best := map[int32]float32{}
		for _, a := range m.q.terms[i].alts {
			for _, id := range m.x.stems[a.stem].postings {
				best[id] = max(best[id], a.weight)
			}
		}
		for id, w := range best {
			weight[int(id)] += float64(w) * m.q.terms[i].weight
		}
	}
	ids := make([]int, 0, len(weight))
	for id := range weight {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a, b))
	})
	ids = ids[:min(len(ids), candidates)]
	near := map[int]bool{}
	for _, id := range ids {
		near[id] = true
		for _, n := range [...]int{id - 1, id + 1} {
			if n >= 0 && n < len(m.x.sentences) && m.x.sentences[n].doc == m.x.sentences[id].doc {
				near[n] = true
			}
		}
	}
	ids = ids[:0]
	for id := range near {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// rank scores the candidates, best first. Equal ones keep the order of the text.
func (m *matcher) rank() []scored {
	var out []scored
	for _, id := range m.candidates() {
		v := m.features(id)
		score := v.dot(m.x.weights.rank)
		if m.excludes(id) {
			score -= excludedCost
		}
		out = append(out, scored{id: id, vec: v, score: score})
	}
	slices.SortStableFunc(out, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return out
}

// excludedCost is what a sentence loses that names what the question leaves out:
// about as much as a name in the question gives. No annotated set has such
// questions, so it cannot be learned.
const excludedCost = 2

// excludes reports whether a sentence has what stands behind "besides".
func (m *matcher) excludes(id int) bool {
	for _, w := range m.x.sentences[id].words {
		if w.stem >= 0 && slices.Contains(m.q.excluded, w.stem) {
			return true
		}
	}
	return false
}

func (m *matcher) hit(s scored) Hit {
	sent := &m.x.sentences[s.id]
	return Hit{
		Table: m.x.docs[sent.doc].table, Sentence: sent.index, Facts: slices.Clone(sent.facts),
		Score: s.score, Reasons: m.x.reasonsFor(s),
	}
}

// lowered is a word of an article as the word lists have it.
func lowered(a *facts.Article, s facts.Span) string {
	return strings.ToLower(a.Text[s.Start:s.End])
}
