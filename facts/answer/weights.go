package answer

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// weightsFile holds what was learned: lines of a model's name, a feature's name and its
// weight, and a line for each tree (see forest.grow). It is written by the program in
// facts/answer/train.
//
//go:embed weights.txt
var weightsFile string

// weights are what was learned: what a sentence's features weigh (rank), what says
// whether the articles answer at all (sure), and what makes a stretch of the sentence
// the short answer (short).
type weights struct {
	rank  vector
	sure  forest
	short shortWeights
}

// learned are the weights of the embedded file, read once. The file is checked by a test;
// without weights nothing would be found.
var learned = sync.OnceValue(func() *weights {
	w, _ := readWeights(weightsFile)
	return &w
})

// readWeights reads a weights file. A feature that the file does not name
// weighs nothing; a name that is no feature is an error.
func readWeights(file string) (w weights, err error) {
	slots := map[string]*float64{}
	for i, n := range RankNames() {
		slots["rank "+n] = &w.rank[i]
	}
	names := map[string]doubt{}
	for i, n := range doubtNames {
		names[n] = doubt(i)
		slots["usual "+n] = &w.sure.usual[i]
	}
	slots["sure base"] = &w.sure.base
	for i, n := range ShortNames() {
		slots["short "+n] = &w.short[i/int(traits)][i%int(traits)]
	}
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if tree, ok := strings.CutPrefix(line, "tree "); ok {
			if err := w.sure.grow(tree, names); err != nil {
				return w, fmt.Errorf("weights: %w in %q", err, line)
			}
			continue
		}
		at := strings.LastIndexByte(line, ' ')
		if at < 0 || slots[line[:at]] == nil {
			return w, fmt.Errorf("weights: no such feature in %q", line)
		}
		if *slots[line[:at]], err = strconv.ParseFloat(line[at+1:], 64); err != nil {
			return w, fmt.Errorf("weights: %w", err)
		}
	}
	return w, nil
}

func (v *vector) dot(w *vector) float64 {
	sum := 0.0
	for i := range v {
		sum += w[i] * v[i]
	}
	return sum
}
