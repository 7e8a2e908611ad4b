package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"time"
)

// Backup writes everything but leases and quotas, as it is at one moment, in a form that
// any database can restore: gzipped JSON, a line a row. What w says when it fails is
// returned as it is.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	out := &backupWriter{compressed: gzip.NewWriter(w), rows: map[string]int{}}
	out.buffered = bufio.NewWriterSize(out.compressed, 1<<16)
	out.lines = json.NewEncoder(out.buffered)
	out.lines.SetEscapeHTML(false)

	tx, err := s.reader.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return s.wrap(err)
	}
	defer tx.Rollback() //nolint:errcheck // it was only read from

	head := backupHead{Backup: backupName, Format: backupFormat, Made: s.now().UTC().Format(time.RFC3339), Columns: map[string][]string{}}
	for _, t := range tables() {
		head.Columns[t.name] = t.names()
	}
	out.line(head)
	for _, t := range tables() {
		if err := out.table(ctx, tx, t); err != nil {
			return s.wrap(err)
		}
		if out.err != nil {
			return out.err
		}
	}
	out.line(backupLine{End: out.rows})
	return errors.Join(out.err, out.buffered.Flush(), out.compressed.Close())
}

type backupWriter struct {
	compressed *gzip.Writer
	buffered   *bufio.Writer
	lines      *json.Encoder
	rows       map[string]int
	err        error // of the writer beneath
}

func (b *backupWriter) line(v any) {
	if b.err == nil {
		b.err = b.lines.Encode(v)
	}
}

// table returns what the database says; what the writer says stays in b.err.
func (b *backupWriter) table(ctx context.Context, tx *sql.Tx, t table) error {
	b.rows[t.name] = 0
	rows, err := tx.QueryContext(ctx, t.selectAll())
	if err != nil {
		return err
	}
	defer rows.Close()
	c := newCells(t.columns)
	pointers := c.pointers()
	for b.err == nil && rows.Next() {
		if err := rows.Scan(pointers...); err != nil {
			return err
		}
		row, err := c.encode()
		if err != nil {
			return err
		}
		b.line(backupLine{Table: t.name, Row: row})
		b.rows[t.name]++
	}
	return rows.Err()
}
