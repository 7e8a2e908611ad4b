package discord

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"byline/handlers"
)

// pressed answers a button or a menu. All that it needs is in the id.
func (b *Bot) pressed(ctx context.Context, in incoming, customID string, values []string, r *response) {
	p, err := b.pressOf(in.req.Library, customID, values)
	if err != nil {
		b.tell(ctx, in, refusedPress(b.voice(ctx, in), err), r)
		return
	}
	in.req.Text = p.line
	switch p.kind {
	case pressAsk:
		r.expect(true, false)
		b.run(ctx, in, r)
	case pressPanel:
		r.expect(false, true)
		b.run(ctx, in, r)
	case pressPage:
		b.turn(ctx, in, p.page, r)
	case pressForm, pressFormPanel:
		b.openForm(ctx, in, customID, r)
	case pressShow:
		b.show(ctx, in, p, r)
	case pressDelete:
		b.takeAway(ctx, in, p, r)
	case pressHelped, pressNoHelp:
		b.vote(ctx, in, p.kind == pressHelped, r)
	default:
		b.tell(ctx, in, refusedPress(b.voice(ctx, in), errOtherVersion), r)
	}
}

// pressOf is what was pressed or chosen.
func (b *Bot) pressOf(scope, customID string, values []string) (press, error) {
	p, err := b.key.open(scope, customID)
	if err != nil {
		return press{}, err
	}
	switch p.kind {
	case pressMenu, pressPick, pressPickPanel:
		if len(values) != 1 {
			return press{}, errForeignPress
		}
	}
	switch p.kind {
	case pressMenu:
		if p, err = b.key.open(scope, values[0]); err == nil && p.kind != pressAsk && p.kind != pressPanel {
			err = errForeignPress
		}
	case pressPick, pressPickPanel:
		if values[0] == "" || strings.Trim(values[0], "0123456789") != "" {
			return press{}, errForeignPress
		}
		mention := "<@&" + values[0] + ">"
		if p.page == typeChannel {
			mention = "<#" + values[0] + ">"
		}
		kinds := map[byte]byte{pressPick: pressAsk, pressPickPanel: pressPanel}
		p = press{kind: kinds[p.kind], line: p.line + " " + mention}
	}
	return p, err
}

// turn turns to another page. What is no such reply any more is told to the presser only.
func (b *Bot) turn(ctx context.Context, in incoming, page int, r *response) {
	manner := b.chat.Manner(ctx, in.req)
	r.expect(true, true)
	reply, ok := b.chat.Handle(ctx, in.req)
	if !ok || len(reply.Facts)+len(reply.Sources) == 0 {
		b.tell(ctx, in, manner.Voice.Say("There is no such answer any more; ask again."), r)
		return
	}
	in.page = page
	b.deliver(ctx, in, reply, manner, r)
}

// formLimit is how long a form may take to be found. It must be the first answer.
const formLimit = time.Second

// openForm opens the form of an action, which carries the same id as its button.
func (b *Bot) openForm(ctx context.Context, in incoming, customID string, r *response) {
	if err := r.form(ctx, b.formOf(ctx, in, customID), customID); err != nil && !errors.Is(err, errTooLate) {
		b.unsaid(ctx, in, err)
	} else if err != nil {
		b.tell(ctx, in, b.voice(ctx, in).Say("That took too long. Please press again."), r)
	}
}

// formOf is the form of the pressed action. The line by itself answers with the reply that
// offers it; without that, the button's own words have to do.
func (b *Bot) formOf(ctx context.Context, in incoming, customID string) handlers.Form {
	ctx, cancel := context.WithTimeout(ctx, formLimit)
	defer cancel()
	reply, _ := b.chat.Handle(ctx, in.req)
	for _, a := range reply.Actions {
		if a.Form != nil && a.Line == in.req.Text {
			return *a.Form
		}
	}
	if s := b.menu.specs[strings.TrimPrefix(in.req.Text, "!")]; s.Form != nil {
		return *s.Form
	}
	label := in.on.label(customID)
	if label == "" {
		label = in.req.Text
	}
	return handlers.Form{Title: label, Label: label}
}

