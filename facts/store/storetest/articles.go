package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts/store"
)

func libraries(t *testing.T, url string) {
	s, _ := open(t, url)
	ctx := t.Context()
	created, err := s.EnsureLibrary(ctx, "server 1", numbered(1), numbered(2))
	check(t, err)
	equal(t, "made", created, true)
	created, err = s.EnsureLibrary(ctx, "server 1", numbered(3))
	check(t, err)
	equal(t, "made again", created, false)
	_, err = s.EnsureLibrary(ctx, library)
	check(t, err)

	names, err := s.Libraries(ctx)
	check(t, err)
	if diff := cmp.Diff([]string{library, "server 1"}, names); diff != "" {
		t.Error(diff)
	}
	entries, err := s.Entries(ctx, "server 1")
	check(t, err)
	equal(t, "articles", len(entries), 2)
	entries, err = s.Entries(ctx, library)
	check(t, err)
	equal(t, "articles of the other", len(entries), 0)

	// What one library holds is no duplicate in another, and has its own number there.
	result := add(t, s, numbered(2))
	equal(t, "outcome", result.Outcome, store.Added)
	equal(t, "number", result.Entry.Number, 1)

	if _, err := s.Add(ctx, "nowhere", []store.Addition{numbered(1)}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("adding to a library that is not there: %v", err)
	}
	revision, err := s.Revision(ctx, "nowhere")
	check(t, err)
	equal(t, "revision of nothing", revision, 0)
}

