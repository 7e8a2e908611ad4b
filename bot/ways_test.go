package main

import (
	"context"
	"io"
	"log/slog"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"byline/bot/discord"
	"byline/bot/discord/discordtest"
	"byline/facts/article/fetch"
	"byline/facts/library"
	"byline/facts/store"
	"byline/handlers"
	"byline/handlers/handlerstest"
)

// script is what somebody asks in every way there is. The library has the seed and an
// article about a harbour.
const script = `
!help
!help quotes
!help qoutes
!articles
!articles 1
!article 1
!article 2
!topics
!topic drones
!topic boats
!topic anna lind
!topic öhler
!topic bananas
!figures
!figures boats
!figures drones
!quotes
!quotes lind
!quotes peskov
!source 1
!source 99
!who
!who lind
!who starmer
!who nobody
!timeline
!timeline ferry
!check
!compare boats
!compare drones
!trend boats
!ask How many boats were damaged?
!ask How many were repaired?
!ask Who said that?
!ask What do bananas cost?
!explain
!find 40 boats were damaged and 25 were repaired
!find "This was the worst night in forty years," said Lind. 12 boats were scrapped.
!export csv
!export json
!export
!feeds
!unwatch 1
!changes
!changes 1
!use 1
!figures boats
!use all
!remove 2
!articles
!undo
!undo 99
!log
!privacy
!forgetme
`

// A world is one Discord with one bot and its library.
type world struct {
	*discordtest.Server
	olga    discordtest.User
	channel string
	direct  string // direct messages with her; empty before the first
	specs   []handlers.Spec

	libraries *library.Libraries
}

// newWorld is a world in which Discord gives the bot what its intents allow.
func newWorld(t *testing.T, content bool) *world {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 6, 12, 0, 0, 0, time.UTC) }
	st, err := store.Open(t.Context(), memoryURL, store.Clock(now))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	w := &world{Server: discordtest.New(t), specs: handlers.Specs()}
	w.olga, w.channel = w.NewUser("Olga"), w.NewChannel()
	w.Own(w.olga)
	if !content {
		w.RefuseIntents(discordtest.IntentMessageContent)
	}
	at := netip.MustParseAddrPort(strings.TrimPrefix(w.URL(), "http://"))
	client := fetch.New(fetch.Options{Allow: []netip.Prefix{netip.PrefixFrom(at.Addr(), at.Addr().BitLen())}, Ports: []uint16{at.Port()}})
	t.Cleanup(client.Close)
	w.libraries = library.New(st, client, library.WithClock(now))
	bot, err := discord.New(discord.Config{
		Token: discordtest.Token, APIURL: w.URL(), Specs: w.specs,
		Key: []byte("for tests"), Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	ctx, stop := context.WithCancel(t.Context())
	go func() { done <- bot.Run(ctx, handlers.New(w.libraries, handlers.WithKeeper(w.libraries))) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if failed := w.Failed(); len(failed) > 0 {
			t.Errorf("%d interactions failed", len(failed))
		}
	})
	w.AwaitCommands(t, "", 1)
	w.furnish(t, "discord:"+w.Guild)
	return w
}

// furnish adds the article about the harbour to a library.
func (w *world) furnish(t *testing.T, name string) {
	t.Helper()
	if _, err := w.libraries.Import(t.Context(), name, handlerstest.Harbour().Article); err != nil {
		t.Fatal(err)
	}
}

// dm is direct messages with Olga.
func (w *world) dm(t *testing.T) string {
	t.Helper()
	if w.direct == "" {
		w.direct = w.NewDM()
		w.furnish(t, "discord:dm:"+w.direct)
	}
	return w.direct
}

// said sends a message and waits for the answer to it.
func (w *world) said(t *testing.T, channel, text string) discordtest.Message {
	t.Helper()
	before := len(w.Sent())
	w.Say(channel, w.olga, text)
	return w.Await(t, before+1)[before]
}

// slashed uses the command that a line says.
func (w *world) slashed(t *testing.T, channel, line string) discordtest.Message {
	t.Helper()
	name, args, _ := strings.Cut(strings.TrimPrefix(line, "!"), " ")
	i := slices.IndexFunc(w.specs, func(s handlers.Spec) bool { return s.Name == name })
	var details []discordtest.Detail
	if args != "" {
		details = append(details, discordtest.Fill(w.specs[i].Params[0].Name, args))
	}
	return w.AwaitReply(t, w.Slash(t, channel, w.olga, name, details...))
}

// serial is what differs from one world to the next: the ids of people, channels and
// articles.
var serial = regexp.MustCompile(`11000000000000000\d\d`)

// shown is what a reader sees of an answer, with its files.
func seenIn(m discordtest.Message) string {
	text := m.Shown()
	for _, f := range m.Files {
		text += "\n(file " + f.Name + ", " + strconv.Itoa(len(f.Data)) + " bytes)"
	}
	return serial.ReplaceAllString(text, "ID")
}

