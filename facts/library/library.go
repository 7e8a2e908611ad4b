// Package library keeps libraries ready to be asked. What is in them lasts in a store;
// packed tables and an index of each are held in memory from the first use on, follow what this
// and other processes change, and give way to other libraries when there are too many.
package library

import (
	"container/list"
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/article/fetch"
	"byline/facts/shelf"
	"byline/facts/store"
)

// Store is what libraries are kept in; facts/store.Store does that.
type Store interface {
	Libraries(ctx context.Context) ([]string, error)
	EnsureLibrary(ctx context.Context, library string, first ...store.Addition) (bool, error)
	Add(ctx context.Context, library string, additions []store.Addition) ([]shelf.Result, error)
	Current(ctx context.Context, library string, ids []string, f func(shelf.Entry, store.Version) error) error
	Versions(ctx context.Context, library, id string) ([]store.Version, error)
	Revision(ctx context.Context, library string) (int64, error)
	Changed(ctx context.Context, library string, since int64) ([]shelf.Entry, int64, error)
	SetFacts(ctx context.Context, library, id string, version int, facts []byte, reader int) error
	Entry(ctx context.Context, library, id string) (shelf.Entry, error)
	Remove(ctx context.Context, library, id string) (shelf.Entry, error)

	Deeds(ctx context.Context, library string, limit int) ([]shelf.Deed, error)
	Undo(ctx context.Context, library string, deed int64) (shelf.Deed, error)
	Settings(ctx context.Context, library string) (map[string]map[string]string, error)
	Set(ctx context.Context, library, scope, name, value string) error
	Spend(ctx context.Context, library, person string, day time.Time, n, perPerson, perLibrary int) (bool, int, error)
	Forget(ctx context.Context, person string) error

	Watch(ctx context.Context, feed shelf.Feed) (shelf.Feed, bool, error)
	Unwatch(ctx context.Context, library, id string) (shelf.Feed, error)
	Pause(ctx context.Context, library, id string, paused bool) (shelf.Feed, error)
	Feeds(ctx context.Context, library string) ([]shelf.Feed, error)
	LeaseFeed(ctx context.Context, holder string, now time.Time, length time.Duration) (store.Lease, bool, error)
	Finish(ctx context.Context, lease store.Lease, poll store.Poll) error
	Seen(ctx context.Context, feedID string) ([]string, error)
	MarkSeen(ctx context.Context, feedID string, said []string) error
	NextAnnouncement(ctx context.Context, holder string, now time.Time, length time.Duration) (store.Announcement, bool, error)
	Announced(ctx context.Context, id string) error

	AddCounts(ctx context.Context, library string, counts ...shelf.Count) error
	Counts(ctx context.Context, library string, kind shelf.CountKind, since time.Time, limit int) ([]shelf.Count, error)
	ClearCounts(ctx context.Context, library string) error

	Sweep(ctx context.Context, now time.Time) error
	Watching(ctx context.Context, changed func(library string)) error
	ReadOnly() bool
}

// Fetcher gets pages from the web; facts/article/fetch.Client does that safely.
type Fetcher interface {
	// Get fetches a page that a person asked for, Crawl one that the program came upon.
	Get(ctx context.Context, url string, cond fetch.Condition) (*fetch.Response, error)
	Crawl(ctx context.Context, url string, cond fetch.Condition) (*fetch.Response, error)
}

// Libraries are all libraries of one store. Make them with New. They are safe for
// concurrent use.
type Libraries struct {
	store  Store
	fetch  Fetcher
	log    *slog.Logger
	now    func() time.Time
	holder string // this process, where leases are concerned
	limit  int    // articles in memory
	packer *facts.Packer
	tally  tally
	unread chan struct{} // filled when settings are to be read again

	mu     sync.Mutex
	slots  map[string]*list.Element // of *slot
	recent *list.List               // most recently used first
}

// An Option changes how libraries work.
type Option func(*Libraries)

// WithLog lets the background work log what goes wrong.
func WithLog(log *slog.Logger) Option { return func(l *Libraries) { l.log = log } }

// WithClock takes the time from now.
func WithClock(now func() time.Time) Option { return func(l *Libraries) { l.now = now } }

