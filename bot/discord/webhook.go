package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	firstAnswer = 2800 * time.Millisecond // Discord waits 3 seconds for it
	oneCallback = time.Second             // for one try of it
	lanes       = 256                     // parts of the rate limiter that interactions share, so that it does not grow with them
)

func privacy(private bool) int {
	if private {
		return flagEphemeral
	}
	return 0
}

func (r *response) finish() {
	r.state = finished
	r.done.Store(true)
	r.b.pending.remove(r)
}

// first makes the first answer. Where Discord has had one already, that is edited: it is
// this one, whose confirmation was lost, or a deferral.
func (r *response) first(ctx context.Context, body payload, m message, private bool) (string, error) {
	raw, err := r.call(ctx, body)
	if isAnswered(err) {
		r.b.log.Debug("an interaction had been answered already, so that answer was edited", "reason", reason(err))
		return r.edit(ctx, m, private)
	}
	return r.made(ctx, raw, err)
}

// edit changes the answer, which may be a deferral. Where somebody has deleted it, the
// message is posted anew, for the asker only or for all.
func (r *response) edit(ctx context.Context, m message, private bool) (string, error) {
	body, err := m.editBody()
	if err != nil {
		return "", fmt.Errorf("write an edit: %w", err)
	}
	raw, err := r.hook(ctx, http.MethodPatch, originalMessage, body)
	if _, code := status(err); code == codeUnknownMessage {
		return r.post(ctx, m, private)
	}
	return r.made(ctx, raw, err)
}

// post makes one more message.
func (r *response) post(ctx context.Context, m message, private bool) (string, error) {
	body, err := m.forHook(private).body()
	if err != nil {
		return "", fmt.Errorf("write a message: %w", err)
	}
	raw, err := r.hook(ctx, http.MethodPost, "", body)
	return r.made(ctx, raw, err)
}

// made notes that there is an answer and reads its id, which is empty where Discord does
// not tell it.
func (r *response) made(ctx context.Context, raw []byte, err error) (string, error) {
	if err != nil {
		return "", err
	}
	r.finish()
	var got struct {
		ID          string `json:"id"`
		Interaction struct {
			Message string `json:"response_message_id"`
		} `json:"interaction"` // of a first answer
		Resource struct {
			Message struct {
				ID string `json:"id"`
			} `json:"message"`
		} `json:"resource"` // likewise
	}
	if len(raw) == 0 {
		if raw, err = r.hook(ctx, http.MethodGet, originalMessage, payload{}); err != nil {
			return "", nil // it stands there all the same
		}
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		return "", nil
	}
	return cmp.Or(got.Interaction.Message, got.Resource.Message.ID, got.ID), nil
}

// call makes the first answer, which has three seconds from the interaction on. It is
// tried as often as fits.
func (r *response) call(ctx context.Context, body payload) ([]byte, error) {
	ctx, cancel := context.WithDeadline(ctx, r.received.Add(firstAnswer))
	defer cancel()
	url := discordgo.EndpointInteractionResponse(r.id, r.token) + "?with_response=true"
	for pause := firstPause; ; pause *= 2 {
		try, enough := context.WithTimeout(ctx, oneCallback+uploadTime(len(body.data)))
		raw, err := r.b.once(try, r.b.hooks, http.MethodPost, url, "callback "+r.lane, body)
		enough()
		if err == nil || !passes(err) {
			return raw, r.b.refused(err)
		}
		wait := pause
		if limited, ok := errors.AsType[*discordgo.RateLimitError](err); ok {
			wait = limited.RetryAfter
		}
		if until, ok := ctx.Deadline(); ok && time.Until(until) < wait || !sleep(ctx, wait) {
			return nil, r.b.refused(err)
		}
	}
}

// originalMessage is the answer among the messages of an interaction.
const originalMessage = "/messages/@original"

// hook makes a request to the interaction's webhook, which is open for fifteen minutes.
// What would post the same twice is only repeated where Discord refused it.
func (r *response) hook(ctx context.Context, method, path string, body payload) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, sendLimit+uploadTime(len(body.data)))
	defer cancel()
	again := passes
	if method == http.MethodPost {
		again = limitedOnly
	}
	url := discordgo.EndpointWebhookToken(r.app, r.token) + path
	if path == "" {
		url += "?wait=true"
	}
	raw, err := r.b.requestBy(ctx, r.b.hooks, again, method, url, "webhook "+r.lane, body)
	return raw, r.b.refused(err)
}

func limitedOnly(err error) bool {
	_, limited := errors.AsType[*discordgo.RateLimitError](err)
	return limited
}

func isAnswered(err error) bool {
	_, code := status(err)
	return code == codeAnswered
}

// refused logs once what Discord does not take any more, and marks it with errTooLate.
func (b *Bot) refused(err error) error {
	_, code := status(err)
	switch code {
	case codeTooLateToAnswer, codeUnknownWebhook, codeTokenOver:
		tell := b.log.Debug
		if b.barred.add(fmt.Sprint("interaction ", code)) {
			tell = b.log.Warn
		}
		tell("an interaction was answered too late", "reason", reason(err))
		return errors.Join(errTooLate, err)
	}
	return err
}

// forHook is a message as an interaction's webhook takes it: without what only messages
// posted in channels have.
func (m message) forHook(private bool) message {
	m.Reference, m.Nonce, m.EnforceNonce = nil, "", false
	m.AllowedMentions = nobody()
	m.Flags = privacy(private)
	return m
}

// uploads is how much of the message are files.
func (m message) uploads() (bytes int) {
	for _, f := range m.files {
		bytes += len(f.data)
	}
	return bytes
}
