package web

import (
	"bytes"
	"encoding/base64"
	"html/template"
	"image/png"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/handlers"
	"byline/handlers/chart"
)

// exchange is one message with the reply to it.
type exchange struct {
	Question string // empty for the greeting
	Card     card
}

// card is a reply with what drawing it needs. Every text in it is clean.
type card struct {
	ID       string // unique in the page; its sources are ID-1, ID-2, …
	Heading  string
	Answer   string
	Long     bool // the answer is longer than a headline
	Facts    []handlers.Line
	Wide     bool // a value is longer than a number; a phone has no room for text beside it
	Notes    []string
	Sources  []source
	Examples []string
	Buttons  []action
	Forms    []action
	Menus    []menu
	Picture  *picture // nil for none
	File     *file    // nil for none
	Channel  string   // the id that examples are sent with
}

// file is an attachment that can be saved.
type file struct{ ID, Name string }

// action is a button, or a box for what its line still lacks.
type action struct {
	Label, Line string
	Form        *handlers.Form
}

// menu is lines of which one is chosen.
type menu struct {
	Label   string
	Choices []handlers.Choice
}

// picture is a chart. It is part of the page, which keeps it when the page is put back later.
type picture struct {
	URL           template.URL
	Alt           string
	Width, Height int
}

// maxHeadline is how many characters an answer may have to be set as large as a
// headline: two lines on a desk, four on a phone.
const maxHeadline = 130

// maxNumber is how many characters a value may have to stand beside its text on a
// phone: "1,234,567".
const maxNumber = 9

// source is a verbatim sentence, cut where its mark begins and ends.
type source struct {
	Number                int
	Before, Marked, After string
	Article               string
	Label                 string // empty where readers need not be told
	Sentence              int
	SentenceNumber        int // as people count, from 1
}

func newCard(id, channel string, reply handlers.Reply) card {
	c := card{
		ID:       id,
		Channel:  channel,
		Heading:  clean(reply.Heading),
		Answer:   clean(reply.Answer),
		Notes:    cleanAll(reply.Notes),
		Examples: cleanAll(reply.Examples),
		Picture:  pictureOf(reply.Chart),
	}
	c.Long = utf8.RuneCountInString(c.Answer) > maxHeadline
	for _, line := range reply.Facts {
		line.Value, line.Text, line.By = clean(line.Value), clean(line.Text), clean(line.By)
		if line.Source > len(reply.Sources) {
			line.Source = 0
		}
		c.Facts = append(c.Facts, line)
		c.Wide = c.Wide || utf8.RuneCountInString(line.Value) > maxNumber
	}
	for _, a := range reply.Actions {
		drawn := action{clean(a.Label), clean(a.Line), a.Form}
		if a.Form != nil {
			c.Forms = append(c.Forms, drawn)
		} else {
			c.Buttons = append(c.Buttons, drawn)
		}
	}
	for _, m := range reply.Menus {
		if len(m.Choices) > 0 { // the others are of things that this channel has not
			c.Menus = append(c.Menus, menuOf(m))
		}
	}
	for i, s := range reply.Shown() {
		from, to := markOf(s)
		c.Sources = append(c.Sources, source{
			Number: i + 1,
			Before: clean(s.Text[:from]), Marked: clean(s.Text[from:to]), After: clean(s.Text[to:]),
			Article: s.Article, Label: clean(reply.ArticleOf(i)),
			Sentence: s.Sentence, SentenceNumber: s.Sentence + 1,
		})
	}
	return c
}

func menuOf(m handlers.Menu) menu {
	drawn := menu{Label: clean(m.Label)}
	for _, choice := range m.Choices {
		choice.Label, choice.About, choice.Line = clean(choice.Label), clean(choice.About), clean(choice.Line)
		drawn.Choices = append(drawn.Choices, choice)
	}
	return drawn
}

// pictureOf draws a chart, or gives none where it cannot be drawn: the answer says the same.
func pictureOf(c *chart.Chart) *picture {
	if c == nil {
		return nil
	}
	data, err := c.PNG()
	if err != nil {
		return nil
	}
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	return &picture{
		// Base64 has nothing in it that could end the attribute.
		URL: template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(data)),
		Alt: clean(c.Alt()), Width: size.Width, Height: size.Height,
	}
}

// markOf is the mark of a source, or nothing when the mark is no part of the text,
// cuts a character, or leaves no word out and so points at nothing.
func markOf(s handlers.Source) (from, to int) {
	from, to = s.Mark[0], s.Mark[1]
	if from < 0 || to > len(s.Text) || from >= to {
		return 0, 0
	}
	if !utf8.RuneStart(s.Text[from]) || to < len(s.Text) && !utf8.RuneStart(s.Text[to]) {
		return 0, 0
	}
	if !worded(s.Text[:from]) && !worded(s.Text[to:]) {
		return 0, 0
	}
	return from, to
}

func worded(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// clean drops control characters, which HTML forbids and some terminals obey when a
// page is copied there. Everything else stays as written: html/template escapes it,
// and the page isolates its direction.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

func cleanAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = clean(s)
	}
	return out
}
