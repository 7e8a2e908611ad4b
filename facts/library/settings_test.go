package library_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts/library"
	"byline/facts/shelf"
	"byline/facts/store"
)

// slow is a store that, once a test says so, does not answer before it is asked no more.
type slow struct {
	library.Store
	mu   sync.Mutex
	hung bool
}

func (s *slow) hang(hung bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hung = hung
}

func (s *slow) Settings(ctx context.Context, library string) (map[string]map[string]string, error) {
	s.mu.Lock()
	hung := s.hung
	s.mu.Unlock()
	if hung {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return s.Store.Settings(ctx, library)
}

func settingOf(t *testing.T, l *library.Libraries, scope, name string) string {
	t.Helper()
	value, err := l.Setting(t.Context(), local, scope, name)
	if err != nil {
		t.Error(err)
	}
	return value
}

// Settings are those last known while the store does not answer, and cost nothing.
func TestSettingsOfASlowStore(t *testing.T) {
	clock := newClock()
	st := &slow{Store: openStore(t, filepath.Join(t.TempDir(), "b.db"), clock.Now)}
	l := library.New(st, nil, library.WithClock(clock.Now))
	for _, set := range []struct{ scope, value string }{{"", "on"}, {"channel", "off"}} {
		if err := l.Set(t.Context(), local, set.scope, "plain", set.value); err != nil {
			t.Fatal(err)
		}
	}
	st.hang(true)
	for scope, want := range map[string]string{"": "on", "channel": "off", "a new thread": ""} {
		if got := settingOf(t, l, scope, "plain"); got != want {
			t.Errorf("in %q: %q, want %q", scope, got, want)
		}
	}
	deeds, err := l.Deeds(t.Context(), local, 1)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := l.Undo(ctx, local, deeds[0].ID); err != nil {
		t.Fatal(err)
	}
	if got := settingOf(t, l, "channel", "plain"); got != "" {
		t.Errorf("after the undo: %q", got)
	}

	fresh := library.New(st, nil, library.WithClock(clock.Now))
	began := time.Now()
	for range 100 { // one of them waits
		if _, err := fresh.Setting(t.Context(), local, "", "plain"); err == nil {
			t.Fatal("a store that hangs has told")
		}
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("nothing known: took %v", took)
	}
	st.hang(false)
	clock.pass(time.Minute)
	if got := settingOf(t, fresh, "", "plain"); got != "on" {
		t.Errorf("afterwards: %q", got)
	}
}

// What another process sets is known here within moments.
func TestSettingsOfAnotherProcess(t *testing.T) { bothDatabases(t, settingsOfAnother) }

func settingsOfAnother(t *testing.T, url string) {
	here := library.New(openURL(t, url, time.Now), nil)
	there := library.New(openURL(t, url, time.Now), nil)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { here.Run(ctx) })
	defer running.Wait()
	defer cancel()
	if got := settingOf(t, here, "", "plain"); got != "" {
		t.Fatal(got)
	}
	if err := there.Set(t.Context(), local, "", "plain", "on"); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for settingOf(t, here, "", "plain") != "on" {
		if time.Now().After(deadline) {
			t.Fatal("the setting of the other process never came")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// How much may be added is a setting, within bounds.
func TestQuotaOfAServer(t *testing.T) {
	clock := newClock()
	l := library.New(openStore(t, filepath.Join(t.TempDir(), "b.db"), clock.Now), nil, library.WithClock(clock.Now))
	n := 0
	add := func(person string) string {
		n++
		_, err := l.Add(t.Context(), local, person, shelf.Offer{Text: fmt.Sprintf("Mayor Ida Holm said %d boats were sold on Monday.", n)})
		if err == nil {
			return "added"
		}
		return err.Error()
	}
	for name, value := range map[string]string{shelf.SettingPerPerson: "2", shelf.SettingPerServer: "3"} {
		if err := l.Set(t.Context(), local, "", name, value); err != nil {
			t.Fatal(err)
		}
	}
	got := []string{add("ann"), add("ann"), add("ann"), add("bo"), add("bo")}
	want := []string{"added", "added", "You have added 2 articles today; you can go on tomorrow.", "added",
		"This server has added 3 articles today; it can go on tomorrow."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Counts are written by and by, the last ones at the end, and know no people.
func TestCounts(t *testing.T) {
	clock := newClock()
	st := openStore(t, filepath.Join(t.TempDir(), "b.db"), clock.Now)
	l := library.New(st, nil, library.WithClock(clock.Now))
	if _, err := l.Entries(t.Context(), local); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { l.Run(ctx) })
	for range 3 {
		l.Unanswered(local, "how many whales")
	}
	l.Unanswered("nowhere", "how many whales")
	l.Vote(local, "!boats", true)
	l.Vote(local, "!boats", false)
	l.Vote(local, "", false)
	cancel()
	running.Wait()

	day := clock.Now().Truncate(24 * time.Hour)
	want := shelf.Tally{
		Unanswered: []shelf.Count{{Kind: store.CountUnanswered, Said: "how many whales", Times: 3, Last: day}},
		Unhelpful:  []shelf.Count{{Kind: store.CountUnhelpful, Said: "!boats", Times: 1, Last: day}},
		Helped:     1, Failed: 2,
	}
	again := library.New(st, nil, library.WithClock(clock.Now))
	got, err := again.Tally(t.Context(), local)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v -want +got\n%s", err, diff)
	}
	again.Unanswered(local, "and now?")
	clock.pass(31 * 24 * time.Hour)
	if got, err := again.Tally(t.Context(), local); got.Helped+got.Failed != 0 || len(got.Unanswered) != 2 || err != nil {
		t.Errorf("a month later: %+v, %v", got, err)
	}
	if err := again.ClearTally(t.Context(), local); err != nil {
		t.Error(err)
	}
	if got, err := again.Tally(t.Context(), local); len(got.Unanswered)+len(got.Unhelpful) != 0 || err != nil {
		t.Errorf("cleared: %+v, %v", got, err)
	}
}

func BenchmarkSetting(b *testing.B) {
	st, err := store.Open(b.Context(), "sqlite://:memory:")
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	l := library.New(st, nil)
	for b.Loop() {
		if _, err := l.Setting(b.Context(), local, "channel", "plain"); err != nil {
			b.Fatal(err)
		}
	}
}
