package store

import (
	"context"
	"time"
)

// CountLimit is how many texts of a kind are kept for each library.
const CountLimit = 500

// maxSaid is more bytes than a counted text has; PostgreSQL's keys take some 2700.
const maxSaid = 1000

// AddCounts adds to what is counted in a library. Of each kind CountLimit texts are kept: the
// rarest gives way to a new one, the oldest of several. ErrNotFound: there is no such
// library.
func (s *Store) AddCounts(ctx context.Context, library string, counts ...Count) error {
	return s.change(ctx, library, func(c *change) error {
		for _, n := range counts {
			if err := c.count(n); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *change) count(n Count) error {
	said := clean(n.Said)
	if len(said) > maxSaid {
		said = clean(said[:maxSaid])
	}
	err := c.exec(`INSERT INTO counts (library, kind, said, times, latest) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (library, kind, said) DO UPDATE SET times = counts.times + excluded.times,
			latest = CASE WHEN counts.latest > excluded.latest THEN counts.latest ELSE excluded.latest END`,
		c.library, string(n.Kind), said, n.Times, seconds(dayOf(n.Last)))
	if err != nil {
		return err
	}
	return c.exec(`DELETE FROM counts WHERE library = $1 AND kind = $2 AND said IN (
			SELECT said FROM counts WHERE library = $1 AND kind = $2 AND said <> $3
			ORDER BY times DESC, latest DESC, said LIMIT 1000000 OFFSET $4)`,
		c.library, string(n.Kind), said, CountLimit-1)
}

// dayOf is the day of a time, in UTC.
func dayOf(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// Counts lists what is counted in a library and was counted on a day or later, what comes
// most often first, at most limit of each kind.
func (s *Store) Counts(ctx context.Context, library string, kind CountKind, since time.Time, limit int) ([]Count, error) {
	counts, err := list(ctx, s.reader, func(r row) (Count, error) {
		n := Count{Kind: kind}
		var latest int64
		err := r.Scan(&n.Said, &n.Times, &latest)
		n.Last = moment(latest)
		return n, err
	}, `SELECT said, times, latest FROM counts WHERE library = $1 AND kind = $2 AND latest >= $3
		ORDER BY times DESC, latest DESC, said LIMIT $4`, library, string(kind), seconds(dayOf(since)), max(limit, 0))
	return counts, s.wrap(err)
}

// ClearCounts forgets everything that is counted in a library. ErrNotFound: there is no
// such library.
func (s *Store) ClearCounts(ctx context.Context, library string) error {
	return s.change(ctx, library, func(c *change) error {
		return c.exec(`DELETE FROM counts WHERE library = $1`, library)
	})
}
