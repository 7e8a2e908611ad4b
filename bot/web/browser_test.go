package web

import (
	"context"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// chromium is the path of a browser to test with. Without one the test is skipped,
// except where its absence must not go unseen.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" || os.Getenv("BYLINE_REQUIRE_CHROMIUM") == "1" {
		t.Fatal("there is no Chromium on the PATH, and this run must test the page in one")
	}
	t.Skip("the page is not tested in a browser: there is no Chromium on the PATH")
	return ""
}

// browser is a new headless Chromium with an empty profile and one tab. Its tab
// ends with the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	dir, err := os.MkdirTemp("", "byline-web-test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { removeProfile(dir) })
	ctx, cancel = chromedp.NewExecAllocator(ctx,
		chromedp.ExecPath(chromium(t)),
		chromedp.UserDataDir(dir),
		chromedp.Headless,
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		chromedp.DisableGPU,
		chromedp.Flag("no-sandbox", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.WindowSize(1100, 800),
	)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// removeProfile removes a browser's profile; its last processes may still write there
// for a moment.
func removeProfile(dir string) {
	for range 50 {
		if os.RemoveAll(dir) == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// tab is the page under test.
type tab struct {
	t   *testing.T
	ctx context.Context
}

func (p tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

func (p tab) value(script string) string {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("String("+script+")"))
	if err != nil {
		p.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// until waits for a script to be true. The page's policy forbids the functions made
// from text that chromedp.Poll needs.
func (p tab) until(script string) {
	p.t.Helper()
	for range 500 {
		if p.value(script) == "true" {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	p.t.Fatalf("never true: %s\nthe page: %s", script, p.value("document.body.innerText"))
}

func (p tab) want(script, want string) {
	p.t.Helper()
	if got := p.value(script); got != want {
		p.t.Errorf("%s is %q, not %q", script, got, want)
	}
}

// types presses the keys of a text one by one.
func (p tab) types(text string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(text))
}

// press presses keys by name. As with a real keyboard, a key whose keydown event the
// page handles does nothing else; chromedp.KeyEvent would still send its character.
func (p tab) press(names ...string) {
	p.t.Helper()
	for _, name := range names {
		key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: name, Code: name}
		switch name {
		case "Enter":
			key.WindowsVirtualKeyCode, key.Text = 13, "\r"
		case "Tab":
			key.WindowsVirtualKeyCode = 9
		case "Escape":
			key.WindowsVirtualKeyCode = 27
		case "ArrowUp":
			key.WindowsVirtualKeyCode = 38
		case "ArrowDown":
			key.WindowsVirtualKeyCode = 40
		}
		for _, key.Type = range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
			if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, key); err != nil {
				p.t.Fatal(err)
			}
		}
	}
}

// prefers sets a preference of the reader's system.
func (p tab) prefers(feature, value string) {
	p.t.Helper()
	set := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: feature, Value: value}}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, set); err != nil {
		p.t.Fatal(err)
	}
}

const (
	box        = `document.getElementById("text")`
	cards      = `document.querySelectorAll(".card").length`
	lastAnswer = `[...document.querySelectorAll(".answer")].at(-1).textContent`
)

// serveFlood serves the channel about the flood until it is stopped; served then has what
// serving ended with.
func serveFlood(t *testing.T) (addr string, stop func(), served <-chan error) {
	t.Helper()
	listener, err := Listen("127.0.0.1:0", true)
	if err != nil {
		t.Fatal(err)
	}
	addr = listener.Addr().String()
	serving, stop := context.WithCancel(context.Background())
	h := New(Config{Addr: addr, Library: "local", Log: slog.New(slog.DiscardHandler)}, &floodChat{}, rack{floodTable()}, specs())
	ended := make(chan error, 1)
	go func() { ended <- Serve(serving, listener, h) }()
	return addr, stop, ended
}

