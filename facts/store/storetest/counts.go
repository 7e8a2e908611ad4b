package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts/store"
)

// asked is a question that found nothing.
func asked(said string, times int, day time.Time) store.Count {
	return store.Count{Kind: store.CountUnanswered, Said: said, Times: times, Last: day}
}

func counts(t *testing.T, url string) {
	s, clock := openLibrary(t, url)
	ctx, day := t.Context(), start().Truncate(24*time.Hour)
	all := func(since time.Time) []store.Count {
		t.Helper()
		counts, err := s.Counts(ctx, library, store.CountUnanswered, since, 10)
		check(t, err)
		return counts
	}
	check(t, s.AddCounts(ctx, library, asked("whales", 1, start()), asked("whales", 2, start().Add(-50*time.Hour))))
	check(t, s.AddCounts(ctx, library, asked("the mayor’s 🐋", 5, start().Add(48*time.Hour)), store.Count{Kind: store.CountUnhelpful, Said: "!boats", Times: 9, Last: day}))
	check(t, s.AddCounts(ctx, library))
	want := []store.Count{asked("the mayor’s 🐋", 5, day.Add(48*time.Hour)), asked("whales", 3, day)}
	if diff := cmp.Diff(want, all(time.Time{})); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	equal(t, "since yesterday", len(all(start().Add(24*time.Hour))), 1)
	if err := s.AddCounts(ctx, "nowhere", asked("whales", 1, day)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("in no library: %v", err)
	}
	check(t, s.AddCounts(ctx, library, asked(strings.Repeat("long ", 1000), 1, day), asked("a\x00b\xff", 1, day))) // both are kept somehow
	equal(t, "with odd ones", len(all(day)), 4)

	clock.forward(store.CountTime + 24*time.Hour)
	check(t, s.Sweep(ctx, clock.Now()))
	if diff := cmp.Diff(want[:1], all(time.Time{})); diff != "" {
		t.Errorf("swept: -want +got\n%s", diff)
	}
	deeds, err := s.Deeds(ctx, library, 10)
	check(t, err)
	equal(t, "deeds", len(deeds), 0)
	check(t, s.ClearCounts(ctx, library))
	equal(t, "cleared", len(all(time.Time{})), 0)
}

// A new text always finds room, and what comes often stays.
func rareCounts(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	check(t, s.AddCounts(t.Context(), library, asked("often", 7, start())))
	var some []store.Count
	for n := range store.CountLimit + 20 {
		some = append(some, asked(fmt.Sprintf("question %03d", n), 1, start().Add(time.Duration(n)*24*time.Hour)))
	}
	check(t, s.AddCounts(t.Context(), library, some...))
	check(t, s.AddCounts(t.Context(), library, asked("the newest of long ago", 1, start())))
	got, err := s.Counts(t.Context(), library, store.CountUnanswered, time.Time{}, 10_000)
	check(t, err)
	equal(t, "kept", len(got), store.CountLimit)
	equal(t, "the first", got[0].Said, "often")
	equal(t, "the second", got[1].Said, some[len(some)-1].Said)
	equal(t, "the last", got[len(got)-1].Said, "the newest of long ago")
}

// A backup that was made before anything was counted is restored without counts.
func oldBackup(t *testing.T, url string) {
	s, _ := open(t, url)
	Furnish(t, s)
	want := Read(t, s)
	want.Counts = nil
	lines := Lines(t, Saved(t, s))
	var old []string
	for _, line := range lines {
		if strings.HasPrefix(line, `{"t":"counts"`) {
			continue
		}
		line = strings.Replace(line, `"format":2`, `"format":1`, 1)
		line = strings.Replace(line, `"counts":["library","kind","said","times","latest"],`, "", 1)
		old = append(old, strings.Replace(line, `"counts":2,`, "", 1))
	}
	check(t, s.RestoreBackup(t.Context(), bytes.NewReader(Pack(t, old...))))
	if diff := cmp.Diff(want, Read(t, s)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
