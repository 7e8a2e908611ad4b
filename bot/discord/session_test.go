package discord

import (
	"strings"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
	"byline/handlers"
)

// alive asks something and waits for the one answer.
func alive(t *testing.T, d *discordtest.Server) {
	t.Helper()
	n := len(d.Sent())
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	d.Say(channel, ann, "!alive")
	d.Await(t, n+1)
	d.Say(channel, ann, "!still")
	if got := d.Await(t, n+2); len(got) != n+2 {
		t.Errorf("%d answers to 2 questions", len(got)-n)
	}
}

func TestWrongToken(t *testing.T) {
	t.Parallel()
	t.Run("gateway", func(t *testing.T) {
		t.Parallel()
		d := discordtest.New(t)
		d.RefuseToken()
		if e := launch(t, d, &echo{}).failed(t); e.Error() != wrongToken || !strings.Contains(e.Detail, "4004") {
			t.Errorf("%+v", e)
		}
		if n := len(d.Identified()); n != 1 {
			t.Errorf("identified %d times", n)
		}
	})
	t.Run("gateway address", func(t *testing.T) {
		t.Parallel()
		d := discordtest.New(t)
		d.Fail(100, 401)
		if e := launch(t, d, &echo{}).failed(t); e.Error() != wrongToken {
			t.Errorf("%+v", e)
		}
		if n := len(d.Requests()); n != 1 {
			t.Errorf("%d requests", n)
		}
	})
	t.Run("message", func(t *testing.T) {
		t.Parallel()
		d := discordtest.New(t)
		d.RefuseTokenInREST()
		r := launch(t, d, &echo{})
		d.AwaitSession(t, 1)
		d.Say(d.NewChannel(), d.NewUser("Ann"), "!drones")
		if e := r.failed(t); e.Error() != wrongToken || !strings.Contains(e.LogDetail(), "401") {
			t.Errorf("%+v", e)
		}
	})
	t.Run("reset while connected", func(t *testing.T) {
		t.Parallel()
		d := discordtest.New(t)
		r := launch(t, d, &echo{})
		d.AwaitSession(t, 1)
		alive(t, d)
		d.RefuseToken()
		d.Kick(4004)
		if e := r.failed(t); e.Error() != wrongToken {
			t.Errorf("%+v", e)
		}
	})
}

func TestConfig(t *testing.T) {
	t.Parallel()
	for _, token := range []string{"Bot " + discordtest.Token, "bot  " + discordtest.Token + "\n", discordtest.Token} {
		b, err := New(Config{Token: token})
		if err != nil || b.token != "Bot "+discordtest.Token {
			t.Errorf("New with token %q: %v", token, err)
		}
	}
	for _, c := range []Config{{}, {Token: "Bot "}, {Token: "two words"}, {Token: "x", APIURL: "discord.com"}, {Token: "x", APIURL: "ftp://x"}, {Token: "x", APIURL: "http://"}} {
		if _, err := New(c); err == nil {
			t.Errorf("New takes %+v", c)
		}
	}
	if got, want := InviteURL("42"), "https://discord.com/oauth2/authorize?client_id=42&scope=bot+applications.commands&permissions=274878024704"; got != want {
		t.Errorf("InviteURL is %s", got)
	}
}

func TestAPIURLWithPathAndSlash(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.SetPrefix("/proxy/discord")
	b := launchAt(t, d.URL()+"/", &echo{}).bot
	d.AwaitSession(t, 1)
	alive(t, d)
	for _, q := range d.Requests() {
		if !strings.Contains(q, " /proxy/discord/api/v9/") {
			t.Errorf("requested %s", q)
		}
	}
	if _, err := b.client.Get("https://discord.com/elsewhere"); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("a request elsewhere gives %v", err)
	}
}

func TestContentIntentRefused(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.RefuseIntents(discordtest.IntentMessageContent)
	chat := &echo{}
	r := launch(t, d, chat)
	d.AwaitSession(t, 1)
	if ids := d.Identified(); len(ids) != 2 || ids[0]&^ids[1] != discordtest.IntentMessageContent {
		t.Errorf("intents: %b", ids)
	}
	if n := strings.Count(r.log.String(), "Message Content Intent"); n != 1 {
		t.Errorf("%d log lines about the intent:\n%s", n, r.log)
	}
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	d.Say(channel, ann, "!unseen")
	d.Say(channel, ann, "<@"+d.Bot.ID+"> drones")
	d.Say(d.NewDM(), ann, "drones")
	d.Await(t, 2)
	for _, m := range d.Sent() {
		if m.Content != "drones" {
			t.Errorf("answered %q", m.Content)
		}
	}
}

