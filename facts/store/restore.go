package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
)

// maxLine is more than the longest article and its table can be, in bytes.
const maxLine = 256 << 20

// RestoreBackup replaces everything, quotas excepted, by what a backup holds, or changes
// nothing and returns an *Error. A secret that the backup does not have stays, since what
// it has signed is out in the world.
func (s *Store) RestoreBackup(ctx context.Context, r io.Reader) error {
	if s.readOnly {
		return &Error{Problem: ReadOnlyDisk, Where: s.where}
	}
	// Tried once only: a second try would find nothing more in r.
	return s.wrap(s.once(ctx, func(tx *sql.Tx) ([]numbered, error) {
		if s.dialect.lockAll != "" {
			if _, err := tx.ExecContext(ctx, s.dialect.lockAll); err != nil {
				return nil, err
			}
		}
		before, err := list(ctx, tx, scanCounts, countsQuery)
		if err != nil {
			return nil, err
		}
		kept, err := list(ctx, tx, scanHidden, `SELECT name, value FROM secrets`)
		if err != nil {
			return nil, err
		}
		if err := s.fill(ctx, tx, r); err != nil {
			return nil, err
		}
		for _, h := range kept {
			if err := h.keep(ctx, tx); err != nil {
				return nil, err
			}
		}
		return s.outgrow(ctx, tx, before)
	}))
}

// fill empties all tables and fills them from a backup.
func (s *Store) fill(ctx context.Context, tx *sql.Tx, r io.Reader) error {
	all := tables()
	for _, t := range slices.Backward(all) {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+t.name); err != nil {
			return err
		}
	}
	statements := map[string]*sql.Stmt{}
	for _, t := range all {
		statement, err := tx.PrepareContext(ctx, t.insert())
		if err != nil {
			return err
		}
		defer statement.Close() //nolint:revive // there are few
		statements[t.name] = statement
	}
	return readBackup(r, func(t table, row *cells) error {
		_, err := statements[t.name].ExecContext(ctx, row.values()...)
		if failed, ok := errors.AsType[*Error](s.wrap(err)); ok && failed.Problem == Failed {
			return damaged(err) // rows that contradict each other
		}
		return err
	})
}

// counts are what must never go back.
type counts struct {
	library                           string
	revision, numbers, deeds, changes int64
}

const countsQuery = `SELECT id, revision, numbers, deeds, changes FROM libraries`

func scanCounts(r row) (c counts, err error) {
	return c, r.Scan(&c.library, &c.revision, &c.numbers, &c.deeds, &c.changes)
}

// outgrow counts every library on from what it was and from what the backup says, so
// that whoever remembers either sees that it is another, and numbers that people were
// told of since are not given again. All articles count as changed.
func (s *Store) outgrow(ctx context.Context, tx *sql.Tx, before []counts) ([]numbered, error) {
	after, err := list(ctx, tx, scanCounts, countsQuery)
	if err != nil {
		return nil, err
	}
	old := map[string]counts{}
	for _, c := range before {
		old[c.library] = c
	}
	var changes []numbered
	for _, c := range after {
		was := old[c.library]
		revision, changed := max(c.revision, was.revision)+1, max(c.changes, was.changes)+1
		_, err := tx.ExecContext(ctx, `UPDATE libraries SET revision = $2, floor = $2, numbers = $3, deeds = $4, changes = $5 WHERE id = $1`,
			c.library, revision, max(c.numbers, was.numbers), max(c.deeds, was.deeds), changed)
		if err != nil {
			return nil, err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE articles SET revision = $2 WHERE library = $1`, c.library, revision); err != nil {
			return nil, err
		}
		changes = append(changes, numbered{c.library, changed})
	}
	return changes, s.notify(ctx, tx, "")
}

func damaged(err error) error { return &Error{Problem: BadBackup, Where: "the backup", Err: err} }

func cut(err error) error { return &Error{Problem: CutBackup, Where: "the backup", Err: err} }

// readBackup calls row with each row of a backup, in order. The rows may have been told
// before it shows that the end is missing. Its own errors are *Errors.
func readBackup(r io.Reader, row func(table, *cells) error) error {
	compressed, err := gzip.NewReader(r)
	if err != nil {
		return damaged(err)
	}
	lines := bufio.NewScanner(compressed)
	lines.Buffer(make([]byte, 1<<16), maxLine)
	b := &backupReader{lines: lines, given: map[string]int{}}
	if err := b.readHead(); err != nil {
		return err
	}
	for {
		line, err := b.next()
		if err != nil {
			return err
		}
		if line.End != nil {
			return b.readEnd(line.End)
		}
		t, ok := b.tables[line.Table]
		if !ok || len(line.Row) != t.width {
			return damaged(nil)
		}
		if err := t.cells.decode(line.Row, t.at); err != nil {
			return damaged(err)
		}
		b.given[line.Table]++
		if err := row(t.table, t.cells); err != nil {
			return err
		}
	}
}

type backupReader struct {
	lines  *bufio.Scanner
	tables map[string]backupTable
	given  map[string]int
}

type backupTable struct {
	table
	cells *cells
	at    []int // where in a row the value of a column stands
	width int
}

// scan reads one line; only the end of the file is no error.
func (b *backupReader) scan() (bool, error) {
	ok := b.lines.Scan() // also half a line, when there was an error
	err := b.lines.Err()
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return false, cut(err)
	case err != nil:
		return false, damaged(err)
	}
	return ok, nil
}

func (b *backupReader) readHead() error {
	ok, err := b.scan()
	if err != nil {
		return err
	}
	var head backupHead
	if !ok || json.Unmarshal(b.lines.Bytes(), &head) != nil || head.Backup != backupName || head.Format < 1 {
		return damaged(nil)
	}
	if head.Format > backupFormat {
		return &Error{Problem: NewerBackup, Where: "the backup"}
	}
	b.tables = map[string]backupTable{}
	for _, t := range tables() {
		names, ok := head.Columns[t.name]
		if !ok && head.Format < t.since {
			continue
		}
		if !ok {
			return damaged(nil)
		}
		bt := backupTable{table: t, cells: newCells(t.columns), width: len(names)}
		for _, name := range t.names() {
			at := slices.Index(names, name)
			if at < 0 {
				return damaged(nil)
			}
			bt.at = append(bt.at, at)
		}
		b.tables[t.name] = bt
	}
	return nil
}

func (b *backupReader) next() (backupLine, error) {
	var line backupLine
	ok, err := b.scan()
	if err != nil {
		return line, err
	}
	if !ok {
		return line, cut(nil)
	}
	if err := json.Unmarshal(b.lines.Bytes(), &line); err != nil {
		return line, damaged(err)
	}
	return line, nil
}

// readEnd compares the rows, and reads on to the end of the file, where the checksum is.
func (b *backupReader) readEnd(rows map[string]int) error {
	for name := range b.tables {
		if _, ok := rows[name]; !ok {
			return damaged(nil)
		}
	}
	maps.DeleteFunc(rows, func(_ string, n int) bool { return n == 0 })
	if !maps.Equal(rows, b.given) {
		return damaged(nil)
	}
	more, err := b.scan()
	if err != nil {
		return err
	}
	if more {
		return damaged(nil)
	}
	return nil
}
