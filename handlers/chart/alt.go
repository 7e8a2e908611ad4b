package chart

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

const (
	maxAlt  = 1024 // characters of a picture's description, Discord's limit
	inShort = 5    // figures of the short one
	maxItem = 160  // characters of one figure
	maxName = 120  // characters of a title or source
)

// Alt says in a sentence what the picture shows, from the same numbers, in at most 1024
// characters.
func (c *Chart) Alt() string {
	items := len(c.Figures) + len(c.Others)
	for n := items; n > 0; n-- {
		if s := c.sentence(n, true); utf8.RuneCountInString(s) <= maxAlt {
			return s
		}
	}
	return clip(c.sentence(0, false), maxAlt)
}

// Short is the same with the first few figures only, as the one line of an answer.
func (c *Chart) Short() string { return c.sentence(inShort, false) }

// sentence tells at most so many figures.
func (c *Chart) sentence(most int, source bool) string {
	title := clip(oneLine(c.Title), maxName)
	if c.Kind == Line {
		title = c.Voice.Say("%s, over time", title)
	}
	var items []string
	told, figures, numbered := 0, c.told(), c.numbered()
	group := ""
	for i, f := range figures[:min(len(figures), most)] {
		item := c.item(f)
		if d, ok := f.day(); ok && c.Kind == Line && (i == 0 || f.Day != figures[i-1].Day) {
			item = c.Voice.Day(d) + ": " + item
		}
		if numbered {
			item = "(" + itoa(i+1) + ") " + item
		}
		if f.Group != group {
			group = f.Group
			item = clip(oneLine(group), maxName) + ": " + item
		}
		items = append(items, item)
		told++
	}
	s := title
	if c.divisible() {
		parts := min(len(items), len(c.Figures))
		total := c.item(*c.Total)
		items = append([]string{total}, items...)
		s += ", " + c.sum()
		if beside := items[1+parts:]; len(beside) > 0 {
			beside[0] = c.Voice.Say("besides, %s", beside[0])
		}
	}
	if len(items) > 0 {
		s += ": " + strings.Join(items, "; ")
	}
	if more := c.count() - told; more > 0 {
		s += "; " + c.Voice.More(more)
	}
	if source && c.Source != "" {
		return stop(s) + " " + stop(c.Voice.Say("Source: %s", clip(oneLine(c.Source), maxName)))
	}
	return stop(s)
}

// sum is the sum of a divided bar as the article's numbers have it: "138 + 119 + 10 = 267".
func (c *Chart) sum() string {
	numbers := make([]string, len(c.Figures))
	for i, f := range c.Figures {
		numbers[i] = clip(oneLine(f.Surface), maxItem)
	}
	return strings.Join(numbers, " + ") + " = " + clip(oneLine(c.Total.Surface), maxItem)
}

// count is how many figures the chart has beside its total.
func (c *Chart) count() int {
	if c.divisible() {
		return len(c.Figures) + len(c.Others)
	}
	return len(c.Figures)
}

// told is the figures of the picture, in its order.
func (c *Chart) told() []Figure {
	if c.divisible() {
		others, _ := c.beside()
		return append(append([]Figure(nil), c.Figures...), others...)
	}
	figures, _ := c.drawn()
	return figures
}

// item is one figure: "138 intercepted by air defenses (claimed Yuriy Ignat)".
func (c *Chart) item(f Figure) string {
	s := oneLine(f.Surface)
	if f.Text != "" && f.Group == "" && c.Kind != Line {
		s += " " + oneLine(f.Text)
	}
	s = clip(s, maxItem)
	if by := cmp.Or(f.By, f.Who); by != "" {
		s += " (" + clip(oneLine(by), maxItem) + ")"
	}
	return s
}

// stop ends a sentence with a full stop unless it ends already.
func stop(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}

func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// clip shortens a text to n characters and shows that it did.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)[:n-1]
	return strings.TrimRight(string(runes), " ,;:") + "…"
}
