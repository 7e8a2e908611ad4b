package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
)

const secretSize = 32 // bytes

// Secret returns 32 random bytes, made when the name is first asked for and the same
// for every process ever after.
func (s *Store) Secret(ctx context.Context, name string) ([]byte, error) {
	value, err := secret(ctx, s.reader, name)
	if !errors.Is(err, ErrNotFound) {
		return value, s.wrap(err)
	}
	err = s.write(ctx, func(tx *sql.Tx) (err error) {
		fresh := make([]byte, secretSize)
		_, _ = rand.Read(fresh) // never fails
		if err := (hidden{name, fresh}).keep(ctx, tx); err != nil {
			return err
		}
		value, err = secret(ctx, tx, name) // another's, if it was quicker
		return err
	})
	return value, err
}

func secret(ctx context.Context, q querier, name string) (value []byte, err error) {
	err = q.QueryRowContext(ctx, `SELECT value FROM secrets WHERE name = $1`, name).Scan(&value)
	return value, notFound(err)
}

// hidden is a secret with its name.
type hidden struct {
	name  string
	value []byte
}

func scanHidden(r row) (h hidden, err error) { return h, r.Scan(&h.name, &h.value) }

// keep stores a secret, unless there is one of its name.
func (h hidden) keep(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING`, h.name, h.value)
	return err
}
