package store

import (
	"context"
	"errors"
)

// Setting reads one setting; ok is false where nothing is set. The scope is a channel,
// or empty for the whole library.
func (s *Store) Setting(ctx context.Context, library, scope, name string) (value string, ok bool, err error) {
	value, err = setting(ctx, s.reader, library, scope, name)
	if errors.Is(err, ErrNotFound) {
		return "", false, nil
	}
	return value, err == nil, s.wrap(err)
}

func setting(ctx context.Context, q querier, library, scope, name string) (string, error) {
	value, err := scanText(q.QueryRowContext(ctx, `SELECT value FROM settings WHERE library = $1 AND scope = $2 AND name = $3`, library, scope, name))
	return value, notFound(err)
}

// Settings reads all settings of a scope, by name.
func (s *Store) Settings(ctx context.Context, library, scope string) (map[string]string, error) {
	type pair struct{ name, value string }
	pairs, err := list(ctx, s.reader, func(r row) (p pair, err error) { return p, r.Scan(&p.name, &p.value) },
		`SELECT name, value FROM settings WHERE library = $1 AND scope = $2`, library, scope)
	if err != nil {
		return nil, s.wrap(err)
	}
	settings := make(map[string]string, len(pairs))
	for _, p := range pairs {
		settings[p.name] = p.value
	}
	return settings, nil
}

// Set sets a setting; an empty value goes back to the default. ErrNotFound: there is no
// such library.
func (s *Store) Set(ctx context.Context, library, scope, name, value string) error {
	scope, name, value = clean(scope), clean(name), clean(value)
	return s.change(ctx, library, func(c *change) error {
		before, err := setting(ctx, c.tx, library, scope, name)
		if found(err) != nil {
			return err
		}
		if before == value {
			return nil
		}
		if err := c.set(scope, name, value); err != nil {
			return err
		}
		return c.deed(Deed{Kind: DeedSet, Subject: name, Scope: scope, Before: before, After: value})
	})
}

func (c *change) set(scope, name, value string) error {
	c.told = true
	if value == "" {
		return c.exec(`DELETE FROM settings WHERE library = $1 AND scope = $2 AND name = $3`, c.library, scope, name)
	}
	return c.exec(`INSERT INTO settings (library, scope, name, value) VALUES ($1, $2, $3, $4)
		ON CONFLICT (library, scope, name) DO UPDATE SET value = excluded.value`, c.library, scope, name, value)
}
