package chart

import (
	"image/color"
	"math"
	"slices"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A span is the values that a chart shows, zero always among them. Values are taken as
// shares of the largest, since the difference of two may be no number.
type span struct{ low, high, unit float64 }

func spanOf(figures []Figure) span {
	s := span{}
	for _, f := range figures {
		s.unit = max(s.unit, math.Abs(f.low()), math.Abs(f.high()))
	}
	for _, f := range figures {
		s.low = min(s.low, s.share(f.low()))
		s.high = max(s.high, s.share(f.high()))
	}
	return s
}

func (s span) share(v float64) float64 {
	if s.unit == 0 {
		return 0
	}
	return v / s.unit
}

// place is where a value stands between 0 and 1.
func (s span) place(v float64) float64 {
	if s.high == s.low {
		return 0
	}
	return (s.share(v) - s.low) / (s.high - s.low)
}

// A paint gives every speaker a colour.
type paint struct{ who []string }

func newPaint(figures []Figure) paint {
	var p paint
	for _, f := range figures {
		if f.Who != "" && !slices.Contains(p.who, f.Who) {
			p.who = append(p.who, f.Who)
		}
	}
	return p
}

func (p paint) of(who string) color.RGBA {
	i := slices.Index(p.who, who)
	if i < 0 {
		return own()
	}
	all := hues()
	return all[i%len(all)]
}

const (
	barHeight   = 13.0
	slimHeight  = 9.0
	fewBars     = 7  // that have room for tall bars and two lines of text
	slackOfBar  = .1 // of a hedged value, which is striped
	leastOfBar  = 2.0
	roundCorner = 3.0
)

// bars draws figures below each other, each with its words above its bar. The first has
// this number.
func (c *Chart) bars(s *sheet, figures []Figure, first int, sp span, p paint) {
	height, lines, gap := barHeight, 2, 12.0
	if len(figures) > fewBars {
		height, lines, gap = slimHeight, 1, 8
	}
	group := ""
	for i, f := range figures {
		if f.Group != "" && f.Group != group {
			if group = f.Group; i > 0 {
				s.y += 6
			}
			s.paragraph([]run{{f.Group, groupStyle(), ink()}}, margin, inner, 1)
			s.y += 4
		}
		runs := s.counted(first+i, words(f))
		s.paragraph(runs, margin, inner, lines)
		s.y += 3
		s.bar(f, sp, p.of(f.Who), height)
		s.y += height + gap
	}
	s.y -= gap - 4
}

// counted puts a figure's number before its words, where figures have numbers.
func (s *sheet) counted(n int, words []run) []run {
	if !s.numbered {
		return words
	}
	return append([]run{{"(" + itoa(n) + ")", smallStyle(), soft()}}, words...)
}

// words are a figure's words, as a reply has them: "267 spotted in the sky · claimed …".
func words(f Figure) []run {
	runs := []run{{f.Surface, valueStyle(), ink()}}
	if f.Text != "" && f.Group == "" {
		runs = append(runs, run{f.Text, textStyle(), ink()})
	}
	if f.By != "" {
		runs = append(runs, run{"· " + f.By, style{regular, 13}, soft()})
	}
	return runs
}

// bar draws one bar: solid up to what is sure, striped where the value is hedged or a range.
func (s *sheet) bar(f Figure, sp span, colour color.RGBA, height float64) {
	at := func(v float64) float64 { return margin + inner*sp.place(v) }
	zero := at(0)
	sure, end := f.low(), f.high()
	if f.Value < 0 && !f.Range {
		sure, end = f.high(), f.low()
	}
	if f.Range && f.high() <= 0 {
		sure, end = f.high(), f.low()
	}
	if f.Approx && !f.Range {
		sure = end * (1 - slackOfBar)
	}
	switch {
	case f.Range && f.low() < 0 && f.high() > 0:
		s.piece(at(f.low()), at(f.high()), height, colour, true, true)
	case sure == end:
		s.piece(zero, at(end), height, colour, false, true)
	default:
		s.piece(zero, at(sure), height, colour, false, false)
		s.piece(at(sure), at(end), height, colour, true, true)
	}
	if sp.low < 0 || end == 0 {
		s.area(soft(), box(zero-0.5, s.y-3, 1, height+6))
	}
}

// piece draws a part of a bar from one place to another, which may be left of it.
func (s *sheet) piece(from, to, height float64, colour color.RGBA, stripes, last bool) {
	if from == to && !last {
		return
	}
	x, w := min(from, to), math.Abs(to-from)
	if last && !stripes && w > 0 && w < leastOfBar {
		w = leastOfBar
		if to < from {
			x = from - w
		}
	}
	radii := [4]float64{}
	if r := min(roundCorner, w/2); last && to >= from {
		radii[1], radii[2] = r, r
	} else if last {
		radii[0], radii[3] = r, r
	}
	shape := rounded(x, s.y, w, height, radii)
	if stripes {
		s.striped(colour, shape)
		return
	}
	s.area(colour, shape)
}
