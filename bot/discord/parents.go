package discord

import (
	"context"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	maxParents  = 10_000
	parentLimit = 2 * time.Second // so that an answer does not wait long for it
	parentTime  = 30 * 24 * time.Hour
)

// parentOf is the channel that another is a thread of; empty for none, and where Discord
// does not tell. A message does not say so, and what a channel has chosen holds in its
// threads too.
func (b *Bot) parentOf(ctx context.Context, channel string) string {
	if parent, known := b.parents.get(channel); known {
		return parent
	}
	asking, cancel := context.WithTimeout(ctx, parentLimit)
	defer cancel()
	where, err := askFor[room](asking, asker(b.get), discordgo.EndpointChannel(channel))
	parent, length := "", parentTime
	switch {
	case ctx.Err() != nil:
		return ""
	case err != nil:
		length = unknownTime
	case where.Type >= firstThread && where.Type <= lastThread:
		parent = where.Parent
	}
	b.parents.put(channel, parent, length)
	return parent
}
