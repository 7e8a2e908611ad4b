package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
)

// Types of commands. Source: Discord's documentation, "Application Commands".
const (
	ChatCommand    = 1
	UserCommand    = 2
	MessageCommand = 3
)

// Types of options ("Application Command Option Type").
const (
	OptionString     = 3
	OptionInteger    = 4
	OptionBoolean    = 5
	OptionUser       = 6
	OptionChannel    = 7
	OptionRole       = 8
	OptionNumber     = 10
	OptionAttachment = 11
)

// A Command is a registered command of the application's.
type Command struct {
	ID                string            `json:"id"`
	Type              int               `json:"type"`
	Name              string            `json:"name"`
	Names             map[string]string `json:"name_localizations"`
	Description       string            `json:"description"`
	Descriptions      map[string]string `json:"description_localizations"`
	Options           []CommandOption   `json:"options"`
	MemberPermissions *string           `json:"default_member_permissions"`
	DMPermission      *bool             `json:"dm_permission"`
	NSFW              bool              `json:"nsfw"`
	Contexts          *[]int            `json:"contexts"`
	IntegrationTypes  *[]int            `json:"integration_types"`

	guild   string
	version string
}

// A CommandOption is a parameter of a command.
type CommandOption struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations"`
	Required     bool              `json:"required"`
	Autocomplete bool              `json:"autocomplete"`
	Choices      []Choice          `json:"choices"`
	Options      []CommandOption   `json:"options"`
	ChannelTypes []int             `json:"channel_types"`
	MinValue     *float64          `json:"min_value"`
	MaxValue     *float64          `json:"max_value"`
	MinLength    *int              `json:"min_length"`
	MaxLength    *int              `json:"max_length"`
}

// A Choice is a value that an option may have, or that autocomplete offers.
type Choice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations"`
	Value json.RawMessage   `json:"value"`
}

// Text is the choice's value without the quotation marks it may have.
func (c Choice) Text() string {
	var s string
	if json.Unmarshal(c.Value, &s) == nil {
		return s
	}
	return string(c.Value)
}

// Commands are those registered for a guild; for the empty text, the global ones.
func (d *Server) Commands(guild string) []Command {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []Command
	for _, c := range d.commands[guild] {
		list = append(list, *c)
	}
	return list
}

// Overwritten are the guilds whose commands were overwritten in bulk, in order; the
// empty text stands for the global commands.
func (d *Server) Overwritten() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.puts)
}

// scope is the guild of a request about commands; it reports false when it has refused
// the request.
func (d *Server) scope(w http.ResponseWriter, r *http.Request) (string, bool) {
	guild := r.PathValue("guild")
	switch {
	case r.PathValue("app") != d.App:
		d.refuse(w, http.StatusForbidden, 20012, "You are not authorized to perform this action on this application", nil)
	case guild != "" && guild != d.Guild:
		d.refuse(w, http.StatusForbidden, 50001, "Missing Access", nil)
	default:
		return guild, true
	}
	return "", false
}

// listCommands is "Get Global Application Commands", and "Get Guild Application
// Commands". Translations are left out unless they are asked for.
func (d *Server) listCommands(w http.ResponseWriter, r *http.Request) {
	guild, ok := d.scope(w, r)
	if !ok {
		return
	}
	d.showCommands(w, d.commands[guild], r.URL.Query().Get("with_localizations") == "true")
}

func (d *Server) showCommands(w http.ResponseWriter, commands []*Command, translated bool) {
	list := []any{}
	for _, c := range commands {
		list = append(list, d.wireCommand(c, translated))
	}
	answer(w, http.StatusOK, list)
}

// overwriteCommands is "Bulk Overwrite Global Application Commands", and the same of a
// guild. A command that was there before under its name and type keeps its id.
func (d *Server) overwriteCommands(w http.ResponseWriter, r *http.Request) {
	guild, ok := d.scope(w, r)
	if !ok {
		return
	}
	var commands []*Command
	if json.Unmarshal(body(r), &commands) != nil {
		d.noJSON(w)
		return
	}
	seen, count := map[string]bool{}, map[int]int{}
	t := newTree()
	for i, c := range commands {
		if c == nil {
			d.noJSON(w)
			return
		}
		c.settle()
		n := strconv.Itoa(i)
		c.check(&tree{root: t.root, base: []string{n}})
		if key := c.key(); seen[key] {
			t.add("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique", n, "name")
		} else {
			seen[key] = true
		}
		count[c.Type]++
	}
	if d.invalid(w, t) || d.tooMany(w, count) {
		return
	}
	before := d.commands[guild]
	d.commands[guild] = nil
	for _, c := range commands {
		d.register(guild, c, before)
	}
	d.puts = append(d.puts, guild)
	d.showCommands(w, d.commands[guild], true)
}

