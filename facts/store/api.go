package store

import (
	"context"
	"errors"
	"io"
	"time"
)

// Store is one database with all its libraries. It may be used by any number of
// goroutines, and any number of processes may use one database at once.
//
// Every error that comes from the database is an *Error, which has a sentence for
// people; context.Canceled and context.DeadlineExceeded are passed on. What was
// acknowledged by returning nil survives the process and, where disks keep their
// word, the machine.
type Store struct{}

var errNotYet = errors.New("store: not yet")

// An Option changes how a store is opened.
type Option func(*options)

type options struct{}

// Clock makes the store take the time from now instead of time.Now.
func Clock(now func() time.Time) Option { return func(o *options) {} }

// Open opens the database that a URL names, makes it if it is a file that is not
// there, and brings its tables up to date:
//
//	sqlite:///path/file.db          a file; the folders above it are made
//	sqlite://:memory:               a private one that ends with the store
//	postgres://user:pass@host/name  a server
//
// A file that may not be written is opened for reading (see ReadOnly).
func Open(ctx context.Context, url string, opts ...Option) (*Store, error) { return nil, errNotYet }

// Close ends the store. Watching ends with it.
func (s *Store) Close() error { return nil }

// ReadOnly tells whether the database can only be read. Every method that writes then
// fails with an *Error of the problem ReadOnlyDisk.
func (s *Store) ReadOnly() bool { return false }

// EnsureLibrary makes a library with its first articles, all or nothing, unless it is
// there already. However many processes do so at once, one makes it.
func (s *Store) EnsureLibrary(ctx context.Context, library string, first ...Addition) (created bool, err error) {
	return false, errNotYet
}

// Libraries lists the libraries, sorted.
func (s *Store) Libraries(ctx context.Context) ([]string, error) { return nil, errNotYet }

// Add adds articles, all or nothing, and says in the same order what became of each.
// Version.Number, Stored and Hash are set by the store. ErrNotFound: there is no such
// library. ErrText: see there.
//
// An article is there already if one has its URL, or its text in any version. White
// space does not tell texts apart. An article without a URL takes that of a duplicate.
func (s *Store) Add(ctx context.Context, library string, additions []Addition) ([]Result, error) {
	return nil, errNotYet
}

// Entries lists the articles that are not removed, newest first: by the time of
// publication, else of adding, then by Number.
func (s *Store) Entries(ctx context.Context, library string) ([]Entry, error) { return nil, errNotYet }

// Entry finds an article by its ID, removed ones too. ErrNotFound.
func (s *Store) Entry(ctx context.Context, library, id string) (Entry, error) {
	return Entry{}, errNotYet
}

// ByNumber finds an article by its number, removed ones too. ErrNotFound.
func (s *Store) ByNumber(ctx context.Context, library string, number int) (Entry, error) {
	return Entry{}, errNotYet
}

// Current calls f with the newest version of each article, in the order of Entries:
// of those named that are not removed, or of all when ids is nil. It reads some at a
// time, and f may use the store. The first error of f ends it and is returned.
func (s *Store) Current(ctx context.Context, library string, ids []string, f func(Entry, Version) error) error {
	return errNotYet
}

// Versions lists all versions of an article, oldest first. ErrNotFound.
func (s *Store) Versions(ctx context.Context, library, id string) ([]Version, error) {
	return nil, errNotYet
}

// Revision tells how often the articles of a library have changed. It only grows. It is
// 0 where there is no such library.
func (s *Store) Revision(ctx context.Context, library string) (int64, error) { return 0, errNotYet }

// Changed lists the articles that changed after a revision, removed ones too, and the
// revision that the list goes up to. ErrReplaced when a backup was restored since: read
// everything anew, from revision 0.
func (s *Store) Changed(ctx context.Context, library string, since int64) ([]Entry, int64, error) {
	return nil, 0, errNotYet
}

// SetFacts keeps the fact table that another reader made of a version. It changes no
// revision. ErrNotFound.
func (s *Store) SetFacts(ctx context.Context, library, id string, version int, facts []byte, reader int) error {
	return errNotYet
}

// Remove removes an article; it is kept for UndoTime. ErrNotFound, also when it is
// removed already.
func (s *Store) Remove(ctx context.Context, library, id string) (Entry, error) {
	return Entry{}, errNotYet
}

// Restore takes a removal back. ErrNotFound, also when the article is not removed.
func (s *Store) Restore(ctx context.Context, library, id string) (Entry, error) {
	return Entry{}, errNotYet
}

// Setting reads one setting; ok is false where nothing is set. The scope is a channel,
// or empty for the whole library.
func (s *Store) Setting(ctx context.Context, library, scope, name string) (value string, ok bool, err error) {
	return "", false, errNotYet
}

// Settings reads all settings of a scope, by name.
func (s *Store) Settings(ctx context.Context, library, scope string) (map[string]string, error) {
	return nil, errNotYet
}

