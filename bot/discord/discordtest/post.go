package discordtest

import "net/http"

// noAccess refuses what the bot may not do in a channel; it reports false when it may.
func (d *Server) noAccess(w http.ResponseWriter, c *channel, need int64) bool {
	switch {
	case c == nil:
		d.refuse(w, http.StatusNotFound, 10003, "Unknown Channel", nil)
	case c.lacks[Blocked]:
		d.refuse(w, http.StatusForbidden, 50007, "Cannot send messages to this user", nil)
	case d.may(c, d.Bot.ID)&ViewChannel == 0:
		d.refuse(w, http.StatusForbidden, 50001, "Missing Access", nil)
	case d.may(c, d.Bot.ID)&need != need:
		d.refuse(w, http.StatusForbidden, 50013, "Missing Permissions", nil)
	default:
		return false
	}
	return true
}

// needs are the permissions for what is in a draft. Discord has been seen to drop
// embeds in silence and to refuse them, so a channel does the one or the other.
func (d *Server) needs(c *channel, f draft) int64 {
	var need int64
	if len(given(f.Embeds)) > 0 && (!c.lacks[NoEmbeds] || given(f.Content) == "" && len(f.files) == 0) {
		need |= EmbedLinks
	}
	if len(f.files) > 0 {
		need |= AttachFiles
	}
	return need
}

// create is "Create Message" of Discord's documentation.
func (d *Server) create(w http.ResponseWriter, r *http.Request) {
	c := d.channels[r.PathValue("channel")]
	if d.full(w, c) {
		return
	}
	if c == nil {
		d.noAccess(w, nil, 0)
		return
	}
	f, ok := d.read(w, r, nil)
	if !ok || d.noAccess(w, c, d.sending(c)|d.needs(c, f)) {
		return
	}
	if f.Reference != nil && d.may(c, d.Bot.ID)&ReadHistory == 0 {
		d.refuse(w, http.StatusBadRequest, 160002, "Cannot reply without permission to read message history", nil)
		return
	}
	t := newTree()
	if f.check(d, t, nil, SuppressEmbeds|SuppressNotifications); d.invalid(w, t) {
		return
	}
	key := c.id + " " + f.Nonce
	if same := d.nonces[key]; same != nil && f.Nonce != "" && f.EnforceNonce {
		answer(w, http.StatusOK, same.wire(d, true))
		return
	}
	m := d.blank(c)
	m.Nonce = f.Nonce
	if f.Reference != nil && d.messages[f.Reference.MessageID] != nil {
		m.Reference, m.Type = f.Reference.MessageID, 19
	}
	if !d.write(w, m, f) {
		return
	}
	d.nonces[key] = m
	d.post(m)
	answer(w, http.StatusOK, m.wire(d, true))
}

// blank is a new message of the bot's.
func (d *Server) blank(c *channel) *Message {
	return &Message{ID: d.id(), Channel: c.id, Guild: c.guild, Author: d.Bot}
}

// post shows a message of the bot's.
func (d *Server) post(m *Message) {
	d.messages[m.ID] = m
	d.sent = append(d.sent, m)
	d.dispatch("MESSAGE_CREATE", m)
}

// mine finds a message of the bot's that everybody sees. It reports false when it has
// refused the request.
func (d *Server) mine(w http.ResponseWriter, r *http.Request) (*Message, bool) {
	c, m := d.channels[r.PathValue("channel")], d.messages[r.PathValue("message")]
	if d.noAccess(w, c, 0) {
		return nil, false
	}
	if m == nil || m.Channel != c.id || m.Ephemeral {
		d.refuse(w, http.StatusNotFound, 10008, "Unknown Message", nil)
		return nil, false
	}
	return m, true
}

// getMessage is "Get Channel Message".
func (d *Server) getMessage(w http.ResponseWriter, r *http.Request) {
	m, ok := d.mine(w, r)
	if !ok || d.noAccess(w, d.channels[m.Channel], ReadHistory) {
		return
	}
	answer(w, http.StatusOK, m.wire(d, true))
}

// edit is "Edit Message" of Discord's documentation.
func (d *Server) edit(w http.ResponseWriter, r *http.Request) {
	m, ok := d.mine(w, r)
	if !ok {
		return
	}
	if m.Author.ID != d.Bot.ID {
		d.refuse(w, http.StatusForbidden, 50005, "Cannot edit a message authored by another user", nil)
		return
	}
	d.change(w, r, m)
}

// change writes a request's body into a message that exists.
func (d *Server) change(w http.ResponseWriter, r *http.Request, m *Message) {
	f, ok := d.read(w, r, nil)
	if !ok {
		return
	}
	c := d.channels[m.Channel]
	if c == nil {
		d.noAccess(w, nil, 0)
		return
	}
	if need, may := d.needs(c, f), d.may(c, d.Bot.ID); may&ViewChannel != 0 && may&need != need {
		d.refuse(w, http.StatusForbidden, 50013, "Missing Permissions", nil)
		return
	}
	t := newTree()
	if f.check(d, t, m, SuppressEmbeds); d.invalid(w, t) || !d.write(w, m, f) {
		return
	}
	d.changedNow(m)
	answer(w, http.StatusOK, m.wire(d, true))
}

// changedNow counts a change of a message and tells of it. The first one of a
// placeholder is what sends the message.
func (d *Server) changedNow(m *Message) {
	if m.Flags&loading != 0 {
		m.Flags &^= loading
		d.sent = append(d.sent, m)
	} else {
		m.Edits++
	}
	if !m.Ephemeral {
		d.dispatch("MESSAGE_UPDATE", m)
	}
}

// delete is "Delete Message".
func (d *Server) delete(w http.ResponseWriter, r *http.Request) {
	m, ok := d.mine(w, r)
	if !ok || m.Author.ID != d.Bot.ID && d.noAccess(w, d.channels[m.Channel], ManageMessages) {
		return
	}
	d.remove(m)
	w.WriteHeader(http.StatusNoContent)
}

// remove deletes a message and tells of it.
func (d *Server) remove(m *Message) {
	delete(d.messages, m.ID)
	m.Deleted = true
	if m.Ephemeral {
		return
	}
	d.emit("MESSAGE_DELETE", m.Guild, func(bool) map[string]any {
		return m.place(map[string]any{"id": m.ID})
	})
}

// place adds to an event where its message is.
func (m *Message) place(w map[string]any) map[string]any {
	w["channel_id"] = m.Channel
	if m.Guild != "" {
		w["guild_id"] = m.Guild
	}
	return w
}
