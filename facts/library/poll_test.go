package library_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts"
	"byline/facts/library"
	"byline/facts/shelf"
)

// watching is a library that watches a feed of two articles which were read already.
func watching(t *testing.T) (*site, *clock, *library.Libraries) {
	t.Helper()
	return watchingFor(t, "channel")
}

// watchingFor tells a channel of what the feed brings.
func watchingFor(t *testing.T, channel string) (*site, *clock, *library.Libraries) {
	t.Helper()
	s, c := newSite(t), newClock()
	return s, c, watchingIn(t, openStore(t, filepath.Join(t.TempDir(), "b.db"), c.Now), s, c, channel)
}

// watchingIn is likewise, in a store that the test has.
func watchingIn(t *testing.T, st library.Store, s *site, c *clock, channel string) *library.Libraries {
	t.Helper()
	l := library.New(st, s.client(t), library.WithClock(c.Now))
	for i, name := range []string{"/one", "/two"} {
		s.publish(name, "Article "+name[1:], "2026-03-03", fmt.Sprintf("Police said %d boats were seized.", 11+i))
	}
	s.feed("/feed", "/one", "/two")
	f, isNew, err := l.Watch(t.Context(), local, "ann", s.URL+"/feed", channel)
	if err != nil || !isNew || f.Title != "Harbour Post" {
		t.Fatalf("%+v, %v, %v", f, isNew, err)
	}
	poll(t, l)
	if got, want := titles(t, l, local), []string{"Article one", "Article two"}; !slices.Equal(got, want) {
		t.Fatalf("the first poll brought %q, want %q", got, want)
	}
	return l
}

func poll(t *testing.T, l *library.Libraries) {
	t.Helper()
	if err := library.PollDue(l, t.Context()); err != nil {
		t.Fatal(err)
	}
}

