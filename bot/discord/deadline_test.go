package discord

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
	"byline/handlers"
)

// quick defers at once, so that tests need not wait.
func quick(t *timing) { t.deferral = 20 * time.Millisecond }

// slowly answers when it is let go.
func slowly(reply handlers.Reply) (chat *script, release func()) {
	let := make(chan struct{})
	return &script{handle: func(ctx context.Context, _ handlers.Request) (handlers.Reply, bool) {
		select {
		case <-let:
		case <-ctx.Done():
		}
		return reply, true
	}}, func() { close(let) }
}

// TestThreeSeconds asks a chat that takes longer than Discord waits.
func TestThreeSeconds(t *testing.T) {
	t.Parallel()
	chat := &script{handle: func(context.Context, handlers.Request) (handlers.Reply, bool) {
		time.Sleep(3500 * time.Millisecond)
		return handlers.Reply{Answer: "At last"}, true
	}}
	s := play(t, chat)
	id := s.Slash(t, s.channel, s.ann, "export")
	it := s.AwaitAnswer(t, id)
	if it.Answer != discordtest.Deferred || it.After < 1400*time.Millisecond || it.After > 2500*time.Millisecond {
		t.Errorf("answered with type %d after %v", it.Answer, it.After)
	}
	if m := s.AwaitReply(t, id); m.Content != "At last" || m.Edits > 1 {
		t.Errorf("the answer is %+v", m)
	}
}

func TestDeferral(t *testing.T) {
	t.Parallel()
	onlyHer := func(handlers.Request) handlers.Manner { return handlers.Manner{Where: handlers.ForAsker} }
	big := &handlers.Attachment{Name: "facts.csv", Type: "text/csv", Data: bytes.Repeat([]byte("a,b\n"), 100_000)}
	for _, c := range []struct {
		name      string
		manner    func(handlers.Request) handlers.Manner
		reply     handlers.Reply
		private   bool
		elsewhere bool // the placeholder cannot become the answer
	}{
		{name: "for all"},
		{name: "for the asker", manner: onlyHer, private: true},
		{name: "for the asker, as only the reply tells", reply: handlers.Reply{Private: true}, private: true, elsewhere: true},
		{name: "with a file", reply: handlers.Reply{File: big}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.reply.Answer = "At last"
			chat, release := slowly(c.reply)
			chat.manner = c.manner
			s := play(t, chat, quick)
			id := s.Slash(t, s.channel, s.ann, "export")
			if it := s.AwaitAnswer(t, id); it.Answer != discordtest.Deferred {
				t.Errorf("answered with type %d", it.Answer)
			}
			release()
			var m discordtest.Message
			if c.elsewhere {
				m = s.AwaitFollowUps(t, id, 1)[0]
			} else {
				m = s.AwaitReply(t, id)
			}
			if m.Content != "At last" || m.Ephemeral != c.private || len(m.Files) > 0 != (c.reply.File != nil) {
				t.Errorf("the answer is %+v", m)
			}
			if len(s.Refused()) != 0 {
				t.Errorf("refused: %q", s.Refused())
			}
		})
	}
}

// TestDeferralWaitsForNobody asks while all who answer are busy.
func TestDeferralWaitsForNobody(t *testing.T) {
	t.Parallel()
	chat, release := slowly(handlers.Reply{Answer: "At last"})
	s := play(t, chat, quick)
	var ids []string
	for range callers + 10 {
		ids = append(ids, s.Slash(t, s.channel, s.NewUser("Somebody"), "export"))
	}
	for _, id := range ids {
		if it := s.AwaitAnswer(t, id); it.Answer != discordtest.Deferred {
			t.Errorf("answered with type %d", it.Answer)
		}
	}
	release()
	for _, id := range ids {
		s.AwaitReply(t, id)
	}
}

// TestCallbackTrouble makes the first answer fail in all ways that pass.
func TestCallbackTrouble(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]func(*discordtest.Server){
		"rate limit":        func(d *discordtest.Server) { d.Limit(2, 200*time.Millisecond, false) },
		"global rate limit": func(d *discordtest.Server) { d.Limit(1, 200*time.Millisecond, true) },
		"server fault":      func(d *discordtest.Server) { d.Fail(2, 500) },
		"bad gateway":       func(d *discordtest.Server) { d.Fail(2, 502) },
		"answer lost":       func(d *discordtest.Server) { d.LoseAnswers(1) }, // the next try gets 40060
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := play(t, &script{})
			s.Only("/callback")
			trouble(s.Server)
			m := s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "topic", discordtest.Fill("topic", "drones")))
			if m.Content != "!topic drones" {
				t.Errorf("the answer is %+v", m)
			}
			if n := len(s.Sent()); n != 1 {
				t.Errorf("%d messages", n)
			}
			s.run.end(t)
			if log := s.run.log.String(); strings.Contains(log, "WARN") || strings.Contains(log, "ERROR") {
				t.Errorf("logged:\n%s", log)
			}
		})
	}
}

