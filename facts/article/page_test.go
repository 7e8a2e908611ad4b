package article_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts"
	"byline/facts/article"
)

// Each page in testdata/pages has one quirk that its name tells; what is read of it
// stands beside it. UPDATE=1 writes that anew.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		a, err := article.FromPage(filepath.Base(page), data, "text/html", "https://www.gazette.example/news/bridge?id=7&utm_source=feed#story")
		if err != nil {
			t.Errorf("%s: %v", page, err)
			continue
		}
		got, golden := shown(a), strings.TrimSuffix(page, ".html")+".golden"
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", page, diff)
		}
	}
}

func shown(a *facts.Article) string {
	published := "unknown"
	if !a.Published.IsZero() {
		published = a.Published.Format(time.RFC3339)
	}
	return fmt.Sprintf("title: %s\noutlet: %s\naddress: %s\nauthors: %s\npublished: %s\nlanguage: %s\n\n%s\n",
		a.Title, a.Outlet, a.URL, strings.Join(a.Authors, "; "), published, a.Language, a.Text)
}

// story is enough running prose for an article.
var story = "<h1>Council keeps the old bridge</h1>" + strings.Repeat("<p>"+strings.TrimSpace(prose)+" Nobody spoke against it, and the meeting ended early.</p>\n<p>More is known of the ferry, which will run on every day of the week until the repair is done, they said.</p>", 1) +
	"<p>Work begins in September and will last for eleven weeks, during which the road over the dam stays open for lorries and for everyone else.</p>"

