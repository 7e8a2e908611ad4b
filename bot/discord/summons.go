package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"byline/handlers"
	"byline/handlers/language"
)

// summoned takes an interaction. It is called on the gateway's own goroutine and must not
// wait.
func (b *Bot) summoned(raw []byte) {
	var i interaction
	if err := json.Unmarshal(raw, &i); err != nil {
		b.log.Warn("Discord sent an interaction that cannot be read", "reason", err.Error())
		return
	}
	in, ok := i.incoming()
	if !ok {
		return
	}
	r := b.answering(&i)
	if i.Type == interactionTyping { // at every key, so these are not remembered
		b.typing.add(i.ID, func(ctx context.Context) { b.complete(ctx, in, i.Data, r) })
		return
	}
	if !b.seen.add(i.ID) {
		return
	}
	job := b.job(&i, &in, r)
	if job == nil {
		return
	}
	b.pending.add(r, in)
	b.pending.after(b.timing.deferral, r, func(ctx context.Context) { b.deferred(ctx, in, r) })
	key := in.author + " " + in.channel
	if i.Type == interactionComponent || b.menu.form(i.Data) != nil {
		key = in.id // a form must be the first answer, so it cannot wait for others
	}
	if !b.calls.add(key, func(ctx context.Context) { b.work(ctx, in, r, job) }) {
		b.log.Warn("too many questions at once, one was not answered", "channel", in.channel)
		b.pending.aside(func(ctx context.Context) { b.excuse(ctx, in, r, tooMany) })
	}
}

// job is what an interaction asks for; nil for nothing.
func (b *Bot) job(i *interaction, in *incoming, r *response) func(context.Context) {
	switch i.Type {
	case interactionCommand:
		line, files, ok := b.menu.line(i.Data)
		if !ok {
			return func(ctx context.Context) {
				b.tell(ctx, *in, b.voice(ctx, *in).Say("There is no such command any more. !help shows those there are."), r)
			}
		}
		if by := i.Data.Resolved.Messages[i.Data.Target].Author.ID; i.Data.Type == commandMessage && by != "" && by == b.user() {
			return func(ctx context.Context) {
				b.tell(ctx, *in, b.voice(ctx, *in).Say("Byline wrote this itself, from the articles. !source shows the sentences behind its last answer."), r)
			}
		}
		in.req.Text, in.req.Files = line, files
		if f := b.menu.form(i.Data); f != nil {
			return func(ctx context.Context) { b.ask(ctx, *in, line, *f, r) }
		}
		return func(ctx context.Context) { b.run(ctx, *in, r) }
	case interactionComponent:
		return func(ctx context.Context) { b.pressed(ctx, *in, i.Data.CustomID, i.Data.Values, r) }
	case interactionForm:
		return func(ctx context.Context) { b.submitted(ctx, *in, i.Data, r) }
	}
	return nil
}

// run answers the request's line.
func (b *Bot) run(ctx context.Context, in incoming, r *response) {
	replace := r.replace.Load()
	manner := b.mannerOf(ctx, in, r)
	r.expect(in.guild != "" && manner.Where == handlers.ForAsker, replace)
	reply, ok := b.chat.Handle(ctx, in.req)
	manner = b.mannerOf(ctx, in, r) // which the line may have changed
	if !ok {
		b.tell(ctx, in, manner.Voice.Say("Byline has nothing to say to that. !help shows what it can be asked."), r)
		return
	}
	b.deliver(ctx, in, reply, manner, r)
}

// mannerOf is how the answer to a command, a press or a form is given.
func (b *Bot) mannerOf(ctx context.Context, in incoming, r *response) handlers.Manner {
	manner := b.chat.Manner(ctx, in.req)
	if r.onMessage && !r.replace.Load() {
		manner.Where = handlers.ForAsker // what is pressed answers the one who pressed
	}
	return manner
}

// ask opens the form that completes a line.
func (b *Bot) ask(ctx context.Context, in incoming, line string, f handlers.Form, r *response) {
	voice := b.voice(ctx, in)
	f.Title, f.Label = voice.Say(f.Title), voice.Say(f.Label)
	id, ok := b.key.seal(in.req.Library, press{kind: pressForm, line: line, who: in.author})
	if ok && r.form(ctx, f, id) == nil {
		return
	}
	b.run(ctx, in, r) // which says what is missing
}

// submitted answers a filled form: its text completes the line that its id carries.
func (b *Bot) submitted(ctx context.Context, in incoming, data interactionData, r *response) {
	p, err := b.key.open(in.req.Library, data.CustomID)
	if err != nil || p.kind != pressForm && p.kind != pressFormPanel {
		if err == nil {
			err = errForeignPress
		}
		b.tell(ctx, in, refusedPress(b.voice(ctx, in), err), r)
		return
	}
	in.req.Text = strings.TrimSpace(p.line + " " + field{Components: data.Components}.text())
	r.expect(true, p.kind == pressFormPanel)
	b.run(ctx, in, r)
}

// voice words what Byline says itself.
func (b *Bot) voice(ctx context.Context, in incoming) language.Voice {
	return b.chat.Manner(ctx, in.req).Voice
}

// answering makes the response to an interaction.
func (b *Bot) answering(i *interaction) *response {
	return &response{
		b: b, id: i.ID, app: i.App, token: i.Token, received: time.Now(),
		lane:      fmt.Sprint(b.summons.Add(1) % lanes),
		turn:      make(chan struct{}, 1),
		onMessage: i.Message != nil && (i.Type == interactionComponent || i.Type == interactionForm),
	}
}
