package discordtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// What a person's own client lets them do. What it would not let them do fails the test.

// A Detail says how somebody uses a command or a component.
type Detail func(*use)

// use is what a client sends.
type use struct {
	given  []filled
	locale string
}

// filled is an option with its value.
type filled struct {
	name, value string
	file        *File
}

// Fill gives an option of a command its value: a text, a number, "true", or the id of a
// role, channel or user.
func Fill(option, value string) Detail {
	return func(u *use) { u.given = append(u.given, filled{name: option, value: value}) }
}

// FillFile gives an option of a command a file.
func FillFile(option, name, kind string, data []byte) Detail {
	return func(u *use) {
		u.given = append(u.given, filled{name: option, file: &File{Name: name, Type: kind, Data: data}})
	}
}

// Speaking sets the language of the person's client; otherwise it is en-US.
func Speaking(locale string) Detail { return func(u *use) { u.locale = locale } }

func used(details []Detail) use {
	u := use{locale: "en-US"}
	for _, d := range details {
		d(&u)
	}
	return u
}

// errAct says what a client would not let a person do.
type errAct string

func (e errAct) Error() string { return string(e) }

func refusal(format string, a ...any) error { return errAct(fmt.Sprintf(format, a...)) }

// act does something as a person, with the server locked. It returns the interaction's id.
func (d *Server) act(t testing.TB, do func() (*Interaction, error)) string {
	t.Helper()
	d.mu.Lock()
	it, err := do()
	d.mu.Unlock()
	if err != nil {
		t.Fatalf("Discord's client would not let them: %v", err)
	}
	return it.ID
}

// Slash uses a slash command in a channel.
func (d *Server) Slash(t testing.TB, channelID string, who User, name string, details ...Detail) string {
	t.Helper()
	return d.act(t, func() (*Interaction, error) {
		c, command, err := d.offered(channelID, who, ChatCommand, name)
		if err != nil {
			return nil, err
		}
		u := used(details)
		data, err := d.fill(c, command, u, "")
		if err != nil {
			return nil, err
		}
		return d.happen(CommandUsed, c, who, u.locale, nil, data), nil
	})
}

// Autocomplete types a text into an option of a command that is being filled in.
func (d *Server) Autocomplete(t testing.TB, channelID string, who User, name, option, typed string, details ...Detail) string {
	t.Helper()
	return d.act(t, func() (*Interaction, error) {
		c, command, err := d.offered(channelID, who, ChatCommand, name)
		if err != nil {
			return nil, err
		}
		u := used(append(details, Fill(option, typed)))
		data, err := d.fill(c, command, u, option)
		if err != nil {
			return nil, err
		}
		return d.happen(Typing, c, who, u.locale, nil, data), nil
	})
}

// OnMessage uses a command from the menu of a message.
func (d *Server) OnMessage(t testing.TB, who User, name, messageID string, details ...Detail) string {
	t.Helper()
	return d.act(t, func() (*Interaction, error) {
		m, err := d.sees(who, messageID)
		if err != nil {
			return nil, err
		}
		c, command, err := d.offered(m.Channel, who, MessageCommand, name)
		if err != nil {
			return nil, err
		}
		data := commandData(command)
		data["target_id"] = m.ID
		data["resolved"] = map[string]any{"messages": map[string]any{m.ID: m.inInteraction(d)}}
		it := d.happen(CommandUsed, c, who, used(details).locale, nil, data)
		it.target = m
		return it, nil
	})
}

// sees finds a message that somebody can see.
func (d *Server) sees(who User, messageID string) (*Message, error) {
	m := d.messages[messageID]
	switch {
	case m == nil:
		return nil, refusal("there is no message %s", messageID)
	case m.Ephemeral && m.For != who.ID:
		return nil, refusal("%s does not see this message", who.Name)
	case d.channels[m.Channel] == nil || d.may(d.channels[m.Channel], who.ID)&ViewChannel == 0:
		return nil, refusal("%s does not see this channel", who.Name)
	}
	return m, nil
}

// offered finds a command that the client shows to somebody in a channel: a guild's own
// before a global one.
func (d *Server) offered(channelID string, who User, kind int, name string) (*channel, *Command, error) {
	c := d.channels[channelID]
	if c == nil {
		return nil, nil, refusal("there is no channel %s", channelID)
	}
	list := d.commands[""]
	if c.guild != "" {
		list = slices.Concat(d.commands[c.guild], list)
	}
	i := slices.IndexFunc(list, func(o *Command) bool { return o.Type == kind && o.Name == name })
	if i < 0 {
		return nil, nil, refusal("there is no command %q", name)
	}
	command := list[i]
	where := 0
	if c.guild == "" {
		where = 1
	}
	if command.Contexts != nil && !slices.Contains(*command.Contexts, where) ||
		command.Contexts == nil && where == 1 && command.DMPermission != nil && !*command.DMPermission {
		return nil, nil, refusal("%q is not for such a channel", name)
	}
	may := d.may(c, who.ID)
	if c.guild != "" && may&(ViewChannel|UseCommands) != ViewChannel|UseCommands {
		return nil, nil, refusal("%s may not use commands here", who.Name)
	}
	if p := command.MemberPermissions; p != nil && c.guild != "" && may&Administrator == 0 {
		need, _ := strconv.ParseInt(*p, 10, 64)
		if need == 0 || may&need != need {
			return nil, nil, refusal("%q is hidden from %s", name, who.Name)
		}
	}
	return c, command, nil
}

