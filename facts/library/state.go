package library

import (
	"cmp"
	"context"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

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
	entries  []shelf.Entry   // newest first
	sources  []answer.Source // of the entries' tables, in their order
	index    *lazyIndex
}

func newState(revision int64, entries []shelf.Entry, sources []answer.Source, index *lazyIndex) *state {
	return &state{revision: revision, entries: entries, sources: sources, index: index}
}

// A lazyIndex is made when a question is first asked.
type lazyIndex struct {
	once sync.Once
	make func() *answer.Index // nil once it was called
	made atomic.Pointer[answer.Index]
}

func lazily(make func() *answer.Index) *lazyIndex { return &lazyIndex{make: make} }

func (l *lazyIndex) get() *answer.Index {
	l.once.Do(func() {
		l.made.Store(l.make())
		l.make = nil
	})
	return l.made.Load()
}

// at is the state with another revision and the same articles.
func (s *state) at(revision int64) *state {
	return newState(revision, s.entries, s.sources, s.index)
}

// source is where the table of one article is; nil when the article is not there.
func (s *state) source(id string) answer.Source {
	if id == "" {
		return nil
	}
	for i := range s.entries {
		if s.entries[i].ID == id {
			return s.sources[i]
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
	entries, sources, err := l.sources(ctx, name, nil)
	if err != nil {
		return nil, err
	}
	return newState(revision, entries, sources, lazily(func() *answer.Index { return answer.Open(sources...) })), nil
}

// sources reads the newest versions of these articles, or of all for nil, from the store.
// What is kept of each table is looked through on all processors.
func (l *Libraries) sources(ctx context.Context, name string, ids []string) ([]shelf.Entry, []answer.Source, error) {
	var entries []shelf.Entry
	type place struct {
		index int
		table *facts.Packed
		label string
	}
	var mu sync.Mutex
	var places []place
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	err := l.store.Current(ctx, name, ids, func(e shelf.Entry, v store.Version) error {
		i := len(entries)
		entries = append(entries, e)
		group.Go(func() error {
			p := l.pack(ctx, name, e, v)
			label := p.Table().Article.Label() // which may be the first sentence
			mu.Lock()
			defer mu.Unlock()
			places = append(places, place{i, p, label})
			return nil
		})
		return nil
	})
	group.Wait()
	if err != nil {
		return nil, nil, err
	}
	sources := make([]answer.Source, len(entries))
	for _, p := range places {
		sources[p.index] = p.table
		entries[p.index].Label = p.label
	}
	return entries, sources, nil
}

// reader is the number of the reader in this program: what it takes to make the same
// tables of the same texts. Raise it with every change of extraction or of what a table
// holds; stored tables of another number are made again when they are first needed.
const reader = 3

// pack puts the table of a stored version with the packer: as it is stored where this program's
// reader made it, else by reading the text again.
func (l *Libraries) pack(ctx context.Context, library string, e shelf.Entry, v store.Version) *facts.Packed {
	a := articleOf(e.ID, v)
	if v.Reader == reader {
		if p, err := l.packer.PutPacked(a, v.Facts); err == nil {
			return p
		}
	}
	a.Sentences = lang.Sentences(a.Text)
	p := l.packer.Put(extract.Table(a))
	if !l.store.ReadOnly() {
		if err := l.store.SetFacts(ctx, library, e.ID, v.Number, p.Data(), reader); err != nil {
			l.log.WarnContext(ctx, "the facts of an article could not be kept", "article", e.ID, "reason", err)
		}
	}
	return p
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
	var sources []answer.Source
	if len(ids) > 0 {
		var err error
		if entries, sources, err = l.sources(ctx, name, ids); err != nil {
			return nil, err
		}
	}
	fresh := map[answer.Source]bool{}
	for _, s := range sources {
		fresh[s] = true
	}
	for i, e := range old.entries {
		if gone[e.ID] {
			continue
		}
		entries, sources = append(entries, e), append(sources, old.sources[i])
	}
	order := make([]int, len(entries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return newestFirst(entries[a], entries[b]) })
	sortedEntries, sortedSources := make([]shelf.Entry, len(order)), make([]answer.Source, len(order))
	for to, from := range order {
		sortedEntries[to], sortedSources[to] = entries[from], sources[from]
	}
	index := func() *answer.Index { return answer.Open(sortedSources...) }
	if before := old.index.made.Load(); before != nil && len(changed) <= few {
		index = func() *answer.Index {
			x := before.Without(slices.Collect(maps.Keys(gone))...)
			for newer, s := range sortedSources {
				if fresh[s] {
					x = x.Insert(newer, s)
				}
			}
			return x
		}
	}
	return newState(revision, sortedEntries, sortedSources, lazily(index)), nil
}

// newestFirst is the order of a library, that of store.Entries.
func newestFirst(a, b shelf.Entry) int {
	if c := b.When().Compare(a.When()); c != 0 {
		return c
	}
	return cmp.Compare(b.Number, a.Number)
}
