package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"byline/bot/discord/discordtest"
	"byline/handlers"
	"byline/handlers/chart"
	"byline/handlers/language"
)

// desk is a chat with a reply for each line, where a server has chosen how replies are
// given.
type desk struct {
	*echo
	manner handlers.Manner

	mu    sync.Mutex
	votes []string
	busy  bool // votes cannot be counted
}

func (k *desk) Manner(context.Context, handlers.Request) handlers.Manner {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.manner
}

func (k *desk) Vote(_ context.Context, req handlers.Request, helped bool) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.busy {
		return errors.New("the store is busy")
	}
	k.votes = append(k.votes, fmt.Sprint(req.Text, " ", helped))
	return nil
}

func (k *desk) voted() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]string(nil), k.votes...)
}

// stood are the ids of the messages that replies stand in.
func (k *desk) stood() []string {
	k.echo.mu.Lock()
	defer k.echo.mu.Unlock()
	return append([]string(nil), k.delivered...)
}

// newDesk answers "!long" with 35 facts, "!panel" with a panel that shows what follows it,
// "!chart" with a picture, and everything else with itself.
func newDesk() *desk {
	return &desk{echo: &echo{reply: func(req handlers.Request) handlers.Reply {
		name, rest, _ := strings.Cut(req.Text, " ")
		switch name {
		case "!long":
			return long(35)
		case "!panel", "!guarded":
			return panel(rest)
		case "!chart":
			return pictured()
		}
		return handlers.Reply{Answer: req.Text, Found: true, Sources: []handlers.Source{{Text: "A sentence."}},
			Actions: []handlers.Action{{Label: "Sources", Line: "!source 1.2-abc"}, {Label: "Who said it", Line: "!who 0a1b2c3d"}}}
	}}}
}

// long is a reply of n facts, each with a source of its own.
func long(n int) handlers.Reply {
	r := handlers.Reply{Heading: "Many", Answer: fmt.Sprint(n, " figures"), Found: true}
	for i := range n {
		r.Facts = append(r.Facts, handlers.Line{Value: fmt.Sprint("fact ", i+1), Source: i + 1})
		r.Sources = append(r.Sources, handlers.Source{Text: fmt.Sprint("Sentence ", i+1, ".")})
	}
	return r
}

func panel(state string) handlers.Reply {
	return handlers.Reply{Heading: "Panel", Answer: "Panel: " + state, Found: true,
		Actions: []handlers.Action{
			{Label: "On", Line: "!panel on", Replace: true},
			{Label: "Rename", Line: "!panel name", Replace: true, Form: &handlers.Form{Title: "A new name", Label: "Name", Value: "old", Max: 20}},
			{Label: "Note", Line: "!note", Form: &handlers.Form{Title: "A note", Label: "Text", Long: true}},
		},
		Menus: []handlers.Menu{
			{Label: "Colours", Replace: true, Choices: []handlers.Choice{{Label: "Red", Line: "!panel red", About: "warm"}, {Label: "Blue", Line: "!panel blue", Chosen: true}}},
			{Label: "Speakers", Choices: []handlers.Choice{{Label: "Ida Berg", Line: "!who Ida Berg"}}},
			{Label: "Roles", Pick: handlers.PickRole, Line: "!panel role", Replace: true},
			{Label: "Channels", Pick: handlers.PickChannel, Line: "!channel"},
		},
	}
}

func pictured() handlers.Reply {
	return handlers.Reply{Heading: "Boats", Answer: "40 boats: 25 and 15.", Found: true, Sources: []handlers.Source{{Text: "40 boats."}},
		Chart: &chart.Chart{Kind: chart.Bars, Title: "Boats", Figures: []chart.Figure{{Surface: "25", Value: 25, Text: "repaired"}, {Surface: "15", Value: 15, Text: "scrapped"}}}}
}

// deskServer is a Discord with a desk in it.
type deskServer struct {
	*discordtest.Server
	desk     *desk
	channel  string
	ann, bob discordtest.User
	run      *running
	starts   int
}

