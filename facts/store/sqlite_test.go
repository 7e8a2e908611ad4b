package store_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts/store"
	"byline/facts/store/storetest"
)

func TestSQLite(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) string {
		return fileURL(filepath.Join(t.TempDir(), "folder to be made", "100% byline #1.db"))
	})
}

func fileURL(path string) string {
	return "sqlite://" + escape(filepath.ToSlash(path))
}

func escape(path string) string {
	return string(bytes.ReplaceAll(bytes.ReplaceAll([]byte(path), []byte("%"), []byte("%25")), []byte("#"), []byte("%23")))
}

// made is the path of a database with one article.
func made(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "byline.db")
	s, err := store.Open(t.Context(), fileURL(path))
	check(t, err)
	_, err = s.EnsureLibrary(t.Context(), library, plain(0))
	check(t, err)
	_, err = s.Secret(t.Context(), "page")
	check(t, err)
	check(t, s.Close())
	return path
}

// raw opens a file beside the store.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	check(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func intact(t *testing.T, path string) {
	t.Helper()
	db := raw(t, path)
	var said string
	check(t, db.QueryRow(`PRAGMA integrity_check`).Scan(&said))
	if said != "ok" {
		t.Errorf("integrity: %s", said)
	}
	check(t, db.Close())
}

func TestMemory(t *testing.T) {
	s, err := store.Open(t.Context(), "sqlite://:memory:")
	check(t, err)
	storetest.Furnish(t, s)
	want := storetest.Read(t, s)
	check(t, s.Watching(t.Context(), func(string) { t.Error("changed by another") }))
	saved := storetest.Saved(t, s)
	check(t, s.RestoreBackup(t.Context(), bytes.NewReader(saved)))
	if diff := cmp.Diff(want, storetest.Read(t, s)); diff != "" {
		t.Error(diff)
	}
	check(t, s.Close())

	other, err := store.Open(t.Context(), "sqlite://:memory:")
	check(t, err)
	names, err := other.Libraries(t.Context())
	check(t, err)
	if len(names) > 0 {
		t.Errorf("another's libraries: %v", names)
	}
	check(t, other.Close())
}

func TestURLs(t *testing.T) {
	for _, url := range []string{"", "byline.db", "mysql://host/db", "sqlite://", "sqlite:///a.db?mode=ro", "sqlite:///%zz", "postgres://user:geheim@[/db", "postgres://user:geheim@host:port/db"} {
		_, err := store.Open(t.Context(), url)
		if said(err) != string(store.BadURL) {
			t.Errorf("%s: %v", url, err)
		}
		if err != nil && bytes.Contains([]byte(err.Error()), []byte("geheim")) {
			t.Errorf("the password is told: %v", err)
		}
	}
	t.Chdir(t.TempDir())
	s, err := store.Open(t.Context(), "sqlite://relative.db")
	check(t, err)
	check(t, s.Close())
	if _, err := os.Stat("relative.db"); err != nil {
		t.Error(err)
	}
}

func TestFilesThatAreNoDatabase(t *testing.T) {
	text := filepath.Join(t.TempDir(), "notes.txt")
	check(t, os.WriteFile(text, bytes.Repeat([]byte("The council met. "), 1000), 0o600))
	if _, err := store.Open(t.Context(), fileURL(text)); said(err) != string(store.NotDatabase) {
		t.Errorf("a text: %v", err)
	}
	folder := t.TempDir()
	if _, err := store.Open(t.Context(), fileURL(folder)); said(err) != string(store.CannotOpen) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := store.Open(t.Context(), fileURL(filepath.Join(text, "byline.db"))); said(err) != string(store.CannotOpen) {
		t.Errorf("a file for a folder: %v", err)
	}

	damaged := made(t)
	data, err := os.ReadFile(damaged)
	check(t, err)
	for i := 4096; i < len(data); i++ {
		data[i] = 0xAA
	}
	check(t, os.WriteFile(damaged, data, 0o600))
	s, err := store.Open(t.Context(), fileURL(damaged))
	if err == nil {
		_, err = s.Entries(t.Context(), library)
		check(t, s.Close())
	}
	if said(err) != string(store.Corrupt) {
		t.Errorf("a damaged file: %v", err)
	}
}

func TestNewerIsRefused(t *testing.T) {
	path := made(t)
	_, err := raw(t, path).Exec(`INSERT INTO byline_schema (version_id, is_applied) VALUES (999, 1)`)
	check(t, err)
	_, err = store.Open(t.Context(), fileURL(path))
	refusedAsNewer(t, err)
}

// beforeCounts makes a database one of the version that counted nothing.
func beforeCounts() []string {
	return []string{`DROP TABLE counts`, `DELETE FROM byline_schema WHERE version_id = 2`}
}

