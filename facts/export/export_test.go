package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/export"
	"byline/facts/extract"
)

func table(name, text string) *facts.Table { return extract.Table(article.FromText(name, text)) }

func write(t *testing.T, format export.Format, tables ...*facts.Table) (string, int) {
	t.Helper()
	var out bytes.Buffer
	n, err := export.Write(&out, format, slices.Values(tables))
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), n
}

// JSON is one array of what `facts --json` prints, whatever the articles are.
func TestJSON(t *testing.T) {
	tables := []*facts.Table{extract.Table(article.Seed()), table("empty", "Nothing."), table("town", "Mayor Ida Holm said 12 houses were sold on Monday.")}
	text, n := write(t, export.JSON, tables...)
	var all []json.RawMessage
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, table := range tables {
		for i := range table.Facts {
			one, err := table.FactJSON(i)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, string(one))
		}
	}
	if n != len(want) || len(all) != n {
		t.Fatalf("%d facts were told, %d are there, want %d", n, len(all), len(want))
	}
	for i := range all {
		if string(all[i]) != want[i] {
			t.Errorf("fact %d is %s, want %s", i, all[i], want[i])
		}
	}
	if text, _ := write(t, export.JSON); strings.TrimSpace(text) != "[\n]" {
		t.Errorf("of no article: %q", text)
	}
}

// A spreadsheet calculates nothing that an article says, and numbers stay numbers.
func TestCSV(t *testing.T) {
	hostile := table("=cmd()", "\"=HYPERLINK(1)\" and \"@SUM\", said Ida Holm. She said -3 degrees were measured.")
	hostile.Article.Title = "+1 | \"x\",\ny"
	text, n := write(t, export.CSV, hostile)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != n+1 {
		t.Fatalf("%d rows of %d facts, %v", len(rows), n, err)
	}
	for _, row := range rows[1:] {
		if len(row) != len(rows[0]) || row[12] != "'+1 | \"x\",\ny" {
			t.Errorf("%q", row)
		}
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@") {
				t.Errorf("a spreadsheet would calculate %q", cell)
			}
		}
	}
}

// Nothing that an article says is markup of the file.
func TestMarkdown(t *testing.T) {
	text, _ := write(t, export.Markdown, table("x", "Mayor Ida Holm said \"[free](https://evil.example) *money* <b>now</b>\" on Monday."))
	for _, markup := range []string{"[free]", "*money*", "<b>"} {
		if strings.Contains(strings.ReplaceAll(text, `\`+markup[:1], ""), markup) {
			t.Errorf("%s is markup in\n%s", markup, text)
		}
	}
	if !strings.Contains(text, "- **quote** ") {
		t.Error(text)
	}
}