func serve(t *testing.T, lacks ...discordtest.Lack) *deskServer {
	t.Helper()
	s := &deskServer{Server: discordtest.New(t), desk: newDesk()}
	s.channel, s.ann, s.bob = s.NewChannel(lacks...), s.NewUser("Ann"), s.NewUser("Bob")
	s.start(t)
	return s
}

func (s *deskServer) start(t *testing.T) {
	t.Helper()
	s.run = launchWith(t, Config{APIURL: s.URL(), Key: []byte("the installation's key")}, s.desk)
	s.starts++
	s.AwaitSession(t, s.starts)
}

// ask says something that is answered.
func (s *deskServer) ask(t *testing.T, text string) discordtest.Message {
	t.Helper()
	n := len(s.Sent())
	s.Say(s.channel, s.ann, text)
	return s.Await(t, n+1)[n]
}

// press presses a button by its label and returns what that answers.
func (s *deskServer) press(t *testing.T, who discordtest.User, m discordtest.Message, label string) discordtest.Message {
	t.Helper()
	return s.AwaitReply(t, s.Press(t, who, m.ID, m.Button(label)))
}

func labels(list []discordtest.Component) string {
	var all []string
	for _, c := range list {
		all = append(all, c.Label+c.Placeholder)
	}
	return strings.Join(all, ", ")
}

func (s *deskServer) refusedNothing(t *testing.T) {
	t.Helper()
	if r := s.Refused(); len(r) > 0 {
		t.Errorf("Discord refused %q", r)
	}
	if f := s.Failed(); len(f) > 0 {
		t.Errorf("%d interactions failed", len(f))
	}
}

func TestPagesAreTurned(t *testing.T) {
	t.Parallel()
	s := serve(t)
	m := s.ask(t, "!long")
	if got := labels(m.Buttons()); got != "Next ▶, Delete" || m.Content != "35 figures" {
		t.Fatalf("buttons %s under %q", got, m.Content)
	}
	for i, want := range []struct{ press, buttons, foot, first, last, source string }{
		{"Next ▶", "◀ Back, Next ▶, Delete", "Page 2 of 4", "**fact 11**", "**fact 20**", `\[20\] Sentence 20.`},
		{"Next ▶", "◀ Back, Next ▶, Delete", "Page 3 of 4", "**fact 21**", "**fact 30**", `\[30\] Sentence 30.`},
		{"Next ▶", "◀ Back, Delete", "Page 4 of 4", "**fact 31**", "**fact 35**", `\[35\] Sentence 35.`},
		{"◀ Back", "◀ Back, Next ▶, Delete", "Page 3 of 4", "**fact 21**", "**fact 30**", `\[21\] Sentence 21.`},
	} {
		if i == 2 { // the same buttons, another process
			s.run.end(t)
			s.start(t)
		}
		got := s.press(t, s.bob, m, want.press)
		text := got.Embeds[0].Description
		if got.ID != m.ID || got.Content != "35 figures" || labels(got.Buttons()) != want.buttons || got.Embeds[0].Footer.Text != want.foot {
			t.Errorf("press %d: %+v", i, got)
		}
		if !strings.HasPrefix(text, want.first) || !strings.Contains(text, want.last) || !strings.Contains(text, want.source) || strings.Contains(text, "Sentence 1.") {
			t.Errorf("press %d shows\n%s", i, text)
		}
		m = got
	}
	s.Press(t, s.ann, m.ID, m.Button("Delete")) // still knows who asked
	s.AwaitDeleted(t, m.ID)
	s.refusedNothing(t)
}

func TestActionsAnswerThePresser(t *testing.T) {
	t.Parallel()
	s := serve(t)
	m := s.ask(t, "!drones")
	if got := labels(m.Buttons()); got != "Sources, Who said it, Delete" {
		t.Fatalf("buttons: %s", got)
	}
	got := s.press(t, s.bob, m, "Who said it")
	if !got.Ephemeral || got.For != s.bob.ID || got.Content != "!who 0a1b2c3d" {
		t.Errorf("answered %+v", got)
	}
	asked := s.desk.asked()
	req := asked[len(asked)-1]
	if req.Person != "discord:"+s.bob.ID || !req.Direct || req.ReplyTo != m.ID || req.Editor {
		t.Errorf("asked as %+v", req)
	}
	s.refusedNothing(t)
}

