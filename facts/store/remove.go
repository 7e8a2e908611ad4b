package store

import (
	"context"
	"database/sql"
)

// Remove removes an article; it is kept for UndoTime. ErrNotFound, also when it is
// removed already.
func (s *Store) Remove(ctx context.Context, library, id string) (Entry, error) {
	var e Entry
	err := s.change(ctx, library, func(c *change) (err error) {
		if e, err = entry(ctx, c.tx, library, id); err != nil {
			return err
		}
		if e, err = c.remove(e); err != nil {
			return err
		}
		return c.deed(Deed{Kind: DeedRemove, Subject: e.ID, After: e.Title})
	})
	return e, err
}

// Restore takes a removal back. ErrNotFound, also when the article is not removed.
func (s *Store) Restore(ctx context.Context, library, id string) (Entry, error) {
	var e Entry
	err := s.change(ctx, library, func(c *change) (err error) {
		if e, err = entry(ctx, c.tx, library, id); err != nil {
			return err
		}
		e, err = c.restore(e)
		return err
	})
	return e, err
}

// remove hides an article, and nobody is told of it any more.
func (c *change) remove(e Entry) (Entry, error) {
	if !e.Removed.IsZero() {
		return e, ErrNotFound
	}
	e.Removed, e.Revision = c.now, c.touch()
	err := c.exec(`UPDATE articles SET removed = $3, revision = $4 WHERE library = $1 AND id = $2`, c.library, e.ID, seconds(e.Removed), e.Revision)
	if err != nil {
		return e, err
	}
	return e, c.exec(`DELETE FROM outbox WHERE library = $1 AND article = $2`, c.library, e.ID)
}

// restore shows a removed article again. Its removal is undone thereby.
func (c *change) restore(e Entry) (Entry, error) {
	if e.Removed.IsZero() {
		return e, ErrNotFound
	}
	e.Removed, e.Revision = moment(0), c.touch()
	err := c.exec(`UPDATE articles SET removed = 0, revision = $3 WHERE library = $1 AND id = $2`, c.library, e.ID, e.Revision)
	if err != nil {
		return e, err
	}
	return e, c.undone(e.ID, DeedRemove)
}

// SetFacts keeps the fact table that another reader made of a version. It changes no
// revision. ErrNotFound.
func (s *Store) SetFacts(ctx context.Context, library, id string, version int, facts []byte, reader int) error {
	if facts == nil {
		facts = []byte{}
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		return must(ctx, tx, `UPDATE versions SET facts = $4, reader = $5 WHERE library = $1 AND article = $2 AND number = $3`,
			library, id, version, facts, reader)
	})
}
