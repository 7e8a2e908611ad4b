package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
)

// A Survey is what a database holds over all its libraries.
type Survey struct {
	Where     string // the file, or the server and its database; without the password
	File      string // the path of the file; empty where there is none
	Server    bool   // it is a PostgreSQL server's
	Libraries int
	Articles  int    // removed ones aside
	Feeds     []Feed // those watched, by library
	Bytes     int64  // that all of it takes
}

// Survey tells what the database holds, and that it can be written: without that, its
// error is an *Error of the problem ReadOnlyDisk, and the survey holds all the same.
func (s *Store) Survey(ctx context.Context) (Survey, error) {
	v := Survey{Where: s.where, Server: s.server != nil}
	if !v.Server && !s.memory {
		v.File = s.where
	}
	err := errors.Join(
		s.reader.QueryRowContext(ctx, `SELECT count(*) FROM libraries`).Scan(&v.Libraries),
		s.reader.QueryRowContext(ctx, `SELECT count(*) FROM articles WHERE removed = 0`).Scan(&v.Articles),
	)
	if err != nil {
		return v, s.wrap(err)
	}
	v.Feeds, err = list(ctx, s.reader, scanFeed, `SELECT `+feedColumns+` FROM feeds WHERE removed = 0 ORDER BY library, added, url`)
	if err != nil {
		return v, s.wrap(err)
	}
	if v.Server {
		err = s.reader.QueryRowContext(ctx, `SELECT pg_database_size(current_database())`).Scan(&v.Bytes)
	} else {
		v.Bytes, err = fileBytes(v.File)
	}
	if err != nil {
		return v, s.wrap(err)
	}
	if s.readOnly {
		return v, &Error{Problem: ReadOnlyDisk, Where: s.where}
	}
	return v, s.tryWriting(ctx)
}

// fileBytes is what a database takes on its disk, with the files that SQLite has beside it.
func fileBytes(path string) (total int64, err error) {
	if path == "" {
		return 0, nil
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + suffix)
		switch {
		case err == nil:
			total += info.Size()
		case !errors.Is(err, fs.ErrNotExist):
			return 0, err
		}
	}
	return total, nil
}
