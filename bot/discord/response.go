package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"byline/handlers"
)

// The kinds of answers to an interaction (Discord's documentation, "Receiving and
// Responding", "Interaction Callback Type").
const (
	callbackMessage     = 4
	callbackDefer       = 5
	callbackDeferUpdate = 6
	callbackUpdate      = 7
	callbackChoices     = 8
	callbackForm        = 9
)

const (
	firstAnswer = 2800 * time.Millisecond // Discord waits 3 seconds for it
	oneCallback = time.Second             // for one try of it
	bigFile     = 256 << 10               // bytes that may not get through in time, so that the answer is deferred first
	lanes       = 256                     // parts of the rate limiter that interactions share, so that it does not grow with them
)

// errTooLate is an interaction that Discord no longer knows: the first answer came after
// three seconds, or a later one after fifteen minutes. Nothing can be said to it any more.
var errTooLate = errors.New("the interaction is over")

// A response is the one way to answer an interaction. It knows what has been said, so that
// each method does what Discord allows next. It is safe for concurrent use.
type response struct {
	b        *Bot
	id       string
	app      string // the application's id, which is that of the interaction's webhook
	token    string // valid for fifteen minutes; a secret
	lane     string
	received time.Time

	// onMessage says that the interaction comes from a message's component, so that its
	// answer may take the place of that message.
	onMessage bool

	private atomic.Bool // the answer is expected to be for the asker only
	replace atomic.Bool // and to take the place of the message
	begun   atomic.Bool // somebody works on the answer
	done    atomic.Bool // there is an answer

	turn  chan struct{} // one token while a request is under way, which guards:
	state answered
	kept  bool // the deferral is for the asker only
}

// answered says what Discord has been told so far.
type answered int

const (
	fresh    answered = iota
	waiting           // "Byline is thinking"
	silent            // a press has been confirmed, and its message is as it was
	finished          // there is an answer
)

// A callback is the first answer to an interaction.
type callback[D any] struct {
	Type int `json:"type"`
	Data D   `json:"data"`
}

// flags is the data of a deferral.
type flags struct {
	Flags int `json:"flags,omitempty"`
}

// expect notes what the answer will be, so that a deferral promises the same: for the
// asker only, or in place of the message that was pressed on.
func (r *response) expect(private, replace bool) {
	r.private.Store(private)
	r.replace.Store(replace && r.onMessage)
}

