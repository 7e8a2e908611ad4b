package handlers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/shelf"
	"byline/handlers"
	"byline/handlers/handlerstest"
)

// kept is a library whose articles have numbers; what changes it is none of these tests'
// business.
type kept struct {
	*read
	handlers.Keeper
	entries []shelf.Entry
	feeds   []shelf.Feed
}

func (k *kept) Entries(context.Context, string) ([]shelf.Entry, error) { return k.entries, nil }
func (k *kept) Feeds(context.Context, string) ([]shelf.Feed, error)    { return k.feeds, nil }
func (k *kept) Setting(context.Context, string, string, string) (string, error) {
	return "", nil
}

// keeping numbers articles from the last, as a library does in which they were added one
// after the other.
func keeping(articles ...*facts.Article) *kept {
	k := &kept{read: reading(articles...)}
	for i, a := range articles {
		k.entries = append(k.entries, shelf.Entry{ID: a.Name, Number: len(articles) - i, Version: 1, Label: a.Label(),
			Meta: shelf.Meta{Title: a.Title, Outlet: a.Outlet, URL: a.URL, Published: a.Published}})
	}
	return k
}

func two() *kept { return keeping(later(), handlerstest.Harbour().Article) }

// Whatever a reply offers is a line that can be typed in any channel, on another machine
// and next year, and says something there.
func TestActionsCanBeTyped(t *testing.T) {
	for name, lib := range map[string]*kept{"seed": keeping(seed().sources[0].Table().Article), "two": two()} {
		router := handlers.New(lib, handlers.WithKeeper(lib))
		for _, said := range []string{"!drones", "!boats", "!quotes", "!quotes lind", "!figures", "!timeline", "!who", "!who peskov", "!check",
			"!compare boats", "!trend boats", "!ask how many drones were intercepted?", "!ask who is Anna Lind?", "!articles", "!article 1", "!topics", "!help",
			"!find 40 boats were damaged, 138 drones were intercepted", "!settings"} {
			reply, ok := router.Handle(t.Context(), handlers.Request{Text: said, Channel: "here", Library: "local"})
			if !ok {
				continue
			}
			var lines []string
			for _, a := range reply.Actions {
				lines = append(lines, a.Line)
			}
			for _, m := range reply.Menus {
				if len(m.Choices) > 25 {
					t.Errorf("%s, %s: %d choices", name, said, len(m.Choices))
				}
				for _, c := range m.Choices {
					lines = append(lines, c.Line)
				}
			}
			for _, line := range lines {
				if len(line) > 80 || !strings.HasPrefix(line, "!") {
					t.Errorf("%s, %s offers %q", name, said, line)
				}
				later := handlers.New(lib, handlers.WithKeeper(lib)) // which remembers nothing
				if got, ok := later.Handle(t.Context(), handlers.Request{Text: line, Channel: "there", Library: "local"}); !ok || !got.Found {
					t.Errorf("%s, %s: %s says %q", name, said, line, got.Answer)
				}
			}
		}
	}
}

// What is offered under which reply.
func TestActions(t *testing.T) {
	for _, test := range []struct{ said, want string }{
		{"!boats", "Chart, Sources, Who said it, Speakers: Fishing Union | Harbour Office | Anna Lind, Articles: 2 | 1"},
		{"!help", ""},
		{"!source 1.2-xyz", ""},
		{"!articles", "Articles: 2 | 1"},
		{"!topics", ""},
		{"!find 41 boats damaged", "Sources, Who said it, Articles: 2 | 1"},
	} {
		router := handlers.New(two(), handlers.WithKeeper(two()))
		reply, _ := router.Handle(t.Context(), handlers.Request{Text: test.said, Channel: "here", Library: "local"})
		var got []string
		for _, a := range reply.Actions {
			got = append(got, a.Label)
		}
		for _, m := range reply.Menus {
			var names []string
			for _, c := range m.Choices {
				_, name, _ := strings.Cut(c.Line, " ")
				names = append(names, name)
			}
			got = append(got, m.Label+": "+strings.Join(names, " | "))
		}
		if got := strings.Join(got, ", "); got != test.want {
			t.Errorf("%s offers\n     %s\nwant %s", test.said, got, test.want)
		}
	}
}

