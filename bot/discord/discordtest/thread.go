package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
)

// startThread is "Start Thread from Message". The thread has the id of its message.
func (d *Server) startThread(w http.ResponseWriter, r *http.Request) {
	c, m := d.channels[r.PathValue("channel")], d.messages[r.PathValue("message")]
	if d.noAccess(w, c, CreateThreads) {
		return
	}
	if m == nil || m.Channel != c.id || m.Ephemeral {
		d.refuse(w, http.StatusNotFound, 10008, "Unknown Message", nil)
		return
	}
	var f struct {
		Name    string `json:"name"`
		Archive *int   `json:"auto_archive_duration"`
	}
	if json.Unmarshal(body(r), &f) != nil {
		d.noJSON(w)
		return
	}
	t := newTree()
	t.between(f.Name, 100, "name")
	if lengths := []int{60, 1440, 4320, 10080}; f.Archive != nil && !slices.Contains(lengths, *f.Archive) {
		t.choice(lengths, "auto_archive_duration")
	}
	switch {
	case d.invalid(w, t):
		return
	case c.guild == "" || c.parent != "":
		d.refuse(w, http.StatusBadRequest, 50024, "Cannot execute action on this channel type", nil)
		return
	case m.Thread != "":
		d.refuse(w, http.StatusBadRequest, 160004, "A thread has already been created for this message", nil)
		return
	}
	archive := 4320
	if f.Archive != nil {
		archive = *f.Archive
	}
	thread := d.branch(m, f.Name, archive)
	answer(w, http.StatusCreated, d.wireChannel(thread))
}

// branch starts a thread from a message and tells of it.
func (d *Server) branch(m *Message, name string, archive int) *channel {
	c := d.channels[m.Channel]
	thread := &channel{id: m.ID, name: name, guild: c.guild, parent: c.id, archive: archive, lacks: c.lacks}
	d.channels[thread.id] = thread
	m.Thread = thread.id
	for _, s := range d.sessions {
		if s.intents&IntentGuilds != 0 {
			s.event("THREAD_CREATE", d.wireChannel(thread))
		}
	}
	d.dispatch("MESSAGE_UPDATE", m)
	return thread
}

// NewThread starts a thread from a message as a person and returns its id.
func (d *Server) NewThread(messageID, name string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.branch(d.messages[messageID], name, 1440).id
}
