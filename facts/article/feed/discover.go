package feed

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

const (
	maxFound      = 5
	discoverBytes = 512 << 10
)

// Discover is the feeds that a page of HTML names in its link tags, as canonical
// absolute addresses, in the page's order, at most five.
func Discover(page, base string) []string {
	from, err := url.Parse(base)
	if err != nil {
		from = nil
	}
	var found []string
	tags := html.NewTokenizer(strings.NewReader(page[:min(len(page), discoverBytes)]))
	for len(found) < maxFound {
		kind := tags.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		switch tag := tags.Token(); tag.Data {
		case "base":
			if u, err := url.Parse(attribute(tag, "href")); err == nil && from != nil {
				from = from.ResolveReference(u)
			}
		case "link":
			if address := absolute(from, attribute(tag, "href")); address != "" && namesFeed(tag) && !slices.Contains(found, address) {
				found = append(found, address)
			}
		}
	}
	return found
}

// namesFeed reports whether a link tag names a feed of the page's site, rather than
// the same page in another form.
func namesFeed(tag html.Token) bool {
	rel := strings.Fields(strings.ToLower(attribute(tag, "rel")))
	if !slices.Contains(rel, "alternate") && !slices.Contains(rel, "feed") {
		return false
	}
	kind, _, _ := strings.Cut(strings.ToLower(attribute(tag, "type")), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml", "application/xml":
		return true
	}
	return false
}

func attribute(tag html.Token, name string) string {
	for _, a := range tag.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
