package discord

import (
	"fmt"
	"strings"

	"byline/handlers"
	"byline/handlers/language"
)

// An embed is one card under a message, the part of Discord's embed object that
// Byline uses.
type embed struct {
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	Color       int    `json:"color,omitempty"` // 0xRRGGBB; decoration only
	Image       *image `json:"image,omitempty"`
	Footer      *foot  `json:"footer,omitempty"`
}

// An image is a picture in an embed: a file of the message, as attachment://name.
type image struct {
	URL string `json:"url"`
}

// A foot is the small line under an embed.
type foot struct {
	Text string `json:"text"`
}

const ink = 0x3b6ea5

// blocks are the parts of a reply as lines of Discord's markup, each safe by
// itself. The words and their order are those of the reply's plain text.
type blocks struct {
	voice    language.Voice
	answer   string
	heading  string
	facts    []fact
	notes    []string
	sources  []source
	examples []string

	page, of int // from 1; 0 for a reply of one page
}

// A fact is the line of one, and the number of the source it cites; 0 for none.
type fact struct {
	line  string
	cites int
	group bool // it says what the lines below belong to
}

// A source is the lines of one, with its number in the reply.
type source struct {
	number int
	lines  string
}

func (b blocks) factLines() (lines []string) {
	for _, f := range b.facts {
		lines = append(lines, f.line)
	}
	return lines
}

func (b blocks) sourceLines() (lines []string) {
	for _, s := range b.sources {
		lines = append(lines, s.lines)
	}
	return lines
}

// draw draws a reply. The trouble is a sentence of Byline's own under the answer, about
// what could not be sent; empty for none.
func draw(r handlers.Reply, v language.Voice, trouble string) blocks {
	room := maxContent
	if trouble != "" {
		trouble = "\n" + trouble
		room -= size(trouble)
	}
	b := blocks{
		voice:   v,
		answer:  escape(r.Answer, room),
		heading: escape(r.Heading, maxTitle),
	}
	for _, f := range r.Facts {
		if l := factLine(f); l != "" {
			b.facts = append(b.facts, fact{l, f.Source, f.Group})
		}
	}
	for _, n := range r.Notes {
		if n = escape(n, maxNote); n != "" {
			b.notes = append(b.notes, n)
		}
	}
	for i, s := range r.Shown() {
		b.sources = append(b.sources, source{i + 1, sourceLine(i+1, s, r.ArticleOf(i))})
	}
	var tries []string
	for _, e := range r.Examples {
		if e = escape(e, maxExample); e != "" {
			tries = append(tries, e)
		}
	}
	if len(tries) > 0 {
		b.examples = fit([]string{v.Say("Try: %s", strings.Join(tries, " · "))}, maxLine, none)
	}
	// Discord refuses a message without content (50006), and a screen reader
	// reads nothing but the content.
	for _, s := range []string{b.heading, strings.Join(b.factLines()[:min(1, len(b.facts))], ""), v.Say("There is nothing to show.")} {
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
	if label := escape(article, maxLabel); label != "" && text != "" {
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
	cards := b.plainCards()
	if b.of > 0 && len(cards) > 0 {
		cards[len(cards)-1].Footer = &foot{b.pageOf()}
	}
	return cards
}

func (b blocks) plainCards() []embed {
	room := maxEmbedTotal - size(b.heading) - maxFoot
	tail := min(length(b.sourceLines())+length(b.examples)+2, room/3)
	notes := fit(b.notes, maxDescription/4, b.moreNotes)
	facts := fit(b.factLines(), min(maxDescription, room-tail)-length(notes)-2, b.moreFacts)
	top := paragraphs(facts, notes)

	examples := fit(b.examples, maxLine, none)
	left := min(maxDescription, room-size(top)) - length(examples) - 4
	sources := fit(b.sourceLines(), left, func(n int) string {
		return b.voice.Say("… and %s: `!source %d` shows the next", b.voice.Count(n, "more sentence", "more sentences"), b.sources[len(b.sources)-n].number)
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
	rest = append(rest, b.factLines()...)
	rest = append(rest, b.notes...)
	rest = append(rest, b.sourceLines()...)
	rest = append(rest, b.examples...)
	room := maxContent - size(b.answer) - 1
	if b.of > 0 {
		room -= size(b.pageOf()) + 1
	}
	rest = fit(rest, room, func(n int) string { return b.voice.Say("… and %s", b.voice.Count(n, "more line", "more lines")) })
	if b.of > 0 && room >= 0 {
		rest = append(rest, b.pageOf())
	}
	return strings.Join(append([]string{b.answer}, rest...), "\n")
}

func (b blocks) pageOf() string { return b.voice.Say("Page %d of %d", b.page, b.of) }

func (b blocks) moreFacts(n int) string {
	return b.voice.Say("… and %d more; ask about one name or topic to see fewer at a time", n)
}

func (b blocks) moreNotes(n int) string {
	return b.voice.Say("… and %s", b.voice.Count(n, "more note", "more notes"))
}

func none(int) string { return "" }

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
