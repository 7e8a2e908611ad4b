package handlers_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/article"
	"byline/facts/extract"
	"byline/facts/shelf"
	"byline/handlers"
	"byline/handlers/handlerstest"
)

// update is set by UPDATE=1 go test ./...: golden files are rewritten then.
var update = os.Getenv("UPDATE") != ""

const howToUpdate = "if the new text is right, run: UPDATE=1 go test ./..."

// golden compares a text with a file, or rewrites the file.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; %s", err, howToUpdate)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s\n%s", path, diff, howToUpdate)
	}
}

// A transcript is one conversation: each line that begins with "> " is said, and
// what follows is Byline's reply as text, or "(silent)". The file's name ends with
// the kind of channel, -channel or -direct, and the reader's language where it is not
// English.
func TestTranscripts(t *testing.T) {
	libraries := map[string]handlers.Library{
		"harbour": &handlerstest.Library{Articles: []*facts.Table{handlerstest.Harbour()}},
		"seed":    seed(),
		"mill":    news("43"),
		"two":     reading(handlerstest.Harbour().Article, later()),
	}
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		t.Run(name, func(t *testing.T) {
			name, tag, _ := strings.Cut(name, ".")
			article, channel, _ := strings.Cut(name, "-")
			lib := libraries[article]
			if lib == nil || channel != "direct" && channel != "channel" {
				t.Fatalf("%s: the name says neither article nor channel", path)
			}
			router := handlers.New(lib)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for line := range strings.Lines(string(text)) {
				said, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "> ")
				if !ok {
					continue
				}
				reply, ok := router.Handle(context.Background(), handlers.Request{Text: said, Channel: name, Library: "local", Direct: channel == "direct", Language: tag})
				got.WriteString("> " + said + "\n")
				if ok {
					got.WriteString(reply.Text() + "\n\n")
				} else {
					got.WriteString("(silent)\n\n")
				}
			}
			golden(t, path, got.String())
		})
	}
}

// read is a library that answers as a running Byline does.
type read struct {
	sources []answer.Source
	index   *answer.Index
}

func seed() *read { return reading(article.Seed()) }

// news is one of the invented articles that answering is measured on.
func news(number string) *read {
	text, err := os.ReadFile("../facts/answer/testdata/news/" + number + ".txt")
	if err != nil {
		panic(err) // the file is part of the repository
	}
	return reading(article.FromText(number+".txt", string(text)))
}

// later is an invented article that tells of the storm of handlerstest.Harbour, and
// disagrees with it.
func later() *facts.Article {
	a := article.FromText("later.txt", "The Fishing Union said on Tuesday that 43 boats were damaged on the quays in Wexley. "+
		"\"We lost more than the town admits,\" union leader Mara Quist said. Volunteers found 12 anchors near Olm.")
	a.Title, a.Outlet, a.URL = "Union counts more boats", "The Olm Gazette", "https://olm.example/storm/boats?from=feed"
	a.Published = time.Date(2025, 3, 4, 9, 0, 0, 0, time.UTC)
	return a
}

func reading(articles ...*facts.Article) *read {
	l := &read{}
	var tables []*facts.Table
	for _, a := range articles {
		t := extract.Table(a)
		tables, l.sources = append(tables, t), append(l.sources, t)
	}
	l.index = answer.New(tables...)
	return l
}

func (l *read) Sources(context.Context, shelf.Scope) ([]answer.Source, error) {
	return l.sources, nil
}
func (l *read) Ask(_ context.Context, _ shelf.Scope, question string, previous answer.Answer) (answer.Answer, error) {
	return l.index.AskAfter(previous, question), nil
}
func (l *read) Explain(_ context.Context, _ shelf.Scope, a answer.Answer) ([]string, error) {
	return l.index.Explain(a), nil
}

// The command reference is made from the commands' own specs.
func TestCommandReference(t *testing.T) {
	golden(t, "../docs/commands.md", "# Commands\n\n"+
		"In a server's channel a command begins with `!`. Where Byline is written to directly (a mention, a direct message, the terminal, the page) the `!` may be left out, and any other text is a question. In Discord every command is a slash command, too: `/topic`.\n\n"+
		"Every topic of an article is a command too: `!drones`. `!topics` lists them.\n\n"+
		handlers.Markdown(handlers.Specs()))
}
