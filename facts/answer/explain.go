package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Explain tells in plain words why an answer of this index gives its first sentence:
// what the question wants, how each of its words is met, who speaks, what the score
// is made of, and what speaks for and against an answer. One thing a line.
func (x *Index) Explain(a Answer) []string {
	q := x.read(a.Read)
	m := newMatcher(x, q)
	defer m.release()
	ranked := m.rank()
	if len(ranked) == 0 || len(q.terms) == 0 {
		return []string{"The question has no word to look for."}
	}
	best := ranked[0]
	out := []string{"Wanted: " + q.wanted()}
	if a.Read != a.Question {
		out = append(out, "Read as: "+a.Read)
	}
	out = append(out, m.wordReasons(best.id)...)
	s := m.sentence(best.id)
	for _, f := range s.facts {
		if by := s.doc.table.Facts[f].By; by != nil && by.Speaker != nil {
			out = append(out, fmt.Sprintf("Speaker: %s (%s)", by.Speaker.Name, by.Cue))
			break
		}
	}
	parts := scoreParts(best.vec, &x.weights().rank)
	if less := best.vec.dot(&x.weights().rank) - best.score; less > 0.05 {
		parts += fmt.Sprintf(", less %.1f for what another article has, or is left out", less)
	}
	out = append(out, fmt.Sprintf("Score: %.1f = %s", best.score, parts))
	for _, other := range ranked[1:min(len(ranked), 2)] {
		out = append(out, fmt.Sprintf("Next best sentence: %.1f", other.score))
	}
	if m.replied(ranked)[0].id != best.id {
		out = append(out, "The article asks this itself; what stands behind its question answers.")
	}
	d, _, missing, refused := m.judge(ranked)
	out = append(out, fmt.Sprintf("Confidence: %.2f, answered from %.2f", a.Confidence, threshold))
	if fore, against := mostTelling(x.weights().sure.reasons(&d)); fore+against != "" {
		out = append(out, "Speaks for it: "+cmp.Or(fore, "little"), "Speaks against it: "+cmp.Or(against, "little"))
	}
	if refused {
		out = append(out, "Not answered by rule"+prefixed(": the articles lack ", missing))
	}
	return out
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// wants says what each intent looks for.
var wants = [intents]string{
	"anything about the words", "a number", "an amount", "a measure", "a person", "who a person is", "a time", "a place", "a reason",
	"a manner", "a thing", "one of a kind", "what somebody said", "who said it", "yes or no", "what a word means",
}

// wanted is what the question looks for, with what is counted or chosen.
func (q *question) wanted() string {
	if q.focus >= 0 {
		return wants[q.intent] + " (" + q.terms[q.focus].text + ")"
	}
	return wants[q.intent]
}

// wordReasons tells for each word of the question how sentence id has it.
func (m *matcher) wordReasons(id int) []string {
	r, soft := m.of(id), m.soft(id)
	s := m.sentence(id)
	a := s.doc.table.Article
	var out []string
	for i := range m.q.terms {
		t := &m.q.terms[i]
		how := ""
		at := r.position(i)
		switch {
		case at >= 0 && r.weight[i] == 1:
			how = "stands in the sentence"
		case at >= 0:
			how = fmt.Sprintf("%q stands for it (%.1f)", a.Slice(s.words[at].span), r.weight[i])
		case r.weight[i] > 0:
			how = "is meant by a pronoun, a role, a speaker or a part of a name"
		case t.known > 0:
			how = "is elsewhere in the articles"
		default:
			how = "is nowhere in the articles"
		}
		if r.weight[i] == 0 && soft[i] > alike {
			how += fmt.Sprintf(", only something alike here (%.1f)", soft[i])
		}
		out = append(out, fmt.Sprintf("%s: %s", t.text, how))
	}
	return out
}

// maxParts is how many parts of a score are named.
const maxParts = 5

// scoreParts names the parts that a score is made of, the largest first. What a sentence has
// of a feature and how far it stands out by it are one part.
func scoreParts(v, w *vector) string {
	var part [features]float64
	var order []int
	for i := range part {
		out := int(features) + i
		part[i] = v[i]*w[i] + v[out]*w[out]
		if part[i] > 0.05 || part[i] < -0.05 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(part[b], part[a]) })
	var parts []string
	rest := v.dot(w)
	for _, i := range order[:min(len(order), maxParts)] {
		parts = append(parts, fmt.Sprintf("%s %.1f", featureNames[i], part[i]))
		rest -= part[i]
	}
	return strings.Join(append(parts, fmt.Sprintf("others %.1f", rest)), ", ")
}

// mostTelling names what most raises and what most lowers the confidence.
func mostTelling(parts doubts) (fore, against string) {
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(parts[b], parts[a]) })
	name := func(i int) string { return fmt.Sprintf("%s %+.1f", doubtNames[i], parts[i]) }
	var up, down []string
	for k := range 3 {
		if i := order[k]; parts[i] > 0.05 {
			up = append(up, name(i))
		}
		if i := order[len(order)-1-k]; parts[i] < -0.05 {
			down = append(down, name(i))
		}
	}
	return strings.Join(up, ", "), strings.Join(down, ", ")
}
