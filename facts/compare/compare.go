// Package compare sets facts of several articles side by side: claims about the same
// matter, one figure over time, and what changed between two versions of an article.
package compare

import (
	"cmp"
	"math"
	"slices"
	"time"

	"byline/facts"
)

// A Ref is one fact of one table.
type Ref struct {
	Table *facts.Table
	Index int // into Table.Facts
}

// Fact is the fact itself.
func (r Ref) Fact() *facts.Fact { return &r.Table.Facts[r.Index] }

// A Claim is one value for a matter, given by one speaker. Several articles that tell
// the same are one claim.
type Claim struct {
	Ref            // of the article that comes first
	Also []Ref     // of the other articles that tell the same
	Day  time.Time // that the claim is for or was made on, midnight UTC; zero when unknown

	// Differs says that another claim about the same matter at the same time has a
	// value that cannot be true together with this one.
	Differs bool
}

// SameSpeaker reports whether one speaker gives both values; the articles' own are one's.
func (c Claim) SameSpeaker(other Claim) bool { return sameSpeaker(c.Fact(), other.Fact()) }

// A Matter is what figures can be compared about: what is counted, in which unit, and
// what happened to it.
type Matter struct {
	Noun   string // as the first claim words it
	Fate   string // likewise; empty when nothing is said to have happened
	Claims []Claim
}

// Differs reports whether two claims of the matter disagree.
func (m Matter) Differs() bool {
	return slices.ContainsFunc(m.Claims, func(c Claim) bool { return c.Differs })
}

// Days is how many different known days the claims are for.
func (m Matter) Days() int { return Days(m.Claims) }

// Days is how many different known days claims are for.
func Days(claims []Claim) int {
	days := map[time.Time]bool{}
	for _, c := range claims {
		if !c.Day.IsZero() {
			days[c.Day] = true
		}
	}
	return len(days)
}

// Figures groups figures by their matter. Matters come in the order of their first
// figure, and so do the claims within one; facts that are no figures are passed over.
func Figures(all []Ref) []Matter {
	var matters []Matter
	var keys []key
	known := kin{}
	for _, r := range all {
		f := r.Fact()
		if f.Kind != facts.KindFigure {
			continue
		}
		k := keyWith(r, known)
		i := slices.IndexFunc(keys, k.same)
		if i < 0 {
			i = len(matters)
			keys = append(keys, k)
			matters = append(matters, Matter{Noun: f.Figure.Noun, Fate: r.Table.Article.Slice(f.Figure.Fate)})
		}
		matters[i].add(r)
	}
	for i := range matters {
		matters[i].judge()
	}
	return matters
}

// add puts a figure to the claims, or to the claim that says the same already.
func (m *Matter) add(r Ref) {
	day := dayOf(r)
	for i := range m.Claims {
		if c := &m.Claims[i]; equal(c.Fact(), r.Fact()) && sameSpeaker(c.Fact(), r.Fact()) && overlap(c.Day, day) {
			if c.Table != r.Table && !slices.ContainsFunc(c.Also, func(a Ref) bool { return a.Table == r.Table }) {
				c.Also = append(c.Also, r)
			}
			return
		}
	}
	m.Claims = append(m.Claims, Claim{Ref: r, Day: day})
}

func (m *Matter) judge() {
	for i := range m.Claims {
		for j := range m.Claims[:i] {
			a, b := &m.Claims[i], &m.Claims[j]
			if a.Table == b.Table && sameSpeaker(a.Fact(), b.Fact()) {
				continue // who gives two numbers in one article means two things
			}
			if overlap(a.Day, b.Day) && !compatible(a.Fact(), b.Fact()) {
				a.Differs, b.Differs = true, true
			}
		}
	}
}

// ByDay sorts claims by their day, oldest first. Those of unknown day come last, in the
// order they had.
func ByDay(claims []Claim) []Claim {
	sorted := slices.Clone(claims)
	slices.SortStableFunc(sorted, func(a, b Claim) int {
		if a.Day.IsZero() != b.Day.IsZero() {
			return cmp.Compare(b.Day.Unix(), a.Day.Unix()) // the zero time is the smallest
		}
		return a.Day.Compare(b.Day)
	})
	return sorted
}

// dayOf is the day a figure was given on: that of its attribution, else that of its
// article.
func dayOf(r Ref) time.Time {
	if by := r.Fact().By; by != nil && by.Date != "" {
		if day, err := time.Parse(time.DateOnly, by.Date); err == nil {
			return day
		}
	}
	p := r.Table.Article.Published
	if p.IsZero() {
		return time.Time{}
	}
	return time.Date(p.Year(), p.Month(), p.Day(), 0, 0, 0, 0, time.UTC)
}

// overlapTime is how far apart two claims may be made and still be about the same
// time: what happens overnight is told on two days.
const overlapTime = 24 * time.Hour

// overlap reports whether claims of these days can be about the same time. One of
// unknown day can.
func overlap(a, b time.Time) bool {
	return a.IsZero() || b.IsZero() || a.Sub(b).Abs() <= overlapTime
}

func sameSpeaker(a, b *facts.Fact) bool { return speaker(a) == speaker(b) }

// equal reports whether two figures have the same value, as exactly.
func equal(a, b *facts.Fact) bool {
	return a.Figure.Value == b.Figure.Value && a.Figure.Range == b.Figure.Range &&
		a.Figure.Approx == b.Figure.Approx && (!a.Figure.Range || a.Figure.Max == b.Figure.Max)
}

// slack is how far a hedged number ("about 140") may be from another and agree with it.
const slack = 0.1

// compatible reports whether two values can both be true.
func compatible(a, b *facts.Fact) bool {
	low1, high1 := bounds(a.Figure)
	low2, high2 := bounds(b.Figure)
	return low1 <= high2 && low2 <= high1
}

func bounds(f *facts.Figure) (low, high float64) {
	low, high = f.Value, f.Value
	if f.Range {
		high = f.Max
	}
	if f.Approx {
		low -= slack * math.Abs(low)
		high += slack * math.Abs(high)
	}
	return min(low, high), max(low, high)
}
