package storetest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts/store"
)

// Furnish fills a store with something of everything.
func Furnish(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	_, err := s.EnsureLibrary(ctx, library, numbered(1))
	check(t, err)
	_, err = s.EnsureLibrary(ctx, "server <&> 2")
	check(t, err)
	odd := article("", "\u2028 “quoted” \\ \" <b>&amp; 😀\r\n")
	odd.Authors, odd.Facts, odd.Announce = []string{"Ann", "Bo"}, []byte{0, 255}, "news"
	results, err := s.Add(ctx, library, []store.Addition{numbered(2), numbered(3), odd, article("", "Without facts.")})
	check(t, err)
	add(t, s, article(numbered(2).URL, "Corrected."))
	_, err = s.Remove(ctx, library, results[1].Entry.ID)
	check(t, err)
	check(t, s.Set(ctx, library, "7", "length", "short"))
	feed := watch(t, s, feedURL)
	check(t, s.MarkSeen(ctx, feed.ID, []string{"item"}))
	l, ok := lease(t, s, feed.Next)
	equal(t, "leased", ok, true)
	check(t, s.Finish(ctx, l, store.Poll{At: feed.Next, Next: feed.Next.Add(time.Hour), Title: "The Paper", ETag: "1", Items: 1}))
	_, err = s.Pause(ctx, library, feed.ID, true)
	check(t, err)
	_, err = s.Secret(ctx, "page")
	check(t, err)
	_, _, err = s.Spend(ctx, library, "ann", start(), 1, 2, 3)
	check(t, err)
	check(t, s.AddCounts(ctx, library, store.Count{Kind: store.CountUnanswered, Said: "how many “whales”", Times: 3, Last: start()},
		store.Count{Kind: store.CountHelpedOn, Said: "2026-03-02", Times: 1, Last: start()}))
}

// Contents is everything that a backup has to keep, but for revisions.
type Contents struct {
	Libraries []string
	Entries   map[string][]store.Entry
	Versions  map[string][]store.Version
	Feeds     map[string][]store.Feed
	Deeds     map[string][]store.Deed
	Settings  map[string]map[string]string
	Counts    []store.Count
	Seen      map[string]bool
	Secret    string
}

// Read reads what Furnish stored, and whatever else there is of it.
func Read(t *testing.T, s *store.Store) Contents {
	t.Helper()
	ctx := t.Context()
	c := Contents{Entries: map[string][]store.Entry{}, Versions: map[string][]store.Version{}, Feeds: map[string][]store.Feed{}, Deeds: map[string][]store.Deed{}}
	var err error
	c.Libraries, err = s.Libraries(ctx)
	check(t, err)
	for _, l := range c.Libraries {
		entries, _, err := s.Changed(ctx, l, 0)
		check(t, err)
		byNumber := make([]store.Entry, 0, len(entries))
		for n := 1; len(byNumber) < len(entries); n++ {
			e, err := s.ByNumber(ctx, l, n)
			if errors.Is(err, store.ErrNotFound) {
				continue
			}
			check(t, err)
			e.Revision = 0
			byNumber = append(byNumber, e)
			c.Versions[l+" "+e.ID], err = s.Versions(ctx, l, e.ID)
			check(t, err)
		}
		c.Entries[l] = byNumber
		c.Feeds[l], err = s.Feeds(ctx, l)
		check(t, err)
		for _, f := range c.Feeds[l] {
			c.Seen = seenOf(t, s, f.ID, "item", "another")
		}
		c.Deeds[l], err = s.Deeds(ctx, l, 1000)
		check(t, err)
	}
	c.Settings, err = s.Settings(ctx, library)
	check(t, err)
	for _, kind := range []store.CountKind{store.CountUnanswered, store.CountUnhelpful, store.CountHelpedOn, store.CountFailedOn} {
		counts, err := s.Counts(ctx, library, kind, time.Time{}, 1000)
		check(t, err)
		c.Counts = append(c.Counts, counts...)
	}
	check(t, err)
	secret, err := s.Secret(ctx, "page")
	check(t, err)
	c.Secret = fmt.Sprintf("%x", secret)
	return c
}

// Saved is a backup of a store.
func Saved(t *testing.T, s *store.Store) []byte {
	t.Helper()
	var b bytes.Buffer
	check(t, s.Backup(t.Context(), &b))
	return b.Bytes()
}

