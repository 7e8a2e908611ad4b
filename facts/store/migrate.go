package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"
	"log/slog"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

const (
	schemaTable = "byline_schema" // goose's own, of which migrations have run
	schemaLock  = 8123640121      // of PostgreSQL's advisory locks
	migrateTime = 30 * time.Second
	migratePoll = 50 * time.Millisecond
)

// migrate brings the tables up to date, while other processes may be at it too. On
// PostgreSQL goose makes them wait for each other. SQLite has nothing to wait with:
// there the loser of the race fails, and finds on looking again that all is done.
func (s *Store) migrate(ctx context.Context) error {
	deadline := time.Now().Add(migrateTime)
	for {
		current, target, err := s.schema(ctx)
		switch {
		case err == nil && current == target:
			return nil
		case err == nil && current > target:
			return &Error{Problem: Newer, Where: s.where}
		case err == nil:
			_, err = s.up(ctx)
			if err == nil {
				return nil
			}
		}
		failed := s.wrap(err)
		if known, ok := errors.AsType[*Error](failed); !ok || (known.Problem != Locked && known.Problem != Failed) || time.Now().After(deadline) {
			return failed
		}
		if known, _ := errors.AsType[*Error](failed); known.Problem == Failed {
			// Another has made the tables meanwhile, or they cannot be made.
			if now, _, err := s.schema(ctx); err != nil || now == current {
				return failed
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(migratePoll):
		}
	}
}

// checkSchema tells whether the tables can be read as they are.
func (s *Store) checkSchema(ctx context.Context) error {
	current, target, err := s.schema(ctx)
	switch {
	case err != nil:
		return s.wrap(err)
	case current > target:
		return &Error{Problem: Newer, Where: s.where}
	case current < target:
		return &Error{Problem: NeedsUpgrade, Where: s.where}
	}
	return nil
}

// schema is the version of the tables, 0 for none, and the one this program knows.
func (s *Store) schema(ctx context.Context) (current, target int64, err error) {
	provider, err := s.provider()
	if err != nil {
		return 0, 0, err
	}
	sources := provider.ListSources()
	target = sources[len(sources)-1].Version
	var tables int
	if err := s.writer.QueryRowContext(ctx, s.dialect.hasTable, schemaTable).Scan(&tables); err != nil {
		return 0, target, err
	}
	if tables == 0 {
		return 0, target, nil
	}
	var version sql.NullInt64
	err = s.writer.QueryRowContext(ctx, `SELECT max(version_id) FROM `+schemaTable).Scan(&version)
	return version.Int64, target, err
}

func (s *Store) up(ctx context.Context) ([]*goose.MigrationResult, error) {
	provider, err := s.provider()
	if err != nil {
		return nil, err
	}
	return provider.Up(ctx)
}

func (s *Store) provider() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	opts := []goose.ProviderOption{
		goose.WithTableName(schemaTable),
		goose.WithDisableGlobalRegistry(true),
		goose.WithSlog(slog.New(slog.DiscardHandler)),
	}
	if s.server != nil {
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(schemaLock), lock.WithLockTimeout(1, 60))
		if err != nil {
			return nil, err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(s.dialect.goose, s.writer, files, opts...)
}
