package handlers_test

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"byline/facts"
	"byline/facts/lang"
	"byline/facts/shelf"
	"byline/handlers"
	"byline/handlers/handlerstest"
	"byline/handlers/language"
)

// In the pseudo-language a voice puts brackets around all that Byline says itself. What
// stands outside them is the article's, a name, a number or a chat line; else a sentence
// was forgotten that no catalogue can translate. The reasons that !explain gives are the
// library's, in English, and are not asked for.
func TestEverySentenceHasAVoice(t *testing.T) {
	table := handlerstest.Harbour()
	table.Article.Outlet, table.Article.Published = "The Wexley Post", time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)
	other := handlerstest.Harbour()
	other.Article.Name, other.Article.Outlet = "other.txt", "Olm Echo"
	lib := &handlerstest.Library{Articles: []*facts.Table{handlerstest.Harbour()}}
	two := &handlerstest.Library{Articles: []*facts.Table{table, other}}
	kept := handlers.WithKeeper(&shelved{table: table})
	for _, tt := range []struct {
		router *handlers.Router
		lines  []string
	}{
		{handlers.New(lib), saidIn(t, "testdata/harbour-direct.txt")},
		{handlers.New(two), saidIn(t, "testdata/harbour-direct.txt")},
		{handlers.New(&handlerstest.Library{}), []string{"hello", "!boats", "!topics", "!articles"}},
		{handlers.New(two, kept), append(saidIn(t, "testdata/harbour-direct.txt"),
			"!articles", "!articles 7", "!article 1", "!article x", "!article 99", "!article", "!use 1", "!use all", "!use", "!changes", "!changes 1", "!changes 2",
			"!add", "!add x", "!add too few words for an article", "!add https://example.org/a", "!add www.example.org",
			"!remove 1", "!feeds", "!watch x", "!watch https://example.org/f there", "!watch https://example.org/f here", "!watch https://example.org/f",
			"!unwatch 1", "!pause 1", "!resume 1", "!resume x", "!undo", "!undo x", "!undo 2", "!log", "!privacy", "!forgetme",
			"!doctor",
			"!find", "!find nothing here", "!find 40 boats were damaged", "!find 41 boats were damaged and 25 were repaired by volunteers",
			"!find Lind said “this was the worst night in forty years” and 900 ships sank",
			"!chart", "!chart boats", "!chart compare boats", "!chart trend boats", "!chart storm",
			"!export", "!export x", "!compare", "!compare boats", "!compare ferry", "!trend", "!trend boats", "!trend storm",
			"who wrote this?", "when was this published?", "who published this?", "what is this about?", "danke", "bye", "idiot", "!lnd",
			"!settings", "!settings colour", "!settings prefix", "!settings prefix x", "!settings prefix here", "!settings here language", "!settings answers thread",
			"!settings free-text everywhere", "!settings editors", "!settings editors 7", "!settings per-person", "!settings per-person 0", "!settings news-channel", "!settings news-channel 7",
			"!settings plain x", "!settings here plain on", "!settings feedback", "!settings announcements", "!settings unanswered",
			"!unanswered", "!unanswered clear")},
	} {
		for _, line := range tt.lines {
			req := handlers.Request{Text: line, Channel: "here", Library: "local", Direct: true, Editor: true, Person: "me", Language: language.Pseudo}
			reply, ok := tt.router.Handle(context.Background(), req)
			if !ok || strings.Contains(reply.Answer, "(ref ") {
				t.Errorf("%s: no reply, or a broken one: %q", line, reply.Answer)
				continue
			}
			for _, text := range shown(reply) {
				if words := unvoiced(text, line); len(words) > 0 {
					t.Errorf("%s: nobody gives a voice %q in %q", line, words, text)
				}
			}
		}
	}
}

// shown is every text of a reply that is no quotation and no chat line.
func shown(r handlers.Reply) []string {
	all := append([]string{r.Heading, r.Answer}, r.Notes...)
	for _, l := range r.Facts {
		all = append(all, l.Value, l.Text, l.By)
	}
	for _, s := range r.Sources {
		all = append(all, s.Label)
	}
	form := func(f *handlers.Form) {
		if f != nil {
			all = append(all, f.Title, f.Label)
		}
	}
	for _, a := range r.Actions {
		all = append(all, a.Label)
		form(a.Form)
	}
	for _, m := range r.Menus {
		all = append(all, m.Label)
		for _, c := range m.Choices {
			all = append(all, c.Label, c.About)
		}
	}
	if r.Chart != nil {
		all = append(all, r.Chart.Alt())
	}
	return append(all, strings.SplitN(r.Text()+"\n", "\n", 2)[0])
}

var (
	voiced  = regexp.MustCompile(`⟦[^⟦⟧]*⟧`)
	command = regexp.MustCompile(`![\p{L}' ]+|https?://\S+|“[^”]*”`) // a chat line, an address, a person's own words or a quotation
)

// unvoiced is the words of a text outside the brackets that are neither the article's nor
// those that were asked.
func unvoiced(text, asked string) (words []string) {
	for voiced.MatchString(text) {
		text = voiced.ReplaceAllString(text, " ")
	}
	known := map[string]bool{}
	// names of the library below, of files and of clocks; and roles of people, which a table has as it has them
	for _, w := range lettersOnly(handlerstest.Harbour().Article.Text + " " + asked + " The Wexley Post, Olm Echo, example feed, Storm, UTC, facts csv json md, s, harbour txt spokesperson, " + settingWords) {
		known[w] = true
	}
	for _, w := range lettersOnly(command.ReplaceAllString(text, " ")) {
		if !known[w] {
			words = append(words, w)
		}
	}
	return words
}

