package discord

import (
	"context"

	"byline/handlers"
)

// deliver gives the reply to an interaction.
func (b *Bot) deliver(ctx context.Context, in incoming, reply handlers.Reply, manner handlers.Manner, r *response) {
	// What somebody without rights is told does not take the place of what others see.
	replace := r.replace.Load() && (in.req.Editor || !b.chat.Guarded(in.req))
	f := b.frame(in, reply, manner)
	f.page = in.page
	f.private = in.guild != "" && (reply.Private || manner.Where == handlers.ForAsker || r.onMessage)
	if replace {
		f.private, f.asker = in.on.private(), in.on.asker(b.key, f.scope)
	}
	id, err := b.shaped(b.sheet(reply, f), in.shape(), func(m message, _ sheet, _ shape) (string, error) {
		if replace {
			return r.update(ctx, m)
		}
		return r.send(ctx, m, f.private)
	})
	if err != nil {
		b.unsaid(ctx, in, err)
		return
	}
	b.chat.Delivered(in.req, reply, id)
}

// shape is what a message may have where an interaction is answered. Discord tells it
// with every interaction.
func (in incoming) shape() shape {
	if in.app == 0 || in.app.has(administrator) {
		return everything()
	}
	return shape{in.app.has(mayEmbed), in.app.has(mayAttach)}
}
