package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"byline/handlers"
)

const (
	sendLimit  = time.Minute      // for one answer, waiting included
	tryLimit   = 10 * time.Second // for one request
	tries      = 6
	firstPause = 250 * time.Millisecond // doubled after each failure
)

const apology = "Something went wrong while answering this; it has been noted in the log."

// answer answers one question. A panic on the way becomes an apology.
func (b *Bot) answer(ctx context.Context, in incoming) {
	sent := false
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		b.log.Error("panic while answering", "message", in.id, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		if !sent {
			_, _ = b.post(ctx, in.place(), b.sheet(handlers.Reply{Answer: apology}, frame{channel: in.channel}))
		}
	}()
	b.answers.asked(in.id, in.req.Text)
	reply, ok := b.handle(ctx, &in)
	if !ok {
		return
	}
	err := b.give(ctx, in, reply)
	sent = true
	if err != nil {
		b.unsent(ctx, in, err)
	}
}

// give posts the reply to a message where replies stand there.
func (b *Bot) give(ctx context.Context, in incoming, reply handlers.Reply) error {
	manner := b.chat.Manner(ctx, in.req)
	s := b.sheet(reply, b.frame(in, reply, manner))
	to := in.place()
	if manner.Where == handlers.InThread {
		to, s.missing = b.inThread(ctx, in)
	}
	id, err := b.post(ctx, to, s)
	if to.channel != in.channel && refusesPart(err) {
		s.missing = []string{sendInThreads}
		to = in.place()
		id, err = b.post(ctx, to, s)
	}
	if err != nil {
		return err
	}
	b.answers.answered(in.id, to.channel, id)
	in.req.Channel = platform + to.channel
	b.chat.Delivered(in.req, reply, id)
	return nil
}

// handle answers a message of a channel as data, after finding out what its author may do
// where that matters.
func (b *Bot) handle(ctx context.Context, in *incoming) (handlers.Reply, bool) {
	if in.guild != "" {
		if parent := b.parentOf(ctx, in.channel); parent != "" {
			in.req.Parent = platform + parent
		}
	}
	if in.guild != "" && b.chat.Guarded(in.req) {
		in.req.Editor = b.manages(ctx, *in)
	}
	return b.chat.Handle(ctx, in.req)
}

// A place is where a message is to stand.
type place struct {
	channel string // Discord's id
	replyTo string // id of the message it answers; empty for none
	nonce   string // the same for every try to post the same
}

func (in incoming) place() place {
	nonce := in.id + in.edit
	return place{channel: in.channel, replyTo: in.id, nonce: nonce[max(0, len(nonce)-maxNonce):]}
}

// post posts a sheet and returns the id of its message. Nothing that it sends can ping,
// break a limit or appear twice.
func (b *Bot) post(ctx context.Context, to place, s sheet) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, sendLimit+uploadTime(s.size()))
	defer cancel()
	replyTo := to.replyTo
	url := discordgo.EndpointChannelMessages(to.channel)
	return b.shaped(s, everything(), func(m message, s sheet, as shape) (string, error) {
		for {
			m.Nonce, m.EnforceNonce = to.nonce, true
			if m.Reference = nil; replyTo != "" {
				m.Reference = &reference{MessageID: replyTo}
			}
			body, err := m.body()
			if err != nil {
				return "", fmt.Errorf("write a message: %w", err)
			}
			raw, err := b.request(ctx, http.MethodPost, url, url, body)
			switch {
			case err == nil:
				return b.sent(ctx, to.channel, raw, m, s, as)
			case replyTo == "" || !refusesReference(err):
				return "", err
			}
			replyTo = ""
		}
	})
}

// revise puts a sheet in the place of a message of Byline's own.
func (b *Bot) revise(ctx context.Context, channel, id string, s sheet) error {
	ctx, cancel := context.WithTimeout(ctx, sendLimit+uploadTime(s.size()))
	defer cancel()
	url := discordgo.EndpointChannelMessage(channel, id)
	_, err := b.shaped(s, everything(), func(m message, s sheet, as shape) (string, error) {
		body, err := m.editBody()
		if err != nil {
			return "", fmt.Errorf("write an edit: %w", err)
		}
		raw, err := b.request(ctx, http.MethodPatch, url, discordgo.EndpointChannelMessage(channel, ""), body)
		if err != nil {
			return "", err
		}
		return b.sent(ctx, channel, raw, m, s, as)
	})
	return err
}

// shaped sends a sheet in the fullest shape that Discord takes, at most that of may, and
// returns the id of its message.
func (b *Bot) shaped(s sheet, may shape, send func(message, sheet, shape) (string, error)) (string, error) {
	tries := s.shapes(may)
	for {
		as := tries[0]
		lacks := s.lacks(as)
		id, err := send(b.message(s, as, b.missing(s.frame.channel, lacks)), s, as)
		switch {
		case err == nil:
			b.hasTold(s.frame.channel, lacks)
			return id, nil
		case s.file != nil && as.file && refusesSize(err):
			s.dropFile()
			tries = s.shapes(shape{as.embeds, true})
		case len(tries) > 1 && refusesPart(err):
			tries = tries[1:]
		default:
			return "", err
		}
	}
}

