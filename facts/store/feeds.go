package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

const feedColumns = `id, library, url, title, channel, paused, added, next, last_success, last_attempt, last_error, failures, articles, items, etag, last_modified, imported`

func scanFeed(r row) (Feed, error) {
	var f Feed
	var added, next, success, attempt int64
	err := r.Scan(&f.ID, &f.Library, &f.URL, &f.Title, &f.Channel, &f.Paused, &added, &next, &success, &attempt, &f.LastError, &f.Failures,
		&f.Articles, &f.Items, &f.ETag, &f.LastModified, &f.Imported)
	f.Added, f.Next, f.LastSuccess, f.LastAttempt = moment(added), moment(next), moment(success), moment(attempt)
	return f, notFound(err)
}

// feed finds a feed that is watched.
func (c *change) feed(id string) (Feed, error) {
	return scanFeed(c.tx.QueryRowContext(c.ctx, `SELECT `+feedColumns+` FROM feeds WHERE library = $1 AND id = $2 AND removed = 0`, c.library, id))
}

// Watch lets a feed bring articles. Library, URL, Title, Channel, Paused and Next are
// taken from feed, the rest is set by the store; without Next it is due at once. A feed
// that is watched already is returned as it is, with isNew false; one that was unwatched
// comes back with what it has seen. ErrNotFound: there is no such library.
func (s *Store) Watch(ctx context.Context, feed Feed) (_ Feed, isNew bool, err error) {
	url := clean(feed.URL)
	id := key("feed", feed.Library, url)
	var watched Feed
	err = s.change(ctx, feed.Library, func(c *change) (err error) {
		watched, err = c.feed(id)
		isNew = errors.Is(err, ErrNotFound)
		if !isNew {
			return err
		}
		next := feed.Next
		if next.IsZero() {
			next = c.now
		}
		err = c.exec(`INSERT INTO feeds (id, library, url, title, channel, paused, added, removed, next,
				last_success, last_attempt, last_error, failures, articles, items, etag, last_modified, imported)
			VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, 0, 0, '', 0, 0, 0, '', '', 0)
			ON CONFLICT (id) DO UPDATE SET removed = 0, title = excluded.title, channel = excluded.channel, paused = excluded.paused, next = excluded.next`,
			id, c.library, url, clean(feed.Title), clean(feed.Channel), flag(feed.Paused), seconds(c.now), seconds(next))
		if err != nil {
			return err
		}
		if watched, err = c.feed(id); err != nil {
			return err
		}
		if err := c.undone(id, DeedUnwatch); err != nil {
			return err
		}
		return c.deed(Deed{Kind: DeedWatch, Subject: id, After: feedName(watched)})
	})
	return watched, isNew && err == nil, err
}

func feedName(f Feed) string {
	if f.Title != "" {
		return f.Title
	}
	return f.URL
}

// Unwatch ends a feed; it is kept for UndoTime. ErrNotFound.
func (s *Store) Unwatch(ctx context.Context, library, id string) (Feed, error) {
	return s.changeFeed(ctx, library, id, func(c *change, f *Feed) (DeedKind, error) {
		return DeedUnwatch, c.unwatch(id, true)
	})
}

// Pause pauses a feed or lets it go on. ErrNotFound.
func (s *Store) Pause(ctx context.Context, library, id string, paused bool) (Feed, error) {
	return s.changeFeed(ctx, library, id, func(c *change, f *Feed) (DeedKind, error) {
		if f.Paused == paused {
			return "", nil
		}
		f.Paused = paused
		kind := DeedResume
		if paused {
			kind = DeedPause
		}
		return kind, c.pause(id, paused)
	})
}

// changeFeed does something to a watched feed, and notes it as a deed of the kind that
// f returns, if any.
func (s *Store) changeFeed(ctx context.Context, library, id string, f func(*change, *Feed) (DeedKind, error)) (Feed, error) {
	var feed Feed
	err := s.change(ctx, library, func(c *change) (err error) {
		if feed, err = c.feed(id); err != nil {
			return err
		}
		kind, err := f(c, &feed)
		if err != nil || kind == "" {
			return err
		}
		return c.deed(Deed{Kind: kind, Subject: id, After: feedName(feed)})
	})
	return feed, err
}