// TestUnconfirmedDeferral loses every confirmation of a deferral.
func TestUnconfirmedDeferral(t *testing.T) {
	t.Parallel()
	chat, release := slowly(handlers.Reply{Answer: "At last"})
	s := play(t, chat, quick)
	s.Only("/callback")
	s.LoseAnswers(100)
	id := s.Slash(t, s.channel, s.ann, "export")
	s.AwaitAnswer(t, id)
	release()
	if m := s.AwaitReply(t, id); m.Content != "At last" {
		t.Errorf("the answer is %+v", m)
	}
}

// TestPrivateStaysPrivate loses the confirmation of a private answer that its asker has
// dismissed when it is given again.
func TestPrivateStaysPrivate(t *testing.T) {
	t.Parallel()
	s := play(t, &script{manner: func(handlers.Request) handlers.Manner { return handlers.Manner{Where: handlers.ForAsker} }})
	s.Only("/callback")
	s.LoseAnswers(1)
	release := s.Hold("/@original")
	id := s.Slash(t, s.channel, s.ann, "export")
	s.Delete(s.AwaitReply(t, id).ID)
	release()
	if m := s.AwaitFollowUps(t, id, 1)[0]; !m.Ephemeral || m.Content != "!export" {
		t.Errorf("the answer is %+v", m)
	}
}

// TestTroubleWithTheEdit makes what follows a deferral fail.
func TestTroubleWithTheEdit(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]func(*discordtest.Server){
		"rate limit":   func(d *discordtest.Server) { d.Limit(2, 200*time.Millisecond, false) },
		"server fault": func(d *discordtest.Server) { d.Fail(2, 500) },
		"answer lost":  func(d *discordtest.Server) { d.LoseAnswers(1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chat, release := slowly(handlers.Reply{Answer: "At last"})
			s := play(t, chat, quick)
			id := s.Slash(t, s.channel, s.ann, "export")
			s.AwaitAnswer(t, id)
			s.Only("/webhooks/")
			trouble(s.Server)
			release()
			if m := s.AwaitReply(t, id); m.Content != "At last" {
				t.Errorf("the answer is %+v", m)
			}
		})
	}
}

// TestTooLate shows that what Discord no longer knows costs one log line and nothing else.
func TestTooLate(t *testing.T) {
	t.Parallel()
	t.Run("first answer", func(t *testing.T) {
		t.Parallel()
		d := discordtest.New(t)
		channel, ann := d.NewChannel(), d.NewUser("Ann")
		r := launchWith(t, Config{APIURL: d.URL(), Specs: few()}, &script{})
		d.AwaitCommands(t, "", 1)
		d.AnswerWithin(0)
		d.Slash(t, channel, ann, "export")
		d.Slash(t, channel, ann, "export")
		d.AwaitRefused(t, 2)
		d.AnswerWithin(3 * time.Second)
		d.AwaitReply(t, d.Slash(t, channel, ann, "export"))
		for left := 1; left > 0; time.Sleep(time.Millisecond) { // nothing is kept of those without an answer
			r.bot.pending.mu.Lock()
			left = len(r.bot.pending.all)
			r.bot.pending.mu.Unlock()
		}
		r.end(t)
		if n := strings.Count(r.log.String(), "level=WARN"); n != 1 {
			t.Errorf("%d warnings:\n%s", n, r.log)
		}
	})
	t.Run("after fifteen minutes", func(t *testing.T) {
		t.Parallel()
		d := discordtest.New(t)
		channel, ann := d.NewChannel(), d.NewUser("Ann")
		chat, release := slowly(handlers.Reply{Answer: "At last"})
		r := launchWith(t, Config{APIURL: d.URL(), Specs: few()}, chat, quick)
		d.AwaitCommands(t, "", 1)
		d.AwaitAnswer(t, d.Slash(t, channel, ann, "export"))
		d.Advance(16 * time.Minute)
		release()
		d.AwaitRefused(t, 1)
		d.AwaitReply(t, d.Slash(t, channel, ann, "export"))
		r.end(t)
		if n := strings.Count(r.log.String(), "level=WARN"); n != 1 || strings.Contains(r.log.String(), "token") {
			t.Errorf("%d warnings:\n%s", n, r.log)
		}
	})
}

