package web

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/shelf"
	"byline/handlers"
	"byline/handlers/chart"
)

// The article of these tests, in two paragraphs.
const flood = "The river rose by two metres, mayor Ada Lund said.\n\"We were warned,\" she told reporters.\n"

func floodTable() *facts.Table {
	a := &facts.Article{Name: "flood.txt", Text: flood, Language: "en", Sentences: []facts.Span{{Start: 0, End: 50}, {Start: 51, End: 88}}}
	return &facts.Table{
		Article:  a,
		Facts:    make([]facts.Fact, 3),
		Entities: []facts.Entity{{Kind: facts.EntityPerson, Name: "Ada Lund", Role: "mayor"}},
		Topics: []facts.Topic{
			{Name: "metres", Forms: []string{"metres", "metre"}, Kind: facts.EntityOther, Entity: -1, Facts: []int{0}},
			{Name: "Ada Lund", Forms: []string{"ada lund", "lund"}, Kind: facts.EntityPerson, Entity: 0, Facts: []int{0, 1}},
		},
	}
}

type rack []*facts.Table

func (s rack) Sources(_ context.Context, scope shelf.Scope) ([]answer.Source, error) {
	var all []answer.Source
	for _, t := range s {
		if t.Article.Name == scope.Article {
			return []answer.Source{t}, nil
		}
		all = append(all, t)
	}
	return all, nil
}

// floodChat answers three messages by heart, and repeats the others.
type floodChat struct {
	mu    sync.Mutex
	asked []handlers.Request
}

func (c *floodChat) Handle(_ context.Context, req handlers.Request) (handlers.Reply, bool) {
	c.mu.Lock()
	c.asked = append(c.asked, req)
	c.mu.Unlock()
	switch req.Text {
	case "":
		return handlers.Reply{
			Answer:   "Byline has read “The river rose by two metres, mayor Ada …”; its outlet and date are unknown.",
			Examples: []string{"!river", "!quotes", "Who was warned?"},
		}, true
	case "!river":
		return handlers.Reply{
			Heading: "River · 2 facts",
			Answer:  "The river rose by two metres, said Ada Lund.",
			Facts: []handlers.Line{
				{Value: "2 metres", Text: "the river rose", By: "said Ada Lund, mayor", Source: 1},
				{Text: "We were warned,", Quoted: true, By: "told reporters Ada Lund", Source: 2},
			},
			Notes: []string{"Check: 1 + 1 = 2"},
			Sources: []handlers.Source{
				{Article: "flood.txt", Sentence: 0, Text: flood[:50], Mark: [2]int{18, 28}},
				{Article: "flood.txt", Sentence: 1, Text: flood[51:88]},
			},
		}, true
	case "!export csv":
		return handlers.Reply{Answer: "3 facts.", File: &handlers.Attachment{Name: "facts.csv", Type: "text/csv", Data: []byte("a,b\n")}}, true
	case "!chart river":
		two := chart.Chart{Kind: chart.Bars, Title: "River", Figures: []chart.Figure{
			{Surface: "2 metres", Value: 2, Text: "higher", By: `said "Ada" Lund`}, {Surface: "1 metre", Value: 1, Text: "lower"},
		}}
		return handlers.Reply{
			Answer: "River.", Chart: &two,
			Actions: []handlers.Action{{Label: "Sources", Line: "!source"}, {Label: "Rename", Line: "!settings prefix", Form: &handlers.Form{Label: "Prefix", Max: 3}}},
			Menus:   []handlers.Menu{{Label: "Speakers", Choices: []handlers.Choice{{Label: "Ada Lund", Line: "!who lund", Chosen: true}}}, {Label: "Roles", Pick: handlers.PickRole}},
		}, true
	case "silence":
		return handlers.Reply{}, false
	}
	return handlers.Reply{Answer: req.Text, Facts: []handlers.Line{{Value: req.Text, Text: req.Text, By: req.Text}}}, true
}