func anArticle(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx := t.Context()
	a := article("https://paper.example/bridge", "The bridge stays open.\r\n“Not one stone” 😀 will move.\n")
	a.Authors = []string{"Ann Lee", "Bo “B” von Ek"}
	a.Published = time.Date(2026, 3, 1, 16, 5, 7, 999, time.FixedZone("", 7200))
	a.Origin = store.OriginFeed
	a.Facts = []byte{0, 1, 255, '\n'}
	result := add(t, s, a)
	equal(t, "outcome", result.Outcome, store.Added)
	e := result.Entry

	want := store.Entry{
		ID: e.ID, Number: 1, Version: 1, Revision: 2, Origin: store.OriginFeed, Hash: store.Hash(a.Text), Added: clock.Now(), Changed: clock.Now(),
		Meta: store.Meta{URL: a.URL, Title: a.Title, Outlet: "The Paper", Authors: a.Authors, Published: time.Date(2026, 3, 1, 14, 5, 7, 0, time.UTC), Language: "en"},
	}
	if len(e.ID) != 16 || strings.Trim(e.ID, "0123456789abcdef") != "" {
		t.Errorf("ID %q", e.ID)
	}
	for what, find := range map[string]func() (store.Entry, error){
		"added":     func() (store.Entry, error) { return e, nil },
		"by ID":     func() (store.Entry, error) { return s.Entry(ctx, library, e.ID) },
		"by number": func() (store.Entry, error) { return s.ByNumber(ctx, library, 1) },
	} {
		got, err := find()
		check(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	wantVersion := store.Version{Number: 1, Stored: clock.Now(), Meta: want.Meta, Hash: want.Hash, Text: a.Text, Facts: a.Facts, Reader: 1}
	versions, err := s.Versions(ctx, library, e.ID)
	check(t, err)
	if diff := cmp.Diff([]store.Version{wantVersion}, versions); diff != "" {
		t.Error(diff)
	}
	check(t, s.Current(ctx, library, nil, func(e store.Entry, v store.Version) error {
		if diff := cmp.Diff(want, e) + cmp.Diff(wantVersion, v); diff != "" {
			t.Error(diff)
		}
		return nil
	}))
	if _, err := s.Entry(ctx, library, "0123456789abcdef"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another ID: %v", err)
	}
	if _, err := s.ByNumber(ctx, library, 2); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another number: %v", err)
	}
	if _, err := s.Versions(ctx, library, "0123456789abcdef"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another's versions: %v", err)
	}
}

func duplicates(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	const here, there = "https://paper.example/here", "https://paper.example/there"
	first := add(t, s, article(here, "One text.")).Entry

	for _, step := range []struct {
		what    string
		a       store.Addition
		outcome store.Outcome
		number  int
		version int
	}{
		{"the same again", article(here, "One text."), store.Duplicate, 1, 1},
		{"white space", article(here, " One\r\n\ttext."), store.Duplicate, 1, 1},
		{"no URL, same text", article("", "One text."), store.Duplicate, 1, 1},
		{"other URL, same text", article(there, "One text."), store.Duplicate, 1, 1},
		{"same URL, other text", article(here, "One text, corrected."), store.Updated, 1, 2},
		{"no URL, an older version's text", article("", "One text."), store.Duplicate, 1, 2},
		{"same URL, the first text again", article(here, "One text."), store.Updated, 1, 3},
		{"other URL, other text", article(there, "Another."), store.Added, 2, 1},
		{"no URL, other text", article("", "A third."), store.Added, 3, 1},
	} {
		got := add(t, s, step.a)
		if got.Outcome != step.outcome || got.Entry.Number != step.number || got.Entry.Version != step.version {
			t.Errorf("%s: outcome %d, number %d, version %d; want %d, %d, %d", step.what,
				got.Outcome, got.Entry.Number, got.Entry.Version, step.outcome, step.number, step.version)
		}
		if step.number == 1 && got.Entry.ID != first.ID {
			t.Errorf("%s: another ID", step.what)
		}
		now, err := s.Entry(t.Context(), library, got.Entry.ID)
		check(t, err)
		if diff := cmp.Diff(now, got.Entry); diff != "" {
			t.Errorf("%s: what is stored is not what was returned: %s", step.what, diff)
		}
	}

	for _, step := range []struct {
		what    string
		a       store.Addition
		number  int
		version int
		text    string
	}{
		{"same URL, same text", article(here, "One text."), 1, 3, "One text."},
		{"same URL, other text", article(here, "One text, corrected again."), 1, 4, "One text, corrected again."},
		{"no URL, same text", article("", "One text, corrected again."), 1, 4, "One text, corrected again."},
		{"other URL, same text", article("https://paper.example/else", "A third."), 3, 1, "A third."},
	} {
		e, err := s.ByNumber(t.Context(), library, step.number)
		check(t, err)
		_, err = s.Remove(t.Context(), library, e.ID)
		check(t, err)
		got := add(t, s, step.a)
		if got.Outcome != store.Restored || got.Entry.Number != step.number || got.Entry.Version != step.version || !got.Entry.Removed.IsZero() {
			t.Errorf("%s as a removed one: %+v", step.what, got)
		}
		equal(t, "text", currentText(t, s, e.ID), step.text)
	}
}

func batch(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	results, err := s.Add(t.Context(), library, []store.Addition{
		numbered(1), numbered(2), numbered(1), article("", numbered(2).Text), article(numbered(2).URL, "Corrected."), numbered(3),
	})
	check(t, err)
	var got []string
	for _, r := range results {
		got = append(got, fmt.Sprint(r.Outcome, r.Entry.Number, r.Entry.Version))
	}
	want := []string{"0 1 1", "0 2 1", "1 1 1", "1 2 1", "2 2 2", "0 3 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	none, err := s.Add(t.Context(), library, nil)
	check(t, err)
	equal(t, "results of nothing", len(none), 0)
}

// A pasted text keeps its ID and number when the page that it was copied from comes.
func laterURL(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	const page = "https://paper.example/page"
	pasted := add(t, s, article("", "Pasted text.")).Entry
	before := pasted.Revision

	got := add(t, s, article(page, "Pasted text."))
	equal(t, "outcome", got.Outcome, store.Duplicate)
	equal(t, "ID", got.Entry.ID, pasted.ID)
	equal(t, "URL", got.Entry.URL, page)
	if got.Entry.Revision <= before {
		t.Error("an article that got a URL is not changed")
	}
	got = add(t, s, article(page, "Pasted text, corrected."))
	equal(t, "outcome", got.Outcome, store.Updated)
	equal(t, "ID", got.Entry.ID, pasted.ID)
	got = add(t, s, article("", "Pasted text."))
	equal(t, "outcome of the old text", got.Outcome, store.Duplicate)
	equal(t, "ID", got.Entry.ID, pasted.ID)

	// A URL that is another article's is not taken.
	other := add(t, s, article("https://paper.example/other", "Other text.")).Entry
	add(t, s, article("", "Pasted too."))
	_, err := s.Remove(t.Context(), library, other.ID)
	check(t, err)
	got = add(t, s, article("https://paper.example/other", "Pasted too."))
	equal(t, "outcome", got.Outcome, store.Duplicate)
	equal(t, "URL", got.Entry.URL, "")
}

func allOrNothing(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	for what, bad := range map[string]string{"half a character": "caf\xc3", "a NUL": "a\x00b"} {
		if _, err := s.Add(t.Context(), library, []store.Addition{numbered(1), article("", bad)}); !errors.Is(err, store.ErrText) {
			t.Errorf("%s: %v", what, err)
		}
	}
	entries, err := s.Entries(t.Context(), library)
	check(t, err)
	equal(t, "articles", len(entries), 0)
	equal(t, "the first number", add(t, s, numbered(1)).Entry.Number, 1)
	if created, err := s.EnsureLibrary(t.Context(), "half", numbered(1), article("", "\xff")); created || !errors.Is(err, store.ErrText) {
		t.Errorf("made %v: %v", created, err)
	}
	names, err := s.Libraries(t.Context())
	check(t, err)
	equal(t, "libraries", len(names), 1)
}

func order(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	day := func(n int, published time.Time) store.Addition {
		a := numbered(n)
		a.Published = published
		return a
	}
	_, err := s.Add(t.Context(), library, []store.Addition{
		day(1, time.Time{}), day(2, start().Add(-time.Hour)), day(3, start().Add(time.Hour)), day(4, time.Time{}),
	})
	check(t, err)
	clock.forward(time.Minute)
	add(t, s, day(5, time.Time{}))

	entries, err := s.Entries(t.Context(), library)
	check(t, err)
	var numbers []int
	for _, e := range entries {
		numbers = append(numbers, e.Number)
	}
	if diff := cmp.Diff([]int{3, 5, 4, 1, 2}, numbers); diff != "" {
		t.Error(diff)
	}
}

func current(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	ctx := t.Context()
	var additions []store.Addition
	for n := range 80 {
		additions = append(additions, numbered(n+1))
	}
	results, err := s.Add(ctx, library, additions)
	check(t, err)
	add(t, s, article(numbered(40).URL, "Corrected."))
	_, err = s.Remove(ctx, library, results[49].Entry.ID)
	check(t, err)

	var numbers []int
	check(t, s.Current(ctx, library, nil, func(e store.Entry, v store.Version) error {
		numbers = append(numbers, e.Number)
		want := numbered(e.Number).Text
		if e.Number == 40 {
			want = "Corrected."
		}
		equal(t, "text", v.Text, want)
		_, err := s.Entry(ctx, library, e.ID) // the store may be used meanwhile
		return err
	}))
	equal(t, "articles", len(numbers), 79)
	if !slices.IsSortedFunc(numbers, func(a, b int) int { return b - a }) {
		t.Error("not in the order of Entries")
	}
	for _, ids := range [][]string{
		{results[4].Entry.ID, "no such article", results[9].Entry.ID, results[49].Entry.ID},
		slices.Concat([]string{results[4].Entry.ID, results[9].Entry.ID}, make([]string, 2000)),
	} {
		numbers = nil
		check(t, s.Current(ctx, library, ids, func(e store.Entry, _ store.Version) error {
			numbers = append(numbers, e.Number)
			return nil
		}))
		if diff := cmp.Diff([]int{10, 5}, numbers); diff != "" {
			t.Error(diff)
		}
	}
	enough := errors.New("enough")
	calls := 0
	err = s.Current(ctx, library, nil, func(store.Entry, store.Version) error { calls++; return enough })
	if !errors.Is(err, enough) || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
	check(t, s.Current(ctx, library, []string{}, func(store.Entry, store.Version) error { return enough }))
}

func removing(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx := t.Context()
	a := numbered(1)
	a.Announce = "news"
	id := add(t, s, a).Entry.ID
	removed, err := s.Remove(ctx, library, id)
	check(t, err)
	equal(t, "removed", removed.Removed, clock.Now())
	if _, err := s.Remove(ctx, library, id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("removing again: %v", err)
	}
	found, err := s.ByNumber(ctx, library, 1)
	check(t, err)
	if diff := cmp.Diff(removed, found); diff != "" {
		t.Error(diff)
	}
	entries, err := s.Entries(ctx, library)
	check(t, err)
	equal(t, "articles", len(entries), 0)
	equal(t, "text", currentText(t, s, id), "")
	if _, ok, err := s.NextAnnouncement(ctx, "me", clock.Now(), time.Minute); ok || err != nil {
		t.Errorf("a removed article is announced (%v)", err)
	}

	back, err := s.Restore(ctx, library, id)
	check(t, err)
	equal(t, "removed", back.Removed, time.Time{})
	equal(t, "text", currentText(t, s, id), a.Text)
	equal(t, "its removal is undone", lastDeed(t, s).Undone, true)
	for what, id := range map[string]string{"again": id, "nothing": "0123456789abcdef"} {
		if _, err := s.Restore(ctx, library, id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("restoring %s: %v", what, err)
		}
	}
	// A number is not given again, whatever happens to its article.
	_, err = s.Remove(ctx, library, id)
	check(t, err)
	clock.forward(store.UndoTime + time.Hour)
	check(t, s.Sweep(ctx, clock.Now()))
	equal(t, "number", add(t, s, numbered(2)).Entry.Number, 2)
}

func revisions(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	ctx := t.Context()
	changed := func(since int64) ([]int, int64) {
		t.Helper()
		entries, revision, err := s.Changed(ctx, library, since)
		check(t, err)
		numbers := []int{}
		for _, e := range entries {
			numbers = append(numbers, e.Number)
		}
		return numbers, revision
	}
	_, err := s.Add(ctx, library, []store.Addition{numbered(1), numbered(2), numbered(3)})
	check(t, err)
	numbers, at := changed(0)
	if diff := cmp.Diff([]int{1, 2, 3}, numbers); diff != "" {
		t.Error(diff)
	}
	for _, step := range []struct {
		what string
		do   func() error
		want []int
	}{
		{"nothing", func() error { return nil }, []int{}},
		{"a duplicate", func() error { _, err := s.Add(ctx, library, []store.Addition{numbered(1)}); return err }, []int{}},
		{"a setting", func() error { return s.Set(ctx, library, "", "name", "value") }, []int{}},
		{"an update", func() error {
			_, err := s.Add(ctx, library, []store.Addition{article(numbered(2).URL, "New.")})
			return err
		}, []int{2}},
		{"a removal", func() error { e, _ := s.ByNumber(ctx, library, 3); _, err := s.Remove(ctx, library, e.ID); return err }, []int{3}},
		{"a restoration", func() error { e, _ := s.ByNumber(ctx, library, 3); _, err := s.Restore(ctx, library, e.ID); return err }, []int{3}},
	} {
		check(t, step.do())
		numbers, now := changed(at)
		if diff := cmp.Diff(step.want, numbers); diff != "" {
			t.Errorf("%s: %s", step.what, diff)
		}
		revision, err := s.Revision(ctx, library)
		check(t, err)
		equal(t, "revision", now, revision)
		if (now > at) != (len(step.want) > 0) {
			t.Errorf("%s: revision %d after %d", step.what, now, at)
		}
		at = now
	}
}

func setFacts(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	ctx := t.Context()
	e := add(t, s, numbered(1)).Entry
	check(t, s.SetFacts(ctx, library, e.ID, 1, []byte("better"), 2))
	versions, err := s.Versions(ctx, library, e.ID)
	check(t, err)
	if v := versions[0]; string(v.Facts) != "better" || v.Reader != 2 {
		t.Errorf("facts %q of reader %d", v.Facts, v.Reader)
	}
	check(t, s.SetFacts(ctx, library, e.ID, 1, nil, 3))
	revision, err := s.Revision(ctx, library)
	check(t, err)
	equal(t, "revision", revision, e.Revision)
	if err := s.SetFacts(ctx, library, e.ID, 2, nil, 2); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a version that is not there: %v", err)
	}
}

// oddTexts are stored by every database, or refused by none.
func oddTexts(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	a := article("https://paper.example/?"+strings.Repeat("long", 5000), "Quotes ' \" ; -- \\ % _ $1 \u2028 \ufeff")
	a.Title, a.Authors = "nul \x00 half \xc3", []string{"nul \x00", "half \xc3"}
	e := add(t, s, a).Entry
	equal(t, "title", e.Title, "nul \uFFFD half \uFFFD")
	equal(t, "text", currentText(t, s, e.ID), a.Text)
	equal(t, "outcome", add(t, s, a).Outcome, store.Duplicate)
	check(t, s.Set(t.Context(), library, "\x00", "name\xff", "value\x00"))
	_, _, err := s.Watch(t.Context(), store.Feed{Library: library, URL: a.URL + "\x00", Title: "\xff"})
	check(t, err)
}
