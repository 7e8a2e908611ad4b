// Package pgtest gives tests a PostgreSQL of their own: databases on the server that
// DATABASE_URL_TEST names, or else on one that it starts, if there is a server's binary
// on this machine.
package pgtest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Variable names a server for tests, as a URL of a user who may make databases.
const Variable = "DATABASE_URL_TEST"

// A Server is one PostgreSQL. It ends with the test that started it.
type Server struct {
	url url.URL // of a database that is there
}

// Start finds or starts a server. Where there is none and none can be started the test
// is skipped; in CI it fails.
func Start(t testing.TB) *Server {
	t.Helper()
	if given := os.Getenv(Variable); given != "" {
		u, err := url.Parse(given)
		if err != nil {
			t.Fatalf("%s is no URL", Variable) // err would show the password
		}
		return &Server{*u}
	}
	binaries, ok := find()
	if !ok {
		const missing = "no PostgreSQL: set " + Variable + " or install its server (Debian: apt-get install postgresql)"
		if os.Getenv("CI") != "" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	return start(t, binaries)
}

// find returns the folder of the newest server's programs. Debian keeps them off the path.
func find() (folder string, ok bool) {
	if initdb, err := exec.LookPath("initdb"); err == nil {
		if initdb, err = filepath.EvalSymlinks(initdb); err == nil && complete(filepath.Dir(initdb)) {
			return filepath.Dir(initdb), true
		}
	}
	folders, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", false
	}
	for _, folder := range slices.Backward(folders) {
		if complete(folder) {
			return folder, true
		}
	}
	return "", false
}

func complete(folder string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		if _, err := exec.LookPath(filepath.Join(folder, name)); err != nil {
			return false
		}
	}
	return true
}

// Database makes an empty database for one test and returns its URL.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	name := "byline_" + rand.Text()
	s.admin(t, `CREATE DATABASE "`+name+`"`)
	t.Cleanup(func() { s.admin(t, `DROP DATABASE "`+name+`" WITH (FORCE)`) })
	u := s.url
	u.Path = "/" + name
	return u.String()
}

func (s *Server) admin(t testing.TB, statement string) {
	t.Helper()
	ctx := context.Background() // the test's own is over when it cleans up
	conn, err := pgx.Connect(ctx, s.url.String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatal(err)
	}
}
