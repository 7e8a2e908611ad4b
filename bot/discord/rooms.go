package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/bwmarrin/discordgo"
)

// The types of channel that matter here (Discord's documentation, "Channel Types"). In a
// forum people write in threads only.
const (
	textChannel         = 0
	category            = 4
	announcementChannel = 5
	firstThread         = 10
	lastThread          = 12
	forum               = 15
)

// A room is a channel of a server, as its channel object has it, with what Byline may do
// there.
type room struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Type       int         `json:"type"`
	Position   int         `json:"position"`
	Parent     string      `json:"parent_id"` // the category, or the channel of a thread
	Overwrites []overwrite `json:"permission_overwrites"`

	may permission
}

// lacks is what Byline needs there and may not do, Create Public Threads included. Of a
// channel that it does not see, that is all there is to say; and who may not write may
// neither embed nor attach, whatever else is set.
func (r room) lacks() permission {
	want := needed | mayStartThreads
	if r.Type == forum {
		want &^= maySend
	}
	switch lacks := want &^ r.may; {
	case lacks.has(mayView):
		return mayView
	case lacks.has(maySend):
		return lacks &^ (mayEmbed | mayAttach | mayStartThreads)
	default:
		return lacks
	}
}

// serverRoles is who may do what in a server, of its guild object.
type serverRoles struct {
	Owner string `json:"owner_id"`
	Roles []struct {
		ID          string     `json:"id"`
		Permissions permission `json:"permissions"`
	} `json:"roles"`
}

// An asker makes one GET request of Discord.
type asker func(ctx context.Context, url string) ([]byte, error)

// askFor reads the answer to a request.
func askFor[T any](ctx context.Context, ask asker, url string) (value T, err error) {
	raw, err := ask(ctx, url)
	if err != nil {
		return value, err
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		return value, fmt.Errorf("read an answer of Discord: %w", err)
	}
	return value, nil
}

// rooms are the text channels of a server in the order people see them, with what its
// member self may do in each.
func (a asker) rooms(ctx context.Context, server, self string) ([]room, error) {
	guild, err := askFor[serverRoles](ctx, a, discordgo.EndpointGuild(server))
	if err != nil {
		return nil, err
	}
	member, err := askFor[struct {
		Roles []string `json:"roles"`
	}](ctx, a, discordgo.EndpointGuildMember(server, self))
	if err != nil {
		return nil, err
	}
	all, err := askFor[[]room](ctx, a, discordgo.EndpointGuildChannels(server))
	if err != nil {
		return nil, err
	}
	s := membership{server: server, member: self, owner: guild.Owner == self, roles: map[string]permission{}}
	for _, r := range guild.Roles {
		if r.ID == server || slices.Contains(member.Roles, r.ID) {
			s.roles[r.ID] = r.Permissions
		}
	}
	categories := map[string]int{"": -1} // channels without one stand above all
	for _, r := range all {
		if r.Type == category {
			categories[r.ID] = r.Position
		}
	}
	var rooms []room
	for _, r := range all {
		if r.Type == textChannel || r.Type == announcementChannel || r.Type == forum {
			r.may = s.in(r.Overwrites)
			rooms = append(rooms, r)
		}
	}
	slices.SortStableFunc(rooms, func(a, b room) int {
		return cmp.Or(cmp.Compare(categories[a.Parent], categories[b.Parent]), cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
	return rooms, nil
}
