package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/library"
	"byline/facts/store"
	"byline/handlers"
)

// coast is a library of a few articles about the same matter, one of them corrected.
func coast(t *testing.T) *handlers.Router {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 6, 12, 0, 0, 0, time.UTC) }
	st, err := store.Open(t.Context(), memoryURL, store.Clock(now))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := library.New(st, nil, library.WithClock(now))
	entries, err := l.Entries(t.Context(), local)
	if err != nil || len(entries) != 1 {
		t.Fatal(entries, err)
	}
	if _, err := l.Remove(t.Context(), local, entries[0].ID); err != nil { // the seed
		t.Fatal(err)
	}
	add := func(url, outlet, title, day, text string) {
		t.Helper()
		a := article.FromText("", text)
		a.URL, a.Outlet, a.Title = url, outlet, title
		if a.Published, err = time.Parse(time.DateOnly, day); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Import(t.Context(), local, []*facts.Article{a}...); err != nil {
			t.Fatal(err)
		}
	}
	add("https://post.example/1", "Harbour Post", "Storm takes the fleet", "2026-03-02", `The storm took boats from the harbour of Skagen on Sunday night. Harbour master Lena Voss said 14 boats were lost. "I have never seen such waves," she said. The repairs will cost 3 million crowns, Voss said.`)
	add("https://courier.example/a", "Northern Courier", "After the storm", "2026-03-03", `Skipper Arne Dahl said on Tuesday that 17 boats were lost in the storm. Harbour master Lena Voss said 14 boats were lost. Police said two men were injured.`)
	add("https://post.example/2", "Harbour Post", "Divers find more wrecks", "2026-03-05", `Divers searched the harbour of Skagen on Thursday. Harbour master Lena Voss said 19 boats were lost. The search goes on until Friday, said diver Ida Holm.`)
	add("https://post.example/1", "Harbour Post", "Storm takes the fleet", "2026-03-02", `The storm took boats from the harbour of Skagen on Sunday night. Harbour master Lena Voss said 14 boats were lost. "I have never seen such waves," she said. The repairs will cost 5 million crowns, Voss said. Mayor Jens Kofoed was not reached.`)
	return handlers.New(l, handlers.WithKeeper(l))
}

// TestCoast is a conversation over several articles. UPDATE=1 rewrites the replies.
func TestCoast(t *testing.T) {
	router := coast(t)
	converse(t, "testdata/coast.txt", func(line string) string {
		said, ok := strings.CutPrefix(line, "> ")
		if !ok {
			return ""
		}
		said, reader := strings.CutPrefix(said, "(reader) ")
		req := handlers.Request{Text: said, Channel: "c", Library: local, Direct: !reader, Editor: !reader, Person: "ann"}
		reply, ok := router.Handle(t.Context(), req)
		if !ok {
			return line + "\n(silent)\n\n"
		}
		got := line + "\n" + reply.Text() + "\n"
		if reply.File != nil {
			got += "(file " + reply.File.Name + ")\n"
		}
		return got + "\n"
	})
}

// converse compares a conversation with a file. The function makes what the file should
// have for each of its lines: for what is said the line with the reply, for a reply nothing.
// UPDATE=1 rewrites the file.
func converse(t *testing.T, path string, play func(line string) string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(text)) {
		got.WriteString(play(strings.TrimSuffix(line, "\n")))
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(text), got.String()); diff != "" {
		t.Errorf("(-want +got)\n%s\nUPDATE=1 go test ./bot rewrites it", diff)
	}
}
