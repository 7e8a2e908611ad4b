package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts/store"
)

func settings(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx := t.Context()
	get := func(scope, name string) string {
		t.Helper()
		return settingOf(t, s, scope, name)
	}
	equal(t, "before", get("", "length"), "")
	check(t, s.Set(ctx, library, "", "length", "short"))
	check(t, s.Set(ctx, library, "channel 7", "length", "long"))
	equal(t, "of the library", get("", "length"), "short")
	equal(t, "of the channel", get("channel 7", "length"), "long")
	check(t, s.Set(ctx, library, "", "length", "middling"))
	check(t, s.Set(ctx, library, "", "length", "middling")) // which does nothing

	all, err := s.Settings(ctx, library)
	check(t, err)
	if diff := cmp.Diff(map[string]map[string]string{"": {"length": "middling"}, "channel 7": {"length": "long"}}, all); diff != "" {
		t.Error(diff)
	}
	check(t, s.Set(ctx, library, "channel 7", "length", ""))
	equal(t, "the default", get("channel 7", "length"), "")

	deeds, err := s.Deeds(ctx, library, 10)
	check(t, err)
	set := func(id int64, scope, before, after string) store.Deed {
		return store.Deed{ID: id, At: clock.Now(), Kind: store.DeedSet, Subject: "length", Scope: scope, Before: before, After: after}
	}
	want := []store.Deed{
		set(4, "channel 7", "long", ""), set(3, "", "short", "middling"), set(2, "channel 7", "", "long"), set(1, "", "", "short"),
	}
	if diff := cmp.Diff(want, deeds); diff != "" {
		t.Error(diff)
	}
	deeds, err = s.Deeds(ctx, library, 2)
	check(t, err)
	equal(t, "deeds", len(deeds), 2)
	if err := s.Set(ctx, "nowhere", "", "length", "short"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of no library: %v", err)
	}
}

func settingOf(t *testing.T, s *store.Store, scope, name string) string {
	t.Helper()
	all, err := s.Settings(t.Context(), library)
	check(t, err)
	return all[scope][name]
}

func undo(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	ctx := t.Context()
	undone := func(kind store.DeedKind) {
		t.Helper()
		deed := lastDeed(t, s)
		equal(t, "the deed", deed.Kind, kind)
		got, err := s.Undo(ctx, library, deed.ID)
		check(t, err)
		deed.Undone = true
		if diff := cmp.Diff(deed, got); diff != "" {
			t.Error(diff)
		}
		if _, err := s.Undo(ctx, library, deed.ID); !errors.Is(err, store.ErrAlreadyUndone) {
			t.Errorf("again: %v", err)
		}
	}
	e := add(t, s, numbered(1)).Entry
	add(t, s, article(e.URL, "Corrected."))
	undone(store.DeedUpdate)
	equal(t, "text", currentText(t, s, e.ID), numbered(1).Text)
	versions, err := s.Versions(ctx, library, e.ID)
	check(t, err)
	if len(versions) != 3 || versions[2].Text != versions[0].Text || versions[2].Title != versions[0].Title || string(versions[2].Facts) != string(versions[0].Facts) {
		t.Errorf("versions %+v", versions)
	}

	_, err = s.Remove(ctx, library, e.ID)
	check(t, err)
	undone(store.DeedRemove)
	equal(t, "text", currentText(t, s, e.ID), numbered(1).Text)

	second := add(t, s, numbered(2)).Entry
	undone(store.DeedAdd)
	now, err := s.Entry(ctx, library, second.ID)
	check(t, err)
	if now.Removed.IsZero() {
		t.Error("an addition that was undone is there")
	}
	equal(t, "outcome", add(t, s, numbered(2)).Outcome, store.Restored)
	undone(store.DeedAdd)

	// What was taken back in another way is not undone again.
	add(t, s, numbered(3))
	added := lastDeed(t, s)
	_, err = s.Remove(ctx, library, added.Subject)
	check(t, err)
	if _, err := s.Undo(ctx, library, added.ID); !errors.Is(err, store.ErrAlreadyUndone) {
		t.Errorf("an addition that was removed: %v", err)
	}
	if _, err := s.Undo(ctx, library, 99); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no such deed: %v", err)
	}
}

