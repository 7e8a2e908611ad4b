package library

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/article/fetch"
	"byline/facts/extract"
	"byline/facts/shelf"
	"byline/facts/store"
)

// A Refusal is why something is not done, as a sentence for people.
type Refusal struct {
	Sentence string
	Err      error // may be nil
}

func (r *Refusal) Error() string {
	if r.Err != nil {
		return r.Err.Error()
	}
	return r.Sentence
}

func (r *Refusal) Unwrap() error { return r.Err }

// User is the sentence.
func (r *Refusal) User() string { return r.Sentence }

// refused words what a store does not do because of what was asked.
func refused(err error) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return &Refusal{"There is no such thing here, or not any more.", err}
	case errors.Is(err, store.ErrAlreadyUndone):
		return &Refusal{"That was taken back already.", err}
	case errors.Is(err, store.ErrTooOld):
		return &Refusal{"That is more than 30 days ago and cannot be taken back.", err}
	case errors.Is(err, store.ErrText):
		return &Refusal{"The text holds characters that no text has; save it as plain text and try again.", err}
	}
	return err
}

// Add reads an article and puts it into a library. What a person adds is counted, unless
// the person has no id.
func (l *Libraries) Add(ctx context.Context, library, person string, o shelf.Offer) (shelf.Result, error) {
	if _, err := l.ready(ctx, library); err != nil { // the library must be there
		return shelf.Result{}, err
	}
	if err := l.spend(ctx, library, person); err != nil {
		return shelf.Result{}, err
	}
	a, err := l.read(ctx, o)
	if err != nil {
		return shelf.Result{}, err
	}
	results, err := l.Import(ctx, library, a)
	if err != nil {
		return shelf.Result{}, err
	}
	return results[0], nil
}

// spend charges a person's quota for one article.
func (l *Libraries) spend(ctx context.Context, library, person string) error {
	if person == "" {
		return nil
	}
	perPerson := l.most(ctx, library, shelf.SettingPerPerson, shelf.PerPerson, shelf.MaxPerPerson)
	perLibrary := l.most(ctx, library, shelf.SettingPerServer, shelf.PerServer, shelf.MaxPerServer)
	ok, _, err := l.store.Spend(ctx, library, person, l.now(), 1, perPerson, perLibrary)
	if err != nil || ok {
		return err
	}
	_, own, err := l.store.Spend(ctx, library, person, l.now(), 0, perPerson, -1)
	switch {
	case err != nil:
		return err
	case own > 0:
		return &Refusal{fmt.Sprintf("This server has added %d articles today; it can go on tomorrow.", perLibrary), nil}
	}
	return &Refusal{fmt.Sprintf("You have added %d articles today; you can go on tomorrow.", perPerson), nil}
}

// Import puts articles that were read already into a library, all or nothing.
func (l *Libraries) Import(ctx context.Context, library string, articles ...*facts.Article) ([]shelf.Result, error) {
	return l.put(ctx, library, shelf.OriginPerson, "", articles...)
}

func (l *Libraries) put(ctx context.Context, library string, origin shelf.Origin, announce string, articles ...*facts.Article) ([]shelf.Result, error) {
	additions := make([]store.Addition, len(articles))
	for i, a := range articles {
		additions[i] = addition(a, origin)
		additions[i].Announce = announce
	}
	defer l.changed(library)
	results, err := l.store.Add(ctx, library, additions)
	if errors.Is(err, store.ErrNotFound) { // nobody has asked this library yet
		if err = l.ensure(ctx, library); err == nil {
			results, err = l.store.Add(ctx, library, additions)
		}
	}
	for i := range results {
		results[i].Entry.Label = articles[i].Label()
	}
	return results, refused(err)
}

// addition reads the facts of an article and packs both for the store.
func addition(a *facts.Article, origin shelf.Origin) store.Addition {
	return store.Addition{Origin: origin, Version: store.Version{
		Meta: shelf.Meta{URL: a.URL, Title: a.Title, Outlet: a.Outlet, Authors: a.Authors, Published: asShown(a.Published), Language: a.Language},
		Text: a.Text, Facts: facts.Encode(extract.Table(a)), Reader: reader}}
}

// asShown is a time by the clock of the page that gave it, as if that were UTC: the store
// keeps no zones, and the day that readers saw is the day that "on Sunday" is counted from.
func asShown(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// read gets the article that is offered. Its errors have sentences for people.
func (l *Libraries) read(ctx context.Context, o shelf.Offer) (*facts.Article, error) {
	if o.URL == "" {
		return article.Read("pasted text", []byte(o.Text))
	}
	page, err := l.fetch.Get(ctx, o.URL, fetch.Condition{})
	if err != nil {
		return nil, err
	}
	name := o.Name
	if name == "" {
		name = o.URL
	}
	a, err := readPage(name, page)
	if err != nil {
		return nil, err
	}
	if o.File {
		a.URL, a.Outlet = "", ""
	}
	return a, nil
}

// readPage makes an article of what a site answered. A plain text without a title is called
// by the name of its file.
func readPage(name string, page *fetch.Response) (*facts.Article, error) {
	a, err := article.FromPage(name, page.Body, page.ContentType, page.URL)
	if err != nil || a.Title != "" || !strings.HasPrefix(strings.ToLower(page.ContentType), "text/plain") {
		return a, err
	}
	if u, err := url.Parse(page.URL); err == nil {
		a.Title = path.Base(u.Path)
	}
	return a, nil
}
