package library

import (
	"context"

	"byline/facts/answer"
	"byline/facts/lang"
	"byline/facts/shelf"
	"byline/facts/store"
)

// Sources give the fact tables of a scope, newest article first. Only those that are asked
// for are unpacked, and the last of them kept. Sources and tables are shared and must not be
// changed; an article has the same source until it changes. An article that is not there any
// more narrows nothing.
func (l *Libraries) Sources(ctx context.Context, s shelf.Scope) ([]answer.Source, error) {
	st, err := l.ready(ctx, s.Library)
	if err != nil {
		return nil, err
	}
	if one := st.source(s.Article); one != nil {
		return []answer.Source{one}, nil
	}
	return st.sources, nil
}

// Ask answers a question from a scope.
func (l *Libraries) Ask(ctx context.Context, s shelf.Scope, question string, previous answer.Answer) (answer.Answer, error) {
	index, err := l.index(ctx, s)
	if err != nil {
		return answer.Answer{}, err
	}
	return index.AskAfter(previous, question), nil
}

// Explain tells why an answer of this scope is what it is.
func (l *Libraries) Explain(ctx context.Context, s shelf.Scope, a answer.Answer) ([]string, error) {
	index, err := l.index(ctx, s)
	if err != nil {
		return nil, err
	}
	return index.Explain(a), nil
}

func (l *Libraries) index(ctx context.Context, s shelf.Scope) (*answer.Index, error) {
	st, err := l.ready(ctx, s.Library)
	if err != nil {
		return nil, err
	}
	if one := st.source(s.Article); one != nil && len(st.sources) > 1 {
		return answer.Open(one), nil // a millisecond, and rare
	}
	return st.index.get(), nil
}

// Entries are the articles of a library, newest first.
func (l *Libraries) Entries(ctx context.Context, library string) ([]shelf.Entry, error) {
	st, err := l.ready(ctx, library)
	if err != nil {
		return nil, err
	}
	return st.entries, nil
}

// Versions are the versions of an article, oldest first.
func (l *Libraries) Versions(ctx context.Context, library, id string) ([]shelf.Version, error) {
	e, err := l.store.Entry(ctx, library, id)
	if err != nil {
		return nil, err
	}
	stored, err := l.store.Versions(ctx, library, id)
	if err != nil {
		return nil, err
	}
	versions := make([]shelf.Version, len(stored))
	for i, v := range stored {
		one := e
		one.Version, one.Meta, one.Changed = v.Number, v.Meta, v.Stored
		versions[i] = shelf.Version{Entry: one, Table: l.pack(ctx, library, e, v).Table()}
	}
	return versions, nil
}

// Remove takes an article out of a library.
func (l *Libraries) Remove(ctx context.Context, library, id string) (shelf.Entry, error) {
	defer l.changed(library)
	return l.store.Remove(ctx, library, id)
}

// Deeds are the last things done to a library, the last one first.
func (l *Libraries) Deeds(ctx context.Context, library string, limit int) ([]shelf.Deed, error) {
	deeds, err := l.store.Deeds(ctx, library, limit)
	for i := range deeds {
		l.name(ctx, library, &deeds[i])
	}
	return deeds, err
}

// name gives what was done to an article without a title the name that people know it by.
func (l *Libraries) name(ctx context.Context, library string, d *shelf.Deed) {
	if d.After != "" || d.Kind != shelf.DeedAdd && d.Kind != shelf.DeedUpdate && d.Kind != shelf.DeedRemove {
		return
	}
	versions, err := l.store.Versions(ctx, library, d.Subject)
	if err != nil || len(versions) == 0 {
		return // swept meanwhile
	}
	a := articleOf(d.Subject, versions[len(versions)-1])
	a.Sentences = lang.Sentences(a.Text)
	d.After = a.Label()
}

// Undo takes one of them back.
func (l *Libraries) Undo(ctx context.Context, library string, deed int64) (shelf.Deed, error) {
	defer l.changed(library)
	d, err := l.store.Undo(ctx, library, deed)
	if err == nil {
		l.name(ctx, library, &d)
	}
	if err == nil && d.Kind == shelf.DeedSet {
		l.chosen(ctx, library, d.Scope, d.Subject, d.Before)
	}
	return d, refused(err)
}

// Forget deletes what is stored about a person.
func (l *Libraries) Forget(ctx context.Context, person string) error {
	return l.store.Forget(ctx, person)
}

// Feeds are the feeds of a library.
func (l *Libraries) Feeds(ctx context.Context, library string) ([]shelf.Feed, error) {
	return l.store.Feeds(ctx, library)
}

// Unwatch ends a feed; its articles stay.
func (l *Libraries) Unwatch(ctx context.Context, library, id string) error {
	_, err := l.store.Unwatch(ctx, library, id)
	return refused(err)
}

// Pause lets a feed rest, or wakes it.
func (l *Libraries) Pause(ctx context.Context, library, id string, paused bool) error {
	_, err := l.store.Pause(ctx, library, id, paused)
	return refused(err)
}

var _ Store = (*store.Store)(nil)
