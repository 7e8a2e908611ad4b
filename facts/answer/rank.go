package answer

import (
	"cmp"
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// Limits of the first look: of one article and in small libraries every sentence is scored, in
// large ones those that share the most weight with the question.
const (
	scoreAll   = 200
	candidates = 12
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
	several := m.x.Articles() > 1
	if several {
		m.readPostings()
	}
	if m.x.sentences <= scoreAll || !several {
		all := make([]int, m.x.sentences)
		for i := range all {
			all[i] = i
		}
		return m.x.byAge(all)
	}
	best := m.shortlist()
	near := make([]int, 0, 3*len(best))
	for _, b := range best {
		for id := max(b.id-1, 0); id <= min(b.id+1, m.x.sentences-1); id++ {
			if m.scratch.article[id] == m.scratch.article[b.id] {
				near = append(near, id)
			}
		}
	}
	slices.Sort(near)
	return m.x.byAge(slices.Compact(near))
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

// readPostings notes how much weight each sentence and each article shares with the
// question. Only those that have a word of it are looked at.
func (m *matcher) readPostings() {
	for i := range m.q.terms {
		t := &m.q.terms[i]
		for n, a := range t.alts { // heaviest first
			add := a.weight * float32(t.weight)
			if n > 0 && add < littleWeight*float32(m.total) && int(a.sentences) > m.x.sentences/manySentences {
				continue
			}
			for k, s := range m.x.segments {
				_, from, to := s.of(a.stem)
				for id := range steps(s.postings[from:to]) {
					id += int32(m.x.first[k])
					m.scratch.sentences.add(id, i, add)
					if !t.asks {
						m.scratch.articles.add(m.scratch.article[id], i, add)
					}
				}
			}
		}
	}
	for _, n := range m.scratch.articles.touched {
		m.most = max(m.most, m.scratch.articles.of[n].weight)
	}
}

// elsewhere is how much less of the question the article of sentence id has than the one that
// has most of it, as a share of the question's weight: "the owner" is asked about the
// article that has the nursing home of the question, too.
func (m *matcher) elsewhere(id int) float64 {
	if m.most == 0 { // one article, or none that has a word of the question
		return 0
	}
	return float64(m.most-m.scratch.articles.of[m.scratch.article[id]].weight) / m.total
}

// What a sentence loses for an article that has less of the question, when the sentences worth
// scoring are chosen and when they are scored, for the whole weight of the question. No annotated
// set asks about several articles, so these are not learned: they are those with which the
// right sentence of the right article came first most often when the development
// sets' articles were one library (docs/accuracy.md).
const (
	elsewhereListed = 0.5
	elsewhereCost   = 4
)

// What stands for a word that has something better, what so many sentences have, one of
// manySentences, and what counts for so small a share of the question is not looked up to
// choose the sentences worth scoring: it would take most of the time and change hardly any
// choice.
const (
	littleWeight  = 0.05
	manySentences = 50
)

// shortlist gives the sentences that share the most weight with the question, the
// heaviest first; of equal ones the newest.
func (m *matcher) shortlist() []listed {
	before := func(a, b listed) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.age, b.age), cmp.Compare(a.id, b.id))
	}
	best := make([]listed, 0, candidates+1)
	for _, id := range m.scratch.sentences.touched {
		l := listed{id: int(id), weight: m.scratch.sentences.of[id].weight - float32(elsewhereListed*m.total*m.elsewhere(int(id)))}
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
	vectors := m.scratch.emptyVectors(len(all))
	for i, id := range all {
		m.features(id, &vectors[i])
	}
	standOut(vectors)
	for i, id := range all {
		v := &vectors[i]
		score := v.dot(&m.x.weights().rank) - elsewhereCost*m.elsewhere(id)
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
const nearlyEqual = 0.7

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

// replied puts what stands behind a question of the article, as a line of its own, before that
// question: in an interview the reply answers, and hardly has a word of it.
func (m *matcher) replied(ranked []scored) []scored {
	if len(ranked) == 0 || !m.sentence(ranked[0].id).asks || !m.beside(ranked[0].id, 1) {
		return ranked
	}
	asked, reply := m.sentence(ranked[0].id), m.sentence(ranked[0].id+1)
	spans := asked.doc.table.Article.Sentences
	between := asked.doc.table.Article.Text[spans[asked.index].End:spans[reply.index].Start]
	if reply.asks || !strings.Contains(between, "\n") || slices.ContainsFunc(asked.words, func(w word) bool { return w.kind&mark != 0 }) {
		return ranked
	}
	first := scored{id: ranked[0].id + 1, vec: ranked[0].vec, score: ranked[0].score}
	rest := slices.DeleteFunc(slices.Clone(ranked), func(s scored) bool { return s.id == first.id })
	return append([]scored{first}, rest...)
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
	return lang.Lower(a.Text[s.Start:s.End])
}
