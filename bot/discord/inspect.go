package discord

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"byline/handlers"
)

// Inspect tells what Byline may not do in each text channel of the server that a request
// comes from.
func (b *Bot) Inspect(ctx context.Context, req handlers.Request) (handlers.Inspection, error) {
	server, ours := strings.CutPrefix(req.Library, platform)
	if !ours || strings.Trim(server, "0123456789") != "" { // direct messages, the terminal, the page
		return handlers.Inspection{}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	self := b.user()
	ask := asker(b.get)
	rooms, err := ask.rooms(ctx, server, self)
	if err != nil {
		return handlers.Inspection{}, fmt.Errorf("the permissions in server %s: %s", server, reason(err))
	}
	found := handlers.Inspection{Server: true, Here: ask.here(ctx, req.Channel, rooms)}
	for _, r := range rooms {
		found.Places = append(found.Places, handlers.Place{Channel: platform + r.ID, Name: "#" + r.Name, Lacks: r.lacks().needs()})
	}
	if app, err := askFor[application](ctx, ask, discordgo.EndpointApplication("@me")); err == nil {
		found.Unread = !app.readsMessages()
	}
	return found, nil
}

// here is the channel that a request comes from, or the one whose thread that is.
func (a asker) here(ctx context.Context, channel string, rooms []room) string {
	id := strings.TrimPrefix(channel, platform)
	known := func(id string) bool { return slices.ContainsFunc(rooms, func(r room) bool { return r.ID == id }) }
	if known(id) {
		return channel
	}
	thread, err := askFor[room](ctx, a, discordgo.EndpointChannel(id))
	if err != nil || !known(thread.Parent) {
		return ""
	}
	return platform + thread.Parent
}
