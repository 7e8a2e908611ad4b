package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	registerLimit = 2 * time.Minute // for all of it
	fewGuilds     = 25              // a bot in more is no longer tried out in one of them
)

// register makes Discord's commands those of the specs. What Discord has is asked for each
// time, since anybody with the token may have changed it. A failure costs a log line: what
// Discord has had before stays there.
func (b *Bot) register(ctx context.Context, app string, guilds []string) {
	defer b.survive("the registration of the commands")
	if len(b.menu.specs) == 0 || app == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, registerLimit)
	defer cancel()
	everywhere := discordgo.EndpointApplicationGlobalCommands(app)
	if b.guild != "" {
		b.registerAt(ctx, discordgo.EndpointApplicationGuildCommands(app, b.guild), forGuild(b.menu.commands))
		b.registerAt(ctx, everywhere, nil)
		return
	}
	b.registerAt(ctx, everywhere, b.menu.commands)
	if len(guilds) > fewGuilds {
		return
	}
	for _, g := range guilds { // where it has been tried out, each command would be there twice
		b.registerAt(ctx, discordgo.EndpointApplicationGuildCommands(app, g), nil)
	}
}

// forGuild are commands as one server has them.
func forGuild(all []command) []command {
	all = slices.Clone(all)
	for i := range all {
		all[i].Contexts, all[i].Integrations = nil, nil
	}
	return all
}

// registerAt makes the commands at an address those wanted.
func (b *Bot) registerAt(ctx context.Context, url string, want []command) {
	changed, err := b.overwrite(ctx, url, want)
	switch _, code := status(err); {
	case err == nil && changed:
		b.log.Info("told Discord the commands", "commands", len(want))
	case err == nil, ctx.Err() != nil:
	case code == codeMissingAccess && len(want) == 0: // a server that lets the bot in without commands has none
	default:
		b.log.Warn("the slash commands could not be brought up to date; those that Discord has still work", "reason", reason(err))
		b.log.Debug("the slash commands could not be brought up to date", "err", err.Error())
	}
}

// overwrite replaces what Discord has where it differs, and reports whether it did.
func (b *Bot) overwrite(ctx context.Context, url string, want []command) (bool, error) {
	raw, err := b.request(ctx, http.MethodGet, url+"?with_localizations=true", url, payload{})
	if err != nil {
		return false, err
	}
	var have []command
	if err := json.Unmarshal(raw, &have); err != nil {
		return false, fmt.Errorf("what Discord has of the commands: %w", err)
	}
	if sameCommands(have, want) {
		return false, nil
	}
	if want == nil {
		want = []command{}
	}
	body, err := asJSON(want)
	if err != nil {
		return false, fmt.Errorf("write the commands: %w", err)
	}
	_, err = b.request(ctx, http.MethodPut, url, url, body)
	return err == nil, err
}

// sameCommands reports whether Discord has the commands that are wanted. Their order does
// not matter, nor whether what is usual is written, nor what is left to Discord: where the
// commands of one server can be used depends on how the application is set up.
func sameCommands(have, want []command) bool {
	if len(have) != len(want) {
		return false
	}
	type name struct {
		kind int
		name string
	}
	byName := map[name]command{}
	for _, c := range have {
		c = c.usual()
		byName[name{c.Type, c.Name}] = c
	}
	for _, c := range want {
		c = c.usual()
		other, ok := byName[name{c.Type, c.Name}]
		if c.Contexts == nil {
			other.Contexts = nil
		}
		if c.Integrations == nil {
			other.Integrations = nil
		}
		if !ok || !reflect.DeepEqual(other, c) {
			return false
		}
	}
	return true
}

// usual writes out what Discord takes for granted, and leaves out what is empty.
func (c command) usual() command {
	if c.Type == 0 {
		c.Type = commandSlash
	}
	if len(c.Names) == 0 {
		c.Names = nil
	}
	if len(c.Abouts) == 0 {
		c.Abouts = nil
	}
	c.Contexts = slices.Sorted(slices.Values(c.Contexts))
	c.Integrations = slices.Sorted(slices.Values(c.Integrations))
	var options []commandOption
	for _, o := range c.Options {
		if len(o.Abouts) == 0 {
			o.Abouts = nil
		}
		if len(o.Choices) == 0 {
			o.Choices = nil
		}
		options = append(options, o)
	}
	c.Options = options
	return c
}
