package discord

import (
	"strings"

	"byline/handlers"
	"byline/handlers/language"
)

// The types of commands and options ("Application Command Types" and "Application Command
// Option Type" of Discord's documentation).
const (
	commandSlash   = 1
	commandMessage = 3

	optionText    = 3
	optionNumber  = 4
	optionChannel = 7
	optionRole    = 8
	optionFile    = 11
)

// Where a command can be used ("Interaction Context Types") and how the application is
// installed ("Application Integration Types").
const (
	inGuilds      = 0
	inBotDM       = 1
	installGuilds = 0
)

// A command is what Discord is told of one, and tells back. discordgo's own type has not
// all of it.
type command struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"` // by locale; only in the menu of a message
	About        string            `json:"description"`
	Abouts       map[string]string `json:"description_localizations,omitempty"` // by locale
	Options      []commandOption   `json:"options,omitempty"`
	Permissions  *string           `json:"default_member_permissions"`  // that a member needs to see it; nil for none
	Contexts     []int             `json:"contexts,omitempty"`          // not for commands of one server
	Integrations []int             `json:"integration_types,omitempty"` // likewise
}

type commandOption struct {
	Type     int               `json:"type"`
	Name     string            `json:"name"`
	About    string            `json:"description"`
	Abouts   map[string]string `json:"description_localizations,omitempty"`
	Required bool              `json:"required,omitempty"`
	Choices  []choice          `json:"choices,omitempty"`
	Complete bool              `json:"autocomplete,omitempty"`
	Max      int               `json:"max_length,omitempty"`
	Least    *float64          `json:"min_value,omitempty"`
}

// locales are Discord's locales ("Locales" of its documentation) with the languages that
// descriptions are worded in for them.
func locales() map[string]string {
	return map[string]string{"de": "de", "fr": "fr", "es-ES": "es", "es-419": "es", "uk": "uk"}
}

// commandsOf is what Discord is to have of the specs.
func commandsOf(specs []handlers.Spec) []command {
	manage := "32" // Manage Server
	var all []command
	for _, s := range specs {
		var needs *string
		if s.Manage {
			needs = &manage
		}
		one := command{Type: commandSlash, Name: s.Name, Permissions: needs,
			Contexts: []int{inGuilds, inBotDM}, Integrations: []int{installGuilds}}
		one.About, one.Abouts = abouts(s.Summary)
		for _, p := range s.Params {
			one.Options = append(one.Options, optionOf(p))
		}
		all = append(all, one)
		if s.OnMessage != "" {
			one = command{Type: commandMessage, Permissions: needs, Contexts: one.Contexts, Integrations: one.Integrations}
			one.Name, one.Names = worded(s.OnMessage, maxMenuName)
			all = append(all, one)
		}
	}
	return all
}

func optionOf(p handlers.Param) commandOption {
	o := commandOption{Type: optionText, Name: p.Name, Required: p.Required}
	o.About, o.Abouts = abouts(p.About)
	switch p.Type {
	case handlers.ParamNumber:
		least := 1.0
		o.Type, o.Least = optionNumber, &least
	case handlers.ParamFile:
		o.Type = optionFile
	case handlers.ParamRole:
		o.Type = optionRole
	case handlers.ParamChannel:
		o.Type = optionChannel
	case handlers.ParamText:
		o.Max = min(p.MaxLen, maxOptionText)
		for _, c := range p.Choices {
			o.Choices = append(o.Choices, choice{Name: c, Value: c})
		}
		o.Complete = len(o.Choices) == 0 && p.Suggest != handlers.SuggestNothing
	}
	return o
}

// abouts is a description in English and, where they differ, in other languages.
func abouts(english string) (string, map[string]string) { return worded(english, maxAbout) }

// worded is a text in English and, by locale, in the languages where it is another.
func worded(english string, most int) (string, map[string]string) {
	ours := plain(language.Of("en", "/").Say(english), most)
	var others map[string]string
	for locale, tag := range locales() {
		if other := plain(language.Of(tag, "/").Say(english), most); other != ours {
			if others == nil {
				others = map[string]string{}
			}
			others[locale] = other
		}
	}
	return ours, others
}

// A menu knows what the commands that Discord shows mean.
type menu struct {
	commands []command                // as Discord is told of them
	specs    map[string]handlers.Spec // by name
	messages map[string]string        // the names in the menu of a message, with the command's name
}

func newMenu(specs []handlers.Spec) *menu {
	m := &menu{commands: commandsOf(specs), specs: map[string]handlers.Spec{}, messages: map[string]string{}}
	for _, s := range specs {
		m.specs[s.Name] = s
		if s.OnMessage != "" {
			m.messages[s.OnMessage] = s.Name
		}
	}
	return m
}

// line is the chat line that a command says, with its files. It reports false for a command
// that there is no more.
func (m *menu) line(d interactionData) (line string, files []handlers.File, ok bool) {
	if d.Type == commandMessage {
		name, ok := m.messages[d.Name]
		return "!" + name + " " + d.Resolved.Messages[d.Target].text(), nil, ok
	}
	spec, ok := m.specs[d.Name]
	parts := []string{"!" + d.Name}
	for _, p := range spec.Params {
		for _, o := range d.Options {
			if o.Name != p.Name {
				continue
			}
			text := strings.TrimSpace(o.text())
			switch p.Type {
			case handlers.ParamFile:
				if f, ok := d.Resolved.Attachments[text]; ok {
					files = append(files, handlers.File{Name: f.Filename, URL: f.URL})
				}
				continue
			case handlers.ParamRole:
				text = "<@&" + text + ">"
			case handlers.ParamChannel:
				text = "<#" + text + ">"
			case handlers.ParamText, handlers.ParamNumber:
			}
			if text != "" {
				parts = append(parts, text)
			}
		}
	}
	return strings.Join(parts, " "), files, ok
}

// form is what a command asks for where nothing is given to it; nil for nothing.
func (m *menu) form(d interactionData) *handlers.Form {
	if d.Type == commandMessage || len(d.Options) > 0 {
		return nil
	}
	return m.specs[d.Name].Form
}

// focused is the parameter that somebody is typing, with what there is of it.
func (m *menu) focused(d interactionData) (command, param, typed string, ok bool) {
	if _, known := m.specs[d.Name]; !known {
		return "", "", "", false
	}
	for _, o := range d.Options {
		if o.Focused {
			return d.Name, o.Name, o.text(), true
		}
	}
	return "", "", "", false
}
