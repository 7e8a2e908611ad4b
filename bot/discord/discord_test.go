package discord

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"byline/bot/discord/discordtest"
	"byline/handlers"
)

// echo is a chat that answers each message that begins with "!" or is direct.
type echo struct {
	reply func(handlers.Request) handlers.Reply

	mu        sync.Mutex
	requests  []handlers.Request
	delivered []string
}

func (e *echo) Handle(_ context.Context, req handlers.Request) (handlers.Reply, bool) {
	e.mu.Lock()
	e.requests = append(e.requests, req)
	e.mu.Unlock()
	if !req.Direct && !strings.HasPrefix(req.Text, "!") {
		return handlers.Reply{}, false
	}
	if e.reply != nil {
		return e.reply(req), true
	}
	return handlers.Reply{Heading: "Echo", Answer: req.Text, Sources: []handlers.Source{{Text: req.Text}}}, true
}

// Guarded is true for messages that name something guarded.
func (e *echo) Guarded(req handlers.Request) bool { return strings.HasPrefix(req.Text, "!guarded") }

func (e *echo) Delivered(_ handlers.Request, _ handlers.Reply, id string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.delivered = append(e.delivered, id)
}

func (e *echo) Manner(context.Context, handlers.Request) handlers.Manner { return handlers.Manner{} }

func (e *echo) Complete(context.Context, handlers.Request, string, string, string) []handlers.Completion {
	return nil
}

func (e *echo) Vote(context.Context, handlers.Request, bool) error { return nil }

func (e *echo) asked() []handlers.Request {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]handlers.Request(nil), e.requests...)
}

// brisk is timing for tests. A slow machine must not take a session for one that was not
// accepted: what is said in it then is lost, as it is in Discord.
var brisk = timing{
	open:    10 * time.Second,
	ready:   10 * time.Second,
	check:   10 * time.Millisecond,
	silence: 5 * time.Second,
	recover: 2 * time.Second,
	settle:  usual.settle,
	steady:  time.Minute,
	first:   10 * time.Millisecond,
	most:    100 * time.Millisecond,

	deferral: usual.deferral,
	answer:   usual.answer,
}

// running is a bot at work.
type running struct {
	bot  *Bot
	log  *lockedBuffer
	done chan error
	stop context.CancelFunc
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// launch runs a bot against a server. The bot ends with the test, within two
// seconds, and leaves no goroutine.
func launch(t *testing.T, d *discordtest.Server, chat Chat, change ...func(*timing)) *running {
	t.Helper()
	return launchAt(t, d.URL(), chat, change...)
}

func launchAt(t *testing.T, url string, chat Chat, change ...func(*timing)) *running {
	t.Helper()
	return launchWith(t, Config{APIURL: url}, chat, change...)
}

// launchWith runs a bot with the rest of its configuration.
func launchWith(t *testing.T, c Config, chat Chat, change ...func(*timing)) *running {
	t.Helper()
	r := &running{log: &lockedBuffer{}, done: make(chan error, 1)}
	c.Token, c.Log = discordtest.Token, slog.New(slog.NewTextHandler(r.log, nil))
	b, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	b.timing = brisk
	for _, c := range change {
		c(&b.timing)
	}
	r.bot = b
	var ctx context.Context
	ctx, r.stop = context.WithCancel(t.Context())
	go func() { r.done <- b.Run(ctx, chat) }()
	t.Cleanup(func() { r.end(t) })
	return r
}

func (r *running) end(t *testing.T) {
	t.Helper()
	began := time.Now()
	r.stop()
	select {
	case err := <-r.done:
		r.done <- err
	case <-time.After(5 * time.Second):
		t.Fatal("Run did not end")
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("Run ended after %v, more than 2 s", took)
	}
}

// failed waits for Run to end by itself.
func (r *running) failed(t *testing.T) *Error {
	t.Helper()
	select {
	case err := <-r.done:
		r.done <- err
		e, ok := errors.AsType[*Error](err)
		if !ok {
			t.Fatalf("Run ended with %v", err)
		}
		return e
	case <-time.After(10 * time.Second):
		t.Fatal("Run did not end within 10 seconds")
	}
	return nil
}

// TestMain looks for goroutines left. The one exception is discordgo's own
// deadlock, which nothing can end: see TestFirstPacketAsksToReconnect.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).Open"))
}

func TestAnswer(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat := &echo{}
	r := launch(t, d, chat)
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	question := d.Say(channel, ann, "!drones")

	m := d.Await(t, 1)[0]
	if m.Content != "!drones" || m.Reference != question || m.Nonce != question || len(m.Pinged) != 0 {
		t.Errorf("the answer is %+v", m)
	}
	if got, want := m.Shown(), "!drones\nEcho\n[1] !drones\n[Delete]"; got != want {
		t.Errorf("a reader sees\n%s\nand not\n%s", got, want)
	}
	r.end(t)
	if len(chat.delivered) != 1 || chat.delivered[0] != m.ID {
		t.Errorf("delivered %q, want %q", chat.delivered, m.ID)
	}
	if log := r.log.String(); strings.Contains(log, "drones") || !strings.Contains(log, "permissions=274878024704") {
		t.Errorf("the log should have the invitation and no message:\n%s", log)
	}
}

