package main

import (
	"log"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"byline/facts/answer"
)

const shortDecay = 0.001 // L2 penalty

// A choice is one question with the stretches of a right sentence and how well each
// agrees with the marked answers.
type choice struct {
	doc     int
	set     string
	traits  [][]part
	overlap []float64 // token F1 with the nearest marked answer
	whole   []bool    // it has all of a marked answer
}

// A part is one trait that is not zero.
type part struct {
	trait int
	value float64
}

// choices are the questions whose short answer is marked.
func choices(all []asked) []choice {
	var out []choice
	for _, a := range all {
		if a.no || len(a.answers) == 0 {
			continue
		}
		for _, s := range a.evidence.Sentences {
			if !a.right[s.Sentence] {
				continue
			}
			c := choice{doc: a.doc, set: a.set}
			best := 0.0
			for _, e := range a.index.Stretches(a.text, 0, s.Sentence) {
				var parts []part
				for _, t := range slices.Sorted(maps.Keys(e.Traits)) { // sums in one order give the same weights each time
					parts = append(parts, part{t, e.Traits[t]})
				}
				f, whole := 0.0, false
				for _, want := range a.answers {
					if len(want)*2 > len(s.Table.Article.Sentence(s.Sentence)) {
						continue // the whole sentence is marked: nothing to learn
					}
					got := s.Table.Article.Slice(e.Span)
					f = max(f, tokenF1(got, want))
					whole = whole || strings.Contains(got, want)
				}
				best = max(best, f)
				c.traits, c.overlap, c.whole = append(c.traits, parts), append(c.overlap, f), append(c.whole, whole)
			}
			if best > 0.3 {
				out = append(out, c)
			}
		}
	}
	return out
}

// learnShort makes the expected agreement with the marked answers large, under a
// softmax over the stretches of the sentence.
func learnShort(all []choice) []float64 {
	return descend(len(answer.ShortNames()), fewSteps, shortDecay, func(w, grad []float64) {
		for _, c := range all {
			p := make([]float64, len(c.traits))
			top := math.Inf(-1)
			for i, t := range c.traits {
				for _, x := range t {
					p[i] += w[x.trait] * x.value
				}
				top = max(top, p[i])
			}
			sum, good := 0.0, 0.0
			for i := range p {
				p[i] = math.Exp(p[i] - top)
				sum += p[i]
				good += p[i] * c.overlap[i]
			}
			if good == 0 {
				continue
			}
			for i, t := range c.traits {
				g := (p[i]/sum - p[i]*c.overlap[i]/good) / float64(len(all))
				for _, x := range t {
					grad[x.trait] += g * x.value
				}
			}
		}
	})
}

// reportShort prints the token F1 of the short answers in right sentences under the weights
// that were learned without their fold, beside the best that the stretches allow.
func reportShort(all []choice, weights [folds][]float64) {
	sums, holds, bests, n := map[string]float64{}, map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, c := range all {
		got, has, gotScore, best := 0.0, 0.0, math.Inf(-1), 0.0
		for i, t := range c.traits {
			score := 0.0
			for _, x := range t {
				score += weights[c.doc%folds][x.trait] * x.value
			}
			if score > gotScore {
				got, gotScore, has = c.overlap[i], score, 0
				if c.whole[i] {
					has = 1
				}
			}
			best = max(best, c.overlap[i])
		}
		sums[c.set] += got
		holds[c.set] += has
		bests[c.set] += best
		n[c.set]++
	}
	for _, set := range slices.Sorted(maps.Keys(n)) {
		log.Printf("%-10s short answer F1 %.3f of %.0f right sentences, at best %.3f; has all of it %.3f", set, sums[set]/n[set], n[set], bests[set]/n[set], holds[set]/n[set])
	}
}

var notWord = regexp.MustCompile(`[^\pL\pN\s]+`)

// tokens are an answer's words as SQuAD compares them: lower case, without
// punctuation and articles.
func tokens(s string) []string {
	var out []string
	for _, w := range strings.Fields(notWord.ReplaceAllString(strings.ToLower(s), "")) {
		if w != "a" && w != "an" && w != "the" {
			out = append(out, w)
		}
	}
	return out
}

func tokenF1(got, want string) float64 {
	g, w := tokens(got), tokens(want)
	count := map[string]int{}
	for _, t := range w {
		count[t]++
	}
	both := 0.0
	for _, t := range g {
		if count[t] > 0 {
			count[t]--
			both++
		}
	}
	if both == 0 {
		return 0
	}
	p, r := both/float64(len(g)), both/float64(len(w))
	return 2 * p * r / (p + r)
}
