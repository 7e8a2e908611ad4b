package library_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"byline/facts/library"
	"byline/facts/store"
)

// idle is a store in which nothing happens.
type idle struct {
	library.Store
	watched atomic.Int32
}

func (i *idle) Watching(context.Context, func(string)) error {
	if i.watched.Add(1) < 3 {
		return errors.New("the server is starting")
	}
	return nil
}
func (*idle) Libraries(context.Context) ([]string, error) { return nil, nil }
func (*idle) ReadOnly() bool                              { return false }
func (*idle) Sweep(context.Context, time.Time) error      { return nil }
func (*idle) LeaseFeed(context.Context, string, time.Time, time.Duration) (store.Lease, bool, error) {
	return store.Lease{}, false, nil
}

// The store is watched once: each watching holds a connection.
func TestStoreIsWatchedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := &idle{}
		l := library.New(st, nil)
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { l.Run(ctx) })
		time.Sleep(24 * time.Hour)
		cancel()
		running.Wait()
		if n := st.watched.Load(); n != 3 { // two failures, and then for good
			t.Errorf("the store was watched %d times in a day", n)
		}
	})
}
