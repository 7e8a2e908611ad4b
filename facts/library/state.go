package library

import (
	"cmp"
	"context"
	"maps"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/extract"
	"byline/facts/lang"
	"byline/facts/shelf"
	"byline/facts/store"
)

// A state is a library as it was at one revision. It is immutable.
type state struct {
	revision int64
	entries  []shelf.Entry  // newest first
	tables   []*facts.Table // of the entries, in their order
	index    func() *answer.Index

	mu       sync.Mutex
	settings map[string]string // by scope and name, read at first use
}

func newState(revision int64, entries []shelf.Entry, tables []*facts.Table, index func() *answer.Index) *state {
	for i := range entries {
		entries[i].Label = tables[i].Article.Label()
	}
	return &state{revision: revision, entries: entries, tables: tables, index: sync.OnceValue(index), settings: map[string]string{}}
}

// with is the state with another revision and the same articles.
func (s *state) with(revision int64, entries []shelf.Entry, tables []*facts.Table) *state {
	if entries == nil {
		entries = s.entries
	}
	return newState(revision, entries, tables, s.index)
}

// table is the table of one article; nil when it is not there.
func (s *state) table(id string) *facts.Table {
	for i := range s.entries {
		if s.entries[i].ID == id {
			return s.tables[i]
		}
	}
	return nil
}

// load reads a whole library.
func (l *Libraries) load(ctx context.Context, name string) (*state, error) {
	revision, err := l.store.Revision(ctx, name)
	if err != nil {
		return nil, err
	}
	entries, tables, err := l.tables(ctx, name, nil)
	if err != nil {
		return nil, err
	}
	return newState(revision, entries, tables, func() *answer.Index { return answer.New(tables...) }), nil
}

// tables reads the newest versions of these articles, or of all for nil, from the store.
// Tables are unpacked on all processors.
func (l *Libraries) tables(ctx context.Context, name string, ids []string) ([]shelf.Entry, []*facts.Table, error) {
	var entries []shelf.Entry
	var tables []*facts.Table
	type place struct {
		index int
		table *facts.Table
	}
	done := make(chan place, 64)
	collected := make(chan struct{})
	var places []place
	go func() {
		defer close(collected)
		for p := range done {
			places = append(places, p)
		}
	}()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	err := l.store.Current(ctx, name, ids, func(e shelf.Entry, v store.Version) error {
		i := len(entries)
		entries = append(entries, e)
		group.Go(func() error {
			done <- place{i, l.unpack(ctx, name, e, v)}
			return nil
		})
		return nil
	})
	group.Wait()
	close(done)
	<-collected
	if err != nil {
		return nil, nil, err
	}
	tables = make([]*facts.Table, len(entries))
	for _, p := range places {
		tables[p.index] = p.table
	}
	return entries, tables, nil
}

// reader is the number of the reader in this program: what it takes to make the same
// tables of the same texts. Raise it with every change of extraction or of what a table
// holds; stored tables of another number are made again when they are first needed.
const reader = 1

// unpack makes the table of a stored version, from its facts where this program's reader
// made them, else by reading the text again.
func (l *Libraries) unpack(ctx context.Context, library string, e shelf.Entry, v store.Version) *facts.Table {
	a := articleOf(e.ID, v)
	if v.Reader == reader {
		if t, err := facts.Decode(a, v.Facts); err == nil {
			return t
		}
	}
	a.Sentences = lang.Sentences(a.Text)
	t := extract.Table(a)
	if !l.store.ReadOnly() {
		if err := l.store.SetFacts(ctx, library, e.ID, v.Number, facts.Encode(t), reader); err != nil {
			l.log.WarnContext(ctx, "the facts of an article could not be kept", "article", e.ID, "reason", err)
		}
	}
	return t
}

func articleOf(id string, v store.Version) *facts.Article {
	return &facts.Article{Name: id, Title: v.Title, Outlet: v.Outlet, URL: v.URL, Authors: v.Authors,
		Published: v.Published, Language: v.Language, Text: v.Text}
}

// few is how many changed articles are put into the index one by one; more are indexed
// with all the others anew.
const few = 32

// follow is the state after some articles changed.
func (l *Libraries) follow(ctx context.Context, name string, old *state, changed []shelf.Entry, revision int64) (*state, error) {
	gone := map[string]bool{}
	var ids []string
	for _, e := range changed {
		gone[e.ID] = true
		if e.Removed.IsZero() {
			ids = append(ids, e.ID)
		}
	}
	var entries []shelf.Entry
	var tables []*facts.Table
	if len(ids) > 0 {
		var err error
		if entries, tables, err = l.tables(ctx, name, ids); err != nil {
			return nil, err
		}
	}
	fresh := slices.Clone(tables)
	for i, e := range old.entries {
		if gone[e.ID] {
			continue
		}
		entries, tables = append(entries, e), append(tables, old.tables[i])
	}
	order := make([]int, len(entries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return newestFirst(entries[a], entries[b]) })
	sortedEntries, sortedTables := make([]shelf.Entry, len(order)), make([]*facts.Table, len(order))
	for to, from := range order {
		sortedEntries[to], sortedTables[to] = entries[from], tables[from]
	}
	index := func() *answer.Index { return answer.New(sortedTables...) }
	if len(changed) <= few {
		index = func() *answer.Index {
			x := old.index().Without(slices.Collect(maps.Keys(gone))...)
			for newer, t := range sortedTables {
				if slices.Contains(fresh, t) {
					x = x.Insert(newer, t)
				}
			}
			return x
		}
	}
	return newState(revision, sortedEntries, sortedTables, index), nil
}

// newestFirst is the order of a library, that of store.Entries.
func newestFirst(a, b shelf.Entry) int {
	if c := b.When().Compare(a.When()); c != 0 {
		return c
	}
	return cmp.Compare(b.Number, a.Number)
}
