package discord

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"byline/handlers"
	"byline/handlers/language"
)

// mannerLimit is how long a deferral waits to learn whether it is for the asker only.
const mannerLimit = 300 * time.Millisecond

// deferred sees to an interaction whose answer is not there in time, whatever holds it up:
// it is deferred now and, where no answer ever comes, ended with a sentence.
func (b *Bot) deferred(ctx context.Context, in incoming, r *response) {
	defer b.survive("a deferral")
	b.foresee(ctx, in, r)
	if err := r.deferUnlessDone(ctx); err != nil {
		b.unsaid(ctx, in, err)
		return
	}
	b.pending.after(b.timing.answer, r, func(ctx context.Context) { b.excuse(ctx, in, r, tookTooLong) })
}

// foresee learns whether the answer is for the asker only.
func (b *Bot) foresee(ctx context.Context, in incoming, r *response) {
	if in.guild == "" || r.onMessage || r.private.Load() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, mannerLimit)
	defer cancel()
	known := make(chan bool, 1)
	go func() {
		defer b.survive("the manner of an answer")
		known <- b.chat.Manner(ctx, in.req).Where == handlers.ForAsker
	}()
	select {
	case private := <-known:
		if private {
			r.private.Store(true)
		}
	case <-ctx.Done():
	}
}

// survive turns a panic into a log line.
func (b *Bot) survive(what string) {
	if p := recover(); p != nil {
		b.log.Error("panic in "+what, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
	}
}

// work answers one interaction. A panic becomes an apology, and so does an answer that
// takes too long or that nobody gave.
func (b *Bot) work(ctx context.Context, in incoming, r *response, job func(context.Context)) {
	r.begun.Store(true)
	why := tookTooLong
	defer func() {
		if p := recover(); p != nil {
			b.log.Error("panic while answering", "interaction", in.id, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			why = wentWrong
		}
		b.excuse(ctx, in, r, why)
	}()
	late, cancel := context.WithTimeout(ctx, b.timing.answer)
	defer cancel()
	job(late)
	if late.Err() == nil {
		why = wentWrong
	}
}

// An excuse is what is said in place of an answer. It is worded without asking the store for
// the server's language, since that may be what is slow.
type excuse int

const (
	wentWrong excuse = iota
	tookTooLong
	tooMany
	restarting
)

func (e excuse) in(v language.Voice) string {
	switch e {
	case tookTooLong:
		return v.Say("That took too long. Please ask again.")
	case tooMany:
		return v.Say("Too many questions at once. Please ask again in a minute.")
	case restarting:
		return v.Say("Byline is being restarted. Please ask again in a minute.")
	}
	return v.Say(apology)
}

// excuse says why there is no answer, unless there is one. Nothing waits for the
// interaction after that, whether Discord took the excuse or not.
func (b *Bot) excuse(ctx context.Context, in incoming, r *response, why excuse) {
	if r.done.Load() || ctx.Err() != nil {
		return
	}
	defer b.survive("an excuse")
	defer b.pending.remove(r)
	m := message{Content: escape(why.in(language.Of(in.req.Language, "/")), maxContent)}
	if err := r.lastly(ctx, m); err != nil {
		b.unsaid(ctx, in, err)
	}
}

// tell answers with a sentence that only the asker sees.
func (b *Bot) tell(ctx context.Context, in incoming, sentence string, r *response) {
	if _, err := r.send(ctx, message{Content: escape(sentence, maxContent)}, true); err != nil {
		b.unsaid(ctx, in, err)
	}
}

// unsaid logs that an interaction could not be answered.
func (b *Bot) unsaid(ctx context.Context, in incoming, err error) {
	if ctx.Err() != nil || errors.Is(err, errTooLate) { // which has been logged
		return
	}
	b.log.Warn("an interaction could not be answered", "channel", in.channel, "reason", reason(err))
}

// finish lets answers under way out for a while, and says of all others that there will be
// none.
func (b *Bot) finish(grace, deadline context.Context) {
	var over sync.WaitGroup
	over.Go(func() { b.drain(grace) })
	b.pending.each(func(r *response, in incoming) {
		if !r.begun.Load() {
			b.excuse(deadline, in, r, restarting)
		}
	})
	over.Wait()
	b.pending.each(func(r *response, in incoming) { b.excuse(deadline, in, r, restarting) })
}

// drain ends the queues and waits for what is under way.
func (b *Bot) drain(ctx context.Context) {
	var all sync.WaitGroup
	for _, q := range []*queue{b.jobs, b.calls, b.typing} {
		all.Go(func() { q.drain(ctx) })
	}
	all.Wait()
}
