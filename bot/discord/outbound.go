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
			_, _ = b.post(ctx, in.place(), handlers.Reply{Answer: apology})
		}
	}()
	if in.guild != "" && b.chat.Guarded(in.req) {
		in.req.Editor = b.manages(ctx, in)
	}
	reply, ok := b.chat.Handle(ctx, in.req)
	if !ok {
		return
	}
	id, err := b.post(ctx, in.place(), reply)
	sent = true
	if err != nil {
		b.unsent(ctx, in, err)
		return
	}
	b.chat.Delivered(in.req, reply, id)
}

// A place is where a message is to stand.
type place struct {
	channel string // Discord's id
	replyTo string // id of the message it answers; empty for none
	nonce   string // the same for every try to post the same
}

func (in incoming) place() place {
	return place{channel: in.channel, replyTo: in.id, nonce: in.id[max(0, len(in.id)-maxNonce):]}
}

// A shape is what a message has beside its text.
type shape struct{ embeds, file bool }

// shapes are those that a reply can have, the fullest first. Discord does not say which
// permission is missing, so they are tried until one is let through: what it lacks is
// what may not be sent.
func shapes(embeds, file bool) []shape {
	all := []shape{{embeds, file}}
	if file {
		all = append(all, shape{embeds, false})
	}
	if embeds && file {
		all = append(all, shape{false, true})
	}
	if embeds {
		all = append(all, shape{false, false})
	}
	return all
}

// post posts a reply and returns the id of its message. It is the only way out: nothing
// it sends can ping, break a limit or appear twice.
func (b *Bot) post(ctx context.Context, to place, reply handlers.Reply) (string, error) {
	limit, trouble := sendLimit, ""
	file := reply.File
	if file != nil {
		limit += uploadTime(len(file.Data))
		if len(file.Data) > maxFile {
			file, trouble = nil, fileTooLarge
		}
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	m := message{AllowedMentions: nobody(), Nonce: to.nonce, EnforceNonce: true}
	if to.replyTo != "" {
		m.Reference = &reference{MessageID: to.replyTo}
	}
	tries := shapes(len(draw(reply, trouble).cards()) > 0, file != nil)
	for {
		s, told := tries[0], trouble
		if file != nil && !s.file {
			told = cannotAttach
		}
		drawn := draw(reply, told)
		m.Content, m.Embeds = drawn.answer, drawn.cards()
		if len(m.Embeds) > 0 && !s.embeds {
			m.Content, m.Embeds = drawn.text(), nil
		}
		raw, err := b.create(ctx, to.channel, m, file, s)
		switch {
		case err == nil:
			return b.posted(ctx, to, raw, m, drawn)
		case m.Reference != nil && refusesReference(err):
			m.Reference = nil
		case s.file && refusesSize(err):
			file, trouble = nil, fileTooLarge
			tries = shapes(s.embeds, false)
		case len(tries) > 1 && refusesPart(err):
			tries = tries[1:]
		default:
			return "", err
		}
	}
}

// create makes one message, with the file where its shape has one.
func (b *Bot) create(ctx context.Context, channel string, m message, file *handlers.Attachment, s shape) ([]byte, error) {
	if s.file {
		m.files = []enclosure{{name: fileName(file.Name), kind: file.Type, data: file.Data}}
		m.Attachments = attached(m.files)
	}
	body, err := m.body()
	if err != nil {
		return nil, fmt.Errorf("write a message: %w", err)
	}
	url := discordgo.EndpointChannelMessages(channel)
	return b.request(ctx, http.MethodPost, url, url, body)
}

// posted reads Discord's answer to a message. Without the permission Embed Links,
// Discord refuses a message or takes it and drops the embeds in silence
// (discord/discord-api-docs#2601); the second is repaired by an edit.
func (b *Bot) posted(ctx context.Context, to place, raw []byte, m message, drawn blocks) (string, error) {
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
	edit, err := asJSON(struct {
		Content         string   `json:"content"`
		AllowedMentions mentions `json:"allowed_mentions"`
	}{drawn.text(), nobody()})
	if err != nil {
		return got.ID, fmt.Errorf("write an edit: %w", err)
	}
	url := discordgo.EndpointChannelMessage(to.channel, got.ID)
	if _, err := b.request(ctx, http.MethodPatch, url, discordgo.EndpointChannelMessage(to.channel, ""), edit); err != nil {
		b.log.Warn("the embeds of an answer were dropped and its text could not be added", "channel", to.channel, "reason", reason(err))
	}
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
