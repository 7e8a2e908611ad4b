package store

import (
	"context"
	"database/sql"
	"sync"
	"time"
)

// filePoll is how often a file is looked at.
const filePoll = 250 * time.Millisecond

// watchFile asks one connection now and then whether another has changed the file, and
// only then what has changed.
func (s *Store) watchFile(ctx context.Context, changed func(string)) (run func(), err error) {
	conn, err := s.reader.Conn(ctx)
	if err != nil {
		return nil, err
	}
	version, err := dataVersion(ctx, conn)
	var w *fileWatcher
	if err == nil {
		w, err = s.own.watch(ctx, conn)
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	look := func() {
		now, err := dataVersion(ctx, conn)
		if err != nil || now == version {
			return // an error is met again, and told, where the store is used
		}
		libraries, err := s.own.changedByOthers(ctx, conn, w)
		if err != nil {
			return
		}
		version = now
		for _, library := range libraries {
			changed(library)
		}
	}
	return func() {
		defer conn.Close() //nolint:errcheck // it was only read from
		defer s.own.unwatch(w)
		tick := time.NewTicker(filePoll)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				look()
			}
		}
	}, nil
}

func dataVersion(ctx context.Context, conn *sql.Conn) (version int64, err error) {
	return version, conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version)
}

// numbered is one change of a library.
type numbered struct {
	library string
	number  int64
}

func scanNumbered(r row) (n numbered, err error) { return n, r.Scan(&n.library, &n.number) }

// ownChanges tells what this process changed from what others did. SQLite does not:
// this process's writer is just another connection.
type ownChanges struct {
	mu       sync.Mutex
	watchers map[*fileWatcher]bool
}

type fileWatcher struct {
	seen map[string]int64  // the last change of each library
	own  map[numbered]bool // this process's changes after those
}

// commit keeps watchers from seeing a change before they know whose it is.
func (o *ownChanges) commit(tx *sql.Tx, changes []numbered) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := tx.Commit(); err != nil {
		return err
	}
	for w := range o.watchers {
		for _, c := range changes {
			w.own[c] = true
		}
	}
	return nil
}

const changesQuery = `SELECT id, changes FROM libraries`

func (o *ownChanges) watch(ctx context.Context, q querier) (*fileWatcher, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	now, err := list(ctx, q, scanNumbered, changesQuery)
	if err != nil {
		return nil, err
	}
	w := &fileWatcher{seen: map[string]int64{}, own: map[numbered]bool{}}
	for _, n := range now {
		w.seen[n.library] = n.number
	}
	if o.watchers == nil {
		o.watchers = map[*fileWatcher]bool{}
	}
	o.watchers[w] = true
	return w, nil
}

func (o *ownChanges) unwatch(w *fileWatcher) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.watchers, w)
}

// changedByOthers lists the libraries that others have changed since the last call.
func (o *ownChanges) changedByOthers(ctx context.Context, q querier, w *fileWatcher) ([]string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	now, err := list(ctx, q, scanNumbered, changesQuery)
	if err != nil {
		return nil, err
	}
	var libraries []string
	gone := w.seen
	w.seen = map[string]int64{}
	for _, n := range now {
		last := gone[n.library]
		delete(gone, n.library)
		w.seen[n.library] = n.number
		if n.number < last || w.othersIn(n.library, last, n.number) {
			libraries = append(libraries, n.library)
		}
	}
	for library := range gone {
		libraries = append(libraries, library)
	}
	clear(w.own)
	return libraries, nil
}

func (w *fileWatcher) othersIn(library string, after, upTo int64) bool {
	for number := after + 1; number <= upTo; number++ {
		if !w.own[numbered{library, number}] {
			return true
		}
	}
	return false
}