func TestPanelsChangeInPlace(t *testing.T) {
	t.Parallel()
	s := serve(t)
	role := s.NewRole("News", discordtest.SendMessages)
	m := s.ask(t, "!panel off")
	if got := labels(m.Selects()); got != "Colours, Speakers, Roles" {
		t.Fatalf("menus: %s", got)
	}
	value := func(m discordtest.Message, menu, option int) []string {
		return []string{m.Selects()[menu].Options[option].Value}
	}
	in := func(id string) discordtest.Message { return s.AwaitReply(t, id) }

	got := s.press(t, s.bob, m, "On")
	if got.ID != m.ID || got.Content != "Panel: on" || got.Ephemeral || got.Button("Delete") == "" {
		t.Errorf("the panel is %+v", got)
	}
	got = in(s.Select(t, s.bob, m.ID, m.Selects()[0].CustomID, value(m, 0, 0)))
	if got.ID != m.ID || got.Content != "Panel: red" {
		t.Errorf("the panel is %+v", got)
	}
	got = in(s.Select(t, s.bob, m.ID, m.Selects()[2].CustomID, []string{role}))
	if got.ID != m.ID || got.Content != `Panel: role \<\@&`+role+`>` || len(got.Pinged) != 0 {
		t.Errorf("the panel is %+v", got)
	}
	got = in(s.Select(t, s.bob, m.ID, m.Selects()[1].CustomID, value(m, 1, 0)))
	if !got.Ephemeral || got.Content != "!who Ida Berg" {
		t.Errorf("a choice answers %+v", got)
	}

	opened := s.Press(t, s.bob, m.ID, m.Button("Rename"))
	form := s.AwaitModal(t, opened)
	if in := form.Inputs()[0]; form.Title != "A new name" || in.Label != "Name" || in.Value != "old" || *in.MaxLength != 20 {
		t.Errorf("the form is %+v", form)
	}
	got = in(s.Submit(t, opened, map[string]string{form.Inputs()[0].CustomID: "Fritz"}))
	if got.ID != m.ID || got.Content != "Panel: name Fritz" {
		t.Errorf("after the form the panel is %+v", got)
	}
	opened = s.Press(t, s.bob, m.ID, m.Button("Note")) // whose line does not offer the form
	form = s.AwaitModal(t, opened)
	got = in(s.Submit(t, opened, map[string]string{form.Inputs()[0].CustomID: "Dear all"}))
	if form.Title != "Note" || !got.Ephemeral || got.Content != "!note Dear all" {
		t.Errorf("the form %+v answers %+v", form, got)
	}
	s.refusedNothing(t)
}

// What somebody without rights is told does not stand where others read a panel.
func TestPanelsOfEditors(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.Own(s.ann)
	s.desk.reply = func(req handlers.Request) handlers.Reply {
		r := panel(strings.TrimPrefix(req.Text, "!guarded "))
		r.Actions[0].Line = "!guarded on"
		if !req.Editor {
			return handlers.Reply{Answer: "Only managers can do that."}
		}
		return r
	}
	m := s.ask(t, "!guarded off")
	if got := s.press(t, s.bob, m, "On"); got.ID == m.ID || !got.Ephemeral || got.Content != "Only managers can do that." {
		t.Errorf("a guest is told %+v", got)
	}
	if got := s.press(t, s.ann, m, "On"); got.ID != m.ID || got.Content != "Panel: on" {
		t.Errorf("the owner sees %+v", got)
	}
	s.refusedNothing(t)
}

func TestDelete(t *testing.T) {
	t.Parallel()
	s := serve(t)
	m := s.ask(t, "!drones")
	if got := s.press(t, s.bob, m, "Delete"); !got.Ephemeral || !strings.Contains(got.Content, "Only the person who asked") {
		t.Errorf("somebody else is told %+v", got)
	}
	s.Press(t, s.ann, m.ID, m.Button("Delete"))
	s.AwaitDeleted(t, m.ID)
	moderator := s.NewUser("Mo")
	s.Give(moderator, s.NewRole("Moderators", discordtest.ManageMessages))
	m = s.ask(t, "!drones")
	s.Press(t, moderator, m.ID, m.Button("Delete"))
	s.AwaitDeleted(t, m.ID)
	s.refusedNothing(t)
}

