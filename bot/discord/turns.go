package discord

import (
	"context"
	"sync"
)

// turns lets one at a time do what has the same key. discordgo's rate limiter is read
// without its lock and waits while holding it; with one request at a time for each of its
// buckets, neither can harm, and waiting for the turn ends with the context.
type turns struct {
	mu   sync.Mutex
	keys map[string]*turn
}

type turn struct {
	taken chan struct{} // holds one token while somebody has the turn
	users int           // who have it or wait for it
}

func newTurns() *turns { return &turns{keys: map[string]*turn{}} }

// take waits for the turn of a key. The function gives it back; it is nil when ctx ended
// first.
func (t *turns) take(ctx context.Context, key string) (giveBack func()) {
	t.mu.Lock()
	one, ok := t.keys[key]
	if !ok {
		one = &turn{taken: make(chan struct{}, 1)}
		t.keys[key] = one
	}
	one.users++
	t.mu.Unlock()
	leave := func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if one.users--; one.users == 0 {
			delete(t.keys, key)
		}
	}
	select {
	case one.taken <- struct{}{}:
		return func() {
			<-one.taken
			leave()
		}
	case <-ctx.Done():
		leave()
		return nil
	}
}
