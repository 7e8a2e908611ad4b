package extract

import (
	"byline/facts"
	"byline/facts/lang"
)

// Arithmetic is looked for among figures of the same noun that stand this close. Sums
// below checkMin come about by chance too easily to tell anything.
const (
	checkReach = 4 // sentences
	checkMin   = 10
	checkTerms = 4
)

// findChecks finds the sums that the article's own figures satisfy.
func findChecks(t *facts.Table) []facts.Check {
	var out []facts.Check
	var counts []int // facts that can take part, in the order of the text
	nouns := map[int]string{}
	for i := range t.Facts {
		if f := &t.Facts[i]; countable(f) {
			counts = append(counts, i)
			nouns[i] = nounKey(f.Figure.Noun)
		}
	}
	from := 0
	for _, i := range counts {
		total := &t.Facts[i]
		for t.Facts[counts[from]].Sentence < total.Sentence-checkReach {
			from++
		}
		if total.Figure.Value < checkMin {
			continue
		}
		var terms []int
		for _, j := range counts[from:] {
			f := &t.Facts[j]
			if f.Sentence > total.Sentence+checkReach {
				break
			}
			if j != i && f.Figure.Value < total.Figure.Value && nouns[j] == nouns[i] {
				terms = append(terms, j)
			}
		}
		if len(terms) > 12 { // a list of results, not parts of a whole
			continue
		}
		ops := sum(t, terms, total.Figure.Value, checkTerms)
		if len(ops) > 1 && (ops[0] > i || ops[len(ops)-1] < i) { // a whole stands before or behind its parts
			out = append(out, facts.Check{Total: i, Operands: ops})
		}
	}
	return out
}

func countable(f *facts.Fact) bool {
	return f.Kind == facts.KindFigure && f.Figure.Noun != "" && !f.Figure.Range && !f.Figure.Approx && f.Figure.Value > 0 && f.Figure.Unit == ""
}

// nounKey is the singular of a noun phrase's head.
func nounKey(noun string) string {
	head := noun
	for i := len(noun) - 1; i >= 0; i-- {
		if noun[i] == ' ' {
			head = noun[i+1:]
			break
		}
	}
	return lang.Singular(lower(head))
}

// sum finds the fewest terms that add up to the rest, in the order of the text.
func sum(t *facts.Table, terms []int, rest float64, most int) []int {
	for n := 2; n <= most; n++ {
		if ops := sumOf(t, terms, rest, n); ops != nil {
			return ops
		}
	}
	return nil
}

func sumOf(t *facts.Table, terms []int, rest float64, n int) []int {
	for k, i := range terms {
		v := t.Facts[i].Figure.Value
		switch {
		case v > rest:
		case n == 1 && v == rest:
			return []int{i}
		case n > 1:
			if ops := sumOf(t, terms[k+1:], rest-v, n-1); ops != nil {
				return append([]int{i}, ops...)
			}
		}
	}
	return nil
}
