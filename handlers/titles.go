package handlers

import (
	"context"
	"strings"
	"sync"

	"byline/facts/shelf"
)

// titles keeps the titles of libraries ready for completing, folded: ten thousand are too
// many to fold at each letter that somebody types.
type titles struct {
	mu   sync.Mutex
	kept map[string]*shelved // by library
}

// shelved is the titles of one library as they were last.
type shelved struct {
	entries []shelf.Entry
	folded  []foldedTitle
}

type foldedTitle struct {
	text    string
	letters letters
}

// maxTitled is how many libraries' titles are kept.
const maxTitled = 64

// of is the entries of a library, newest first, with their titles. Those that it knows
// already are not folded again.
func (t *titles) of(ctx context.Context, k Shelf, library string) ([]shelf.Entry, []foldedTitle, error) {
	entries, err := k.Entries(ctx, library)
	if err != nil || len(entries) == 0 {
		return nil, nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	before := t.kept[library]
	if before != nil && len(before.entries) == len(entries) && &before.entries[0] == &entries[0] {
		return before.entries, before.folded, nil
	}
	type version struct {
		id     string
		number int
	}
	known := map[version]foldedTitle{}
	if before != nil {
		for i, e := range before.entries {
			known[version{e.ID, e.Version}] = before.folded[i]
		}
	}
	folded := make([]foldedTitle, len(entries))
	for i, e := range entries {
		f, ok := known[version{e.ID, e.Version}]
		if !ok {
			f.text = plain(strings.TrimSpace(oneLine(e.Label) + " " + e.Outlet))
			f.letters = lettersOf(f.text)
		}
		folded[i] = f
	}
	if len(t.kept) >= maxTitled || t.kept == nil {
		t.kept = map[string]*shelved{}
	}
	t.kept[library] = &shelved{entries, folded}
	return entries, folded, nil
}
