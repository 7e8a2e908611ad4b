package discord

import (
	"fmt"
	"strings"

	"byline/handlers"
)

// An embed is one card under a message, the part of Discord's embed object that
// Byline uses.
type embed struct {
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	Color       int    `json:"color,omitempty"` // 0xRRGGBB; decoration only
}

const ink = 0x3b6ea5

// blocks are the parts of a reply as lines of Discord's markup, each safe by
// itself. The words and their order are those of the reply's plain text.
type blocks struct {
	answer   string
	heading  string
	facts    []string
	notes    []string
	sources  []string
	examples []string
}

// draw draws a reply. The trouble is a sentence of Byline's own under the answer, about
// what could not be sent; empty for none.
func draw(r handlers.Reply, trouble string) blocks {
	room := maxContent
	if trouble != "" {
		trouble = "\n" + trouble
		room -= size(trouble)
	}
	b := blocks{
		answer:  escape(r.Answer, room),
		heading: escape(r.Heading, maxTitle),
	}
	for _, f := range r.Facts {
		if l := factLine(f); l != "" {
			b.facts = append(b.facts, l)
		}
	}
	for _, n := range r.Notes {
		if n = escape(n, maxNote); n != "" {
			b.notes = append(b.notes, n)
		}
	}
	for i, s := range r.Sources {
		b.sources = append(b.sources, sourceLine(i+1, s, r.ArticleOf(i)))
	}
	var tries []string
	for _, e := range r.Examples {
		if e = escape(e, maxExample); e != "" {
			tries = append(tries, e)
		}
	}
	if len(tries) > 0 {
		b.examples = fit([]string{"Try: " + strings.Join(tries, " · ")}, maxLine, none)
	}
	// Discord refuses a message without content (50006), and a screen reader
	// reads nothing but the content.
	for _, s := range []string{b.heading, strings.Join(b.facts[:min(1, len(b.facts))], ""), "There is nothing to show."} {
		if b.answer == "" {
			b.answer = s
		}
	}
	b.answer += trouble
	return b
}

// sourceLine draws a source as a quotation with its number. Where sources stand in
// several articles, the number and the article are a line above it, so that they are no
// part of the quoted words.
func sourceLine(number int, s handlers.Source, article string) string {
	text := escape(s.Text, maxSource)
	if label := escape(article, maxLabel); label != "" {
		return fmt.Sprintf("\\[%d\\] %s\n> %s", number, label, text)
	}
	return fmt.Sprintf(`> \[%d\] %s`, number, text)
}

// factLine draws one fact as "**Value** Text · By [Source]".
func factLine(f handlers.Line) string {
	var parts []string
	if v := escape(f.Value, maxValue); v != "" {
		parts = append(parts, "**"+v+"**")
	}
	if t := escape(f.Text, maxText); t != "" {
		switch {
		case f.Quoted:
			t = "*“" + t + "”*"
		case f.Group:
			t = "**" + t + "**"
		}
		parts = append(parts, t)
	}
	if by := escape(f.By, maxBy); by != "" {
		if len(parts) > 0 {
			parts = append(parts, "·")
		}
		parts = append(parts, by)
	}
	if f.Source > 0 && len(parts) > 0 {
		parts = append(parts, fmt.Sprintf(`\[%d\]`, f.Source))
	}
	return strings.Join(parts, " ")
}

// cards draws all but the answer line as embeds: one when everything fits in it,
// else one for the facts and one for the sources.
func (b blocks) cards() []embed {
	room := maxEmbedTotal - size(b.heading)
	tail := min(length(b.sources)+length(b.examples)+2, room/3)
	notes := fit(b.notes, maxDescription/4, moreNotes)
	facts := fit(b.facts, min(maxDescription, room-tail)-length(notes)-2, moreFacts)
	top := paragraphs(facts, notes)

	examples := fit(b.examples, maxLine, none)
	left := min(maxDescription, room-size(top)) - length(examples) - 4
	sources := fit(b.sources, left, func(n int) string {
		return fmt.Sprintf("… and %s: `!source %d` shows the next", count(n, "more sentence"), len(b.sources)-n+1)
	})
	bottom := paragraphs(sources, examples)

	whole := paragraphs(facts, notes, sources, examples)
	switch {
	case b.heading == "" && whole == "":
		return nil
	case size(whole) <= maxDescription:
		return []embed{{Title: b.heading, Description: whole, Color: ink}}
	}
	return []embed{
		{Title: b.heading, Description: top, Color: ink},
		{Description: bottom, Color: ink},
	}
}

// text draws the whole reply as the content of one message, for channels where
// Byline may not send embeds.
func (b blocks) text() string {
	var rest []string
	if b.heading != "" {
		rest = append(rest, "**"+b.heading+"**")
	}
	rest = append(rest, b.facts...)
	rest = append(rest, b.notes...)
	rest = append(rest, b.sources...)
	rest = append(rest, b.examples...)
	rest = fit(rest, maxContent-size(b.answer)-1, func(n int) string { return fmt.Sprintf("… and %s", count(n, "more line")) })
	return strings.Join(append([]string{b.answer}, rest...), "\n")
}

func moreFacts(n int) string {
	return fmt.Sprintf("… and %d more; ask about one name or topic to see fewer at a time", n)
}

func moreNotes(n int) string { return fmt.Sprintf("… and %s", count(n, "more note")) }

func none(int) string { return "" }

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// length is the size of lines joined with newlines.
func length(lines []string) int { return size(strings.Join(lines, "\n")) }

func paragraphs(groups ...[]string) string {
	var full []string
	for _, lines := range groups {
		if len(lines) > 0 {
			full = append(full, strings.Join(lines, "\n"))
		}
	}
	return strings.Join(full, "\n\n")
}
