package answer

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// weightsFile holds the learned weights: lines of a model's name, a feature's name
// and its weight. It is written by the program in facts/answer/train.
//
//go:embed weights.txt
var weightsFile string

// weights are the learned weights: of a sentence's features (rank), of what
// says whether the articles answer at all (sure), and of what makes a stretch of
// the sentence the short answer (short).
type weights struct {
	rank  vector
	sure  doubts
	short traitVector
}

// readWeights reads the embedded file. A feature that the file does not name
// weighs nothing; a name that is no feature is an error.
func readWeights(file string) (w weights, err error) {
	slots := map[string]*float64{}
	for i, n := range featureNames {
		slots["rank "+n] = &w.rank[i]
	}
	for i, n := range doubtNames {
		slots["sure "+n] = &w.sure[i]
	}
	for i, n := range ShortNames() {
		slots["short "+n] = &w.short[i]
	}
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
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

func (v vector) dot(w vector) float64 {
	sum := 0.0
	for i := range v {
		sum += w[i] * v[i]
	}
	return sum
}
