package feed_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"byline/facts/article/feed"
)

func TestCanonical(t *testing.T) {
	for raw, want := range map[string]string{
		"https://post.example/a":                     "https://post.example/a",
		" HTTPS://Post.Example/A ":                   "https://post.example/A",
		"http://post.example":                        "http://post.example/",
		"http://post.example:80/a":                   "http://post.example/a",
		"https://post.example:443":                   "https://post.example/",
		"http://post.example:443/a":                  "http://post.example:443/a",
		"https://post.example./a":                    "https://post.example/a",
		"https://bücher.example/straße":              "https://xn--bcher-kva.example/stra%C3%9Fe",
		"https://post.example/a#top":                 "https://post.example/a",
		"https://post.example/a?#":                   "https://post.example/a",
		"https://post.example/./b/../a":              "https://post.example/a",
		"https://post.example/a/":                    "https://post.example/a/",
		"https://post.example/a%2Fb?c=%20d":          "https://post.example/a%2Fb?c=%20d",
		"https://ann:pw@post.example/a":              "https://post.example/a",
		"https://post.example/a?utm_source=x&id=1":   "https://post.example/a?id=1",
		"https://post.example/a?b=2&UTM_X=1&a=1&b=3": "https://post.example/a?b=2&a=1&b=3",
		"https://post.example/a?fbclid=1&gclid=2":    "https://post.example/a",
		"https://post.example/a?utm%5Fsource=1":      "https://post.example/a",
		"https://post.example/a?&&x":                 "https://post.example/a?x",
		"https://post.example/a?utmost=1":            "https://post.example/a?utmost=1",
		"http://[2001:DB8::1]:8080/a":                "http://[2001:db8::1]:8080/a",
		"ftp://post.example/a":                       "",
		"/a":                                         "",
		"post.example/a":                             "",
		"http://":                                    "",
		"http:post.example":                          "",
		"javascript:alert(1)":                        "",
		"https://post .example/":                     "",
		"":                                           "",
	} {
		got := feed.Canonical(raw)
		if got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
		if again := feed.Canonical(got); again != got {
			t.Errorf("%q: %q becomes %q", raw, got, again)
		}
	}
}

func TestDiscover(t *testing.T) {
	got := feed.Discover(string(sample(t, "page.html")), "https://post.example/")
	want := []string{"https://post.example/en/feed.xml", "https://post.example/atom"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := feed.Discover("<link rel=alternate type=text/html href=/a><link rel=feed href=/b><p>", "https://post.example/"); got != nil {
		t.Errorf("found %q", got)
	}
}
