// Package export writes fact tables as files: JSON for programs, CSV for spreadsheets,
// Markdown for people.
package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"byline/facts"
)

// Format is how facts are written.
type Format string

// The formats.
const (
	JSON     Format = "json" // one array; its objects are those of facts.Table.FactJSON
	CSV      Format = "csv"  // RFC 4180 with a heading; cells that a spreadsheet would calculate begin with an apostrophe
	Markdown Format = "md"   // a section for each article
)

// FormatOf finds a format by its name.
func FormatOf(name string) (Format, bool) {
	switch f := Format(name); f {
	case JSON, CSV, Markdown:
		return f, true
	}
	return "", false
}

// File is the name of a file in this format.
func (f Format) File() string { return "facts." + string(f) }

// Type is the format's media type.
func (f Format) Type() string {
	switch f {
	case JSON:
		return "application/json"
	case CSV:
		return "text/csv; charset=utf-8"
	}
	return "text/markdown; charset=utf-8"
}

// Write writes the facts of tables in their order, and reports how many there were. It needs
// one table at a time.
func Write(out io.Writer, format Format, tables iter.Seq[*facts.Table]) (int, error) {
	w := bufio.NewWriter(out)
	var n int
	var err error
	switch format {
	case JSON:
		n, err = writeJSON(w, tables)
	case CSV:
		n, err = writeCSV(w, tables)
	case Markdown:
		n = writeMarkdown(w, tables)
	default:
		err = fmt.Errorf("export: no format %q", format)
	}
	if err != nil {
		return n, err
	}
	return n, w.Flush()
}

func writeJSON(w *bufio.Writer, tables iter.Seq[*facts.Table]) (n int, err error) {
	w.WriteByte('[')
	for t := range tables {
		for i := range t.Facts {
			object, err := t.FactJSON(i)
			if err != nil {
				return n, fmt.Errorf("export fact %s: %w", t.Facts[i].ID, err)
			}
			if n > 0 {
				w.WriteByte(',')
			}
			w.WriteByte('\n')
			w.Write(object)
			n++
		}
	}
	w.WriteString("\n]\n")
	return n, nil
}

func writeCSV(w *bufio.Writer, tables iter.Seq[*facts.Table]) (n int, err error) {
	out := csv.NewWriter(w)
	out.Write([]string{"id", "kind", "value", "unit", "what", "content", "speaker", "role", "organisation", "cue", "when", "article", "title", "outlet", "published", "url", "sentence", "text"})
	for t := range tables {
		a := t.Article
		for i := range t.Facts {
			f := &t.Facts[i]
			row := append(cells(t, f), a.Name, a.Title, a.Outlet, day(a), a.URL, strconv.Itoa(f.Sentence), a.Sentence(f.Sentence))
			for c := range row {
				row[c] = harmless(row[c])
			}
			out.Write(row)
			n++
		}
	}
	out.Flush()
	return n, out.Error()
}

// cells are a fact's own columns: id, kind, value, unit, what, content, speaker (of a
// person fact the person), role, organisation, cue, when.
func cells(t *facts.Table, f *facts.Fact) []string {
	value, unit, what, when := "", "", "", ""
	speaker, role, organisation, cue := "", "", "", ""
	switch f.Kind {
	case facts.KindFigure:
		value, unit, what, when = number(f.Figure), f.Figure.Unit, join(f.Figure.Noun, t.Article.Slice(f.Figure.Fate)), f.Figure.When
	case facts.KindPerson:
		speaker, role, organisation = f.Person.Name, f.Person.Role, f.Person.Organisation
	case facts.KindEvent:
		what, when = f.Event.Where, f.Event.When
		if f.Event.Date != "" {
			when += " (" + f.Event.Date + ")"
		}
	}
	if f.By != nil {
		cue = f.By.Cue
		if f.By.Speaker != nil {
			speaker, role, organisation = f.By.Speaker.Name, f.By.Speaker.Role, f.By.Speaker.Organisation
		}
		if when == "" {
			when = f.By.When
		}
	}
	return []string{f.ID, string(f.Kind), value, unit, what, t.Article.Slice(f.Span), speaker, role, organisation, cue, when}
}

func number(f *facts.Figure) string {
	s := strconv.FormatFloat(f.Value, 'f', -1, 64)
	if f.Range {
		s += "-" + strconv.FormatFloat(f.Max, 'f', -1, 64)
	}
	return s
}

func join(a, b string) string { return strings.TrimSpace(a + " " + b) }

func day(a *facts.Article) string {
	if a.Published.IsZero() {
		return ""
	}
	return a.Published.Format("2006-01-02")
}

// harmless keeps a spreadsheet from calculating a cell: one that begins like a formula
// gets an apostrophe (OWASP, "CSV Injection"). Numbers stay numbers.
func harmless(cell string) string {
	if cell == "" || !strings.ContainsAny(cell[:1], "=+-@\t\r") {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}

func writeMarkdown(w *bufio.Writer, tables iter.Seq[*facts.Table]) (n int) {
	between := ""
	for t := range tables {
		w.WriteString(between)
		between = "\n"
		a := t.Article
		fmt.Fprintf(w, "# %s\n\n", escaped(a.Label()))
		for _, line := range []string{join(a.Outlet, day(a)), strings.Join(a.Authors, ", "), a.URL} {
			if line != "" {
				fmt.Fprintf(w, "%s  \n", escaped(line))
			}
		}
		for j := range t.Facts {
			f := &t.Facts[j]
			c := cells(t, f)
			fmt.Fprintf(w, "\n- **%s** %s", c[1], escaped(oneLine(c[5])))
			if c[4] != "" {
				fmt.Fprintf(w, " %s", escaped(oneLine(c[4])))
			}
			if c[6] != "" {
				fmt.Fprintf(w, " (%s)", escaped(join(c[6], c[9])))
			}
			fmt.Fprintf(w, "\n  > %s\n", escaped(oneLine(a.Sentence(f.Sentence))))
			n++
		}
	}
	return n
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// escaped keeps an article's own characters from being markup.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`).Replace(s)
}
