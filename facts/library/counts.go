package library

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"byline/facts/shelf"
	"byline/facts/store"
)

const (
	countPause   = 10 * time.Second    // between writings of what was counted
	countAtEnd   = time.Second         // to write the rest
	maxUncounted = 1000                // different things that wait to be written; what is more is not counted
	voteTime     = 30 * 24 * time.Hour // over which votes are summed up
	maxTallied   = 500
)

// A tally is what was counted and not written yet.
type tally struct {
	mu    sync.Mutex
	times map[counted]int
}

type counted struct {
	library string
	kind    shelf.CountKind
	said    string
	day     time.Time
}

func (t *tally) add(c counted, times int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.times == nil {
		t.times = map[counted]int{}
	}
	if _, ok := t.times[c]; ok || len(t.times) < maxUncounted {
		t.times[c] += times
	}
}

// take empties the tally.
func (t *tally) take() map[counted]int {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := t.times
	t.times = nil
	return all
}

func (l *Libraries) count(library string, kind shelf.CountKind, said string) {
	if !l.store.ReadOnly() {
		l.tally.add(counted{library, kind, said, l.now().UTC().Truncate(24 * time.Hour)}, 1)
	}
}

// Unanswered counts a question that found nothing. It never waits: Run writes what was
// counted, now and then.
func (l *Libraries) Unanswered(library, question string) {
	l.count(library, shelf.CountUnanswered, question)
}

// Vote counts whether the answer to a line helped. The line may be empty where it is not
// known. It never waits, as Unanswered.
func (l *Libraries) Vote(library, line string, helped bool) {
	kind := shelf.CountHelpedOn
	if !helped {
		kind = shelf.CountFailedOn
		if line != "" {
			l.count(library, shelf.CountUnhelpful, line)
		}
	}
	l.count(library, kind, l.now().UTC().Format(time.DateOnly))
}

// Tally is what was counted in a library.
func (l *Libraries) Tally(ctx context.Context, library string) (shelf.Tally, error) {
	if err := l.writeCounts(ctx); err != nil {
		return shelf.Tally{}, err
	}
	var t shelf.Tally
	var err error
	read := func(kind shelf.CountKind, since time.Time) (counts []shelf.Count) {
		if err == nil {
			counts, err = l.store.Counts(ctx, library, kind, since, maxTallied)
		}
		return counts
	}
	t.Unanswered = read(shelf.CountUnanswered, time.Time{})
	t.Unhelpful = read(shelf.CountUnhelpful, time.Time{})
	lately := l.now().Add(-voteTime)
	for _, day := range read(shelf.CountHelpedOn, lately) {
		t.Helped += day.Times
	}
	for _, day := range read(shelf.CountFailedOn, lately) {
		t.Failed += day.Times
	}
	return t, err
}

// ClearTally forgets what was counted in a library.
func (l *Libraries) ClearTally(ctx context.Context, library string) error {
	if err := l.writeCounts(ctx); err != nil {
		return err
	}
	err := l.store.ClearCounts(ctx, library)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// writeCounts writes what was counted since the last time.
func (l *Libraries) writeCounts(ctx context.Context) error {
	waiting := l.tally.take()
	counts := map[string][]shelf.Count{}
	for c, times := range waiting {
		counts[c.library] = append(counts[c.library], shelf.Count{Kind: c.kind, Said: c.said, Times: times, Last: c.day})
	}
	var failed error
	for library, some := range counts {
		slices.SortFunc(some, func(a, b shelf.Count) int { return a.Last.Compare(b.Last) })
		err := l.store.AddCounts(ctx, library, some...)
		if err == nil || errors.Is(err, store.ErrNotFound) { // a library that is not kept counts nothing
			continue
		}
		failed = err
		for _, c := range some {
			l.tally.add(counted{library, c.Kind, c.Said, c.Last}, c.Times)
		}
	}
	return failed
}

// countUntil writes what is counted until the context ends, and then the rest.
func (l *Libraries) countUntil(ctx context.Context) error {
	err := l.again(ctx, "writing counts", countPause, func() error { return l.writeCounts(ctx) })
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), countAtEnd)
	defer cancel()
	if lost := survived(func() error { return l.writeCounts(last) }); lost != nil {
		l.log.WarnContext(ctx, "the last counts could not be written", "reason", lost)
	}
	return err
}
