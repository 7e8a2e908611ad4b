package discordtest

import "cmp"

// A Forgery is an interaction with a component as no client of Discord's sends it.
type Forgery struct {
	Channel  string
	Message  string // id of the message it claims to stand in; empty for one that the bot never sent
	CustomID string
	Kind     int // of component; a button when it is 0
	Values   []string
	Guild    string            // another guild than the channel's
	Modal    map[string]string // texts by input: a form in place of a component
}

// Forge sends one.
func (d *Server) Forge(who User, f Forgery, details ...Detail) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := *d.channels[f.Channel]
	c.guild = cmp.Or(f.Guild, c.guild)
	m := d.messages[f.Message]
	if m == nil {
		m = &Message{ID: d.id(), Channel: c.id, Guild: c.guild, Author: d.Bot}
	}
	data := map[string]any{"custom_id": f.CustomID}
	kind := ComponentUsed
	if f.Modal == nil {
		data["component_type"] = cmp.Or(f.Kind, TypeButton)
		if f.Values != nil {
			data["values"] = f.Values
		}
	} else {
		kind = ModalSent
		rows := []any{}
		for id, text := range f.Modal {
			rows = append(rows, map[string]any{"type": TypeRow, "components": []any{
				map[string]any{"type": TypeTextInput, "custom_id": id, "value": text},
			}})
		}
		data["components"] = rows
	}
	return d.happen(kind, &c, who, used(details).locale, m, data).ID
}
