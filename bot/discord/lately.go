package discord

import (
	"sync"
	"time"
)

// lately remembers what Discord told of things by their ids, each for a while.
type lately[V any] struct {
	now  func() time.Time
	most int // known at once

	mu    sync.Mutex
	known map[string]lasting[V]
}

type lasting[V any] struct {
	value V
	until time.Time
}

func newLately[V any](most int) *lately[V] {
	return &lately[V]{now: time.Now, most: most, known: map[string]lasting[V]{}}
}

func (l *lately[V]) get(id string) (V, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	one, ok := l.known[id]
	return one.value, ok && l.now().Before(one.until)
}

// put remembers one. When there are too many, one that is known no longer gives way, or
// else any.
func (l *lately[V]) put(id string, value V, length time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if _, ok := l.known[id]; !ok && len(l.known) >= l.most {
		last := ""
		for other, one := range l.known {
			if last = other; !now.Before(one.until) {
				break
			}
		}
		delete(l.known, last)
	}
	l.known[id] = lasting[V]{value, now.Add(length)}
}
