package article_test

import (
	"testing"

	"byline/facts/article"
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
		"https://Gazette.Example/News/Bridge?id=7&utm_source=a&fbclid=b#top": "https://gazette.example/News/Bridge?id=7",
		"https://gazette.example/story?cid=12&ref=home":                      "https://gazette.example/story?cid=12",
		"https://[::1]:443/a":         "https://[::1]/a",
		"file:///etc/passwd":          "",
		"https:///a":                  "",
		"https://gazette.example/%zz": "",
		"":                            "",
	} {
		got := article.Canonical(raw)
		if got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
		if again := article.Canonical(got); again != got {
			t.Errorf("%q: %q becomes %q", raw, got, again)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, raw := range []string{"https://Post.example:443/a/../b?utm_x=1&c#d", "http://bücher.example。/", "http://[::1]:80", "https://a@b.example/%zz"} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		once := article.Canonical(raw)
		if twice := article.Canonical(once); twice != once {
			t.Errorf("%q becomes %q, then %q", raw, once, twice)
		}
	})
}
