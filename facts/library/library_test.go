package library_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts/answer"
	"byline/facts/article"
	"byline/facts/library"
	"byline/facts/shelf"
	"byline/facts/store"
)

const local = "local"

func ask(t *testing.T, l *library.Libraries, s shelf.Scope, question string) string {
	t.Helper()
	a, err := l.Ask(t.Context(), s, question, answer.Answer{})
	if err != nil {
		t.Fatal(err)
	}
	if !a.Found {
		return "not in the articles"
	}
	return a.Hits[0].Table.Article.Label() + ": " + a.Short
}

// An article is read from its page and asked at once; the same page again is no other
// article, and a corrected one is a new version.
func TestAddAskCorrect(t *testing.T) {
	s, clock := newSite(t), newClock()
	l := library.New(openStore(t, filepath.Join(t.TempDir(), "b.db"), clock.Now), s.client(t), library.WithClock(clock.Now))
	s.publish("/ferry", "Ferry runs aground", "2026-03-03", "Police said 138 passengers were rescued on Monday.")
	offer := shelf.Offer{URL: s.URL + "/ferry?utm_source=chat#top"}

	r, err := l.Add(t.Context(), local, "ann", offer)
	if err != nil || r.Outcome != shelf.Added || r.Entry.Number != 2 || r.Entry.URL != s.URL+"/ferry" {
		t.Fatalf("%+v, %v", r, err)
	}
	everything := shelf.Scope{Library: local}
	if got := ask(t, l, everything, "How many passengers were rescued?"); got != "Ferry runs aground: 138" {
		t.Errorf("the answer is %q", got)
	}
	r, err = l.Add(t.Context(), local, "ann", offer)
	if err != nil || r.Outcome != shelf.Duplicate || r.Entry.Number != 2 {
		t.Errorf("again: %+v, %v", r, err)
	}

	clock.pass(time.Hour)
	s.publish("/ferry", "Ferry runs aground", "2026-03-03", "Police said 141 passengers were rescued on Monday.")
	r, err = l.Add(t.Context(), local, "ann", offer)
	if err != nil || r.Outcome != shelf.Updated || r.Entry.Version != 2 {
		t.Errorf("corrected: %+v, %v", r, err)
	}
	if got := ask(t, l, everything, "How many passengers were rescued?"); got != "Ferry runs aground: 141" {
		t.Errorf("the answer is %q", got)
	}
	versions, err := l.Versions(t.Context(), local, r.Entry.ID)
	if err != nil || len(versions) != 2 || !strings.Contains(versions[0].Table.Article.Text, "138") || versions[1].Entry.Version != 2 {
		t.Errorf("%d versions, %v", len(versions), err)
	}

	// The day of "on Monday" is counted from the day of the article.
	sources, err := l.Sources(t.Context(), shelf.Scope{Library: local, Article: r.Entry.ID})
	if err != nil || len(sources) != 1 {
		t.Fatal(len(sources), err)
	}
	found := false
	for _, f := range sources[0].Table().Facts {
		found = found || f.Event != nil && f.Event.Date == "2026-03-02"
	}
	if !found {
		t.Error("no event has the date of the Monday before the article's day")
	}

	if _, err := l.Remove(t.Context(), local, r.Entry.ID); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, l, everything, "How many passengers were rescued?"); got != "not in the articles" {
		t.Errorf("a removed article answers %q", got)
	}
	deeds, err := l.Deeds(t.Context(), local, 1)
	if err != nil || len(deeds) != 1 {
		t.Fatal(deeds, err)
	}
	if _, err := l.Undo(t.Context(), local, deeds[0].ID); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, l, everything, "How many passengers were rescued?"); got != "Ferry runs aground: 141" {
		t.Errorf("after the removal was taken back the answer is %q", got)
	}
	var refusal *library.Refusal
	if _, err := l.Undo(t.Context(), local, deeds[0].ID); !errors.As(err, &refusal) || refusal.User() != "That was taken back already." {
		t.Errorf("undo twice: %v", err)
	}
}

// A plain text has the address that every article has, and no name but its file's.
func TestAddPlainText(t *testing.T) {
	s := newSite(t)
	l := library.New(openStore(t, filepath.Join(t.TempDir(), "b.db"), time.Now), s.client(t))
	s.serve("/boats.txt", "text/plain; charset=utf-8", "Mayor Ida Holm said 12 boats were sold on Monday.")
	r, err := l.Add(t.Context(), local, "", shelf.Offer{URL: s.URL + "/boats.txt?utm_source=chat"})
	if err != nil || r.Entry.URL != s.URL+"/boats.txt" || r.Entry.Title != "boats.txt" {
		t.Errorf("%+v, %v", r.Entry, err)
	}
}

// What is offered and is no article is refused in one sentence, and nothing is added.
func TestRefusedOffers(t *testing.T) {
	s := newSite(t)
	l := library.New(openStore(t, filepath.Join(t.TempDir(), "b.db"), time.Now), s.client(t))
	s.serve("/index", "text/html", "<!doctype html><title>News</title><ul>"+strings.Repeat(`<li><a href="/a">A headline of the day</a>`, 80)+"</ul>")
	s.serve("/picture", "image/png", "\x89PNG")
	for _, offer := range []shelf.Offer{
		{URL: s.URL + "/index"}, {URL: s.URL + "/picture"}, {URL: s.URL + "/missing"},
		{URL: "http://127.0.0.2/"}, {URL: "ftp://example.org/a"}, {URL: "http://2130706433/"}, {Text: " \n "}, {Text: "a\x00b"},
	} {
		_, err := l.Add(t.Context(), local, "", offer)
		var told interface{ User() string }
		if !errors.As(err, &told) || !strings.HasSuffix(told.User(), ".") {
			t.Errorf("%+v: %v", offer, err)
		}
	}
	if got := titles(t, l, local); len(got) > 0 {
		t.Errorf("the library has %q", got)
	}
}

