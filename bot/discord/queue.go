package discord

import (
	"context"
	"sync"
)

// queue runs jobs in the background: those with the same key one after the other
// in their order, those with different keys at the same time.
type queue struct {
	slots chan struct{} // one token for each job under way
	most  int           // jobs that may wait

	mu      sync.Mutex
	ctx     context.Context // given to jobs; nil when none are taken
	waiting map[string][]func(context.Context)
	total   int           // jobs waiting
	runners int           // keys with a goroutine
	empty   chan struct{} // closed when drained and no runner is left
}

func newQueue(parallel, most int) *queue {
	return &queue{
		slots:   make(chan struct{}, parallel),
		most:    most,
		waiting: map[string][]func(context.Context){},
		empty:   make(chan struct{}),
	}
}

// start lets jobs in. They end when ctx does.
func (q *queue) start(ctx context.Context) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ctx = ctx
}

// add takes a job, or reports false when too many wait or the queue is not open.
// It never blocks.
func (q *queue) add(key string, job func(context.Context)) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ctx == nil || q.total >= q.most {
		return false
	}
	jobs, running := q.waiting[key]
	q.waiting[key] = append(jobs, job)
	q.total++
	if !running {
		q.runners++
		go q.run(q.ctx, key)
	}
	return true
}

// run does the jobs of one key until none is left.
func (q *queue) run(ctx context.Context, key string) {
	for {
		q.slots <- struct{}{}
		job := q.take(key)
		if job != nil {
			job(ctx)
		}
		<-q.slots
		if job == nil {
			return
		}
	}
}

// take removes the next job of a key; without one the key's runner is over.
func (q *queue) take(key string) func(context.Context) {
	q.mu.Lock()
	defer q.mu.Unlock()
	jobs := q.waiting[key]
	if len(jobs) > 0 {
		q.waiting[key] = jobs[1:]
		q.total--
		return jobs[0]
	}
	delete(q.waiting, key)
	q.runners--
	q.ended()
	return nil
}

func (q *queue) ended() {
	if q.ctx == nil && q.runners == 0 {
		close(q.empty)
	}
}

// drain takes no more jobs, drops those that wait, and returns when those under
// way are done or ctx ends.
func (q *queue) drain(ctx context.Context) {
	q.mu.Lock()
	if q.ctx != nil {
		q.ctx = nil
		q.ended()
	}
	for key := range q.waiting {
		q.waiting[key] = nil
	}
	q.total = 0
	q.mu.Unlock()
	select {
	case <-q.empty:
	case <-ctx.Done():
	}
}
