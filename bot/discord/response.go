package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

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

// bigFile is how many bytes may not get through in three seconds, so that the answer is
// deferred first.
const bigFile = 256 << 10

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
	silent            // nothing that could be seen
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
		return r.first(ctx, body, m, private)
	case r.state == waiting && private == r.kept:
		return r.edit(ctx, m, private)
	case r.state == waiting: // what was promised to all is for one, or the other way round
		_, err := r.hook(ctx, http.MethodDelete, originalMessage, payload{})
		if _, code := status(err); err != nil && code != codeUnknownMessage {
			if private {
				return "", err
			}
			return r.edit(ctx, m, r.kept)
		}
		r.state = silent
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
		return r.first(ctx, body, m, r.onMessage)
	}
	return r.edit(ctx, m, r.kept || r.onMessage)
}

// remove takes the answer away; of a press that has had none, the message that it stands
// on. It is no error that it is gone already.
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
	if _, code := status(err); err != nil && code != codeUnknownMessage {
		return err
	}
	r.finish()
	return nil
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

// hold defers. Where no confirmation comes, Discord may have taken it all the same: what
// is said next shows.
func (r *response) hold(ctx context.Context) error {
	private := r.private.Load()
	deferral, next := callback[flags]{callbackDefer, flags{privacy(private)}}, waiting
	if r.onMessage {
		deferral, next = callback[flags]{Type: callbackDeferUpdate}, silent
	}
	body, err := asJSON(deferral)
	if err != nil {
		return fmt.Errorf("write a deferral: %w", err)
	}
	_, err = r.call(ctx, body)
	unconfirmed := err != nil && passes(err) && !limitedOnly(err) && ctx.Err() == nil
	if err != nil && !isAnswered(err) && !unconfirmed {
		return err
	}
	r.state, r.kept = next, private
	return nil
}
