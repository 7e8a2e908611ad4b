package discordtest

import (
	"slices"
	"testing"
	"unicode/utf8"
)

// find finds a component of a message.
func (m *Message) find(customID string) (Component, error) {
	for _, c := range flat(m.Components) {
		if c.CustomID == customID && customID != "" {
			if c.Disabled {
				return c, refusal("the component %q is disabled", customID)
			}
			return c, nil
		}
	}
	return Component{}, refusal("the message has no component %q", customID)
}

// component is a component of a message that somebody sees.
func (d *Server) component(who User, messageID, customID string) (*Message, Component, error) {
	m, err := d.sees(who, messageID)
	if err != nil {
		return nil, Component{}, err
	}
	c, err := m.find(customID)
	return m, c, err
}

// Press presses a button of a message.
func (d *Server) Press(t testing.TB, who User, messageID, customID string, details ...Detail) string {
	t.Helper()
	return d.act(t, func() (*Interaction, error) {
		m, c, err := d.component(who, messageID, customID)
		if err != nil {
			return nil, err
		}
		if c.Type != TypeButton {
			return nil, refusal("the component %q is no button", customID)
		}
		data := map[string]any{"custom_id": customID, "component_type": TypeButton, "id": 1}
		return d.happen(ComponentUsed, d.channels[m.Channel], who, used(details).locale, m, data), nil
	})
}

// Select chooses values in a menu of a message: of its options, or ids of roles or
// channels.
func (d *Server) Select(t testing.TB, who User, messageID, customID string, values []string, details ...Detail) string {
	t.Helper()
	return d.act(t, func() (*Interaction, error) {
		m, c, err := d.component(who, messageID, customID)
		if err != nil {
			return nil, err
		}
		if least, most := c.picks(); c.Type == TypeButton || len(values) < least || len(values) > most {
			return nil, refusal("the component %q does not take %d values", customID, len(values))
		}
		data := map[string]any{"custom_id": customID, "component_type": c.Type, "id": 1, "values": slices.Concat([]string{}, values)}
		if err := d.pick(m, c, values, data); err != nil {
			return nil, err
		}
		return d.happen(ComponentUsed, d.channels[m.Channel], who, used(details).locale, m, data), nil
	})
}

// pick checks the values of a menu, and resolves those of roles and channels.
func (d *Server) pick(m *Message, c Component, values []string, data map[string]any) error {
	found := map[string]any{}
	for _, v := range values {
		ok := false
		switch c.Type {
		case TypeSelect:
			ok = slices.ContainsFunc(c.Options, func(o SelectOption) bool { return o.Value == v })
		case TypeRoleSelect:
			i := slices.IndexFunc(d.roles, func(r role) bool { return r.ID == v })
			if ok = i >= 0; ok {
				found[v] = d.roles[i]
			}
		case TypeChannelSelect:
			other := d.channels[v]
			ok = other != nil && other.guild == m.Guild &&
				(len(c.ChannelTypes) == 0 || slices.Contains(c.ChannelTypes, other.kind()))
			if ok {
				found[v] = d.wireChannel(other)
			}
		}
		if !ok {
			return refusal("the menu has no %q", v)
		}
	}
	if c.Type == TypeRoleSelect {
		data["resolved"] = map[string]any{"roles": found}
	}
	if c.Type == TypeChannelSelect {
		data["resolved"] = map[string]any{"channels": found}
	}
	return nil
}

// kind is the channel's type.
func (c *channel) kind() int {
	switch {
	case c.guild == "":
		return directMessage
	case c.parent != "":
		return publicThread
	}
	return textChannel
}

// Submit sends the form that an interaction opened, with a text for each of its inputs;
// one that is left out keeps what stood in it.
func (d *Server) Submit(t testing.TB, interactionID string, texts map[string]string, details ...Detail) string {
	t.Helper()
	return d.act(t, func() (*Interaction, error) {
		it := d.interactions[interactionID]
		if it == nil || it.Modal == nil {
			return nil, refusal("no form is open")
		}
		rows := []any{}
		for _, c := range it.Modal.Inputs() {
			text, ok := texts[c.CustomID]
			if !ok {
				text = c.Value
			}
			if err := c.takes(text); err != nil {
				return nil, err
			}
			rows = append(rows, map[string]any{"type": TypeRow, "id": 1, "components": []any{
				map[string]any{"type": TypeTextInput, "id": 2, "custom_id": c.CustomID, "value": text},
			}})
		}
		for id := range texts {
			if !slices.ContainsFunc(it.Modal.Inputs(), func(c Component) bool { return c.CustomID == id }) {
				return nil, refusal("the form has no input %q", id)
			}
		}
		c := d.channels[it.Channel]
		if c == nil {
			return nil, refusal("there is no channel %s", it.Channel)
		}
		data := map[string]any{"custom_id": it.Modal.CustomID, "components": rows}
		return d.happen(ModalSent, c, it.Who, used(details).locale, it.source, data), nil
	})
}

// takes checks the length of what is written into a text input.
func (c Component) takes(text string) error {
	n := utf8.RuneCountInString(text)
	if n == 0 && (c.Required == nil || *c.Required) {
		return refusal("the input %q must be filled in", c.CustomID)
	}
	if c.MinLength != nil && n > 0 && n < *c.MinLength || c.MaxLength != nil && n > *c.MaxLength || n > 4000 {
		return refusal("the input %q does not take %d characters", c.CustomID, n)
	}
	return nil
}
