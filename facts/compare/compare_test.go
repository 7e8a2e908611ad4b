package compare_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/compare"
	"byline/facts/extract"
)

// read makes the table of an article that was published on a day.
func read(t *testing.T, name, day, text string) *facts.Table {
	t.Helper()
	a := article.FromText(name, text)
	if day != "" {
		published, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		a.Published = published
	}
	return extract.Table(a)
}

func all(tables ...*facts.Table) (refs []compare.Ref) {
	for _, t := range tables {
		for i := range t.Facts {
			refs = append(refs, compare.Ref{Table: t, Index: i})
		}
	}
	return refs
}

// worded writes matters as "noun fate: value (speaker, article +also, day)!" a line,
// with the mark of exclamation where the claim differs from another.
func worded(matters []compare.Matter) string {
	var lines []string
	for _, m := range matters {
		var claims []string
		for _, c := range m.Claims {
			f := c.Fact()
			by := "the report"
			if f.By != nil && f.By.Speaker != nil {
				by = f.By.Speaker.Name
			}
			where := c.Table.Article.Name
			for _, a := range c.Also {
				where += "+" + a.Table.Article.Name
			}
			day := "no day"
			if !c.Day.IsZero() {
				day = c.Day.Format(time.DateOnly)
			}
			mark := ""
			if c.Differs {
				mark = "!"
			}
			claims = append(claims, fmt.Sprintf("%s (%s, %s, %s)%s", f.Figure.Surface, by, where, day, mark))
		}
		lines = append(lines, strings.TrimSpace(m.Noun+" "+m.Fate)+": "+strings.Join(claims, "; "))
	}
	return strings.Join(lines, "\n")
}

func TestFigures(t *testing.T) {
	harbour := read(t, "harbour", "2026-03-02", "The coastguard said 14 boats were seized on Monday. Officer Lena Voss said 3 boats sank.")
	herald := read(t, "herald", "2026-03-02", "The coastguard said 14 boats were seized on Monday.")
	courier := read(t, "courier", "2026-03-03", "Skipper Arne Dahl said 17 boats were confiscated.")
	later := read(t, "later", "2026-04-20", "The coastguard said 30 boats were seized.")
	about := read(t, "about", "2026-03-02", "The minister, Ida Holm, said about 15 boats were seized.")
	undated := read(t, "undated", "", "The coastguard said 16 boats were seized.")

	for _, c := range []struct {
		name   string
		tables []*facts.Table
		want   string
	}{
		{"one article", []*facts.Table{harbour},
			"boats seized on Monday: 14 (coastguard, harbour, 2026-03-02)\nboats sank: 3 (Lena Voss, harbour, 2026-03-02)"},
		{"equal facts are one", []*facts.Table{herald, harbour},
			"boats seized on Monday: 14 (coastguard, herald+harbour, 2026-03-02)\nboats sank: 3 (Lena Voss, harbour, 2026-03-02)"},
		{"another value at the same time differs", []*facts.Table{courier, herald},
			"boats confiscated: 17 (Arne Dahl, courier, 2026-03-03)!; 14 (coastguard, herald, 2026-03-02)!"},
		{"another value later does not", []*facts.Table{later, herald},
			"boats seized: 30 (coastguard, later, 2026-04-20); 14 (coastguard, herald, 2026-03-02)"},
		{"a hedged value leaves room", []*facts.Table{about, herald},
			"boats seized: 15 (Ida Holm, about, 2026-03-02); 14 (coastguard, herald, 2026-03-02)"},
		{"shot is not killed, nor destroyed damaged", []*facts.Table{
			read(t, "shot", "", "Police said 4 men were shot. Police said 5 houses were destroyed and 9 houses were damaged."),
			read(t, "killed", "", "Doctors said 2 men were killed."),
		}, "men shot: 4 (Police, shot, no day)\nhouses destroyed: 5 (Police, shot, no day)\nhouses damaged: 9 (Police, shot, no day)\nmen killed: 2 (Doctors, killed, no day)"},
		{"another place is another matter", []*facts.Table{
			read(t, "north", "", "Police said 4 men were arrested in Skagen on Monday."),
			read(t, "south", "", "Police said 9 men were arrested in Gedser on Tuesday."),
		}, "men arrested in Skagen on Monday: 4 (Police, north, no day)\nmen arrested in Gedser on Tuesday: 9 (Police, south, no day)"},
		{"an unknown day may be the same", []*facts.Table{undated, herald},
			"boats seized: 16 (coastguard, undated, no day)!; 14 (coastguard, herald, 2026-03-02)!"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := worded(compare.Figures(all(c.tables...)))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestVersions(t *testing.T) {
	before := read(t, "ferry", "", `The ferry "Marta" ran aground near Skagen on Friday. Police said 138 passengers were rescued. `+
		`"We were lucky," captain Ole Brandt said. The company said two sailors were hurt.`)
	after := read(t, "ferry", "", `The ferry "Marta" ran aground near Skagen on Friday. Police said 141 passengers were rescued. `+
		`"We were lucky," captain Ole Brandt said. "The rocks are not on the chart," he added.`)
	var got []string
	word := func(r *compare.Ref) string {
		if r == nil {
			return "-"
		}
		return r.Table.Article.Slice(r.Fact().Span)
	}
	for _, c := range compare.Versions(before, after) {
		got = append(got, string(kind(c))+": "+word(c.Before)+" > "+word(c.After))
	}
	want := []string{
		"figure: 138 > 141",
		"quote: - > The rocks are not on the chart,",
		"figure: two > -",
	}
	for _, w := range want {
		found := false
		for _, g := range got {
			found = found || g == w
		}
		if !found {
			t.Errorf("no change %q", w)
		}
	}
	for _, g := range got {
		if strings.Contains(g, "lucky") || strings.Contains(g, "Friday") {
			t.Errorf("%q is in both versions", g)
		}
	}
	if same := compare.Versions(before, before); len(same) > 0 {
		t.Errorf("a version differs from itself in %d facts", len(same))
	}
}

func kind(c compare.Change) facts.Kind {
	if c.After != nil {
		return c.After.Fact().Kind
	}
	return c.Before.Fact().Kind
}

// What a chat writes around words is neither a figure nor cut in two.
func TestAssertionsOfChatMarkup(t *testing.T) {
	for message, want := range map[string]string{
		"<@110000000000000001> 138 drones fell <:boom:123456789> <t:1700000000:R> <#12345>": "138 drones fell",
		"138 drones fell https://news.example/2026/267?id=138":                              "138 drones fell",
		"</topic:110000000000000001> 138 drones fell <https://news.example/267>":            "138 drones fell",
		"> 138 drones fell\nnot my words":                                                   "138 drones fell",
		"- 138 drones fell\n- 119 drones rose":                                              "138 drones fell, 119 drones rose",
		"20 drones “destroyed” overnight":                                                   "20 drones",
		"He said “it was all of them” 20 drones fell":                                       "it was all of them, 20 drones fell",
	} {
		var got []string
		for _, a := range compare.Assertions(message) {
			got = append(got, strings.Join(strings.Fields(a.Text), " "))
			if !utf8.ValidString(a.Text) {
				t.Errorf("%q is cut within a character", a.Text)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s\nasserts %q, want %q", message, got, want)
		}
	}
}
