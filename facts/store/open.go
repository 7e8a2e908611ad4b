package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// Store is one database with all its libraries. It may be used by any number of
// goroutines, and any number of processes may use one database at once.
//
// An error that comes from the database is an *Error, which has a sentence for people;
// context.Canceled and context.DeadlineExceeded are passed on. What was acknowledged by
// returning nil survives the process and, where disks keep their word, the machine.
type Store struct {
	where    string // for people; without the password
	dialect  dialect
	writer   *sql.DB
	reader   *sql.DB         // the writer itself, for a database in memory and for a server
	server   *pgx.ConnConfig // nil for SQLite
	memory   bool
	readOnly bool
	now      func() time.Time
	token    string // tells this store from others on the same database
	own      ownChanges

	closing context.Context // ends what Watching started
	close   context.CancelFunc
	running sync.WaitGroup
}

// An Option changes how a store is opened.
type Option func(*options)

type options struct {
	now     func() time.Time
	pragmas []string // for SQLite, of the writer
}

// Clock makes the store take the time from now instead of time.Now.
func Clock(now func() time.Time) Option { return func(o *options) { o.now = now } }

// Open opens the database that a URL names, makes it if it is a file that is not
// there, and brings its tables up to date:
//
//	sqlite:///path/file.db          a file; the folders above it are made
//	sqlite://:memory:               a private one that ends with the store
//	postgres://user:pass@host/name  a server
//
// A file that may not be written is opened for reading (see ReadOnly).
func Open(ctx context.Context, url string, opts ...Option) (*Store, error) {
	o := options{now: time.Now}
	for _, opt := range opts {
		opt(&o)
	}
	token := make([]byte, 8)
	_, _ = rand.Read(token) // never fails
	s := &Store{now: o.now, token: hex.EncodeToString(token)}
	s.closing, s.close = context.WithCancel(context.Background())

	var err error
	switch scheme, rest, _ := strings.Cut(url, "://"); scheme {
	case "sqlite":
		err = s.openSQLite(ctx, rest, o.pragmas)
	case "postgres", "postgresql":
		err = s.openPostgres(ctx, url)
	default:
		err = &Error{Problem: BadURL, Where: "DATABASE_URL"}
	}
	if err != nil {
		_ = s.Close() // nothing was done with it
		return nil, err
	}
	return s, nil
}

// Close ends the store. Watching ends with it.
func (s *Store) Close() error {
	s.close()
	s.running.Wait()
	var err error
	if s.reader != nil && s.reader != s.writer {
		err = s.reader.Close()
	}
	if s.writer != nil {
		err = errors.Join(err, s.writer.Close())
	}
	return s.wrap(err)
}

// ReadOnly tells whether the database can only be read. Every method that writes then
// fails with an *Error of the problem ReadOnlyDisk.
func (s *Store) ReadOnly() bool { return s.readOnly }

// wrap makes what a database said an *Error. Refusals and what a context said stay as
// they are. Only the text of the rest is kept: pgx's errors hold the password.
func (s *Store) wrap(err error) error {
	if err == nil {
		return nil
	}
	if refusal, ok := errors.AsType[Refusal](err); ok {
		return refusal
	}
	if known, ok := errors.AsType[*Error](err); ok {
		return known
	}
	if errors.Is(err, context.Canceled) || interrupted(err) {
		return context.Canceled
	}
	if problem, ok := s.dialect.diagnose(err); ok {
		return &Error{Problem: problem, Where: s.where, Err: s.plain(err)}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return &Error{Problem: Failed, Where: s.where, Err: s.plain(err)}
}

// plain keeps the text of an error without the password.
func (s *Store) plain(err error) error {
	text := err.Error()
	if s.server != nil && s.server.Password != "" {
		text = strings.ReplaceAll(text, s.server.Password, "xxxxx")
	}
	return errors.New(text)
}