func TestShowEveryone(t *testing.T) {
	t.Parallel()
	s := serve(t)
	for _, line := range []string{"!drones", "!long", "!chart"} {
		s.desk.reply = nil
		inner := newDesk().reply
		s.desk.reply = func(req handlers.Request) handlers.Reply {
			r := inner(req)
			r.Actions = append(r.Actions, handlers.Action{Label: "More", Line: line})
			return r
		}
		private := s.press(t, s.bob, s.ask(t, "!start"), "More")
		if line == "!long" {
			private = s.press(t, s.bob, private, "Next ▶")
		}
		id := s.Press(t, s.bob, private.ID, private.Button("Show everyone"))
		public := s.AwaitFollowUps(t, id, 1)[0]
		if public.Ephemeral || public.Content != private.Content || len(public.Embeds) != len(private.Embeds) || len(public.Files) != len(private.Files) {
			t.Errorf("%s: everyone sees %+v, not %+v", line, public, private)
		}
		for i, e := range public.Embeds {
			if e.Description != private.Embeds[i].Description || e.Title != private.Embeds[i].Title {
				t.Errorf("%s: everyone sees %+v", line, e)
			}
		}
		for i, f := range public.Files {
			if f.Description == "" || f.Description != private.Files[i].Description || string(f.Data) != string(private.Files[i].Data) {
				t.Errorf("%s: everyone sees the picture %q", line, f.Description)
			}
		}
		after := s.AwaitEdited(t, private.ID, private.Edits+1)
		if after.Content != private.Content+"\nEveryone sees this now." || after.Button("Show everyone") != "" || len(after.Embeds) != len(private.Embeds) || len(after.Files) != len(private.Files) {
			t.Errorf("%s: the asker sees %+v", line, after)
		}
		if line == "!long" && public.Button("Next ▶") == "" {
			t.Errorf("no pages to turn: %s", labels(public.Buttons()))
		}
		if got := s.press(t, s.ann, public, "Delete"); !got.Ephemeral {
			t.Errorf("%s: somebody else deletes it", line)
		}
		s.Press(t, s.bob, public.ID, public.Button("Delete"))
		s.AwaitDeleted(t, public.ID)
	}
	s.refusedNothing(t)
}

// TestShownToNobody refuses the message for everyone: then nobody is told that it is there.
func TestShownToNobody(t *testing.T) {
	t.Parallel()
	s := serve(t)
	private := s.press(t, s.bob, s.ask(t, "!drones"), "Sources")
	s.Only("/webhooks/")
	s.Fail(1, 403)
	id := s.Press(t, s.bob, private.ID, private.Button("Show everyone"))
	if m := s.AwaitFollowUps(t, id, 1)[0]; !m.Ephemeral || m.Content != apology {
		t.Errorf("the presser is told %+v", m)
	}
	if after, _ := s.Message(private.ID); after.Content != private.Content {
		t.Errorf("the asker sees %q", after.Content)
	}
}

// TestDeleteFails shows that whoever wants an answer gone is told when it stays.
func TestDeleteFails(t *testing.T) {
	t.Parallel()
	s := serve(t)
	m := s.ask(t, "!drones")
	s.Only("/webhooks/")
	s.Fail(1, 403)
	id := s.Press(t, s.ann, m.ID, m.Button("Delete"))
	if said := s.AwaitFollowUps(t, id, 1)[0]; !said.Ephemeral || said.Content != apology {
		t.Errorf("the presser is told %+v", said)
	}
}

