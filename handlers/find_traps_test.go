package handlers_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/compare"
	"byline/facts/extract"
)

// What the invented news says is borne out when somebody repeats it; with another number,
// with the numbers of two of its figures exchanged, or with a "not", it never is.
func TestRepeatedAndTwisted(t *testing.T) {
	files, err := filepath.Glob("../facts/answer/testdata/news/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no news", err)
	}
	repeated, borne := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		table := extract.Table(article.FromText(file, string(text)))
		holds := func(message, surface string) bool {
			for _, a := range compare.Assertions(message) {
				if strings.Contains(a.Text, surface) && compare.Hold(a, []*facts.Table{table}).Verdict == compare.Borne {
					return true
				}
			}
			return false
		}
		before := -1
		for i := range table.Facts {
			f := &table.Facts[i]
			switch {
			case f.Kind == facts.KindQuote && f.Quote.Type == facts.Direct && len(strings.Fields(table.Article.Slice(f.Span))) > 3:
				said := "“" + table.Article.Slice(f.Span) + "”"
				if repeated++; holds(said, "") {
					borne++
				} else if testing.Verbose() {
					t.Log(file, said)
				}
				if f.By != nil && f.By.Speaker != nil && holds("Zebedee Quorl said "+said, "") {
					t.Errorf("%s: said by nobody: %s", file, said)
				}
			case f.Kind == facts.KindFigure && !f.Figure.Fate.Empty() && f.Figure.Noun != "" && f.Figure.Value >= 10 && strings.Trim(f.Figure.Surface, "0123456789") == "":
				says := func(surface string) string {
					fate := table.Article.Slice(f.Figure.Fate)
					if f.Figure.Fate.Start < f.Span.Start {
						return "They " + fate + " " + surface + " " + f.Figure.Noun
					}
					return surface + " " + f.Figure.Noun + " were " + fate
				}
				if repeated++; holds(says(f.Figure.Surface), "") {
					borne++
				} else if testing.Verbose() {
					t.Log(file, says(f.Figure.Surface))
				}
				other := strconv.Itoa(int(f.Figure.Value)*2 + 7)
				if !strings.Contains(string(text), other) && holds(says(other), other) {
					t.Errorf("%s: %s", file, says(other))
				}
				if holds(says(f.Figure.Surface)+", which is a lie", f.Figure.Surface) {
					t.Errorf("%s: %s, which is a lie", file, says(f.Figure.Surface))
				}
				if before >= 0 && table.Facts[before].Figure.Value != f.Figure.Value && table.Facts[before].Figure.Noun != f.Figure.Noun {
					if swapped := table.Facts[before].Figure.Surface; holds(says(swapped), swapped) {
						t.Errorf("%s, exchanged: %s", file, says(swapped))
					}
				}
				before = i
			}
		}
	}
	t.Logf("%d of %d repeated figures and quotations are borne out", borne, repeated)
	if borne*10 < repeated*8 {
		t.Errorf("only %d of %d repeated figures and quotations are borne out", borne, repeated)
	}
}