// enter waits until nothing else is being said. It reports false when ctx ended first.
func (r *response) enter(ctx context.Context) bool {
	select {
	case r.turn <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (r *response) leave() { <-r.turn }

// send answers with a message and returns its id; after an answer it adds another. Only
// the asker sees a private one. The error wraps errTooLate where nothing can be said.
func (r *response) send(ctx context.Context, m message, private bool) (string, error) {
	if !r.enter(ctx) {
		return "", ctx.Err()
	}
	defer r.leave()
	return r.say(ctx, m, private)
}

// lastly answers with a message, unless there is an answer. Only the asker sees it, where
// nothing else has been promised.
func (r *response) lastly(ctx context.Context, m message) error {
	if !r.enter(ctx) {
		return ctx.Err()
	}
	defer r.leave()
	if r.state == finished {
		return nil
	}
	_, err := r.say(ctx, m, r.state != waiting || r.kept)
	return err
}

// say is send for those who have the turn.
func (r *response) say(ctx context.Context, m message, private bool) (string, error) {
	if r.state == fresh && m.uploads() > bigFile {
		r.private.Store(private)
		if err := r.hold(ctx); err != nil {
			return "", err
		}
	}
	switch {
	case r.state == fresh:
		body, err := withFiles(callback[message]{callbackMessage, m.forHook(private)}, m.files)
		if err != nil {
			return "", fmt.Errorf("write an answer: %w", err)
		}
		return r.first(ctx, body, m)
	case r.state == waiting && private == r.kept:
		return r.edit(ctx, m)
	case r.state == waiting: // what was promised to all is for one, or the other way round
		if _, err := r.hook(ctx, http.MethodDelete, originalMessage, payload{}); err != nil {
			return r.edit(ctx, m)
		}
	}
	return r.post(ctx, m, private)
}

// update puts a message in the place of the one whose component was pressed, or of the
// answer there is.
func (r *response) update(ctx context.Context, m message) (string, error) {
	if !r.enter(ctx) {
		return "", ctx.Err()
	}
	defer r.leave()
	if r.state == fresh && m.uploads() > bigFile {
		if err := r.hold(ctx); err != nil {
			return "", err
		}
	}
	if r.state == fresh {
		body, err := withFiles(callback[edit]{callbackUpdate, m.asEdit()}, m.files)
		if err != nil {
			return "", fmt.Errorf("write an answer: %w", err)
		}
		return r.first(ctx, body, m)
	}
	return r.edit(ctx, m)
}

// remove takes the answer away; of a press that has had none, the message that it stands
// on.
func (r *response) remove(ctx context.Context) error {
	if !r.enter(ctx) {
		return ctx.Err()
	}
	defer r.leave()
	if r.state == fresh {
		if err := r.hold(ctx); err != nil {
			return err
		}
	}
	_, err := r.hook(ctx, http.MethodDelete, originalMessage, payload{})
	r.finish()
	return err
}

// form opens a form that asks for one text. That must be the first answer: the error wraps
// errTooLate where it is not.
func (r *response) form(ctx context.Context, f handlers.Form, customID string) error {
	body, err := asJSON(callback[modal]{callbackForm, modalOf(f, customID)})
	if err != nil {
		return fmt.Errorf("write a form: %w", err)
	}
	return r.only(ctx, body)
}

// choices answers what is being typed.
func (r *response) choices(ctx context.Context, all []handlers.Completion) error {
	body, err := asJSON(callback[completions]{callbackChoices, completionsOf(all)})
	if err != nil {
		return fmt.Errorf("write choices: %w", err)
	}
	return r.only(ctx, body)
}

// only gives an answer that must be the first and is the last.
func (r *response) only(ctx context.Context, body payload) error {
	if !r.enter(ctx) {
		return ctx.Err()
	}
	defer r.leave()
	if r.state != fresh {
		return errTooLate
	}
	_, err := r.call(ctx, body)
	if err == nil || isAnswered(err) {
		r.finish()
		return nil
	}
	return err
}

// deferUnlessDone tells Discord that the answer takes longer, unless there is one.
func (r *response) deferUnlessDone(ctx context.Context) error {
	if !r.enter(ctx) {
		return ctx.Err()
	}
	defer r.leave()
	if r.state != fresh {
		return nil
	}
	return r.hold(ctx)
}

// hold defers.
func (r *response) hold(ctx context.Context) error {
	kind, next := callbackDefer, waiting
	if r.onMessage {
		kind, next = callbackDeferUpdate, silent
	}
	private := r.private.Load()
	body, err := asJSON(callback[flags]{kind, flags{privacy(private)}})
	if err != nil {
		return fmt.Errorf("write a deferral: %w", err)
	}
	if _, err = r.call(ctx, body); err != nil && !isAnswered(err) {
		return err
	}
	r.state, r.kept = next, private
	return nil
}

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
func (r *response) first(ctx context.Context, body payload, m message) (string, error) {
	raw, err := r.call(ctx, body)
	if isAnswered(err) {
		r.b.log.Debug("an interaction had been answered already, so that answer was edited", "reason", reason(err))
		return r.edit(ctx, m)
	}
	return r.made(ctx, raw, err)
}

// edit changes the answer, which may be a deferral.
func (r *response) edit(ctx context.Context, m message) (string, error) {
	raw, err := r.patch(ctx, m)
	if _, code := status(err); code == codeUnknownMessage { // somebody deleted it meanwhile
		return r.post(ctx, m, r.kept)
	}
	return r.made(ctx, raw, err)
}

func (r *response) patch(ctx context.Context, m message) ([]byte, error) {
	body, err := m.editBody()
	if err != nil {
		return nil, fmt.Errorf("write an edit: %w", err)
	}
	return r.hook(ctx, http.MethodPatch, originalMessage, body)
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
	}
	if len(raw) == 0 {
		if raw, err = r.hook(ctx, http.MethodGet, originalMessage, payload{}); err != nil {
			return "", nil // it stands there all the same
		}
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		return "", nil
	}
	if id := got.Interaction.Message; id != "" {
		return id, nil
	}
	return got.ID, nil
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
