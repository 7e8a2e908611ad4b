package main

import (
	"io"
	"log"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// tiny is a table of random vectors of length one, and links that share heads and words,
// that go both ways, and that leave one row out.
func tiny() (rows [][]float64, links []link) {
	random := rand.New(rand.NewPCG(3, 4))
	rows = make([][]float64, 9)
	for i := range rows {
		v := make([]float64, 6)
		for k := range v {
			v[k] = random.NormFloat64()
		}
		rows[i] = unit(v)
	}
	return rows, []link{{0, 1, 1}, {0, 2, 0.5}, {3, 2, 1.5}, {1, 0, 1}, {4, 5, 0.7}, {6, 7, 1.2}, {5, 6, 0.5}}
}

// The slopes worked out by hand are those that small steps find.
func TestObjectiveSlope(t *testing.T) {
	origin, links := tiny()
	others, _ := tiny()
	rows := make([][]float64, len(origin)) // away from the origin, and of other lengths
	for i, r := range origin {
		rows[i] = slices.Clone(r)
		for k := range rows[i] {
			rows[i][k] = 1.3*r[k] + 0.4*others[(i+1)%len(others)][k]
		}
	}
	_, _, slope := objective(rows, origin, links)
	value := func() float64 {
		loss, distance, _ := objective(rows, origin, links)
		return loss + hold*distance
	}
	const step = 1e-5
	for i, r := range rows {
		for k, f := range r {
			got := 0.0
			if slope[i] != nil {
				got = slope[i][k]
			}
			r[k] = f + step
			above := value()
			r[k] = f - step
			below := value()
			r[k] = f
			if want := (above - below) / (2 * step); math.Abs(got-want) > 1e-7 {
				t.Errorf("slope of row %d by axis %d is %.9f, small steps say %.9f", i, k, got, want)
			}
		}
	}
}

// A link's words come nearer, others stay, and the number of cores changes nothing.
func TestSpecialise(t *testing.T) {
	defer log.SetOutput(log.Writer())
	log.SetOutput(io.Discard)
	origin, links := tiny()
	all := specialise(origin, links)
	cores := runtime.GOMAXPROCS(1)
	one := specialise(origin, links)
	runtime.GOMAXPROCS(cores)
	for i := range all {
		if !slices.Equal(all[i], one[i]) {
			t.Errorf("row %d differs between %d cores and one", i, cores)
		}
	}
	before, after := []float64{0}, []float64{0}
	products(before, origin[0], origin[1:2])
	products(after, all[0], all[1:2])
	if after[0] <= before[0] {
		t.Errorf("the cosine of linked rows went from %.4f to %.4f", before[0], after[0])
	}
	for k, f := range all[8] {
		if math.Abs(f-origin[8][k]) > 1e-12 {
			t.Errorf("row 8 has no link, but moved")
		}
	}
}
