package discordtest

import (
	"maps"
	"net/http"
	"slices"
)

// role is the part of Discord's role object that tells what its members may. The role
// @everyone has the guild's id ("Role Object").
type role struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Permissions int64  `json:"permissions,string"`
	Position    int    `json:"position"`
}

// NewRole adds a role to the guild and returns its id.
func (d *Server) NewRole(name string, permissions int64) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	r := role{ID: d.id(), Name: name, Permissions: permissions, Position: len(d.roles)}
	d.roles = append(d.roles, r)
	return r.ID
}

// Everyone lets every member do this.
func (d *Server) Everyone(permissions int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.roles[0].Permissions = permissions
}

// Give gives somebody a role.
func (d *Server) Give(who User, role string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.members[who.ID] = append(d.members[who.ID], role)
}

// Own makes somebody the guild's owner.
func (d *Server) Own(who User) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.owner = who.ID
}

// HideGuild refuses requests about the guild.
func (d *Server) HideGuild(hidden bool) { d.set(func(f *faults) { f.noGuild = hidden }) }

// describe is "Get Guild" of Discord's documentation.
func (d *Server) describe(w http.ResponseWriter, r *http.Request) {
	if d.noSuchGuild(w, r) {
		return
	}
	answer(w, http.StatusOK, map[string]any{
		"id": d.Guild, "name": "Guild", "owner_id": d.owner, "roles": d.roles,
		"emojis": []any{}, "features": []any{}, "premium_tier": 0, "preferred_locale": d.locale,
	})
}

// noSuchGuild refuses requests about other guilds and a hidden one.
func (d *Server) noSuchGuild(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case r.PathValue("guild") != d.Guild:
		d.refuse(w, http.StatusNotFound, 10004, "Unknown Guild", nil)
	case d.faults.noGuild:
		d.refuse(w, http.StatusForbidden, 50001, "Missing Access", nil)
	default:
		return false
	}
	return true
}

// listChannels is "Get Guild Channels", which leaves out threads.
func (d *Server) listChannels(w http.ResponseWriter, r *http.Request) {
	if d.noSuchGuild(w, r) {
		return
	}
	list := []any{}
	for _, id := range slices.Sorted(maps.Keys(d.channels)) {
		if c := d.channels[id]; c.guild != "" && c.parent == "" {
			list = append(list, d.wireChannel(c))
		}
	}
	answer(w, http.StatusOK, list)
}

// getChannel is "Get Channel".
func (d *Server) getChannel(w http.ResponseWriter, r *http.Request) {
	c := d.channels[r.PathValue("channel")]
	if !d.noAccess(w, c, 0) {
		answer(w, http.StatusOK, d.wireChannel(c))
	}
}

// getMember is "Get Guild Member". Everybody that the server made is a member.
func (d *Server) getMember(w http.ResponseWriter, r *http.Request) {
	if d.noSuchGuild(w, r) {
		return
	}
	u, ok := d.users[r.PathValue("user")]
	if !ok {
		d.refuse(w, http.StatusNotFound, 10007, "Unknown Member", nil)
		return
	}
	m := d.member(u.ID)
	m["user"] = u
	answer(w, http.StatusOK, m)
}

// member is the guild member that a message's event brings for its author: without the
// user, and without what the roles may ("Message Create").
func (d *Server) member(id string) map[string]any {
	roles := slices.Clone(d.members[id])
	if roles == nil {
		roles = []string{}
	}
	return map[string]any{
		"roles": roles, "nick": nil, "joined_at": "2025-01-01T12:00:00.000000+00:00",
		"deaf": false, "mute": false, "flags": 0,
	}
}

// SetLocale sets the guild's preferred language; otherwise it is en-US.
func (d *Server) SetLocale(locale string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.locale = locale
}