func TestReconnects(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		fault   func(*discordtest.Server)
		resumed int
	}{
		{"asked to (op 7)", (*discordtest.Server).Reconnect, 1},
		{"closed with 4000", func(d *discordtest.Server) { d.Kick(4000) }, 1},
		{"dropped", (*discordtest.Server).DropConnections, 1},
		{"no acknowledgement", (*discordtest.Server).MuteNow, 1},
		{"invalid session (op 9)", (*discordtest.Server).Invalidate, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := discordtest.New(t)
			d.Heartbeat(100 * time.Millisecond)
			launch(t, d, &echo{})
			d.AwaitSession(t, 1)
			alive(t, d)
			c.fault(d)
			// Said while nobody may be listening: a resume delivers it.
			if c.resumed > 0 {
				d.Say(d.NewChannel(), d.NewUser("Ann"), "!meanwhile")
				d.Await(t, 3)
			}
			d.AwaitSession(t, 2)
			alive(t, d)
			if got := d.Resumed(); got != c.resumed {
				t.Errorf("resumed %d times, want %d", got, c.resumed)
			}
		})
	}
}

// TestFirstPacketAsksToReconnect shows discordgo's deadlock
// (bwmarrin/discordgo#513) and that the bot gets around it.
func TestFirstPacketAsksToReconnect(t *testing.T) {
	t.Parallel()
	for name, op := range map[string]int{"op 7": 7, "op 9": 9} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := discordtest.New(t)
			d.FirstPacket(op, 1)
			launch(t, d, &echo{}, func(t *timing) { t.open = 2 * time.Second })
			d.AwaitSession(t, 1)
			alive(t, d)
		})
	}
}

func TestResumeRefused(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	d.FirstPacket(9, 1)
	d.DropConnections()
	d.AwaitSession(t, 2)
	alive(t, d)
}

// TestSessionRefusedForLong shows that the bot does not burn through its identifies
// while Discord refuses the session, and comes back when it no longer does.
func TestSessionRefusedForLong(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.FirstPacket(9, 50)
	launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	alive(t, d)
	connections := 0
	for _, q := range d.Requests() {
		if strings.HasSuffix(q, "/gateway") {
			connections++
		}
	}
	if each := len(d.Identified()) / connections; each > fewWrites {
		t.Errorf("%d identifies on each of %d connections", each, connections)
	}
}

func TestServerAwayAtStart(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.Fail(5, 503)
	r := launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	alive(t, d)
	r.end(t)
	if n := strings.Count(r.log.String(), "no connection to Discord"); n != 1 {
		t.Errorf("%d log lines for one outage:\n%s", n, r.log)
	}
}

func TestShutdownWhateverTheSessionDoes(t *testing.T) {
	t.Parallel()
	ready := func(t *testing.T, d *discordtest.Server) { d.AwaitSession(t, 1) }
	for _, c := range []struct {
		name   string
		before func(*discordtest.Server)
		after  func(*testing.T, *discordtest.Server)
	}{
		{name: "at once"},
		{name: "connected", after: ready},
		{name: "muted", after: func(t *testing.T, d *discordtest.Server) { ready(t, d); d.MuteNow() }},
		{name: "reconnecting", after: func(t *testing.T, d *discordtest.Server) { ready(t, d); d.Reconnect() }},
		{name: "away", before: func(d *discordtest.Server) { d.Fail(1000, 500) }},
		{
			name:   "wedged",
			before: func(d *discordtest.Server) { d.FirstPacket(7, 1) },
			after: func(t *testing.T, d *discordtest.Server) {
				d.AwaitFirstPackets(t)
				time.Sleep(50 * time.Millisecond) // until it has been read
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := discordtest.New(t)
			if c.before != nil {
				c.before(d)
			}
			r := launch(t, d, &echo{}, func(t *timing) { t.open = time.Minute })
			if c.after != nil {
				c.after(t, d)
			}
			r.end(t)
			if err := <-r.done; err != nil {
				t.Errorf("Run ended with %v", err)
			}
			r.done <- nil
		})
	}
}

// TestShutdownLetsAnswersOut stops the bot while an answer is on its way.
func TestShutdownLetsAnswersOut(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat, asked := &echo{}, make(chan struct{})
	chat.reply = func(req handlers.Request) handlers.Reply {
		close(asked)
		time.Sleep(200 * time.Millisecond)
		return handlers.Reply{Answer: req.Text}
	}
	r := launch(t, d, chat)
	d.AwaitSession(t, 1)
	d.Say(d.NewChannel(), d.NewUser("Ann"), "!drones")
	<-asked
	r.end(t)
	if n := len(d.Sent()); n != 1 {
		t.Errorf("%d answers", n)
	}
}

func TestBackOffAndBudget(t *testing.T) {
	t.Parallel()
	for attempt, most := range []time.Duration{0, 0, 1250 * time.Millisecond, 2500 * time.Millisecond, 5 * time.Second} {
		if d := usual.delay(attempt); d > most || d < most/2 {
			t.Errorf("attempt %d waits %v", attempt, d)
		}
	}
	if d := usual.delay(1000); d > 150*time.Second || d < 90*time.Second {
		t.Errorf("attempt 1000 waits %v", d)
	}
	dials := make([]time.Time, maxPerHour)
	for i := range dials {
		dials[i] = time.Now().Add(-time.Minute)
	}
	if d := untilAllowed(dials); d < 58*time.Minute {
		t.Errorf("after %d connections the next may come in %v", maxPerHour, d)
	}
	if d := untilAllowed(dials[1:]); d != 0 {
		t.Errorf("one connection fewer waits %v", d)
	}
}
