package library_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/facts/article/fetch"
	"byline/facts/library"
	"byline/facts/shelf"
	"byline/facts/store"
	"byline/facts/store/pgtest"
)

// A site is a publisher on the loopback address whose pages a test changes.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]func(http.ResponseWriter, *http.Request)
	asked map[string]int
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{pages: map[string]func(http.ResponseWriter, *http.Request){}, asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		page := s.pages[r.URL.Path]
		s.asked[r.URL.Path]++
		s.mu.Unlock()
		if page == nil {
			http.NotFound(w, r)
			return
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) handle(path string, page func(http.ResponseWriter, *http.Request)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = page
}

func (s *site) serve(path, kind, body string) {
	s.handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		fmt.Fprint(w, body)
	})
}

// publish serves an article's page.
func (s *site) publish(path, title, day, text string) {
	s.serve(path, "text/html; charset=utf-8", page(title, day, text))
}

// requests is how often a path was asked for.
func (s *site) requests(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

const filler = "<p>The council of Skagen met in the evening to talk about the harbour, the ferry line and the school, and heard the mayor for an hour. " +
	"Nobody spoke against the plan in the hall, which holds as many people as the town has fishing families, and the vote was put off until the weather is better.</p>"

func page(title, day, text string) string {
	return `<!doctype html><html lang="en"><head><title>` + title + ` | Harbour Post</title><meta property="og:title" content="` + title +
		`"><meta property="og:site_name" content="Harbour Post"><meta property="article:published_time" content="` + day +
		`T08:00:00Z"></head><body><article><h1>` + title + `</h1><p>` + text + `</p>` + filler + `</article></body></html>`
}

// feed serves an RSS feed with items of these paths, the newest first.
func (s *site) feed(path string, items ...string) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title><link>` + s.URL + `</link>`)
	for _, item := range items {
		fmt.Fprintf(&b, "<item><title>About %s</title><link>%s</link><guid>%s</guid></item>", strings.Trim(item, "/"), s.URL+item, item)
	}
	b.WriteString(`</channel></rss>`)
	s.serve(path, "application/rss+xml", b.String())
}

func (s *site) client(t *testing.T) *fetch.Client {
	t.Helper()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil {
		t.Fatal(err)
	}
	c := fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Ports: []uint16{uint16(port)}, Timeout: 5 * time.Second})
	t.Cleanup(c.Close)
	return c
}

// A clock goes when a test says so.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func openStore(t *testing.T, path string, now func() time.Time) *store.Store {
	t.Helper()
	return openURL(t, "sqlite://"+filepath.ToSlash(path), now)
}

// bothDatabases runs a test on a SQLite file and on a PostgreSQL of its own.
func bothDatabases(t *testing.T, test func(t *testing.T, url string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite://"+filepath.ToSlash(filepath.Join(t.TempDir(), "b.db"))) })
	t.Run("postgres", func(t *testing.T) { test(t, pgtest.Start(t).Database(t)) })
}

func openURL(t *testing.T, url string, now func() time.Time) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), url, store.Clock(now))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// titles are the titles of a library's articles, sorted, without the seed's.
func titles(t *testing.T, l *library.Libraries, name string) []string {
	t.Helper()
	entries, err := l.Entries(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, e := range entries {
		if e.Origin != shelf.OriginSeed {
			found[e.Label] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}
