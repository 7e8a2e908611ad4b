package discord

import (
	"strconv"
	"strings"

	"byline/handlers"
	"byline/handlers/language"
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
	administrator    permission = 1 << 3
	manageServer     permission = 1 << 5
	mayView          permission = 1 << 10
	maySend          permission = 1 << 11
	manageMessages   permission = 1 << 13 // of people, who may then delete Byline's answers; Byline asks for none of it
	mayEmbed         permission = 1 << 14
	mayAttach        permission = 1 << 15
	mayReadHistory   permission = 1 << 16
	mayStartThreads  permission = 1 << 35
	maySendInThreads permission = 1 << 38
)

// Their names in Discord's English.
const (
	viewChannels  = "View Channels"
	sendMessages  = "Send Messages"
	readHistory   = "Read Message History"
	embedLinks    = "Embed Links"
	attachFiles   = "Attach Files"
	createThreads = "Create Public Threads"
	sendInThreads = "Send Messages in Threads"
)

// needed is what Byline asks for, and nothing else: 274878024704.
const needed = mayView | maySend | mayEmbed | mayAttach | mayReadHistory | maySendInThreads

// mayAll is what an administrator may.
const mayAll = ^permission(0)

// InviteURL is the address where the owner of a server lets Byline in. The
// application id is on the Developer Portal's page "General Information".
func InviteURL(applicationID string) string {
	return "https://discord.com/oauth2/authorize?client_id=" + applicationID +
		"&scope=bot+applications.commands&permissions=" + strconv.FormatUint(uint64(needed), 10)
}

// has reports whether all of these are there.
func (p permission) has(all permission) bool { return p&all == all }

// hasAny reports whether one of these is there.
func (p permission) hasAny(some permission) bool { return p&some != 0 }

// A known is a permission that Byline needs, as people find it in Discord and as commands
// speak of it.
type known struct {
	bit  permission
	name string
	need handlers.Need
}

// known are those of the permissions that Byline needs somewhere.
func (p permission) known() (all []known) {
	for _, k := range [...]known{
		{mayView, viewChannels, handlers.NeedView},
		{maySend, sendMessages, handlers.NeedSend},
		{maySendInThreads, sendInThreads, handlers.NeedSendInThreads},
		{mayEmbed, embedLinks, handlers.NeedEmbeds},
		{mayAttach, attachFiles, handlers.NeedFiles},
		{mayReadHistory, readHistory, handlers.NeedHistory},
		{mayStartThreads, createThreads, handlers.NeedNewThreads},
	} {
		if p.has(k.bit) {
			all = append(all, k)
		}
	}
	return all
}

func (p permission) names() (names []string) {
	for _, k := range p.known() {
		names = append(names, k.name)
	}
	return names
}

// permissionName is a permission's name as Discord shows it in the voice's language.
func permissionName(v language.Voice, name string) string {
	switch name {
	case viewChannels:
		return v.Say(viewChannels)
	case sendMessages:
		return v.Say(sendMessages)
	case embedLinks:
		return v.Say(embedLinks)
	case attachFiles:
		return v.Say(attachFiles)
	case readHistory:
		return v.Say(readHistory)
	case createThreads:
		return v.Say(createThreads)
	case sendInThreads:
		return v.Say(sendInThreads)
	}
	return name
}

// needs are the permissions as commands speak of them.
func (p permission) needs() (needs []handlers.Need) {
	for _, k := range p.known() {
		needs = append(needs, k.need)
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

// A membership is a member's place in a server, from which all that it may follows.
type membership struct {
	server string // Discord's id, which is also that of the role @everyone
	member string // user id
	owner  bool
	roles  map[string]permission // those the member has, @everyone included
}

// anywhere is what the member may where no channel says otherwise.
func (s membership) anywhere() permission {
	var all permission
	for _, may := range s.roles {
		all |= may
	}
	if s.owner || all.has(administrator) {
		return mayAll
	}
	return all
}

// in is what the member may in a channel with these overwrites: first @everyone's, then
// those of its roles taken together, then its own ("Permission Overwrites" of Discord's
// documentation). Whoever does not see a channel may do nothing in it.
func (s membership) in(overwrites []overwrite) permission {
	may := s.anywhere()
	if may == mayAll {
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
	if !may.has(mayView) {
		return 0
	}
	return may
}
