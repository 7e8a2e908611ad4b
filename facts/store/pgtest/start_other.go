//go:build !unix

package pgtest

import "testing"

func start(t testing.TB, _ string) *Server {
	t.Helper()
	t.Skip("starting PostgreSQL is not written for this system; set " + Variable)
	return nil
}
