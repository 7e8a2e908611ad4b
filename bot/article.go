package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"time"

	"byline/facts"
)

type articleCommand struct {
	JSON bool   `name:"json" help:"Print one JSON object."`
	File string `arg:"" name:"file" help:"A text or HTML file."`
}

// An articleRecord is what `bot article --json` prints. The field names are a
// contract with scripts; what is unknown is null.
type articleRecord struct {
	Title     *string  `json:"title"`
	Published *string  `json:"published"` // RFC 3339, or the day alone when no time is known
	Authors   []string `json:"authors"`
	Language  *string  `json:"language"`
	Text      string   `json:"text"`
}

func (c *articleCommand) run(_ context.Context, p process) error {
	return eachArticle(p, []string{c.File}, func(out *bufio.Writer, _ int, a *facts.Article) error {
		record := articleRecord{Title: known(a.Title), Published: known(moment(a.Published)),
			Authors: append([]string{}, a.Authors...), Language: known(a.Language), Text: a.Text}
		if c.JSON {
			return printJSON(out, record)
		}
		for _, field := range []struct{ name, value string }{
			{"Title", a.Title}, {"Published", moment(a.Published)},
			{"Authors", strings.Join(a.Authors, ", ")}, {"Language", a.Language},
		} {
			if field.value == "" {
				field.value = "unknown"
			}
			fmt.Fprintf(out, "%-10s %s\n", field.name+":", field.value)
		}
		_, err := fmt.Fprintf(out, "\n%s\n", strings.TrimRight(a.Text, "\n"))
		return err
	})
}

// known is nil for what is unknown.
func known(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// moment is a time as RFC 3339 writes it, the day alone when it is midnight UTC:
// that is how a day without a time is kept. The same moment in another zone is a time.
func moment(t time.Time) string {
	_, offset := t.Zone()
	switch {
	case t.IsZero():
		return ""
	case offset == 0 && t.Equal(t.Truncate(24*time.Hour)):
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}
