package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts/store"
)

const feedURL = "https://paper.example/feed.xml"

func watch(t *testing.T, s *store.Store, url string) store.Feed {
	t.Helper()
	feed, isNew, err := s.Watch(t.Context(), store.Feed{Library: library, URL: url})
	check(t, err)
	equal(t, "new", isNew, true)
	return feed
}

func feeds(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx := t.Context()
	feed, isNew, err := s.Watch(ctx, store.Feed{Library: library, URL: feedURL, Title: "The Paper", Channel: "news", Articles: 7})
	check(t, err)
	equal(t, "new", isNew, true)
	want := store.Feed{ID: feed.ID, Library: library, URL: feedURL, Title: "The Paper", Channel: "news", Added: clock.Now(), Next: clock.Now()}
	if diff := cmp.Diff(want, feed); diff != "" {
		t.Error(diff)
	}
	again, isNew, err := s.Watch(ctx, store.Feed{Library: library, URL: feedURL, Title: "Another title"})
	check(t, err)
	equal(t, "new", isNew, false)
	if diff := cmp.Diff(want, again); diff != "" {
		t.Error(diff)
	}
	clock.forward(time.Minute)
	second := watch(t, s, feedURL+"?2")

	paused, err := s.Pause(ctx, library, feed.ID, true)
	check(t, err)
	want.Paused = true
	for range 2 { // pausing what is paused does nothing
		if diff := cmp.Diff(want, paused); diff != "" {
			t.Error(diff)
		}
		paused, err = s.Pause(ctx, library, feed.ID, true)
		check(t, err)
	}
	all, err := s.Feeds(ctx, library)
	check(t, err)
	if diff := cmp.Diff([]store.Feed{want, second}, all); diff != "" {
		t.Error(diff)
	}

	check(t, s.MarkSeen(ctx, feed.ID, []string{"item 1"}))
	_, err = s.Unwatch(ctx, library, feed.ID)
	check(t, err)
	for what, do := range map[string]func() error{
		"unwatching again":           func() error { _, err := s.Unwatch(ctx, library, feed.ID); return err },
		"pausing":                    func() error { _, err := s.Pause(ctx, library, feed.ID, false); return err },
		"one of another library":     func() error { _, err := s.Unwatch(ctx, "nowhere", second.ID); return err },
		"watching without a library": func() error { _, _, err := s.Watch(ctx, store.Feed{Library: "nowhere", URL: feedURL}); return err },
	} {
		if err := do(); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	equal(t, "ID", watch(t, s, feedURL).ID, feed.ID)
	known := seenOf(t, s, feed.ID, "item 1", "item 2")
	equal(t, "seen before", known["item 1"] && !known["item 2"], true)
}

func lease(t *testing.T, s *store.Store, now time.Time) (store.Lease, bool) {
	t.Helper()
	l, ok, err := s.LeaseFeed(t.Context(), "me", now, time.Minute)
	check(t, err)
	return l, ok
}

func leases(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx := t.Context()
	now := clock.Now()
	first, later, paused := watch(t, s, feedURL), watch(t, s, feedURL+"?later"), watch(t, s, feedURL+"?paused")
	_, err := s.Pause(ctx, library, paused.ID, true)
	check(t, err)

	got, ok := lease(t, s, now)
	other, ok2 := lease(t, s, now)
	if !ok || !ok2 || got.Feed.ID == other.Feed.ID {
		t.Fatalf("%v %+v, %v %+v", ok, got, ok2, other)
	}
	equal(t, "until", got.Until, now.Add(time.Minute))
	if _, ok := lease(t, s, now.Add(59*time.Second)); ok {
		t.Error("a feed that is held was given to another, or a paused one")
	}
	// The end of a lease: another takes it, and the first may not finish any more.
	clock.forward(time.Minute)
	taken := map[string]store.Lease{}
	for range 2 {
		l, ok := lease(t, s, clock.Now())
		if !ok {
			t.Fatal("a lease that ended is not given again")
		}
		taken[l.Feed.ID] = l
	}
	if err := s.Finish(ctx, got, store.Poll{At: clock.Now(), Next: clock.Now()}); !errors.Is(err, store.ErrLeaseLost) {
		t.Errorf("finishing after another took it: %v", err)
	}
	next := clock.Now().Add(time.Hour)
	check(t, s.Finish(ctx, taken[first.ID], store.Poll{At: clock.Now(), Next: next}))
	if err := s.Finish(ctx, taken[first.ID], store.Poll{At: clock.Now(), Next: next}); !errors.Is(err, store.ErrLeaseLost) {
		t.Errorf("finishing twice: %v", err)
	}
	_, err = s.Unwatch(ctx, library, later.ID)
	check(t, err)
	if err := s.Finish(ctx, taken[later.ID], store.Poll{At: clock.Now(), Next: next}); !errors.Is(err, store.ErrLeaseLost) {
		t.Errorf("finishing what is not watched any more: %v", err)
	}
	if _, ok := lease(t, s, next.Add(-time.Second)); ok {
		t.Error("given before it is due")
	}
	if l, ok := lease(t, s, next); !ok || l.Feed.ID != first.ID {
		t.Errorf("not given when due: %v", l)
	}
}

func polls(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx := t.Context()
	feed := watch(t, s, feedURL)
	want := feed
	for _, step := range []struct {
		what string
		poll store.Poll
		then func()
	}{
		{"a failure at first", store.Poll{Err: "The server is busy."}, func() {
			want.LastError, want.Failures = "The server is busy.", 1
		}},
		{"a success", store.Poll{Title: "The Paper", Items: 20, Articles: 3, ETag: `"1"`, LastModified: "Monday"}, func() {
			want.LastError, want.Failures, want.Imported, want.LastSuccess = "", 0, true, clock.Now()
			want.Title, want.Items, want.Articles, want.ETag, want.LastModified = "The Paper", 20, 3, `"1"`, "Monday"
		}},
		{"nothing new", store.Poll{Unchanged: true}, func() { want.LastSuccess = clock.Now() }},
		{"a failure", store.Poll{Err: "No such page."}, func() { want.LastError, want.Failures = "No such page.", 1 }},
		{"another", store.Poll{Err: "No such page."}, func() { want.Failures = 2 }},
		{"a success again", store.Poll{Items: 5, Articles: 1}, func() {
			want.LastError, want.Failures, want.LastSuccess = "", 0, clock.Now()
			want.Items, want.Articles, want.ETag, want.LastModified = 5, 4, "", ""
		}},
	} {
		clock.forward(time.Hour)
		l, ok := lease(t, s, clock.Now())
		if !ok {
			t.Fatalf("%s: not due", step.what)
		}
		step.poll.At, step.poll.Next = clock.Now(), clock.Now().Add(time.Hour)
		want.LastAttempt, want.Next = step.poll.At, step.poll.Next
		step.then()
		check(t, s.Finish(ctx, l, step.poll))
		all, err := s.Feeds(ctx, library)
		check(t, err)
		if diff := cmp.Diff([]store.Feed{want}, all); diff != "" {
			t.Errorf("%s: %s", step.what, diff)
		}
	}
}

func seen(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	ctx := t.Context()
	feed, other := watch(t, s, feedURL), watch(t, s, feedURL+"?2")
	keys := make([]string, store.SeenLimit+100)
	for i := range keys {
		keys[i] = fmt.Sprintf("https://paper.example/items/%d", i)
	}
	remembered := func(i int, want bool) {
		t.Helper()
		known := seenOf(t, s, feed.ID, "another", keys[i])
		if known[keys[i]] != want || known["another"] {
			t.Errorf("item %d: seen %v, want %v", i, known[keys[i]], want)
		}
	}
	check(t, s.MarkSeen(ctx, feed.ID, append(keys[:store.SeenLimit:store.SeenLimit], keys[0])))
	remembered(0, true)
	remembered(store.SeenLimit-1, true)
	remembered(store.SeenLimit, false)
	equal(t, "seen", len(seenOf(t, s, feed.ID, keys[:200]...)), 200)

	// Those still in the feed are remembered, of the others the latest.
	check(t, s.MarkSeen(ctx, feed.ID, append(keys[:1:1], keys[store.SeenLimit:]...)))
	remembered(0, true)
	remembered(1, false)
	remembered(100, false)
	remembered(101, true)
	remembered(len(keys)-1, true)

	check(t, s.MarkSeen(ctx, feed.ID, nil))
	equal(t, "of another feed", len(seenOf(t, s, other.ID, keys[:200]...)), 0)
	if err := s.MarkSeen(ctx, "no such feed", keys[:1]); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of no feed: %v", err)
	}
}

