package handlers

import (
	"context"
	"slices"
	"sync"

	"byline/facts"
	"byline/facts/shelf"
)

// A catalogue is the tables of one scope with everything they can be asked about
// by name.
type catalogue struct {
	tables   []*facts.Table
	subjects []*subject
	names    *directory
}

// maxCatalogues bounds how many catalogues are kept ready.
const maxCatalogues = 256

// catalogues makes the catalogue of a scope when it is first asked for, and again
// when it has other tables.
type catalogues struct {
	lib Articles

	mu   sync.Mutex
	kept map[shelf.Scope]*catalogue
}

func newCatalogues(lib Articles) *catalogues {
	return &catalogues{lib: lib, kept: map[shelf.Scope]*catalogue{}}
}

// of is the catalogue of a scope. It may be empty.
func (c *catalogues) of(ctx context.Context, s shelf.Scope) (*catalogue, error) {
	tables, err := c.lib.Tables(ctx, s)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if kept := c.kept[s]; kept != nil && slices.Equal(kept.tables, tables) {
		return kept, nil
	}
	if len(c.kept) >= maxCatalogues {
		clear(c.kept)
	}
	made := &catalogue{tables: slices.Clone(tables), subjects: subjects(tables)}
	made.names = newDirectory(made.subjects)
	c.kept[s] = made
	return made, nil
}

// filled is the catalogue that a request is answered from. Having no article is
// told to the person.
func (c *catalogues) filled(ctx context.Context, req Request) (*catalogue, error) {
	cat, err := c.of(ctx, req.scope())
	if err == nil && len(cat.tables) == 0 {
		err = errNoArticle()
	}
	return cat, err
}
