// Package storetest says what a store does, for every database that it may be kept in.
package storetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"byline/facts/store"
)

// Run tests the store on one kind of database. fresh returns the URL of a database that
// is empty, or not there yet, and that more than one store can open at once.
func Run(t *testing.T, fresh func(t *testing.T) string) {
	for name, test := range map[string]func(*testing.T, string){
		"libraries":                      libraries,
		"an article":                     anArticle,
		"the duplicate rule":             duplicates,
		"a batch with duplicates":        batch,
		"a URL that comes later":         laterURL,
		"all or nothing":                 allOrNothing,
		"order":                          order,
		"current versions":               current,
		"removing":                       removing,
		"revisions":                      revisions,
		"facts of another reader":        setFacts,
		"settings":                       settings,
		"undo":                           undo,
		"undo of settings and feeds":     undoOthers,
		"undo, too late":                 undoTooLate,
		"feeds":                          feeds,
		"leases":                         leases,
		"polls":                          polls,
		"items seen":                     seen,
		"announcements":                  announcements,
		"quotas":                         quotas,
		"counts":                         counts,
		"rare counts":                    rareCounts,
		"a backup without counts":        oldBackup,
		"secrets":                        secrets,
		"a survey":                       survey,
		"sweeping":                       sweeping,
		"backup":                         backup,
		"backups that are refused":       badBackups,
		"a backup while others write":    backupWhileWriting,
		"numbers and revisions go on":    restoredNumbers,
		"what ended":                     ended,
		"odd texts":                      oddTexts,
		"two stores start at once":       startTogether,
		"two stores add at once":         addTogether,
		"two stores lease at once":       leaseTogether,
		"two stores make at once":        makeTogether,
		"two stores spend at once":       spendTogether,
		"another store's changes":        watching,
		"another store's backup":         watchingRestore,
		"watching ends":                  watchingEnds,
		"watching one's own changes not": watchingOwn,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, fresh(t))
		})
	}
}

const library = "local"

// start is when these tests take place.
func start() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }

// A clock is set by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// open opens a store that closes with the test.
func open(t *testing.T, url string) (*store.Store, *clock) {
	t.Helper()
	c := &clock{now: start()}
	s, err := store.Open(t.Context(), url, store.Clock(c.Now))
	check(t, err)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, c
}

// openLibrary opens a store with an empty library.
func openLibrary(t *testing.T, url string) (*store.Store, *clock) {
	t.Helper()
	s, c := open(t, url)
	_, err := s.EnsureLibrary(t.Context(), library)
	check(t, err)
	return s, c
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// article is one of the town's paper.
func article(url, text string) store.Addition {
	return store.Addition{
		Origin: store.OriginPerson,
		Version: store.Version{
			Meta:   store.Meta{URL: url, Title: "On " + text, Outlet: "The Paper", Language: "en"},
			Text:   text,
			Facts:  []byte("facts of " + text),
			Reader: 1,
		},
	}
}

func numbered(n int) store.Addition {
	return article(fmt.Sprintf("https://paper.example/%d", n), fmt.Sprintf("The council met for the %dth time.", n))
}

// add adds one article.
func add(t *testing.T, s *store.Store, a store.Addition) store.Result {
	t.Helper()
	results, err := s.Add(t.Context(), library, []store.Addition{a})
	check(t, err)
	if len(results) != 1 {
		t.Fatalf("%d results", len(results))
	}
	return results[0]
}

func currentText(t *testing.T, s *store.Store, id string) string {
	t.Helper()
	text := ""
	check(t, s.Current(t.Context(), library, []string{id}, func(_ store.Entry, v store.Version) error {
		text = v.Text
		return nil
	}))
	return text
}

func lastDeed(t *testing.T, s *store.Store) store.Deed {
	t.Helper()
	deeds, err := s.Deeds(t.Context(), library, 1)
	check(t, err)
	if len(deeds) != 1 {
		t.Fatal("no deed")
	}
	return deeds[0]
}
