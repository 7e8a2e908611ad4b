package store

import (
	"context"
	"database/sql"
	"time"
)

// announce puts an article into the outbox. The id makes an article be announced
// once in a channel.
func (c *change) announce(e Entry, channel string) error {
	return c.exec(`INSERT INTO outbox (id, library, channel, article, number, made) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
		key("announcement", c.library, channel, e.ID), c.library, channel, e.ID, e.Number, seconds(c.now))
}

// NextAnnouncement gives the holder the oldest announcement that nobody holds; ok is
// false when there is none. It comes again after length unless it is Announced.
func (s *Store) NextAnnouncement(ctx context.Context, holder string, now time.Time, length time.Duration) (next Announcement, ok bool, err error) {
	const waiting = ` FROM outbox WHERE until <= $1 ORDER BY made, library, number LIMIT 1`
	if ids, err := list(ctx, s.reader, scanText, `SELECT id`+waiting, seconds(now)); err != nil || len(ids) == 0 {
		return Announcement{}, false, s.wrap(err)
	}
	err = s.write(ctx, func(tx *sql.Tx) error {
		var made int64
		err := tx.QueryRowContext(ctx, `SELECT id, library, channel, article, made`+waiting+s.dialect.skipLocked, seconds(now)).
			Scan(&next.ID, &next.Library, &next.Channel, &next.Article, &made)
		if ok = err == nil; !ok {
			return found(notFound(err))
		}
		next.At = moment(made)
		return must(ctx, tx, `UPDATE outbox SET holder = $2, until = $3 WHERE id = $1`, next.ID, clean(holder), seconds(leaseEnd(now, length)))
	})
	return next, ok && err == nil, err
}

// Announced ends an announcement. One that is gone already is no error.
func (s *Store) Announced(ctx context.Context, id string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE id = $1`, id)
		return err
	})
}
