package handlers

import (
	"context"
	"slices"
	"sync"

	"byline/facts"
)

// Articles gives the fact tables of a library, newest article first.
type Articles interface {
	Tables(ctx context.Context, library string) ([]*facts.Table, error)
}

// A catalogue is the tables of one library with everything they can be asked about
// by name.
type catalogue struct {
	tables   []*facts.Table
	subjects []*subject
}

// maxCatalogues bounds how many libraries' catalogues are kept ready.
const maxCatalogues = 256

// catalogues makes the catalogue of a library when it is first asked for, and again
// when the library has other tables.
type catalogues struct {
	lib Articles

	mu   sync.Mutex
	kept map[string]*catalogue
}

func newCatalogues(lib Articles) *catalogues {
	return &catalogues{lib: lib, kept: map[string]*catalogue{}}
}

// of is the catalogue of a library. It may be empty.
func (c *catalogues) of(ctx context.Context, library string) (*catalogue, error) {
	tables, err := c.lib.Tables(ctx, library)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if kept := c.kept[library]; kept != nil && slices.Equal(kept.tables, tables) {
		return kept, nil
	}
	if len(c.kept) >= maxCatalogues {
		clear(c.kept)
	}
	made := &catalogue{tables: slices.Clone(tables), subjects: subjects(tables)}
	c.kept[library] = made
	return made, nil
}

// filled is the catalogue that a request is answered from. Having no article is
// told to the person.
func (c *catalogues) filled(ctx context.Context, req Request) (*catalogue, error) {
	cat, err := c.of(ctx, req.Library)
	if err == nil && len(cat.tables) == 0 {
		err = userErrorf("No article has been read yet.")
	}
	return cat, err
}
