package answer

import (
	"slices"

	"byline/facts"
)

// Evidence is what ranking knows about one question before anything is weighed. The
// training program learns from it.
type Evidence struct {
	Sentences  []SentenceEvidence // best first, by the weights in use
	Sure       []float64          // reasons for and against an answer, as in SureNames
	Confidence float64            // as in Answer, by the weights in use
}

// SentenceEvidence is one sentence's features, in the order of RankNames.
type SentenceEvidence struct {
	Table    *facts.Table
	Sentence int
	Features []float64
}

// RankNames names the features of SentenceEvidence, as the weights file does. The second half,
// "cover-out", is how far a sentence stands out by a feature.
func RankNames() []string {
	out := slices.Clone(featureNames[:])
	for _, n := range featureNames {
		out = append(out, n+"-out")
	}
	return out
}

// SureNames names the reasons in Evidence.Sure, as the weights file does.
func SureNames() []string { return doubtNames[:] }

// StretchEvidence is one stretch of a sentence that may be the short answer, with
// its traits by their place in ShortNames, those that are zero left out: each stands there once
// for every case of the question.
type StretchEvidence struct {
	Span   facts.Span
	Traits map[int]float64
}

// ShortNames names the traits of StretchEvidence, as the weights file does: each as it counts
// for all questions, "near", and behind them as it counts besides in each case, "who-near".
func ShortNames() []string {
	out := make([]string, 0, cases*int(traits))
	for c := range cases {
		for t := range traits {
			name := traitName(t)
			if of := caseName(c); of != "" {
				name = of + "-" + name
			}
			out = append(out, name)
		}
	}
	return out
}

// Stretches describes the possible short answers to a question in one sentence of
// article number doc, in the order given to New.
func (x *Index) Stretches(text string, doc, sentence int) []StretchEvidence {
	m := newMatcher(x, x.read(text))
	defer m.release()
	id := x.firstOf(doc) + sentence
	s := m.sentence(id)
	l := m.layout(s)
	var out []StretchEvidence
	for _, c := range m.possible(l) {
		v := l.traitsOf(c)
		e := StretchEvidence{Span: c.span(s), Traits: map[int]float64{}}
		for i, f := range v {
			if f != 0 {
				for _, of := range m.q.cases() {
					e.Traits[of*int(traits)+i] = f
				}
			}
		}
		out = append(out, e)
	}
	return out
}

// Evidence describes how the sentences bear on a question.
func (x *Index) Evidence(text string) Evidence {
	m := newMatcher(x, x.read(text))
	defer m.release()
	ranked := m.rank()
	var e Evidence
	for _, s := range ranked {
		sent := m.sentence(s.id)
		e.Sentences = append(e.Sentences, SentenceEvidence{sent.doc.table, sent.index, slices.Clone(s.vec[:])})
	}
	d, confidence, _, _ := m.judge(ranked)
	e.Sure, e.Confidence = d[:], confidence
	return e
}

// Weights are what an index weighs evidence with.
type Weights struct{ weights weights }

// ReadWeights reads weights in the format of weights.txt.
func ReadWeights(file string) (Weights, error) {
	w, err := readWeights(file)
	return Weights{w}, err
}

// WithWeights is the same index with other weights.
func (x *Index) WithWeights(w *Weights) *Index {
	y := *x
	y.weights = func() *weights { return &w.weights }
	return &y
}

// firstOf is the first sentence of the article that so many others are newer than.
func (x *Index) firstOf(place int) int {
	for k, s := range x.segments {
		for i := range s.docs {
			if int(x.place(x.before[k]+i)) == place {
				return x.first[k] + int(s.docs[i].first)
			}
		}
	}
	return x.sentences
}
