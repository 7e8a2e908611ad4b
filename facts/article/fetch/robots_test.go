package fetch_test

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"byline/facts/article/fetch"
)

func TestRobots(t *testing.T) {
	for name, test := range map[string]struct {
		file      string
		page      string
		forbidden bool
	}{
		"none":                          {"", "/a", false},
		"all forbidden":                 {"User-agent: *\nDisallow: /", "/a", true},
		"all allowed":                   {"User-agent: *\nDisallow:", "/a", false},
		"all but one":                   {"User-agent: *\nDisallow:\n\nUser-agent: Other\nDisallow: /", "/a", false},
		"Byline alone forbidden":        {"User-agent: byline\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", true},
		"Byline alone allowed":          {"User-agent: *\nDisallow: /\n\nUser-agent: BYLINE\nDisallow:", "/a", false},
		"two names for one group":       {"User-agent: Other\nUser-agent: Byline\nDisallow: /a", "/a", true},
		"a folder":                      {"User-agent: *\nDisallow: /private/", "/private/a", true},
		"beside the folder":             {"User-agent: *\nDisallow: /private/", "/private", false},
		"the longer rule wins":          {"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", false},
		"a wildcard":                    {"User-agent: *\nDisallow: /*/print$", "/2025/print", true},
		"a query":                       {"User-agent: *\nDisallow: /*?print=", "/a?print=1", true},
		"other characters":              {"User-agent: *\nDisallow: /früh", "/fr%C3%BCh/a", true},
		"windows lines, a comment, BOM": {"\uFEFFUser-agent: * # all\r\nDisallow: /a # not this\r\n", "/a", true},
		"an odd delay spoils nothing":   {"User-agent: *\nCrawl-delay: five\nDisallow: /a", "/a", true},
		"a rule of nobody's":            {"Disallow: /a\nUser-agent: *\nDisallow: /b", "/a", false},
		"a page instead of a file":      {"<!doctype html><title>Not found</title><p>Disallow: /", "/a", false},
		"bytes":                         {"\x00\xff\xfe", "/a", false},
		"too long":                      {"User-agent: *\nDisallow: /b\n" + strings.Repeat("# "+strings.Repeat("x", 98)+"\n", 10_000) + "Disallow: /a", "/a", false},
		"a wall of wildcards":           {"User-agent: *\n" + strings.Repeat("Disallow: /"+strings.Repeat("*a", 200)+"\n", 1000), "/b", false},
	} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				_, _ = w.Write([]byte(test.file))
				return
			}
			page("x")(w, r)
		})
		c := client(t, fetch.Options{}, s)
		got, err := c.Crawl(t.Context(), s.URL+test.page, fetch.Condition{})
		switch {
		case !test.forbidden && err != nil:
			t.Errorf("%s: %v", name, err)
		case test.forbidden:
			if e := refused(t, got, err); e.Reason != fetch.Robots {
				t.Errorf("%s: %v", name, e)
			}
		}
		if _, err := c.Get(t.Context(), s.URL+test.page, fetch.Condition{}); err != nil {
			t.Errorf("%s: a person asked for it: %v", name, err)
		}
	}
}

func TestRobotsCannotBeHad(t *testing.T) {
	status, after := http.StatusNotFound, ""
	var asked atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked.Add(1)
			w.Header().Set("Retry-After", after)
			w.WriteHeader(status)
			return
		}
		page("x")(w, r)
	})
	now := at(2025, time.March, 3, 16)
	for _, test := range []struct {
		status int
		after  string
		open   bool
		wait   time.Duration // until the file is asked for again
	}{
		{404, "", true, 24 * time.Hour},
		{403, "", true, 24 * time.Hour},
		{410, "", true, 24 * time.Hour},
		{429, "", false, 10 * time.Minute},
		{429, "3600", false, time.Hour},
		{503, "", false, 10 * time.Minute},
	} {
		status, after = test.status, test.after
		asked.Store(0)
		c := client(t, fetch.Options{Now: func() time.Time { return now }}, s)
		crawl := func() *fetch.Error {
			got, err := c.Crawl(t.Context(), s.URL, fetch.Condition{})
			if err == nil {
				return nil
			}
			return refused(t, got, err)
		}
		e := crawl()
		if (e == nil) != test.open || e != nil && (e.Reason != fetch.Status || e.Status != test.status) {
			t.Errorf("%d: %v", test.status, e)
		}
		now = now.Add(test.wait - time.Second)
		crawl()
		if asked.Load() != 1 {
			t.Errorf("%d: asked %d times before its time", test.status, asked.Load())
		}
		now = now.Add(time.Second)
		crawl()
		if asked.Load() != 2 {
			t.Errorf("%d: not asked again after %v", test.status, test.wait)
		}
	}
}

// Each site on the way says for itself what programs may read.
func TestRobotsOfWhereARedirectLeads(t *testing.T) {
	closed := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			t.Errorf("%s was read", r.URL)
		}
		_, _ = w.Write([]byte("User-agent: *\nDisallow: /"))
	})
	open := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, closed.URL+"/a", http.StatusFound)
	})
	got, err := client(t, fetch.Options{}, closed, open).Crawl(t.Context(), open.URL+"/a", fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.Robots || e.URL != closed.URL+"/a" {
		t.Error(e)
	}
}

func TestManyAtOnce(t *testing.T) {
	s := serve(t, page("x"))
	c := client(t, fetch.Options{}, s)
	var all sync.WaitGroup
	for range 30 {
		all.Go(func() {
			if got, err := c.Crawl(t.Context(), s.URL, fetch.Condition{}); err != nil || string(got.Body) != "x" {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
	all.Wait()
}