// unwatch ends a feed, or begins it again. Whoever polls it just now loses the lease.
func (c *change) unwatch(id string, ended bool) error {
	removed := int64(0)
	if ended {
		removed = seconds(c.now)
	}
	c.told = true
	return c.must(`UPDATE feeds SET removed = $3, holder = '', until = 0 WHERE library = $1 AND id = $2
		AND CASE removed WHEN 0 THEN 0 ELSE 1 END = $4`, c.library, id, removed, flag(!ended))
}

func (c *change) pause(id string, paused bool) error {
	c.told = true
	return c.must(`UPDATE feeds SET paused = $3 WHERE library = $1 AND id = $2 AND paused <> $3`, c.library, id, flag(paused))
}

func (c *change) undoFeed(d Deed) error {
	var err error
	switch d.Kind {
	case DeedWatch, DeedUnwatch:
		err = c.unwatch(d.Subject, d.Kind == DeedWatch)
	case DeedPause, DeedResume:
		err = c.pause(d.Subject, d.Kind == DeedResume)
	}
	return already(err)
}

// Feeds lists the feeds of a library, oldest first.
func (s *Store) Feeds(ctx context.Context, library string) ([]Feed, error) {
	feeds, err := list(ctx, s.reader, scanFeed, `SELECT `+feedColumns+` FROM feeds WHERE library = $1 AND removed = 0 ORDER BY added, url`, library)
	return feeds, s.wrap(err)
}

// LeaseFeed gives the holder the one feed that has been due longest, of any library,
// that is not paused and that nobody holds, not even the same holder. ok is false when
// there is none.
func (s *Store) LeaseFeed(ctx context.Context, holder string, now time.Time, length time.Duration) (lease Lease, ok bool, err error) {
	const due = ` FROM feeds WHERE next <= $1 AND until <= $1 AND paused = 0 AND removed = 0 ORDER BY next, id LIMIT 1`
	// Most often nothing is due, which is found out without the lock for writing.
	if ids, err := list(ctx, s.reader, scanText, `SELECT id`+due, seconds(now)); err != nil || len(ids) == 0 {
		return Lease{}, false, s.wrap(err)
	}
	err = s.write(ctx, func(tx *sql.Tx) (err error) {
		feed, err := scanFeed(tx.QueryRowContext(ctx, `SELECT `+feedColumns+due+s.dialect.skipLocked, seconds(now)))
		if ok = err == nil; !ok {
			return found(err)
		}
		lease = Lease{Feed: feed, Holder: clean(holder), Until: leaseEnd(now, length)}
		return must(ctx, tx, `UPDATE feeds SET holder = $2, until = $3 WHERE id = $1`, feed.ID, lease.Holder, seconds(lease.Until))
	})
	return lease, ok && err == nil, err
}

// leaseEnd is a whole second, and not before the lease should end.
func leaseEnd(now time.Time, length time.Duration) time.Time {
	return moment(seconds(now.Add(length + time.Second - 1)))
}

// Finish keeps what a poll found and ends the lease. ErrLeaseLost when the lease had
// ended and another has it, or the feed is unwatched: then nothing is kept.
func (s *Store) Finish(ctx context.Context, lease Lease, poll Poll) error {
	failed := flag(poll.Err != "")
	keep := flag(poll.Err != "" || poll.Unchanged)
	return s.write(ctx, func(tx *sql.Tx) error {
		err := must(ctx, tx, `UPDATE feeds SET holder = '', until = 0, next = $4, last_attempt = $5, last_error = $6,
				last_success = CASE WHEN $7 = 1 THEN last_success ELSE $5 END,
				failures = CASE WHEN $7 = 1 THEN failures + 1 ELSE 0 END,
				imported = CASE WHEN $7 = 1 THEN imported ELSE 1 END,
				title = CASE WHEN $8 = '' THEN title ELSE $8 END,
				articles = articles + $9,
				items = CASE WHEN $10 = 1 THEN items ELSE $11 END,
				etag = CASE WHEN $10 = 1 THEN etag ELSE $12 END,
				last_modified = CASE WHEN $10 = 1 THEN last_modified ELSE $13 END
			WHERE id = $1 AND holder = $2 AND until = $3 AND removed = 0`,
			lease.Feed.ID, lease.Holder, seconds(lease.Until), seconds(poll.Next), seconds(poll.At), clean(poll.Err),
			failed, clean(poll.Title), poll.Articles, keep, poll.Items, clean(poll.ETag), clean(poll.LastModified))
		if errors.Is(err, ErrNotFound) {
			return ErrLeaseLost
		}
		return err
	})
}
