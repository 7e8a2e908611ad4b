package library_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"byline/facts/library"
	"byline/facts/shelf"
)

// cut is a store whose connection a test cuts.
type cut struct {
	library.Store
	off bool
}

var errCut = errors.New("the cable is out")

func (c *cut) Changed(ctx context.Context, library string, since int64) ([]shelf.Entry, int64, error) {
	if c.off {
		return nil, 0, errCut
	}
	return c.Store.Changed(ctx, library, since)
}

// What is held answers while the store cannot be reached, and catches up afterwards.
func TestOutage(t *testing.T) {
	clock := newClock()
	st := &cut{Store: openStore(t, filepath.Join(t.TempDir(), "b.db"), clock.Now)}
	l := library.New(st, nil, library.WithClock(clock.Now))
	scope := shelf.Scope{Library: local}
	add := func(text string) {
		t.Helper()
		if _, err := l.Add(t.Context(), local, "", shelf.Offer{Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	add("Mayor Ida Holm said 12 boats were sold on Monday.")
	if got := ask(t, l, scope, "How many boats were sold?"); got != "Mayor Ida Holm said 12 boats were sold …: 12" {
		t.Fatal(got)
	}
	add("Skipper Arne Dahl said 40 nets were torn on Tuesday.")
	st.off = true
	for range 3 {
		if got := ask(t, l, scope, "How many boats were sold?"); got != "Mayor Ida Holm said 12 boats were sold …: 12" {
			t.Errorf("during the outage: %q", got)
		}
	}
	st.off = false
	clock.pass(10 * time.Second)
	if got := ask(t, l, scope, "How many nets were torn?"); got != "Skipper Arne Dahl said 40 nets were torn …: 40" {
		t.Errorf("after it: %q", got)
	}
}
