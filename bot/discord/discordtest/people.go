package discordtest

import (
	"regexp"
	"slices"
)

// An Option changes a message that is said.
type Option func(*Message)

// ReplyTo makes it a reply, which pings the author of the other message or not.
func ReplyTo(id string, ping bool) Option {
	return func(m *Message) { m.Reference, m.replyPings, m.Type = id, ping, 19 }
}

// FromWebhook makes it a webhook's message.
func FromWebhook(m *Message) { m.webhook = "1100000000000099999" }

// Kind sets the message's type, for system messages.
func Kind(n int) Option { return func(m *Message) { m.Type = n } }

// Say posts a message as somebody and returns its id.
func (d *Server) Say(channelID string, who User, text string, options ...Option) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.channels[channelID]
	m := &Message{ID: d.id(), Channel: c.id, Guild: c.guild, Author: who, Content: text}
	for _, o := range options {
		o(m)
	}
	d.keep(m)
	m.mentions = mentioned(text)
	if to := d.messages[m.Reference]; to != nil && m.replyPings {
		m.mentions = append(m.mentions, to.Author.ID)
	}
	d.messages[m.ID] = m
	d.dispatch("MESSAGE_CREATE", m)
	return m.ID
}

// Redeliver sends the event of a message once more.
func (d *Server) Redeliver(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dispatch("MESSAGE_CREATE", d.messages[id])
}

var mention = regexp.MustCompile(`<@!?(\d+)>`)

func mentioned(text string) []string {
	var ids []string
	for _, m := range mention.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(ids, m[1]) {
			ids = append(ids, m[1])
		}
	}
	return ids
}

// rewrite gives a message other words.
func (d *Server) rewrite(id, text string) *Message {
	m := d.messages[id]
	m.Content, m.mentions = text, mentioned(text)
	m.Edits++
	return m
}

// Edit changes what somebody said ("Message Update").
func (d *Server) Edit(id, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.rewrite(id, text)
	d.dispatch("MESSAGE_UPDATE", m)
}

// EditPartly does the same and tells of it without the author, as Discord may: an update
// has the ids, and of the rest what it likes.
func (d *Server) EditPartly(id, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.rewrite(id, text)
	d.emit("MESSAGE_UPDATE", m.Guild, func(withContent bool) map[string]any {
		w := m.place(map[string]any{"id": m.ID})
		if withContent {
			w["content"] = text
		}
		return w
	})
}

// ShowLink adds to a message what Discord finds behind a link in it. That is an update,
// but no edit.
func (d *Server) ShowLink(id string, found Embed) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.messages[id]
	m.resolved = append(m.resolved, found)
	d.dispatch("MESSAGE_UPDATE", m)
}

// Delete removes a message ("Message Delete"), several at once ("Message Delete Bulk").
func (d *Server) Delete(ids ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(ids) == 1 {
		d.remove(d.messages[ids[0]])
		d.changed.Broadcast()
		return
	}
	first := d.messages[ids[0]]
	for _, id := range ids {
		d.messages[id].Deleted = true
		delete(d.messages, id)
	}
	d.emit("MESSAGE_DELETE_BULK", first.Guild, func(bool) map[string]any {
		return first.place(map[string]any{"ids": ids})
	})
}