// A chart is part of its card, and what can be pressed or chosen are forms, which need no
// script.
func TestChartAndActions(t *testing.T) {
	h := newChannel(&floodChat{})
	say := func(form url.Values) string {
		form.Set("channel", "abcdefgh")
		body, err := io.ReadAll(do(t, h, http.MethodPost, "/say", form).Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	page := say(url.Values{"text": {"!chart river"}})
	for _, want := range []string{
		`<img src="data:image/png;base64,iVBOR`,
		`alt="River: 2 metres higher (said &#34;Ada&#34; Lund); 1 metre lower." width="1200" height="`,
		`<button type="submit" name="text" value="!source"><bdi>Sources</bdi></button>`,
		`<input type="hidden" name="text" value="!settings prefix">`,
		`<input type="text" name="more" value="" maxlength="3">`,
		`<option value="!who lund" selected>Ada Lund</option>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "Roles") {
		t.Error("a menu of another platform's roles is shown")
	}
	if page := say(url.Values{"text": {"!settings prefix"}, "more": {"?"}}); !strings.Contains(page, "!settings prefix ?") {
		t.Error("what a form adds to its line is lost")
	}
}

func specs() []handlers.Spec {
	return []handlers.Spec{
		{Name: "quotes", Aliases: []string{"q"}, Args: "[who or topic]", Summary: "shows what was said"},
		{Name: "help", Args: "[command]", Summary: "says what Byline can do"},
		{Name: "topic", Args: "NAME", Summary: "shows what is known about something"},
		{Name: "topics", Summary: "shows what can be asked about"},
	}
}

const here = "127.0.0.1:8080"

func newChannel(chat Chat) http.Handler {
	return New(Config{Addr: here, Library: "local", Log: slog.New(slog.DiscardHandler)}, chat, rack{floodTable()}, specs())
}

// do sends one request as a browser on this machine would.
func do(t *testing.T, h http.Handler, method, path string, form url.Values, change ...func(*http.Request)) *http.Response {
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req := httptest.NewRequest(method, path, body)
	req.Host = here
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range change {
		c(req)
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return rec.Result()
}

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func host(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }

func say(text string) url.Values {
	return url.Values{"channel": {"abcdefgh01234567"}, "text": {text}}
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func wantAll(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestAnEmptyChannelGreets(t *testing.T) {
	chat := &floodChat{}
	res := do(t, newChannel(chat), "GET", "/", nil)
	if res.StatusCode != 200 {
		t.Fatal(res.Status)
	}
	wantAll(t, body(t, res),
		"its outlet and date are unknown.",
		`value="Who was warned?"`,
		`<a class="about" href="/article"><span class="label">Article</span> <bdi>The river rose by two metres, mayor Ada …</bdi></a>`,
	)
	if req := chat.asked[0]; req.Text != "" || !req.Direct || req.Library != "local" || !strings.HasPrefix(req.Channel, "web:") {
		t.Errorf("asked %+v", req)
	}
}

func TestAMessageGetsACard(t *testing.T) {
	chat := &floodChat{}
	res := do(t, newChannel(chat), "POST", "/say", say("!river"), header("Accept", "application/json"))
	var said spoken
	if err := json.NewDecoder(res.Body).Decode(&said); err != nil {
		t.Fatal(err)
	}
	wantAll(t, said.Exchange,
		`<span class="text" dir="auto">!river</span>`,
		`<span class="heading" dir="auto">River · 2 facts</span>`,
		`<p class="answer" dir="auto">The river rose by two metres, said Ada Lund.</p>`,
		`<b class="value" dir="auto">2 metres</b>`,
		`<span class="by" dir="auto">said Ada Lund, mayor</span>`,
		`“We were warned,”</q>`,
		`<p class="note" dir="auto">Check: 1 &#43; 1 = 2</p>`,
		`<blockquote dir="auto">The river rose by <mark>two metres</mark>, mayor Ada Lund said.</blockquote>`,
		`href="/article?name=flood.txt#s1"`,
	)
	if req := chat.asked[0]; req.Channel != "web:abcdefgh01234567" {
		t.Errorf("asked %+v", req)
	}
}

func TestTheBrowserChoosesTheLanguage(t *testing.T) {
	chat := &floodChat{}
	do(t, newChannel(chat), "POST", "/say", say("!river"), header("Accept-Language", "da, uk-UA;q=0.9, en;q=0.5"))
	do(t, newChannel(chat), "GET", "/", nil, header("Accept-Language", "da"))
	if got := chat.asked[0].Language + " " + chat.asked[1].Language; got != "uk " {
		t.Errorf("asked in %q", got)
	}
}

func TestTheChannelWorksWithoutTheScript(t *testing.T) {
	res := do(t, newChannel(&floodChat{}), "POST", "/say", say("!river"))
	wantAll(t, body(t, res), "<!doctype html>", "said Ada Lund.", `name="channel" value="abcdefgh01234567"`)
}

func TestNothingToSayIsSaid(t *testing.T) {
	wantAll(t, body(t, do(t, newChannel(&floodChat{}), "POST", "/say", say("silence"))), "Byline has nothing to say to that.")
}

func TestTheArticleIsOneClickAway(t *testing.T) {
	page := body(t, do(t, newChannel(&floodChat{}), "GET", "/article", nil))
	wantAll(t, page,
		`<dt>Outlet</dt><dd><span class="unknown">unknown</span>`,
		`<dt>Date</dt><dd><span class="unknown">unknown</span>`,
		"3 facts in 2 sentences",
		`<span class="sentence" id="s0">The river rose by two metres, mayor Ada Lund said.</span></p>`,
		`<span class="sentence" id="s1">&#34;We were warned,&#34; she told reporters.</span></p>`,
	)
	res := do(t, newChannel(&floodChat{}), "GET", "/article?name=other.txt", nil)
	if res.StatusCode != 404 || body(t, res) != "This article is not in the library.\n" {
		t.Error(res.Status)
	}
}

func TestWhatIsKnownOfAnArticleIsShown(t *testing.T) {
	table := floodTable()
	a := table.Article
	a.Title, a.Outlet, a.Authors = "River rises", "The Daily", []string{"Jo Ek", "Bo Ek"}
	a.Published = time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)
	a.URL = "https://daily.example/river?a=1"
	h := New(Config{Addr: here, Log: slog.New(slog.DiscardHandler)}, &floodChat{}, rack{table}, nil)
	wantAll(t, body(t, do(t, h, "GET", "/article", nil)),
		"<h1 dir=\"auto\">River rises</h1>", "<bdi>The Daily</bdi>", "Jo Ek, Bo Ek", "Sunday, 1 March 2026",
		`<a href="https://daily.example/river?a=1" rel="noreferrer noopener">daily.example</a>`)
	a.URL = "javascript:alert(1)"
	if page := body(t, do(t, h, "GET", "/article", nil)); strings.Contains(page, "alert") || strings.Contains(page, "Original") {
		t.Error("a link that is no web address is shown")
	}
}

func TestParagraphs(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one a line", "One. Two.\nThree.", "One.|Two. / Three."},
		{"between empty lines, wrapped", "One.\nTwo.\n\nThree.", "One.|Two. / Three."},
		{"with carriage returns", "One.\r\nTwo.\r\n\r\nThree.", "One.|Two. / Three."},
	} {
		a := &facts.Article{Text: c.text}
		for _, s := range []string{"One.", "Two.", "Three."} {
			at := strings.Index(c.text, s)
			a.Sentences = append(a.Sentences, facts.Span{Start: at, End: at + len(s)})
		}
		var got []string
		for _, p := range paragraphs(a) {
			var line []string
			for _, s := range p {
				line = append(line, s.Text)
			}
			got = append(got, strings.Join(line, "|"))
		}
		if joined := strings.Join(got, " / "); joined != c.want {
			t.Errorf("%s: %s", c.name, joined)
		}
	}
}

