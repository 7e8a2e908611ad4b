package discord

import (
	"math/bits"
	"strconv"
	"strings"

	"byline/handlers"
)

// A permission is one of Discord's, or several at once, which Discord writes as a number in
// a text. Source: Discord's documentation, "Permissions".
type permission uint64

// UnmarshalJSON reads what is no number as no permission.
func (p *permission) UnmarshalJSON(raw []byte) error {
	n, _ := strconv.ParseUint(strings.Trim(string(raw), `"`), 10, 64)
	*p = permission(n)
	return nil
}

// The permissions that Byline knows.
const (
	administrator         permission = 1 << 3
	manageServer          permission = 1 << 5
	viewChannel           permission = 1 << 10
	sendMessages          permission = 1 << 11
	embedLinks            permission = 1 << 14
	attachFiles           permission = 1 << 15
	readMessageHistory    permission = 1 << 16
	createPublicThreads   permission = 1 << 35
	sendMessagesInThreads permission = 1 << 38
)

// needed is what Byline asks for, and nothing else: 274878024704.
const needed = viewChannel | sendMessages | embedLinks | attachFiles | readMessageHistory | sendMessagesInThreads

// everything is what an administrator may.
const everything = ^permission(0)

// InviteURL is the address where the owner of a server lets Byline in. The
// application id is on the Developer Portal's page "General Information".
func InviteURL(applicationID string) string {
	return "https://discord.com/oauth2/authorize?client_id=" + applicationID +
		"&scope=bot+applications.commands&permissions=" + strconv.FormatUint(uint64(needed), 10)
}

// has reports whether all of these are there.
func (p permission) has(all permission) bool { return p&all == all }

// names are the permissions as Discord's settings call them.
func (p permission) names() (names []string) {
	for rest := p; rest != 0; rest &= rest - 1 {
		switch permission(1) << bits.TrailingZeros64(uint64(rest)) {
		case viewChannel:
			names = append(names, "View Channels")
		case sendMessages:
			names = append(names, "Send Messages")
		case embedLinks:
			names = append(names, "Embed Links")
		case attachFiles:
			names = append(names, "Attach Files")
		case readMessageHistory:
			names = append(names, "Read Message History")
		case createPublicThreads:
			names = append(names, "Create Public Threads")
		case sendMessagesInThreads:
			names = append(names, "Send Messages in Threads")
		}
	}
	return names
}

// needs are the permissions as commands speak of them.
func (p permission) needs() (needs []handlers.Need) {
	for _, one := range []struct {
		bit  permission
		need handlers.Need
	}{
		{viewChannel, handlers.NeedView},
		{sendMessages, handlers.NeedSend},
		{sendMessagesInThreads, handlers.NeedSendInThreads},
		{embedLinks, handlers.NeedEmbeds},
		{attachFiles, handlers.NeedFiles},
		{readMessageHistory, handlers.NeedHistory},
		{createPublicThreads, handlers.NeedNewThreads},
	} {
		if p.has(one.bit) {
			needs = append(needs, one.need)
		}
	}
	return needs
}

// An overwrite changes what a role or a member may in one channel.
type overwrite struct {
	ID    string     `json:"id"`
	Type  int        `json:"type"` // 0 for a role, 1 for a member
	Allow permission `json:"allow"`
	Deny  permission `json:"deny"`
}

const (
	ofRole   = 0
	ofMember = 1
)

// A standing is a member's place in a server, from which all that it may follows.
type standing struct {
	server string // Discord's id, which is also that of the role @everyone
	member string // user id
	owner  bool
	roles  map[string]permission // those the member has, @everyone included
}

// anywhere is what the member may where no channel says otherwise.
func (s standing) anywhere() permission {
	var all permission
	for _, may := range s.roles {
		all |= may
	}
	if s.owner || all.has(administrator) {
		return everything
	}
	return all
}

// in is what the member may in a channel with these overwrites: first @everyone's, then
// those of its roles taken together, then its own ("Permission Overwrites" of Discord's
// documentation). Whoever does not see a channel may do nothing in it.
func (s standing) in(overwrites []overwrite) permission {
	may := s.anywhere()
	if may == everything {
		return may
	}
	var roles, own overwrite
	for _, o := range overwrites {
		switch {
		case o.Type == ofRole && o.ID == s.server:
			may = may&^o.Deny | o.Allow
		case o.Type == ofMember && o.ID == s.member:
			own = o
		case o.Type == ofRole:
			if _, has := s.roles[o.ID]; has {
				roles.Allow |= o.Allow
				roles.Deny |= o.Deny
			}
		}
	}
	may = may&^roles.Deny | roles.Allow
	may = may&^own.Deny | own.Allow
	if !may.has(viewChannel) {
		return 0
	}
	return may
}
