package discord

import (
	"context"
	"fmt"
	"hash/fnv"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"byline/handlers"
)

const (
	editTime  = 10 * time.Minute // for which an answer follows its question
	maxAsked  = 20_000           // questions remembered for that
	editLimit = 20 * time.Second // for deleting one answer, with its repeats
)

// answers remembers which message answers which, so that an edited question can change its
// answer.
type answers struct {
	now func() time.Time

	mu    sync.Mutex
	byID  map[string]outcome
	order []string // ids in the order they came
}

// An outcome is what became of a message.
type outcome struct {
	text    uint64 // a hash of it, since people's words are not kept
	at      time.Time
	channel string // where the answer stands
	answer  string // its id; empty when there is none
	gone    bool   // somebody deleted it
}

func newAnswers() *answers { return &answers{now: time.Now, byID: map[string]outcome{}} }

func hashed(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	return h.Sum64()
}

// asked notes that a message has been read.
func (a *answers) asked(id, text string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	old := 0
	for old < len(a.order) && (len(a.order)-old >= maxAsked || now.Sub(a.byID[a.order[old]].at) > editTime) {
		delete(a.byID, a.order[old])
		old++
	}
	a.order = a.order[old:]
	if _, ok := a.byID[id]; !ok {
		a.order = append(a.order, id)
	}
	a.byID[id] = outcome{text: hashed(text), at: now}
}

// answered notes the answer to a message.
func (a *answers) answered(id, channel, answer string) {
	a.change(id, func(g *outcome) { g.channel, g.answer = channel, answer })
}

func (a *answers) change(id string, do func(*outcome)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if g, ok := a.byID[id]; ok {
		do(&g)
		a.byID[id] = g
	}
}

// get is what became of a message that was read not long ago.
func (a *answers) get(id string) (outcome, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	g, ok := a.byID[id]
	return g, ok && a.now().Sub(g.at) <= editTime
}

// edited queues a message that has been changed. Like take, it must not wait. Discord also
// sends an update when it has looked at a link; then the text is the same.
func (b *Bot) edited(m *discordgo.Message) {
	self := b.user()
	in, _ := read(m, self)
	if in.id == "" || !b.seen.has(in.id) {
		return
	}
	if !b.jobs.add(in.channel, func(ctx context.Context) { b.answerAgain(ctx, in) }) {
		b.log.Warn("too many questions at once, an edited one was left as it is", "channel", in.channel)
	}
}

// answerAgain lets the answer follow an edited question: it changes, goes, or comes. An
// answer that somebody deleted does not come back.
func (b *Bot) answerAgain(ctx context.Context, in incoming) {
	defer b.survive("an edited question")
	g, ok := b.answers.get(in.id)
	if !ok || g.gone || g.text == hashed(in.req.Text) {
		return
	}
	b.answers.change(in.id, func(g *outcome) { g.text = hashed(in.req.Text) })
	in.edit = fmt.Sprintf("-%04x", uint16(hashed(in.req.Text)))
	var reply handlers.Reply
	if ok = in.req.Direct || in.req.Text != ""; ok {
		reply, ok = b.handle(ctx, &in)
	}
	var err error
	switch {
	case ok && g.answer == "":
		err = b.give(ctx, in, reply)
	case ok:
		err = b.revise(ctx, g.channel, g.answer, b.sheet(reply, b.frame(in, reply, b.chat.Manner(ctx, in.req))))
		if err == nil {
			in.req.Channel = platform + g.channel
			b.chat.Delivered(in.req, reply, g.answer)
		}
	case g.answer != "":
		b.answers.answered(in.id, "", "")
		err = b.unsay(ctx, g)
	}
	if _, code := status(err); code == codeUnknownMessage {
		b.answers.change(in.id, func(g *outcome) { g.gone = true })
	} else if err != nil {
		b.unsent(ctx, in, err)
	}
}

// deleted queues the end of the answers to deleted messages.
func (b *Bot) deleted(channel string, ids ...string) {
	for _, id := range ids {
		if !b.seen.has(id) {
			continue
		}
		b.jobs.add(channel, func(ctx context.Context) {
			defer b.survive("a deleted question")
			g, ok := b.answers.get(id)
			b.answers.change(id, func(g *outcome) { g.gone = true })
			if !ok || g.gone || g.answer == "" {
				return
			}
			if err := b.unsay(ctx, g); err != nil {
				b.unsent(ctx, incoming{channel: g.channel}, err)
			}
		})
	}
}

// unsay deletes an answer. It is no error that it is gone already.
func (b *Bot) unsay(ctx context.Context, g outcome) error {
	ctx, cancel := context.WithTimeout(ctx, editLimit)
	defer cancel()
	url := discordgo.EndpointChannelMessage(g.channel, g.answer)
	_, err := b.request(ctx, http.MethodDelete, url, "delete "+discordgo.EndpointChannelMessage(g.channel, ""), payload{})
	if _, code := status(err); code == codeUnknownMessage {
		return nil
	}
	return err
}
