package chart

import (
	"bytes"
	"cmp"
	"errors"
	"image"
	"image/color"
	"image/png"
	"slices"
)

var errNothing = errors.New("the chart has no figure that can be drawn")

// colours is how many a picture is written with: those that it has most of. It is small then
// and looks the same, since the rest are edges of letters.
const colours = 64

// encode writes a picture.
func encode(img *image.RGBA) ([]byte, error) {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	err := encoder.Encode(&out, indexed(img))
	return out.Bytes(), err
}

func indexed(img *image.RGBA) *image.Paletted {
	count := map[[4]uint8]int{}
	for i, run := 0, 1; i < len(img.Pix); i, run = i+4, run+1 {
		if next := i + 4; next == len(img.Pix) || [4]uint8(img.Pix[i:next]) != [4]uint8(img.Pix[next:next+4]) {
			count[[4]uint8(img.Pix[i:next])] += run // most pixels are as the one before
			run = 0
		}
	}
	all := make([][4]uint8, 0, len(count))
	for c := range count {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b [4]uint8) int {
		if d := cmp.Compare(count[b], count[a]); d != 0 {
			return d
		}
		return slices.Compare(a[:], b[:])
	})
	index := make(map[[4]uint8]uint8, len(all))
	kept := all[:min(len(all), colours)]
	palette := make(color.Palette, len(kept))
	for i, c := range kept {
		palette[i] = color.RGBA{c[0], c[1], c[2], c[3]}
		index[c] = uint8(i)
	}
	for _, c := range all[len(kept):] {
		index[c] = nearest(kept, c)
	}
	out := image.NewPaletted(img.Bounds(), palette)
	var last [4]uint8
	at := index[last]
	for i := range out.Pix {
		if c := [4]uint8(img.Pix[4*i : 4*i+4]); c != last || i == 0 {
			last, at = c, index[c]
		}
		out.Pix[i] = at
	}
	return out
}

func nearest(all [][4]uint8, c [4]uint8) uint8 {
	best, least := 0, 1<<30
	for i, o := range all {
		d := 0
		for k := range c {
			d += (int(c[k]) - int(o[k])) * (int(c[k]) - int(o[k]))
		}
		if d < least {
			best, least = i, d
		}
	}
	return uint8(best)
}
