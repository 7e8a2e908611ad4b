package chart

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// A weight is one of the fonts.
type weight int

const (
	regular weight = iota
	medium
	bold
)

// A style is a font at a size in points of the picture.
type style struct {
	weight weight
	size   float64
}

// parsed is the fonts, which are part of the program.
var parsed = sync.OnceValues(func() (all [3]*opentype.Font, err error) {
	for i, data := range [...][]byte{goregular.TTF, gomedium.TTF, gobold.TTF} {
		if all[i], err = opentype.Parse(data); err != nil {
			return all, err
		}
	}
	return all, nil
})

// fonts are the faces that one picture uses, which is drawn by one goroutine.
type fonts struct {
	parsed [3]*opentype.Font
	faces  map[style]font.Face
	buffer sfnt.Buffer
}

func newFonts() (*fonts, error) {
	all, err := parsed()
	return &fonts{parsed: all, faces: map[style]font.Face{}}, err
}

func (f *fonts) face(s style) font.Face {
	if face := f.faces[s]; face != nil {
		return face
	}
	face, err := opentype.NewFace(f.parsed[s.weight], &opentype.FaceOptions{Size: s.size * scale, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err) // sizes are constants
	}
	f.faces[s] = face
	return face
}

// width is how wide a text stands.
func (f *fonts) width(s style, text string) float64 {
	return float64(font.MeasureString(f.face(s), text)) / 64 / scale
}

// elsewhere stands for words whose letters the fonts lack. Nothing is written in other
// letters than the article's: the figures are numbered then, and the text has the words.
const elsewhere = "[…]"

// drawable is a text as it can be drawn: in one line, signs that the fonts lack left out,
// and words with letters that they lack replaced.
func (f *fonts) drawable(text string) (drawn string, replaced bool) {
	var words []string
	for _, w := range strings.Fields(norm.NFC.String(clip(strings.ToValidUTF8(text, ""), maxRunes))) {
		w, missing := f.word(w)
		if missing {
			if w = elsewhere; len(words) > 0 && words[len(words)-1] == elsewhere {
				continue
			}
		}
		replaced = replaced || strings.Contains(w, elsewhere)
		if w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " "), replaced
}

// word is what of a word can be drawn, and whether letters are missing. A sign of a currency
// that is missing leaves its number.
func (f *fonts) word(w string) (drawn string, missing bool) {
	var b strings.Builder
	for _, r := range w {
		switch {
		case f.has(r):
			b.WriteRune(r)
		case r == '\u2011': // a hyphen that does not break
			b.WriteByte('-')
		case unicode.Is(unicode.Sc, r):
			b.WriteString(elsewhere)
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && r != '\ufe0e' && r != '\ufe0f' && r != '\u20e3':
			return "", true
		}
	}
	return b.String(), false
}

func (f *fonts) has(r rune) bool {
	if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
		return false
	}
	i, err := f.parsed[regular].GlyphIndex(&f.buffer, r)
	return err == nil && i != 0
}

// replaced reports whether the picture cannot show all its words.
func (c *Chart) replaced() bool {
	f, err := newFonts()
	if err != nil {
		return false
	}
	return slices.ContainsFunc(append(c.told(), Figure{Text: c.Title, By: c.Source}), func(fig Figure) bool {
		return slices.ContainsFunc([]string{fig.Surface, fig.Text, fig.By, fig.Who}, func(text string) bool {
			_, replaced := f.drawable(text)
			return replaced
		})
	})
}

// numbered reports whether the figures have numbers, by which text and picture belong
// together. Points have none: their days and values do that.
func (c *Chart) numbered() bool { return c.Kind != Line && c.replaced() }