func TestLibrariesAreApart(t *testing.T) {
	l := library.New(openStore(t, filepath.Join(t.TempDir(), "b.db"), time.Now), nil)
	if _, err := l.Add(t.Context(), "one", "", shelf.Offer{Text: "Mayor Ida Holm said 12 boats were sold on Monday."}); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, l, shelf.Scope{Library: "one"}, "How many boats were sold?"); !strings.HasSuffix(got, ": 12") {
		t.Errorf("one library answers %q", got)
	}
	if got := ask(t, l, shelf.Scope{Library: "two"}, "How many boats were sold?"); got != "not in the articles" {
		t.Errorf("the other library answers %q", got)
	}
	if err := l.Set(t.Context(), "one", "channel", "article", "x"); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"one": "x", "two": ""} {
		if got, err := l.Setting(t.Context(), name, "channel", "article"); got != want || err != nil {
			t.Errorf("library %s has the setting %q, %v; want %q", name, got, err, want)
		}
	}
}

// A quota is for a person and a day.
func TestQuota(t *testing.T) {
	clock := newClock()
	l := library.New(openStore(t, filepath.Join(t.TempDir(), "b.db"), clock.Now), nil, library.WithClock(clock.Now))
	add := func(person string, n int) error {
		_, err := l.Add(t.Context(), local, person, shelf.Offer{Text: fmt.Sprintf("Mayor Ida Holm said %d boats were sold on Monday.", n)})
		return err
	}
	for n := range 100 {
		if err := add("ann", n); err != nil {
			t.Fatal(n, err)
		}
	}
	var refusal *library.Refusal
	if err := add("ann", 100); !errors.As(err, &refusal) || refusal.User() != "You have added 100 articles today; you can go on tomorrow." {
		t.Errorf("the 101st: %v", err)
	}
	if err := add("bo", 101); err != nil {
		t.Error("another person:", err)
	}
	if err := l.Forget(t.Context(), "ann"); err != nil {
		t.Error(err)
	}
	clock.pass(24 * time.Hour)
	if err := add("ann", 102); err != nil {
		t.Error("tomorrow:", err)
	}
}

// What another process changes is known here within a second, and a library that was
// pushed out of memory is what it was when it comes back.
func TestTwoProcesses(t *testing.T) { bothDatabases(t, twoProcesses) }

func twoProcesses(t *testing.T, url string) {
	here := library.New(openURL(t, url, time.Now), nil, library.WithLimit(1))
	there := library.New(openURL(t, url, time.Now), nil)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { here.Run(ctx) })
	defer running.Wait()
	defer cancel()

	question := "How many boats were sold?"
	if got := ask(t, here, shelf.Scope{Library: local}, question); got != "not in the articles" {
		t.Fatalf("before: %q", got)
	}
	if _, err := there.Add(t.Context(), local, "", shelf.Offer{Text: "Mayor Ida Holm said 12 boats were sold on Monday."}); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(5 * time.Second) // a second is the promise; the machine may be busy
	for !strings.HasSuffix(ask(t, here, shelf.Scope{Library: local}, question), ": 12") {
		if time.Now().After(deadline) {
			t.Fatal("the article of the other process never came")
		}
		time.Sleep(20 * time.Millisecond)
	}
	for i := range 5 { // more libraries than are held
		if got := ask(t, here, shelf.Scope{Library: fmt.Sprint("library ", i)}, "How many drones were intercepted?"); !strings.HasSuffix(got, ": 138") {
			t.Errorf("library %d: %q", i, got)
		}
	}
	if got := ask(t, here, shelf.Scope{Library: local}, question); !strings.HasSuffix(got, ": 12") {
		t.Errorf("the library that came back answers %q", got)
	}
}

// A table that another reader made is made again, once.
func TestOtherReader(t *testing.T) {
	st := openStore(t, filepath.Join(t.TempDir(), "b.db"), time.Now)
	l := library.New(st, nil)
	if _, err := l.Import(t.Context(), local, article.FromText("x", "Mayor Ida Holm said 12 boats were sold on Monday.")); err != nil {
		t.Fatal(err)
	}
	entries, err := l.Entries(t.Context(), local)
	if err != nil {
		t.Fatal(err)
	}
	first := readersOf(t, st)
	for _, e := range entries {
		if err := st.SetFacts(t.Context(), local, e.ID, 1, []byte("of long ago"), 0); err != nil {
			t.Fatal(err)
		}
	}
	again := library.New(st, nil)
	if got := ask(t, again, shelf.Scope{Library: local}, "How many boats were sold?"); !strings.HasSuffix(got, ": 12") {
		t.Errorf("the answer is %q", got)
	}
	if diff := cmp.Diff(first, readersOf(t, st)); diff != "" {
		t.Errorf("the stored tables' readers (-want +got)\n%s", diff)
	}
}

// readersOf are the readers of the tables that are stored.
func readersOf(t *testing.T, st *store.Store) (readers []int) {
	t.Helper()
	err := st.Current(t.Context(), local, nil, func(_ shelf.Entry, v store.Version) error {
		readers = append(readers, v.Reader)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return readers
}
