package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mmcdole/gofeed"
	jsonfeed "github.com/mmcdole/gofeed/json"
)

func parseXML(text string, from Source) (*Feed, error) {
	document, lost, err := whole(text)
	if err != nil {
		return nil, &Error{URL: from.URL, Reason: Broken, Err: err}
	}
	parser := gofeed.NewParser()
	// Byline shows no pictures, and looking for them reads every text as HTML.
	parser.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	read, err := guarded(func() (*gofeed.Feed, error) { return parser.ParseString(document) })
	if err != nil {
		return nil, &Error{URL: from.URL, Reason: Broken, Err: err}
	}
	return build(read, lost, from), nil
}

// guarded turns a panic of the library into an error: what a feed holds must not end
// the program.
func guarded(read func() (*gofeed.Feed, error)) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("panic: %v", p)
		}
	}()
	return read()
}

// parseJSON reads a JSON feed item by item, so that a damaged one costs no other. The
// library's own reader takes all or nothing, and panics where an item is null.
func parseJSON(text string, from Source) (*Feed, error) {
	read, lost, err := jsonFeed(json.NewDecoder(strings.NewReader(text)))
	switch {
	case err != nil && len(read.Items) == 0 && (strings.Contains(read.Version, "jsonfeed.org") || lost > 0):
		return nil, &Error{URL: from.URL, Reason: Broken, Err: err}
	case read.Items == nil && !strings.Contains(read.Version, "jsonfeed.org"):
		return nil, &Error{URL: from.URL, Reason: Other, Err: err}
	}
	translated, err := guarded(func() (*gofeed.Feed, error) { return (&gofeed.DefaultJSONTranslator{}).Translate(read) })
	if err != nil {
		return nil, &Error{URL: from.URL, Reason: Broken, Err: err}
	}
	return build(translated, lost, from), nil
}

// jsonFeed gives what it read up to the error, if there is one.
func jsonFeed(d *json.Decoder) (read *jsonfeed.Feed, lost int, err error) {
	read = &jsonfeed.Feed{}
	if _, err := d.Token(); err != nil {
		return read, 0, err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return read, lost, err
		}
		if name == "items" {
			damaged, err := jsonItems(d, read)
			lost += damaged
			if err != nil {
				return read, lost + 1, err
			}
			continue
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return read, lost, err
		}
		switch name {
		case "version":
			_ = json.Unmarshal(value, &read.Version) // what is no text is as good as missing
		case "title":
			_ = json.Unmarshal(value, &read.Title)
		case "home_page_url":
			_ = json.Unmarshal(value, &read.HomePageURL)
		}
	}
	return read, lost, nil
}

func jsonItems(d *json.Decoder, read *jsonfeed.Feed) (lost int, err error) {
	read.Items = []*jsonfeed.Item{}
	if begin, err := d.Token(); err != nil || begin != json.Delim('[') {
		return 0, errors.Join(err, errors.New("items is no list"))
	}
	for d.More() {
		if len(read.Items) == MaxItems {
			return lost, nil
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return lost, err
		}
		item := &jsonfeed.Item{}
		if string(value) == "null" || json.Unmarshal(value, item) != nil {
			lost++
			continue
		}
		item.Author, item.Authors, item.Attachments = nil, nil, nil // not used, and may be null inside
		if item.ContentHTML == "" {
			item.ContentHTML = paragraphs(item.ContentText)
		}
		if item.URL == "" {
			item.URL = item.ExternalURL
		}
		read.Items = append(read.Items, item)
	}
	_, err = d.Token()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return lost, err
}
