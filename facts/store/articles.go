package store

import (
	"context"
	"encoding/json"
	"errors"
)

const entryColumns = `id, number, version, revision, url, title, outlet, authors, published, language, origin, hash, added, changed, removed`

func scanEntry(r row) (Entry, error) { return scanEntryWith(r) }

// scanEntryWith reads an article's columns, and those that follow them into more.
func scanEntryWith(r row, more ...any) (Entry, error) {
	var e Entry
	var authors string
	var published, added, changed, removed int64
	err := r.Scan(append([]any{&e.ID, &e.Number, &e.Version, &e.Revision, &e.URL, &e.Title, &e.Outlet, &authors, &published, &e.Language,
		&e.Origin, &e.Hash, &added, &changed, &removed}, more...)...)
	if err != nil {
		return e, notFound(err)
	}
	e.Published, e.Added, e.Changed, e.Removed = moment(published), moment(added), moment(changed), moment(removed)
	e.Authors, err = splitAuthors(authors)
	return e, err
}

// Authors are one column: nothing asks for the articles of an author.
func joinAuthors(authors []string) string {
	if len(authors) == 0 {
		return ""
	}
	text, err := json.Marshal(authors)
	if err != nil {
		panic(err) // strings are always written
	}
	return clean(string(text))
}

func splitAuthors(text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	var authors []string
	err := json.Unmarshal([]byte(text), &authors)
	return authors, err
}

const newestFirst = ` ORDER BY sorted DESC, number DESC`

// Entries lists the articles that are not removed, newest first: by the time of
// publication, else of adding, then by Number.
func (s *Store) Entries(ctx context.Context, library string) ([]Entry, error) {
	entries, err := list(ctx, s.reader, scanEntry,
		`SELECT `+entryColumns+` FROM articles WHERE library = $1 AND removed = 0`+newestFirst, library)
	return entries, s.wrap(err)
}

// Entry finds an article by its ID, removed ones too. ErrNotFound.
func (s *Store) Entry(ctx context.Context, library, id string) (Entry, error) {
	e, err := entry(ctx, s.reader, library, id)
	return e, s.wrap(err)
}

func entry(ctx context.Context, q querier, library, id string) (Entry, error) {
	return scanEntry(q.QueryRowContext(ctx, `SELECT `+entryColumns+` FROM articles WHERE library = $1 AND id = $2`, library, id))
}

// ByNumber finds an article by its number, removed ones too. ErrNotFound.
func (s *Store) ByNumber(ctx context.Context, library string, number int) (Entry, error) {
	e, err := scanEntry(s.reader.QueryRowContext(ctx,
		`SELECT `+entryColumns+` FROM articles WHERE library = $1 AND number = $2`, library, number))
	return e, s.wrap(err)
}

const (
	idsAtOnce   = 60 // in one statement; SQLite finds each by passing over those before it
	textsAtOnce = 32 // in memory
)

// Current calls f with the newest version of each article, in the order of Entries:
// of those named that are not removed, or of all when ids is nil. It reads some at a
// time, and f may use the store. The first error of f ends it and is returned.
func (s *Store) Current(ctx context.Context, library string, ids []string, f func(Entry, Version) error) error {
	ordered, err := s.inOrder(ctx, library, ids)
	if err != nil {
		return s.wrap(err)
	}
	for len(ordered) > 0 {
		some := ordered[:min(textsAtOnce, len(ordered))]
		ordered = ordered[len(some):]
		texts, err := s.texts(ctx, library, some)
		if err != nil {
			return s.wrap(err)
		}
		for _, t := range texts {
			if err := f(t.entry, t.version); err != nil {
				return err
			}
		}
	}
	return nil
}

