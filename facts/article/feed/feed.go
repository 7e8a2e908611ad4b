// Package feed reads RSS, Atom and JSON feeds, and decides what a poll of one brought.
// It fetches nothing.
package feed

import (
	"fmt"
	"strings"
	"time"
)

// MaxItems is how many items of a feed are read; feeds have their newest first.
const MaxItems = 5000

// Source says where a feed's bytes come from.
type Source struct {
	URL         string    // of the feed, after redirects; relative links start from it
	ContentType string    // as the server sent it; may be empty
	Fetched     time.Time // zero when unknown; items from well after it have no date
}

// A Feed is what one reading of it holds.
type Feed struct {
	Title string // plain text
	Link  string // the page the feed belongs to; empty when it does not say
	Items []Item // in the feed's order, each once
	Lost  int    // items that were damaged, or cut off with the end of the feed; at least
}

// An Item is one article of a feed.
type Item struct {
	URL       string // canonical and absolute; empty when the item links nowhere
	Title     string // plain text
	Published time.Time
	Summary   string // plain text, perhaps cut short
	Content   string // HTML of the whole article, where the feed carries it; empty means: fetch the page
	GUID      string // a hint only: publishers change it, repeat it, and leave it empty

	// Key is the same for the same URL, title and text: a hash of them that white
	// space, case, punctuation and tracking parameters do not change.
	Key string

	text string // hash of the words alone; empty when there are too few to tell items apart
}

// Reason is why bytes are no feed.
type Reason string

// The reasons. Each is the second half of a sentence that begins with the address.
const (
	Page   Reason = "this is a web page, not a feed"
	Other  Reason = "this is not a feed; give the address of an RSS, Atom or JSON feed"
	Broken Reason = "this feed is damaged and no item of it can be read; tell its publisher, or try again later"
)

// Error says which feed was not read, and why.
type Error struct {
	URL    string
	Reason Reason
	Found  []string // feeds that the page names
	Err    error    // what the reader said; may be nil
}

// Error is the detail for the log.
func (e *Error) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("feed %s: %s", e.URL, e.Reason)
	}
	return fmt.Sprintf("feed %s: %v", e.URL, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// User is the sentence for people.
func (e *Error) User() string {
	switch {
	case e.Reason != Page:
		return fmt.Sprintf("%s: %s.", e.URL, e.Reason)
	case len(e.Found) == 0:
		return fmt.Sprintf("%s: %s, and it names no feed; look on the site for a link called RSS.", e.URL, e.Reason)
	case len(e.Found) == 1:
		return fmt.Sprintf("%s: %s; its feed is %s", e.URL, e.Reason, e.Found[0])
	}
	return fmt.Sprintf("%s: %s; its feeds are %s", e.URL, e.Reason, strings.Join(e.Found, " and "))
}

// Parse reads a feed of any kind, forgiving what can be forgiven: a wrong or missing
// declaration of its characters, missing fields, damaged items between whole ones, a
// feed that breaks off. Every error is an *Error.
func Parse(data []byte, from Source) (*Feed, error) {
	text := decode(data, from.ContentType)
	switch kindOf(text, from.ContentType) {
	case kindJSON:
		return parseJSON(text, from)
	case kindXML:
		return parseXML(text, from)
	case kindPage:
		return nil, &Error{URL: from.URL, Reason: Page, Found: Discover(text, from.URL)}
	}
	return nil, &Error{URL: from.URL, Reason: Other}
}

type kind int

const (
	kindOther kind = iota
	kindJSON
	kindXML
	kindPage
)

// head is how far into a document its kind is looked for, in bytes. Programs put
// warnings and comments before the first tag.
const head = 16 << 10

func kindOf(text, contentType string) kind {
	trimmed := strings.TrimSpace(text)
	if strings.HasPrefix(trimmed, "{") {
		return kindJSON
	}
	feed, page := rootOf(text), pageStart(text)
	switch {
	case feed >= 0 && (page < 0 || feed < page):
		return kindXML
	case page >= 0, strings.HasPrefix(strings.ToLower(contentType), "text/html"):
		return kindPage
	}
	return kindOther
}

// pageStart is where a page of HTML begins, or -1.
func pageStart(text string) int {
	lower := strings.ToLower(text[:min(len(text), head)])
	for _, mark := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if i := strings.Index(lower, mark); i >= 0 {
			return i
		}
	}
	return -1
}
