package store

import (
	"context"
	"database/sql"
	"time"
)

// Sweep removes what was kept only for a while and is over UndoTime, QuotaTime or CountTime old.
func (s *Store) Sweep(ctx context.Context, now time.Time) error {
	undo, quota, count := seconds(now.Add(-UndoTime)), seconds(now.Add(-QuotaTime)), seconds(now.Add(-CountTime))
	return s.write(ctx, func(tx *sql.Tx) error {
		for _, over := range []struct {
			query  string
			before int64
		}{
			{`DELETE FROM articles WHERE removed > 0 AND removed < $1`, undo}, // and their versions with them
			{`DELETE FROM feeds WHERE removed > 0 AND removed < $1`, undo},    // and what they have seen
			{`DELETE FROM deeds WHERE done < $1`, undo},
			{`DELETE FROM quotas WHERE day < $1`, quota},
			{`DELETE FROM counts WHERE latest < $1`, count},
		} {
			if _, err := tx.ExecContext(ctx, over.query, over.before); err != nil {
				return err
			}
		}
		return nil
	})
}
