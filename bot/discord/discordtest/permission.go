package discordtest

// Permissions. Source: Discord's documentation, "Permissions".
const (
	Administrator  = 1 << 3
	ManageServer   = 1 << 5
	ViewChannel    = 1 << 10
	SendMessages   = 1 << 11
	ManageMessages = 1 << 13
	EmbedLinks     = 1 << 14
	AttachFiles    = 1 << 15
	ReadHistory    = 1 << 16
	UseCommands    = 1 << 31
	ManageThreads  = 1 << 34
	CreateThreads  = 1 << 35 // public ones
	SendInThreads  = 1 << 38
)

const (
	// usual is what everybody may.
	usual = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadHistory | UseCommands | CreateThreads | SendInThreads
	// invited is what the bot may besides: the same.
	invited = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadHistory | CreateThreads | SendInThreads
	// direct is what the bot may in direct messages; the application has these there
	// ("Interaction Structure").
	direct = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadHistory | 1<<17 | 1<<18
	// all is what administrators may.
	all = 1<<50 - 1
)

// permission is what is lacking, as a bit; 0 for what is none.
func (l Lack) permission() int64 {
	return map[Lack]int64{
		NoView: ViewChannel, NoSend: SendMessages, NoHistory: ReadHistory, NoEmbeds: EmbedLinks,
		RefuseEmbeds: EmbedLinks, NoFiles: AttachFiles, NoThreads: CreateThreads, NoSendInThreads: SendInThreads,
	}[l]
}

// Whom an Overwrite is of ("Overwrite Structure").
const (
	OfRole   = 0
	OfMember = 1
)

// An Overwrite changes in one channel what a role or a member may.
type Overwrite struct {
	ID    string `json:"id"`
	Type  int    `json:"type"`
	Allow int64  `json:"allow,string"`
	Deny  int64  `json:"deny,string"`
}

// Overwrite adds an overwrite to a channel.
func (d *Server) Overwrite(channelID string, o Overwrite) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.channels[channelID]
	c.overwrites = append(c.overwrites, o)
}

// Invite sets what the bot's own role lets it do in the guild.
func (d *Server) Invite(permissions int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := range d.roles {
		if d.roles[i].ID == d.botRole {
			d.roles[i].Permissions = permissions
		}
	}
}

// May is what somebody may do in a channel.
func (d *Server) May(channelID string, who User) int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.may(d.channels[channelID], who.ID)
}

// may computes permissions as "Permission Overwrites" says. A thread has those of its
// channel ("Threads").
func (d *Server) may(c *channel, user string) int64 {
	if c.guild == "" {
		var lacking int64
		for l := range c.lacks {
			lacking |= l.permission()
		}
		return direct &^ lacking
	}
	if p := d.channels[c.parent]; p != nil {
		c = p
	}
	has := map[string]bool{d.Guild: true}
	for _, r := range d.members[user] {
		has[r] = true
	}
	var base int64
	for _, r := range d.roles {
		if has[r.ID] {
			base |= r.Permissions
		}
	}
	if base&Administrator != 0 || user == d.owner {
		return all
	}
	apply := func(match func(Overwrite) bool) {
		var allow, deny int64
		for _, o := range c.overwrites {
			if match(o) {
				allow, deny = allow|o.Allow, deny|o.Deny
			}
		}
		base = base&^deny | allow
	}
	apply(func(o Overwrite) bool { return o.Type == OfRole && o.ID == d.Guild })
	apply(func(o Overwrite) bool { return o.Type == OfRole && o.ID != d.Guild && has[o.ID] })
	apply(func(o Overwrite) bool { return o.Type == OfMember && o.ID == user })
	if base&ViewChannel == 0 {
		return 0
	}
	return base
}

// sending is the permission that lets somebody write in a channel.
func (d *Server) sending(c *channel) int64 {
	if c.parent != "" {
		return SendInThreads
	}
	return SendMessages
}

// Types of channels ("Channel Types").
const (
	textChannel   = 0
	directMessage = 1
	publicThread  = 11
)

// wireChannel is the channel object.
func (d *Server) wireChannel(c *channel) map[string]any {
	w := map[string]any{"id": c.id, "type": textChannel, "flags": 0, "last_message_id": nil}
	switch {
	case c.guild == "":
		w["type"] = directMessage
		return w
	case c.parent != "":
		w["type"], w["parent_id"], w["owner_id"] = publicThread, c.parent, d.Bot.ID
		w["thread_metadata"] = map[string]any{
			"archived": false, "auto_archive_duration": c.archive, "locked": false,
			"archive_timestamp": "2026-01-01T12:00:00.000000+00:00",
		}
	default:
		overwrites := c.overwrites
		if overwrites == nil {
			overwrites = []Overwrite{}
		}
		w["parent_id"], w["position"], w["nsfw"], w["topic"] = nil, 0, false, nil
		w["permission_overwrites"] = overwrites
	}
	w["guild_id"], w["name"] = c.guild, c.name
	return w
}