func TestAnEmptyLibraryStillHasAChannel(t *testing.T) {
	h := New(Config{Addr: here, Log: slog.New(slog.DiscardHandler)}, &floodChat{}, rack{}, nil)
	if page := body(t, do(t, h, "GET", "/", nil)); strings.Contains(page, `href="/article`) {
		t.Error("a link to no article")
	}
	if res := do(t, h, "GET", "/article", nil); res.StatusCode != 404 {
		t.Error(res.Status)
	}
	wantAll(t, body(t, do(t, h, "GET", "/suggestions", nil)), `{"commands":[],"topics":[]}`)
}

func TestSuggestions(t *testing.T) {
	var got suggestions
	if err := json.NewDecoder(do(t, newChannel(&floodChat{}), "GET", "/suggestions", nil).Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	for i, takes := range [][]string{{"person", "topic"}, {"command"}, {"person", "topic"}, nil} {
		if c := got.Commands[i]; !slices.Equal(c.Takes, takes) {
			t.Errorf("%s is completed with %v, not %v", c.Name, c.Takes, takes)
		}
	}
	if p := got.Topics[0]; p.Name != "Ada Lund" || !p.Person || p.Role != "mayor" || p.Facts != 2 {
		t.Errorf("topic %+v", p)
	}
}

func TestHealth(t *testing.T) {
	res := do(t, newChannel(&floodChat{}), "GET", "/healthz", nil)
	if res.StatusCode != 200 || body(t, res) != "ok" {
		t.Error(res.Status)
	}
}

func TestThePageAsksNoOtherHost(t *testing.T) {
	h := newChannel(&floodChat{})
	res := do(t, h, "GET", "/", nil)
	for name, want := range map[string]string{
		"Content-Security-Policy":      contentPolicy,
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                "no-store",
	} {
		if got := res.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	everything := body(t, res)
	for _, path := range []string{"/article", "/static/channel.js", "/static/style.css"} {
		res := do(t, h, "GET", path, nil)
		if res.StatusCode != 200 {
			t.Error(path, res.Status)
		}
		everything += body(t, res)
	}
	everything = strings.ReplaceAll(everything, "http://www.w3.org/2000/svg", "") // a name, not an address
	for _, address := range []string{"http://", "https://", `"//`, "url(", "@import"} {
		if strings.Contains(everything, address) {
			t.Errorf("%s is in a page, the style or the script", address)
		}
	}
}

func TestStaticFilesAreAskedForAgainOnlyWhenTheyChange(t *testing.T) {
	h := newChannel(&floodChat{})
	tag := do(t, h, "GET", "/static/style.css", nil).Header.Get("ETag")
	if res := do(t, h, "GET", "/static/style.css", nil, header("If-None-Match", tag)); res.StatusCode != 304 {
		t.Error(res.Status)
	}
}
