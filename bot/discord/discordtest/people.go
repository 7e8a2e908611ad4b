package discordtest

import "strings"

// asked counts requests with a text in them.
func (d *Server) asked(part string) (n int) {
	for _, r := range d.requests {
		if strings.Contains(r, part) {
			n++
		}
	}
	return n
}

// Edit changes what somebody said ("Message Update").
func (d *Server) Edit(id, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.messages[id]
	m.Content, m.mentions = text, mentioned(text)
	m.Edits++
	d.dispatch("MESSAGE_UPDATE", m)
}

// EditPartly does the same and tells of it without the author, as Discord may: an update
// has the ids, and of the rest what it likes.
func (d *Server) EditPartly(id, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.messages[id]
	m.Content, m.mentions = text, mentioned(text)
	m.Edits++
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
