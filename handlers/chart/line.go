package chart

import (
	"image/color"
	"math"
	"slices"
	"strings"
	"time"
)

const (
	plotHeight = 200.0
	namesWidth = 152.0 // right of the plot
	inset      = 34.0  // of the first day
	dotRadius  = 5.0
	maxSurface = 130.0 // of a number beside its point
	flat       = 0.4   // figures that differ less, as a share of the largest, are drawn without zero
)

// A spot is a figure's place in a plot.
type spot struct {
	Figure
	day    time.Time
	at     point   // of the marker
	top    float64 // of a range
	bottom float64
}

// A series is the spots of one speaker.
type series struct {
	who    string
	colour color.RGBA
	shape  int
	spots  []spot
}

// line draws figures over days. It gives what the signs in it mean.
func (c *Chart) line(s *sheet, figures []Figure) (key []string) {
	left, right := margin+inset, width-margin-namesWidth-12
	top := s.y + 24
	base := top + plotHeight
	sp := spanOf(figures)
	low, high := sp.share(figures[0].low()), sp.share(figures[0].high())
	for _, f := range figures {
		low, high = min(low, sp.share(f.low())), max(high, sp.share(f.high()))
	}
	if low > 0 && high > low && (high-low)/high < flat {
		sp.low = low - (high-low)*0.3
		key = append(key, c.Voice.Say("The scale does not begin at zero"))
	}
	first, _ := figures[0].day()
	last, _ := figures[len(figures)-1].day()
	across := last.Sub(first).Hours()
	place := func(f Figure) spot {
		d, _ := f.day()
		x := (left + right) / 2
		if across > 0 {
			x = left + (right-left)*d.Sub(first).Hours()/across
		}
		height := func(v float64) float64 { return base - plotHeight*sp.place(v) }
		a, b := height(f.high()), height(f.low())
		return spot{f, d, point{x, (a + b) / 2}, a, b}
	}
	p := newPaint(figures)
	var all []series
	for _, f := range figures {
		i := slices.IndexFunc(all, func(l series) bool { return l.who == f.Who })
		if i < 0 {
			i = len(all)
			all = append(all, series{who: f.Who, colour: p.of(f.Who), shape: len(all)})
		}
		all[i].spots = append(all[i].spots, place(f))
	}

	c.days(s, all, base, top-14, left, right)
	if sp.low < 0 {
		zero := base - plotHeight*sp.place(0)
		s.area(soft(), box(margin, zero-0.5, right-margin+inset-12, 1))
	}
	for _, l := range all {
		for i := 1; i < len(l.spots); i++ {
			s.area(l.colour, stroke(l.spots[i-1].at, l.spots[i].at, 2.2))
		}
	}
	untold := c.values(s, all)
	for _, l := range all {
		for _, o := range l.spots {
			s.spot(l, o)
		}
	}
	c.names(s, all, right+30, top-10, base)
	s.y = base + 34
	if slices.ContainsFunc(figures, func(f Figure) bool { return f.Approx && !f.Range }) {
		key = append(key, c.Voice.Say("Hollow: approximate"))
	}
	if untold > 0 {
		key = append(key, c.Voice.Say("Numbers without room stand in the text"))
	}
	return key
}

// spot draws one point; a range is an upright bar.
func (s *sheet) spot(l series, o spot) {
	if o.Range {
		s.area(l.colour, box(o.at.x-2, o.top, 4, max(2, o.bottom-o.top)), box(o.at.x-6, o.top-1, 12, 2), box(o.at.x-6, o.bottom-1, 12, 2))
		return
	}
	s.area(paper(), marker(l.shape, o.at, dotRadius+1.5))
	s.area(l.colour, marker(l.shape, o.at, dotRadius))
	if o.Approx {
		s.area(paper(), marker(l.shape, o.at, dotRadius-2))
	}
}

// marker is the shape of a speaker's points, so that lines differ without their colour.
func marker(shape int, at point, r float64) []point {
	switch shape % 4 {
	case 1:
		return box(at.x-r*0.88, at.y-r*0.88, r*1.76, r*1.76)
	case 2:
		r *= 1.25
		return []point{{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}}
	case 3:
		r *= 1.2
		return []point{{at.x, at.y - r}, {at.x + r*0.95, at.y + r*0.8}, {at.x - r*0.95, at.y + r*0.8}}
	}
	return circle(at, r)
}

