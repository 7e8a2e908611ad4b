package chart

import (
	"image/color"
	"strings"
	"unicode/utf8"
)

// A run is text of one style and colour.
type run struct {
	text   string
	style  style
	colour color.RGBA
}

// A piece is a run in a line, this far from where the line begins.
type piece struct {
	run
	x float64
}

// A row is a line of text.
type row struct {
	pieces []piece
	width  float64
}

// flow breaks runs into at most so many lines of a width. What has no room is cut and ends
// with "…".
func (f *fonts) flow(runs []run, width float64, lines int) []row {
	rows := []row{{}}
	for _, r := range runs {
		drawn, _ := f.drawable(r.text)
		space := f.width(r.style, " ")
		for _, word := range strings.Fields(drawn) {
			last := &rows[len(rows)-1]
			gap := 0.0
			if len(last.pieces) > 0 {
				gap = space
			}
			w := f.width(r.style, word)
			if last.width+gap+w > width && len(last.pieces) > 0 && len(rows) < lines {
				rows = append(rows, row{})
				last, gap = &rows[len(rows)-1], 0
			}
			if last.width+gap+w > width {
				f.cut(last, run{word, r.style, r.colour}, gap, width)
				if len(rows) == lines {
					return rows
				}
				continue
			}
			last.add(run{word, r.style, r.colour}, gap, w)
		}
	}
	return rows
}

// add puts a word at the end of a line.
func (r *row) add(word run, gap, width float64) {
	if n := len(r.pieces); n > 0 {
		if last := &r.pieces[n-1]; last.style == word.style && last.colour == word.colour {
			last.text += " " + word.text
			r.width += gap + width
			return
		}
	}
	r.pieces = append(r.pieces, piece{word, r.width + gap})
	r.width += gap + width
}

// cut ends a line with as much of a word as has room, and "…".
func (f *fonts) cut(r *row, word run, gap, width float64) {
	const most = 3 // letters of a beginning that say nothing
	for n := len(word.text); n > 0; n-- {
		if n < len(word.text) && !utf8.RuneStart(word.text[n]) {
			continue
		}
		part := word.text[:n] + "…"
		if w := f.width(word.style, part); r.width+gap+w <= width && (n > most || len(r.pieces) == 0) {
			r.add(run{part, word.style, word.colour}, gap, w)
			return
		}
	}
	if n := len(r.pieces); n > 0 { // no room: the words before are cut instead
		last := &r.pieces[n-1]
		text := last.text
		for text != "" {
			if w := last.x + f.width(last.style, text+"…"); w <= width {
				last.text, r.width = strings.TrimRight(text, " ,;:·(")+"…", w
				return
			}
			_, size := utf8.DecodeLastRuneInString(text)
			text = text[:len(text)-size]
		}
	}
}
