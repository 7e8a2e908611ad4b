package discord

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// errWedged is a connection attempt that did not end: discordgo v0.29.0 locks
// itself out when the first packet asks it to reconnect (bwmarrin/discordgo#513).
var errWedged = errors.New("the connection was not made in time")

// A link is one discordgo session on the gateway. It may be opened again after it
// went down, which resumes it; once given up, it does nothing.
type link struct {
	session *discordgo.Session
	sockets *sockets
	ready   atomic.Bool   // Discord has said READY or RESUMED on this connection
	gone    atomic.Bool   // given up: whatever it still delivers is ignored
	down    chan struct{} // one token when the connection has ended
}

func (b *Bot) newLink(intents discordgo.Intent) (*link, error) {
	s, err := b.newSession()
	if err != nil {
		return nil, err
	}
	l := &link{session: s, sockets: newSockets(), down: make(chan struct{}, 1)}
	l.sockets.accepted = l.ready.Load
	s.Identify.Intents = intents
	s.Dialer = &websocket.Dialer{
		Proxy:            websocket.DefaultDialer.Proxy,
		HandshakeTimeout: 10 * time.Second,
		NetDialContext:   l.sockets.dial,
	}
	s.AddHandler(guard(b, l, func(r *discordgo.Ready) {
		l.ready.Store(true)
		b.connected(r)
	}))
	s.AddHandler(guard(b, l, func(*discordgo.Resumed) { l.ready.Store(true) }))
	s.AddHandler(guard(b, l, func(m *discordgo.MessageCreate) { b.take(m.Message) }))
	s.AddHandler(guard(b, l, func(m *discordgo.MessageUpdate) { b.edited(m.Message) }))
	s.AddHandler(guard(b, l, func(m *discordgo.MessageDelete) { b.deleted(m.ChannelID, m.ID) }))
	s.AddHandler(guard(b, l, func(m *discordgo.MessageDeleteBulk) { b.deleted(m.ChannelID, m.Messages...) }))
	s.AddHandler(guard(b, l, func(e *discordgo.Event) {
		if e.Type == interactionEvent {
			b.summoned(e.RawData)
		}
	}))
	s.AddHandler(guard(b, l, func(*discordgo.Disconnect) { l.fell() }))
	return l, nil
}

// guard makes a handler for discordgo that ignores a link given up, and survives a
// panic, which discordgo would let end the program.
func guard[E any](b *Bot, l *link, handle func(E)) func(*discordgo.Session, E) {
	return func(_ *discordgo.Session, event E) {
		if l.gone.Load() {
			return
		}
		defer func() {
			if p := recover(); p != nil {
				b.log.Error("panic in a Discord event", "event", fmt.Sprintf("%T", event), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			}
		}()
		handle(event)
	}
}

func (l *link) fell() {
	select {
	case l.down <- struct{}{}:
	default:
	}
}

// open connects, or resumes. It returns within the limit whatever the session
// does; after errWedged the link must be given up.
func (l *link) open(ctx context.Context, limit time.Duration) error {
	was := l.ready.Swap(false)
	select {
	case <-l.down:
	default:
	}
	result := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				result <- fmt.Errorf("panic while connecting: %v", p)
			}
		}()
		result <- l.session.Open()
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	err := errWedged
	select {
	case err = <-result:
		if errors.Is(err, discordgo.ErrWSAlreadyOpen) {
			l.ready.Store(was)
			return nil
		}
		return err
	case <-ctx.Done():
		err = ctx.Err()
	case <-timer.C:
	}
	l.giveUp()
	select { // without its sockets it ends soon, unless it is wedged
	case <-result:
	case <-time.After(300 * time.Millisecond):
	}
	return err
}

// giveUp cuts the link off for good. It takes no lock of the session.
func (l *link) giveUp() {
	l.gone.Store(true)
	l.sockets.close()
}

// close says goodbye to Discord and waits for the session to end, as long as ctx
// lasts. discordgo itself would wait a second, or for ever.
func (l *link) close(ctx context.Context) {
	l.gone.Store(true)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = l.session.Close()
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
	l.sockets.close()
}