// upgraded opens an older database: what it holds stays, and what is new works.
func upgraded(t *testing.T, url string) {
	t.Helper()
	s, err := store.Open(t.Context(), url)
	check(t, err)
	defer s.Close()
	entries, err := s.Entries(t.Context(), library)
	check(t, err)
	check(t, s.AddCounts(t.Context(), library, store.Count{Kind: store.CountUnanswered, Said: "whales", Times: 2, Last: time.Now()}))
	counts, err := s.Counts(t.Context(), library, store.CountUnanswered, time.Time{}, 10)
	check(t, err)
	if len(entries) != 1 || len(counts) != 1 || counts[0].Times != 2 {
		t.Errorf("holds %d articles and %v", len(entries), counts)
	}
}

func TestOlderIsUpgraded(t *testing.T) {
	path := made(t)
	db := raw(t, path)
	for _, statement := range beforeCounts() {
		_, err := db.Exec(statement)
		check(t, err)
	}
	check(t, db.Close())
	upgraded(t, fileURL(path))
}

func TestLocked(t *testing.T) {
	path := made(t)
	s, err := store.Open(t.Context(), fileURL(path), store.Pragmas("busy_timeout(50)"))
	check(t, err)
	defer s.Close()
	tx, err := raw(t, path+"?_txlock=immediate").Begin()
	check(t, err)
	defer tx.Rollback()
	_, err = s.Add(t.Context(), library, []store.Addition{plain(1)})
	if said(err) != string(store.Locked) {
		t.Errorf("%v", err)
	}
	if entries, err := s.Entries(t.Context(), library); err != nil || len(entries) != 1 {
		t.Errorf("reading meanwhile: %d articles, %v", len(entries), err)
	}
	check(t, tx.Rollback())
	_, err = s.Add(t.Context(), library, []store.Addition{plain(1)})
	check(t, err)
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	path := made(t)
	s, err := store.Open(t.Context(), fileURL(path), store.Pragmas("max_page_count(200)"))
	check(t, err)
	stored := 1
	for {
		_, err = s.Add(t.Context(), library, []store.Addition{plain(stored), plain(stored + 1), plain(stored + 2)})
		if err != nil {
			break
		}
		stored += 3
	}
	if said(err) != string(store.DiskFull) || stored == 1 {
		t.Errorf("after %d articles: %v", stored, err)
	}
	entries, err := s.Entries(t.Context(), library)
	check(t, err)
	if len(entries) != stored {
		t.Errorf("%d articles can be read, %d were stored", len(entries), stored)
	}
	check(t, s.Close())
	intact(t, path)

	s, err = store.Open(t.Context(), fileURL(path))
	check(t, err)
	results, err := s.Add(t.Context(), library, []store.Addition{plain(stored)})
	check(t, err)
	if got := results[0].Entry.Number; got != stored+1 {
		t.Errorf("number %d, want %d", got, stored+1)
	}
	check(t, s.Close())
}

func TestFilesThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("permissions are another matter there")
	}
	const readable = "read only true, 1 articles, secret true, add: " + string(store.ReadOnlyDisk)
	tests := []struct {
		what         string
		file, folder os.FileMode
		want         string
	}{
		{"a file", 0o444, 0o777, readable},
		{"a folder", 0o666, 0o555, readable},
		{"both", 0o444, 0o555, readable},
		{"a file that is private", 0o000, 0o777, "open: " + string(store.CannotOpen)},
		{"a folder that is private", 0o444, 0o000, "open: " + string(store.CannotOpen)},
		{"a folder to make a file in", 0, 0o555, "open: " + string(store.CannotOpen)},
	}
	var urls []string
	for _, test := range tests {
		path := made(t)
		if test.file == 0 && test.folder == 0o555 {
			check(t, os.Remove(path))
		} else {
			check(t, os.Chmod(path, test.file))
		}
		folder := filepath.Dir(path)
		check(t, os.Chmod(filepath.Dir(folder), 0o755))
		check(t, os.Chmod(folder, test.folder))
		defer os.Chmod(folder, 0o700)
		urls = append(urls, fileURL(path))
	}
	for i, got := range strings.Split(asOther(t, "use", strings.Join(urls, " ")), "\n") {
		if got != tests[i].want {
			t.Errorf("%s: %s, want %s", tests[i].what, got, tests[i].want)
		}
	}
}

func refusedAsNewer(t *testing.T, err error) {
	t.Helper()
	if said(err) != string(store.Newer) || !errors.Is(err, store.ErrNewer) {
		t.Errorf("%v", err)
	}
}
