package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/article/feed"
	"byline/facts/article/fetch"
	"byline/facts/shelf"
	"byline/facts/store"
)

const (
	pollLease = 10 * time.Minute // to poll one feed; the fetches in it are bounded by it too
	maxFeeds  = 50               // of one library
	maxFirst  = 30               // articles that a new feed's first poll reads, the newest
	maxNew    = 60               // articles that a later poll reads; the rest comes with the next
)

// Watch begins to follow a feed. The address may be that of a page which names exactly
// one feed of its own. A channel is told of articles that come after the first poll.
func (l *Libraries) Watch(ctx context.Context, library, person, address, channel string) (shelf.Feed, bool, error) {
	if _, err := l.ready(ctx, library); err != nil { // the library must be there
		return shelf.Feed{}, false, err
	}
	all, err := l.store.Feeds(ctx, library)
	if err != nil {
		return shelf.Feed{}, false, err
	}
	if len(all) >= maxFeeds {
		return shelf.Feed{}, false, &Refusal{fmt.Sprintf("This library watches %d feeds, which is the most there may be; !unwatch one first.", len(all)), nil}
	}
	if err := l.spend(ctx, library, person); err != nil {
		return shelf.Feed{}, false, err
	}
	found, where, err := l.discover(ctx, address)
	if err != nil {
		return shelf.Feed{}, false, err
	}
	f, isNew, err := l.store.Watch(ctx, shelf.Feed{Library: library, URL: where, Title: found.Title, Channel: channel, Next: l.now()})
	return f, isNew, refused(err)
}

// discover reads the feed at an address, or the one that the page there names.
func (l *Libraries) discover(ctx context.Context, address string) (*feed.Feed, string, error) {
	page, err := l.fetch.Get(ctx, address, fetch.Condition{})
	if err != nil {
		return nil, "", err
	}
	found, err := feed.Parse(page.Body, feed.Source{URL: page.URL, ContentType: page.ContentType, Fetched: l.now()})
	if err == nil {
		return found, page.URL, nil
	}
	refusal, ok := errors.AsType[*feed.Error](err)
	if !ok || len(refusal.Found) != 1 {
		return nil, "", err // its sentence names what the page offers
	}
	if page, err = l.fetch.Get(ctx, refusal.Found[0], fetch.Condition{}); err != nil {
		return nil, "", err
	}
	found, err = feed.Parse(page.Body, feed.Source{URL: page.URL, ContentType: page.ContentType, Fetched: l.now()})
	return found, page.URL, err
}

// pollDue polls the feeds that are due and that no other process polls.
func (l *Libraries) pollDue(ctx context.Context) error {
	for {
		lease, ok, err := l.store.LeaseFeed(ctx, l.holder, l.now(), pollLease)
		if err != nil || !ok {
			return err
		}
		err = l.store.Finish(ctx, lease, l.poll(ctx, lease))
		if err != nil && !errors.Is(err, store.ErrLeaseLost) {
			return err
		}
	}
}