func TestPagesRefused(t *testing.T) {
	links := strings.Repeat(`<h3><a href="/a">Bakery wins a prize for its rye bread</a></h3><p>The jury liked the crust of it best of all.</p>`, 12)
	for name, test := range map[string]struct {
		page string
		want article.Problem
	}{
		"nothing":               {" \n", article.Empty},
		"a picture":             {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00", article.Binary},
		"a document":            {"%PDF-1.7 stream", article.Binary},
		"no such page":          {"<title>404 Not Found</title><h1>Page not found</h1><p>We looked everywhere for what you asked for, but it is not there.</p>", article.NotFound},
		"a wall of cookies":     {"<title>Gazette</title><h1>We value your privacy</h1><p>We and our partners use cookies to keep and read data on your device. Accept all to consent, or subscribe to read without.</p>", article.Walled},
		"a request to sign in":  {"<title>Gazette</title><p>To continue reading, create an account or log in. Already have an account? Sign in to unlock this text.</p>", article.Walled},
		"a check for robots":    {"<title>Just a moment...</title><p>Checking your browser. Please enable JavaScript to verify you are human, and not a robot.</p>", article.Walled},
		"scripts alone":         {"<title>Gazette</title><div id=root></div><script src=app.js></script>", article.Scripted},
		"a list of articles":    {"<title>Gazette</title><h1>News</h1>" + links, article.Index},
		"a video":               {"<title>Ferry</title><h1>Ferry at dawn</h1><video src=f.mp4></video><p>The ferry leaves at dawn, seen from the dam.</p>", article.Pictures},
		"a gallery":             {"<title>Ferry</title><h1>The ferry in pictures</h1>" + strings.Repeat("<img src=f.jpg><p>The ferry.</p>", 9), article.Pictures},
		"two lines":             {"<p>The council met.</p><p>It was cold.</p>", article.NoStory},
		"elements without text": {"<html><body><div></div></body></html>", article.NoStory},
	} {
		_, err := article.FromPage("page.html", []byte(test.page), "", "")
		refused, ok := errors.AsType[*article.ImportError](err)
		if !ok || refused.Problem != test.want {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
	for name, page := range map[string]string{
		"a short article":           story,
		"a story of cookies":        strings.NewReplacer("bridge", "cookie", "meeting", "consent to cookies", "ferry", "subscription").Replace(story),
		"a story of an error":       strings.Replace(story, "Council keeps the old bridge", "Error of the council cost 500 crowns", 1),
		"a story with links around": strings.Repeat(`<nav><a href="/a">Bakery wins a prize for its rye bread</a></nav>`, 30) + story,
	} {
		if _, err := article.FromPage("page.html", []byte(page), "", ""); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadKnowsPages(t *testing.T) {
	for name, start := range map[string]string{
		"a doctype":                "<!DOCTYPE html>",
		"a root":                   "<HTML>",
		"white space":              "\n\t <html>",
		"a byte order mark":        "\uFEFF<html>",
		"a comment":                "<!-- saved from (0022) --> <html>",
		"XML's first line":         "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC>",
		"several comments":         "<!-- a --><!-- b -->\n<html>",
		"a head without a root":    "<head><title>a</title></head>",
		"a mark, XML, and comment": "\uFEFF<?xml version=\"1.0\"?><!-- a --><html>",
	} {
		a, err := article.Read("a.txt", []byte(start+story))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if strings.Contains(a.Text, "<") {
			t.Errorf("%s: read as text", name)
		}
	}
	for _, text := range []string{"<3 the bridge, said the council.", "<!-- not closed", "a <html> b"} {
		if a, err := article.Read("a.txt", []byte(text)); err != nil || a.Text != text {
			t.Errorf("%q is text: %v", text, err)
		}
	}
}

func TestPlainTextFromTheWeb(t *testing.T) {
	a, err := article.FromPage("a", []byte("Council keeps the old bridge\n\n"+prose), "text/plain; charset=utf-8", "https://gazette.example/a.txt#b")
	if err != nil || a.Title != "Council keeps the old bridge" || a.URL != "https://gazette.example/a.txt" {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestCharsets(t *testing.T) {
	utf16 := func(s string) string {
		var b strings.Builder
		b.WriteString("\xFF\xFE")
		for _, r := range s {
			b.WriteByte(byte(r))
			b.WriteByte(byte(r >> 8))
		}
		return b.String()
	}
	page := func(head, word string) string {
		return "<html><head>" + head + "</head><body>" + strings.Replace(story, "council", word, 1) + "</body></html>"
	}
	for name, test := range map[string]struct{ page, contentType string }{
		"UTF-8 by the header":                {page("", "café"), "text/html; charset=utf-8"},
		"UTF-8 without a word":               {page("", "café"), ""},
		"UTF-8 that says to be Latin-1":      {page(`<meta charset="iso-8859-1">`, "café"), "text/html; charset=ISO-8859-1"},
		"UTF-8 after a mark":                 {"\xEF\xBB\xBF" + page("", "café"), ""},
		"Windows-1252 by the header":         {page("", "caf\xE9"), "text/html; charset=windows-1252"},
		"Windows-1252 by meta":               {page(`<meta charset=windows-1252>`, "caf\xE9"), ""},
		"Latin-1 by http-equiv":              {page(`<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">`, "caf\xE9"), "text/html"},
		"Windows-1252 without a word":        {page("", "caf\xE9"), ""},
		"UTF-16":                             {utf16(page("", "café")), ""},
		"Mac Roman by meta":                  {page(`<meta charset=macintosh>`, "caf\x8E"), ""},
		"the header wins over meta":          {page(`<meta charset=macintosh>`, "caf\xE9"), "text/html; charset=windows-1252"},
		"an unknown charset is Windows-1252": {page(`<meta charset=no-such>`, "caf\xE9"), ""},
	} {
		a, err := article.FromPage("a.html", []byte(test.page), test.contentType, "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !strings.Contains(a.Text, "café") {
			t.Errorf("%s: %.80q", name, a.Text)
		}
	}
}

// What a page can be made of to harm its reader takes bounded time and memory.
func TestHostilePages(t *testing.T) {
	for name, page := range map[string]string{
		"deep":                 strings.Repeat("<div>", 60_000) + story,
		"deep inline":          strings.Repeat("<span>", 60_000) + story,
		"formatting left open": strings.Repeat("<b><i><font size=1>", 10_000) + strings.Repeat("<p>a", 20_000),
		"formatting, numbered": numbered("<b id=%d>", 5_000) + strings.Repeat("<p>a", 10_000),
		"tables in tables":     strings.Repeat("<table><tr><td>", 10_000) + story,
		"many paragraphs":      strings.Repeat("<p>The council met on Monday to talk about the bridge.", 20_000),
		"one long word":        "<p>" + strings.Repeat("a", 1<<18),
		"one long attribute":   "<div class='" + strings.Repeat("related ", 100_000) + "'>" + story + "</div>",
		"many attributes":      "<p " + strings.Repeat("a=b ", 50_000) + ">" + story,
		"many headings":        strings.Repeat("<h1>Council keeps the bridge</h1>", 10_000) + story,
		"many bylines":         strings.Repeat("<a rel=author>x</a>", 10_000) + story,
		"deep JSON":            `<script type="application/ld+json">` + strings.Repeat(`[`, 100_000) + "</script>" + story,
		"wide JSON":            `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"NewsArticle","author":"A"},`, 10_000) + "{}]</script>" + story,
		"nested graphs":        `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 3_000) + strings.Repeat("]}", 3_000) + "</script>" + story,
		"a comment left open":  "<!--" + strings.Repeat("-", 1<<18),
		"a tag left open":      "<p" + strings.Repeat(" a", 1<<18),
		"an entity flood":      "<p>" + strings.Repeat("&amp;", 1<<18),
		"NULs":                 story + strings.Repeat("\x00", 10),
		"cut in a tag":         story + "<p>And then the coun<st",
		"cut in a script":      story + "<script>var a = '<p>",
		"SVG and MathML":       strings.Repeat("<svg><math><mi>", 10_000) + story,
		"closing what is shut": strings.Repeat("</p></div></b>", 20_000) + story,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begin := time.Now()
			a, err := article.FromPage("a.html", []byte(page), "", "")
			if took := time.Since(begin); took > time.Minute { // a second or two; the race detector and a busy machine take more
				t.Errorf("took %v", took)
			}
			if err == nil && strings.TrimSpace(a.Text) == "" {
				t.Error("an article without text")
			}
			if strings.HasSuffix(page, story) && (err != nil || !strings.Contains(a.Text, "Nobody spoke against it")) {
				t.Logf("the story is lost: %v", err)
			}
		})
	}
}

func numbered(format string, n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, format, i)
	}
	return text.String()
}

func FuzzFromPage(f *testing.F) {
	pages, _ := filepath.Glob("testdata/pages/*.html")
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "text/html", "https://gazette.example/a")
	}
	f.Add([]byte("<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",\"author\":[[]]}]}</script>"), "text/html; charset=big5", "")
	f.Fuzz(func(t *testing.T, data []byte, contentType, address string) {
		a, err := article.FromPage("a.html", data, contentType, address)
		if err != nil {
			if _, ok := errors.AsType[*article.ImportError](err); !ok {
				t.Fatalf("%T", err)
			}
			return
		}
		if strings.TrimSpace(a.Text) == "" || strings.ToValidUTF8(a.Text, "") != a.Text {
			t.Fatalf("text %q", a.Text)
		}
		end := 0
		for _, s := range a.Sentences {
			if s.Empty() || s.Start < end || s.End > len(a.Text) {
				t.Fatalf("sentence %v after byte %d of %d", s, end, len(a.Text))
			}
			end = s.End
		}
	})
}
