package discord

import (
	"context"
	"time"

	"byline/handlers"
)

// completionLimit leaves time to answer with nothing within Discord's three seconds.
const completionLimit = 2 * time.Second

// complete offers what completes the text that somebody types. Whatever goes wrong, the
// answer is a list, which may be empty: an error would be shown at every keystroke.
func (b *Bot) complete(ctx context.Context, in incoming, data interactionData, r *response) {
	defer b.survive("a completion")
	var found []handlers.Completion
	if command, param, typed, ok := b.menu.focused(data); ok {
		late, cancel := context.WithDeadline(ctx, r.received.Add(completionLimit))
		defer cancel()
		result := make(chan []handlers.Completion, 1)
		go func() {
			defer b.survive("a completion")
			defer close(result)
			result <- b.chat.Complete(late, in.req, command, param, typed)
		}()
		select {
		case found = <-result:
		case <-late.Done():
		}
	}
	if err := r.choices(ctx, found); err != nil && ctx.Err() == nil {
		b.log.Debug("a completion came too late", "reason", reason(err))
	}
}