// poll reads a feed and puts what is new into its library. What goes wrong is part of
// what it found. A poll that is cut off anywhere is simply done again: an article that is
// there already is not added twice, and what the poll saw is kept only with its end.
func (l *Libraries) poll(ctx context.Context, lease store.Lease) store.Poll {
	ctx, cancel := context.WithTimeout(ctx, pollLease)
	defer cancel()
	f := lease.Feed
	p := store.Poll{At: l.now(), ETag: f.ETag, LastModified: f.LastModified}
	result := feed.Result{At: p.At}
	fail := func(err error) store.Poll {
		p.Err = sentenceOf(err)
		result.Failures = f.Failures + 1
		if refusal, ok := errors.AsType[*fetch.Error](err); ok {
			result.Busy, result.RetryAfter = refusal.Busy(), refusal.RetryAfter
		}
		p.Next = feed.Next(result, rand.Float64())
		return p
	}
	page, err := l.fetch.Crawl(ctx, f.URL, fetch.Condition{ETag: f.ETag, LastModified: f.LastModified})
	if err != nil {
		return fail(err)
	}
	p.Next = feed.Next(result, rand.Float64())
	if page.NotModified {
		p.Unchanged = true
		return p
	}
	found, err := feed.Parse(page.Body, feed.Source{URL: page.URL, ContentType: page.ContentType, Fetched: l.now()})
	if err != nil {
		return fail(err)
	}
	seen, err := l.seen(ctx, f)
	if err != nil {
		return fail(err)
	}
	left, whole := maxNew, true
	if !f.Imported {
		left = maxFirst
	}
	var done []feed.Item
	for _, change := range feed.Compare(seen, found.Items) {
		if change.News != feed.Known && left > 0 {
			left--
			added, err := l.bring(ctx, f, change.Item)
			p.Articles += added
			if temporary(err) || ctx.Err() != nil {
				whole = false
				continue // not seen: the next poll tries again
			}
			if err != nil {
				l.log.InfoContext(ctx, "an article of a feed was left out", "feed", f.URL, "reason", err)
			}
		} else if change.News != feed.Known && f.Imported {
			whole = false
			continue
		}
		done = append(done, change.Item)
	}
	if err := l.store.MarkSeen(ctx, f.ID, said(done)); err != nil {
		return fail(err)
	}
	p.Title, p.Items = found.Title, len(found.Items)
	if whole { // else the next poll must see the items again
		p.ETag, p.LastModified = page.ETag, page.LastModified
	} else {
		p.ETag, p.LastModified = "", ""
	}
	return p
}

// bring adds the article of a feed's item, from its page, or, where that cannot be read,
// from the whole text in the feed.
func (l *Libraries) bring(ctx context.Context, f shelf.Feed, item feed.Item) (added int, err error) {
	a, err := l.readItem(ctx, item)
	if err != nil {
		return 0, err
	}
	announce := ""
	if f.Imported {
		announce = l.newsChannel(ctx, f)
	}
	results, err := l.put(ctx, f.Library, shelf.OriginFeed, announce, a)
	if err != nil {
		return 0, err
	}
	if results[0].Outcome == shelf.Added {
		return 1, nil
	}
	return 0, nil
}

func (l *Libraries) readItem(ctx context.Context, item feed.Item) (*facts.Article, error) {
	var a *facts.Article
	err := errNoPage
	if item.URL != "" {
		var page *fetch.Response
		if page, err = l.fetch.Crawl(ctx, item.URL, fetch.Condition{}); err == nil {
			a, err = readPage(item.URL, page)
		}
	}
	if err != nil && !temporary(err) && item.Content != "" {
		var whole error
		if a, whole = article.FromPage(item.URL, []byte(item.Content), "text/html; charset=utf-8", item.URL); whole == nil {
			err = nil
		}
	}
	if err != nil {
		return nil, err
	}
	if a.Title == "" {
		a.Title = item.Title
	}
	if a.Published.IsZero() {
		a.Published = item.Published
	}
	return a, nil
}

var errNoPage = errors.New("library: the item of a feed has neither a page nor a text")

// temporary reports whether a page may be had another time.
func temporary(err error) bool {
	refusal, ok := errors.AsType[*fetch.Error](err)
	if ok {
		return refusal.Temporary()
	}
	broken, ok := errors.AsType[*store.Error](err)
	return ok && broken != nil || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
}

// sentenceOf is an error as people are told it.
func sentenceOf(err error) string {
	if told, ok := errors.AsType[interface {
		error
		User() string
	}](err); ok {
		return told.User()
	}
	return err.Error()
}

// seen is what is known of the items of a feed, oldest first.
func (l *Libraries) seen(ctx context.Context, f shelf.Feed) ([]feed.Seen, error) {
	kept, err := l.store.Seen(ctx, f.ID)
	if err != nil {
		return nil, err
	}
	items := make([]feed.Seen, 0, len(kept))
	for _, text := range kept {
		var item feed.Seen
		if json.Unmarshal([]byte(text), &item) == nil { // else of another version: the library knows what it has
			items = append(items, item)
		}
	}
	return items, nil
}

// said is what is kept of items, to know them again.
func said(items []feed.Item) []string {
	texts := make([]string, 0, len(items))
	for _, item := range items {
		if text, err := json.Marshal(item.Seen()); err == nil {
			texts = append(texts, string(text))
		}
	}
	return texts
}
