package handlers

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Text is the plain text of a reply: the answer line, the heading, the facts, the
// notes, the chart, the verbatim sources and what to try next, a line each. Nothing in it is
// markup. A source keeps its words; its line breaks become spaces, so that nothing
// in an article can pass for a line of Byline's own.
func (r Reply) Text() string {
	var b strings.Builder
	line := func(parts ...string) {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		for _, p := range parts {
			b.WriteString(oneLine(p))
		}
	}
	line(r.Answer)
	if r.Heading != "" {
		line(r.Heading)
	}
	for _, l := range r.Facts {
		line(l.String())
	}
	for _, n := range r.Notes {
		line(n)
	}
	if r.Chart != nil {
		if alt := r.Chart.Alt(); !strings.HasPrefix(alt, r.Answer) {
			line(r.voice.Say("Chart: %s", alt))
		}
	}
	for i, s := range r.Shown() {
		mark := "[" + strconv.Itoa(i+1) + "] "
		if article := r.ArticleOf(i); article != "" {
			mark += article + " "
		}
		line(mark+"> ", s.Text)
	}
	if len(r.Examples) > 0 {
		line(r.voice.Say("Try: %s", strings.Join(r.Examples, " · ")))
	}
	return b.String()
}

// ArticleOf names the article that source i stands in, where readers need it: in a library
// of several, and not again where the source before stands in the same.
func (r Reply) ArticleOf(i int) string {
	s := r.Sources[i]
	several := r.Several || slices.ContainsFunc(r.Sources, func(o Source) bool { return o.Article != s.Article })
	if !several || i > 0 && r.Sources[i-1].Article == s.Article {
		return ""
	}
	return oneLine(s.Label)
}

// String is the line as plain text: "Value Text · By [Source]".
func (l Line) String() string {
	text := l.Text
	if l.Quoted {
		text = "“" + text + "”"
	}
	s := l.Value
	if s != "" && text != "" {
		s += " "
	}
	s += text
	if l.By != "" {
		s += " · " + l.By
	}
	if l.Source > 0 {
		s += " [" + strconv.Itoa(l.Source) + "]"
	}
	return s
}

// oneLine replaces runs of white space that hold a line break, and single tabs, by
// one space. All other text stays as it is.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\r\t\v\f\u0085\u2028\u2029") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// clip shortens a text to about n characters at a word's end and shows that it did.
func clip(s string, n int) string {
	s = oneLine(s)
	runes := 0
	for i := range s {
		if runes == n {
			if cut := strings.LastIndexByte(s[:i], ' '); cut > i/2 {
				i = cut
			}
			return strings.TrimRight(s[:i], " ,;:") + " …"
		}
		runes++
	}
	return s
}

// labelled is a text as a menu has room for it.
func labelled(s string) string {
	s = oneLine(s)
	size, cut := 0, 0 // where it is cut if it is too long
	for i, r := range s {
		if size < maxLabel {
			cut = i
		}
		if size += utf16.RuneLen(r); size > maxLabel {
			return strings.TrimRight(s[:cut], " ,;:") + "…"
		}
	}
	return s
}
