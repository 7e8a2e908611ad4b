package store

import (
	"context"
	"database/sql"
	"time"
)

// everybody stands where a person's id would, for all together.
const everybody = ""

// Spend counts n additions of a person on a day (in UTC) unless that would go over what
// a person, or all together, may add to the library in one day; a negative limit is
// none. With ok or without, left is what the person may still add that day, negative
// where nothing limits it. A negative n gives back.
func (s *Store) Spend(ctx context.Context, library, person string, day time.Time, n, perPerson, perLibrary int) (ok bool, left int, err error) {
	q := quota{library: clean(library), day: seconds(day.UTC().Truncate(24 * time.Hour))}
	person = clean(person)
	err = s.write(ctx, func(tx *sql.Tx) error {
		all, err := q.spent(ctx, tx, everybody, s.dialect.forUpdate)
		if err != nil {
			return err
		}
		own, err := q.spent(ctx, tx, person, s.dialect.forUpdate)
		if err != nil {
			return err
		}
		ok = n <= 0 || (fits(own+n, perPerson) && fits(all+n, perLibrary))
		if ok {
			own, all = max(own+n, 0), max(all+n, 0)
		}
		left = least(perPerson, own, perLibrary, all)
		if !ok || n == 0 {
			return nil
		}
		if err := q.set(ctx, tx, everybody, all); err != nil || person == everybody {
			return err
		}
		return q.set(ctx, tx, person, own)
	})
	return ok && err == nil, left, err
}

func fits(n, limit int) bool { return limit < 0 || n <= limit }

// least is what both limits leave, negative without any.
func least(perPerson, own, perLibrary, all int) int {
	left := -1
	if perPerson >= 0 {
		left = max(perPerson-own, 0)
	}
	if perLibrary >= 0 && (left < 0 || perLibrary-all < left) {
		left = max(perLibrary-all, 0)
	}
	return left
}

// A quota is what was added to a library on a day.
type quota struct {
	library string
	day     int64
}

// spent makes the row if need be, so that there is something to hold while counting.
func (q quota) spent(ctx context.Context, tx *sql.Tx, person, forUpdate string) (int, error) {
	_, err := tx.ExecContext(ctx, `INSERT INTO quotas (library, person, day, spent) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING`,
		q.library, person, q.day)
	if err != nil {
		return 0, err
	}
	var spent int
	err = tx.QueryRowContext(ctx, `SELECT spent FROM quotas WHERE library = $1 AND person = $2 AND day = $3`+forUpdate,
		q.library, person, q.day).Scan(&spent)
	return spent, err
}

func (q quota) set(ctx context.Context, tx *sql.Tx, person string, spent int) error {
	return must(ctx, tx, `UPDATE quotas SET spent = $4 WHERE library = $1 AND person = $2 AND day = $3`, q.library, person, q.day, spent)
}

// Forget removes everything that is kept of a person, in all libraries.
func (s *Store) Forget(ctx context.Context, person string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM quotas WHERE person = $1 AND person <> $2`, clean(person), everybody)
		return err
	})
}
