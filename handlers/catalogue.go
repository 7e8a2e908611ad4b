package handlers

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/compare"
	"byline/facts/shelf"
	"byline/handlers/language"
)

// A catalogue is the articles of one scope, newest first, with everything they can be
// asked about by name.
type catalogue struct {
	sources  []answer.Source
	articles []*contents // of the sources
	words    *lexicon    // theirs
	names    *directory
	quoted   func() []*subject // the people with quotations, those with most first
}

// maxOpened is how many articles a reply looks at, the newest of those that it could. A
// list of everything is no longer read where there are more.
const maxOpened = 50

// newest is the tables of the newest articles.
func (cat *catalogue) newest() []*facts.Table {
	tables := make([]*facts.Table, min(len(cat.articles), maxOpened))
	for i := range tables {
		tables[i] = cat.articles[i].table()
	}
	return tables
}

// limited notes that a reply tells of the newest articles only, where there are others.
func (cat *catalogue) limited(v language.Voice, r *Reply) {
	if n := len(cat.articles); n > maxOpened {
		r.Notes = append(r.Notes, ofNewest(v, maxOpened, n))
	}
}

func ofNewest(v language.Voice, newest, articles int) string {
	return v.Say("This is from the newest %d of %d articles.", newest, articles)
}

// How much is kept ready: catalogues, and articles in all of them but the last.
const (
	maxCatalogues = 256
	maxCatalogued = 20_000
)

// catalogues makes the catalogue of a scope when it is first asked for, and again when it
// has other articles, of which only those that have come are looked at then.
type catalogues struct {
	lib Articles

	mu   sync.Mutex
	kept map[shelf.Scope]*binding
}

// A binding is the catalogue of one scope as it was last.
type binding struct {
	making sync.Mutex
	last   atomic.Pointer[catalogue]
}

func newCatalogues(lib Articles) *catalogues {
	return &catalogues{lib: lib, kept: map[shelf.Scope]*binding{}}
}

// of is the catalogue of a scope. It may be empty.
func (c *catalogues) of(ctx context.Context, s shelf.Scope) (*catalogue, error) {
	sources, err := c.lib.Sources(ctx, s)
	if err != nil {
		return nil, err
	}
	b := c.binding(s)
	if kept := b.last.Load(); kept.is(sources) {
		return kept, nil
	}
	b.making.Lock()
	defer b.making.Unlock()
	kept := b.last.Load()
	if kept.is(sources) {
		return kept, nil
	}
	made := newCatalogue(sources, kept)
	b.last.Store(made)
	c.bound(b)
	return made, nil
}

func (c *catalogues) binding(s shelf.Scope) *binding {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := c.kept[s]
	if b == nil {
		b = &binding{}
		c.kept[s] = b
	}
	return b
}

// bound drops all catalogues but the one just made when they are too many.
func (c *catalogues) bound(made *binding) {
	c.mu.Lock()
	defer c.mu.Unlock()
	articles := 0
	for _, b := range c.kept {
		if cat := b.last.Load(); cat != nil && b != made {
			articles += len(cat.articles)
		}
	}
	if len(c.kept) <= maxCatalogues && articles <= maxCatalogued {
		return
	}
	for s, b := range c.kept {
		if b != made {
			delete(c.kept, s)
		}
	}
}

// is reports whether a catalogue is of these articles.
func (cat *catalogue) is(sources []answer.Source) bool {
	if cat == nil || len(cat.sources) != len(sources) {
		return false
	}
	return len(sources) == 0 || &cat.sources[0] == &sources[0] || slices.Equal(cat.sources, sources)
}

// newCatalogue makes a catalogue. What the one before it, which may be nil, knows of the
// same articles is not read again.
func newCatalogue(sources []answer.Source, before *catalogue) *catalogue {
	known := map[answer.Source]*contents{}
	var names *directory
	words := newLexicon()
	if before != nil && !before.words.stale() {
		names, words = before.names, before.words
		for _, a := range before.articles {
			known[a.source] = a
		}
	}
	cat := &catalogue{sources: sources, words: words, articles: make([]*contents, len(sources))}
	unread := make(chan int, len(sources))
	for i, s := range sources {
		if cat.articles[i] = known[s]; cat.articles[i] == nil {
			unread <- i
		}
	}
	close(unread)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(unread)) {
		wg.Go(func() {
			outliner := compare.NewOutliner()
			for i := range unread {
				cat.articles[i] = contentsOf(sources[i], words, outliner)
			}
		})
	}
	wg.Wait()
	if words.whole == 0 {
		words.whole = words.size()
	}
	all := subjects(cat.articles, names)
	cat.names = newDirectory(all)
	cat.quoted = sync.OnceValue(func() []*subject { return mostQuoted(all) })
	return cat
}

// filled is the catalogue that a request is answered from. Having no article is
// told to the person.
func (c *catalogues) filled(ctx context.Context, req Request) (*catalogue, error) {
	cat, err := c.of(ctx, req.scope())
	if err == nil && len(cat.articles) == 0 {
		err = errNoArticle()
	}
	return cat, err
}

// tableOf is the table of an article; nil when the catalogue has it no longer.
func tableOf(cat *catalogue, id string) *facts.Table {
	for _, a := range cat.articles {
		if a.article == id {
			return a.table()
		}
	}
	return nil
}
