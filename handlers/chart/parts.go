package chart

import (
	"image/color"
	"slices"
)

const (
	dividedHeight = 46.0
	seam          = 2.0   // between parts
	leastColumn   = 124.0 // that words under a part need
	columnGap     = 14.0
	poleRoom      = 8.0 // between words and the line that leads to them
	poleThick     = 1.5
	turnDepth     = 4.0
)

// A share is one part of a divided bar with the column that its words stand in.
type share struct {
	Figure
	number      int
	colour      color.RGBA
	x, w        float64 // of the part
	column, own float64 // the column's place and width
	inside      bool    // the number stands in the part
	straight    bool    // the words stand below the part
	right       bool    // they do, and end at a line right of them
	from        float64 // where that line leaves the part
	depth       float64 // how far down it turns aside, if it must
}

// beside is the figures that are drawn below a divided bar, and how many are not.
func (c *Chart) beside() (figures []Figure, more int) {
	for _, f := range c.Others {
		if f.finite() && f.low() >= 0 && f.high() <= c.Total.Value {
			figures = append(figures, f)
		}
	}
	slices.SortStableFunc(figures, largestFirst)
	figures = figures[:min(len(figures), maxOthers)]
	return figures, len(c.Others) - len(figures)
}

// parts draws the total as a bracket over one bar, which is divided, and the words of each
// part below it. It gives how many figures are not drawn.
func (c *Chart) parts(s *sheet) (more int) {
	s.paragraph(words(*c.Total), margin, inner, 2)
	s.y += 6
	s.area(soft(), box(margin, s.y, inner, 1.5), box(margin, s.y, 1.5, 7), box(margin+inner-1.5, s.y, 1.5, 7))
	s.y += 11

	shares := c.shares(s)
	for i, p := range shares {
		radii := [4]float64{}
		if i == 0 {
			radii[0], radii[3] = roundCorner+1, roundCorner+1
		}
		if i == len(shares)-1 {
			radii[1], radii[2] = roundCorner+1, roundCorner+1
		}
		shape := rounded(p.x, s.y, p.w, dividedHeight, radii)
		if p.Approx {
			s.striped(p.colour, shape)
		} else {
			s.area(p.colour, shape)
		}
		if p.inside {
			w := s.width(insideStyle(), p.Surface)
			s.text(p.x+(p.w-w)/2, s.y+dividedHeight/2+6.8, run{p.Surface, insideStyle(), white()})
		}
	}
	s.y += dividedHeight
	bottom, deepest := s.y, 0.0
	for _, p := range shares {
		deepest = max(deepest, p.depth)
	}
	for _, p := range shares {
		bottom = max(bottom, s.label(p, deepest))
	}
	s.y = bottom + 10

	others, more := c.beside()
	if len(others) > 0 {
		s.y += 8
		// on the scale of the bar above, in the colour of what is not a part of it
		sp := spanOf([]Figure{*c.Total})
		for i := range others {
			others[i].Group = ""
		}
		c.bars(s, others, len(shares)+1, sp, paint{})
	}
	return more
}

// shares places the parts and the columns of their words, none of which overlap.
func (c *Chart) shares(s *sheet) []share {
	most, sum := 0, 0.0
	for i, f := range c.Figures {
		if f.Value > c.Figures[most].Value {
			most = i
		}
	}
	for _, f := range c.Figures {
		sum += f.Value / c.Figures[most].Value
	}
	room := inner - seam*float64(len(c.Figures)-1)
	wide, over := make([]float64, len(c.Figures)), 0.0
	for i, f := range c.Figures {
		exact := room * (f.Value / c.Figures[most].Value / sum)
		wide[i] = max(leastOfBar, exact)
		over += wide[i] - exact
	}
	wide[most] -= over // a sliver must be seen

	shares := make([]share, len(c.Figures))
	x, all := margin, hues()
	for i, f := range c.Figures {
		p := share{Figure: f, number: i + 1, colour: all[i%len(all)], x: x, w: wide[i]}
		p.Surface, _ = s.drawable(f.Surface)
		p.inside = !f.Approx && s.width(insideStyle(), p.Surface)+14 <= p.w
		x += p.w + seam
		shares[i] = p
	}
	columns(shares)
	return shares
}

// columns gives the words of each part room that begins below it, or as near to that as the
// words right of it let them.
func columns(shares []share) {
	n := float64(len(shares))
	least := min(leastColumn, (inner-columnGap*(n-1))/n)
	end := margin + inner
	for i := len(shares) - 1; i >= 0; i-- {
		shares[i].column = min(shares[i].x, end-least)
		end = shares[i].column - columnGap
	}
	for i := range shares {
		shares[i].column = max(shares[i].column, margin+float64(i)*(least+columnGap))
	}
	left, right := 0.0, 0.0
	for i := range shares {
		p := &shares[i]
		end := margin + inner
		if i+1 < len(shares) {
			end = shares[i+1].column - columnGap
		}
		if near := p.x - p.column; near > 0 && near < poleRoom/2 {
			p.column = p.x
		}
		p.own = end - p.column
		within := func(x float64) bool { return x >= p.x-0.5 && x <= p.x+p.w+0.5 }
		p.right = !within(p.column) && within(end)
		p.straight = p.right || within(p.column)
		switch {
		case p.right:
			p.from = end - poleThick
		case p.straight:
			p.from = p.column
		default:
			p.from = p.x + p.w/2
		}
		if !p.straight && p.column < p.from {
			left++
			p.depth = left
		} else if !p.straight {
			right++
		}
	}
	// the lines turn aside at heights where none crosses another
	for i := range shares {
		if p := &shares[i]; !p.straight && p.column > p.from {
			p.depth = right
			right--
		}
	}
}

// label draws the words of a part below it, beside a line that leads to them, and gives how
// far down they reach.
func (s *sheet) label(p share, deepest float64) (bottom float64) {
	const lines = 3 // of what it is, and of who says so
	var runs []run
	if !p.inside {
		runs = append(runs, run{p.Surface, valueStyle(), ink()})
	}
	if p.Text != "" {
		runs = append(runs, run{p.Text, textStyle(), ink()})
	}
	room := p.own - poleRoom - 2
	rows := s.flow(s.counted(p.number, runs), room, lines)
	if p.By != "" {
		rows = append(rows, s.flow([]run{{p.By, style{regular, 13}, soft()}}, room, lines)...)
	}
	top := s.y + 3
	at := top + 6 + deepest*turnDepth
	for _, r := range rows {
		x := p.column + poleRoom
		if p.right {
			x = p.from + poleThick - poleRoom - r.width
		}
		s.at(x, at+r.ascent(), r)
		at += r.height()
	}
	if p.straight {
		s.area(p.colour, box(p.from, top, poleThick, at-top))
		return at
	}
	turn := top + turnDepth*p.depth
	s.area(p.colour, box(p.from, top, poleThick, turn-top), box(p.column, turn, poleThick, at-turn),
		box(min(p.from, p.column), turn, max(p.from, p.column)-min(p.from, p.column)+poleThick, poleThick))
	return at
}
