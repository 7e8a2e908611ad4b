package storetest

import (
	"slices"
	"testing"

	"byline/facts/store"
)

// seenOf is which of these items of a feed are remembered.
func seenOf(t *testing.T, s *store.Store, feed string, items ...string) map[string]bool {
	t.Helper()
	all, err := s.Seen(t.Context(), feed)
	check(t, err)
	found := map[string]bool{}
	for _, item := range items {
		if slices.Contains(all, item) {
			found[item] = true
		}
	}
	return found
}
