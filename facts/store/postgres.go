package store

import (
	"context"
	"net"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	postgresConnections = 8
	connectTime         = 10 * time.Second
	keepAlive           = 15 * time.Second // so that a server that vanished is noticed
)

// openPostgres opens a database on a server. The URL's parameters are those of libpq.
func (s *Store) openPostgres(ctx context.Context, address string) error {
	s.dialect = postgresDialect()
	s.where = "DATABASE_URL"
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return &Error{Problem: BadURL, Where: s.where} // err holds the password
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTime
	}
	config.DialFunc = (&net.Dialer{KeepAlive: keepAlive}).DialContext
	s.server = config
	s.where = net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port))) + "/" + config.Database

	s.writer = stdlib.OpenDB(*config, stdlib.OptionAfterConnect(func(ctx context.Context, conn *pgx.Conn) error {
		// Not as a parameter of the connection: poolers refuse those they do not know.
		_, err := conn.Exec(ctx, `SET lock_timeout = `+strconv.FormatInt(lockTime.Milliseconds(), 10))
		return err
	}))
	s.writer.SetMaxOpenConns(postgresConnections)
	s.writer.SetMaxIdleConns(postgresConnections)
	s.writer.SetConnMaxIdleTime(5 * time.Minute)
	s.reader = s.writer
	return s.migrate(ctx)
}
