package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"byline/facts/answer"
)

// How the trees of the confidence are grown: stochastic gradient boosting (Friedman
// 2002) of the logistic loss. Chosen by cross-validation among 150 to 400 trees of
// depth 3 to 5.
const (
	trees      = 350
	depth      = 4
	shrinkage  = 0.04
	rowShare   = 0.6 // of the questions that a tree sees
	tryShare   = 0.2 // of the doubts that a branch may ask about
	leastRows  = 20  // questions in a leaf
	bins       = 32  // cuts that are tried of each doubt
	boostSeed  = 1
	leafDecay  = 1.0  // what keeps the values of small leaves small
	leafDigits = 1000 // what is written of a leaf's value: thousandths
)

// row is what is known of one question when its best sentence is found.
type row struct {
	features []float64 // its doubts, in the order of answer.SureNames
	yes      bool      // the articles answer it
	weight   float64
}

// branch is a node of a tree that grows; a leaf has no branches.
type branch struct {
	doubt   int     // its place in answer.SureNames
	cut     float64 // yes leads on from values below it
	value   float64 // of a leaf: what it adds to the log odds
	yes, no *branch
}

// forest is what is learned of when the articles answer.
type forest struct {
	base  float64   // the log odds before any tree
	trees []*branch // their leaves add to it
	usual []float64 // the median of each doubt
}

// learnSure grows the trees, each to correct those before it. It scales the weights of the rows.
func learnSure(rows []row) forest {
	n := len(answer.SureNames())
	total, positive := 0.0, 0.0
	for i := range rows {
		total += rows[i].weight
	}
	for i := range rows {
		rows[i].weight *= float64(len(rows)) / total
		if rows[i].yes {
			positive += rows[i].weight
		}
	}
	share := positive / float64(len(rows))
	f := forest{base: math.Log(share / (1 - share)), usual: make([]float64, n)}
	g := grower{rows: rows, random: rand.New(rand.NewPCG(boostSeed, 0)), cuts: make([][]float64, n)}
	for j := range n {
		values := make([]float64, len(rows))
		for i := range rows {
			values[i] = rows[i].features[j]
		}
		slices.Sort(values)
		f.usual[j] = round(values[len(values)/2])
		g.cuts[j] = cuts(values)
	}
	g.bin()
	odds := make([]float64, len(rows))
	for i := range odds {
		odds[i] = f.base
	}
	g.slope, g.curve = make([]float64, len(rows)), make([]float64, len(rows))
	for range trees {
		var seen []int
		for i := range rows {
			p := 1 / (1 + math.Exp(-odds[i]))
			y := 0.0
			if rows[i].yes {
				y = 1
			}
			g.slope[i], g.curve[i] = rows[i].weight*(y-p), rows[i].weight*p*(1-p)
			if g.random.Float64() < rowShare {
				seen = append(seen, i)
			}
		}
		t := g.grow(seen, depth)
		f.trees = append(f.trees, t)
		for i := range rows {
			odds[i] += t.of(rows[i].features)
		}
	}
	return f
}

// cuts are the values that a branch may compare with: at most one for each bin of equally
// many questions, midway between two values that occur. The values are sorted.
func cuts(values []float64) []float64 {
	var out []float64
	for b := 1; b < bins; b++ {
		above, _ := slices.BinarySearch(values, values[b*len(values)/bins])
		if above == 0 { // below the least value is nothing: the cut goes above it
			if above = slices.IndexFunc(values, func(v float64) bool { return v > values[0] }); above < 0 {
				break
			}
		}
		if cut := round((values[above-1] + values[above]) / 2); values[above-1] < cut && cut <= values[above] {
			out = append(out, cut)
		}
	}
	return slices.Compact(out)
}

// round keeps what weights.txt has of a cut or a median: four digits behind the point.
func round(v float64) float64 { return math.Round(v*10000) / 10000 }

// of is the value of the leaf that a question falls into.
func (b *branch) of(features []float64) float64 {
	for b.yes != nil {
		if features[b.doubt] < b.cut {
			b = b.yes
		} else {
			b = b.no
		}
	}
	return b.value
}

// grower grows one tree after the other over the same rows.
type grower struct {
	rows         []row
	random       *rand.Rand
	cuts         [][]float64 // by doubt
	binned       [][]uint8   // by doubt and row: how many cuts the value reaches
	slope, curve []float64   // first and second derivative of the likelihood, by row
}

// bin sorts the values of the doubts between the cuts, once for all trees.
func (g *grower) bin() {
	g.binned = make([][]uint8, len(g.cuts))
	for j, cuts := range g.cuts {
		g.binned[j] = make([]uint8, len(g.rows))
		for i := range g.rows {
			n := 0
			for n < len(cuts) && g.rows[i].features[j] >= cuts[n] {
				n++
			}
			g.binned[j][i] = uint8(n)
		}
	}
}

// grow splits the rows where that gains most, down to a depth.
func (g *grower) grow(rows []int, levels int) *branch {
	slope, curve := 0.0, 0.0
	for _, i := range rows {
		slope += g.slope[i]
		curve += g.curve[i]
	}
	leaf := &branch{value: math.Round(shrinkage*slope/(curve+leafDecay)*leafDigits) / leafDigits}
	if levels == 0 || len(rows) < 2*leastRows {
		return leaf
	}
	gain, doubt, cut := 1e-6, -1, 0
	for j := range g.cuts {
		if len(g.cuts[j]) == 0 || g.random.Float64() >= tryShare {
			continue
		}
		var s, c [bins]float64
		var n [bins]int
		for _, i := range rows {
			b := g.binned[j][i]
			s[b] += g.slope[i]
			c[b] += g.curve[i]
			n[b]++
		}
		below, belowCurve, count := 0.0, 0.0, 0
		for b := range g.cuts[j] {
			below += s[b]
			belowCurve += c[b]
			count += n[b]
			if count < leastRows || len(rows)-count < leastRows {
				continue
			}
			above, aboveCurve := slope-below, curve-belowCurve
			if won := below*below/(belowCurve+leafDecay) + above*above/(aboveCurve+leafDecay) - slope*slope/(curve+leafDecay); won > gain {
				gain, doubt, cut = won, j, b
			}
		}
	}
	if doubt < 0 {
		return leaf
	}
	var yes, no []int
	for _, i := range rows {
		if int(g.binned[doubt][i]) <= cut {
			yes = append(yes, i)
		} else {
			no = append(no, i)
		}
	}
	return &branch{doubt: doubt, cut: g.cuts[doubt][cut], yes: g.grow(yes, levels-1), no: g.grow(no, levels-1)}
}

// write adds the forest to a weights file.
func (f forest) write(b *strings.Builder) {
	names := answer.SureNames()
	fmt.Fprintf(b, "sure base %.3f\n", f.base)
	for i, v := range f.usual {
		if v != 0 {
			fmt.Fprintf(b, "usual %s %g\n", names[i], v)
		}
	}
	for _, t := range f.trees {
		b.WriteString("tree")
		t.write(b, names)
		b.WriteByte('\n')
	}
}

func (t *branch) write(b *strings.Builder, names []string) {
	if t.yes == nil {
		fmt.Fprintf(b, " =%g", t.value)
		return
	}
	fmt.Fprintf(b, " %s<%g", names[t.doubt], t.cut)
	t.yes.write(b, names)
	t.no.write(b, names)
}
