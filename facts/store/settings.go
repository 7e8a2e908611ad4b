package store

import "context"

// Settings reads all settings of a library, by scope and name. A scope is a channel, or
// empty for the whole library.
func (s *Store) Settings(ctx context.Context, library string) (map[string]map[string]string, error) {
	type chosen struct{ scope, name, value string }
	rows, err := list(ctx, s.reader, func(r row) (v chosen, err error) { return v, r.Scan(&v.scope, &v.name, &v.value) },
		`SELECT scope, name, value FROM settings WHERE library = $1`, library)
	if err != nil {
		return nil, s.wrap(err)
	}
	settings := map[string]map[string]string{}
	for _, r := range rows {
		if settings[r.scope] == nil {
			settings[r.scope] = map[string]string{}
		}
		settings[r.scope][r.name] = r.value
	}
	return settings, nil
}

func setting(ctx context.Context, q querier, library, scope, name string) (string, error) {
	value, err := scanText(q.QueryRowContext(ctx, `SELECT value FROM settings WHERE library = $1 AND scope = $2 AND name = $3`, library, scope, name))
	return value, notFound(err)
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