// takeAway deletes the message for its asker, or for somebody who may delete any.
func (b *Bot) takeAway(ctx context.Context, in incoming, p press, r *response) {
	if in.guild != "" && in.author != p.who && in.may&(manageMessages|administrator) == 0 {
		b.tell(ctx, in, b.voice(ctx, in).Say("Only the person who asked can delete this, or somebody with the permission Manage Messages."), r)
		return
	}
	if err := r.remove(ctx); err != nil {
		if _, code := status(err); code != codeUnknownMessage {
			b.unsaid(ctx, in, err)
		}
	}
}

// vote counts whether an answer helped, once for a person and message.
func (b *Bot) vote(ctx context.Context, in incoming, helped bool, r *response) {
	v := b.voice(ctx, in)
	if !b.votes.add(in.author + " " + in.on.ID) {
		b.tell(ctx, in, v.Say("You have told that already, thank you."), r)
		return
	}
	if err := b.chat.Vote(ctx, in.req, helped); err != nil {
		b.log.Warn("a vote could not be counted", "reason", err.Error())
		b.tell(ctx, in, v.Say("That could not be noted just now."), r)
		return
	}
	b.tell(ctx, in, v.Say("Thank you, that is noted."), r)
}

// show posts for everyone what the person saw, who may delete it, and says so in the
// private message.
func (b *Bot) show(ctx context.Context, in incoming, p press, r *response) {
	if !in.on.private() {
		b.tell(ctx, in, b.voice(ctx, in).Say("Everyone sees this already."), r)
		return
	}
	manner := b.chat.Manner(ctx, in.req)
	scope := in.req.Library
	public := message{Content: in.on.Content, Embeds: in.on.cards(), AllowedMentions: nobody()}
	reply, again := handlers.Reply{}, false
	if p.line != "" {
		reply, again = b.chat.Handle(ctx, in.req)
		again = again && strings.HasPrefix(in.on.Content, draw(reply, manner.Voice, "").answer)
	}
	if len(in.on.Attachments) > 0 {
		var files []enclosure
		if again {
			files = b.sheet(reply, frame{manner: manner, page: p.page}).files(everything())
		}
		public.enclose(files, in.on.Attachments)
	}
	public.Components = in.on.rows(b.key, scope, func(p press) bool { return p.kind == pressPage })
	own := controls{b.key, scope, map[string]bool{}}
	remove := own.button(nil, styleGrey, manner.Voice.Say("Delete"), press{kind: pressDelete, who: in.author})
	if n := len(public.Components); n > 0 {
		public.Components[n-1].Components = append(public.Components[n-1].Components, remove...)
	} else if len(remove) > 0 {
		public.Components = []row{{typeRow, remove}}
	}

	private := message{Content: in.on.Content, Embeds: in.on.cards(), Attachments: in.on.Attachments, AllowedMentions: nobody()}
	private.Components = in.on.rows(b.key, scope, func(p press) bool { return p.kind != pressShow })
	if shown := in.on.Content + "\n" + manner.Voice.Say("Everyone sees this now."); size(shown) <= maxContent {
		private.Content = shown
	}
	// The private message says so only once it is so.
	if err := r.deferUnlessDone(ctx); err != nil {
		b.unsaid(ctx, in, err)
		return
	}
	id, err := r.send(ctx, public, false)
	if err != nil {
		b.unsaid(ctx, in, err)
		return
	}
	if _, err := r.update(ctx, private); err != nil {
		b.unsaid(ctx, in, err)
	}
	if again {
		b.chat.Delivered(in.req, reply, id)
	}
}

// enclose gives a copy of a message the files that the original has. They have been made
// again, since Discord's own copies go with the original; a picture that could not be made
// again is told in words.
func (m *message) enclose(files []enclosure, original []attachment) {
	for _, f := range files {
		if slices.ContainsFunc(original, func(a attachment) bool { return a.Filename == f.name }) {
			m.files = append(m.files, f)
		}
	}
	if m.Attachments = attached(m.files); len(m.files) > 0 {
		return
	}
	for i := range m.Embeds {
		m.Embeds[i].Image = nil
	}
	for _, a := range original {
		if said := m.Content + "\n" + escape(a.Description, maxAlt); a.Description != "" && size(said) <= maxContent {
			m.Content = said
		}
	}
}
