package feed_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"byline/facts/article/feed"
)

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