// A reader's visit, from the greeting to the end of the program.
func TestTheChannelInABrowser(t *testing.T) {
	ctx := browser(t)
	addr, stop, served := serveFlood(t)
	defer stop()

	complaints := listen(ctx)
	p := tab{t, ctx}
	p.prefers("prefers-reduced-motion", "reduce") // nothing moves while it is clicked
	p.do(chromedp.Navigate("http://" + addr))

	// It greets, and the box is ready for typing.
	p.want(lastAnswer, "Byline has read “The river rose by two metres, mayor Ada …”; its outlet and date are unknown.")
	p.want(`document.activeElement.id`, "text")
	p.want(`document.getElementById("clear").hidden`, "true")

	// A message and Enter get a card.
	p.types("!river")
	p.press("Enter")
	p.until(cards + ` === 2`)
	p.want(lastAnswer, "The river rose by two metres, said Ada Lund.")
	p.want(box+`.value`, "")
	p.want(`document.activeElement.id`, "text")
	p.want(`document.querySelector("mark").textContent`, "two metres")

	// A reload keeps it, without reading it out again.
	p.do(chromedp.Reload())
	p.until(cards + ` === 2`)
	p.want(lastAnswer, "The river rose by two metres, said Ada Lund.")
	p.want(`document.querySelector(".question .text").textContent`, "!river")
	p.until(`document.getElementById("log").getAttribute("aria-live") === "polite"`)

	// Suggestions: a command by key, then a person for its argument.
	p.until(box + `.getAttribute("aria-expanded") === "false"`)
	p.types("!q")
	p.until(`document.getElementById("suggestion-0")?.textContent.startsWith("!quotes [who or topic]")`)
	p.want(box+`.getAttribute("aria-expanded")`, "true")
	p.press("ArrowDown")
	p.want(box+`.getAttribute("aria-activedescendant")`, "suggestion-0")
	p.want(`document.querySelector("[aria-selected=true]").id`, "suggestion-0")
	p.press("Enter")
	p.want(box+`.value`, "!quotes ")
	p.types("lu")
	p.until(`document.getElementById("suggestion-0")?.textContent === "!quotes Ada Lund mayor"`)
	p.press("ArrowDown", "Tab")
	p.want(box+`.value`, "!quotes Ada Lund")
	p.want(`document.getElementById("suggestions").hidden`, "true")
	p.press("Enter")
	p.until(cards + ` === 3`)
	p.want(lastAnswer, "!quotes Ada Lund")

	// In a sentence, the word under the cursor is completed; Escape closes the list,
	// and Enter sends what stands there.
	p.types("how many me")
	p.until(`document.getElementById("suggestion-0")?.textContent === "metres 1 fact"`)
	p.press("Escape")
	p.want(`document.getElementById("suggestions").hidden`, "true")
	p.press("Enter")
	p.until(cards + ` === 4`)
	p.want(lastAnswer, "how many me")

	// Up brings back what was sent.
	p.press("ArrowUp", "ArrowUp")
	p.want(box+`.value`, "!quotes Ada Lund")
	p.press("ArrowDown", "ArrowDown")
	p.want(box+`.value`, "")

	// An example is sent with a click.
	p.do(chromedp.Click(chromedp.CSS(`.examples button:nth-of-type(1)`)))
	p.until(cards + ` === 5`)
	p.want(lastAnswer, "The river rose by two metres, said Ada Lund.")

	// What somebody writes is text, also after a reload.
	p.do(chromedp.Focus(chromedp.ID("text")))
	p.types(`<img src=x onerror=alert(1)>`)
	p.press("Enter")
	p.until(cards + ` === 6`)
	p.do(chromedp.Reload())
	p.until(cards + ` === 6`)
	p.want(lastAnswer, `<img src=x onerror=alert(1)>`)
	p.want(`document.querySelectorAll("img").length`, "0")

	// A phone's width needs no scrolling sideways, whatever was written.
	p.do(chromedp.Evaluate[chromedp.Void](box + `.value = "9".repeat(2000)`))
	p.press("Enter")
	p.until(cards + ` === 7`)
	p.do(chromedp.EmulateViewport(360, 640))
	p.until(`document.documentElement.scrollWidth <= 360`)
	p.do(chromedp.EmulateReset())

	// A source leads to its sentence.
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".sources li:nth-child(2) .number").click()`))
	p.until(`location.pathname === "/article" && document.querySelector(":target") !== null`)
	p.want(`document.querySelector(":target").textContent`, `"We were warned," she told reporters.`)
	p.do(chromedp.NavigateBack())
	p.until(`location.pathname === "/" && ` + cards + ` === 7`)

	// When Byline is gone, the page says so and keeps the message.
	for _, complaint := range complaints() {
		t.Error("the browser complains:", complaint)
	}
	stop()
	if err := <-served; err != nil {
		t.Error(err)
	}
	p.do(chromedp.Focus(chromedp.ID("text")))
	p.types("anybody there?")
	p.press("Enter")
	p.until(`!document.getElementById("trouble").hidden`)
	p.want(`document.getElementById("trouble").textContent`, "Byline did not answer, so your message is still in the box. Is Byline running?")
	p.want(box+`.value`, "anybody there?")
	p.want(cards, "7")

	// Clear leaves the greeting.
	p.do(chromedp.Click(chromedp.ID("clear")))
	p.want(cards, "1")
	p.want(`localStorage.getItem("byline.history.1")`, "null")
}

// listen collects what the browser warns of: errors of the script, and whatever the
// page's policy blocked.
func listen(ctx context.Context) func() []string {
	var mu sync.Mutex
	var all []string
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			mu.Lock()
			all = append(all, strings.TrimSpace(string(m.Type)+" "+m.Text))
			mu.Unlock()
		}
	}()
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), all...)
	}
}

// A pasted article keeps its lines, although the box has one.
func TestPastedLines(t *testing.T) {
	ctx := browser(t)
	addr, stop, _ := serveFlood(t)
	defer stop()
	p := tab{t, ctx}
	p.do(chromedp.Navigate("http://" + addr))
	p.until(cards + ` === 1`)
	p.want(`(() => {
		const d = new DataTransfer();
		d.setData("text", "Flood\n\nThe river rose.");
		`+box+`.dispatchEvent(new ClipboardEvent("paste", { clipboardData: d, bubbles: true, cancelable: true }));
		return `+box+`.value.replaceAll("\u2028", "|");
	})()`, "Flood||The river rose.")
	p.press("Enter")
	p.until(cards + ` === 2`)
	p.want(lastAnswer+`.replaceAll("\n", "|")`, "Flood||The river rose.")
}