// A button pressed next year: the sentences with those around them, who said them, and what
// is said when the article was corrected meanwhile.
func TestLinesOfActions(t *testing.T) {
	lib := two()
	router := handlers.New(lib, handlers.WithKeeper(lib))
	ask := func(text string) handlers.Reply {
		reply, ok := router.Handle(t.Context(), handlers.Request{Text: text, Channel: "here", Library: "local"})
		if !ok {
			t.Fatal(text, "is not answered")
		}
		return reply
	}
	reply := ask("!find 43 boats were damaged, 25 boats were repaired")
	sources, who := reply.Actions[0].Line, reply.Actions[1].Line
	golden(t, "testdata/actions/sources.txt", "> "+sources+"\n"+ask(sources).Text()+"\n")
	golden(t, "testdata/actions/who.txt", "> "+who+"\n"+ask(who).Text()+"\n")

	corrected := later()
	corrected.Text = strings.Replace(corrected.Text, "43 boats", "44 boats", 1)
	lib.read = reading(corrected, handlerstest.Harbour().Article)
	answer := ask(sources)
	if !slices.Contains(answer.Notes, "Sentence 1 of article 2 has changed since. !changes 2 tells how.") || len(answer.Sources) != 2 {
		t.Errorf("a corrected sentence is told as %q", answer.Text())
	}
	lib.read, lib.entries = &read{sources: lib.read.sources[1:], index: answer0()}, lib.entries[1:]
	if answer := ask(sources); !slices.Contains(answer.Notes, "There is no article 2. !articles lists them.") {
		t.Errorf("a removed article is told as %q", answer.Text())
	}
}

func answer0() *answer.Index { return answer.New() }

func ExampleRouter_Complete() {
	lib := two()
	lib.feeds = []shelf.Feed{{ID: "a", Title: "Olm news", URL: "https://olm.example/feed"}}
	router := handlers.New(lib, handlers.WithKeeper(lib))
	for _, typed := range [][3]string{
		{"topic", "topic", "bo"}, {"topic", "topic", "baots"}, {"who", "name", "lin"}, {"who", "name", "boats"},
		{"article", "number-or-title", ""}, {"article", "number-or-title", "union"}, {"article", "number-or-title", "unoin"}, {"article", "number-or-title", "2"},
		{"unwatch", "number-or-address", "olm"}, {"help", "command", "qu"},
	} {
		fmt.Println(typed, router.Complete(context.Background(), handlers.Request{Library: "local"}, typed[0], typed[1], typed[2]))
	}
	// Output:
	// [topic topic bo] [{boats boats}]
	// [topic topic baots] [{boats boats}]
	// [who name lin] [{Lind Lind}]
	// [who name boats] []
	// [article number-or-title ] [{2 · Union counts more boats 2} {1 · A storm has left a "historic" number of … 1}]
	// [article number-or-title union] [{2 · Union counts more boats 2}]
	// [article number-or-title unoin] [{2 · Union counts more boats 2}]
	// [article number-or-title 2] [{2 · Union counts more boats 2}]
	// [unwatch number-or-address olm] [{1 · Olm news (https://olm.example/feed) 1}]
	// [help command qu] [{quotes quotes}]
}

// Every value that is offered is one that its command takes.
func TestCompletionsAreTaken(t *testing.T) {
	lib := keeping(seed().sources[0].Table().Article, later())
	router := handlers.New(lib, handlers.WithKeeper(lib))
	for _, s := range handlers.Specs() {
		for _, p := range s.Params {
			if p.Suggest == handlers.SuggestNothing || p.Suggest == handlers.SuggestFeeds || s.Who != "" {
				continue
			}
			for _, typed := range []string{"", "d", "pes", "dro", "petskov", "u", "2", "ukraine's"} {
				for _, c := range router.Complete(t.Context(), handlers.Request{Library: "local"}, s.Name, p.Name, typed) {
					reply, ok := router.Handle(t.Context(), handlers.Request{Text: "!" + s.Name + " " + c.Value, Channel: "c", Library: "local"})
					if !ok || strings.HasPrefix(reply.Answer, "Not in") || strings.Contains(reply.Answer, "may mean") {
						t.Errorf("!%s %s: %q", s.Name, c.Value, reply.Answer)
					}
					if c.Label == "" || len(c.Label) > 100 {
						t.Errorf("label %q", c.Label)
					}
				}
			}
		}
	}
}