// WithLimit bounds how many articles are held in memory over all libraries. The library
// in use is held whatever its size.
func WithLimit(articles int) Option { return func(l *Libraries) { l.limit = articles } }

// DefaultLimit holds one very large library or some thousand small ones.
const DefaultLimit = 20_000

// unpacked is how many bytes of tables are kept unpacked over all libraries: those of some
// 400 articles, which is more than many replies look at.
const unpacked = 16 << 20

// New makes the libraries of a store.
func New(s Store, f Fetcher, options ...Option) *Libraries {
	l := &Libraries{store: s, fetch: f, log: slog.New(slog.DiscardHandler), now: time.Now, holder: rand.Text(),
		limit: DefaultLimit, packer: facts.NewPacker(unpacked), unread: make(chan struct{}, 1), slots: map[string]*list.Element{}, recent: list.New()}
	for _, o := range options {
		o(l)
	}
	return l
}

// A slot is one library in memory. Its state is replaced, never changed.
type slot struct {
	name  string
	stale atomic.Bool // somebody changed the library since the state was made
	state atomic.Pointer[state]

	choices choices

	building sync.Mutex // held by the one who makes the next state
	wait     time.Time  // after a failure, before the next try
}

// outage is how long a store that failed is left alone by those who only ask.
const outage = 5 * time.Second

// slot finds the place of a library, and makes it the most recently used.
func (l *Libraries) slot(name string) *slot {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.slots[name]; ok {
		l.recent.MoveToFront(e)
		return e.Value.(*slot)
	}
	s := &slot{name: name}
	l.slots[name] = l.recent.PushFront(s)
	return s
}

// bound drops the libraries used longest ago while too many articles are held.
func (l *Libraries) bound() {
	l.mu.Lock()
	defer l.mu.Unlock()
	held := 0
	for e := l.recent.Front(); e != nil; {
		next := e.Next()
		s := e.Value.(*slot)
		held++ // an empty library costs something too
		if st := s.state.Load(); st != nil {
			held += len(st.entries)
		}
		if held > l.limit && e != l.recent.Front() {
			l.recent.Remove(e)
			delete(l.slots, s.name)
		}
		e = next
	}
}

// ready is a library as it is now: made at first use, brought up to date when it changed.
func (l *Libraries) ready(ctx context.Context, name string) (*state, error) {
	s := l.slot(name)
	if st := s.state.Load(); st != nil && !s.stale.Load() {
		return st, nil
	}
	s.building.Lock()
	defer s.building.Unlock()
	old := s.state.Load()
	if old != nil && !s.stale.Load() {
		return old, nil
	}
	if old != nil && l.now().Before(s.wait) {
		return old, nil
	}
	s.stale.Store(false) // before reading: what changes meanwhile makes it stale again
	st, err := l.next(ctx, name, old)
	if err != nil {
		s.stale.Store(true)
		if old == nil {
			return nil, err
		}
		// What is held goes on answering while the store cannot be reached.
		l.log.WarnContext(ctx, "a library could not be brought up to date; what is held answers", "reason", err)
		s.wait = l.now().Add(outage)
		return old, nil
	}
	s.state.Store(st)
	l.bound()
	return st, nil
}

// next is the state after the old one, which is nil at first.
func (l *Libraries) next(ctx context.Context, name string, old *state) (*state, error) {
	if old == nil {
		if err := l.ensure(ctx, name); err != nil {
			return nil, err
		}
		return l.load(ctx, name)
	}
	changed, revision, err := l.store.Changed(ctx, name, old.revision)
	if errors.Is(err, store.ErrReplaced) {
		return l.load(ctx, name)
	}
	if err != nil {
		return nil, err
	}
	if len(changed) == 0 {
		return old.at(revision), nil // no article has
	}
	return l.follow(ctx, name, old, changed, revision)
}

// ensure makes a library that is not there, with the seed article in it.
func (l *Libraries) ensure(ctx context.Context, name string) error {
	if l.store.ReadOnly() {
		return nil
	}
	_, err := l.store.EnsureLibrary(ctx, name, addition(article.Seed(), shelf.OriginSeed))
	return err
}

// changed notes that a library, or any for an empty name, is no longer what is held.
func (l *Libraries) changed(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for n, e := range l.slots {
		if name == "" || n == name {
			e.Value.(*slot).stale.Store(true)
		}
	}
}
