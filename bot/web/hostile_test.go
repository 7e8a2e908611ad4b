package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"byline/facts"
	"byline/handlers"
)

// hostile are texts that somebody types or an article holds, and what the page may
// show of them.
var hostile = []struct{ name, text, shown, never string }{
	{"markup", `<img src=x onerror=alert(1)><b>hi</b>`, "&lt;img src=x onerror=alert(1)&gt;", "<img"},
	{"end of a script", `</script><script>alert(1)</script>`, "&lt;/script&gt;", "<script>alert"},
	{"end of an attribute", `" autofocus onfocus="alert(1)`, "&#34; autofocus onfocus=&#34;", `" autofocus onfocus="`},
	{"a template", `{{.Channel}}`, "{{.Channel}}", ""},
	{"NUL and escapes", "a\x00b\x1b[31mc\u0085d", "ab[31mcd", "\x1b"},
	{"right to left", "\u202eevil\u202c", `dir="auto">` + "\u202eevil", ""},
	{"invalid UTF-8", "a\xff\xfeb", "a\uFFFDb", "\xff"},
	{"a mention", "@everyone <@1> [x](javascript:alert(1))", "@everyone &lt;@1&gt; [x](javascript:alert(1))", "<a href=\"javascript"},
}

func TestHostileMessagesAreText(t *testing.T) {
	h := newChannel(&floodChat{})
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			page := body(t, do(t, h, "POST", "/say", say(c.text)))
			wantAll(t, page, c.shown)
			if c.never != "" && strings.Contains(page, c.never) {
				t.Errorf("%q is in the page", c.never)
			}
			res := do(t, h, "POST", "/say", say(c.text), header("Accept", "application/json"))
			var said spoken
			if err := json.NewDecoder(res.Body).Decode(&said); err != nil {
				t.Fatal(err)
			}
			wantAll(t, said.Exchange, c.shown)
		})
	}
}

func TestHostileArticlesAreText(t *testing.T) {
	for _, c := range hostile {
		if !strings.Contains(c.text, "\xff") { // an article is UTF-8
			a := &facts.Article{Name: c.text, Title: c.text, Outlet: c.text, Authors: []string{c.text}, URL: c.text,
				Text: c.text, Sentences: []facts.Span{{Start: 0, End: len(c.text)}}}
			h := New(Config{Addr: here, Log: slog.New(slog.DiscardHandler)}, &floodChat{}, rack{{Article: a}}, nil)
			page := body(t, do(t, h, "GET", "/article", nil)) + body(t, do(t, h, "GET", "/", nil))
			wantAll(t, page, c.shown)
			if c.never != "" && strings.Contains(page, c.never) {
				t.Errorf("%s: %q is in the page", c.name, c.never)
			}
		}
	}
}

func TestAMarkThatPointsAtNothingIsNotDrawn(t *testing.T) {
	for _, mark := range [][2]int{{-1, 2}, {0, 99}, {3, 1}, {2, 2}, {1, 2}, {0, 2}, {0, 3}} {
		s := handlers.Source{Text: "aé", Mark: mark}
		if from, to := markOf(s); from != 0 || to != 0 {
			t.Errorf("mark %v: %d, %d", mark, from, to)
		}
	}
	if from, to := markOf(handlers.Source{Text: "aé", Mark: [2]int{1, 3}}); from != 1 || to != 3 {
		t.Errorf("a good mark: %d, %d", from, to)
	}
}