func TestRequests(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat := &echo{}
	launch(t, d, chat)
	d.AwaitSession(t, 1)
	channel, dm, ann := d.NewChannel(), d.NewDM(), d.NewUser("Ann")
	me := "<@" + d.Bot.ID + ">"

	d.Say(channel, ann, "!first")
	first := d.Await(t, 1)[0].ID
	news := d.NewRole("News", discordtest.SendMessages)
	d.Give(ann, news)
	in := func(text, replyTo string, direct bool, files ...handlers.File) handlers.Request {
		return handlers.Request{Text: text, Channel: "discord:" + channel, Library: "discord:" + d.Guild, ReplyTo: replyTo, Direct: direct,
			Person: "discord:" + ann.ID, Roles: []string{news}, Files: files}
	}
	onFirst := func(text string, direct bool) handlers.Request {
		req := in(text, first, direct)
		req.About = "!first\nEcho\n> \\[1\\] !first"
		return req
	}
	for _, c := range []struct {
		name string
		say  func()
		want handlers.Request
	}{
		{"command", func() { d.Say(channel, ann, "!drones") }, in("!drones", "", false)},
		{"mention", func() { d.Say(channel, ann, me+" how many drones?") }, in("how many drones?", "", true)},
		{"mention with the old form, comma and end", func() { d.Say(channel, ann, "<@!"+d.Bot.ID+">, drones "+me) }, in("drones", "", true)},
		{"bare mention", func() { d.Say(channel, ann, me) }, in("", "", true)},
		{"mention in the middle", func() { d.Say(channel, ann, "tell me "+me+" now") }, in("tell me "+me+" now", "", true)},
		{"role", func() { d.Say(channel, ann, "!x <@&1>") }, in("!x <@&1>", "", false)},
		{"everyone", func() { d.Say(channel, ann, "!x @everyone") }, in("!x @everyone", "", false)},
		{"somebody else", func() { d.Say(channel, ann, "!x <@"+ann.ID+">") }, in("!x <@"+ann.ID+">", "", false)},
		{"reply with ping", func() { d.Say(channel, ann, "source 1", discordtest.ReplyTo(first, true)) }, onFirst("source 1", true)},
		{"reply without ping", func() { d.Say(channel, ann, "!source 1", discordtest.ReplyTo(first, false)) }, onFirst("!source 1", false)},
		{"direct message", func() { d.Say(dm, ann, "drones") }, handlers.Request{Text: "drones", Channel: "discord:" + dm, Library: "discord:dm:" + dm, Direct: true, Person: "discord:" + ann.ID, Editor: true, Personal: true}},
	} {
		before := len(d.Sent())
		c.say()
		d.Await(t, before+1)
		asked := chat.asked()
		if got := asked[len(asked)-1]; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n%+v, want\n%+v", c.name, got, c.want)
		}
	}
}

func TestNotForByline(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat := &echo{}
	launch(t, d, chat)
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	d.Say(channel, d.Bot, "!self")
	d.Say(channel, d.NewBot("Other"), "!bot <@"+d.Bot.ID+">")
	d.Say(channel, ann, "!hook", discordtest.FromWebhook)
	d.Say(channel, ann, "!pinned", discordtest.Kind(6))
	d.Say(channel, ann, "!joined", discordtest.Kind(7))
	twice := d.Say(channel, ann, "!twice")
	d.Redeliver(twice)
	d.Say(channel, ann, "!last") // answered after all before it
	sent := d.Await(t, 2)
	if len(sent) != 2 || sent[0].Content != "!twice" || sent[1].Content != "!last" {
		t.Errorf("answered %+v", sent)
	}
	if n := len(chat.asked()); n != 2 {
		t.Errorf("%d messages reached the chat, want 2", n)
	}
}

// TestThousandQuestions asks in several channels at once; each is answered once,
// in its channel's order.
func TestThousandQuestions(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	const n, channels = 1000, 10
	var ids [channels]string
	asked := map[string]string{} // text to message id
	ann := d.NewUser("Ann")
	for i := range ids {
		ids[i] = d.NewChannel()
	}
	for i := range n {
		text := fmt.Sprintf("!question %d", i)
		asked[text] = d.Say(ids[i%channels], ann, text)
		if i%100 == 0 {
			d.Redeliver(asked[text])
		}
	}
	sent := d.Await(t, n)
	last := map[string]int{}
	for _, m := range sent {
		if asked[m.Content] != m.Reference {
			t.Fatalf("%q answers message %s, which is not its question, or answers it twice", m.Content, m.Reference)
		}
		delete(asked, m.Content)
		var i int
		if _, err := fmt.Sscanf(m.Content, "!question %d", &i); err != nil {
			t.Fatal(err)
		}
		if i < last[m.Channel] {
			t.Errorf("question %d was answered after %d", i, last[m.Channel])
		}
		last[m.Channel] = i
	}
	if len(asked) != 0 || len(d.Refused()) != 0 {
		t.Errorf("%d questions unanswered, refused: %q", len(asked), d.Refused())
	}
}

// TestSlowAnswerHoldsOnlyItsChannel asks elsewhere while an answer is not ready.
func TestSlowAnswerHoldsOnlyItsChannel(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	release := make(chan struct{})
	chat := &echo{}
	chat.reply = func(req handlers.Request) handlers.Reply {
		if req.Text == "!slow" {
			<-release
		}
		return handlers.Reply{Answer: req.Text}
	}
	launch(t, d, chat)
	d.AwaitSession(t, 1)
	one, two, ann := d.NewChannel(), d.NewChannel(), d.NewUser("Ann")
	d.Say(one, ann, "!slow")
	d.Say(one, ann, "!after")
	d.Say(two, ann, "!elsewhere")
	if got := d.Await(t, 1)[0].Content; got != "!elsewhere" {
		t.Errorf("%q came first", got)
	}
	close(release)
	if sent := d.Await(t, 3); sent[1].Content != "!slow" || sent[2].Content != "!after" {
		t.Errorf("answered %q, then %q", sent[1].Content, sent[2].Content)
	}
}

var _ Chat = (*handlers.Router)(nil)