func backup(t *testing.T, url string) {
	s, clock := open(t, url)
	empty := Saved(t, s)
	Furnish(t, s)
	before := Read(t, s)
	saved := Saved(t, s)
	if !bytes.Equal(saved, Saved(t, s)) {
		t.Error("the same contents give two backups")
	}

	// What was done since is gone, and leases and quotas do not come back.
	add(t, s, numbered(9))
	_, err := s.EnsureLibrary(t.Context(), "new")
	check(t, err)
	check(t, s.Set(t.Context(), library, "7", "length", "long"))
	check(t, s.RestoreBackup(t.Context(), bytes.NewReader(saved)))
	if diff := cmp.Diff(before, Read(t, s)); diff != "" {
		t.Error(diff)
	}
	a, ok, err := s.NextAnnouncement(t.Context(), "me", clock.Now(), time.Minute)
	check(t, err)
	if !ok || a.Channel != "news" {
		t.Errorf("announcement %v %+v", ok, a)
	}
	saved2 := Saved(t, s)
	check(t, s.RestoreBackup(t.Context(), bytes.NewReader(saved2)))
	if diff := cmp.Diff(before, Read(t, s)); diff != "" {
		t.Error(diff)
	}
	check(t, s.RestoreBackup(t.Context(), bytes.NewReader(empty)))
	names, err := s.Libraries(t.Context())
	check(t, err)
	equal(t, "libraries of an empty backup", len(names), 0)
	kept, err := s.Secret(t.Context(), "page")
	check(t, err)
	equal(t, "a secret that the backup does not have", fmt.Sprintf("%x", kept), before.Secret)
}

// Lines unpacks a backup.
func Lines(t *testing.T, saved []byte) []string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(saved))
	check(t, err)
	text, err := io.ReadAll(r)
	check(t, err)
	return strings.SplitAfter(strings.TrimSuffix(string(text), "\n"), "\n")
}

// Pack makes a backup of lines.
func Pack(t *testing.T, lines ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := io.WriteString(w, strings.Join(lines, ""))
	check(t, err)
	check(t, w.Close())
	return b.Bytes()
}

func badBackups(t *testing.T, url string) {
	s, _ := open(t, url)
	Furnish(t, s)
	before, revision := Read(t, s), mustRevision(t, s)
	saved := Saved(t, s)
	lines := Lines(t, saved)
	last := len(lines) - 1
	without := func(i int) []string { return append(append([]string{}, lines[:i]...), lines[i+1:]...) }
	with := func(i int, line string) []string {
		return append(append(append([]string{}, lines[:i]...), line), lines[i+1:]...)
	}
	replaced := func(old, new string) []string {
		all := strings.Join(lines, "")
		if !strings.Contains(all, old) {
			t.Fatalf("no %s in a backup", old)
		}
		return []string{strings.Replace(all, old, new, 1)}
	}
	flipped := bytes.Clone(saved)
	flipped[len(flipped)-6] ^= 1

	for what, test := range map[string]struct {
		data []byte
		want store.Problem
	}{
		"nothing":                  {nil, store.BadBackup},
		"a text":                   {[]byte("The council met."), store.BadBackup},
		"another gzip file":        {Pack(t, "The council met.\n"), store.BadBackup},
		"another's JSON":           {Pack(t, `{"backup":"other","format":1}`+"\n"), store.BadBackup},
		"an empty gzip file":       {Pack(t), store.BadBackup},
		"cut in the middle":        {saved[:len(saved)/2], store.CutBackup},
		"cut near the end":         {saved[:len(saved)-10], store.CutBackup},
		"cut in the checksum":      {saved[:len(saved)-1], store.CutBackup},
		"a wrong checksum":         {flipped, store.BadBackup},
		"without its end":          {Pack(t, lines[:last]...), store.CutBackup},
		"only its head":            {Pack(t, lines[0]), store.CutBackup},
		"without a row":            {Pack(t, without(last-1)...), store.BadBackup},
		"more after its end":       {Pack(t, append(append([]string{}, lines...), "\n", lines[1])...), store.BadBackup},
		"a newer format":           {Pack(t, replaced(`"format":2`, `"format":3`)...), store.NewerBackup},
		"no format":                {Pack(t, replaced(`"format":2`, `"format":0`)...), store.BadBackup},
		"without a table":          {Pack(t, replaced(`"secrets":["name","value"]`, `"other":["name","value"]`)...), store.BadBackup},
		"without a column":         {Pack(t, replaced(`"numbers",`, `"other",`)...), store.BadBackup},
		"an unknown table":         {Pack(t, with(2, `{"t":"others","r":[]}`+"\n")...), store.BadBackup},
		"a short row":              {Pack(t, with(2, `{"t":"articles","r":["local"]}`+"\n")...), store.BadBackup},
		"a number for a text":      {Pack(t, replaced(`"r":["local"`, `"r":[7`)...), store.BadBackup},
		"a null":                   {Pack(t, replaced(`"r":["local"`, `"r":[null`)...), store.BadBackup},
		"a NUL in a text":          {Pack(t, replaced("“quoted”", `\u0000`)...), store.BadBackup},
		"a row twice":              {Pack(t, with(2, lines[1])...), store.BadBackup},
		"an article of no library": {Pack(t, replaced(`{"t":"articles","r":["local"`, `{"t":"articles","r":["nowhere"`)...), store.BadBackup},
	} {
		err := s.RestoreBackup(t.Context(), bytes.NewReader(test.data))
		failed, ok := errors.AsType[*store.Error](err)
		if !ok || failed.Problem != test.want || failed.User() == "" {
			t.Errorf("%s: %v, want %q", what, err, test.want)
		}
	}
	if diff := cmp.Diff(before, Read(t, s)); diff != "" {
		t.Errorf("a refused backup changed something: %s", diff)
	}
	equal(t, "revision", mustRevision(t, s), revision)
}

