package store

import (
	"errors"
	"io"

	"github.com/jackc/pgx/v5/pgconn"
)

// Pragmas are set on the connection to a file that writes.
func Pragmas(pragmas ...string) Option { return func(o *options) { o.pragmas = pragmas } }

// CheckBackup reads a backup into nothing.
func CheckBackup(r io.Reader) error { return readBackup(r, func(table, *cells) error { return nil }) }

// DiagnosePostgres is the problem that a code of the server stands for, empty for none.
func DiagnosePostgres(code string) Problem {
	problem, _ := diagnosePostgres(errors.Join(&pgconn.PgError{Code: code}))
	return problem
}
