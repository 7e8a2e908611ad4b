package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	channel    = "byline" // of PostgreSQL's notifications
	firstPause = 250 * time.Millisecond
	longPause  = 30 * time.Second
)

// notify tells the processes that watch, once the transaction is committed.
func (s *Store) notify(ctx context.Context, tx *sql.Tx, library string) error {
	if s.dialect.notify == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, s.dialect.notify, s.token+" "+library)
	return err
}

// listen has a connection of its own. When that is lost, it connects again, with
// longer and longer pauses, and reports that anything may have changed meanwhile.
func (s *Store) listen(ctx context.Context, changed func(string)) (run func(), err error) {
	conn, err := s.listener(ctx)
	if err != nil {
		return nil, err
	}
	return func() {
		for {
			s.hear(ctx, conn, changed)
			if conn = s.reconnect(ctx); conn == nil {
				return
			}
			changed("")
		}
	}, nil
}

func (s *Store) listener(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, s.server)
	if err != nil {
		return nil, err
	}
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		hangUp(conn)
		return nil, err
	}
	return conn, nil
}

// hear reports what others changed until the connection is lost or ctx ends.
func (s *Store) hear(ctx context.Context, conn *pgx.Conn, changed func(string)) {
	defer hangUp(conn)
	for {
		heard, err := conn.WaitForNotification(ctx)
		if err != nil {
			return
		}
		if token, library, _ := strings.Cut(heard.Payload, " "); token != s.token {
			changed(library)
		}
	}
}

// reconnect is nil when ctx ended first.
func (s *Store) reconnect(ctx context.Context) *pgx.Conn {
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
		if conn, err := s.listener(ctx); err == nil {
			return conn
		}
	}
}

// hangUp says goodbye, but not for long.
func hangUp(conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = conn.Close(ctx)
}
