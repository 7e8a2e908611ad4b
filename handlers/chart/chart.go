// Package chart draws figures of a fact table as pictures, each with its text. Every number
// in a picture is written as the article writes it; values only give lengths and places.
package chart

import (
	"cmp"
	"math"
	"slices"
	"time"

	"byline/handlers/language"
)

// A Kind is a way to draw figures.
type Kind string

// The kinds of chart.
const (
	Bars   Kind = "bars"   // one bar a figure, the largest first
	Parts  Kind = "parts"  // one bar for a total, divided into the parts that add up to it
	Claims Kind = "claims" // what different speakers say of one thing, side by side
	Line   Kind = "line"   // figures over days, one line a speaker
)

// A Chart is a picture as data. All its figures count the same thing in the same unit.
type Chart struct {
	Kind    Kind     `json:"kind"`
	Title   string   `json:"title"`
	Total   *Figure  `json:"total,omitempty"`  // of Parts
	Figures []Figure `json:"figures"`          // in the order in which text tells them; of Parts, the parts
	Others  []Figure `json:"others,omitempty"` // of Parts: figures beside the sum, drawn as bars of the same scale
	Source  string   `json:"source,omitempty"` // where the figures stand: outlet and day

	Voice language.Voice `json:"-"` // for the few words that are Byline's own
}

// A Figure is one number of a chart.
type Figure struct {
	Surface string  `json:"surface"` // the number as written, with its hedge and unit: "more than 140"
	Value   float64 `json:"value"`
	Max     float64 `json:"value_max,omitempty"` // upper end of a range; meaningful when Range is set
	Range   bool    `json:"range,omitempty"`
	Approx  bool    `json:"approx,omitempty"`
	Text    string  `json:"text,omitempty"`  // what is counted and what happened to it
	By      string  `json:"by,omitempty"`    // "claimed Yuriy Ignat"
	Who     string  `json:"who,omitempty"`   // the speaker's name alone; empty for the article's own figures
	Group   string  `json:"group,omitempty"` // of Claims: the thing that neighbours with the same group are about
	Day     string  `json:"day,omitempty"`   // ISO 8601; empty when unknown
}

const (
	maxBars   = 12  // of a picture
	maxOthers = 4   // bars beside a divided one
	maxParts  = 6   // of a divided bar; more are drawn as bars
	maxPoints = 40  // of a line chart
	maxSeries = 6   // lines of one
	maxRunes  = 300 // of one text in a picture
)

// day is a figure's day, if it is known.
func (f Figure) day() (time.Time, bool) {
	d, err := time.Parse(time.DateOnly, f.Day)
	return d, err == nil
}

// high is the upper end of a range, or the value.
func (f Figure) high() float64 {
	if f.Range {
		return max(f.Value, f.Max)
	}
	return f.Value
}

func (f Figure) low() float64 {
	if f.Range {
		return min(f.Value, f.Max)
	}
	return f.Value
}

func largestFirst(a, b Figure) int { return cmp.Compare(b.high(), a.high()) }

func (f Figure) finite() bool {
	ok := func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
	return ok(f.Value) && (!f.Range || ok(f.Max))
}

// drawn is the figures that have a place in a picture, and how many more there are.
func (c *Chart) drawn() (figures []Figure, more int) {
	all := slices.DeleteFunc(slices.Clone(c.Figures), func(f Figure) bool {
		_, dated := f.day()
		return !f.finite() || c.Kind == Line && !dated
	})
	figures, most := all, maxBars
	switch c.Kind {
	case Line:
		figures, most = ofMost(all), maxPoints
		slices.SortStableFunc(figures, func(a, b Figure) int {
			x, _ := a.day()
			y, _ := b.day()
			return x.Compare(y)
		})
		// of too many days the latest are what people ask for
		figures = figures[max(0, len(figures)-most):]
	case Claims:
		figures = figures[:min(len(figures), most)]
	default:
		slices.SortStableFunc(figures, largestFirst)
		figures = figures[:min(len(figures), most)]
	}
	return figures, len(c.Figures) - len(figures)
}

// ofMost keeps the figures of the speakers who give most of them.
func ofMost(all []Figure) []Figure {
	count := map[string]int{}
	var who []string
	for _, f := range all {
		if count[f.Who]++; count[f.Who] == 1 {
			who = append(who, f.Who)
		}
	}
	slices.SortStableFunc(who, func(a, b string) int { return count[b] - count[a] })
	who = who[:min(len(who), maxSeries)]
	return slices.DeleteFunc(slices.Clone(all), func(f Figure) bool { return !slices.Contains(who, f.Who) })
}

// divisible reports whether the parts can be drawn as one bar.
func (c *Chart) divisible() bool {
	if c.Kind != Parts || c.Total == nil || len(c.Figures) < 2 || len(c.Figures) > maxParts {
		return false
	}
	for _, f := range append([]Figure{*c.Total}, c.Figures...) {
		if !f.finite() || !(f.Value > 0) || f.Range {
			return false
		}
	}
	return true
}
