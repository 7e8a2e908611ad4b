package discordtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

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

// text is what somebody gives an option for a text. Discord trims it.
func (d *Server) text(o CommandOption, g filled, bad error) (any, error) {
	g.value = strings.TrimSpace(g.value)
	least, most := 1, 6000
	if o.MinLength != nil {
		least = *o.MinLength
	}
	if o.MaxLength != nil {
		most = *o.MaxLength
	}
	n := utf8.RuneCountInString(g.value)
	if n < least || n > most {
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