// settle fills in a command's type.
func (c *Command) settle() {
	if c.Type == 0 {
		c.Type = ChatCommand
	}
}

func (c *Command) key() string { return strconv.Itoa(c.Type) + " " + c.Name }

// tooMany refuses more commands than a scope may have ("Registering a Command").
func (d *Server) tooMany(w http.ResponseWriter, count map[int]int) bool {
	for kind, most := range map[int]int{ChatCommand: 100, UserCommand: 15, MessageCommand: 15} {
		if count[kind] > most {
			d.refuse(w, http.StatusBadRequest, 30032, "Maximum number of application commands reached ("+strconv.Itoa(most)+")", nil)
			return true
		}
	}
	return false
}

// register adds a command to a scope. Its version changes when it does.
func (d *Server) register(guild string, c *Command, before []*Command) {
	c.ID, c.version, c.guild = "", "", guild
	if guild != "" { // these are only for global commands
		c.Contexts, c.IntegrationTypes, c.DMPermission = nil, nil, nil
	}
	if c.IntegrationTypes == nil {
		c.IntegrationTypes = &[]int{0, 1} // what the application has set
		if guild != "" {
			c.IntegrationTypes = &[]int{0}
		}
	}
	for _, old := range before {
		if old.key() != c.key() {
			continue
		}
		c.ID, c.version = old.ID, old.version
		if string(mustJSON(old)) == string(mustJSON(c)) {
			d.commands[guild] = append(d.commands[guild], c)
			return
		}
	}
	if c.ID == "" {
		c.ID = d.id()
	}
	c.version = d.id()
	d.commands[guild] = append(d.commands[guild], c)
}

// createCommand is "Create Global Application Command", and the same of a guild. A name
// that there is already is overwritten.
func (d *Server) createCommand(w http.ResponseWriter, r *http.Request) {
	guild, ok := d.scope(w, r)
	if !ok {
		return
	}
	c := &Command{}
	if json.Unmarshal(body(r), c) != nil {
		d.noJSON(w)
		return
	}
	c.settle()
	t := newTree()
	if c.check(t); d.invalid(w, t) {
		return
	}
	before := d.commands[guild]
	status := http.StatusCreated
	rest := slices.DeleteFunc(slices.Clone(before), func(o *Command) bool { return o.key() == c.key() })
	if len(rest) < len(before) {
		status = http.StatusOK
	}
	count := map[int]int{c.Type: 1}
	for _, o := range rest {
		count[o.Type]++
	}
	if d.tooMany(w, count) {
		return
	}
	d.commands[guild] = rest
	d.register(guild, c, before)
	answer(w, status, d.wireCommand(c, true))
}

// command finds the command of a request; it reports false when it has refused that.
func (d *Server) command(w http.ResponseWriter, r *http.Request) (*Command, bool) {
	guild, ok := d.scope(w, r)
	if !ok {
		return nil, false
	}
	for _, c := range d.commands[guild] {
		if c.ID == r.PathValue("command") {
			return c, true
		}
	}
	d.refuse(w, http.StatusNotFound, 10063, "Unknown application command", nil)
	return nil, false
}

// getCommand is "Get Global Application Command", and the same of a guild.
func (d *Server) getCommand(w http.ResponseWriter, r *http.Request) {
	if c, ok := d.command(w, r); ok {
		answer(w, http.StatusOK, d.wireCommand(c, true))
	}
}

// editCommand is "Edit Global Application Command", and the same of a guild.
func (d *Server) editCommand(w http.ResponseWriter, r *http.Request) {
	c, ok := d.command(w, r)
	if !ok {
		return
	}
	raw := body(r)
	changed := *c
	var has map[string]json.RawMessage
	if json.Unmarshal(raw, &has) == nil { // what is given replaces, and is not mixed with what was there
		if has["options"] != nil {
			changed.Options = nil
		}
		if has["name_localizations"] != nil {
			changed.Names = nil
		}
		if has["description_localizations"] != nil {
			changed.Descriptions = nil
		}
	}
	if json.Unmarshal(raw, &changed) != nil {
		d.noJSON(w)
		return
	}
	changed.ID, changed.Type = c.ID, c.Type
	t := newTree()
	if changed.check(t); d.invalid(w, t) {
		return
	}
	*c = changed
	c.version = d.id()
	answer(w, http.StatusOK, d.wireCommand(c, true))
}

// deleteCommand is "Delete Global Application Command", and the same of a guild.
func (d *Server) deleteCommand(w http.ResponseWriter, r *http.Request) {
	c, ok := d.command(w, r)
	if !ok {
		return
	}
	d.commands[c.guild] = slices.DeleteFunc(d.commands[c.guild], func(o *Command) bool { return o == c })
	w.WriteHeader(http.StatusNoContent)
}
