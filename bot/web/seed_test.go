package web

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/article"
	"byline/facts/extract"
	"byline/facts/shelf"
	"byline/handlers"
)

// seedLibrary is what a new installation knows.
type seedLibrary struct{ table *facts.Table }

func (l seedLibrary) Sources(context.Context, shelf.Scope) ([]answer.Source, error) {
	return []answer.Source{l.table}, nil
}

func (l seedLibrary) Ask(_ context.Context, _ shelf.Scope, question string, previous answer.Answer) (answer.Answer, error) {
	return answer.New(l.table).AskAfter(previous, question), nil
}

func (l seedLibrary) Explain(_ context.Context, _ shelf.Scope, a answer.Answer) ([]string, error) {
	return answer.New(l.table).Explain(a), nil
}

// The seed article, asked in a browser. With UPDATE=1 the page is kept as the
// README's picture, docs/web.png:
//
//	UPDATE=1 go test -run TestTheSeedArticleInABrowser ./bot/web
func TestTheSeedArticleInABrowser(t *testing.T) {
	ctx := browser(t)
	library := seedLibrary{extract.Table(article.Seed())}
	server := httptest.NewUnstartedServer(nil)
	addr := server.Listener.Addr().String()
	server.Config.Handler = New(Config{Addr: addr, Library: "local", Log: slog.New(slog.DiscardHandler)},
		handlers.New(library), library, handlers.Specs())
	server.Start()
	defer server.Close()

	p := tab{t, ctx}
	p.prefers("prefers-reduced-motion", "reduce")
	p.do(chromedp.EmulateViewport(960, 800), chromedp.Navigate(server.URL))
	for i, line := range []string{"!drones", "When will Starmer meet Trump?"} {
		p.types(line)
		p.press("Escape", "Enter")
		p.until(cards + " === " + []string{"2", "3"}[i])
	}
	p.want(`[...document.querySelectorAll(".value")].some((value) => value.textContent === "267")`, "true")
	p.want("("+lastAnswer+").startsWith(\"Thursday\")", "true")

	// From the first question to the end of the last answer, with the bar and the box.
	height, err := chromedp.Run(ctx, chromedp.Evaluate[float64](
		`document.querySelector(".log").getBoundingClientRect().bottom -
		 document.querySelector(".question").getBoundingClientRect().top + 182`))
	if err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(960, int64(height)), chromedp.Evaluate[chromedp.Void](
		`document.querySelector(".question").scrollIntoView({block: "start", behavior: "instant"})`))
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	const most = 300 << 10 // bytes that a README's reader should load
	if len(png) > most {
		t.Errorf("the picture has %d bytes, more than %d", len(png), most)
	}
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile("../../docs/web.png", png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