// TestExcuses shows that there is always a sentence.
func TestExcuses(t *testing.T) {
	t.Parallel()
	t.Run("panic", func(t *testing.T) {
		t.Parallel()
		s := play(t, &script{handle: func(context.Context, handlers.Request) (handlers.Reply, bool) { panic("oh") }})
		if m := s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "export")); m.Content != apology || !m.Ephemeral {
			t.Errorf("the answer is %+v", m)
		}
	})
	t.Run("silence", func(t *testing.T) {
		t.Parallel()
		s := play(t, &script{handle: func(context.Context, handlers.Request) (handlers.Reply, bool) { return handlers.Reply{}, false }})
		if m := s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "export")); m.Content == "" || !m.Ephemeral {
			t.Errorf("the answer is %+v", m)
		}
	})
	t.Run("manner that panics", func(t *testing.T) {
		t.Parallel()
		s := play(t, &script{manner: func(handlers.Request) handlers.Manner { panic("oh") }})
		if m := s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "export")); m.Content != apology {
			t.Errorf("the answer is %+v", m)
		}
	})
	t.Run("a chat that never answers", func(t *testing.T) {
		t.Parallel()
		let := make(chan struct{})
		s := play(t, &script{handle: func(context.Context, handlers.Request) (handlers.Reply, bool) {
			<-let
			return handlers.Reply{Answer: "At last"}, true
		}}, quick, func(t *timing) { t.answer = 50 * time.Millisecond })
		id := s.Slash(t, s.channel, s.ann, "export")
		m := s.AwaitReply(t, id)
		close(let)
		if !strings.Contains(m.Content, "took too long") {
			t.Errorf("the answer is %+v", m)
		}
	})
	t.Run("a store that hangs", func(t *testing.T) {
		t.Parallel()
		let := make(chan struct{})
		s := play(t, &script{manner: func(handlers.Request) handlers.Manner {
			<-let
			return handlers.Manner{}
		}}, quick, func(t *timing) { t.answer = 50 * time.Millisecond })
		defer close(let)
		id := s.Slash(t, s.channel, s.ann, "export", discordtest.Speaking("fr"))
		if it := s.AwaitAnswer(t, id); it.Answer != discordtest.Deferred || it.After > time.Second {
			t.Errorf("answered with type %d after %v", it.Answer, it.After)
		}
		if m := s.AwaitReply(t, id); m.Content == "" || strings.Contains(m.Content, "took too long") {
			t.Errorf("in French the answer is %+v", m)
		}
	})
	t.Run("too many", func(t *testing.T) {
		t.Parallel()
		chat, release := slowly(handlers.Reply{Answer: "At last"})
		s := play(t, chat)
		s.run.bot.calls.mu.Lock()
		s.run.bot.calls.most = 0
		s.run.bot.calls.mu.Unlock()
		if m := s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "export")); !strings.Contains(m.Content, "Too many") || !m.Ephemeral {
			t.Errorf("the answer is %+v", m)
		}
		release()
	})
	t.Run("the end of the program", func(t *testing.T) {
		t.Parallel()
		s := play(t, &script{handle: func(ctx context.Context, _ handlers.Request) (handlers.Reply, bool) {
			<-ctx.Done()
			return handlers.Reply{Answer: "At last"}, true
		}})
		ids := []string{s.Slash(t, s.channel, s.ann, "export"), s.Slash(t, s.channel, s.ann, "export")}
		for waiting := 0; waiting < len(ids); time.Sleep(time.Millisecond) {
			s.run.bot.pending.mu.Lock()
			waiting = len(s.run.bot.pending.all)
			s.run.bot.pending.mu.Unlock()
		}
		s.run.end(t)
		for _, id := range ids {
			if m := s.AwaitReply(t, id); !strings.Contains(m.Content, "restarted") {
				t.Errorf("the answer is %+v", m)
			}
		}
	})
}

// TestChannelLimitHoldsNoInteraction answers a command while the channel's messages wait
// for Discord's rate limit.
func TestChannelLimitHoldsNoInteraction(t *testing.T) {
	t.Parallel()
	s := play(t, &script{})
	s.Only("/channels/")
	s.Limit(1, time.Minute, true)
	s.Say(s.channel, s.ann, "!drones")
	s.AwaitRequests(t, "POST /api/v9/channels/"+s.channel+"/messages", 1)
	if m := s.AwaitReply(t, s.Slash(t, s.channel, s.ann, "export")); m.Content != "!export" {
		t.Errorf("the answer is %+v", m)
	}
}