func TestVotes(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.desk.manner.Feedback = true
	m := s.ask(t, "!drones")
	if got := labels(m.Buttons()); got != "Sources, Who said it, 👍 Helped, 👎 Did not help, Delete" {
		t.Fatalf("buttons: %s", got)
	}
	s.desk.mu.Lock()
	s.desk.busy = true
	s.desk.mu.Unlock()
	if got := s.press(t, s.ann, m, "👍 Helped"); !strings.Contains(got.Content, "could not be noted") {
		t.Errorf("a vote that was not counted answers %+v", got)
	}
	s.desk.mu.Lock()
	s.desk.busy = false
	s.desk.mu.Unlock()
	for _, press := range []struct {
		who         discordtest.User
		label, says string
	}{
		{s.ann, "👍 Helped", "Thank you"}, {s.ann, "👎 Did not help", "already"}, {s.bob, "👎 Did not help", "Thank you"},
	} {
		if got := s.press(t, press.who, m, press.label); !got.Ephemeral || !strings.Contains(got.Content, press.says) {
			t.Errorf("%s of %s answers %+v", press.label, press.who.Name, got)
		}
	}
	if got := strings.Join(s.desk.voted(), ", "); got != "!drones true, !drones false" {
		t.Errorf("voted %s", got)
	}
	s.refusedNothing(t)
}

// What could not be shown to everyone is not said to be.
func TestShowEveryoneFails(t *testing.T) {
	t.Parallel()
	s := serve(t)
	private := s.press(t, s.bob, s.ask(t, "!start"), "Who said it")
	s.Only("/webhooks/")
	s.Fail(1, 500)
	id := s.Press(t, s.bob, private.ID, private.Button("Show everyone"))
	if told := s.AwaitFollowUps(t, id, 1)[0]; !told.Ephemeral || told.Content != apology {
		t.Errorf("told %+v", told)
	}
	if now, _ := s.Message(private.ID); now.Content != private.Content || now.Button("Show everyone") == "" {
		t.Errorf("the asker sees %+v", now)
	}
}

// Only what answers from the articles is voted on.
func TestNoVotes(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.desk.manner.Feedback = true
	source := []handlers.Source{{Text: "A sentence."}}
	for name, reply := range map[string]handlers.Reply{
		"a list":          {Answer: "Commands", Found: true, Facts: []handlers.Line{{Text: "!help"}}},
		"a panel":         {Answer: "Panel", Found: true, Private: true, Sources: source},
		"without a trace": {Answer: "Nothing."},
	} {
		s.desk.reply = func(handlers.Request) handlers.Reply { return reply }
		if m := s.ask(t, "!any"); strings.Contains(labels(m.Buttons()), "elp") {
			t.Errorf("%s has the buttons %s", name, labels(m.Buttons()))
		}
	}
}

// A changed setting holds for the answer that tells of it.
func TestChangedManner(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.desk.reply = func(req handlers.Request) handlers.Reply {
		s.desk.mu.Lock()
		defer s.desk.mu.Unlock()
		s.desk.manner.Plain = strings.Contains(req.Text, "plain")
		s.desk.manner.Voice = language.Of("de", "!")
		r := panel("changed")
		r.Examples = []string{"!log"}
		return r
	}
	m := s.ask(t, "!panel any")
	for i, want := range []bool{true, false} {
		m = s.press(t, s.ann, m, "On")
		if got := len(m.Embeds) > 0 && strings.Contains(m.Embeds[0].Description, "Vorschläge"); got != want {
			t.Errorf("press %d: %+v", i, m)
		}
		s.desk.reply = func(req handlers.Request) handlers.Reply {
			s.desk.mu.Lock()
			defer s.desk.mu.Unlock()
			s.desk.manner.Plain = true
			return panel("plain")
		}
	}
	if n := len(m.Components); n > 0 {
		t.Errorf("plain text has %d rows", n)
	}
	s.refusedNothing(t)
}

