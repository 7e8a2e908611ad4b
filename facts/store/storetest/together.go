package storetest

import (
	"bytes"
	"context"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"byline/facts/store"
)

const many = 8 // goroutines

// together runs f many times at once, half with each of two stores on one database.
func together(t *testing.T, url string, f func(s *store.Store, i int) error) {
	t.Helper()
	first, _ := openLibrary(t, url)
	second, _ := open(t, url)
	var group errgroup.Group
	for i := range many {
		s := first
		if i%2 == 1 {
			s = second
		}
		group.Go(func() error { return f(s, i) })
	}
	check(t, group.Wait())
}

func startTogether(t *testing.T, url string) {
	var group errgroup.Group
	var mu sync.Mutex
	made := 0
	for range 4 {
		group.Go(func() error {
			s, err := store.Open(t.Context(), url)
			if err != nil {
				return err
			}
			created, err := s.EnsureLibrary(t.Context(), library, numbered(1))
			mu.Lock()
			defer mu.Unlock()
			if created {
				made++
			}
			if err != nil {
				return err
			}
			return s.Close()
		})
	}
	check(t, group.Wait())
	equal(t, "made", made, 1)
}

func addTogether(t *testing.T, url string) {
	const articles = 5
	var mu sync.Mutex
	outcomes := map[store.Outcome]int{}
	numbers := map[int]string{}
	var last *store.Store
	together(t, url, func(s *store.Store, i int) error {
		for n := range articles {
			// The same for all, then one of its own.
			results, err := s.Add(t.Context(), library, []store.Addition{numbered(n), numbered(1000*(i+1) + n)})
			if err != nil {
				return err
			}
			mu.Lock()
			for _, r := range results {
				outcomes[r.Outcome]++
				if id, ok := numbers[r.Entry.Number]; ok && id != r.Entry.ID {
					t.Errorf("number %d is given twice", r.Entry.Number)
				}
				numbers[r.Entry.Number] = r.Entry.ID
			}
			last = s
			mu.Unlock()
		}
		return nil
	})
	equal(t, "added", outcomes[store.Added], articles*(many+1))
	equal(t, "duplicates", outcomes[store.Duplicate], articles*(many-1))
	entries, err := last.Entries(t.Context(), library)
	check(t, err)
	equal(t, "articles", len(entries), articles*(many+1))
	for n := 1; n <= len(entries); n++ {
		if _, ok := numbers[n]; !ok {
			t.Errorf("number %d is left out", n)
		}
	}
}

func leaseTogether(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	const some = 5
	for i := range some {
		watch(t, s, feedURL+string(rune('a'+i)))
		a := numbered(i)
		a.Announce = "news"
		add(t, s, a)
	}
	var mu sync.Mutex
	got := map[string]int{}
	together(t, url, func(s *store.Store, _ int) error {
		for range some {
			l, ok, err := s.LeaseFeed(t.Context(), "me", start(), time.Minute)
			if err != nil {
				return err
			}
			a, ok2, err := s.NextAnnouncement(t.Context(), "me", start(), time.Minute)
			if err != nil {
				return err
			}
			mu.Lock()
			if ok {
				got["feed "+l.Feed.ID]++
			}
			if ok2 {
				got["announcement "+a.ID]++
			}
			mu.Unlock()
		}
		return nil
	})
	equal(t, "leases", len(got), 2*some)
	for what, n := range got {
		equal(t, what, n, 1)
	}
}

func makeTogether(t *testing.T, url string) {
	var mu sync.Mutex
	created, news := 0, 0
	var secret []byte
	together(t, url, func(s *store.Store, _ int) error {
		made, err := s.EnsureLibrary(t.Context(), "another", numbered(1), numbered(2))
		if err != nil {
			return err
		}
		got, err := s.Secret(t.Context(), "page")
		if err != nil {
			return err
		}
		_, isNew, err := s.Watch(t.Context(), store.Feed{Library: library, URL: feedURL})
		mu.Lock()
		defer mu.Unlock()
		if made {
			created++
		}
		if isNew {
			news++
		}
		if secret != nil && !bytes.Equal(secret, got) {
			t.Error("two secrets")
		}
		secret = got
		return err
	})
	equal(t, "libraries made", created, 1)
	equal(t, "feeds made", news, 1)
}

func spendTogether(t *testing.T, url string) {
	var mu sync.Mutex
	spent := 0
	together(t, url, func(s *store.Store, i int) error {
		for range 5 {
			ok, _, err := s.Spend(t.Context(), library, string(rune('a'+i%4)), start(), 1, 6, 20)
			if err != nil {
				return err
			}
			if ok {
				mu.Lock()
				spent++
				mu.Unlock()
			}
		}
		return nil
	})
	equal(t, "spent", spent, 20)
}

// notice is what a store may take to notice another's change: a second, and more where
// the machine is busy with other tests.
const notice = 10 * time.Second

func heard(t *testing.T, from <-chan string, want string) {
	t.Helper()
	select {
	case got := <-from:
		if got != want && got != "" {
			t.Errorf("%q was reported, not %q", got, want)
		}
	case <-time.After(notice):
		t.Errorf("%q was not reported within %v", want, notice)
	}
}

func listen(t *testing.T, s *store.Store) <-chan string {
	t.Helper()
	reports := make(chan string, 100)
	check(t, s.Watching(t.Context(), func(library string) { reports <- library }))
	return reports
}

func watching(t *testing.T, url string) {
	first, _ := openLibrary(t, url)
	second, _ := open(t, url)
	reports := listen(t, second)
	e := add(t, first, numbered(1)).Entry
	heard(t, reports, library)
	_, err := first.EnsureLibrary(t.Context(), "another")
	check(t, err)
	heard(t, reports, "another")
	_, err = first.Remove(t.Context(), library, e.ID)
	check(t, err)
	heard(t, reports, library)
	check(t, first.Set(t.Context(), library, "", "length", "short"))
	heard(t, reports, library)
}

func watchingRestore(t *testing.T, url string) {
	first, _ := openLibrary(t, url)
	second, _ := open(t, url)
	saved := Saved(t, first)
	add(t, first, numbered(1))
	reports := listen(t, second)
	check(t, first.RestoreBackup(t.Context(), bytes.NewReader(saved)))
	heard(t, reports, library)
}

// Of its own changes a store is not told, nor of what changes nothing.
func watchingOwn(t *testing.T, url string) {
	first, _ := openLibrary(t, url)
	second, _ := open(t, url)
	reports := listen(t, first)
	add(t, first, numbered(1))
	feed := watch(t, first, feedURL)
	add(t, second, numbered(1))
	_, ok := lease(t, second, start())
	equal(t, "leased", ok, true)
	check(t, second.MarkSeen(t.Context(), feed.ID, []string{"item"}))
	// What comes first is what the other did last.
	_, err := second.EnsureLibrary(t.Context(), "the end")
	check(t, err)
	heard(t, reports, "the end")
}

func watchingEnds(t *testing.T, url string) {
	first, _ := openLibrary(t, url)
	second, _ := open(t, url)
	ctx, cancel := context.WithCancel(t.Context())
	var mu sync.Mutex
	var reports []string
	check(t, second.Watching(ctx, func(library string) {
		mu.Lock()
		defer mu.Unlock()
		reports = append(reports, library)
	}))
	stays := listen(t, second)
	cancel()
	check(t, second.Close()) // waits for both
	add(t, first, numbered(1))
	mu.Lock()
	defer mu.Unlock()
	if len(reports) > 0 || len(stays) > 0 {
		t.Error("reported after the end")
	}
}
