package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// EnsureLibrary makes a library with its first articles, all or nothing, unless it is
// there already. However many processes do so at once, one makes it.
func (s *Store) EnsureLibrary(ctx context.Context, library string, first ...Addition) (created bool, err error) {
	revision, err := s.Revision(ctx, library)
	if err != nil || revision > 0 {
		return false, err
	}
	err = s.writeOwn(ctx, func(tx *sql.Tx) ([]numbered, error) {
		created = false
		c := &change{ctx: ctx, tx: tx, library: library, now: s.now().UTC().Truncate(time.Second)}
		result, err := tx.ExecContext(ctx, `INSERT INTO libraries (id, revision, floor, numbers, deeds, changes, made)
			VALUES ($1, 0, 0, 0, 0, 0, $2) ON CONFLICT DO NOTHING`, clean(library), seconds(c.now))
		if err != nil {
			return nil, err
		}
		if made, err := result.RowsAffected(); err != nil || made == 0 {
			return nil, err
		}
		created = true
		c.touch() // a library that is there has a revision
		for _, addition := range first {
			if _, err := c.add(addition); err != nil {
				return nil, err
			}
		}
		return s.conclude(c)
	})
	return created && err == nil, err
}

// Libraries lists the libraries, sorted.
func (s *Store) Libraries(ctx context.Context) ([]string, error) {
	libraries, err := list(ctx, s.reader, scanText, `SELECT id FROM libraries ORDER BY id`)
	return libraries, s.wrap(err)
}

