package chart

import (
	"image"
	"image/draw"
	"math"
	"strings"
)

// PNG draws the chart, 1200 pixels wide. It fails when there is nothing to draw.
func (c *Chart) PNG() ([]byte, error) {
	img, err := c.picture()
	if err != nil {
		return nil, err
	}
	return encode(img)
}

// picture draws a chart.
func (c *Chart) picture() (*image.RGBA, error) {
	figures, more := c.drawn()
	if len(figures) == 0 {
		return nil, errNothing
	}
	f, err := newFonts()
	if err != nil {
		return nil, err
	}
	s := &sheet{fonts: f, y: margin, numbered: c.numbered()}
	c.head(s)
	var key []string
	switch {
	case c.divisible():
		more = c.parts(s)
		key = c.key(c.Others)
	case c.Kind == Line:
		key = c.line(s, figures)
	default:
		c.bars(s, figures, 1, spanOf(figures), newPaint(figures))
		key = c.key(figures)
	}
	if more > 0 {
		s.y += 4
		s.paragraph([]run{{c.Voice.More(more), smallStyle(), soft()}}, margin, inner, 1)
	}
	c.foot(s, key)
	return s.finish(), nil
}

// head draws the title.
func (c *Chart) head(s *sheet) {
	s.y -= 4
	s.paragraph([]run{{c.Title, titleStyle(), ink()}}, margin, inner, 2)
	s.y += 14
}

// key says what signs mean, where they are used.
func (c *Chart) key(figures []Figure) (out []string) {
	for _, f := range figures {
		if f.Range || f.Approx {
			out = append(out, c.Voice.Say("Striped: approximate, or a range"))
			break
		}
	}
	return out
}

// foot draws what the signs mean, where the figures stand, and whose picture it is.
func (c *Chart) foot(s *sheet, key []string) {
	if c.replaced() {
		key = append(key, c.Voice.Say("%s: in letters that only the text can show", elsewhere))
	}
	s.y += 10
	s.area(faint(), box(margin, s.y, inner, 1))
	s.y += 9
	const mark = 62 // of the name at the right
	y := s.y
	var runs []run
	if source, _ := s.drawable(c.Source); source != "" {
		runs = append(runs, run{c.Voice.Say("Source: %s", source), smallStyle(), soft()})
	}
	s.paragraph(runs, margin, inner-mark, 2)
	if len(key) > 0 {
		s.paragraph([]run{{strings.Join(key, " · "), smallStyle(), soft()}}, margin, inner-mark, 2)
	}
	name := run{"Byline", style{bold, 13}, accent()}
	s.text(width-margin-s.width(name.style, name.text), y+12, name)
	s.y = max(s.y, y+16) + margin - 10
}

// paragraph draws text in lines below each other.
func (s *sheet) paragraph(runs []run, x, width float64, lines int) {
	for _, r := range s.flow(runs, width, lines) {
		s.at(x, s.y+r.ascent(), r)
		s.y += r.height()
	}
}

// ascent is how high the letters of a line reach, height what the line takes.
func (r row) ascent() float64 { return r.size() * 0.95 }
func (r row) height() float64 { return r.size() * 1.32 }

func (r row) size() (size float64) {
	for _, p := range r.pieces {
		size = max(size, p.style.size)
	}
	return size
}

// finish draws everything on the card.
func (s *sheet) finish() *image.RGBA {
	h := math.Floor(min(s.y, maxHeight))
	img := image.NewRGBA(image.Rect(0, 0, width*scale, int(h*scale)))
	draw.Draw(img, img.Bounds(), image.NewUniform(faint()), image.Point{}, draw.Src)
	draw.Draw(img, img.Bounds().Inset(1), image.NewUniform(paper()), image.Point{}, draw.Src)
	const round = 10.0
	for _, y := range [...]int{0, img.Rect.Max.Y - round*scale} { // the ends have corners
		end := img.SubImage(image.Rect(0, y, img.Rect.Max.X, y+round*scale)).(*image.RGBA)
		draw.Draw(end, end.Rect, image.Transparent, image.Point{}, draw.Src)
		fill(end, image.NewUniform(faint()), image.Point{}, rounded(0, 0, width, h, [4]float64{round, round, round, round}))
		fill(end, image.NewUniform(paper()), image.Point{}, rounded(0.5, 0.5, width-1, h-1, [4]float64{round - 0.5, round - 0.5, round - 0.5, round - 0.5}))
	}
	for _, mark := range s.marks {
		mark(img)
	}
	return img
}

// maxHeight bounds a picture. Texts are cut long before they reach it.
const maxHeight = 1400.0
