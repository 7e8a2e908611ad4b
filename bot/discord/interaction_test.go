package discord

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
	"byline/handlers"
	"byline/handlers/language"
)

// script is a chat whose every part can be replaced.
type script struct {
	echo
	handle   func(context.Context, handlers.Request) (handlers.Reply, bool)
	manner   func(handlers.Request) handlers.Manner
	complete func(ctx context.Context, req handlers.Request, command, param, typed string) []handlers.Completion
}

func (s *script) Handle(ctx context.Context, req handlers.Request) (handlers.Reply, bool) {
	if s.handle == nil {
		return s.echo.Handle(ctx, req)
	}
	s.mu.Lock()
	s.requests = append(s.requests, req)
	s.mu.Unlock()
	return s.handle(ctx, req)
}

func (s *script) Manner(_ context.Context, req handlers.Request) handlers.Manner {
	m := handlers.Manner{Voice: language.Of(req.Language, "/")}
	if s.manner != nil {
		m = s.manner(req)
	}
	return m
}

func (s *script) Complete(ctx context.Context, req handlers.Request, command, param, typed string) []handlers.Completion {
	if s.complete == nil {
		return nil
	}
	return s.complete(ctx, req, command, param, typed)
}

// stage is a bot with commands, and people who use them.
type stage struct {
	*discordtest.Server
	run     *running
	channel string
	ann     discordtest.User
}

func play(t *testing.T, chat Chat, change ...func(*timing)) *stage {
	t.Helper()
	d := discordtest.New(t)
	s := &stage{Server: d, channel: d.NewChannel(), ann: d.NewUser("Ann")}
	s.run = launchWith(t, Config{APIURL: d.URL(), Specs: few(), Key: []byte("a key for tests")}, chat, change...)
	d.AwaitCommands(t, "", 1)
	t.Cleanup(func() {
		if failed := d.Failed(); len(failed) > 0 {
			t.Errorf("of %d interactions, people saw %d fail", len(d.Interactions()), len(failed))
		}
	})
	return s
}

func TestSlashRequests(t *testing.T) {
	t.Parallel()
	chat := &script{}
	s := play(t, chat)
	dm := s.NewDM()
	news := s.NewRole("News", discordtest.SendMessages)
	s.Give(s.ann, news)
	olga := s.NewUser("Olga")
	s.Own(olga)
	in := func(text string, change ...func(*handlers.Request)) handlers.Request {
		r := handlers.Request{Text: text, Channel: "discord:" + s.channel, Library: "discord:" + s.Guild, Direct: true,
			Person: "discord:" + s.ann.ID, Roles: []string{news}, Language: "en-US"}
		for _, c := range change {
			c(&r)
		}
		return r
	}
	for _, c := range []struct {
		name string
		use  func() string
		want handlers.Request
	}{
		{"required option", func() string {
			return s.Slash(t, s.channel, s.ann, "topic", discordtest.Fill("topic", "von der Leyen"))
		}, in("!topic von der Leyen")},
		{"no option", func() string { return s.Slash(t, s.channel, s.ann, "export") }, in("!export")},
		{"choice", func() string { return s.Slash(t, s.channel, s.ann, "export", discordtest.Fill("format", "json")) }, in("!export json")},
		{"number", func() string { return s.Slash(t, s.channel, s.ann, "articles", discordtest.Fill("page", "2")) }, in("!articles 2")},
		{"two options, given the other way round", func() string {
			return s.Slash(t, s.channel, olga, "settings", discordtest.Fill("news", s.channel), discordtest.Fill("editors", news))
		}, in("!settings <@&"+news+"> <#"+s.channel+">", func(r *handlers.Request) {
			r.Person, r.Roles, r.Editor = "discord:"+olga.ID, []string{}, true
		})},
		{"language", func() string { return s.Slash(t, s.channel, s.ann, "export", discordtest.Speaking("uk")) }, in("!export", func(r *handlers.Request) { r.Language = "uk" })},
		{"direct message", func() string { return s.Slash(t, dm, s.ann, "topic", discordtest.Fill("topic", "drones")) }, handlers.Request{
			Text: "!topic drones", Channel: "discord:" + dm, Library: "discord:dm:" + dm, Direct: true, Person: "discord:" + s.ann.ID, Editor: true, Personal: true, Language: "en-US",
		}},
	} {
		m := s.AwaitReply(t, c.use())
		if !strings.HasPrefix(m.Content, strings.Fields(c.want.Text)[0]) || m.Ephemeral {
			t.Errorf("%s: answered %+v", c.name, m)
		}
		asked := chat.asked()
		if got := asked[len(asked)-1]; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n%+v, want\n%+v", c.name, got, c.want)
		}
	}
	if len(s.Refused()) != 0 {
		t.Errorf("refused: %q", s.Refused())
	}
}

