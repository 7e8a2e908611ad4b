package discord

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
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

func (e *echo) Delivered(_ handlers.Request, _ handlers.Reply, id string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.delivered = append(e.delivered, id)
}

func (e *echo) asked() []handlers.Request {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]handlers.Request(nil), e.requests...)
}

// brisk is timing for tests.
var brisk = timing{
	open:    2 * time.Second,
	ready:   time.Second,
	check:   10 * time.Millisecond,
	silence: 5 * time.Second,
	recover: 2 * time.Second,
	steady:  time.Minute,
	first:   10 * time.Millisecond,
	most:    100 * time.Millisecond,
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
	r := &running{log: &lockedBuffer{}, done: make(chan error, 1)}
	b, err := New(Config{Token: discordtest.Token, APIURL: url, Log: slog.New(slog.NewTextHandler(r.log, nil))}, chat)
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
	go func() { r.done <- b.Run(ctx) }()
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
	if got, want := m.Shown(), "!drones\nEcho\n[1] !drones"; got != want {
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
	in := func(text, replyTo string, direct bool) handlers.Request {
		return handlers.Request{Text: text, Channel: "discord:" + channel, Library: "discord:" + d.Guild, ReplyTo: replyTo, Direct: direct}
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
		{"reply with ping", func() { d.Say(channel, ann, "source 1", discordtest.ReplyTo(first, true)) }, in("source 1", first, true)},
		{"reply without ping", func() { d.Say(channel, ann, "!source 1", discordtest.ReplyTo(first, false)) }, in("!source 1", first, false)},
		{"direct message", func() { d.Say(dm, ann, "drones") }, handlers.Request{Text: "drones", Channel: "discord:" + dm, Library: "discord:dm:" + dm, Direct: true}},
	} {
		before := len(d.Sent())
		c.say()
		d.Await(t, before+1)
		asked := chat.asked()
		if got := asked[len(asked)-1]; got != c.want {
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

var hostile = []string{
	strings.Repeat("a", 2000),
	strings.Repeat("😀", 2000),
	strings.Repeat("*", 2000),
	strings.Repeat("@everyone ", 200),
	"@everyone @here <@1> <@!1> <@&2> <#3> </x:4> <:e:5> <a:e:5> <t:1:R> <id:home>",
	"**b** __u__ ~~s~~ ||sp|| `c` ```\ncode\n``` > q\n>>> q\n# h\n-# s\n- l\n1. n",
	"[click](https://evil.example) https://evil.example discord.gg/raid <https://x.example>",
	"\u202egnp.exe\u202c \u2066x\u2069 \u200b\u200c\u200d\ufeff\u2060 z\u0300\u0301\u0302",
	"bad \xff\xfe\xc3 utf-8, NUL \x00, escape \x1b[31m, bell \x07",
	strings.Repeat("1234567890", 100_000),
	strings.Repeat("\\", 5000),
	"\n\n\n", "\u200b", "```", "[", "](", "\\",
}

// hint is the markup that Byline writes itself beside that of its lines.
var hint = regexp.MustCompile("`!source \\d+`")

func TestHostileTexts(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat := &echo{}
	chat.reply = func(req handlers.Request) handlers.Reply {
		var i int
		_, _ = fmt.Sscanf(req.Text, "!hostile %d", &i)
		text := hostile[i]
		line := handlers.Line{Value: text, Text: text, By: text, Quoted: true, Source: 1}
		return handlers.Reply{
			Heading: text, Answer: text, Facts: []handlers.Line{line, line}, Notes: []string{text},
			Sources: []handlers.Source{{Text: text}, {Text: text}}, Examples: []string{text},
		}
	}
	launch(t, d, chat)
	d.AwaitSession(t, 1)
	ann := d.NewUser("Ann")
	full, textOnly := d.NewChannel(), d.NewChannel(discordtest.RefuseEmbeds)
	n := 0
	for i, text := range hostile {
		// As a question, cut as Discord cuts them, and as the content of a reply.
		question := []rune(strings.ToValidUTF8(fmt.Sprintf("!hostile %d %s", i, text), "\uFFFD"))
		for _, c := range []string{full, textOnly} {
			d.Say(c, ann, string(question[:min(len(question), 2000)]))
			n++
		}
	}
	for _, m := range d.Await(t, n) {
		if len(m.Pinged) != 0 {
			t.Errorf("pinged %q", m.Pinged)
		}
		all := m.Content
		for _, e := range m.Embeds {
			all += "\n" + e.Title + "\n" + e.Description
		}
		ours := strings.NewReplacer("**", "", "*“", "“", "”*", "”", "\n> ", "\n").Replace(hint.ReplaceAllString(bare(all), ""))
		for _, l := range strings.Split(ours, "\n") {
			if found := markup.FindString(l); found != "" {
				t.Errorf("markup %q in %q", found, l)
			}
		}
	}
	for _, r := range d.Refused() {
		if !strings.Contains(r, "50013") { // asked for by textOnly
			t.Errorf("refused: %s", r)
		}
	}
}

func TestPanicBecomesAnApology(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat := &echo{}
	chat.reply = func(req handlers.Request) handlers.Reply {
		if req.Text == "!panic" {
			panic("out of cheese")
		}
		return handlers.Reply{Answer: "fine"}
	}
	r := launch(t, d, chat)
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	d.Say(channel, ann, "!panic")
	d.Say(channel, ann, "!next")
	sent := d.Await(t, 2)
	if sent[0].Content != apology || sent[1].Content != "fine" {
		t.Errorf("answered %q and %q", sent[0].Content, sent[1].Content)
	}
	if log := r.log.String(); !strings.Contains(log, "out of cheese") || !strings.Contains(log, "goroutine") {
		t.Errorf("the log has no stack:\n%s", log)
	}
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	r := launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	ann := d.NewUser("Ann")
	ask := func(lacks ...discordtest.Lack) discordtest.Message {
		n := len(d.Sent())
		d.Say(d.NewChannel(lacks...), ann, "!drones")
		d.Await(t, n+1)
		// An edit may follow; the next answer comes after it, in the same channel.
		d.Say(d.Sent()[n].Channel, ann, "!again")
		d.Await(t, n+2)
		return d.Sent()[n]
	}
	if m := ask(discordtest.NoHistory); m.Reference != "" || len(m.Embeds) != 1 {
		t.Errorf("without history: %+v", m)
	}
	if m := ask(discordtest.RefuseEmbeds); len(m.Embeds) != 0 || !strings.Contains(m.Content, "Echo") || m.Reference == "" {
		t.Errorf("embeds refused: %+v", m)
	}
	if m := ask(discordtest.NoEmbeds); m.Edits != 1 || !strings.Contains(m.Content, "**Echo**") || len(m.Pinged) != 0 {
		t.Errorf("embeds dropped: %+v", m)
	}
	if m := ask(discordtest.NoHistory, discordtest.RefuseEmbeds); m.Reference != "" || len(m.Embeds) != 0 {
		t.Errorf("neither: %+v", m)
	}
	before := len(d.Refused())
	closed := d.NewChannel(discordtest.NoSend)
	d.Say(closed, ann, "!one")
	d.Say(closed, ann, "!two")
	d.AwaitRefused(t, before+4) // each with embeds and without
	r.end(t)
	if n := strings.Count(r.log.String(), "does not let Byline answer"); n != 1 {
		t.Errorf("%d log lines for a closed channel:\n%s", n, r.log)
	}
}

func TestServerFaults(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	for i, fault := range []func(){
		func() { d.Fail(2, 500) },
		func() { d.Fail(2, 502) },
		func() { d.Fail(1, 503) },
		func() { d.LoseAnswers(2) },
		func() { d.Limit(1, 300*time.Millisecond, false) },
		func() { d.Limit(1, 300*time.Millisecond, true) },
	} {
		fault()
		d.Say(channel, ann, fmt.Sprintf("!question %d", i))
		if sent := d.Await(t, i+1); len(sent) != i+1 || sent[i].Content != fmt.Sprintf("!question %d", i) {
			t.Fatalf("after fault %d: %+v", i, sent)
		}
	}
	d.Say(channel, ann, "!end")
	if sent := d.Await(t, 7); len(sent) != 7 {
		t.Errorf("%d messages, want 7: a repeat was posted twice", len(sent))
	}
}

// TestRateLimit shows that the bot waits by itself when a channel's bucket is empty.
func TestRateLimit(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.Bucket(3, 200*time.Millisecond)
	launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	for i := range 10 {
		d.Say(channel, ann, fmt.Sprintf("!question %d", i))
	}
	if sent := d.Await(t, 10); len(sent) != 10 {
		t.Errorf("%d answers", len(sent))
	}
	if n := d.Limited(); n > 1 {
		t.Errorf("ran into the limit %d times", n)
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