func announcements(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx := t.Context()
	next := func(now time.Time) (store.Announcement, bool) {
		t.Helper()
		a, ok, err := s.NextAnnouncement(ctx, "me", now, time.Minute)
		check(t, err)
		return a, ok
	}
	announced := func(n int) store.Addition {
		a := numbered(n)
		a.Announce = "news"
		return a
	}
	results, err := s.Add(ctx, library, []store.Addition{announced(1), numbered(2), announced(3), announced(1)})
	check(t, err)
	corrected := announced(1)
	corrected.Text = "Corrected."
	add(t, s, corrected) // which announces nothing

	now := clock.Now()
	first, ok := next(now)
	want := store.Announcement{ID: first.ID, Library: library, Channel: "news", Article: results[0].Entry.ID, At: now}
	if diff := cmp.Diff(want, first); diff != "" || !ok {
		t.Error(ok, diff)
	}
	third, ok := next(now)
	equal(t, "the other article", third.Article, results[2].Entry.ID)
	equal(t, "there", ok, true)
	if a, ok := next(now.Add(59 * time.Second)); ok {
		t.Errorf("%+v is given twice", a)
	}
	check(t, s.Announced(ctx, third.ID))
	check(t, s.Announced(ctx, third.ID))
	again, ok := next(now.Add(time.Minute))
	equal(t, "the one that was not announced", again.ID, first.ID)
	equal(t, "there", ok, true)
	check(t, s.Announced(ctx, first.ID))
	if a, ok := next(now.Add(time.Hour)); ok {
		t.Errorf("%+v is left", a)
	}
}

