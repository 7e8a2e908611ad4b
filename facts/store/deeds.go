package store

import (
	"context"
	"errors"
	"strconv"
)

const deedColumns = `id, done, kind, subject, scope, was, became, undone`

func scanDeed(r row) (Deed, error) {
	var d Deed
	var at int64
	err := r.Scan(&d.ID, &at, &d.Kind, &d.Subject, &d.Scope, &d.Before, &d.After, &d.Undone)
	d.At = moment(at)
	return d, notFound(err)
}

// deed notes what the change did.
func (c *change) deed(d Deed) error {
	c.deeds++
	c.told = true
	return c.exec(`INSERT INTO deeds (library, id, done, kind, subject, scope, was, became, undone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)`,
		c.library, c.deeds, seconds(c.now), string(d.Kind), d.Subject, d.Scope, d.Before, d.After)
}

// undone marks the deeds of a kind that something else took back.
func (c *change) undone(subject string, kind DeedKind) error {
	return c.exec(`UPDATE deeds SET undone = 1 WHERE library = $1 AND subject = $2 AND kind = $3`, c.library, subject, string(kind))
}

// Deeds lists what was done to a library, newest first, at most limit.
func (s *Store) Deeds(ctx context.Context, library string, limit int) ([]Deed, error) {
	deeds, err := list(ctx, s.reader, scanDeed, `SELECT `+deedColumns+` FROM deeds WHERE library = $1 ORDER BY id DESC LIMIT $2`, library, max(limit, 0))
	return deeds, s.wrap(err)
}

// Undo takes one deed back and returns it. Of an update, the version before becomes
// the newest again, as a further version. ErrNotFound, ErrAlreadyUndone (also when it was
// taken back in another way, by Restore for instance), ErrTooOld.
func (s *Store) Undo(ctx context.Context, library string, deed int64) (Deed, error) {
	var d Deed
	err := s.change(ctx, library, func(c *change) (err error) {
		d, err = scanDeed(c.tx.QueryRowContext(ctx, `SELECT `+deedColumns+` FROM deeds WHERE library = $1 AND id = $2`, library, deed))
		switch {
		case err != nil:
			return err
		case d.Undone:
			return ErrAlreadyUndone
		case c.now.Sub(d.At) > UndoTime:
			return ErrTooOld
		}
		if err := c.undo(d); err != nil {
			return err
		}
		d.Undone, c.told = true, true
		return c.exec(`UPDATE deeds SET undone = 1 WHERE library = $1 AND id = $2`, library, deed)
	})
	return d, err
}

func (c *change) undo(d Deed) error {
	switch d.Kind {
	case DeedAdd, DeedRemove, DeedUpdate:
		return c.undoArticle(d)
	case DeedWatch, DeedUnwatch, DeedPause, DeedResume:
		return c.undoFeed(d)
	case DeedSet:
		return c.set(d.Scope, d.Subject, d.Before)
	}
	return ErrNotFound // a kind of a newer program
}

func (c *change) undoArticle(d Deed) error {
	e, err := entry(c.ctx, c.tx, c.library, d.Subject)
	if err != nil {
		return err
	}
	switch d.Kind {
	case DeedAdd:
		_, err = c.remove(e)
		return already(err)
	case DeedRemove:
		_, err = c.restore(e)
		return already(err)
	}
	before, err := strconv.Atoi(d.Before)
	if err != nil {
		return ErrNotFound
	}
	v, err := scanVersion(c.tx.QueryRowContext(c.ctx, versionQuery+` AND v.number = $3`, c.library, e.ID, before))
	if err != nil {
		return err
	}
	_, err = c.newest(e, v)
	return err
}

// already is the error of undoing what is not so any more.
func already(err error) error {
	if errors.Is(err, ErrNotFound) {
		return ErrAlreadyUndone
	}
	return err
}
