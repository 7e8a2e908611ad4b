package compare

import (
	"slices"
	"strings"

	"byline/facts"
)

// Told is one fact with the other articles that tell the same.
type Told struct {
	Ref
	Also []Ref
}

// Fold puts facts together that several articles tell: the same words of the same
// speaker, the same number for the same thing at the same time. The first that tells a
// fact keeps it; the order stays. Two facts of one article are never one.
func Fold(all []Ref) []Told {
	var out []Told
	first := map[string][]int{}
	for _, r := range all {
		key := sameThing(r)
		at := slices.IndexFunc(first[key], func(i int) bool {
			t := &out[i]
			return t.Table != r.Table && !slices.ContainsFunc(t.Also, func(a Ref) bool { return a.Table == r.Table }) &&
				(r.Fact().Kind != facts.KindFigure || overlap(dayOf(t.Ref), dayOf(r)))
		})
		if at >= 0 {
			i := first[key][at]
			out[i].Also = append(out[i].Also, r)
			continue
		}
		first[key] = append(first[key], len(out))
		out = append(out, Told{Ref: r})
	}
	return out
}

// sameThing is what a fact says without the sentence around it: a quotation's words
// where commas and stops do not count, else as says has it.
func sameThing(r Ref) string {
	if f := r.Fact(); f.Kind == facts.KindEvent {
		return strings.Join(words(r.Table.Article.Slice(f.Span)), " ") // "on Sunday" of another week is another day
	}
	return says(r)
}
