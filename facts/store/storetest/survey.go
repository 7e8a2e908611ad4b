package storetest

import (
	"testing"

	"byline/facts/store"
)

func survey(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	before, err := s.Survey(t.Context())
	check(t, err)
	equal(t, "articles before", before.Articles, 0)
	equal(t, "feeds before", len(before.Feeds), 0)
	_, err = s.EnsureLibrary(t.Context(), "another")
	check(t, err)
	for _, l := range []string{library, "another"} {
		_, err := s.Add(t.Context(), l, []store.Addition{numbered(1), numbered(2)})
		check(t, err)
		_, _, err = s.Watch(t.Context(), store.Feed{Library: l, URL: feedURL})
		check(t, err)
	}
	entries, err := s.Entries(t.Context(), library)
	check(t, err)
	_, err = s.Remove(t.Context(), library, entries[0].ID)
	check(t, err)
	after, err := s.Survey(t.Context())
	check(t, err)
	equal(t, "libraries", after.Libraries, before.Libraries+1)
	equal(t, "articles", after.Articles, 3)
	equal(t, "feeds", len(after.Feeds), 2)
	equal(t, "of the first library", after.Feeds[0].Library, "another")
	if after.Bytes <= 0 || after.Where == "" || after.Server != (after.File == "") {
		t.Errorf("%+v", after)
	}
}
