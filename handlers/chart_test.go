package handlers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"byline/facts"
	"byline/handlers"
	"byline/handlers/chart"
	"byline/handlers/handlerstest"
)

// told is an invented article about the harbour: who says that how many boats were lost.
func told(outlet string, day int, by, surface string) *facts.Table {
	text := by + " said that " + surface + " boats were sunk in the night. Nobody knew of 3 lost oars."
	b := handlerstest.Read(outlet+surface+".txt", text)
	speaker := b.Entity(facts.EntityOrganisation, by, "", "")
	at := "said that " + surface + " boats were sunk in the night"
	sunk := b.Figure(surface, "boats", "sunk in the night", at, b.By(speaker, "said", at, "", ""))
	oars := b.Figure("3", "lost oars", "", "3 lost oars", nil)
	b.Topic(facts.EntityOther, -1, []int{sunk, oars}, "boats", "boat")
	t := b.Table()
	t.Article.Outlet, t.Article.Published = outlet, time.Date(2025, 3, day, 0, 0, 0, 0, time.UTC)
	return t
}

func TestChart(t *testing.T) {
	coast := handlers.New(&handlerstest.Library{Articles: []*facts.Table{
		told("Wexley Courier", 5, "The Union", "12"),
		told("Olm Post", 3, "The Office", "9"),
		told("Wexley Courier", 3, "The Union", "17"),
	}})
	for _, tt := range []struct {
		name     string
		router   *handlers.Router
		says     []string
		kind     chart.Kind
		title    string
		surfaces string
		source   string
		answer   string
	}{
		{
			"a sum is one bar", harbour(), []string{"!chart boats", "!graph boats", "!plot of the boats", "!chart figures boats", "!chart boats figures"},
			chart.Parts, "Boats", "25 11 4", "“A storm has left a \"historic\" number of …”",
			"Boats, 25 + 11 + 4 = 40: 40 damaged on the quays (claimed the Harbour Office, on Monday); 25 repaired by volunteers (claimed Anna Lind); 11 “scrapped” without being moved (claimed Anna Lind); 4 remaining: not said in the report; besides, 6 Wexley boats “stolen” overnight (said the Fishing Union, on Monday).",
		},
		{
			"who says what", coast, []string{"!chart compare boats", "!chart boats compare"},
			chart.Claims, "Boats sunk in the night", "12 9 17", "Wexley Courier, Olm Post, 3 March 2025 – 5 March 2025",
			"Boats sunk in the night: 12 (said the Union, told by Wexley Courier, 5 March 2025); 9 (said the Office, told by Olm Post, 3 March 2025); 17 (said the Union, told by Wexley Courier, 3 March 2025).",
		},
		{
			"over time", coast, []string{"!chart trend boats", "!chart boats trend"},
			chart.Line, "Boats sunk in the night", "9 17 12", "Olm Post, Wexley Courier, 3 March 2025 – 5 March 2025",
			"Boats sunk in the night, over time: 3 March 2025: 9 (said the Office); 17 (said the Union); 5 March 2025: 12 (said the Union).",
		},
		{
			"of several articles", coast, []string{"!chart boats"},
			chart.Bars, "Boats", "12 9 17", "Wexley Courier, Olm Post, 3 March 2025 – 5 March 2025",
			"",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, line := range tt.says {
				r, _ := say(tt.router, line, true)
				if r.Chart == nil {
					t.Fatalf("%s: no chart, but %q", line, r.Answer)
				}
				var surfaces []string
				for _, f := range r.Chart.Figures {
					surfaces = append(surfaces, f.Surface)
				}
				if got := strings.Join(surfaces, " "); r.Chart.Kind != tt.kind || r.Chart.Title != tt.title || got != tt.surfaces || r.Chart.Source != tt.source {
					t.Errorf("%s: %s, %q, %q, from %q", line, r.Chart.Kind, r.Chart.Title, got, r.Chart.Source)
				}
				if tt.answer != "" && r.Answer != tt.answer {
					t.Errorf("%s: answered %q", line, r.Answer)
				}
				if len(r.Facts) == 0 || len(r.Sources) == 0 || strings.Contains(r.Text(), "\nChart: "+r.Answer) {
					t.Errorf("%s: answered\n%s", line, r.Text())
				}
				if data, err := r.Chart.PNG(); err != nil || len(data) == 0 {
					t.Errorf("%s: %v", line, err)
				}
			}
		})
	}
}

// Where nothing can be drawn one sentence says so and offers the list.
func TestNothingToDraw(t *testing.T) {
	router := harbour()
	for line, want := range map[string]string{
		"!chart storm":         "The articles have no figures for storm.",
		"!chart fishing union": "No two figures for Fishing Union count the same thing and differ, so there is nothing to draw. !figures fishing union lists what there is.",
		"!chart trend boats":   "No figure for boats is given for two days, so there is no line to draw. !figures boats lists what there is.",
		"!chart compare boats": "No figure for boats is given twice with different values, so there is nothing to set side by side. !figures boats lists what there is.",
		"!chart":               "Give a topic behind it, such as boats.",
		"!chart xylophone":     "Not in the articles: xylophone. They tell of boats, Anna Lind and Piet Öhler.",
	} {
		r, _ := say(router, line, true)
		if r.Answer != want || r.Chart != nil {
			t.Errorf("%s: answered %q", line, r.Answer)
		}
	}
}

// A chart is offered where one would come out, by a line that does it.
func TestChartAction(t *testing.T) {
	coast := handlers.New(&handlerstest.Library{Articles: []*facts.Table{told("Wexley Courier", 5, "The Union", "12"), told("Olm Post", 3, "The Office", "9")}})
	for _, tt := range []struct {
		router     *handlers.Router
		line, want string
	}{
		{harbour(), "!boats", "!chart boats"},
		{harbour(), "!figures boats", "!chart boats"},
		{harbour(), "!trend boats", ""},
		{harbour(), "!compare boats", ""},
		{harbour(), "!storm", ""},
		{harbour(), "!fishing union", ""},
		{harbour(), "!figures", ""},
		{coast, "!boats", "!chart boats"},
		{coast, "!trend boats", "!chart trend boats"},
		{coast, "!compare boats", "!chart compare boats"},
	} {
		r, _ := say(tt.router, tt.line, true)
		i := slices.IndexFunc(r.Actions, func(a handlers.Action) bool { return strings.HasPrefix(a.Line, "!chart") })
		got := ""
		if i >= 0 {
			got = r.Actions[i].Line
		}
		if got != tt.want {
			t.Errorf("%s offers %q, not %q", tt.line, got, tt.want)
		}
		if got == "" {
			continue
		}
		if r, _ := say(tt.router, got, true); r.Chart == nil {
			t.Errorf("%s draws nothing: %s", got, r.Answer)
		}
	}
}
