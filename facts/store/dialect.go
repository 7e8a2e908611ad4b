package store

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A dialect is what the two databases do not have in common.
type dialect struct {
	goose      goose.Dialect
	hasTable   string // a query for whether there is a table of a name
	forUpdate  string // locks the rows that are read until the transaction ends
	skipLocked string // the same, passing over rows that others have locked
	lockAll    string // keeps all others from writing until the transaction ends; may be empty
	notify     string // tells other processes; may be empty
	diagnose   func(error) (Problem, bool)
	retry      func(error) bool // whether a transaction may succeed when it is tried again
}

// SQLite needs no locks on rows: its transactions that write begin by taking the one lock.
func sqliteDialect() dialect {
	return dialect{
		goose:    goose.DialectSQLite3,
		hasTable: `SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $1`,
		diagnose: diagnoseSQLite,
		retry:    func(error) bool { return false },
	}
}

// interrupted is what SQLite says when a context ended.
func interrupted(err error) bool {
	failed, ok := errors.AsType[*sqlite.Error](err)
	return ok && failed.Code()&0xff == sqlite3.SQLITE_INTERRUPT
}

func diagnoseSQLite(err error) (Problem, bool) {
	failed, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		switch {
		case errors.Is(err, syscall.ENOSPC):
			return DiskFull, true
		case errors.Is(err, syscall.EROFS):
			return ReadOnlyDisk, true
		case errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist):
			return CannotOpen, true
		}
		return "", false
	}
	switch failed.Code() {
	case sqlite3.SQLITE_IOERR_SHMSIZE: // the file beside the database could not grow
		return DiskFull, true
	}
	switch failed.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return DiskFull, true
	case sqlite3.SQLITE_READONLY:
		return ReadOnlyDisk, true
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return CannotOpen, true
	case sqlite3.SQLITE_CORRUPT:
		return Corrupt, true
	case sqlite3.SQLITE_NOTADB:
		return NotDatabase, true
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return Locked, true
	}
	return "", false
}

func postgresDialect() dialect {
	return dialect{
		goose:      goose.DialectPostgres,
		hasTable:   `SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = ANY (current_schemas(false)) AND tablename = $1`,
		forUpdate:  ` FOR UPDATE`,
		skipLocked: ` FOR UPDATE SKIP LOCKED`,
		lockAll:    `LOCK TABLE libraries, feeds, outbox, secrets IN EXCLUSIVE MODE`,
		notify:     `SELECT pg_notify('` + channel + `', $1)`,
		diagnose:   diagnosePostgres,
		retry:      retryPostgres,
	}
}

// retryPostgres is true of what ended before it was committed, for a reason that is
// gone: a deadlock, or a connection that was lost. No server at all is another matter.
func retryPostgres(err error) bool {
	if said, ok := errors.AsType[*pgconn.PgError](err); ok && (said.Code == "40001" || said.Code == "40P01") {
		return true
	}
	if _, ok := errors.AsType[errCommit](err); ok {
		return false
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return false
	}
	problem, _ := diagnosePostgres(err)
	return problem == Unreachable
}

func diagnosePostgres(err error) (Problem, bool) {
	if said, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch code := said.Code; {
		case code == "53100":
			return DiskFull, true
		case code == "25006":
			return ReadOnlyDisk, true
		case strings.HasPrefix(code, "28"), code == "42501":
			return Denied, true
		case code == "3D000":
			return NoDatabase, true
		case code == "55P03", code == "40001", code == "40P01":
			return Locked, true
		case strings.HasPrefix(code, "08"), strings.HasPrefix(code, "57P"), code == "53300":
			return Unreachable, true
		case strings.HasPrefix(code, "XX"):
			return Corrupt, true
		}
		return "", false
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return Unreachable, true
	}
	if errors.Is(err, context.DeadlineExceeded) { // the caller's own; it is a net.Error as well
		return "", false
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return Unreachable, true
	}
	return "", false
}
