package chart

import (
	"bytes"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever the figures are, a chart is drawn or refused, its size is bounded, and its text
// is short enough for Discord.
func FuzzChart(f *testing.F) {
	for seed := range uint64(10) {
		f.Add(seed, 12.5, "a text of the article", "said 田中 \u202e وزارة \x00 \xff 👩‍🚀 "+strings.Repeat("long", 200))
	}
	for _, v := range []float64{0, -1, 1e12, math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.NaN()} {
		f.Add(uint64(1), v, "", "")
		f.Add(uint64(2), v, "[…]", "\n")
	}
	f.Fuzz(func(t *testing.T, seed uint64, value float64, text, by string) {
		c := random(rand.New(rand.NewPCG(seed, 1)), value, text, by)
		if alt := c.Alt(); utf8.RuneCountInString(alt) > maxAlt || !utf8.ValidString(alt) || strings.Contains(alt, "\n") {
			t.Errorf("the text is %q", alt)
		}
		c.Short()
		img, err := c.picture()
		if err != nil {
			return
		}
		if b := img.Bounds(); b.Dx() != width*scale || b.Dy() > maxHeight*scale || b.Dy() < 100 {
			t.Errorf("the picture is %v", b)
		}
	})
}

// random is a chart of up to 40 figures, most near a value.
func random(r *rand.Rand, value float64, text, by string) *Chart {
	kinds := []Kind{Bars, Parts, Claims, Line, "no kind"}
	c := &Chart{Kind: kinds[r.IntN(len(kinds))], Title: text, Source: by}
	figure := func() Figure {
		v := value
		switch r.IntN(4) {
		case 0:
			v *= r.Float64() * 2
		case 1:
			v = float64(r.IntN(2000) - 1000)
		case 2:
			v = -v
		}
		f := Figure{Surface: strings.Repeat(itoa(r.IntN(1e6)), 1+r.IntN(3)), Value: v, Text: text, By: by, Who: by[:r.IntN(len(by)+1)]}
		if r.IntN(4) == 0 {
			f.Range, f.Max = true, v+float64(r.IntN(50)-10)
		}
		f.Approx = r.IntN(3) == 0
		if r.IntN(5) > 0 {
			f.Day = "20" + itoa(10+r.IntN(20)) + "-0" + itoa(1+r.IntN(9)) + "-" + itoa(10+r.IntN(18))
		}
		if r.IntN(3) == 0 {
			f.Group = text
		}
		return f
	}
	for range r.IntN(40) {
		c.Figures = append(c.Figures, figure())
	}
	for range r.IntN(8) {
		c.Others = append(c.Others, figure())
	}
	if r.IntN(2) == 0 {
		c.Figures = c.Figures[:min(len(c.Figures), 2+r.IntN(4))]
		for i := range c.Figures {
			c.Figures[i].Value, c.Figures[i].Range = math.Abs(c.Figures[i].Value), false
		}
	}
	if total := figure(); r.IntN(4) > 0 {
		total.Value, total.Range = math.Abs(total.Value), false
		c.Total = &total
	}
	return c
}

// A picture says only what its figures say: every number stands in the text as written.
func TestAltHasEveryNumber(t *testing.T) {
	for _, s := range samples() {
		alt := s.chart.Alt()
		if strings.Contains(alt, " more.") && s.name != "many" {
			t.Errorf("%s: the text does not tell everything: %s", s.name, alt)
		}
		for _, f := range s.chart.told() {
			if !strings.Contains(alt, f.Surface) {
				t.Errorf("%s: the text lacks %s", s.name, f.Surface)
			}
		}
	}
}

// The short text is the beginning of the long one where there are few figures.
func TestShort(t *testing.T) {
	c := samples()[0].chart
	if short := c.Short(); !strings.HasPrefix(c.Alt(), short) {
		t.Errorf("%q does not begin with %q", c.Alt(), short)
	}
	many := many(30)
	if short := many.Short(); !strings.HasSuffix(short, "; and 25 more.") {
		t.Errorf("%q", short)
	}
}

func TestNothingToDraw(t *testing.T) {
	for _, c := range []Chart{{}, {Kind: Line, Figures: []Figure{{Value: 1}}}, {Kind: Bars, Figures: []Figure{{Value: math.NaN()}}}} {
		if _, err := c.PNG(); err == nil {
			t.Errorf("%+v is drawn", c)
		}
	}
}

func TestPNGHasFewColours(t *testing.T) {
	data, err := samples()[0].chart.PNG()
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := png.DecodeConfig(bytes.NewReader(data))
	if palette, ok := cfg.ColorModel.(color.Palette); err != nil || !ok || len(palette) > colours || cfg.Width != 1200 {
		t.Errorf("%v, %d wide, %v", ok, cfg.Width, err)
	}
}

// The words of a divided bar's parts never overlap, and the lines to them never cross.
func TestColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	f, err := newFonts()
	if err != nil {
		t.Fatal(err)
	}
	for range 500 {
		c := &Chart{Kind: Parts, Total: &Figure{}}
		for range 2 + r.IntN(maxParts-1) {
			v := math.Exp(r.Float64() * 8)
			c.Figures = append(c.Figures, Figure{Value: v})
			c.Total.Value += v
		}
		shares := c.shares(&sheet{fonts: f})
		end := margin - columnGap
		for i, p := range shares {
			if p.column < end+columnGap-0.01 || p.own < 60 || p.column+p.own > margin+inner+0.01 {
				t.Fatalf("part %d of %v: its words stand from %.1f, %.1f wide", i, c.Figures, p.column, p.own)
			}
			if end = p.column + p.own; i > 0 && crosses(shares[i-1], p) {
				t.Fatalf("the lines of the parts %d and %d of %v cross", i, i+1, c.Figures)
			}
		}
	}
}