// TestAnswersAreKnown shows that an answer to a command can be referred to.
func TestAnswersAreKnown(t *testing.T) {
	t.Parallel()
	chat := &script{}
	s := play(t, chat)
	m := s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "export"))
	s.run.end(t)
	if len(chat.delivered) != 1 || chat.delivered[0] != m.ID {
		t.Errorf("delivered %q, want %q", chat.delivered, m.ID)
	}
}

func TestOwnersAndAdministratorsAreEditors(t *testing.T) {
	t.Parallel()
	chat := &script{}
	s := play(t, chat)
	for permission, want := range map[int64]bool{discordtest.Administrator: true, discordtest.ManageServer: true, discordtest.SendMessages: false} {
		who := s.NewUser("Somebody")
		s.Give(who, s.NewRole("r", permission))
		s.AwaitReply(t, s.Slash(t, s.channel, who, "export"))
		asked := chat.asked()
		if got := asked[len(asked)-1].Editor; got != want {
			t.Errorf("with permission %d: editor %t", permission, got)
		}
	}
}

func TestForm(t *testing.T) {
	t.Parallel()
	chat := &script{}
	s := play(t, chat)
	last := func() handlers.Request {
		asked := chat.asked()
		return asked[len(asked)-1]
	}
	id := s.Slash(t, s.channel, s.ann, "add")
	form := s.AwaitModal(t, id)
	if form.Title != "Add an article" || len(form.Inputs()) != 1 || form.Inputs()[0].Label != "Address or text" {
		t.Fatalf("the form is %+v", form)
	}
	text := "Storm closes the port\n\nNobody was on board."
	s.AwaitReply(t, s.Submit(t, id, map[string]string{form.Inputs()[0].CustomID: text}))
	if got := last().Text; got != "!add "+text {
		t.Errorf("the form said %q", got)
	}

	s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "add", discordtest.Fill("address", "https://example.org/a")))
	if got := last(); got.Text != "!add https://example.org/a" || got.Files != nil {
		t.Errorf("the option said %+v", got)
	}
	s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "add", discordtest.FillFile("file", "storm.txt", "text/plain", []byte(text))))
	if got := last(); got.Text != "!add" || len(got.Files) != 1 || got.Files[0].Name != "storm.txt" || got.Files[0].URL == "" {
		t.Errorf("the file came as %+v", got)
	}

	id = s.Slash(t, s.channel, s.ann, "add", discordtest.Speaking("de"))
	if form := s.AwaitModal(t, id); form.Title == "Add an article" {
		t.Errorf("in German the form is %q", form.Title)
	}

	before := len(chat.asked())
	forged := s.Forge(s.ann, discordtest.Forgery{Channel: s.channel, CustomID: form.CustomID + "x", Modal: map[string]string{"text": "x"}})
	if m := s.AwaitReply(t, forged); !m.Ephemeral || m.Content == "" || len(chat.asked()) != before {
		t.Errorf("a forged form was answered with %+v", m)
	}
}

