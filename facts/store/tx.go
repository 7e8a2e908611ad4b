package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
)

// tries of a transaction that PostgreSQL ended for the sake of another, or whose
// connection had been lost: after a restart of the server, one is found out at a time.
const tries = 2 + postgresConnections

// querier is what a pool and a transaction have in common.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// row is what one row is scanned from.
type row interface{ Scan(dest ...any) error }

// write runs f in a transaction and commits it unless f fails.
func (s *Store) write(ctx context.Context, f func(tx *sql.Tx) error) error {
	return s.writeOwn(ctx, func(tx *sql.Tx) ([]numbered, error) { return nil, f(tx) })
}

// writeOwn is write for what other processes are told of; f returns what that is.
func (s *Store) writeOwn(ctx context.Context, f func(tx *sql.Tx) ([]numbered, error)) error {
	if s.readOnly {
		return &Error{Problem: ReadOnlyDisk, Where: s.where}
	}
	var err error
	for range tries {
		if err = s.once(ctx, f); err == nil || !s.dialect.retry(err) {
			break
		}
	}
	return s.wrap(err)
}

// errCommit is an error of committing: whether anything was stored is not known then.
type errCommit struct{ error }

func (e errCommit) Unwrap() error { return e.error }

func (s *Store) once(ctx context.Context, f func(tx *sql.Tx) ([]numbered, error)) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // nothing to do after a commit, nothing to be done about it otherwise
	own, err := f(tx)
	if err != nil {
		return err
	}
	if s.server != nil {
		if err := tx.Commit(); err != nil {
			return errCommit{err}
		}
		return nil
	}
	return s.own.commit(tx, own)
}

// A change is one transaction that changes a library. It holds the library's row, so
// that changes of one library come one after the other.
type change struct {
	ctx     context.Context
	tx      *sql.Tx
	library string
	now     time.Time

	revision int64
	numbers  int
	deeds    int64
	changes  int64
	moved    bool // the revision was counted up
	told     bool // other processes are to be told
}

// change runs f in a transaction of a library. ErrNotFound: there is no such library.
func (s *Store) change(ctx context.Context, library string, f func(c *change) error) error {
	return s.writeOwn(ctx, func(tx *sql.Tx) ([]numbered, error) {
		c := &change{ctx: ctx, tx: tx, library: library, now: s.now().UTC().Truncate(time.Second)}
		err := tx.QueryRowContext(ctx, `SELECT revision, numbers, deeds, changes FROM libraries WHERE id = $1`+s.dialect.forUpdate, library).
			Scan(&c.revision, &c.numbers, &c.deeds, &c.changes)
		if err != nil {
			return nil, notFound(err)
		}
		if err := f(c); err != nil {
			return nil, err
		}
		return s.conclude(c)
	})
}

// conclude stores what the change did to its library, and tells other processes.
func (s *Store) conclude(c *change) ([]numbered, error) {
	if c.told {
		c.changes++
	}
	err := c.exec(`UPDATE libraries SET revision = $2, numbers = $3, deeds = $4, changes = $5 WHERE id = $1
		AND (revision <> $2 OR numbers <> $3 OR deeds <> $4 OR changes <> $5)`,
		c.library, c.revision, c.numbers, c.deeds, c.changes)
	if err != nil || !c.told {
		return nil, err
	}
	return []numbered{{c.library, c.changes}}, s.notify(c.ctx, c.tx, c.library)
}

// touch is the revision of an article that changes now.
func (c *change) touch() int64 {
	if !c.moved {
		c.revision++
		c.moved = true
	}
	c.told = true
	return c.revision
}

func (c *change) exec(query string, args ...any) error {
	_, err := c.tx.ExecContext(c.ctx, query, args...)
	return err
}

// must is exec for a statement that has to find a row.
func (c *change) must(query string, args ...any) error { return must(c.ctx, c.tx, query, args...) }

func must(ctx context.Context, tx *sql.Tx, query string, args ...any) error {
	result, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return err
	}
	if found, err := result.RowsAffected(); err != nil || found == 0 {
		return errors.Join(err, ErrNotFound)
	}
	return nil
}

// list reads all rows.
func list[T any](ctx context.Context, q querier, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

func scanText(r row) (text string, err error) { return text, r.Scan(&text) }

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

// places is ($from, $from+1, …) for n values.
func places(from, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(map[bool]string{true: "(", false: ", "}[i == 0])
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(from + i))
	}
	return b.String() + ")"
}

// key is a short name for something long: 16 hexadecimal digits.
func key(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:8])
}

// clean makes a text one that every database takes.
func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
}

func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func moment(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

func flag(set bool) int64 {
	if set {
		return 1
	}
	return 0
}