// Set sets a setting; an empty value goes back to the default. ErrNotFound: there is no
// such library.
func (s *Store) Set(ctx context.Context, library, scope, name, value string) error { return errNotYet }

// Deeds lists what was done to a library, newest first, at most limit.
func (s *Store) Deeds(ctx context.Context, library string, limit int) ([]Deed, error) {
	return nil, errNotYet
}

// Undo takes one deed back and returns it. Of an update, the version before becomes
// the newest again, as a further version. ErrNotFound, ErrAlreadyUndone (also when it was
// taken back in another way, by Restore for instance), ErrTooOld.
func (s *Store) Undo(ctx context.Context, library string, deed int64) (Deed, error) {
	return Deed{}, errNotYet
}

// Watch lets a feed bring articles. Library, URL, Title, Channel, Paused and Next are
// taken from feed, the rest is set by the store. A feed that is watched already is
// returned as it is, with isNew false; one that was unwatched comes back with what it
// has seen. ErrNotFound: there is no such library.
func (s *Store) Watch(ctx context.Context, feed Feed) (_ Feed, isNew bool, err error) {
	return Feed{}, false, errNotYet
}

// Unwatch ends a feed; it is kept for UndoTime. ErrNotFound.
func (s *Store) Unwatch(ctx context.Context, library, id string) (Feed, error) {
	return Feed{}, errNotYet
}

// Pause pauses a feed or lets it go on. ErrNotFound.
func (s *Store) Pause(ctx context.Context, library, id string, paused bool) (Feed, error) {
	return Feed{}, errNotYet
}

// Feeds lists the feeds of a library, oldest first.
func (s *Store) Feeds(ctx context.Context, library string) ([]Feed, error) { return nil, errNotYet }

// LeaseFeed gives the holder the one feed that has been due longest, of any library,
// that is not paused and that nobody holds, not even the same holder. ok is false when
// there is none.
func (s *Store) LeaseFeed(ctx context.Context, holder string, now time.Time, length time.Duration) (_ Lease, ok bool, err error) {
	return Lease{}, false, errNotYet
}

// Finish keeps what a poll found and ends the lease. ErrLeaseLost when the lease had
// ended and another has it, or the feed is unwatched: then nothing is kept.
func (s *Store) Finish(ctx context.Context, lease Lease, poll Poll) error { return errNotYet }

// SeenItems tells which of the keys of a feed's items were marked as seen.
func (s *Store) SeenItems(ctx context.Context, feedID string, keys []string) (map[string]bool, error) {
	return nil, errNotYet
}

// MarkSeen marks items of a feed as seen. The latest SeenLimit are kept for each feed.
// ErrNotFound: there is no such feed.
func (s *Store) MarkSeen(ctx context.Context, feedID string, keys []string) error { return errNotYet }

// SeenLimit is how many items of a feed are remembered.
const SeenLimit = 5000

// NextAnnouncement gives the holder the oldest announcement that nobody holds; ok is
// false when there is none. It comes again after length unless it is Announced.
func (s *Store) NextAnnouncement(ctx context.Context, holder string, now time.Time, length time.Duration) (_ Announcement, ok bool, err error) {
	return Announcement{}, false, errNotYet
}

// Announced ends an announcement. One that is gone already is no error.
func (s *Store) Announced(ctx context.Context, id string) error { return errNotYet }

// Spend counts n additions of a person on a day (in UTC) unless that would go over what
// a person, or all together, may add to the library in one day; a negative limit is
// none. With ok or without, left is what the person may still add that day, negative
// where nothing limits it. A negative n gives back.
func (s *Store) Spend(ctx context.Context, library, person string, day time.Time, n, perPerson, perLibrary int) (ok bool, left int, err error) {
	return false, 0, errNotYet
}

// Forget removes everything that is kept of a person, in all libraries.
func (s *Store) Forget(ctx context.Context, person string) error { return errNotYet }

// Secret returns 32 random bytes, made when the name is first asked for and the same
// for every process ever after.
func (s *Store) Secret(ctx context.Context, name string) ([]byte, error) { return nil, errNotYet }

// Sweep removes what was kept only for a while and is over UndoTime or QuotaTime old.
func (s *Store) Sweep(ctx context.Context, now time.Time) error { return errNotYet }

// Watching returns once it is watching, and from then on calls changed within a second
// when another process changed a library: its articles, settings or feeds (but not for
// polls). An empty library means that any may have changed. The calls come one at a
// time, until ctx ends or the store is closed; changed may use the store.
func (s *Store) Watching(ctx context.Context, changed func(library string)) error { return errNotYet }

// Backup writes everything but leases and quotas, as it is at one moment, in a form that
// any database can restore: gzipped JSON, a line a row.
func (s *Store) Backup(ctx context.Context, w io.Writer) error { return errNotYet }

// RestoreBackup replaces everything, quotas excepted, by what a backup holds, or changes
// nothing and returns an *Error.
func (s *Store) RestoreBackup(ctx context.Context, r io.Reader) error { return errNotYet }
