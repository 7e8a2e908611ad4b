package discord

import (
	"context"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	maxParents  = 10_000
	parentLimit = 2 * time.Second // so that an answer does not wait long for it
)

// parents remembers of channels which are threads, and of which channel. A message does
// not tell, and what a channel has chosen holds in its threads too.
type parents struct {
	mu sync.Mutex
	of map[string]string // by channel; empty for one that is no thread
}

func newParents() *parents { return &parents{of: map[string]string{}} }

func (p *parents) get(channel string) (parent string, known bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	parent, known = p.of[channel]
	return parent, known
}

// put remembers a channel. When there are too many, any other gives way.
func (p *parents) put(channel, parent string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, known := p.of[channel]; !known && len(p.of) >= maxParents {
		for other := range p.of {
			delete(p.of, other)
			break
		}
	}
	p.of[channel] = parent
}

// parentOf is the channel that another is a thread of; empty for none, and where Discord
// does not tell.
func (b *Bot) parentOf(ctx context.Context, channel string) string {
	if parent, known := b.parents.get(channel); known {
		return parent
	}
	ctx, cancel := context.WithTimeout(ctx, parentLimit)
	defer cancel()
	where, err := askFor[room](ctx, asker(b.get), discordgo.EndpointChannel(channel))
	switch _, code := status(err); {
	case err == nil && where.Type >= firstThread && where.Type <= lastThread:
		b.parents.put(channel, where.Parent)
		return where.Parent
	case err == nil, code == codeMissingAccess, code == codeUnknownChannel:
		b.parents.put(channel, "")
	}
	return ""
}
