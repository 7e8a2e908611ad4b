package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// update is set by UPDATE=1 go test: golden files are rewritten then.
var update = os.Getenv("UPDATE") != ""

// How much a picture may differ from its golden one, in which processors and versions of
// the libraries round otherwise: the mean difference of a colour, and the share of pixels
// that are clearly another colour.
const (
	maxMean  = 0.6
	maxOther = 0.002
	clearly  = 48
)

// Every picture is as it was looked at, and has its text beside it.
func TestGolden(t *testing.T) {
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			data, err := s.chart.PNG()
			if err != nil {
				t.Fatal(err)
			}
			if len(data) > 80_000 {
				t.Errorf("the picture has %d bytes", len(data))
			}
			alt := s.chart.Alt()
			if n := utf8.RuneCountInString(alt); n > maxAlt {
				t.Errorf("the text has %d characters", n)
			}
			path := filepath.Join("testdata", s.name)
			if update {
				for name, content := range map[string][]byte{path + ".png": data, path + ".txt": []byte(alt + "\n")} {
					if old, err := os.ReadFile(name); err == nil && strings.HasSuffix(name, ".png") && alike(old, content) == nil {
						continue
					}
					if err := os.WriteFile(name, content, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				return
			}
			want, err := os.ReadFile(path + ".png")
			if err != nil {
				t.Fatal(err)
			}
			if err := alike(want, data); err != nil {
				t.Errorf("%v; if the new picture is right, run: UPDATE=1 go test ./handlers/chart", err)
			}
			if text, err := os.ReadFile(path + ".txt"); err != nil || string(text) != alt+"\n" {
				t.Errorf("the text is now\n%s\nnot\n%s%v", alt, text, err)
			}
		})
	}
}

// alike compares two pictures.
func alike(want, got []byte) error {
	a, err := png.Decode(bytes.NewReader(want))
	if err != nil {
		return err
	}
	b, err := png.Decode(bytes.NewReader(got))
	if err != nil {
		return err
	}
	if a.Bounds() != b.Bounds() {
		return fmt.Errorf("the size is %v, not %v", b.Bounds(), a.Bounds())
	}
	mean, other := difference(a.(*image.Paletted), b.(*image.Paletted))
	if mean > maxMean || other > maxOther {
		return fmt.Errorf("the pictures differ by %.3f, and in %.2f %% of the pixels clearly", mean, other*100)
	}
	return nil
}

func difference(a, b *image.Paletted) (mean, other float64) {
	far := make([][]float64, len(a.Palette)) // of two colours, the mean and the most
	most := make([][]bool, len(a.Palette))
	for i, x := range a.Palette {
		far[i], most[i] = make([]float64, len(b.Palette)), make([]bool, len(b.Palette))
		for k, y := range b.Palette {
			r1, g1, b1, a1 := x.RGBA()
			r2, g2, b2, a2 := y.RGBA()
			for _, d := range [...]int{int(r1) - int(r2), int(g1) - int(g2), int(b1) - int(b2), int(a1) - int(a2)} {
				d = max(d, -d) >> 8
				far[i][k] += float64(d) / 4
				most[i][k] = most[i][k] || d > clearly
			}
		}
	}
	for i, x := range a.Pix {
		mean += far[x][b.Pix[i]]
		if most[x][b.Pix[i]] {
			other++
		}
	}
	n := float64(len(a.Pix))
	return mean / n, other / n
}

// docs/charts.md shows every golden picture with its text.
func TestPage(t *testing.T) {
	var page strings.Builder
	page.WriteString(pageHead)
	for _, s := range samples() {
		alt := s.chart.Alt()
		fmt.Fprintf(&page, "\n## %s\n\n%s\n\n![%s](../handlers/chart/testdata/%s.png)\n\n> %s\n",
			s.title, s.about, strings.NewReplacer("[", `\[`, "]", `\]`).Replace(alt), s.name, strings.ReplaceAll(alt, "<", "&lt;"))
	}
	const path = "../../docs/charts.md"
	if update {
		if err := os.WriteFile(path, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != page.String() {
		t.Errorf("%s is not in step (%v); UPDATE=1 go test ./handlers/chart rewrites it", path, err)
	}
}

const pageHead = `# Charts

` + "`!chart TOPIC`" + ` draws the figures of a topic, ` + "`!chart compare TOPIC`" + ` what different speakers say of one thing, ` + "`!chart trend TOPIC`" + ` one figure over time. Below each picture stands its text, which goes with it wherever it is shown: as the description of Discord's attachment, as the page's alternative text, as a line in the terminal.

What holds for every picture:

- Numbers are written as the article writes them, with its hedges. Values only give lengths and places.
- One picture counts one thing in one unit. The largest such group is drawn, and a note says how many figures are left out.
- Who gives a figure stands beside it. Colours tell speakers and parts apart, for colour-blind people too, but no meaning hangs on colour alone.
- The picture has its own paper, so that it reads the same on Discord's dark and light grounds and on the page. It is 1200 pixels wide, twice of what Discord shows.
- Of more than 12 bars the largest are drawn, of more than 40 points the latest, of more than 6 lines those with most points.
- The fonts have Latin, Greek and Cyrillic letters. Words in other letters are shown as […] and never written in other letters than the article's; the figures are numbered then, and the text has the words under the same numbers.

All the data here is invented.
`
