package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const (
	lockTime     = 10 * time.Second // that a database waits for another's lock
	sqliteReads  = 4                // connections
	journalLimit = 64 << 20         // bytes; what a long backup made it grow over is given back
)

// openSQLite opens the file that stands after sqlite://.
func (s *Store) openSQLite(ctx context.Context, rest string, pragmas []string) error {
	s.dialect = sqliteDialect()
	if rest == ":memory:" {
		s.where, s.memory = "the database in memory", true
		// One connection: another would have another database.
		s.writer = openFile("file::memory:", 1, "_txlock=immediate", pragma("foreign_keys(1)"))
		s.reader = s.writer
		return s.migrate(ctx)
	}
	path, err := filePath(rest)
	if err != nil {
		return err
	}
	s.where = path
	err = s.openWritable(ctx, path, pragmas)
	if failed, ok := errors.AsType[*Error](err); !ok || (failed.Problem != ReadOnlyDisk && failed.Problem != CannotOpen) {
		return err
	}
	if there, statErr := os.Stat(path); statErr != nil || there.IsDir() {
		return err
	}
	return s.openForReading(ctx, path, err)
}

// File is the file that the address of a database names, where it names one.
func File(address string) (path string, ok bool) {
	rest, ok := strings.CutPrefix(address, "sqlite://")
	if !ok || rest == ":memory:" {
		return "", false
	}
	path, err := filePath(rest)
	return path, err == nil
}

// filePath is the path in a URL, absolute, since a process may change its folder.
func filePath(rest string) (string, error) {
	path, err := url.PathUnescape(rest)
	if err != nil || path == "" || strings.Contains(rest, "?") {
		return "", &Error{Problem: BadURL, Where: "DATABASE_URL"}
	}
	if len(path) > 2 && path[0] == '/' && path[2] == ':' { // sqlite:///C:/file.db
		path = path[1:]
	}
	path, err = filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		return "", &Error{Problem: CannotOpen, Where: rest, Err: err}
	}
	return path, nil
}

// openWritable uses one connection to write, so that writers in this process queue up
// instead of meeting at SQLite's lock, and others to read beside it.
func (s *Store) openWritable(ctx context.Context, path string, pragmas []string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		problem, ok := diagnoseSQLite(err)
		if !ok {
			problem = CannotOpen
		}
		return &Error{Problem: problem, Where: path, Err: err}
	}
	// Libraries are their owner's; SQLite would let everybody read a new file.
	if file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err == nil {
		file.Close()
	}
	name := fileName(path)
	params := []string{"_txlock=immediate", "_journal_mode=WAL", "_synchronous=FULL", "_foreign_keys=1",
		pragma("journal_size_limit(" + strconv.Itoa(journalLimit) + ")")}
	for _, p := range pragmas {
		params = append(params, pragma(p))
	}
	s.writer = openFile(name, 1, params...)
	s.reader = openFile(name, sqliteReads, "_query_only=1")
	if err := s.migrate(ctx); err != nil {
		return err
	}
	return s.tryWriting(ctx)
}

// tryWriting writes nothing: SQLite opens a file that may not be written, and begins to
// write in it, without a word. A file that another is writing can be written.
func (s *Store) tryWriting(ctx context.Context) error {
	_, err := s.writer.ExecContext(ctx, `DELETE FROM libraries WHERE 1 = 0`)
	if problem, ok := diagnoseSQLite(err); ok && problem == Locked {
		return nil
	}
	return s.wrap(err)
}

// openForReading opens a file that cannot be written. Where the files beside it, which
// readers share with a writer, cannot be made either, nobody can be writing, and SQLite
// is told so.
func (s *Store) openForReading(ctx context.Context, path string, unwritable error) error {
	s.readOnly = true
	for _, mode := range []string{"mode=ro", "mode=ro&immutable=1"} {
		if err := errors.Join(s.reader.Close(), s.writer.Close()); err != nil {
			return s.wrap(err)
		}
		s.reader = openFile(fileName(path), sqliteReads, mode, "_query_only=1")
		s.writer = s.reader
		err := s.checkSchema(ctx)
		if failed, ok := errors.AsType[*Error](err); !ok || (failed.Problem != ReadOnlyDisk && failed.Problem != CannotOpen) {
			return err
		}
	}
	return unwritable
}

func fileName(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

func pragma(p string) string { return "_pragma=" + url.QueryEscape(p) }

// openFile opens nothing yet: the pool does so when it is used.
func openFile(name string, connections int, params ...string) *sql.DB {
	params = append(params, "_error_rc=1", "_busy_timeout="+strconv.FormatInt(lockTime.Milliseconds(), 10))
	db, err := sql.Open("sqlite", name+"?"+strings.Join(params, "&"))
	if err != nil {
		panic(err) // the driver is not linked in
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}