func quotas(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx := t.Context()
	day := clock.Now()
	for _, step := range []struct {
		person                string
		day                   time.Time
		n, person1, library10 int
		ok                    bool
		left                  int
	}{
		{"ann", day, 2, 5, 10, true, 3},
		{"ann", day, 4, 5, 10, false, 3},
		{"ann", day.Add(10 * time.Hour), 3, 5, 10, true, 0},
		{"ann", day, 1, 5, 10, false, 0},
		{"bo", day, 4, 5, 10, true, 1},
		{"bo", day, 2, 50, 10, false, 1},
		{"bo", day, -3, 5, 10, true, 4},
		{"bo", day, -30, 5, 10, true, 5},
		{"ann", day.Add(24 * time.Hour), 5, 5, 10, true, 0},
		{"cy", day, 100, -1, -1, true, -1},
		{"cy", day, 0, -1, -1, true, -1},
		{"cy", day, 1, 0, -1, false, 0},
	} {
		ok, left, err := s.Spend(ctx, library, step.person, step.day, step.n, step.person1, step.library10)
		check(t, err)
		if ok != step.ok || left != step.left {
			t.Errorf("%+v: %v, %d left", step, ok, left)
		}
	}
	check(t, s.Forget(ctx, "cy"))
	ok, left, err := s.Spend(ctx, library, "cy", day, 1, 2, -1)
	check(t, err)
	if !ok || left != 1 {
		t.Errorf("after forgetting: %v, %d left", ok, left)
	}
}

func secrets(t *testing.T, url string) {
	s, _ := open(t, url)
	first, err := s.Secret(t.Context(), "page")
	check(t, err)
	again, err := s.Secret(t.Context(), "page")
	check(t, err)
	other, err := s.Secret(t.Context(), "other")
	check(t, err)
	if len(first) != 32 || !bytes.Equal(first, again) || bytes.Equal(first, other) {
		t.Errorf("%x, %x, %x", first, again, other)
	}
}