// Ids that were not made here, or for another server, do nothing.
func TestForgedPresses(t *testing.T) {
	t.Parallel()
	s := serve(t)
	m := s.ask(t, "!panel off")
	before := len(s.desk.asked())
	there := m.Button("On")
	elsewhere, _ := s.run.bot.key.seal("discord:1", press{kind: pressPanel, line: "!panel on"})
	stranger, _ := key("another key").seal("discord:"+s.Guild, press{kind: pressPanel, line: "!panel on"})
	direct, _ := s.run.bot.key.seal("discord:dm:"+s.channel, press{kind: pressPanel, line: "!panel on"})
	menu := m.Selects()[0].CustomID
	for name, f := range map[string]discordtest.Forgery{
		"another server's":   {CustomID: elsewhere},
		"a direct message's": {CustomID: direct},
		"another Byline's":   {CustomID: stranger},
		"changed":            {CustomID: there + "x"},
		"made up":            {CustomID: "1a............0..!panel on"},
		"of another version": {CustomID: "9" + there[1:]},
		"a choice made up":   {CustomID: menu, Kind: discordtest.TypeSelect, Values: []string{"1a............0..!panel on"}},
		"a choice of delete": {CustomID: menu, Kind: discordtest.TypeSelect, Values: []string{m.Button("Delete")}},
		"no choice":          {CustomID: menu, Kind: discordtest.TypeSelect},
		"a role made up":     {CustomID: m.Selects()[2].CustomID, Kind: discordtest.TypeRoleSelect, Values: []string{"1> !x"}},
		"a form":             {CustomID: there + "x", Modal: map[string]string{"text": "x"}},
		"no form":            {CustomID: m.Button("Delete"), Modal: map[string]string{"text": "x"}},
	} {
		f.Channel, f.Message = s.channel, m.ID
		got := s.AwaitReply(t, s.Forge(s.bob, f))
		want := "another server"
		if name == "of another version" {
			want = "another version"
		}
		if !got.Ephemeral || !strings.Contains(got.Content, want) {
			t.Errorf("%s: answered %+v", name, got)
		}
	}
	if got := s.AwaitReply(t, s.Forge(s.bob, discordtest.Forgery{Channel: s.channel, Message: m.ID, CustomID: there, Guild: "1100000000000099998"})); !strings.Contains(got.Content, "another server") {
		t.Errorf("from another server: answered %+v", got)
	}
	if n := len(s.desk.asked()); n != before {
		t.Errorf("%d forged presses reached the chat", n-before)
	}
}

// A press on an answer that there is no more gets a sentence, and leaves the message.
func TestNoSuchAnswerAnyMore(t *testing.T) {
	t.Parallel()
	s := serve(t)
	m := s.ask(t, "!long")
	s.desk.reply = func(handlers.Request) handlers.Reply { return handlers.Reply{Answer: "There is nothing about that."} }
	if got := s.press(t, s.bob, m, "Next ▶"); !got.Ephemeral || !strings.Contains(got.Content, "no such answer any more") {
		t.Errorf("answered %+v", got)
	}
	if now, _ := s.Message(m.ID); now.Edits != 0 {
		t.Errorf("the message has become %+v", now)
	}
}

func TestPrivateAnswers(t *testing.T) {
	t.Parallel()
	s := serve(t)
	m := s.ask(t, "!drones")
	s.desk.manner.Where = handlers.ForAsker
	private := s.press(t, s.bob, m, "Sources")
	if got := labels(private.Buttons()); got != "Sources, Who said it, Show everyone" {
		t.Errorf("buttons: %s", got)
	}
	s.desk.reply = func(handlers.Request) handlers.Reply {
		return handlers.Reply{Answer: "Forgotten.", Found: true, Private: true}
	}
	if got := s.press(t, s.bob, m, "Sources"); !got.Ephemeral || len(got.Buttons()) != 0 {
		t.Errorf("a reply for the asker alone: %+v", got)
	}
	if got := s.ask(t, "!drones"); got.Ephemeral || got.Content != "Forgotten." {
		t.Errorf("in a channel: %+v", got)
	}
}

func TestPlainText(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.desk.manner = handlers.Manner{Plain: true, Feedback: true}
	for _, line := range []string{"!long", "!chart", "!panel x"} {
		if m := s.ask(t, line); len(m.Embeds)+len(m.Components)+len(m.Files) != 0 || !strings.Contains(m.Content, "**") {
			t.Errorf("%s: %+v", line, m)
		}
	}
	s.refusedNothing(t)
}
