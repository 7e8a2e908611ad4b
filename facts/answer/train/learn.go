package main

import (
	"math"

	"byline/facts/answer"
)

// How the weights are learned.
const (
	folds     = 5      // of the documents, for cross-validation
	steps     = 600    // each over all questions
	fewSteps  = 250    // for the short answer, whose weights are many and settle sooner
	rate      = 0.1    // of a step
	rankDecay = 0.0005 // L2 penalty
)

// learn learns the models from all questions but those of one fold; -1 leaves
// nothing out. Whether the articles answer is judged by the best sentence and the
// short answer of the other two.
func learn(all []asked, marked []choice, without int) (rank []float64, sure forest, short []float64) {
	var train []asked
	for _, a := range all {
		if a.doc%folds != without {
			train = append(train, a)
		}
	}
	var trainShort []choice
	for _, c := range marked {
		if c.doc%folds != without {
			trainShort = append(trainShort, c)
		}
	}
	rank, short = learnRank(train), learnShort(trainShort)
	first := read(rank, forest{}, short)
	var rows []row
	weight := groupWeights(train)
	for _, a := range train {
		rows = append(rows, row{features: surely(a, first).Sure, yes: !a.no, weight: weight[group{a.set, a.no, a.elsewhere}] * a.counts()})
	}
	return rank, learnSure(rows), short
}

// read is weights as the file with them is read.
func read(rank []float64, sure forest, short []float64) *answer.Weights {
	w, err := answer.ReadWeights(weightsText(rank, sure, short))
	if err != nil {
		panic(err) // the text was written by weightsText
	}
	return &w
}

// surely is a question's evidence under other weights.
func surely(a asked, w *answer.Weights) answer.Evidence {
	return a.index.WithWeights(w).Evidence(a.text)
}

// news is how much more a labelled news article counts than a passage of another set in
// whether the articles answer: news is what the weights are for.
const news = 3

func (a asked) counts() float64 {
	if a.labelled {
		return news
	}
	return 1
}

// A group is the questions of a set that are alike in being answerable.
type group struct {
	set           string
	no, elsewhere bool
}

// groupWeights gives the weight of a question of each group: a set counts by the root of its
// size, its answerable questions half of that and the others half; of these, those from
// elsewhere count half of what tempting ones do, where there are both.
func groupWeights(all []asked) map[group]float64 {
	n, size := map[group]float64{}, map[string]float64{}
	for _, a := range all {
		n[group{a.set, a.no, a.elsewhere}]++
		size[a.set]++
	}
	out := map[group]float64{}
	for g, count := range n {
		part := 0.5
		if g.no && n[group{g.set, true, !g.elsewhere}] > 0 {
			part = 1.0 / 3
			if g.elsewhere {
				part = 1.0 / 6
			}
		}
		out[g] = part * math.Sqrt(size[g.set]) / count
	}
	return out
}

// setWeights gives the weight of a question of each set: together, a set counts by the root
// of its size, since sets differ in size and kind.
func setWeights(all []asked, use func(asked) bool) map[string]float64 {
	n := map[string]float64{}
	for _, a := range all {
		if use(a) {
			n[a.set]++
		}
	}
	for s := range n {
		n[s] = 1 / math.Sqrt(n[s])
	}
	return n
}

// learnRank learns to put a right sentence first: the likelihood of the right
// sentences under a softmax over all sentences of the article is made large.
func learnRank(all []asked) []float64 {
	usable := func(a asked) bool { return !a.no && len(a.evidence.Sentences) > 1 }
	weight := setWeights(all, usable)
	n := len(answer.RankNames())
	total := 0.0
	for _, a := range all {
		if usable(a) {
			total += weight[a.set]
		}
	}
	return descend(n, steps, rankDecay, func(w, grad []float64) {
		for _, a := range all {
			if !usable(a) {
				continue
			}
			s := a.evidence.Sentences
			p := make([]float64, len(s))
			top := math.Inf(-1)
			for i := range s {
				p[i] = dot(w, s[i].Features)
				top = max(top, p[i])
			}
			sum, right := 0.0, 0.0
			for i := range s {
				p[i] = math.Exp(p[i] - top)
				sum += p[i]
				if a.right[s[i].Sentence] {
					right += p[i]
				}
			}
			if right == 0 {
				continue
			}
			k := weight[a.set] / total
			for i := range s {
				g := p[i] / sum
				if a.right[s[i].Sentence] {
					g -= p[i] / right
				}
				for j, f := range s[i].Features {
					grad[j] += k * g * f
				}
			}
		}
	})
}

// descend finds the minimum by gradient descent with momentum and step sizes that
// adapt (Adam, Kingma and Ba 2015), with an L2 penalty.
func descend(n, times int, decay float64, gradient func(w, grad []float64)) []float64 {
	w, m, v := make([]float64, n), make([]float64, n), make([]float64, n)
	grad := make([]float64, n)
	for step := 1; step <= times; step++ {
		clear(grad)
		gradient(w, grad)
		for j := range w {
			g := grad[j] + decay*w[j]
			m[j] = 0.9*m[j] + 0.1*g
			v[j] = 0.999*v[j] + 0.001*g*g
			mean, spread := m[j]/(1-math.Pow(0.9, float64(step))), v[j]/(1-math.Pow(0.999, float64(step)))
			w[j] -= rate * mean / (math.Sqrt(spread) + 1e-8)
		}
	}
	return w
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
