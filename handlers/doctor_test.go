package handlers_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"byline/facts"
	"byline/facts/shelf"
	"byline/handlers"
	"byline/handlers/handlerstest"
)

// inspector is a server with what Byline may do there.
type inspector handlers.Inspection

func (i inspector) Inspect(context.Context, handlers.Request) (handlers.Inspection, error) {
	return handlers.Inspection(i), nil
}

// watching is a keeper of a library with these feeds.
type watching struct {
	handlers.Keeper
	feeds []shelf.Feed
}

func (w watching) Feeds(context.Context, string) ([]shelf.Feed, error) { return w.feeds, nil }

func (watching) Setting(context.Context, string, string, string) (string, error) { return "", nil }

func TestDoctor(t *testing.T) {
	const broken = "The feed answers 404."
	ferries := shelf.Feed{Title: "Ferries", URL: "https://a.example/feed", Channel: "staff"}
	failing := ferries
	failing.LastError = broken
	var many []handlers.Place
	for i := range 40 {
		many = append(many, handlers.Place{Name: fmt.Sprintf("#channel-%d", i), Lacks: []handlers.Need{handlers.NeedSend}})
	}
	for _, c := range []struct {
		name   string
		found  handlers.Inspection
		feeds  []shelf.Feed
		want   []string
		absent string
	}{
		{"all is well",
			handlers.Inspection{Server: true, Places: []handlers.Place{{Channel: "news", Name: "#news"}, {Channel: "staff", Name: "#staff", Lacks: []handlers.Need{handlers.NeedView}}}}, nil,
			[]string{"Byline has the permissions it needs in 1 channel.", "Byline does not see 1 other channel; that is for the server to choose."}, "missing"},
		{"something is missing",
			handlers.Inspection{Server: true, Places: []handlers.Place{
				{Channel: "news", Name: "#news", Lacks: []handlers.Need{handlers.NeedEmbeds, handlers.NeedFiles}},
				{Channel: "sport", Name: "#sport", Lacks: []handlers.Need{handlers.NeedEmbeds}}, {Channel: "talk", Name: "#talk"}}}, nil,
			[]string{"Byline lacks permissions in 2 channels.",
				"#news, #sport: Embed Links is missing. Answers are plain text there.",
				"#news: Attach Files is missing.",
				"Edit Channel, Permissions"}, "see"},
		{"a hidden channel where articles are announced",
			handlers.Inspection{Server: true, Places: []handlers.Place{{Channel: "staff", Name: "#staff", Lacks: []handlers.Need{handlers.NeedView}}}}, []shelf.Feed{ferries},
			[]string{"Byline lacks permissions in 1 channel. All feeds can be read.", "#staff: View Channels is missing."}, "choose"},
		{"the hidden channel asked in",
			handlers.Inspection{Server: true, Here: "x", Places: []handlers.Place{{Channel: "x", Name: "#x", Lacks: []handlers.Need{handlers.NeedView}}}}, nil,
			[]string{"#x: View Channels is missing."}, "choose"},
		{"nothing is seen",
			handlers.Inspection{Server: true, Places: []handlers.Place{{Channel: "x", Name: "#x", Lacks: []handlers.Need{handlers.NeedView}}}}, nil,
			[]string{"Byline sees no channel of this server"}, "missing."},
		{"threads nobody wants",
			handlers.Inspection{Server: true, Places: []handlers.Place{{Channel: "x", Name: "#x", Lacks: []handlers.Need{handlers.NeedNewThreads}}}}, nil,
			[]string{"Byline has the permissions it needs in 1 channel."}, "Threads"},
		{"messages are withheld", handlers.Inspection{Server: true, Unread: true, Places: []handlers.Place{{Name: "#x"}}}, nil,
			[]string{"Discord does not show Byline messages that do not address it", "Message Content Intent"}, "missing"},
		{"many channels", handlers.Inspection{Server: true, Places: many}, nil,
			[]string{"#channel-0, #channel-1", "and 30 other channels: Send Messages is missing."}, "#channel-39"},
		{"no server, a feed that fails", handlers.Inspection{}, []shelf.Feed{failing},
			[]string{"There are no permissions to look at here", "1 feed could not be read at the last try; !feeds tells more.", broken}, "missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			router := handlers.New(harbourLibrary(), handlers.WithKeeper(watching{feeds: c.feeds}), handlers.WithInspector(inspector(c.found)))
			req := handlers.Request{Text: "!doctor", Channel: "c", Library: "l", Editor: true}
			reply, ok := router.Handle(t.Context(), req)
			text := reply.Text()
			if !ok || !reply.Private || !router.Guarded(req) {
				t.Errorf("answered %v, private %v", ok, reply.Private)
			}
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("it does not say %q:\n%s", want, text)
				}
			}
			if strings.Contains(text, c.absent) {
				t.Errorf("it says %q:\n%s", c.absent, text)
			}
		})
	}
}

func TestDoctorIsForManagers(t *testing.T) {
	for _, router := range []*handlers.Router{handlers.New(harbourLibrary()), handlers.New(harbourLibrary(), handlers.WithInspector(inspector{Server: true}))} {
		reply, ok := router.Handle(t.Context(), handlers.Request{Text: "!doctor", Channel: "c", Library: "l"})
		if !ok || reply.Answer != "Only people who may manage the server can do that." {
			t.Errorf("%v: %s", ok, reply.Answer)
		}
	}
	reply, _ := handlers.New(harbourLibrary()).Handle(t.Context(), handlers.Request{Text: "!doctor", Channel: "c", Library: "l", Editor: true})
	if !strings.Contains(reply.Answer, "no permissions to look at here") {
		t.Error(reply.Answer)
	}
}

func harbourLibrary() handlers.Library {
	return &handlerstest.Library{Articles: []*facts.Table{handlerstest.Harbour()}}
}