// Add adds articles, all or nothing, and says in the same order what became of each.
// ErrNotFound: there is no such library. ErrText: see there.
//
// An article is there already if one has its URL, or its text in any version. White
// space does not tell texts apart. A duplicate without a URL takes that of the addition.
func (s *Store) Add(ctx context.Context, library string, additions []Addition) ([]Result, error) {
	var results []Result
	err := s.change(ctx, library, func(c *change) error {
		results = make([]Result, len(additions))
		for i, addition := range additions {
			var err error
			if results[i], err = c.add(addition); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return results, nil
}

// Hash tells texts apart, but not by white space: the same article is copied with
// other line ends, or indented.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(text), " ")))
	return hex.EncodeToString(sum[:])
}

func (c *change) add(a Addition) (Result, error) {
	if !utf8.ValidString(a.Text) || strings.ContainsRune(a.Text, 0) {
		return Result{}, ErrText
	}
	a.Hash = Hash(a.Text)
	a.URL, a.Title, a.Outlet, a.Language = clean(a.URL), clean(a.Title), clean(a.Outlet), clean(a.Language)
	if a.Facts == nil {
		a.Facts = []byte{}
	}
	byURL, sameURL, err := c.byURL(a.URL)
	if err != nil {
		return Result{}, err
	}
	byText, sameText, err := c.byText(a.Hash)
	if err != nil {
		return Result{}, err
	}
	switch {
	case sameURL && byURL.Removed.IsZero() && byURL.Hash == a.Hash:
		return Result{Outcome: Duplicate, Entry: byURL}, nil
	case sameURL && byURL.Removed.IsZero():
		return c.update(byURL, a)
	case sameText && byText.Removed.IsZero():
		return c.duplicate(byText, a, sameURL)
	case sameURL:
		return c.again(byURL, a, true)
	case sameText:
		return c.again(byText, a, false)
	}
	return c.insert(a)
}

func (c *change) byURL(url string) (Entry, bool, error) {
	if url == "" {
		return Entry{}, false, nil
	}
	e, err := scanEntry(c.tx.QueryRowContext(c.ctx,
		`SELECT `+entryColumns+` FROM articles WHERE library = $1 AND url_key <> '' AND url_key = $2`, c.library, key(url)))
	return e, err == nil, found(err)
}

// byText finds the article that has a text in any of its versions, one that is not
// removed before one that is.
func (c *change) byText(hash string) (Entry, bool, error) {
	e, err := scanEntry(c.tx.QueryRowContext(c.ctx, `SELECT `+entryColumns+` FROM articles WHERE library = $1
		AND id IN (SELECT article FROM versions WHERE library = $1 AND hash = $2)
		ORDER BY CASE removed WHEN 0 THEN 0 ELSE 1 END, number LIMIT 1`, c.library, hash))
	return e, err == nil, found(err)
}

// found is the error of looking for something that need not be there.
func found(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// insert stores a new article. Its ID comes from what it is the same article by: its
// URL, else its text. An article that got its URL later keeps the ID of its text; nothing
// else can ask for that ID, since whatever has this text is the same article.
func (c *change) insert(a Addition) (Result, error) {
	id := key("text", a.Hash)
	if a.URL != "" {
		id = key("url", a.URL)
	}
	for { // 64 bits of two articles may be the same, though nobody will live to see it
		_, err := entry(c.ctx, c.tx, c.library, id)
		if errors.Is(err, ErrNotFound) {
			break
		}
		if err != nil {
			return Result{}, err
		}
		id = key(id)
	}
	c.numbers++
	e := Entry{ID: id, Number: c.numbers, Version: 1, Revision: c.touch(), Meta: meta(a.Meta), Origin: a.Origin, Hash: a.Hash, Added: c.now, Changed: c.now}
	urlKey := ""
	if a.URL != "" {
		urlKey = key(a.URL)
	}
	err := c.exec(`INSERT INTO articles (library, id, number, version, revision, origin, url, url_key, title, outlet, authors, published, language,
			hash, added, changed, removed, sorted) VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, 0, $15)`,
		c.library, e.ID, e.Number, e.Revision, string(e.Origin), e.URL, urlKey, e.Title, e.Outlet, joinAuthors(e.Authors), seconds(e.Published), e.Language,
		e.Hash, seconds(c.now), seconds(e.When()))
	if err != nil {
		return Result{}, err
	}
	if err := c.version(e, a.Version); err != nil {
		return Result{}, err
	}
	if a.Announce != "" {
		if err := c.announce(e, clean(a.Announce)); err != nil {
			return Result{}, err
		}
	}
	if a.Origin != OriginSeed { // which nobody did
		err = c.deed(Deed{Kind: DeedAdd, Subject: e.ID, After: e.Title})
	}
	return Result{Outcome: Added, Entry: e}, err
}

// meta is as it will be read again.
func meta(m Meta) Meta {
	m.Published = moment(seconds(m.Published))
	if len(m.Authors) == 0 {
		m.Authors = nil
	}
	return m
}

// version stores a version with the number that the entry has.
func (c *change) version(e Entry, v Version) error {
	return c.exec(`INSERT INTO versions (library, article, number, stored, title, outlet, authors, published, language, hash, reader, facts, text)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		c.library, e.ID, e.Version, seconds(e.Changed), v.Title, v.Outlet, joinAuthors(v.Authors), seconds(v.Published), v.Language,
		v.Hash, v.Reader, v.Facts, v.Text)
}

// update stores a further version of an article.
func (c *change) update(e Entry, a Addition) (Result, error) {
	before := strconv.Itoa(e.Version)
	e, err := c.newest(e, a.Version)
	if err != nil {
		return Result{}, err
	}
	return Result{Outcome: Updated, Entry: e}, c.deed(Deed{Kind: DeedUpdate, Subject: e.ID, Before: before, After: e.Title})
}

// newest makes a version the newest of an article. The URL stays.
func (c *change) newest(e Entry, v Version) (Entry, error) {
	url := e.URL
	e.Meta, e.Hash, e.Changed = meta(v.Meta), v.Hash, c.now
	e.URL = url
	e.Version++
	e.Revision = c.touch()
	err := c.exec(`UPDATE articles SET version = $3, revision = $4, title = $5, outlet = $6, authors = $7, published = $8, language = $9,
			hash = $10, changed = $11, sorted = $12 WHERE library = $1 AND id = $2`,
		c.library, e.ID, e.Version, e.Revision, e.Title, e.Outlet, joinAuthors(e.Authors), seconds(e.Published), e.Language,
		e.Hash, seconds(e.Changed), seconds(e.When()))
	if err != nil {
		return e, err
	}
	return e, c.version(e, v)
}

// duplicate gives an article without a URL that of a copy, so that a correction there
// becomes a version of it, unless the URL is another article's.
func (c *change) duplicate(e Entry, a Addition, taken bool) (Result, error) {
	if e.URL != "" || a.URL == "" || taken {
		return Result{Outcome: Duplicate, Entry: e}, nil
	}
	e.URL, e.Revision = a.URL, c.touch()
	err := c.exec(`UPDATE articles SET url = $3, url_key = $4, revision = $5 WHERE library = $1 AND id = $2`,
		c.library, e.ID, e.URL, key(e.URL), e.Revision)
	return Result{Outcome: Duplicate, Entry: e}, err
}

// again brings a removed article back.
func (c *change) again(e Entry, a Addition, sameURL bool) (Result, error) {
	e, err := c.restore(e)
	if err != nil {
		return Result{}, err
	}
	switch {
	case sameURL && e.Hash != a.Hash:
		e, err = c.newest(e, a.Version)
	case !sameURL:
		var r Result
		r, err = c.duplicate(e, a, false)
		e = r.Entry
	}
	if err != nil {
		return Result{}, err
	}
	return Result{Outcome: Restored, Entry: e}, c.deed(Deed{Kind: DeedAdd, Subject: e.ID, After: e.Title})
}