func TestOnlyItsOwnHostIsAnswered(t *testing.T) {
	for _, c := range []struct {
		addr, asked, host string
		answered          bool
	}{
		{here, "", "127.0.0.1:8080", true},
		{here, "", "localhost:8080", true},
		{here, "", "LOCALHOST:8080", true},
		{"[::1]:8080", "", "[::1]:8080", true},
		{"127.0.0.1:80", "", "localhost", true},
		{here, "", "localhost:8081", false},
		{here, "", "localhost", false},
		{here, "", "evil.example:8080", false},
		{here, "", "localhost.evil.example:8080", false},
		{here, "", "192.168.1.5:8080", false},
		{here, "", "", false},
		{"192.168.1.5:8080", "news.lan:8080", "news.lan:8080", true},
		{"192.168.1.5:8080", "192.168.1.5:8080", "192.168.1.5:8080", true},
		{"192.168.1.5:8080", "news.lan:8080", "evil.example:8080", false},
		{"[::]:8080", ":8080", "192.168.1.5:9000", true}, // every interface, a mapped port
		{"0.0.0.0:8080", "0.0.0.0:8080", "evil.example:8080", false},
	} {
		if got := newHosts(c.addr, c.asked).answers(c.host); got != c.answered {
			t.Errorf("at %s (asked for %q), host %q: answered %v", c.addr, c.asked, c.host, got)
		}
	}
	res := do(t, newChannel(&floodChat{}), "GET", "/", nil, host("evil.example:8080"))
	if got := body(t, res); res.StatusCode != 421 || strings.Count(got, "\n") != 1 || strings.Contains(got, "<") {
		t.Error(res.Status, got)
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	h := newChannel(&floodChat{})
	for _, c := range []struct {
		name   string
		method string
		heads  map[string]string
		status int
	}{
		{"its own page", "POST", map[string]string{"Sec-Fetch-Site": "same-origin", "Origin": "http://" + here}, 200},
		{"a program", "POST", nil, 200},
		{"another site's form", "POST", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403},
		{"another port's form", "POST", map[string]string{"Sec-Fetch-Site": "same-site"}, 403},
		{"another site, old browser", "POST", map[string]string{"Origin": "http://evil.example"}, 403},
		{"a page without origin", "POST", map[string]string{"Origin": "null"}, 403},
		{"a link from another site", "GET", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200},
		{"a picture on another site", "GET", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403},
	} {
		path, form := "/", url.Values(nil)
		if c.method == "POST" {
			path, form = "/say", say("hello")
		}
		res := do(t, h, c.method, path, form, func(r *http.Request) {
			for name, value := range c.heads {
				r.Header.Set(name, value)
			}
		})
		if res.StatusCode != c.status {
			t.Errorf("%s: %s", c.name, res.Status)
		}
	}
}

func TestBadMessagesGetOneSentence(t *testing.T) {
	h := newChannel(&floodChat{})
	for _, c := range []struct {
		name   string
		res    *http.Response
		status int
	}{
		{"1 MB", do(t, h, "POST", "/say", say(strings.Repeat("9", 1<<20))), 413},
		{"no channel", do(t, h, "POST", "/say", map[string][]string{"text": {"hello"}}), 400},
		{"another platform's channel", do(t, h, "POST", "/say", map[string][]string{"channel": {"discord:12345678"}}), 400},
		{"a long channel", do(t, h, "POST", "/say", map[string][]string{"channel": {strings.Repeat("a", 65)}}), 400},
		{"JSON", do(t, h, "POST", "/say", say("x"), header("Content-Type", "application/json")), 415},
		{"broken escapes", do(t, h, "POST", "/say", say("x"), func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("text=%zz")) }), 400},
		{"a question in the address", do(t, h, "GET", "/say?text=x", nil), 405},
		{"another method", do(t, h, "DELETE", "/", nil), 405},
		{"no such page", do(t, h, "GET", "/admin", nil), 404},
		{"out of the folder", do(t, h, "GET", "/static/..%2fweb.go", nil), 404},
	} {
		got := body(t, c.res)
		if c.res.StatusCode != c.status || strings.Count(got, "\n") != 1 || strings.Contains(got, "<") {
			t.Errorf("%s: %s %q", c.name, c.res.Status, got)
		}
	}
	res := do(t, h, "POST", "/say", say(strings.Repeat("9", 1<<20)), header("Accept", "application/json"))
	var said spoken
	if err := json.NewDecoder(res.Body).Decode(&said); err != nil || said.Trouble != "This message is too long; save an article as a file and add it with bot add FILE." {
		t.Errorf("%v %+v", err, said)
	}
}

func FuzzTheCardStaysMarkup(f *testing.F) {
	for _, c := range hostile {
		f.Add(c.text, c.text, 0, 3)
	}
	parsed := parsePages()
	f.Fuzz(func(t *testing.T, said, sentence string, from, to int) {
		reply := handlers.Reply{
			Heading: said, Answer: said, Notes: []string{said}, Examples: []string{said},
			Facts:   []handlers.Line{{Value: said, Text: said, Quoted: true, By: said, Source: 1}},
			Sources: []handlers.Source{{Article: said, Label: said, Text: sentence, Mark: [2]int{from, to}}},
		}
		empty := handlers.Reply{
			Heading: "x", Answer: "x", Notes: []string{"x"}, Examples: []string{"x"},
			Facts:   []handlers.Line{{Value: "x", Text: "x", Quoted: true, By: "x", Source: 1}},
			Sources: []handlers.Source{{Article: "x", Label: "x", Text: "xxx", Mark: reply.Sources[0].Mark}},
		}
		tags := func(r handlers.Reply) int {
			var html strings.Builder
			if err := parsed.channel.ExecuteTemplate(&html, "card", newCard("id", "channel", r)); err != nil {
				t.Fatal(err)
			}
			drawn := strings.NewReplacer("<mark>", "", "</mark>", "").Replace(html.String())
			return strings.Count(drawn, "<")
		}
		if clean(said) == "" {
			return // parts that are empty are not drawn
		}
		if got, want := tags(reply), tags(empty); got != want {
			t.Errorf("%d tags, and %d for plain words", got, want)
		}
	})
}

func TestAnotherPortWhenTheDefaultOneIsTaken(t *testing.T) {
	taken, err := Listen("127.0.0.1:0", true)
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()

	other, err := Listen(addr, false)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if other.Addr().String() == addr {
		t.Error("the same port twice")
	}

	_, err = Listen(addr, true)
	var refused *ListenError
	if !errors.As(err, &refused) || !strings.Contains(refused.User(), addr+" is taken by another program") {
		t.Errorf("an address that was asked for: %v", err)
	}
}

func TestAnAddressThatIsNone(t *testing.T) {
	for _, addr := range []string{"8080", "127.0.0.1:99999", "no port"} {
		_, err := Listen(addr, true)
		var refused *ListenError
		if !errors.As(err, &refused) || !strings.Contains(refused.User(), "WEB_ADDR looks like 127.0.0.1:8080") {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	listener, err := Listen("127.0.0.1:0", true)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	h := New(Config{Addr: listener.Addr().String(), Log: slog.New(slog.DiscardHandler)}, &floodChat{}, rack{floodTable()}, nil)
	go func() { done <- Serve(ctx, listener, h) }()

	res, err := http.Get("http://" + listener.Addr().String() + "/healthz")
	if err != nil || res.StatusCode != 200 {
		t.Fatal(res, err)
	}
	res.Body.Close()
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it still serves")
	}
	if conn, err := net.Dial("tcp", listener.Addr().String()); err == nil {
		conn.Close()
		t.Error("it still listens")
	}
}
