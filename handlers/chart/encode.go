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

// encode writes a picture with the 256 colours that it has most of, which is small and
// looks the same: the rest are edges of letters.
func encode(img *image.RGBA) ([]byte, error) {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&out, indexed(img))
	return out.Bytes(), err
}

func indexed(img *image.RGBA) *image.Paletted {
	count := map[[4]uint8]int{}
	for i := 0; i < len(img.Pix); i += 4 {
		count[[4]uint8(img.Pix[i:i+4])]++
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
	kept := all[:min(len(all), 256)]
	palette := make(color.Palette, len(kept))
	for i, c := range kept {
		palette[i] = color.RGBA{c[0], c[1], c[2], c[3]}
		index[c] = uint8(i)
	}
	for _, c := range all[len(kept):] {
		index[c] = nearest(kept, c)
	}
	out := image.NewPaletted(img.Bounds(), palette)
	for i := 0; i < len(img.Pix); i += 4 {
		out.Pix[i/4] = index[[4]uint8(img.Pix[i:i+4])]
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