// settingWords are typed, so that they are the same in every language.
const settingWords = "prefix language answers free-text editors per-person per-server announcements news-channel plain feedback unanswered " +
	"auto en de fr es uk channel thread asker mention everywhere on off b English Deutsch Español Français українська"

func lettersOnly(text string) []string {
	return strings.FieldsFunc(lang.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// saidIn is what is said in a transcript.
func saidIn(t *testing.T, path string) (lines []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if said, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "> "); ok {
			lines = append(lines, said)
		}
	}
	return lines
}

// shelved is a keeper of two articles and two feeds to which everything happens and
// nothing is done.
type shelved struct {
	handlers.Keeper
	table *facts.Table
}

func (s *shelved) entries() []shelf.Entry {
	day := time.Date(2026, 3, 3, 8, 30, 0, 0, time.UTC)
	return []shelf.Entry{
		{ID: "harbour.txt", Number: 1, Version: 2, Added: day, Changed: day, Meta: shelf.Meta{Title: "Storm", Outlet: "The Wexley Post", Authors: []string{"Anna Lind", "Piet Öhler"}}},
		{ID: "other.txt", Number: 2, Version: 1, Added: day, Meta: shelf.Meta{Published: day}},
	}
}

func (s *shelved) Entries(context.Context, string) ([]shelf.Entry, error) { return s.entries(), nil }
func (s *shelved) Add(context.Context, string, string, shelf.Offer) (shelf.Result, error) {
	return shelf.Result{Outcome: shelf.Updated, Entry: s.entries()[0]}, nil
}
func (s *shelved) Versions(_ context.Context, _, id string) ([]shelf.Version, error) {
	if id == "other.txt" {
		return make([]shelf.Version, 1), nil
	}
	before := *s.table
	before.Facts = before.Facts[1:]
	return []shelf.Version{{Entry: s.entries()[0], Table: &before}, {Entry: s.entries()[0], Table: s.table}}, nil
}
func (s *shelved) Remove(context.Context, string, string) (shelf.Entry, error) {
	return s.entries()[0], nil
}
func (s *shelved) Deeds(context.Context, string, int) (all []shelf.Deed, _ error) {
	kinds := []shelf.DeedKind{shelf.DeedAdd, shelf.DeedUpdate, shelf.DeedRemove, shelf.DeedWatch, shelf.DeedUnwatch, shelf.DeedPause, shelf.DeedResume}
	for i, kind := range kinds {
		all = append(all, shelf.Deed{ID: int64(i + 1), Kind: kind, After: "Storm", Undone: i == 0})
	}
	for _, set := range [][2]string{{"article", ""}, {"article", "a"}, {"editors", ""}, {"editors", "7"}, {"plain", "on"}, {"news-channel", "test:7"}, {"storm", "Storm"}} {
		all = append(all, shelf.Deed{ID: int64(len(all) + 1), Kind: shelf.DeedSet, Subject: set[0], After: set[1]})
	}
	return all, nil
}
func (s *shelved) Unanswered(string, string) {}
func (s *shelved) Vote(string, string, bool) {}
func (s *shelved) Tally(context.Context, string) (shelf.Tally, error) {
	counts := make([]shelf.Count, 12)
	for i := range counts {
		counts[i] = shelf.Count{Said: "Storm", Times: 12 - i, Last: time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)}
	}
	return shelf.Tally{Unanswered: counts, Unhelpful: counts[:1], Helped: 3, Failed: 1}, nil
}
func (s *shelved) ClearTally(context.Context, string) error { return nil }
func (s *shelved) Undo(context.Context, string, int64) (shelf.Deed, error) {
	return shelf.Deed{Kind: shelf.DeedAdd}, nil
}
func (s *shelved) feeds() []shelf.Feed {
	day := time.Date(2026, 3, 3, 8, 30, 0, 0, time.UTC)
	return []shelf.Feed{
		{ID: "f", URL: "https://example.org/f", Title: "Example feed", Channel: "c", LastSuccess: day, LastAttempt: day, Next: day, Items: 3, Articles: 2},
		{ID: "g", URL: "https://example.org/g", Paused: true, LastError: "⟦told by whoever reads it⟧", Failures: 2},
		{ID: "h", URL: "https://example.org/h"},
	}
}
func (s *shelved) Feeds(context.Context, string) ([]shelf.Feed, error) { return s.feeds(), nil }
func (s *shelved) Watch(_ context.Context, _, _, url, channel string) (shelf.Feed, bool, error) {
	return s.feeds()[0], channel != "", nil
}
func (s *shelved) Unwatch(context.Context, string, string) error     { return nil }
func (s *shelved) Pause(context.Context, string, string, bool) error { return nil }
func (s *shelved) Forget(context.Context, string) error              { return nil }
func (s *shelved) Setting(context.Context, string, string, string) (string, error) {
	return "", nil
}
func (s *shelved) Set(context.Context, string, string, string, string) error { return nil }
