package main

import (
	"log"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// crossValidate gives for every question the sentence put first and the confidence
// under weights that were learned without its document, and for each fold the weights of the
// short answer that were learned without it.
func crossValidate(all []asked, marked []choice) (first []bool, confidence []float64, shorts [folds][]float64) {
	first, confidence = make([]bool, len(all)), make([]float64, len(all))
	var typing [folds]struct{ spelt, misspelt, typed float64 }
	validate := func(fold int) {
		random := rand.New(rand.NewPCG(typingSeed, uint64(fold)))
		rank, sure, short := learn(all, marked, fold)
		weights := read(rank, sure, short)
		t := &typing[fold]
		shorts[fold] = short
		for i, a := range all {
			if a.doc%folds != fold {
				continue
			}
			e := surely(a, weights)
			first[i] = len(e.Sentences) > 0 && a.right[e.Sentences[0].Sentence]
			if a.labelled && !a.no {
				wrong := a
				wrong.text = misspell(random, a.text)
				w := surely(wrong, weights)
				t.typed++
				if first[i] {
					t.spelt++
				}
				if len(w.Sentences) > 0 && a.right[w.Sentences[0].Sentence] {
					t.misspelt++
				}
			}
			confidence[i] = e.Confidence
		}
	}
	var done sync.WaitGroup
	for fold := range folds {
		done.Go(func() { validate(fold) })
	}
	done.Wait()
	spelt, misspelt, typed := 0.0, 0.0, 0.0
	for _, t := range typing {
		spelt, misspelt, typed = spelt+t.spelt, misspelt+t.misspelt, typed+t.typed
	}
	log.Printf("typing errors: p_at_1 %.3f of %.0f labelled questions, %.3f spelt right", misspelt/typed, typed, spelt/typed)
	return first, confidence, shorts
}

// report prints the figures of each set.
func report(all []asked, first []bool, confidence []float64) {
	var sets []string
	for _, a := range all {
		if !slices.Contains(sets, a.set) {
			sets = append(sets, a.set)
		}
	}
	for _, set := range sets {
		var right, answerable, answered, abstained float64
		var yes, no []float64
		for i, a := range all {
			switch {
			case a.set != set || a.elsewhere:
			case a.no:
				no = append(no, confidence[i])
				if confidence[i] < 0.5 {
					abstained++
				}
			default:
				answerable++
				yes = append(yes, confidence[i])
				if first[i] {
					right++
					if confidence[i] >= 0.5 {
						answered++
					}
				}
			}
		}
		log.Printf("%-10s p_at_1 %.3f of %.0f, answered right %.3f, abstained %.3f of %d, auroc %.3f",
			set, right/answerable, answerable, answered/answerable, abstained/max(float64(len(no)), 1), len(no), auroc(yes, no))
	}
}

// reportCurve prints what other thresholds would give on the news articles labelled
// by hand: answerable questions answered right, and others refused.
func reportCurve(all []asked, first []bool, confidence []float64) {
	for _, threshold := range []float64{0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8} {
		var right, yes, refused, no float64
		for i, a := range all {
			switch {
			case !a.labelled || a.elsewhere:
			case a.no:
				no++
				if confidence[i] < threshold {
					refused++
				}
			default:
				yes++
				if first[i] && confidence[i] >= threshold {
					right++
				}
			}
		}
		log.Printf("threshold %.1f: answered right %.3f of %.0f, refused %.3f of %.0f", threshold, right/yes, yes, refused/no, no)
	}
}

// auroc is the chance that an answerable question gets more confidence than one
// that is not; ties count half.
func auroc(yes, no []float64) float64 {
	if len(yes) == 0 || len(no) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, y := range yes {
		for _, n := range no {
			switch {
			case y > n:
				sum++
			case y == n:
				sum += 0.5
			}
		}
	}
	return sum / float64(len(yes)*len(no))
}