// told is which articles channels are told of now.
func told(t *testing.T, l *library.Libraries) (lines []string) {
	t.Helper()
	err := library.AnnounceDue(l, t.Context(), func(_ context.Context, _, channel string, e shelf.Entry, table *facts.Table) error {
		if table == nil {
			return errors.New("there is no table")
		}
		lines = append(lines, channel+": "+e.Label)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func health(t *testing.T, l *library.Libraries) shelf.Feed {
	t.Helper()
	all, err := l.Feeds(t.Context(), local)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	return all[0]
}

// The first poll imports in silence; later ones tell the channel, each article once.
func TestFeedTellsOfNewArticles(t *testing.T) {
	s, c, l := watching(t)
	if got := told(t, l); len(got) > 0 {
		t.Errorf("the first poll told of %q", got)
	}
	s.publish("/three", "Article three", "2026-03-04", "Police said 30 boats were seized.")
	s.feed("/feed", "/three", "/one", "/two")
	c.pass(time.Hour)
	poll(t, l)
	if diff := cmp.Diff([]string{"channel: Article three"}, told(t, l)); diff != "" {
		t.Errorf("told (-want +got)\n%s", diff)
	}
	c.pass(time.Hour)
	poll(t, l)
	if got := told(t, l); len(got) > 0 {
		t.Errorf("told again: %q", got)
	}
	if f := health(t, l); f.Articles != 3 || f.Items != 3 || f.LastError != "" || !f.Imported {
		t.Errorf("%+v", f)
	}
	if n := s.requests("/one"); n != 1 {
		t.Errorf("an article that is known was fetched %d times", n)
	}
}

// Settings say who is told: a channel for all feeds that tell no other, and none where
// announcements are off.
func TestSettingsSayWhoIsTold(t *testing.T) {
	for _, tt := range []struct {
		channel  string
		settings [][3]string // scope, name, value
		want     []string
	}{
		{"", nil, nil},
		{"", [][3]string{{"", "news-channel", "news"}}, []string{"news: Article three"}},
		{"channel", [][3]string{{"", "news-channel", "news"}}, []string{"channel: Article three"}},
		{"channel", [][3]string{{"", "announcements", "off"}}, nil},
		{"channel", [][3]string{{"channel", "announcements", "off"}}, nil},
		{"channel", [][3]string{{"", "announcements", "off"}, {"channel", "announcements", "on"}}, []string{"channel: Article three"}},
	} {
		s, c, l := watchingFor(t, tt.channel)
		for _, set := range tt.settings {
			if err := l.Set(t.Context(), local, set[0], set[1], set[2]); err != nil {
				t.Fatal(err)
			}
		}
		s.publish("/three", "Article three", "2026-03-04", "Police said 30 boats were seized.")
		s.feed("/feed", "/three", "/one", "/two")
		c.pass(time.Hour)
		poll(t, l)
		if diff := cmp.Diff(tt.want, told(t, l)); diff != "" {
			t.Errorf("%q with %v: told (-want +got)\n%s", tt.channel, tt.settings, diff)
		}
	}
}

// A channel that may have chosen not to be told is not told while that is unknown.
func TestNobodyIsToldInDoubt(t *testing.T) {
	s, c := newSite(t), newClock()
	st := &slow{Store: openStore(t, filepath.Join(t.TempDir(), "b.db"), c.Now)}
	l := watchingIn(t, st, s, c, "channel")
	s.publish("/three", "Article three", "2026-03-04", "Police said 30 boats were seized.")
	s.feed("/feed", "/three", "/one", "/two")
	c.pass(time.Hour)
	poll(t, l)

	fresh := library.New(st, nil, library.WithClock(c.Now))
	st.hang(true)
	err := library.AnnounceDue(fresh, t.Context(), func(_ context.Context, _, channel string, e shelf.Entry, _ *facts.Table) error {
		t.Errorf("%s is told of %s", channel, e.Label)
		return nil
	})
	if err == nil {
		t.Error("what is in doubt is not tried again")
	}
	st.hang(false)
	c.pass(time.Hour)
	if diff := cmp.Diff([]string{"channel: Article three"}, told(t, fresh)); diff != "" {
		t.Errorf("told afterwards (-want +got)\n%s", diff)
	}
}

// What nobody could be told of in a day is no news any more.
func TestOldNewsIsNotTold(t *testing.T) {
	s, c, l := watching(t)
	s.publish("/three", "Article three", "2026-03-04", "Police said 30 boats were seized.")
	s.feed("/feed", "/three", "/one", "/two")
	c.pass(time.Hour)
	poll(t, l)
	c.pass(25 * time.Hour)
	if got := told(t, l); len(got) > 0 {
		t.Errorf("told of %q", got)
	}
}

// Publishers touch guids, dates and fragments; an article stays the same one.
func TestFeedKnowsItsArticles(t *testing.T) {
	item := func(s *site, path, title, more string) string {
		return fmt.Sprintf("<item><title>%s</title><link>%s</link>%s</item>", title, s.URL+path, more)
	}
	for name, items := range map[string]func(s *site) string{
		"other guid":   func(s *site) string { return item(s, "/one", "About one", "<guid>changed</guid>") },
		"empty guid":   func(s *site) string { return item(s, "/one", "About one", `<guid isPermaLink="false"></guid>`) },
		"no date":      func(s *site) string { return item(s, "/one", "About one", "<guid>/one</guid>") },
		"wrong date":   func(s *site) string { return item(s, "/one", "About one", "<pubDate>yesterday, perhaps</pubDate>") },
		"tracking":     func(s *site) string { return item(s, "/one?utm_medium=rss#start", "About one", "") },
		"gone":         func(*site) string { return "" },
		"other spaces": func(s *site) string { return item(s, "/one", "  About\n one ", "<guid>/one</guid>") },
	} {
		t.Run(name, func(t *testing.T) {
			s, c, l := watching(t)
			for range 2 { // gone, and back
				s.serve("/feed", "application/rss+xml", `<rss version="2.0"><channel><title>Harbour Post</title>`+items(s)+`</channel></rss>`)
				c.pass(time.Hour)
				poll(t, l)
				s.feed("/feed", "/one", "/two")
				c.pass(time.Hour)
				poll(t, l)
			}
			if got := told(t, l); len(got) > 0 {
				t.Errorf("told of %q", got)
			}
			if got := titles(t, l, local); len(got) != 2 {
				t.Errorf("the library has %q", got)
			}
		})
	}
}

// An item that was edited has its article read again, as another version.
func TestFeedCorrects(t *testing.T) {
	s, c, l := watching(t)
	s.publish("/one", "Article one", "2026-03-03", "Police said 14 boats were seized.")
	s.serve("/feed", "application/rss+xml", `<rss version="2.0"><channel><item><title>About one, corrected</title><link>`+s.URL+`/one</link><guid>/one</guid></item></channel></rss>`)
	c.pass(time.Hour)
	poll(t, l)
	entries, err := l.Entries(t.Context(), local)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Label != "Article one" {
			continue
		}
		if got := ask(t, l, shelf.Scope{Library: local, Article: e.ID}, "How many boats were seized?"); e.Version != 2 || got != "Article one: 14" {
			t.Errorf("version %d answers %q", e.Version, got)
		}
	}
	if got := told(t, l); len(got) > 0 {
		t.Errorf("a correction was told as a new article: %q", got)
	}
}

// A feed that fails is asked less often, tells why, is never dropped, and recovers.
func TestFeedHealth(t *testing.T) {
	s, c, l := watching(t)
	var waits []time.Duration
	for _, status := range []int{500, 500, 404} {
		s.handle("/feed", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		c.pass(13 * time.Hour)
		poll(t, l)
		f := health(t, l)
		if f.LastError == "" {
			t.Errorf("status %d left no error", status)
		}
		waits = append(waits, f.Next.Sub(c.Now()))
	}
	if !slices.IsSorted(waits) || health(t, l).Failures != 3 {
		t.Errorf("it waits %v after %d failures", waits, health(t, l).Failures)
	}
	s.handle("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	c.pass(13 * time.Hour)
	poll(t, l)
	if wait := health(t, l).Next.Sub(c.Now()); wait < 2*time.Hour {
		t.Errorf("it waits %v where it was asked to wait two hours", wait)
	}
	s.serve("/feed", "application/rss+xml", `<rss version="2.0"><channel><title>Harbour Post</title><item><title>About one</title><link>`+s.URL+`/one</link></item><item><title>Cut`)
	c.pass(13 * time.Hour)
	poll(t, l)
	if f := health(t, l); f.LastError != "" || f.Failures != 0 || f.Items != 1 {
		t.Errorf("a feed that breaks off: %+v", f)
	}
}

// A server that says that nothing changed is believed, and asked with what it gave.
func TestFeedNotModified(t *testing.T) {
	s, c, l := watching(t)
	s.publish("/three", "Article three", "2026-03-04", "Police said 30 boats were seized.")
	s.handle("/feed", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><item><title>About three</title><link>%s/three</link></item></channel></rss>`, s.URL)
	})
	for range 3 {
		c.pass(time.Hour)
		poll(t, l)
	}
	if f := health(t, l); f.Items != 1 || f.Articles != 3 || f.LastSuccess != c.Now() {
		t.Errorf("%+v", f)
	}
	if n := s.requests("/three"); n != 1 {
		t.Errorf("the article was fetched %d times", n)
	}
}

// An article that cannot be had now is tried again; one that is none is left alone.
func TestFeedTriesAgain(t *testing.T) {
	s, c, l := watching(t)
	s.handle("/three", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	s.serve("/index", "text/html", "<!doctype html><title>x</title>"+strings.Repeat(`<a href="/a">A headline of the day</a>`, 60))
	s.feed("/feed", "/three", "/index", "/one", "/two")
	for range 2 {
		c.pass(time.Hour)
		poll(t, l)
	}
	s.publish("/three", "Article three", "2026-03-04", "Police said 30 boats were seized.")
	c.pass(time.Hour)
	poll(t, l)
	if got := titles(t, l, local); !slices.Contains(got, "Article three") || len(got) != 3 {
		t.Errorf("the library has %q", got)
	}
	if n := s.requests("/index"); n != 1 {
		t.Errorf("a page without an article was fetched %d times", n)
	}
}

func TestWatchRefuses(t *testing.T) {
	s := newSite(t)
	l := library.New(openStore(t, filepath.Join(t.TempDir(), "b.db"), time.Now), s.client(t))
	s.publish("/page", "Article", "2026-03-03", "Police said 30 boats were seized.")
	s.serve("/home", "text/html", `<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>News</body></html>`)
	s.feed("/feed", "/page")
	var told interface{ User() string }
	if _, _, err := l.Watch(t.Context(), local, "", s.URL+"/page", ""); !errors.As(err, &told) || !strings.Contains(told.User(), "not a feed") {
		t.Errorf("a page that names no feed: %v", err)
	}
	f, isNew, err := l.Watch(t.Context(), local, "", s.URL+"/home", "")
	if err != nil || !isNew || f.URL != s.URL+"/feed" {
		t.Errorf("a page that names one: %+v, %v, %v", f, isNew, err)
	}
	if _, isNew, err := l.Watch(t.Context(), local, "", s.URL+"/feed", ""); err != nil || isNew {
		t.Errorf("watched already: %v, %v", isNew, err)
	}
}

// Two processes on one store poll each feed once.
func TestFeedIsPolledOnce(t *testing.T) { bothDatabases(t, feedIsPolledOnce) }

func feedIsPolledOnce(t *testing.T, url string) {
	s, c := newSite(t), newClock()
	both := []*library.Libraries{}
	for range 2 {
		both = append(both, library.New(openURL(t, url, c.Now), s.client(t), library.WithClock(c.Now)))
	}
	s.publish("/one", "Article one", "2026-03-03", "Police said 11 boats were seized.")
	const feeds = 8
	for i := range feeds {
		s.feed(fmt.Sprint("/feed", i), "/one")
		if _, _, err := both[0].Watch(t.Context(), local, "", fmt.Sprint(s.URL, "/feed", i), ""); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		var group sync.WaitGroup
		for _, l := range both {
			group.Go(func() { poll(t, l) })
		}
		group.Wait()
		c.pass(time.Hour)
	}
	for i := range feeds {
		if n := s.requests(fmt.Sprint("/feed", i)); n != 1+3 { // once when it was named
			t.Errorf("feed %d was polled %d times in three rounds", i, n-1)
		}
	}
	// These two do not watch the store, so that neither need know what the other took in.
	fresh := library.New(openURL(t, url, c.Now), nil)
	if got := ask(t, fresh, shelf.Scope{Library: local}, "How many boats were seized?"); got != "Article one: 11" {
		t.Errorf("the answer is %q", got)
	}
}