func TestFactsInAMessage(t *testing.T) {
	t.Parallel()
	chat := &script{}
	s := play(t, chat)
	said := s.Say(s.channel, s.NewUser("Bob"), "Peskov said\n“no” to 12 boats.")
	s.AwaitReply(t, s.OnMessage(t, s.ann, "Find facts here", said))
	asked := chat.asked() // among it what Bob said, which is no question
	if !slices.ContainsFunc(asked, func(req handlers.Request) bool { return req.Text == "!find Peskov said\n“no” to 12 boats." }) {
		t.Errorf("asked %+v", asked)
	}
	own := s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "topic", discordtest.Fill("topic", "boats")))
	m := s.AwaitReply(t, s.OnMessage(t, s.ann, "Find facts here", own.ID))
	if !m.Ephemeral || !strings.HasPrefix(m.Content, "Byline wrote this itself") {
		t.Errorf("its own answer is held against the articles: %q", m.Content)
	}
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ж", 300)
	many := func(n int) (all []handlers.Completion) {
		for i := range n {
			all = append(all, handlers.Completion{Label: fmt.Sprint("Topic ", i), Value: fmt.Sprint(i)})
		}
		return all
	}
	for _, c := range []struct {
		name     string
		complete func(ctx context.Context, req handlers.Request, command, param, typed string) []handlers.Completion
		want     int
	}{
		{"none", nil, 0},
		{"some", func(_ context.Context, req handlers.Request, command, param, typed string) []handlers.Completion {
			if command != "topic" || param != "topic" || typed != "dron" || req.Library == "" || req.Language != "de" {
				t.Errorf("completes %q of %q: %q, %+v", param, command, typed, req)
			}
			return many(3)
		}, 3},
		{"too many", func(context.Context, handlers.Request, string, string, string) []handlers.Completion { return many(40) }, 25},
		{"too long", func(context.Context, handlers.Request, string, string, string) []handlers.Completion {
			return []handlers.Completion{{Label: long, Value: "1"}, {Label: "a", Value: long}, {Value: "b"}, {Label: "c"}, {Label: "b", Value: "the same name"}}
		}, 2},
		{"panic", func(context.Context, handlers.Request, string, string, string) []handlers.Completion { panic("oh") }, 0},
		{"slow", func(ctx context.Context, _ handlers.Request, _, _, _ string) []handlers.Completion {
			<-ctx.Done()
			return many(1)
		}, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := play(t, &script{complete: c.complete})
			got := s.AwaitChoices(t, s.Autocomplete(t, s.channel, s.ann, "topic", "topic", "dron", discordtest.Speaking("de")))
			if c.want >= 0 && len(got) != c.want {
				t.Errorf("offered %+v", got)
			}
			if len(s.Refused()) != 0 {
				t.Errorf("refused: %q", s.Refused())
			}
		})
	}
}

// TestInteractionDuringAnOutage is delivered once the session is resumed, and answered
// once although Discord delivers again what it is not sure of.
func TestInteractionDuringAnOutage(t *testing.T) {
	t.Parallel()
	chat := &script{}
	s := play(t, chat)
	s.DropConnections()
	m := s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "topic", discordtest.Fill("topic", "drones")))
	if m.Content != "!topic drones" {
		t.Errorf("the answer is %+v", m)
	}
	s.DropConnections()
	s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "export"))
	if n := len(chat.asked()); n != 2 {
		t.Errorf("asked %d times", n)
	}
}

// TestStrangeInteractions are ignored, and harm nothing.
func TestStrangeInteractions(t *testing.T) {
	t.Parallel()
	s := play(t, &script{})
	for _, raw := range []string{
		``, `null`, `[]`, `{}`, `{"id":"1"}`, `{"id":"1","type":2,"token":"x","channel_id":"2"}`,
		`{"id":"2","type":99,"token":"x","channel_id":"2","user":{"id":"3"}}`,
		`{"id":"3","type":2,"token":"x","channel_id":"2","member":{"user":{}}}`,
		`{"id":"4","type":1,"token":"x","channel_id":"2","user":{"id":"3"},"app_permissions":"many"}`,
		`{"id":"5","type":2,"token":"x","channel_id":"2","user":{"id":"3"},"data":{"options":"none"}}`,
	} {
		s.run.bot.summoned([]byte(raw))
	}
	s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "export"))
	s.run.end(t)
	if log := s.run.log.String(); strings.Contains(log, "ERROR") || len(s.Sent()) != 1 {
		t.Errorf("%d messages, and logged:\n%s", len(s.Sent()), log)
	}
}

// TestAnOldCommand is one that Discord still shows and this version does not have.
func TestAnOldCommand(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	old := launchWith(t, Config{APIURL: d.URL(), Specs: few()}, &script{})
	d.AwaitCommands(t, "", 1)
	old.end(t)
	d.Only("/commands")
	d.Fail(1000, 500)
	launchWith(t, Config{APIURL: d.URL(), Specs: few()[1:]}, &script{})
	d.AwaitSession(t, 2)
	if m := d.AwaitReply(t, d.Slash(t, channel, ann, "topic", discordtest.Fill("topic", "drones"))); !strings.Contains(m.Content, "no such command") || !m.Ephemeral {
		t.Errorf("the answer is %+v", m)
	}
}
