package library

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	"byline/facts"
	"byline/facts/shelf"
)

const (
	pollers    = 2                // feeds polled at once by one process
	pollPause  = 5 * time.Second  // between looks for a feed that is due
	sweepPause = time.Hour        // between removals of what is kept no longer
	retryPause = 10 * time.Second // after the store failed
	toldPause  = 2 * time.Second  // between looks for an article that somebody is to be told of
	toldLease  = time.Minute      // to tell one channel of one article
	toldWithin = 24 * time.Hour   // of the article's coming
)

// Run does what libraries need while they are served, until the context ends: it learns
// what other processes change, polls feeds, and removes what is kept no longer.
func (l *Libraries) Run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return l.watchStore(ctx) })
	group.Go(func() error { return l.warm(ctx) })
	group.Go(func() error { return l.followSettings(ctx) })
	if l.store.ReadOnly() {
		return group.Wait()
	}
	for range pollers {
		group.Go(func() error {
			return l.again(ctx, "polling feeds", pollPause, func() error { return l.pollDue(ctx) })
		})
	}
	group.Go(func() error { return l.countUntil(ctx) })
	group.Go(func() error {
		return l.again(ctx, "sweeping", sweepPause, func() error { return l.store.Sweep(ctx, l.now()) })
	})
	return group.Wait()
}

// watchStore begins to learn of what other processes change. Once begun, the store goes on
// by itself, through lost connections too: each further call would hold one more.
func (l *Libraries) watchStore(ctx context.Context) error {
	for {
		err := l.store.Watching(ctx, l.elsewhere)
		if err == nil {
			l.elsewhere("") // what was read before the watch began may have changed since
			return nil
		}
		l.log.WarnContext(ctx, "what other processes change is not noticed yet; this is tried again", "reason", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(retryPause):
		}
	}
}

// warm reads the libraries that are there, so that the first who asks after a start need
// not wait. It leaves half of the room to those who ask meanwhile.
func (l *Libraries) warm(ctx context.Context) error {
	names, err := l.store.Libraries(ctx)
	if err != nil {
		return nil // whoever asks is told
	}
	held := 0
	for _, name := range names {
		if held > l.limit/2 || ctx.Err() != nil {
			return nil
		}
		st, err := l.ready(ctx, name)
		if err != nil {
			return nil
		}
		if _, err := l.Setting(ctx, name, "", ""); err != nil { // which reads all of them
			return nil
		}
		st.index.get()
		held += len(st.entries) + 1
	}
	return nil
}

// again does something over and over, with a pause between, until the context ends. What
// fails is logged and tried again.
func (l *Libraries) again(ctx context.Context, what string, pause time.Duration, do func() error) error {
	for {
		if err := survived(do); err != nil && ctx.Err() == nil {
			l.log.WarnContext(ctx, "this failed and is tried again: "+what, "reason", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// survived does something and makes a panic an error: one page that breaks the reading of
// it must not end the program.
func survived(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return do()
}

// A Teller tells a channel of a new article of a library.
type Teller func(ctx context.Context, library, channel string, e shelf.Entry, t *facts.Table) error

// ErrNoChannel is what a Teller returns for a channel that will not be told ever: it is
// gone, or another process's.
var ErrNoChannel = errors.New("library: there is no such channel")

// Announce tells channels of new articles until the context ends. Each is told once,
// whichever process does it; one that could not be told is tried again.
func (l *Libraries) Announce(ctx context.Context, tell Teller) error {
	return l.again(ctx, "telling of new articles", toldPause, func() error { return l.announceDue(ctx, tell) })
}

// announceDue tells of what is to be told now.
func (l *Libraries) announceDue(ctx context.Context, tell Teller) error {
	for {
		a, ok, err := l.store.NextAnnouncement(ctx, l.holder, l.now(), toldLease)
		if err != nil || !ok {
			return err
		}
		if l.now().Sub(a.At) <= toldWithin { // what is older is no news
			if err := l.announce(ctx, a.Library, a.Channel, a.Article, tell); err != nil && !errors.Is(err, ErrNoChannel) {
				return err
			}
		}
		if err := l.store.Announced(ctx, a.ID); err != nil {
			return err
		}
	}
}

func (l *Libraries) announce(ctx context.Context, library, channel, article string, tell Teller) error {
	if silent, err := l.silent(ctx, library, channel); silent || err != nil {
		return err
	}
	st, err := l.ready(ctx, library)
	if err != nil {
		return err
	}
	for i, e := range st.entries {
		if e.ID == article {
			return tell(ctx, library, channel, e, st.sources[i].Table())
		}
	}
	return nil // removed meanwhile
}