func mustRevision(t *testing.T, s *store.Store) int64 {
	t.Helper()
	revision, err := s.Revision(t.Context(), library)
	check(t, err)
	return revision
}

// One moment is saved: of each batch all or nothing.
func backupWhileWriting(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	const size = 10
	stop, ended := make(chan struct{}), make(chan error, 1)
	begun := make(chan struct{})
	go func() {
		for n := 0; ; n++ {
			var additions []store.Addition
			for i := range size {
				additions = append(additions, numbered(n*size+i))
			}
			_, err := s.Add(context.WithoutCancel(t.Context()), library, additions)
			if n == 0 {
				close(begun)
			}
			select {
			case <-stop:
				ended <- err
				return
			default:
				if err != nil {
					ended <- err
					return
				}
			}
		}
	}()
	<-begun
	for range 5 {
		lines := Lines(t, Saved(t, s))
		articles, versions := 0, 0
		for _, line := range lines {
			switch {
			case strings.HasPrefix(line, `{"t":"articles"`):
				articles++
			case strings.HasPrefix(line, `{"t":"versions"`):
				versions++
			}
		}
		if articles == 0 || articles != versions || articles%size != 0 {
			t.Errorf("%d articles, %d versions: not one moment", articles, versions)
		}
	}
	close(stop)
	check(t, <-ended)
}

// A backup takes back articles, but not what people were told.
func restoredNumbers(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	add(t, s, numbered(1))
	saved := Saved(t, s)
	add(t, s, numbered(2))
	at := mustRevision(t, s)
	check(t, s.RestoreBackup(t.Context(), bytes.NewReader(saved)))
	if now := mustRevision(t, s); now <= at {
		t.Errorf("revision %d after %d", now, at)
	}
	if _, _, err := s.Changed(t.Context(), library, at); !errors.Is(err, store.ErrReplaced) {
		t.Errorf("changes since before: %v", err)
	}
	entries, now, err := s.Changed(t.Context(), library, 0)
	check(t, err)
	equal(t, "articles", len(entries), 1)
	entries, _, err = s.Changed(t.Context(), library, now)
	check(t, err)
	equal(t, "changes since", len(entries), 0)
	equal(t, "the next number", add(t, s, numbered(3)).Entry.Number, 3)
}

func ended(t *testing.T, url string) {
	s, _ := openLibrary(t, url)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Add(ctx, library, []store.Addition{numbered(1)}); !errors.Is(err, context.Canceled) {
		t.Errorf("adding: %v", err)
	}
	if _, err := s.Entries(ctx, library); !errors.Is(err, context.Canceled) {
		t.Errorf("reading: %v", err)
	}
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	if _, err := s.Add(late, library, []store.Addition{numbered(1)}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("adding too late: %v", err)
	}
	equal(t, "the first number", add(t, s, numbered(1)).Entry.Number, 1)
	full := errors.New("no paper left")
	if err := s.Backup(t.Context(), failing{full}); !errors.Is(err, full) {
		t.Errorf("a writer that fails: %v", err)
	}
	equal(t, "the next number", add(t, s, numbered(2)).Entry.Number, 2)
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
