package store_test

import (
	"testing"

	"byline/facts/store/pgtest"
	"byline/facts/store/storetest"
)

func TestPostgres(t *testing.T) {
	server := pgtest.Start(t)
	t.Run("store", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) string { return server.Database(t) })
	})
}
