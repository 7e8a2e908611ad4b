package chart

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// A sheet is a picture in the making: what is to be drawn, and how far down it reaches.
type sheet struct {
	*fonts
	marks    []func(dst *image.RGBA)
	y        float64 // where the next thing may stand
	numbered bool    // figures have numbers
}

// A point is a place on a sheet.
type point struct{ x, y float64 }

// at draws a line of text whose letters stand on the height y.
func (s *sheet) at(x, y float64, r row) {
	for _, p := range r.pieces {
		s.text(x+p.x, y, p.run)
	}
}

func (s *sheet) text(x, y float64, r run) {
	face := s.face(r.style)
	s.marks = append(s.marks, func(dst *image.RGBA) {
		d := font.Drawer{Dst: dst, Src: image.NewUniform(r.colour), Face: face, Dot: fixed.Point26_6{X: units(x), Y: units(y)}}
		d.DrawString(r.text)
	})
}

func units(v float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(v * scale * 64)) }

// area fills a shape.
func (s *sheet) area(colour color.RGBA, outline ...[]point) {
	s.marks = append(s.marks, func(dst *image.RGBA) { fill(dst, image.NewUniform(colour), image.Point{}, outline...) })
}

// fill draws shapes, each in its own small frame.
func fill(dst *image.RGBA, src image.Image, at image.Point, outlines ...[]point) {
	for _, outline := range outlines {
		low := point{math.Inf(1), math.Inf(1)}
		high := point{math.Inf(-1), math.Inf(-1)}
		for _, p := range outline {
			low = point{min(low.x, p.x*scale), min(low.y, p.y*scale)}
			high = point{max(high.x, p.x*scale), max(high.y, p.y*scale)}
		}
		frame := image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x))+1, int(math.Ceil(high.y))+1)
		if frame = frame.Intersect(dst.Bounds()); frame.Empty() {
			continue
		}
		r := vector.NewRasterizer(frame.Dx(), frame.Dy())
		for i, p := range outline {
			// what would stand outside the picture is drawn along its edge
			x := float32(max(0, min(p.x*scale-float64(frame.Min.X), float64(frame.Dx()))))
			y := float32(max(0, min(p.y*scale-float64(frame.Min.Y), float64(frame.Dy()))))
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
		r.Draw(dst, frame, src, frame.Min.Add(at))
	}
}

// box is a rectangle.
func box(x, y, w, h float64) []point {
	return []point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}
}

// rounded is a rectangle whose corners have these radii, from the upper left one clockwise.
func rounded(x, y, w, h float64, radii [4]float64) []point {
	const steps = 8
	var out []point
	corners := [4]point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}
	inward := [4]point{{1, 1}, {-1, 1}, {-1, -1}, {1, -1}}
	for i, c := range corners {
		r := min(radii[i], w/2, h/2)
		if r <= 0 {
			out = append(out, c)
			continue
		}
		centre := point{c.x + inward[i].x*r, c.y + inward[i].y*r}
		for n := range steps + 1 {
			a := math.Pi + float64(i)*math.Pi/2 + float64(n)/steps*math.Pi/2
			out = append(out, point{centre.x + r*math.Cos(a), centre.y + r*math.Sin(a)})
		}
	}
	return out
}

// circle is a disc.
func circle(c point, r float64) []point {
	return rounded(c.x-r, c.y-r, 2*r, 2*r, [4]float64{r, r, r, r})
}

// stroke is a line from a to b as a shape.
func stroke(a, b point, thick float64) []point {
	dx, dy := b.x-a.x, b.y-a.y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return box(a.x-thick/2, a.y-thick/2, thick, thick)
	}
	nx, ny := -dy/length*thick/2, dx/length*thick/2
	return []point{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}}
}

// striped fills a shape with slanting stripes of a colour.
func (s *sheet) striped(colour color.RGBA, outline []point) {
	s.marks = append(s.marks, func(dst *image.RGBA) {
		fill(dst, stripes{mixed(colour, paper(), 0.72), colour}, image.Point{}, outline)
	})
}

// stripes is an endless ground of stripes.
type stripes struct{ light, dark color.RGBA }

func (stripes) ColorModel() color.Model { return color.RGBAModel }
func (stripes) Bounds() image.Rectangle { return image.Rect(-1e6, -1e6, 1e6, 1e6) }

func (s stripes) At(x, y int) color.Color {
	const period, soft = 11.0, 1.2
	at := math.Mod(float64(x+y), period)
	if at < 0 {
		at += period
	}
	share := max(0, min(1, (math.Abs(at-period/2)-period/4)/soft+0.5))
	return mixed(s.dark, s.light, share)
}
