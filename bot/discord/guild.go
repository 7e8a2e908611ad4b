package discord

import (
	"context"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	guildTime   = 5 * time.Minute  // for which a server's roles are taken as known
	unknownTime = 30 * time.Second // before what Discord did not tell is asked for again
	askLimit    = 10 * time.Second // for one such request, with its repeats
	maxGuilds   = 1000             // known at once
)

// managers are those who may manage a server.
type managers struct {
	owner string          // user id
	roles map[string]bool // ids
	all   bool            // everybody may
}

func (m managers) include(person string, roles []string) bool {
	if m.all || person == m.owner && person != "" {
		return true
	}
	for _, r := range roles {
		if m.roles[r] {
			return true
		}
	}
	return false
}

// manages reports whether a message's author may manage the server it stands in. Where
// Discord does not tell, the answer is no.
func (b *Bot) manages(ctx context.Context, in incoming) bool {
	m, ok := b.guilds.get(in.guild)
	if !ok {
		var err error
		length := guildTime
		if m, err = b.managersOf(ctx, in.guild); err != nil {
			if ctx.Err() != nil {
				return false
			}
			b.log.Warn("Discord did not tell who may manage a server, so for now nobody may change its library but the role chosen for that", "server", in.guild, "reason", reason(err))
			length = unknownTime
		}
		b.guilds.put(in.guild, m, length)
	}
	return m.include(in.author, in.req.Roles)
}

// managersOf asks Discord for a server's owner and roles ("Get Guild" of its
// documentation). A message brings its author's roles, but not what they may do.
func (b *Bot) managersOf(ctx context.Context, id string) (managers, error) {
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	server, err := askFor[serverRoles](ctx, b.get, discordgo.EndpointGuild(id))
	if err != nil {
		return managers{}, err
	}
	m := managers{owner: server.Owner, roles: map[string]bool{}}
	for _, r := range server.Roles {
		switch {
		case !r.Permissions.hasAny(administrator | manageServer):
		case r.ID == id: // the role @everyone, which messages do not name
			m.all = true
		default:
			m.roles[r.ID] = true
		}
	}
	return m, nil
}
