package compare

import (
	"slices"
	"strconv"
	"strings"

	"byline/facts"
)

// A Change is one fact that two versions of an article do not share. Before is nil for
// what was added, After for what was removed; with both, the fact was altered.
type Change struct {
	Before, After *Ref
}

// Versions compares the facts of two versions of an article: what was altered, then
// what was added, then what was removed, each in the order of the text. A fact whose
// sentence only was worded anew is not a change.
func Versions(before, after *facts.Table) []Change {
	old, new := unshared(before, after), unshared(after, before)
	var altered, added []Change
	for _, r := range new {
		best, at := 0.0, -1
		for i, o := range old {
			if s := likeness(o, r); s > best {
				best, at = s, i
			}
		}
		if at < 0 {
			added = append(added, Change{After: &r})
			continue
		}
		altered = append(altered, Change{Before: &old[at], After: &r})
		old = slices.Delete(slices.Clone(old), at, at+1)
	}
	changes := append(altered, added...)
	for _, r := range old {
		changes = append(changes, Change{Before: &r})
	}
	return changes
}

// unshared is the facts of one table that say nothing the other says.
func unshared(t, other *facts.Table) (out []Ref) {
	have := map[string]int{}
	for i := range other.Facts {
		have[says(Ref{other, i})]++
	}
	for i := range t.Facts {
		r := Ref{t, i}
		if s := says(r); have[s] > 0 {
			have[s]--
			continue
		}
		out = append(out, r)
	}
	return out
}

// says is what a fact says, however its sentence words it.
func says(r Ref) string {
	f := r.Fact()
	parts := []string{string(f.Kind), speaker(f)}
	switch f.Kind {
	case facts.KindFigure:
		k := keyOf(r)
		parts = append(parts, k.unit, number(f.Figure), strings.Join(k.noun, " "), strings.Join(k.fate[:min(1, len(k.fate))], " "))
	case facts.KindPerson:
		parts = append(parts, f.Person.Name, f.Person.Role, f.Person.Organisation)
	case facts.KindEvent:
		parts = append(parts, strings.Join(words(f.Event.When), " "), strings.Join(stems(content(r)), " "))
	default:
		parts = append(parts, strings.Join(words(content(r)), " "))
	}
	return strings.Join(parts, "\x00")
}

func number(f *facts.Figure) string {
	s := strconv.FormatFloat(f.Value, 'g', -1, 64)
	if f.Range {
		s += "-" + strconv.FormatFloat(f.Max, 'g', -1, 64)
	}
	return s
}

func content(r Ref) string { return r.Table.Article.Slice(r.Fact().Span) }

// leastLike is how many of the words of two facts must be shared for one to be the
// other altered.
const leastLike = 0.5

// likeness is how much one fact looks like another of the same kind that was altered,
// 0 to 2; 0 when it does not.
func likeness(before, after Ref) float64 {
	a, b := before.Fact(), after.Fact()
	if a.Kind != b.Kind {
		return 0
	}
	switch a.Kind {
	case facts.KindFigure:
		around := shared(stems(before.Table.Article.Sentence(a.Sentence)), stems(after.Table.Article.Sentence(b.Sentence)))
		switch k, now := keyOf(before), keyOf(after); {
		case k.same(now):
			return 1 + around
		case around >= leastLike && a.Figure.Unit == b.Figure.Unit && (k.kin.containsAll(k.noun, now.noun) || now.kin.containsAll(now.noun, k.noun)):
			return around
		}
		return 0
	case facts.KindPerson:
		if a.Person.Name == b.Person.Name {
			return 1
		}
		return 0
	}
	if s := shared(stems(content(before)), stems(content(after))); s >= leastLike {
		return s
	}
	return 0
}

// shared is the share of the words of two texts that both have.
func shared(a, b []string) float64 {
	slices.Sort(a)
	slices.Sort(b)
	a, b = slices.Compact(a), slices.Compact(b)
	both := 0
	for _, w := range a {
		if _, found := slices.BinarySearch(b, w); found {
			both++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