func undoOthers(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	ctx := t.Context()
	undo := func(kind store.DeedKind) {
		t.Helper()
		deed := lastDeed(t, s)
		equal(t, "the deed", deed.Kind, kind)
		_, err := s.Undo(ctx, library, deed.ID)
		check(t, err)
	}
	check(t, s.Set(ctx, library, "7", "length", "short"))
	check(t, s.Set(ctx, library, "7", "length", "long"))
	undo(store.DeedSet)
	equal(t, "setting", settingOf(t, s, "7", "length"), "short")

	state := func() (watched, paused bool) {
		t.Helper()
		feeds, err := s.Feeds(ctx, library)
		check(t, err)
		if len(feeds) == 0 {
			return false, false
		}
		return true, feeds[0].Paused
	}
	feed, _, err := s.Watch(ctx, store.Feed{Library: library, URL: "https://paper.example/feed"})
	check(t, err)
	_, err = s.Pause(ctx, library, feed.ID, true)
	check(t, err)
	undo(store.DeedPause)
	_, paused := state()
	equal(t, "paused", paused, false)
	_, err = s.Pause(ctx, library, feed.ID, true)
	check(t, err)
	_, err = s.Pause(ctx, library, feed.ID, false)
	check(t, err)
	undo(store.DeedResume)
	_, paused = state()
	equal(t, "paused", paused, true)
	_, err = s.Unwatch(ctx, library, feed.ID)
	check(t, err)
	undo(store.DeedUnwatch)
	watched, _ := state()
	equal(t, "watched", watched, true)
	deeds, err := s.Deeds(ctx, library, 100)
	check(t, err)
	for _, d := range deeds {
		if d.Kind == store.DeedWatch {
			_, err := s.Undo(ctx, library, d.ID)
			check(t, err)
		}
	}
	watched, _ = state()
	equal(t, "watched", watched, false)
}

func undoTooLate(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	e := add(t, s, numbered(1)).Entry
	deed := lastDeed(t, s)
	clock.forward(store.UndoTime + time.Second)
	if _, err := s.Undo(t.Context(), library, deed.ID); !errors.Is(err, store.ErrTooOld) {
		t.Errorf("%v", err)
	}
	equal(t, "text", currentText(t, s, e.ID), numbered(1).Text)
}

func sweeping(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx := t.Context()
	gone := add(t, s, numbered(1)).Entry
	kept := add(t, s, numbered(2)).Entry
	stays := add(t, s, numbered(3)).Entry
	feed, _, err := s.Watch(ctx, store.Feed{Library: library, URL: "https://paper.example/feed"})
	check(t, err)
	check(t, s.MarkSeen(ctx, feed.ID, []string{"1"}))
	_, err = s.Unwatch(ctx, library, feed.ID)
	check(t, err)
	_, err = s.Remove(ctx, library, gone.ID)
	check(t, err)
	_, _, err = s.Spend(ctx, library, "ann", clock.Now(), 1, 1, 1)
	check(t, err)
	day := clock.Now()
	clock.forward(time.Hour)
	_, err = s.Remove(ctx, library, kept.ID)
	check(t, err)

	clock.forward(store.UndoTime - 30*time.Minute)
	check(t, s.Sweep(ctx, clock.Now()))
	if _, err := s.Entry(ctx, library, gone.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("removed over %v ago: %v", store.UndoTime, err)
	}
	for _, id := range []string{kept.ID, stays.ID} {
		_, err := s.Entry(ctx, library, id)
		check(t, err)
	}
	deeds, err := s.Deeds(ctx, library, 100)
	check(t, err)
	equal(t, "deeds", len(deeds), 1)
	if err := s.MarkSeen(ctx, feed.ID, []string{"2"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a feed that was swept: %v", err)
	}
	ok, _, err := s.Spend(ctx, library, "ann", day, 1, 1, 1)
	check(t, err)
	equal(t, "a quota that was swept", ok, true)
}
