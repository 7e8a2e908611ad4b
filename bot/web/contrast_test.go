package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Text has at least the contrast that WCAG 2.2 asks of level AA, 4.5 to 1, in both
// colour schemes.
func TestTextHasContrast(t *testing.T) {
	css, err := files.ReadFile("static/style.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, found := strings.Cut(string(css), "@media (prefers-color-scheme: dark)")
	if !found {
		t.Fatal("the style has no dark scheme")
	}
	for scheme, part := range map[string]string{"light": light, "dark": dark} {
		colours := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+): #([0-9a-f]{6});`).FindAllStringSubmatch(part, -1) {
			colours[m[1]] = m[2]
		}
		for _, pair := range []struct{ text, ground string }{
			{"ink", "paper"}, {"ink", "sheet"}, {"ink", "mine"}, {"ink", "mark"},
			{"soft", "paper"}, {"soft", "sheet"}, {"soft", "mine"},
			{"accent", "paper"}, {"accent", "sheet"}, {"sheet", "accent"},
		} {
			if ratio := contrast(t, colours[pair.text], colours[pair.ground]); ratio < 4.5 {
				t.Errorf("%s: %s on %s has %.2f to 1", scheme, pair.text, pair.ground, ratio)
			}
		}
	}
}

// contrast is the ratio of two colours as WCAG 2.2 defines it, from 1 to 21.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + .05) / (min(la, lb) + .05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	rgb, err := strconv.ParseUint(colour, 16, 32)
	if err != nil {
		t.Fatalf("colour %q: %v", colour, err)
	}
	linear := func(shift int) float64 {
		c := float64(rgb>>shift&0xff) / 255
		if c <= .04045 {
			return c / 12.92
		}
		return math.Pow((c+.055)/1.055, 2.4)
	}
	return .2126*linear(16) + .7152*linear(8) + .0722*linear(0)
}
