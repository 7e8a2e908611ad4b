package main

import (
	"log"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

const (
	epochs    = 4    // times that every link is seen
	batchSize = 1024 // links at most that are told apart from each other in one step
	hold      = 3.0  // what the mean squared distance to the origin costs, against the links' loss
	rate      = 0.003
	seed      = 1
)

// specialise moves vectors of length one so that those which links join stand nearer to
// each other than to others, while none goes far from where it came from: GloVe puts
// together what is written about together, "cheap" and "expensive" too, and the
// lists know better; but they are silent about most pairs, for which GloVe must go on
// to speak. Attract-repel does the same (Mrkšić 2017, "Semantic specialization of
// distributional word vector spaces using monolingual and cross-lingual constraints"); in
// place of its margins stands InfoNCE, see contrast.
func specialise(origin [][]float64, links []link) [][]float64 {
	rows := make([][]float64, len(origin))
	for i, r := range origin {
		rows[i] = slices.Clone(r)
	}
	links = slices.Clone(links)
	random := rand.New(rand.NewPCG(seed, seed))
	batches := (len(links) + batchSize - 1) / batchSize
	optimiser := newAdam(len(rows))
	for epoch := range epochs {
		random.Shuffle(len(links), func(i, j int) { links[i], links[j] = links[j], links[i] })
		sum, distance := 0.0, 0.0
		for b := range batches { // all of nearly the same size
			batch := links[b*len(links)/batches : (b+1)*len(links)/batches]
			var loss float64
			var slope [][]float64
			loss, distance, slope = objective(rows, origin, batch)
			optimiser.step(rows, slope)
			sum += loss
		}
		log.Printf("epoch %d: loss of %d links %.3f, squared distance to GloVe at the end %.3f",
			epoch+1, len(links), sum/float64(batches), distance)
	}
	for i, r := range rows {
		rows[i] = unit(r)
	}
	return rows
}

// objective gives how badly the rows that a batch links are told apart (loss), the mean
// squared distance of these rows, at length one, from their origin, and the slope of
// loss + hold*distance by the coordinates of every row; nil for rows outside the batch.
func objective(rows, origin [][]float64, batch []link) (loss, distance float64, slope [][]float64) {
	n := len(batch)
	heads, words := make([][]float64, n), make([][]float64, n)
	units := make([][]float64, len(rows)) // rows of the batch at length one
	var used []int                        // their numbers
	at := func(row int) []float64 {
		if units[row] == nil {
			units[row] = unit(rows[row])
			used = append(used, row)
		}
		return units[row]
	}
	for i, l := range batch {
		heads[i], words[i] = at(l.head), at(l.word)
	}
	loss, headSlopes, wordSlopes := contrast(heads, words, batch)

	slope = make([][]float64, len(rows))
	for _, row := range used {
		s := make([]float64, len(rows[row]))
		for k, f := range units[row] {
			d := f - origin[row][k]
			distance += d * d / float64(len(used))
			s[k] = hold * 2 * d / float64(len(used))
		}
		slope[row] = s
	}
	for i, l := range batch {
		for k, f := range headSlopes[i] {
			slope[l.head][k] += f
		}
		for k, f := range wordSlopes[i] {
			slope[l.word][k] += f
		}
	}
	for _, row := range used {
		alongSphere(slope[row], units[row], rows[row])
	}
	return loss, distance, slope
}

// alongSphere turns the slope by a row's vector of length one into the slope by the row
// itself: what points along the row is lost, as it changes only the length.
func alongSphere(slope, unit, row []float64) {
	along, square := 0.0, 0.0
	for k, f := range slope {
		along += f * unit[k]
		square += row[k] * row[k]
	}
	for k := range slope {
		slope[k] = (slope[k] - along*unit[k]) / math.Sqrt(square)
	}
}

// adam is the optimiser of Kingma and Ba 2015, with their settings. It is dense, as
// PyTorch's is: rows that a batch leaves out go on in the direction they had.
type adam struct {
	mean, square         [][]float64 // running, of the slopes; nil for rows not yet moved
	meanLeft, squareLeft float64     // how much of their start at zero they still have
}

func newAdam(rows int) *adam {
	return &adam{make([][]float64, rows), make([][]float64, rows), 1, 1}
}

// step moves the rows downhill.
func (a *adam) step(rows, slope [][]float64) {
	const keepMean, keepSquare, tiny = 0.9, 0.999, 1e-8
	a.meanLeft *= keepMean
	a.squareLeft *= keepSquare
	pace := rate / (1 - a.meanLeft)
	inParts(len(rows), func(i int) {
		if a.mean[i] == nil {
			if slope[i] == nil {
				return
			}
			a.mean[i], a.square[i] = make([]float64, len(rows[i])), make([]float64, len(rows[i]))
		}
		for k := range rows[i] {
			s := 0.0
			if slope[i] != nil {
				s = slope[i][k]
			}
			a.mean[i][k] = keepMean*a.mean[i][k] + (1-keepMean)*s
			a.square[i][k] = keepSquare*a.square[i][k] + (1-keepSquare)*s*s
			rows[i][k] -= pace * a.mean[i][k] / (math.Sqrt(a.square[i][k]/(1-a.squareLeft)) + tiny)
		}
	})
}

// inParts calls do for every number below n, on all cores. As long as each call writes
// only what belongs to its number, the result does not depend on how many there are.
func inParts(n int, do func(i int)) {
	parts := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() {
			for i := p * n / parts; i < (p+1)*n/parts; i++ {
				do(i)
			}
		})
	}
	wg.Wait()
}
