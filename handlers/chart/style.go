package chart

import "image/color"

// Lengths are in points, of which a picture has 600 across; each is two pixels, so that it
// is sharp where it is shown about 550 wide.
const (
	scale  = 2
	width  = 600.0
	margin = 26.0
	inner  = width - 2*margin
)

// The colours of the page. The picture has its own paper, so that it reads the same on a
// dark and on a light ground.
func paper() color.RGBA  { return rgb(0xf6f4ef) }
func ink() color.RGBA    { return rgb(0x1d1b18) }
func soft() color.RGBA   { return rgb(0x625d54) }
func faint() color.RGBA  { return rgb(0xd8d2c5) }
func accent() color.RGBA { return rgb(0x8c2f23) }
func white() color.RGBA  { return rgb(0xffffff) }

// own is the colour of the figures that the article gives itself.
func own() color.RGBA { return rgb(0x92868a) }

// hues are the colours of speakers and parts, in their order: far apart in hue and in
// lightness, so that they differ for colour-blind people too. No meaning hangs on them
// alone; everything is labelled where it stands.
func hues() []color.RGBA {
	return []color.RGBA{rgb(0x185590), rgb(0xb6800f), rgb(0x6a2a64), rgb(0x2b895a), rgb(0xa93e30), rgb(0x454b4b)}
}

func rgb(v uint32) color.RGBA {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// mixed is a colour thinned with another.
func mixed(a, b color.RGBA, share float64) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8(float64(x)*(1-share) + float64(y)*share + 0.5) }
	return color.RGBA{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 0xff}
}

// The sizes of text.
func titleStyle() style  { return style{bold, 20} }
func valueStyle() style  { return style{bold, 16} }
func textStyle() style   { return style{regular, 14.5} }
func groupStyle() style  { return style{medium, 14.5} }
func smallStyle() style  { return style{regular, 12} }
func insideStyle() style { return style{bold, 19} }
