package discord

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// The intents that Byline needs: messages in channels and direct messages, with
// their text. Only the last is privileged.
const intents = discordgo.IntentGuildMessages | discordgo.IntentDirectMessages | discordgo.IntentMessageContent

// Discord resets the token of a bot that identifies more than 1,000 times a day
// (Discord's documentation, "Identifying"). This stays below it.
const maxPerHour = 40

// unansweredLimit is how many writes may go out with nothing coming back. A
// connection only writes heartbeats, each of which Discord answers, so the third
// one means two intervals of silence.
const unansweredLimit = 3

// shutdown bounds the end of Run, discordgo's own second included.
const shutdown = 1400 * time.Millisecond

// Run connects and answers until ctx ends, which is no error. It reconnects as
// often as needed; an *Error says why that would not help.
func (b *Bot) Run(ctx context.Context, chat Chat) error {
	b.chat = chat
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	b.jobs.start(work)
	b.calls.start(work)
	b.typing.start(work)
	b.pending.start(work)

	l, err := b.supervise(ctx)

	// Answers under way have a second to get out while the gateway says goodbye.
	deadline, cancel := context.WithTimeout(context.Background(), shutdown)
	defer cancel()
	var goodbye sync.WaitGroup
	if l != nil && !l.gone.Load() {
		goodbye.Go(func() { l.close(deadline) })
	}
	grace, enough := context.WithTimeout(deadline, time.Second)
	defer enough()
	b.finish(grace, deadline)
	stop()
	b.drain(deadline)
	b.pending.close(deadline)
	goodbye.Wait()
	b.sockets.close()
	b.client.CloseIdleConnections()
	return err
}

// supervise keeps a link up. It returns the last one, which may still be open.
func (b *Bot) supervise(ctx context.Context) (*link, error) {
	want := intents
	var l *link
	var dials []time.Time   // the last maxPerHour and a few
	var asked time.Duration // how long Discord wants to be left alone
	up := &state{log: b.log}
	for attempt := 0; ; attempt++ {
		pause := max(b.timing.delay(attempt), untilAllowed(dials), asked)
		if l != nil {
			pause = max(pause, b.timing.settle)
		}
		if !sleep(ctx, pause) {
			return l, nil
		}
		if l == nil {
			var err error
			if l, err = b.newLink(want); err != nil {
				return nil, &Error{Sentence: "Byline could not prepare its Discord client.", Detail: err.Error()}
			}
		}
		before := l.sockets.dialled.Load()
		began := time.Now()
		err := l.open(ctx, b.timing.open)
		if l.sockets.dialled.Load() > before {
			dials = append(dials[max(0, len(dials)-maxPerHour):], began)
		}
		asked = 0
		if limited, ok := errors.AsType[*discordgo.RateLimitError](err); ok {
			asked = limited.RetryAfter
		}
		if err == nil {
			err = b.watch(ctx, l, up)
		}
		switch {
		case ctx.Err() != nil:
			return l, nil
		case closeCode(err) == closeRefusedIntents && want&discordgo.IntentMessageContent != 0:
			b.log.Warn(noContent)
			want &^= discordgo.IntentMessageContent
			l.giveUp()
			l, attempt = nil, -1
			continue
		case fatal(err) != nil:
			return l, fatal(err)
		}
		up.lost(err)
		// A link that was ready, or could not reach the network, may be resumed.
		if closeCode(err) != 0 || errors.Is(err, errWedged) || errors.Is(err, errNotReady) || l.gone.Load() {
			l.giveUp()
			l = nil
		}
		if time.Since(began) > b.timing.steady {
			attempt = -1
		}
	}
}

// errNotReady is a connection that ended before Discord accepted the session.
var errNotReady = errors.New("the session was not accepted")

// errDropped is a connection that ended and may be resumed.
var errDropped = errors.New("the connection ended")

// errSilent is a connection that was cut because nothing came from it.
var errSilent = errors.New("nothing came any more")

// watch waits for the end of a connection and says why it ended.
func (b *Bot) watch(ctx context.Context, l *link, up *state) error {
	began := time.Now()
	tick := time.NewTicker(b.timing.check)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case f := <-b.failed:
			return f
		case <-l.down:
			if !l.ready.Load() {
				return errNotReady
			}
			return errDropped
		case <-tick.C:
		}
		ready := l.ready.Load()
		if ready {
			up.found()
		}
		silent := l.sockets.unanswered.Load() >= unansweredLimit || l.sockets.silence() > b.timing.silence
		if !silent && (ready || time.Since(began) < b.timing.ready) {
			continue
		}
		l.sockets.cut()
		timer := time.NewTimer(b.timing.recover)
		defer timer.Stop()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-l.down:
		case <-timer.C:
			l.giveUp()
		}
		if !ready {
			return errNotReady
		}
		return errSilent
	}
}

// state logs the connection's ups and downs, one line each.
type state struct {
	log  *slog.Logger
	up   bool
	said bool // something has been said
}

func (s *state) found() {
	if !s.up && s.said {
		s.log.Info("connected to Discord again")
	}
	s.up, s.said = true, true
}

func (s *state) lost(err error) {
	if s.up || !s.said {
		s.log.Warn("no connection to Discord, trying again until there is one", "reason", reason(err))
	}
	s.up, s.said = false, true
}

// connected notes who the bot is.
func (b *Bot) connected(r *discordgo.Ready) {
	if r.User == nil {
		return
	}
	id := r.User.ID // of old applications it is another one
	if r.Application != nil && r.Application.ID != "" {
		id = r.Application.ID
	}
	var guilds []string
	for _, g := range r.Guilds {
		guilds = append(guilds, g.ID)
	}
	b.calls.add("commands", func(ctx context.Context) { b.register(ctx, id, guilds) })
	b.mu.Lock()
	defer b.mu.Unlock()
	b.self = r.User.ID
	if b.invited {
		return
	}
	b.invited = true
	close(b.ready)
	b.log.Info("connected to Discord", "name", r.User.Username, "servers", len(r.Guilds), "invite", InviteURL(id))
}

// user is the bot's user id; empty until it has connected.
func (b *Bot) user() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.self
}

// delay is the back-off before an attempt, with some chance in it so that many
// bots do not come back at the same moment. The first attempt does not wait.
func (t timing) delay(attempt int) time.Duration {
	if attempt <= 1 {
		return 0
	}
	d := t.first << min(attempt-2, 20)
	if d > t.most {
		d = t.most
	}
	return time.Duration(float64(d) * (0.75 + rand.Float64()/2))
}

// untilAllowed is how long to wait so that the hour's connections stay within
// maxPerHour.
func untilAllowed(dials []time.Time) time.Duration {
	if len(dials) < maxPerHour {
		return 0
	}
	return time.Until(dials[len(dials)-maxPerHour].Add(time.Hour))
}

// sleep waits; it reports false when ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
