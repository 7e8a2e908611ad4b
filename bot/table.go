package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"byline/facts"
)

// A section is one kind of fact as people read it. The column that may be long
// stands last, so that the others line up.
type section struct {
	kind      facts.Kind
	one, many string
	columns   []string
	cells     func(t *facts.Table, f *facts.Fact) []string
}

func sections() []section {
	return []section{
		{facts.KindFigure, "figure", "figures", []string{"number", "of what", "according to", "what happened"}, figureCells},
		{facts.KindQuote, "quote", "quotes", []string{"type", "according to", "words"}, quoteCells},
		{facts.KindStatement, "statement", "statements", []string{"according to", "words"}, statementCells},
		{facts.KindPerson, "person", "people", []string{"name", "organisation", "role"}, personCells},
		{facts.KindEvent, "event", "events", []string{"when", "day", "where", "what"}, eventCells},
	}
}

// printTable writes a fact table for people: the kinds under headings, one fact a
// line, sentences counted from 0 as in the JSON. White space inside a text becomes
// one space; everything else is verbatim. Explained, a fact has its reasons below it.
func printTable(out io.Writer, t *facts.Table, explain bool) error {
	var text strings.Builder
	fmt.Fprintf(&text, "%s · %s\n", t.Article.Name, t.Article.Label())
	if len(t.Facts) == 0 {
		text.WriteString("\nno facts\n")
	}
	for _, s := range sections() {
		rows := []row{{cells: append([]string{"sentence"}, s.columns...)}}
		for i := range t.Facts {
			if f := &t.Facts[i]; f.Kind == s.kind {
				r := row{cells: append([]string{strconv.Itoa(f.Sentence)}, s.cells(t, f)...)}
				if explain {
					r.below = explanation(f)
				}
				rows = append(rows, r)
			}
		}
		switch n := len(rows) - 1; n {
		case 0:
			continue
		case 1:
			fmt.Fprintf(&text, "\n1 %s\n", s.one)
		default:
			fmt.Fprintf(&text, "\n%d %s\n", n, s.many)
		}
		writeColumns(&text, rows)
	}
	_, err := io.WriteString(out, text.String())
	return err
}

func figureCells(t *facts.Table, f *facts.Fact) []string {
	number := f.Figure.Surface
	if f.Figure.Approx {
		number = "about " + number
	}
	by := "the report itself"
	if f.By != nil {
		by = said(f.By)
	}
	return []string{number, f.Figure.Noun, by, t.Article.Slice(f.Figure.Fate)}
}

func quoteCells(t *facts.Table, f *facts.Fact) []string {
	return []string{string(f.Quote.Type), said(f.By), "“" + t.Article.Slice(f.Span) + "”"}
}

func statementCells(t *facts.Table, f *facts.Fact) []string {
	return []string{said(f.By), t.Article.Slice(f.Span)}
}

func personCells(_ *facts.Table, f *facts.Fact) []string {
	return []string{f.Person.Name, f.Person.Organisation, f.Person.Role}
}

func eventCells(t *facts.Table, f *facts.Fact) []string {
	return []string{f.Event.When, f.Event.Date, f.Event.Where, t.Article.Slice(f.Span)}
}

// said is who says something, with the article's verb.
func said(by *facts.Attribution) string {
	if by == nil || by.Speaker == nil {
		return "nobody is named"
	}
	if by.Cue == "" {
		return by.Speaker.Name
	}
	return by.Speaker.Name + " (" + by.Cue + ")"
}

// A row is one line of a section, with the lines that explain it.
type row struct {
	cells, below []string
}

// writeColumns writes rows with their columns lined up, indented, and without white
// space at the ends of lines. A column that is empty in every row is left out.
func writeColumns(out *strings.Builder, rows []row) {
	widths := make([]int, len(rows[0].cells))
	for number, row := range rows {
		for i, cell := range row.cells {
			row.cells[i] = oneLine(cell)
			if number > 0 { // the heading alone does not make a column
				widths[i] = max(widths[i], utf8.RuneCountInString(row.cells[i]))
			}
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row.cells {
			if widths[i] == 0 {
				continue
			}
			width := max(widths[i], utf8.RuneCountInString(rows[0].cells[i]))
			line.WriteString("  " + cell + strings.Repeat(" ", width-utf8.RuneCountInString(cell)))
		}
		out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
		for _, reason := range row.below {
			out.WriteString("      " + oneLine(reason) + "\n")
		}
	}
}