// sent reads Discord's answer to a message. Without the permission Embed Links, Discord
// refuses a message or takes it and drops the embeds in silence
// (discord/discord-api-docs#2601); the second is repaired by an edit.
func (b *Bot) sent(ctx context.Context, channel string, raw []byte, m message, s sheet, as shape) (string, error) {
	var got struct {
		ID     string             `json:"id"`
		Embeds *[]json.RawMessage `json:"embeds"`
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		return "", fmt.Errorf("the answer to a message: %w", err)
	}
	if len(m.Embeds) == 0 || got.Embeds == nil || len(*got.Embeds) > 0 || got.ID == "" {
		return got.ID, nil
	}
	as.embeds = false
	lacks := s.lacks(as)
	m = b.message(s, as, b.missing(s.frame.channel, lacks))
	body, err := asJSON(struct {
		Content         string   `json:"content"`
		Components      []row    `json:"components"`
		AllowedMentions mentions `json:"allowed_mentions"`
	}{m.Content, m.asEdit().Components, nobody()})
	if err != nil {
		return got.ID, fmt.Errorf("write an edit: %w", err)
	}
	url := discordgo.EndpointChannelMessage(channel, got.ID)
	if _, err := b.request(ctx, http.MethodPatch, url, discordgo.EndpointChannelMessage(channel, ""), body); err != nil {
		b.log.Warn("the embeds of an answer were dropped and its text could not be added", "channel", channel, "reason", reason(err))
		return got.ID, nil
	}
	b.hasTold(s.frame.channel, lacks)
	return got.ID, nil
}

func refusesReference(err error) bool {
	_, code := status(err)
	if code == codeInvalidForm {
		rest, ok := errors.AsType[*discordgo.RESTError](err)
		return ok && strings.Contains(string(rest.ResponseBody), "message_reference")
	}
	return code == codeNoReadingHistory
}

// refusesPart reports whether a message might be taken without its embeds or its file.
func refusesPart(err error) bool {
	_, code := status(err)
	return code == codeMissingPerms
}

// refusesSize reports whether a file is too large for where it was sent.
func refusesSize(err error) bool {
	s, code := status(err)
	return s == http.StatusRequestEntityTooLarge || code == codeTooLarge
}

// request makes one REST request, and makes it again when that is safe and may
// help: the nonce keeps a repeated message from appearing twice. Waiting ends with
// ctx, which discordgo's own waiting does not.
func (b *Bot) request(ctx context.Context, method, url, bucket string, body payload) ([]byte, error) {
	return b.requestBy(ctx, b.rest, passes, method, url, bucket, body)
}

// get asks Discord as an asker does.
func (b *Bot) get(ctx context.Context, url string) ([]byte, error) {
	return b.request(ctx, http.MethodGet, url, url, payload{})
}

// requestBy is request by a session of its own, for errors that again says may pass.
func (b *Bot) requestBy(ctx context.Context, s *discordgo.Session, again func(error) bool, method, url, bucket string, body payload) ([]byte, error) {
	for try := 1; ; try++ {
		raw, err := b.once(ctx, s, method, url, bucket, body)
		if err == nil || try == tries || !again(err) {
			return raw, err
		}
		pause := firstPause << (try - 1)
		if limited, ok := errors.AsType[*discordgo.RateLimitError](err); ok {
			pause = limited.RetryAfter
		}
		if !sleep(ctx, pause) {
			return nil, err
		}
	}
}

// once makes one REST request when its bucket lets it.
func (b *Bot) once(ctx context.Context, s *discordgo.Session, method, url, bucket string, body payload) ([]byte, error) {
	giveBack := b.turns.take(ctx, bucket)
	if giveBack == nil {
		return nil, ctx.Err()
	}
	defer giveBack()
	limiter := s.Ratelimiter
	if !sleep(ctx, limiter.GetWaitTime(limiter.GetBucket(bucket), 1)) {
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, tryLimit+uploadTime(len(body.data)))
	defer cancel()
	return s.RequestRaw(method, url, body.kind, body.data, bucket, 0, discordgo.WithContext(ctx))
}

// passes reports whether an error may go away by itself: no answer, a rate limit
// or a fault of the server. All else Discord means as said.
func passes(err error) bool {
	s, _ := status(err)
	return s == 0 || s == http.StatusTooManyRequests || s >= 500
}

// unsent says once for each channel why an answer could not be given.
func (b *Bot) unsent(ctx context.Context, in incoming, err error) {
	if ctx.Err() != nil {
		return
	}
	if f := fatal(err); f != nil {
		b.fail(f)
		return
	}
	switch _, code := status(err); code {
	case codeMissingAccess, codeMissingPerms, codeCannotMessage:
		if b.barred.add(in.channel) {
			b.log.Warn("Discord does not let Byline answer in this channel: it needs the permissions View Channel, Send Messages and Embed Links there", "channel", in.channel, "reason", reason(err))
		}
	case codeUnknownChannel: // deleted meanwhile
	default:
		b.log.Warn("an answer could not be sent", "channel", in.channel, "reason", reason(err))
	}
}

// fail ends Run with a reason.
func (b *Bot) fail(f *Error) {
	select {
	case b.failed <- f:
	default:
	}
}
