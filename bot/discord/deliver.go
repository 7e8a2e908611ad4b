package discord

import (
	"context"
	"errors"

	"byline/handlers"
)

// deliver gives the reply to an interaction.
func (b *Bot) deliver(ctx context.Context, in incoming, reply handlers.Reply, manner handlers.Manner, r *response) {
	drawn := draw(reply, "")
	m := message{Content: drawn.answer, Embeds: drawn.cards()}
	if f := reply.File; f != nil {
		m.files = []enclosure{{name: fileName(f.Name), kind: f.Type, data: f.Data}}
		m.Attachments = attached(m.files)
	}
	var id string
	var err error
	if r.replace.Load() {
		id, err = r.update(ctx, m)
	} else {
		id, err = r.send(ctx, m, reply.Private || in.guild != "" && manner.Where == handlers.ForAsker)
	}
	switch {
	case err == nil:
		b.chat.Delivered(in.req, reply, id)
	case errors.Is(err, errTooLate):
	default:
		b.unsaid(ctx, in, err)
	}
}

// pressed answers a button or a menu.
func (b *Bot) pressed(ctx context.Context, in incoming, customID string, values []string, r *response) {
	p, err := b.key.open(in.req.Library, customID)
	if err != nil {
		b.tell(ctx, in, refusedPress(b.voice(ctx, in), err), r)
		return
	}
	in.req.Text = p.line
	b.run(ctx, in, r)
}