// commandData is the data of an interaction with a command ("Application Command Data
// Structure").
func commandData(c *Command) map[string]any {
	data := map[string]any{"id": c.ID, "name": c.Name, "type": c.Type}
	if c.guild != "" {
		data["guild_id"] = c.guild
	}
	return data
}

// fill makes the data of a slash command. With a focused option it is an autocomplete, for
// which not all need be filled in.
func (d *Server) fill(c *channel, command *Command, u use, focused string) (map[string]any, error) {
	resolved := map[string]map[string]any{}
	options := []any{}
	for _, g := range u.given {
		i := slices.IndexFunc(command.Options, func(o CommandOption) bool { return o.Name == g.name })
		if i < 0 {
			return nil, refusal("/%s has no option %q", command.Name, g.name)
		}
		o := command.Options[i]
		one := map[string]any{"name": o.Name, "type": o.Type}
		if o.Name == focused {
			if !o.Autocomplete {
				return nil, refusal("option %q of /%s has no autocomplete", o.Name, command.Name)
			}
			one["focused"], one["value"] = true, g.value
			options = append(options, one)
			continue
		}
		value, err := d.value(c, o, g, resolved)
		if err != nil {
			return nil, err
		}
		one["value"] = value
		options = append(options, one)
	}
	for _, o := range command.Options {
		if focused == "" && o.Required && !slices.ContainsFunc(u.given, func(g filled) bool { return g.name == o.Name }) {
			return nil, refusal("/%s needs its option %q", command.Name, o.Name)
		}
	}
	data := commandData(command)
	data["options"] = options
	if len(options) == 0 {
		delete(data, "options")
	}
	if len(resolved) > 0 {
		data["resolved"] = resolved
	}
	return data, nil
}

// value is what somebody gives an option, if it may have that. What has an id is added to
// the resolved data.
func (d *Server) value(c *channel, o CommandOption, g filled, resolved map[string]map[string]any) (any, error) {
	bad := refusal("option %q does not take %q", o.Name, g.value)
	resolve := func(kind, id string, v any) {
		if resolved[kind] == nil {
			resolved[kind] = map[string]any{}
		}
		resolved[kind][id] = v
	}
	switch o.Type {
	case OptionInteger, OptionNumber:
		n, err := strconv.ParseFloat(g.value, 64)
		if err != nil || o.Type == OptionInteger && n != float64(int64(n)) ||
			o.MinValue != nil && n < *o.MinValue || o.MaxValue != nil && n > *o.MaxValue {
			return nil, bad
		}
		return json.RawMessage(g.value), nil
	case OptionBoolean:
		if g.value != "true" && g.value != "false" {
			return nil, bad
		}
		return g.value == "true", nil
	case OptionRole:
		i := slices.IndexFunc(d.roles, func(r role) bool { return r.ID == g.value })
		if i < 0 {
			return nil, bad
		}
		resolve("roles", g.value, d.roles[i])
	case OptionChannel:
		other := d.channels[g.value]
		if other == nil || other.guild != c.guild {
			return nil, bad
		}
		resolve("channels", g.value, d.wireChannel(other))
	case OptionUser:
		u, ok := d.users[g.value]
		if !ok {
			return nil, bad
		}
		resolve("users", u.ID, u)
		resolve("members", u.ID, d.member(u.ID))
	case OptionAttachment:
		if g.file == nil {
			return nil, bad
		}
		m := Message{Channel: c.id, Files: []File{*g.file}}
		d.keep(&m)
		resolve("attachments", m.Files[0].id, m.Files[0].wire())
		return m.Files[0].id, nil
	default:
		return d.text(o, g, bad)
	}
	return g.value, nil
}

// text is what somebody gives an option for a text.
func (d *Server) text(o CommandOption, g filled, bad error) (any, error) {
	least, most := 1, 6000
	if o.MinLength != nil {
		least = *o.MinLength
	}
	if o.MaxLength != nil {
		most = *o.MaxLength
	}
	n := utf8.RuneCountInString(g.value)
	if n < least || n > most || strings.TrimSpace(g.value) != g.value {
		return nil, bad
	}
	if len(o.Choices) == 0 {
		return g.value, nil
	}
	for _, c := range o.Choices {
		if c.Name == g.value || c.Text() == g.value {
			return c.Value, nil
		}
	}
	return nil, bad
}

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

// Press presses a button of a message.
func (d *Server) Press(t testing.TB, who User, messageID, customID string, details ...Detail) string {
	t.Helper()
	return d.act(t, func() (*Interaction, error) {
		m, err := d.sees(who, messageID)
		if err != nil {
			return nil, err
		}
		c, err := m.find(customID)
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
		m, err := d.sees(who, messageID)
		if err != nil {
			return nil, err
		}
		c, err := m.find(customID)
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
