package feed_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"byline/facts/article"
	"byline/facts/article/feed"
)

func TestCharacters(t *testing.T) {
	russian, french, japaneseTitle := "Мост остаётся", "Le café – d’été", "橋は残る"
	doc := func(declared, title string) string {
		if declared != "" {
			declared = ` encoding="` + declared + `"`
		}
		return `<?xml version="1.0"` + declared + `?><rss version="2.0"><channel><title>T</title><item><title>` + title + `</title></item></channel></rss>`
	}
	in := func(e encoding.Encoding, s string) string {
		t.Helper()
		coded, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return coded
	}
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	for name, test := range map[string]struct{ data, contentType, want string }{
		"windows-1251, declared":            {in(charmap.Windows1251, doc("windows-1251", russian)), "", russian},
		"windows-1251, said by the server":  {in(charmap.Windows1251, doc("", russian)), "application/rss+xml; charset=Windows-1251", russian},
		"windows-1251, the server is wrong": {in(charmap.Windows1251, doc("windows-1251", russian)), "text/xml; charset=iso-8859-1", russian},
		"koi8-r":                            {in(charmap.KOI8R, doc("koi8-r", russian)), "", russian},
		"latin 1":                           {in(charmap.ISO8859_1, doc("ISO-8859-1", "Le café d'été")), "", "Le café d'été"},
		"windows-1252 as latin 1":           {in(charmap.Windows1252, doc("ISO-8859-1", french)), "", french},
		"windows-1252, undeclared":          {in(charmap.Windows1252, doc("", french)), "", french},
		"utf-8":                             {doc("utf-8", russian), "", russian},
		"utf-8 with a mark":                 {"\xEF\xBB\xBF" + doc("", russian), "", russian},
		"utf-8 called latin 1":              {doc("iso-8859-1", russian), "text/xml; charset=iso-8859-1", russian},
		"utf-8 called utf-16":               {doc("utf-16", russian), "", russian},
		"utf-8 called by an unknown name":   {doc("x-mac-klingon", russian), "", russian},
		"utf-8, a byte damaged":             {doc("utf-8", "caf\xe9 été"), "", "caf\uFFFD été"},
		"utf-16 with a mark":                {in(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), doc("utf-16", russian)), "", russian},
		"utf-16 without a mark":             {in(little, doc("utf-16", russian)), "", russian},
		"iso-2022-jp":                       {in(japanese.ISO2022JP, doc("iso-2022-jp", japaneseTitle)), "", japaneseTitle},
		"shift_jis":                         {in(japanese.ShiftJIS, doc("Shift_JIS", japaneseTitle)), "", japaneseTitle},
		"space before the declaration":      {"\r\n  " + doc("utf-8", russian), "", russian},
		"a warning before the feed":         {"<br />\n<b>Warning</b>: x in y\n" + doc("utf-8", russian), "text/html", russian},
		"a long comment before the feed":    {"<!-- <rss> " + strings.Repeat("x", 8000) + " -->" + doc("utf-8", russian), "", russian},
		"control characters":                {doc("utf-8", "a\x01\x08\x0bb\uFFFE"), "", "ab"},
	} {
		from := source()
		from.ContentType = test.contentType
		f, err := feed.Parse([]byte(test.data), from)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := f.Items[0].Title; got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func numbered(n int) string {
	return fmt.Sprintf("<item><title>Title %d</title><link>https://post.example/%d</link><description>Text &amp; more of %d.</description></item>", n, n, n)
}

// A feed that breaks off anywhere gives the items that are whole.
func TestCutOff(t *testing.T) {
	rss := channel(numbered(1), numbered(2), numbered(3))
	atom := string(sample(t, "atom.xml"))
	atom = strings.Replace(atom, "</feed>", atom[strings.Index(atom, "<entry>"):], 1)
	for _, whole := range []string{rss, atom, string(sample(t, "rdf.xml")), string(sample(t, "feed.json"))} {
		all := parse(t, whole)
		for end := range len(whole) {
			got, err := feed.Parse([]byte(whole[:end]), source())
			if err != nil {
				continue
			}
			want := strings.Count(whole[:end], "</item>") + strings.Count(whole[:end], "</entry>")
			if whole[0] == '{' {
				want = len(got.Items)
			}
			if len(got.Items) > len(all.Items) || whole != atom && len(got.Items) != min(want, len(all.Items)) {
				t.Fatalf("cut at %d: %d items, want %d", end, len(got.Items), want)
			}
			for i := range got.Items {
				if got.Items[i].Key != all.Items[i].Key {
					t.Fatalf("cut at %d: item %d is %+v", end, i, got.Items[i])
				}
			}
		}
	}
	cut := rss[:strings.LastIndex(rss, "Text")]
	if f := parse(t, cut); len(f.Items) != 2 || f.Lost != 1 {
		t.Errorf("%d items, %d lost; want 2, 1", len(f.Items), f.Lost)
	}
}

// A damaged item costs only itself.
func TestDamagedItem(t *testing.T) {
	for name, bad := range map[string]string{
		"an open quote":    `<item><title a="x>Bad</title></item>`,
		"a name of signs":  `<item><title>Bad</title><1a&>x</1a&></item>`,
		"an open section":  `<item><description><![CDATA[Bad</description></item>`,
		"nested too deep":  `<item><title>Bad</title>` + strings.Repeat("<a>", 500) + strings.Repeat("</a>", 500) + `</item>`,
		"an open comment":  `<item><title>Bad</title><!-- x -- y ></item>`,
		"open to the next": `<item><title>Bad <b`,
	} {
		f := parse(t, channel(numbered(1), bad, numbered(2), numbered(3)))
		titles := ""
		for _, i := range f.Items {
			titles += i.Title + ";"
		}
		if !strings.Contains(titles, "Title 1;") || !strings.HasSuffix(titles, "Title 2;Title 3;") {
			t.Errorf("%s: %s, %d lost", name, titles, f.Lost)
		}
	}
	many := channel(strings.Repeat(numbered(1)+`<item><1></item>`, 3), numbered(2))
	if f := parse(t, many); len(f.Items) != 2 || f.Lost != 3 {
		t.Errorf("three damaged ones: %d items, %d lost", len(f.Items), f.Lost)
	}
}

// Sizes are a tenth of what may come; time grows as they do.
func TestHostile(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">` +
		`<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY file SYSTEM "file:///etc/passwd">]>` +
		`<rss version="2.0"><channel><title>T</title><item><title>&lol2;&file;</title></item></channel></rss>`
	if got := parse(t, laughs).Items[0].Title; got != "&lol2;&file;" {
		t.Errorf("entities: %q", got)
	}
	var spaces strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&spaces, `xmlns:a%d="u%d" `, i, i)
	}
	for name, data := range map[string]string{
		"deep":          channel(numbered(1), "<item>"+strings.Repeat("<a:b>", 100_000)),
		"deep outside":  channel(numbered(1), strings.Repeat("<a:b>", 100_000)),
		"many elements": channel(numbered(1), "<item>"+strings.Repeat("<a:b/>", 400_000)+"</item>"),
		"many spaces":   strings.Replace(channel(numbered(1), strings.Repeat("<x/>", 100_000)), "<channel", "<channel "+spaces.String(), 1),
		"many pieces":   channel(numbered(1), "<item><a:b>"+strings.Repeat("<![CDATA[aaaaaaaaaaaaaaaaaaaaaaaaaaaa]]>", 20_000)+"</a:b></item>"),
		"ampersands":    channel(numbered(1), "<item><title>"+strings.Repeat("&", 300_000)+"</title></item>"),
		"escapes":       channel(numbered(1), "<item><title>"+strings.Repeat("&amp;amp;", 50_000)+"</title></item>"),
		"tags":          channel(numbered(1), "<item><title><![CDATA["+strings.Repeat("<b>", 100_000)+"]]></title></item>"),
		"less-thans":    channel(numbered(1), "<item><title><![CDATA["+strings.Repeat("<", 300_000)+"]]></title></item>"),
		"attributes":    channel(numbered(1), "<item><x "+strings.Repeat(`a="b" `, 50_000)+"/></item>"),
		"damaged items": channel(numbered(1), strings.Repeat("<item><1></item>", 50_000)),
		"one long tag":  channel(numbered(1), "<item><"+strings.Repeat("a", 500_000)),
	} {
		f := parse(t, data)
		if len(f.Items) == 0 || f.Items[0].Title != "Title 1" {
			t.Errorf("%s: %d items", name, len(f.Items))
		}
	}
	for name, data := range map[string]string{
		"deep HTML":    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><content type="html">` + strings.Repeat("&lt;div>", 50_000) + `</content></entry></feed>`,
		"HTML tables":  `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><content type="html">` + strings.Repeat("&lt;table>&lt;a>", 30_000) + `</content></entry></feed>`,
		"deep JSON":    `{"version":"https://jsonfeed.org/version/1","items":[{"title":"A","url":"https://a.example/a"}],"x":` + strings.Repeat("[", 200_000),
		"many nothing": `{"version":"https://jsonfeed.org/version/1","items":[{"title":"A"}` + strings.Repeat(",{}", 200_000) + `]}`,
	} {
		if f := parse(t, data); len(f.Items) != 1 || f.Items[0].Title != "A" {
			t.Errorf("%s: %d items", name, len(f.Items))
		}
	}
}

func TestManyItems(t *testing.T) {
	items := make([]string, feed.MaxItems+10)
	for i := range items {
		items[i] = numbered(i)
	}
	f := parse(t, channel(items...))
	if len(f.Items) != feed.MaxItems || f.Items[feed.MaxItems-1].Title != fmt.Sprintf("Title %d", feed.MaxItems-1) || f.Lost == 0 {
		t.Errorf("%d items, %d lost", len(f.Items), f.Lost)
	}
	if f := parse(t, channel(items[:feed.MaxItems]...)); len(f.Items) != feed.MaxItems || f.Lost != 0 {
		t.Errorf("just as many as are read: %d items, %d lost", len(f.Items), f.Lost)
	}
}

func BenchmarkParse(b *testing.B) {
	items := make([]string, feed.MaxItems)
	for i := range items {
		items[i] = numbered(i)
	}
	data := []byte(channel(items...))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := feed.Parse(data, feed.Source{}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"rss2.xml", "rss091.xml", "rdf.xml", "atom.xml", "feed.json", "page.html"} {
		data, err := sampleBytes(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "text/xml")
	}
	f.Add([]byte("\xFF\xFE<\x00r\x00s\x00s\x00>\x00"), "text/xml; charset=utf-16")
	f.Add([]byte(channel(numbered(1), "<item><1></item>", numbered(2))), "")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		from := source()
		from.ContentType = contentType
		got, err := feed.Parse(data, from)
		if err != nil {
			return
		}
		keys := map[string]bool{}
		for _, i := range got.Items {
			if i.URL != "" && article.Canonical(i.URL) != i.URL {
				t.Errorf("%q becomes %q", i.URL, article.Canonical(i.URL))
			}
			if keys[i.Key] || len(i.Key) != 32 || len(i.Title) > 600 {
				t.Errorf("%+v", i)
			}
			keys[i.Key] = true
		}
		for _, c := range feed.Compare(feed.Remember(nil, got.Items), got.Items) {
			if c.News != feed.Known {
				t.Errorf("%+v is news the second time", c)
			}
		}
	})
}
