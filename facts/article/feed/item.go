package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"

	"byline/facts/article"
)

// build makes a Feed of what the library read.
func build(read *gofeed.Feed, lost int, from Source) *Feed {
	base, _ := url.Parse(from.URL)
	f := &Feed{Title: plain(read.Title), Link: absolute(base, read.Link), Lost: lost}
	seen := make(map[string]bool, len(read.Items))
	for _, i := range read.Items {
		item, ok := makeItem(i, base, from.Fetched)
		if ok && !seen[item.Key] {
			seen[item.Key] = true
			f.Items = append(f.Items, item)
		}
	}
	return f
}

// absolute is the canonical form of a link, which may be relative to base.
func absolute(base *url.URL, link string) string {
	link = strings.TrimSpace(link)
	if link == "" {
		return ""
	}
	if base != nil {
		if u, err := base.Parse(link); err == nil {
			link = u.String()
		}
	}
	return article.Canonical(link)
}

const (
	maxTitle   = 500  // bytes
	maxSummary = 2000 // bytes
	minWords   = 8    // fewer words do not tell one item from another
)

// makeItem reports false for an item that says nothing.
func makeItem(i *gofeed.Item, base *url.URL, fetched time.Time) (Item, bool) {
	if i == nil {
		return Item{}, false
	}
	item := Item{
		URL:       link(i, base),
		Title:     cut(plain(i.Title), maxTitle),
		Published: published(i.PublishedParsed, fetched),
		GUID:      cut(strings.TrimSpace(i.GUID), maxTitle),
	}
	long, text := markup(i.Content), plain(i.Content)
	if description := plain(i.Description); len(description) > len(text) {
		long, text = markup(i.Description), description
		item.Summary = description
	} else if item.Summary = description; description == "" {
		item.Summary = text
	}
	item.Summary = cut(item.Summary, maxSummary)
	if complete(text) {
		item.Content = long
	}
	if item.URL == "" && item.Title == "" && text == "" {
		return Item{}, false
	}
	normal := words(text)
	item.Key = hash(item.URL, words(item.Title), normal)
	if strings.Count(normal, " ")+1 >= minWords {
		item.text = hash(normal)
	}
	return item, true
}

// link is where an item's article is. Services that count clicks keep the publisher's
// own address beside theirs. A GUID is taken for an address only where there is no
// other and it is an absolute one.
func link(i *gofeed.Item, base *url.URL) string {
	for _, e := range i.Extensions["feedburner"]["origLink"] {
		if u := article.Canonical(e.Value); u != "" {
			return u
		}
	}
	for _, l := range append([]string{i.Link}, i.Links...) {
		if u := absolute(base, l); u != "" {
			return u
		}
	}
	return article.Canonical(i.GUID)
}

// What a date can be. Nothing was syndicated before 1990, and a clock that is wrong by
// more than a day is no clock.
const (
	firstYear = 1990
	maxAhead  = 24 * time.Hour
)

// published is a date in UTC, or zero when there is none that can be true.
func published(date *time.Time, fetched time.Time) time.Time {
	if date == nil || date.Year() < firstYear || date.Year() > 9999 || !fetched.IsZero() && date.Sub(fetched) > maxAhead {
		return time.Time{}
	}
	return date.UTC()
}

// wholeWords is how long a text must be to be taken for a whole article. Summaries run
// to about a hundred words.
const wholeWords = 150

// complete reports whether a feed's text is the whole article rather than its beginning.
func complete(text string) bool {
	if strings.Count(text, " ")+1 < wholeWords {
		return false
	}
	end := strings.ToLower(text[max(0, len(text)-80):])
	for _, mark := range []string{"…", "...", "[…]", "[...]"} {
		if strings.HasSuffix(end, mark) {
			return false
		}
	}
	for _, more := range []string{"read more", "continue reading", "read the full", "read the rest", "full story", "click here"} {
		if strings.Contains(end, more) {
			return false
		}
	}
	return true
}

// cut shortens a text to so many bytes, between words where there is a gap.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	end := limit
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	s = s[:end]
	if gap := strings.LastIndexByte(s, ' '); gap > limit/2 {
		s = s[:gap]
	}
	return s + "…"
}

// hash is 128 bits in hexadecimal: enough that no two items of all feeds share one.
func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
