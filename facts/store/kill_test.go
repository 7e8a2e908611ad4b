package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"byline/facts/store"
)

const (
	killsVariable = "KILLS" // how often; the usual number finds what is badly broken
	usualKills    = 15
	batch         = 4 // articles
	longestLife   = 200 * time.Millisecond
)

// importForever adds batch after batch and polls a feed after each, and prints a line
// for what was acknowledged. It begins with the last batch that is stored: whoever died
// does not know whether that was.
func importForever(url string) {
	ctx := context.Background()
	fail := func(err error) {
		if err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
	}
	s, err := store.Open(ctx, url)
	fail(err)
	_, err = s.EnsureLibrary(ctx, library)
	fail(err)
	feed, _, err := s.Watch(ctx, store.Feed{Library: library, URL: "https://paper.example/feed"})
	fail(err)
	entries, err := s.Entries(ctx, library)
	fail(err)
	now := feed.Next
	for n := max(len(entries)/batch-1, 0); ; n++ {
		var additions []store.Addition
		for i := range batch {
			additions = append(additions, plain(n*batch+i))
		}
		_, err := s.Add(ctx, library, additions)
		fail(err)
		fmt.Println("added", n)
		now = now.Add(time.Hour)
		lease, ok, err := s.LeaseFeed(ctx, "helper", now, 0) // whoever died holds it no more
		fail(err)
		if !ok {
			fmt.Println("failed: no feed is due")
			os.Exit(1)
		}
		fail(s.MarkSeen(ctx, feed.ID, []string{additions[0].URL}))
		fail(s.Finish(ctx, lease, store.Poll{At: now, Next: now, Articles: batch}))
		fmt.Println("polled", n)
	}
}

// acknowledged is what a process said it had done before it was killed.
type acknowledged struct {
	batches map[int]bool
	polls   map[int]bool
	counted int // polls, of one batch more than once
}

func TestKilled(t *testing.T) {
	t.Parallel()
	for left := kills(t, usualKills); left > 0; left -= killsOfOne {
		path := filepath.Join(t.TempDir(), "byline.db")
		killRepeatedly(t, fileURL(path), min(left, killsOfOne))
		intact(t, path)
	}
}

// killsOfOne is how often one database is hit: it grows, and everything in it is read
// after each.
const killsOfOne = 20

func kills(t *testing.T, usual int) int {
	t.Helper()
	given := os.Getenv(killsVariable)
	if given == "" {
		return usual
	}
	n, err := strconv.Atoi(given)
	check(t, err)
	return n
}

func killRepeatedly(t *testing.T, url string, kills int) {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	said := acknowledged{batches: map[int]bool{}, polls: map[int]bool{}}
	for round := range kills {
		killOnce(t, url, time.Duration(random.Int64N(int64(longestLife))), &said)
		examine(t, url, said)
		if t.Failed() {
			t.Fatalf("in round %d, seed %d", round, seed)
		}
	}
	t.Logf("killed %d times: %d batches and %d polls were acknowledged, none was lost", kills, len(said.batches), said.counted)
}

// killOnce lets an importer live for a while after its first word.
func killOnce(t *testing.T, url string, life time.Duration, said *acknowledged) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), helperVariable+"=import", databaseVariable+"="+url)
	out, err := c.StdoutPipe()
	check(t, err)
	check(t, c.Start())
	lines := bufio.NewScanner(out)
	var timer *time.Timer
	for lines.Scan() {
		if timer == nil {
			timer = time.AfterFunc(life, func() { _ = c.Process.Kill() })
		}
		var what string
		var n int
		if _, err := fmt.Sscan(lines.Text(), &what, &n); err != nil {
			t.Errorf("the importer says %q", lines.Text())
		}
		switch what {
		case "added":
			said.batches[n] = true
		case "polled":
			said.polls[n] = true
			said.counted++
		}
	}
	if timer == nil {
		t.Error("the importer died by itself")
	}
	_ = c.Wait() // it was killed
}

// examine finds each batch whole or not at all, everything acknowledged there, nothing
// twice.
func examine(t *testing.T, url string, said acknowledged) {
	t.Helper()
	ctx := t.Context()
	s, err := store.Open(ctx, url)
	check(t, err)
	defer s.Close()
	numbers, urls := map[int]bool{}, map[string]bool{}
	check(t, s.Current(ctx, library, nil, func(e store.Entry, v store.Version) error {
		if numbers[e.Number] || urls[e.URL] {
			t.Errorf("number %d, %s: twice", e.Number, e.URL)
		}
		numbers[e.Number], urls[e.URL] = true, true
		if store.Hash(v.Text) != e.Hash || len(v.Text) < 2000 {
			t.Errorf("half an article: %q", v.Text)
		}
		return nil
	}))
	if len(numbers)%batch != 0 {
		t.Errorf("%d articles: half a batch", len(numbers))
	}
	for n := range len(numbers) {
		if !numbers[n+1] {
			t.Errorf("number %d is left out", n+1)
		}
	}
	var keys []string
	for n := range said.batches {
		for i := range batch {
			if url := plain(n*batch + i).URL; !urls[url] {
				t.Errorf("%s was acknowledged and is lost", url)
			}
		}
	}
	for n := range said.polls {
		keys = append(keys, plain(n*batch).URL)
	}
	feeds, err := s.Feeds(ctx, library)
	check(t, err)
	if len(feeds) != 1 || feeds[0].Articles < said.counted*batch {
		t.Errorf("%d polls were acknowledged, kept is %+v", said.counted, feeds)
		return
	}
	known, err := s.Seen(ctx, feeds[0].ID)
	check(t, err)
	for _, key := range keys {
		if len(keys) < store.SeenLimit && !slices.Contains(known, key) {
			t.Errorf("%s was marked and is forgotten", key)
		}
	}
}
