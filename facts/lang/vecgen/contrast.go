package main

import "math"

// temperature is how sharply contrast looks: at a tenth, what is nearly as near as the
// right word counts most.
const temperature = 0.1

// contrast gives the loss of a batch of links, and its slopes by the vectors of the heads
// and of the words, which have length one. It is InfoNCE (van den Oord 2018,
// "Representation learning with contrastive predictive coding"): each head has to pick its
// own word from among the words of all links of the batch, and each word its head, with
// odds that grow exponentially with the cosine. The loss is minus the logarithm of how
// likely the right pick is, on average over links, by their weights, and both directions.
// Where links share a head or a word, the other's word is as right, and is no choice.
func contrast(heads, words [][]float64, batch []link) (loss float64, headSlopes, wordSlopes [][]float64) {
	n := len(batch)
	odds := make([][]float64, n) // of the words, by head
	inParts(n, func(i int) {
		odds[i] = make([]float64, n)
		products(odds[i], heads[i], words)
		for j, cosine := range odds[i] {
			odds[i][j] = math.Exp(cosine / temperature)
			if i != j && (batch[i].head == batch[j].head || batch[i].word == batch[j].word) {
				odds[i][j] = 0
			}
		}
	})
	turned := transposed(odds) // of the heads, by word
	byHead, byWord := totals(odds), totals(turned)
	weight := 0.0
	for _, l := range batch {
		weight += l.weight
	}
	shares := make([]float64, n)
	for i, l := range batch {
		shares[i] = l.weight / weight
		loss += shares[i] * ((math.Log(byHead[i])+math.Log(byWord[i]))/2 - math.Log(odds[i][i]))
	}
	return loss, pulls(odds, byHead, byWord, shares, words), pulls(turned, byWord, byHead, shares, heads)
}

// pulls gives the slopes of one side's vectors, whose odds it uses up: each is drawn to its
// own one of the others, and driven away from all of them by how likely they are picked.
func pulls(odds [][]float64, own, other, shares []float64, others [][]float64) [][]float64 {
	slopes := make([][]float64, len(odds))
	inParts(len(odds), func(i int) {
		for j := range odds[i] {
			odds[i][j] *= (shares[i]/own[i] + shares[j]/other[j]) / (2 * temperature)
		}
		odds[i][i] -= shares[i] / temperature
		slopes[i] = make([]float64, len(others[i]))
		addAll(slopes[i], odds[i], others)
	})
	return slopes
}

// products sets each of out to the inner product of v and a row. Four rows at a time: their
// sums do not wait for each other.
func products(out, v []float64, rows [][]float64) {
	j := 0
	for ; j+4 <= len(rows); j += 4 {
		a, b, c, d := rows[j][:len(v)], rows[j+1][:len(v)], rows[j+2][:len(v)], rows[j+3][:len(v)]
		var sa, sb, sc, sd float64
		for k, f := range v {
			sa += f * a[k]
			sb += f * b[k]
			sc += f * c[k]
			sd += f * d[k]
		}
		out[j], out[j+1], out[j+2], out[j+3] = sa, sb, sc, sd
	}
	for ; j < len(rows); j++ {
		sum := 0.0
		for k, f := range v {
			sum += f * rows[j][k]
		}
		out[j] = sum
	}
}

// addAll adds to sum the rows, each times its factor. Four rows at a time: sum is read and
// written a quarter as often.
func addAll(sum, factors []float64, rows [][]float64) {
	j := 0
	for ; j+4 <= len(rows); j += 4 {
		a, b, c, d := rows[j][:len(sum)], rows[j+1][:len(sum)], rows[j+2][:len(sum)], rows[j+3][:len(sum)]
		fa, fb, fc, fd := factors[j], factors[j+1], factors[j+2], factors[j+3]
		for k := range sum {
			sum[k] += fa*a[k] + fb*b[k] + fc*c[k] + fd*d[k]
		}
	}
	for ; j < len(rows); j++ {
		for k := range sum {
			sum[k] += factors[j] * rows[j][k]
		}
	}
}

// transposed is a square matrix with rows for columns.
func transposed(m [][]float64) [][]float64 {
	out := make([][]float64, len(m))
	inParts(len(m), func(j int) {
		out[j] = make([]float64, len(m))
		for i := range m {
			out[j][i] = m[i][j]
		}
	})
	return out
}

// totals gives the sum of each row.
func totals(m [][]float64) []float64 {
	out := make([]float64, len(m))
	for i, row := range m {
		for _, f := range row {
			out[i] += f
		}
	}
	return out
}