// TestEveryWayAnswersAlike asks with a prefix where Discord lets the bot read all messages,
// and in all other ways where it does not.
func TestEveryWayAnswersAlike(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(script), "\n")
	prefix := newWorld(t, true)
	want := make([]string, len(lines))
	for i, line := range lines {
		want[i] = seenIn(prefix.said(t, prefix.channel, line))
		if want[i] == "" {
			t.Fatalf("%s is answered with nothing", line)
		}
	}
	for _, way := range []struct {
		name   string
		answer func(w *world, line string) discordtest.Message
	}{
		{"slash", func(w *world, line string) discordtest.Message { return w.slashed(t, w.channel, line) }},
		{"mention", func(w *world, line string) discordtest.Message { return w.said(t, w.channel, "<@"+w.Bot.ID+"> "+line) }},
		{"direct message", func(w *world, line string) discordtest.Message { return w.said(t, w.dm(t), line) }},
		{"slash in a direct message", func(w *world, line string) discordtest.Message { return w.slashed(t, w.dm(t), line) }},
		{"menu of a message", func(w *world, line string) discordtest.Message {
			text, ok := strings.CutPrefix(line, "!find ")
			if !ok {
				return w.slashed(t, w.channel, line)
			}
			return w.AwaitReply(t, w.OnMessage(t, w.olga, "Find facts here", w.Say(w.channel, w.NewUser("Bob"), text)))
		}},
	} {
		t.Run(way.name, func(t *testing.T) {
			w := newWorld(t, false)
			for i, line := range lines {
				if diff := cmp.Diff(want[i], seenIn(way.answer(w, line))); diff != "" {
					t.Errorf("%s is answered otherwise (-prefix +%s):\n%s", line, way.name, diff)
				}
			}
			if identified := w.Identified(); identified[len(identified)-1]&discordtest.IntentMessageContent != 0 {
				t.Error("the bot reads all messages")
			}
			if refused := w.Refused(); len(refused) > 0 {
				t.Errorf("refused: %q", refused)
			}
		})
	}
}

// TestEveryCommandBySlash uses each command without and with its options, in a server and
// in direct messages.
func TestEveryCommandBySlash(t *testing.T) {
	w := newWorld(t, false)
	role := w.NewRole("News", discordtest.SendMessages)
	fill := func(p handlers.Param) discordtest.Detail {
		switch {
		case len(p.Choices) > 0:
			return discordtest.Fill(p.Name, p.Choices[0])
		case p.Type == handlers.ParamNumber:
			return discordtest.Fill(p.Name, "1")
		case p.Type == handlers.ParamFile:
			return discordtest.FillFile(p.Name, "storm.txt", "text/plain", []byte("A storm came."))
		case p.Type == handlers.ParamRole:
			return discordtest.Fill(p.Name, role)
		case p.Type == handlers.ParamChannel:
			return discordtest.Fill(p.Name, w.channel)
		}
		return discordtest.Fill(p.Name, "drones")
	}
	for _, channel := range []string{w.channel, w.dm(t)} {
		for _, spec := range w.specs {
			var needed, all []discordtest.Detail
			for _, p := range spec.Params {
				if p.Required {
					needed = append(needed, fill(p))
				}
				if channel == w.channel || p.Type != handlers.ParamRole && p.Type != handlers.ParamChannel {
					all = append(all, fill(p))
				}
			}
			id := w.Slash(t, channel, w.olga, spec.Name, needed...)
			if spec.Form != nil && len(needed) == 0 {
				form := w.AwaitModal(t, id)
				id = w.Submit(t, id, map[string]string{form.Inputs()[0].CustomID: "138 drones were shot down."})
			}
			if m := w.AwaitReply(t, id); m.Content == "" || strings.Contains(m.Content, "went wrong") {
				t.Errorf("/%s: %+v", spec.Name, m)
			}
			if m := w.AwaitReply(t, w.Slash(t, channel, w.olga, spec.Name, all...)); m.Content == "" || strings.Contains(m.Content, "went wrong") {
				t.Errorf("/%s with all options: %+v", spec.Name, m)
			}
		}
	}
	if refused := w.Refused(); len(refused) > 0 {
		t.Errorf("refused: %q", refused)
	}
}

// TestCompletionsAreValues types into every option that completes, with a typing error,
// and uses what is offered.
func TestCompletionsAreValues(t *testing.T) {
	w := newWorld(t, false)
	typed := map[handlers.Suggestion]string{
		handlers.SuggestTopics: "dorne", handlers.SuggestPeople: "pesk", handlers.SuggestArticles: "storm", handlers.SuggestCommands: "quot",
	}
	for _, spec := range w.specs {
		for _, p := range spec.Params {
			words, ok := typed[p.Suggest]
			if !ok {
				continue
			}
			offered := w.AwaitChoices(t, w.Autocomplete(t, w.channel, w.olga, spec.Name, p.Name, words))
			if len(offered) == 0 {
				t.Errorf("/%s offers nothing for %q in %s", spec.Name, words, p.Name)
				continue
			}
			m := w.AwaitReply(t, w.Slash(t, w.channel, w.olga, spec.Name, discordtest.Fill(p.Name, offered[0].Text())))
			if text := seenIn(m); strings.Contains(text, "Not in the articles") || strings.Contains(text, "went wrong") {
				t.Errorf("/%s %s is answered with\n%s", spec.Name, offered[0].Text(), text)
			}
		}
	}
}
