package feed_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"byline/facts/article/feed"
)

func source() feed.Source {
	return feed.Source{URL: "https://post.example/feed", Fetched: at(2025, time.March, 4, 12)}
}

func at(year int, month time.Month, day, hour int) time.Time {
	return time.Date(year, month, day, hour, 0, 0, 0, time.UTC)
}

func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, err := sampleBytes(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sampleBytes(name string) ([]byte, error) { return os.ReadFile("testdata/" + name) }

// parse reads a feed that must be one.
func parse(t *testing.T, data string) *feed.Feed {
	t.Helper()
	f, err := feed.Parse([]byte(data), source())
	if err != nil {
		t.Fatalf("%v\n%.200s", err, data)
	}
	return f
}

// channel is an RSS feed of these items.
func channel(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>` + strings.Join(items, "\n") + `</channel></rss>`
}

func TestParse(t *testing.T) {
	for name, want := range map[string]*feed.Feed{
		"rss2.xml": {Title: "The River Post & Herald", Link: "https://post.example/", Items: []feed.Item{
			{
				URL:       "https://post.example/2025/bridge?id=7",
				Title:     "Council keeps the old bridge",
				Published: time.Date(2025, 3, 3, 15, 15, 0, 0, time.UTC),
				Summary:   "The council voted on Monday to keep the old bridge open for walkers.",
				GUID:      "post-7",
			},
			{
				URL:       "https://post.example/2025/stone",
				Title:     "“Not one stone” will move, says mayor",
				Published: at(2025, time.March, 2, 9),
				Summary:   "The mayor said no stone of the bridge would be moved this year.",
			},
			{URL: "https://post.example/2025/guid", Title: "No date, no text", GUID: "https://post.example/2025/guid"},
		}},
		"rss091.xml": {Title: "Harbour News", Link: "http://harbour.example/", Items: []feed.Item{
			{URL: "http://harbour.example/ferry", Title: "Ferry runs again", Summary: "The ferry across the bay runs again from today on."},
		}},
		"rdf.xml": {Title: "Hill Times", Link: "https://hill.example/", Items: []feed.Item{
			{URL: "https://hill.example/a", Title: "Snow on the pass", Published: time.Date(2025, 1, 5, 6, 30, 0, 0, time.UTC)},
		}},
		"atom.xml": {Title: "Valley & Vale", Link: "https://valley.example/", Items: []feed.Item{
			{
				URL:       "https://valley.example/news/mill",
				Title:     "Mill closes after fire",
				Published: at(2025, time.March, 3, 10),
				Summary:   "The mill of the valley closed after a fire. Nobody was hurt.",
				GUID:      "urn:valley:1",
			},
		}},
		"feed.json": {Title: "Coast Daily", Link: "https://coast.example/", Lost: 2, Items: []feed.Item{
			{URL: "https://coast.example/1", Title: "Lighthouse lit", Published: at(2025, time.February, 1, 18), Summary: "The lighthouse was lit again. People cheered.", GUID: "1"},
			{URL: "https://elsewhere.example/3", Summary: "A link to elsewhere.", GUID: "3"},
		}},
	} {
		got, err := feed.Parse(sample(t, name), source())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, item := range got.Items {
			if len(item.Key) != 32 {
				t.Errorf("%s: the key of %s is %q", name, item.URL, item.Key)
			}
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(feed.Item{}, "Key"), cmpopts.IgnoreUnexported(feed.Item{})); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestNoFeed(t *testing.T) {
	for name, test := range map[string]struct {
		data, contentType string
		reason            feed.Reason
		user              string
	}{
		"a page that names feeds": {string(sample(t, "page.html")), "text/html", feed.Page,
			"https://post.example/feed: this is a web page, not a feed; its feeds are https://post.example/en/feed.xml and https://post.example/atom"},
		"a page that names one": {`<html><link rel=alternate type=application/rss+xml href=/rss>`, "", feed.Page,
			"https://post.example/feed: this is a web page, not a feed; its feed is https://post.example/rss"},
		"a page that names none": {"<!DOCTYPE HTML><title>x</title><p>", "", feed.Page,
			"https://post.example/feed: this is a web page, not a feed, and it names no feed; look on the site for a link called RSS."},
		"a page that talks of feeds":    {"<!doctype html><pre>&lt;x&gt;</pre><rss>", "", feed.Page, ""},
		"a piece of a page":             {"<p>Not here", "text/html; charset=utf-8", feed.Page, ""},
		"nothing":                       {"", "", feed.Other, "https://post.example/feed: this is not a feed; give the address of an RSS, Atom or JSON feed."},
		"text":                          {"hello", "text/plain", feed.Other, ""},
		"bytes":                         {"\x00\x01\x02\xff", "", feed.Other, ""},
		"a list of pages":               {`<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>`, "", feed.Other, ""},
		"JSON of another kind":          {`{"posts": [1, 2]}`, "", feed.Other, ""},
		"JSON of yet another kind":      {`[{"title": "x"}]`, "", feed.Other, ""},
		"a feed cut off before an item": {`<rss><channel><title>Post</title><item><title>a`, "", feed.Broken, ""},
		"a JSON feed cut off too early": {`{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1"`, "", feed.Broken, ""},
	} {
		from := source()
		from.ContentType = test.contentType
		got, err := feed.Parse([]byte(test.data), from)
		var refused *feed.Error
		if !errors.As(err, &refused) {
			t.Errorf("%s: got %+v, %v", name, got, err)
			continue
		}
		if refused.Reason != test.reason || test.user != "" && refused.User() != test.user {
			t.Errorf("%s: %v\n%s", name, err, refused.User())
		}
	}
}

func TestTitles(t *testing.T) {
	for written, want := range map[string]string{
		"Caf&eacute;&nbsp;&#8220;au lait&#8221;":     "Café “au lait”",
		"Caf&amp;eacute; &amp;amp; bar":              "Café & bar",
		"<![CDATA[Caf&eacute; <b>opens</b>]]>":       "Café opens",
		"AT&amp;T buys R&D":                          "AT&T buys R&D",
		"Five &lt; six, and 7 > 3":                   "Five < six, and 7 > 3",
		"I &lt;3 this &lt;name&gt;":                  "I <3 this <name>",
		"  Two\n  lines\t":                           "Two lines",
		"<p>One</p><p>Two</p>":                       "One Two",
		"H<sub>2</sub>O":                             "H2O",
		"Safe &lt;script&gt;alert(1)&lt;/script&gt;": "Safe",
		"Half &#55357; a pair\x0b":                   "Half \uFFFD a pair",
		"Unknown &nosuchthing; stays":                "Unknown &nosuchthing; stays",
	} {
		f := parse(t, channel("<item><title>"+written+"</title><link>https://post.example/a</link></item>"))
		if got := f.Items[0].Title; got != want {
			t.Errorf("%s: %q, want %q", written, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	for written, want := range map[string]string{
		"<link>https://post.example/a</link>":              "https://post.example/a",
		"<link>a?b=1&amp;utm_medium=rss</link>":            "https://post.example/a?b=1",
		"<link>//cdn.example/a</link>":                     "https://cdn.example/a",
		"<link>\n https://post.example/a \n</link>":        "https://post.example/a",
		"<link><![CDATA[https://post.example/a]]></link>":  "https://post.example/a",
		`<link href="https://post.example/a"/>`:            "https://post.example/a",
		`<link></link><guid>https://post.example/g</guid>`: "https://post.example/g",
		`<guid isPermaLink="false"></guid>`:                "",
		`<guid isPermaLink="true">post-1</guid>`:           "",
		"<link>javascript:alert(1)</link>":                 "",
		"<link>mailto:ann@post.example</link>":             "",
		"<link>http://</link>":                             "",
		"<link>https://ann:pw@post.example/a</link>":       "https://post.example/a",
		`<link>https://clicks.example/1</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://post.example/a</f:origLink>`: "https://post.example/a",
	} {
		f := parse(t, channel("<item><title>A</title>"+written+"</item>"))
		if got := f.Items[0].URL; got != want {
			t.Errorf("%s: %q, want %q", written, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for written, want := range map[string]time.Time{
		"Mon, 03 Mar 2025 16:15:00 GMT":   time.Date(2025, 3, 3, 16, 15, 0, 0, time.UTC),
		"Mon, 03 Mar 2025 16:15:00 -0500": time.Date(2025, 3, 3, 21, 15, 0, 0, time.UTC),
		"Mon, 3 Mar 2025 16:15 EST":       time.Date(2025, 3, 3, 21, 15, 0, 0, time.UTC),
		"2025-03-03":                      at(2025, time.March, 3, 0),
		"Tue, 04 Mar 2025 20:00:00 GMT":   at(2025, time.March, 4, 20), // a clock eight hours wrong
		"Thu, 06 Mar 2025 12:00:00 GMT":   {},                          // the day after tomorrow
		"Thu, 01 Jan 1970 00:00:00 GMT":   {},
		"Mon, 01 Jan 0001 00:00:00 GMT":   {},
		"99999-01-01T00:00:00Z":           {},
		"yesterday":                       {},
		"":                                {},
	} {
		f := parse(t, channel("<item><title>A</title><pubDate>"+written+"</pubDate></item>"))
		if got := f.Items[0].Published; !got.Equal(want) {
			t.Errorf("%q: %v, want %v", written, got, want)
		}
	}
}

// The whole article is taken from the feed only where it is there.
func TestContent(t *testing.T) {
	sentence := "The council of the town voted to keep the old bridge open for walkers, it said. "
	long := "<p>" + strings.Repeat(sentence, 12) + "</p>"
	encoded := func(s string) string {
		return `<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[` + s + `]]></content:encoded>`
	}
	for name, test := range map[string]struct{ item, want string }{
		"content":                     {"<description>Short.</description>" + encoded(long), long},
		"description alone":           {"<description><![CDATA[" + long + "]]></description>", long},
		"escaped twice":               {"<description>" + strings.NewReplacer("<", "&amp;lt;", ">", "&amp;gt;").Replace(long) + "</description>", long},
		"short":                       {encoded("<p>" + sentence + "</p>"), ""},
		"cut off with dots":           {encoded(long + "…"), ""},
		"cut off with a link":         {encoded(long + `<a href="/a">Continue reading</a>`), ""},
		"a summary longer than a box": {"<description><![CDATA[" + long + "]]></description>" + encoded("<img src=a>"), long},
	} {
		f := parse(t, channel("<item><title>A</title>"+test.item+"</item>"))
		if got := f.Items[0].Content; got != test.want {
			t.Errorf("%s: %q", name, got)
		}
	}
	f, err := feed.Parse([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"`+strings.Repeat("a < b ", 60)+`\n\nEnd."}]}`), source())
	if err != nil || f.Items[0].Content != "<p>"+strings.TrimSpace(strings.Repeat("a &lt; b ", 60))+"</p>\n<p>End.</p>\n" {
		t.Errorf("text of a JSON feed: %+v, %v", f, err)
	}
}

func TestKey(t *testing.T) {
	key := func(link, title, text string) string {
		return parse(t, channel("<item><title>"+title+"</title><link>"+link+"</link><description>"+text+"</description></item>")).Items[0].Key
	}
	base := key("https://post.example/a", "Old bridge stays", "It has 138 stones.")
	for name, other := range map[string]string{
		"tracking parameters": key("https://post.example/a?utm_source=x", "Old bridge stays", "It has 138 stones."),
		"a fragment":          key("https://POST.example:443/a#x", "Old bridge stays", "It has 138 stones."),
		"space and case":      key("https://post.example/a", "Old  Bridge Stays", "It has\n138 stones."),
		"punctuation, markup": key("https://post.example/a", "Old bridge stays.", "<![CDATA[<p>It has <b>138</b> stones!</p>]]>"),
	} {
		if other != base {
			t.Errorf("%s changes the key", name)
		}
	}
	for name, other := range map[string]string{
		"an address": key("https://post.example/b", "Old bridge stays", "It has 138 stones."),
		"a title":    key("https://post.example/a", "Old bridge goes", "It has 138 stones."),
		"a number":   key("https://post.example/a", "Old bridge stays", "It has 137 stones."),
		"a border":   key("https://post.example/a", "Old bridge stays It", "has 138 stones."),
	} {
		if other == base {
			t.Errorf("%s does not change the key", name)
		}
	}
}