// inOrder puts ids, or all when nil, in the order of Entries.
func (s *Store) inOrder(ctx context.Context, library string, ids []string) ([]string, error) {
	const query = `SELECT id FROM articles WHERE library = $1 AND removed = 0`
	if ids != nil && len(ids) == 0 {
		return nil, nil
	}
	if ids != nil && len(ids) <= idsAtOnce {
		return list(ctx, s.reader, scanText, query+` AND id IN `+places(2, len(ids))+newestFirst, args(library, ids)...)
	}
	all, err := list(ctx, s.reader, scanText, query+newestFirst, library)
	if err != nil || ids == nil {
		return all, err
	}
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	var ordered []string
	for _, id := range all {
		if wanted[id] {
			ordered = append(ordered, id)
		}
	}
	return ordered, nil
}

func args(first string, rest []string) []any {
	all := []any{first}
	for _, one := range rest {
		all = append(all, one)
	}
	return all
}

type text struct {
	entry   Entry
	version Version
}

func (s *Store) texts(ctx context.Context, library string, ids []string) ([]text, error) {
	return list(ctx, s.reader, func(r row) (text, error) {
		var v Version
		e, err := scanEntryWith(r, &v.Reader, &v.Facts, &v.Text)
		v.Number, v.Stored, v.Meta, v.Hash = e.Version, e.Changed, e.Meta, e.Hash
		return text{e, v}, err
	}, `SELECT a.id, a.number, a.version, a.revision, a.url, a.title, a.outlet, a.authors, a.published, a.language,
			a.origin, a.hash, a.added, a.changed, a.removed, v.reader, v.facts, v.text
		FROM articles a JOIN versions v ON v.library = a.library AND v.article = a.id AND v.number = a.version
		WHERE a.library = $1 AND a.removed = 0 AND a.id IN `+places(2, len(ids))+` ORDER BY a.sorted DESC, a.number DESC`,
		args(library, ids)...)
}

// Versions lists all versions of an article, oldest first. ErrNotFound.
func (s *Store) Versions(ctx context.Context, library, id string) ([]Version, error) {
	versions, err := list(ctx, s.reader, scanVersion, versionQuery+` ORDER BY v.number`, library, id)
	if err == nil && len(versions) == 0 {
		err = ErrNotFound
	}
	return versions, s.wrap(err)
}

const versionQuery = `SELECT v.number, v.stored, a.url, v.title, v.outlet, v.authors, v.published, v.language, v.hash, v.reader, v.facts, v.text
	FROM articles a JOIN versions v ON v.library = a.library AND v.article = a.id WHERE a.library = $1 AND a.id = $2`

func scanVersion(r row) (Version, error) {
	var v Version
	var authors string
	var stored, published int64
	err := r.Scan(&v.Number, &stored, &v.URL, &v.Title, &v.Outlet, &authors, &published, &v.Language, &v.Hash, &v.Reader, &v.Facts, &v.Text)
	if err != nil {
		return v, notFound(err)
	}
	v.Stored, v.Published = moment(stored), moment(published)
	v.Authors, err = splitAuthors(authors)
	return v, err
}

// Revision tells how often the articles of a library have changed. It only grows. It is
// 0 where there is no such library.
func (s *Store) Revision(ctx context.Context, library string) (int64, error) {
	revision, _, err := s.revision(ctx, library)
	return revision, s.wrap(err)
}

// revision is also the one at which a backup replaced everything.
func (s *Store) revision(ctx context.Context, library string) (revision, floor int64, err error) {
	err = notFound(s.reader.QueryRowContext(ctx, `SELECT revision, floor FROM libraries WHERE id = $1`, library).Scan(&revision, &floor))
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return revision, floor, err
}

// Changed lists the articles that changed after a revision, removed ones too, and the
// revision that the list goes up to. ErrReplaced when a backup was restored since: read
// everything anew, from revision 0.
func (s *Store) Changed(ctx context.Context, library string, since int64) ([]Entry, int64, error) {
	revision, floor, err := s.revision(ctx, library)
	if err != nil {
		return nil, 0, s.wrap(err)
	}
	if since != 0 && (since < floor || since > revision) {
		return nil, 0, ErrReplaced
	}
	entries, err := list(ctx, s.reader, scanEntry, `SELECT `+entryColumns+` FROM articles
		WHERE library = $1 AND revision > $2 AND revision <= $3 ORDER BY revision, number`, library, since, revision)
	return entries, revision, s.wrap(err)
}