// days draws the axis with as many of its days as have room, the first and the last always.
func (c *Chart) days(s *sheet, all []series, base, top, left, right float64) {
	s.area(soft(), box(margin, base+0.5, right-margin+inset-12, 1))
	x := map[time.Time]float64{}
	var days []time.Time
	years := map[int]bool{}
	for _, l := range all {
		for _, o := range l.spots {
			if _, known := x[o.day]; !known {
				x[o.day] = o.at.x
				days = append(days, o.day)
				years[o.day.Year()] = true
			}
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	var taken []frame
	draw := func(d time.Time) {
		name := c.Voice.Day(d)
		if len(years) == 1 {
			name = strings.TrimSpace(strings.TrimSuffix(name, itoa(d.Year())))
		}
		st := smallStyle()
		w := s.width(st, name)
		from := max(margin, min(x[d]-w/2, right+inset-12-w))
		at := frame{from - 5, 0, from + w + 5, 1}
		if slices.ContainsFunc(taken, at.overlaps) {
			return
		}
		taken = append(taken, at)
		s.area(faint(), box(x[d]-0.5, top, 1, base-top))
		s.area(soft(), box(x[d]-0.5, base, 1, 5))
		s.text(from, base+19, run{name, st, soft()})
	}
	draw(days[0])
	draw(days[len(days)-1])
	for _, d := range days {
		draw(d)
	}
}

// A frame is the room that something takes.
type frame struct{ left, top, right, bottom float64 }

func (a frame) overlaps(b frame) bool {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

// meets reports whether a line from p to q goes through the frame.
func (a frame) meets(p, q point) bool {
	const steps = 40
	for i := range steps + 1 {
		t := float64(i) / steps
		if x, y := p.x+(q.x-p.x)*t, p.y+(q.y-p.y)*t; x > a.left && x < a.right && y > a.top && y < a.bottom {
			return true
		}
	}
	return false
}

// values writes every number beside its point, where it covers neither another number nor a
// point: in the first place that covers no line, or else one. It gives how many have none.
func (c *Chart) values(s *sheet, all []series) (untold int) {
	var taken []frame
	for _, l := range all {
		for _, o := range l.spots {
			taken = append(taken, frame{o.at.x - dotRadius, o.top - dotRadius, o.at.x + dotRadius, o.bottom + dotRadius})
		}
	}
	st := style{bold, 14}
	const up, down = 10.0, 4.0 // of the letters over and under their line
	for _, l := range all {
		for _, o := range l.spots {
			rows := s.flow([]run{{o.Surface, st, mixed(l.colour, ink(), 0.25)}}, maxSurface, 1)
			w := rows[0].width
			var spare, best *point
			for _, at := range [...]point{
				{o.at.x - w/2, o.top - 11}, {o.at.x - w/2, o.bottom + 20},
				{o.at.x + 10, o.top - 6}, {o.at.x - w - 10, o.top - 6},
				{o.at.x + 11, o.at.y + 5}, {o.at.x - w - 11, o.at.y + 5},
				{o.at.x + 10, o.bottom + 16}, {o.at.x - w - 10, o.bottom + 16},
				{o.at.x - w/2, o.top - 26}, {o.at.x - w/2, o.bottom + 35},
			} {
				room := frame{at.x - 2, at.y - up, at.x + w + 2, at.y + down}
				if room.left < margin || room.right > width-margin-namesWidth+16 || slices.ContainsFunc(taken, room.overlaps) || !room.nearest(all, o.at) {
					continue
				}
				n := crossings(all, room)
				if n == 0 {
					best = &at
					break
				}
				if n == 1 && spare == nil {
					spare = &at
				}
			}
			if best == nil {
				best = spare
			}
			if best == nil {
				untold++
				continue
			}
			taken = append(taken, frame{best.x - 2, best.y - up, best.x + w + 2, best.y + down})
			s.area(paper(), rounded(best.x-3, best.y-up-2, w+6, up+down+3, [4]float64{3, 3, 3, 3}))
			s.at(best.x, best.y, rows[0])
		}
	}
	return untold
}

// nearest reports whether no other point is nearer to a number than its own.
func (a frame) nearest(all []series, own point) bool {
	centre := point{(a.left + a.right) / 2, (a.top + a.bottom) / 2}
	away := func(p point) float64 {
		return math.Hypot(max(0, math.Abs(p.x-centre.x)-(a.right-a.left)/2), max(0, math.Abs(p.y-centre.y)-(a.bottom-a.top)/2))
	}
	for _, l := range all {
		for _, o := range l.spots {
			if o.at != own && away(o.at) < away(own) {
				return false
			}
		}
	}
	return true
}

// crossings is how many lines go through a frame.
func crossings(all []series, room frame) (n int) {
	for _, l := range all {
		for i := 1; i < len(l.spots); i++ {
			if room.meets(l.spots[i-1].at, l.spots[i].at) {
				n++
			}
		}
	}
	return n
}

// names writes who gives each line beside its end, as near as the others let it.
func (c *Chart) names(s *sheet, all []series, x, top, base float64) {
	type label struct {
		series
		rows []row
		y, h float64
	}
	labels := make([]label, len(all))
	for i, l := range all {
		name := l.who
		if name == "" {
			name = c.Voice.Say("the article itself")
		}
		b := label{series: l, rows: s.flow([]run{{name, style{medium, 13}, ink()}}, width-margin-x-14, 2)}
		for _, r := range b.rows {
			b.h += r.height()
		}
		b.y = l.spots[len(l.spots)-1].at.y - b.h/2
		labels[i] = b
	}
	slices.SortStableFunc(labels, func(a, b label) int {
		return int(math.Copysign(1, a.y-b.y))
	})
	const gap = 5
	for i := range labels {
		if labels[i].y = max(labels[i].y, top); i > 0 {
			labels[i].y = max(labels[i].y, labels[i-1].y+labels[i-1].h+gap)
		}
	}
	for i := len(labels) - 1; i >= 0; i-- {
		end := base + 6
		if i < len(labels)-1 {
			end = labels[i+1].y - gap
		}
		labels[i].y = min(labels[i].y, end-labels[i].h)
	}
	for _, b := range labels {
		s.area(b.colour, marker(b.shape, point{x + 4, b.y + 8.5}, 4.2))
		y := b.y
		for _, r := range b.rows {
			s.at(x+14, y+r.ascent(), r)
			y += r.height()
		}
	}
}