// crosses reports whether the lines from two neighbours to their words cross.
func crosses(a, b share) bool {
	if a.straight || b.straight {
		return !a.straight && a.column > b.from || !b.straight && b.column < a.from
	}
	switch left := a.column < a.from; {
	case left != (b.column < b.from):
		return false
	case left:
		return b.column < a.from && b.depth <= a.depth
	default:
		return a.column > b.from && a.depth <= b.depth
	}
}

// Neighbouring colours differ for people who see no red, no green or no blue, and all stand
// out from the paper.
func TestColours(t *testing.T) {
	// Viénot, Brettel and Mollon, 1999; the last after Brettel, 1997. Linear light.
	views := map[string][3][3]float64{
		"all":      {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
		"no red":   {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
		"no green": {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
		"no blue":  {{1, 0.14461, -0.14461}, {0, 0.85924, 0.14076}, {0, 0.85924, 0.14076}},
	}
	all := append(hues(), own())
	for view, m := range views {
		for i, a := range all {
			for _, b := range all[:i] {
				if d := distance(seen(a, m), seen(b, m)); d < 12 {
					t.Errorf("seen with %s, %v and %v differ by %.1f", view, a, b, d)
				}
			}
			if c := contrast(a, paper()); c < 3 {
				t.Errorf("%v has a contrast of %.2f on the paper", a, c)
			}
		}
	}
	for _, c := range []color.RGBA{ink(), soft(), accent()} {
		if c := contrast(c, paper()); c < 4.5 {
			t.Errorf("text has a contrast of %.2f", c)
		}
	}
	for _, c := range hues() {
		if c := contrast(white(), c); c < 3 {
			t.Errorf("large numbers in a part have a contrast of %.2f", c)
		}
	}
}

func linear(c color.RGBA) (out [3]float64) {
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		f := float64(v) / 255
		if out[i] = f / 12.92; f > 0.04045 {
			out[i] = math.Pow((f+0.055)/1.055, 2.4)
		}
	}
	return out
}

func seen(c color.RGBA, m [3][3]float64) (out [3]float64) {
	l := linear(c)
	for i := range out {
		for j := range l {
			out[i] += m[i][j] * l[j]
		}
	}
	return out
}

func contrast(a, b color.RGBA) float64 {
	light := func(c color.RGBA) float64 { l := linear(c); return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] + 0.05 }
	x, y := light(a), light(b)
	return max(x, y) / min(x, y)
}

// distance is that of CIE 1976 Lab.
func distance(a, b [3]float64) float64 {
	x, y := lab(a), lab(b)
	return math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2])
}

func lab(l [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 0.008856 {
			return math.Cbrt(t)
		}
		return 7.787*t + 16.0/116
	}
	x := f((0.4124*l[0] + 0.3576*l[1] + 0.1805*l[2]) / 0.9505)
	y := f(0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2])
	z := f((0.0193*l[0] + 0.1192*l[1] + 0.9505*l[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}
