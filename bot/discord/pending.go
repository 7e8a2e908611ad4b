package discord

import (
	"context"
	"sync"
	"time"
)

// pending is the interactions that have had no answer yet, and the work beside the queue
// that sees to it that they get one.
type pending struct {
	mu    sync.Mutex
	ctx   context.Context // ends with the program; nil when nothing is taken
	all   map[*response]waiter
	group sync.WaitGroup
}

// A waiter is one interaction without an answer.
type waiter struct {
	in    incoming
	timer *time.Timer // of what is to be done about it; nil for nothing
}

func (w waiter) stop() {
	if w.timer != nil {
		w.timer.Stop()
	}
}

func newPending() *pending { return &pending{all: map[*response]waiter{}} }

// start lets interactions in. Work beside the queue ends when ctx does.
func (p *pending) start(ctx context.Context) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ctx = ctx
}

// add takes an interaction.
func (p *pending) add(r *response, in incoming) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all[r] = waiter{in: in}
}

// after does something about an interaction later, unless it has an answer then. Each
// interaction has one such thing ahead.
func (p *pending) after(d time.Duration, r *response, do func(context.Context)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	w, ok := p.all[r]
	if !ok || p.ctx == nil {
		return
	}
	w.timer = time.AfterFunc(d, func() {
		if !r.done.Load() {
			p.aside(do)
		}
	})
	p.all[r] = w
}

func (p *pending) remove(r *response) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if w, ok := p.all[r]; ok {
		w.stop()
		delete(p.all, r)
	}
}

// aside does something in the background and beside the queue.
func (p *pending) aside(do func(context.Context)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if ctx := p.ctx; ctx != nil {
		p.group.Go(func() { do(ctx) })
	}
}

// each does something about all that are unanswered, at the same time, and waits for it.
func (p *pending) each(do func(*response, incoming)) {
	var all sync.WaitGroup
	p.mu.Lock()
	for r, w := range p.all {
		all.Go(func() { do(r, w.in) })
	}
	p.mu.Unlock()
	all.Wait()
}

// close takes nothing more and waits for the work beside the queue, as long as ctx lasts.
func (p *pending) close(ctx context.Context) {
	p.mu.Lock()
	p.ctx = nil
	for _, w := range p.all {
		w.stop()
	}
	p.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.group.Wait()
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}
