package store_test

import (
	"bytes"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"byline/facts/store"
	"byline/facts/store/pgtest"
	"byline/facts/store/storetest"
)

func TestPostgres(t *testing.T) {
	t.Parallel()
	server := pgtest.Start(t)
	t.Run("store", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) string { return server.Database(t) })
	})
	for name, test := range map[string]func(*testing.T, string){
		"killed":                           killedOnServer,
		"what is wrong":                    serverProblems,
		"newer":                            newerOnServer,
		"older":                            olderOnServer,
		"a lost connection":                lostConnection,
		"to and from SQLite":               moving,
		"a server that is only to be read": readOnlyServer,
	} {
		t.Run(name, func(t *testing.T) { test(t, server.Database(t)) })
	}
}

func killedOnServer(t *testing.T, url string) { killRepeatedly(t, url, usualKills/3) }

func serverProblems(t *testing.T, good string) {
	changed := func(change func(*url.URL, url.Values)) string {
		u, err := url.Parse(good)
		check(t, err)
		query := u.Query()
		change(u, query)
		u.RawQuery = query.Encode()
		return u.String()
	}
	const password = "geheim&%"
	for what, test := range map[string]struct {
		url  string
		want store.Problem
	}{
		"a wrong password": {changed(func(u *url.URL, _ url.Values) {
			u.User = url.UserPassword(u.User.Username(), password)
		}), store.Denied},
		"an unknown user":  {changed(func(u *url.URL, _ url.Values) { u.User = url.UserPassword("nobody", password) }), store.Denied},
		"no such database": {changed(func(u *url.URL, _ url.Values) { u.Path = "/elsewhere" }), store.NoDatabase},
		"no server": {changed(func(u *url.URL, q url.Values) {
			u.User = url.UserPassword("ann", password)
			u.Host = ""
			q.Set("host", filepath.Join(t.TempDir(), "nowhere"))
		}), store.Unreachable},
	} {
		_, err := store.Open(t.Context(), test.url)
		if said(err) != string(test.want) {
			t.Errorf("%s: %v", what, err)
			continue
		}
		for _, secret := range []string{password, url.QueryEscape(password), url.PathEscape(password)} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%s: the password is told: %v", what, err)
			}
		}
	}
}

func TestWhatAServerSays(t *testing.T) {
	for code, want := range map[string]store.Problem{
		"53100": store.DiskFull, "25006": store.ReadOnlyDisk, "28P01": store.Denied, "28000": store.Denied, "42501": store.Denied,
		"3D000": store.NoDatabase, "55P03": store.Locked, "57P01": store.Unreachable, "57P03": store.Unreachable, "08006": store.Unreachable,
		"53300": store.Unreachable, "XX001": store.Corrupt, "23505": "",
	} {
		if got := store.DiagnosePostgres(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

// on runs a statement beside the store.
func on(t *testing.T, url, statement string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	check(t, err)
	defer conn.Close(t.Context())
	_, err = conn.Exec(t.Context(), statement)
	check(t, err)
}

func newerOnServer(t *testing.T, url string) {
	s, err := store.Open(t.Context(), url)
	check(t, err)
	check(t, s.Close())
	on(t, url, `INSERT INTO byline_schema (version_id, is_applied) VALUES (999, true)`)
	_, err = store.Open(t.Context(), url)
	refusedAsNewer(t, err)
}

func olderOnServer(t *testing.T, url string) {
	s, err := store.Open(t.Context(), url)
	check(t, err)
	_, err = s.EnsureLibrary(t.Context(), library, plain(0))
	check(t, err)
	check(t, s.Close())
	for _, statement := range beforeCounts() {
		on(t, url, statement)
	}
	upgraded(t, url)
}

// Whoever lost the connection learns that anything may have changed, and what changes
// afterwards.
func lostConnection(t *testing.T, url string) {
	first, err := store.Open(t.Context(), url)
	check(t, err)
	defer first.Close()
	second, err := store.Open(t.Context(), url)
	check(t, err)
	defer second.Close()
	_, err = first.EnsureLibrary(t.Context(), library)
	check(t, err)
	reports := make(chan string, 10)
	check(t, second.Watching(t.Context(), func(library string) { reports <- library }))

	on(t, url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
	for _, want := range []string{"", library} {
		select {
		case got := <-reports:
			if got != want {
				t.Errorf("%q was reported, not %q", got, want)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%q was not reported", want)
		}
		if want == "" {
			_, err := first.Add(t.Context(), library, []store.Addition{plain(1)}) // over a new connection
			check(t, err)
		}
	}
}

func moving(t *testing.T, url string) {
	file, err := store.Open(t.Context(), fileURL(filepath.Join(t.TempDir(), "byline.db")))
	check(t, err)
	defer file.Close()
	storetest.Furnish(t, file)
	want := storetest.Read(t, file)
	server, err := store.Open(t.Context(), url)
	check(t, err)
	defer server.Close()
	check(t, server.RestoreBackup(t.Context(), bytes.NewReader(storetest.Saved(t, file))))
	if diff := cmp.Diff(want, storetest.Read(t, server)); diff != "" {
		t.Errorf("SQLite to PostgreSQL: %s", diff)
	}
	check(t, file.RestoreBackup(t.Context(), bytes.NewReader(storetest.Saved(t, server))))
	if diff := cmp.Diff(want, storetest.Read(t, file)); diff != "" {
		t.Errorf("and back: %s", diff)
	}
}

func readOnlyServer(t *testing.T, url string) {
	s, err := store.Open(t.Context(), url)
	check(t, err)
	_, err = s.EnsureLibrary(t.Context(), library, plain(0))
	check(t, err)
	check(t, s.Close())
	if got, want := use(url+"&default_transaction_read_only=on"), "read only false, 1 articles, secret false, add: read only"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
