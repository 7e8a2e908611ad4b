package discord

import (
	"slices"
	"strings"

	"byline/handlers"
)

// A row is one line of buttons, or one menu, under a message.
type row struct {
	Type       int         `json:"type"`
	Components []component `json:"components"`
}

// A component is a button or a menu; which of its fields are set is its type's affair.
type component struct {
	Type        int          `json:"type"`
	Style       int          `json:"style,omitempty"`
	Label       string       `json:"label,omitempty"`
	CustomID    string       `json:"custom_id"`
	Placeholder string       `json:"placeholder,omitempty"`
	Options     []menuChoice `json:"options,omitempty"`
	Channels    []int        `json:"channel_types,omitempty"`
}

// A menuChoice is one line of a menu.
type menuChoice struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// The types of components, and the styles of buttons and of text fields (Discord's
// documentation, "Component Reference").
const (
	typeRow     = 1
	typeButton  = 2
	typeSelect  = 3
	typeText    = 4
	typeRoles   = 6
	typeChannel = 8

	styleBlue = 1
	styleGrey = 2

	styleShort = 1
	styleLong  = 2
)

// maxMenus leaves a row for actions and one for Byline's own buttons.
const maxMenus = maxRows - 2

// controls makes the rows under one message.
type controls struct {
	key   key
	scope string
	used  map[string]bool // the custom ids so far, which differ within a message
}

// rows are the menus of a reply, its actions, and the buttons that every reply has.
func (k key) rows(r handlers.Reply, f frame, page, pages int) []row {
	c := controls{k, f.scope, map[string]bool{}}
	var rows []row
	for i, m := range r.Menus {
		if menu, ok := c.menu(m, i); ok && len(rows) < maxMenus {
			rows = append(rows, row{typeRow, []component{menu}})
		}
	}
	var actions []component
	for _, a := range r.Actions {
		actions = c.button(actions, styleGrey, a.Label, press{kind: actionKind(a), line: a.Line})
	}
	for group := range slices.Chunk(actions, maxInRow) {
		if len(rows) < maxRows-1 {
			rows = append(rows, row{typeRow, group})
		}
	}
	if own := c.own(r, f, page, pages); len(own) > 0 {
		rows = append(rows, row{typeRow, own})
	}
	return rows
}

// actionKind is what pressing an action asks for.
func actionKind(a handlers.Action) byte {
	switch {
	case a.Form != nil && a.Replace:
		return pressFormPanel
	case a.Form != nil:
		return pressForm
	case a.Replace:
		return pressPanel
	}
	return pressAsk
}

// own are the buttons of Byline's own: at most five.
func (c *controls) own(r handlers.Reply, f frame, page, pages int) (list []component) {
	v := f.manner.Voice
	if page > 0 {
		list = c.button(list, styleBlue, v.Say("◀ Back"), press{kind: pressPage, line: f.line, page: page - 1})
	}
	if page < pages-1 {
		list = c.button(list, styleBlue, v.Say("Next ▶"), press{kind: pressPage, line: f.line, page: page + 1})
	}
	if f.private && !r.Private && (r.Found || len(r.Facts)+len(r.Sources) > 0) {
		list = c.button(list, styleGrey, v.Say("Show everyone"), c.fitting(press{kind: pressShow, line: f.line, page: page}))
	}
	if f.manner.Feedback && !r.Private && len(r.Sources) > 0 {
		list = c.button(list, styleGrey, v.Say("👍 Helped"), c.fitting(press{kind: pressHelped, line: f.asked}))
		list = c.button(list, styleGrey, v.Say("👎 Did not help"), c.fitting(press{kind: pressNoHelp, line: f.asked}))
	}
	if !f.private && f.asker != "" {
		list = c.button(list, styleGrey, v.Say("Delete"), press{kind: pressDelete, who: f.asker})
	}
	return list
}

// fitting is a press without its line where that has no room.
func (c *controls) fitting(p press) press {
	if _, ok := c.key.seal(c.scope, p); !ok {
		p.line = ""
	}
	return p
}

// button adds a button, unless its press has no room in an id or is there already.
func (c *controls) button(list []component, style int, label string, p press) []component {
	id, ok := c.key.seal(c.scope, p)
	if label = plain(label, maxButton); !ok || label == "" || c.used[id] {
		return list
	}
	c.used[id] = true
	return append(list, component{Type: typeButton, Style: style, Label: label, CustomID: id})
}

// menu makes a menu. It reports false where there is nothing to choose.
func (c *controls) menu(m handlers.Menu, place int) (component, bool) {
	menu := component{Placeholder: plain(m.Label, maxMenu)}
	p := press{kind: pressMenu, page: place}
	if m.Pick != handlers.PickChoice {
		if strings.HasPrefix(c.scope, directScope) {
			return menu, false // there are no roles and channels
		}
		p = press{kind: pressPick, line: m.Line, page: typeRoles}
		if m.Pick == handlers.PickChannel {
			p.page = typeChannel
		}
		if m.Replace {
			p.kind = pressPickPanel
		}
	}
	switch m.Pick {
	case handlers.PickRole:
		menu.Type = typeRoles
	case handlers.PickChannel:
		menu.Type, menu.Channels = typeChannel, []int{textChannel, announcementChannel}
	default:
		menu.Type, menu.Options = typeSelect, c.options(m)
		if len(menu.Options) == 0 {
			return menu, false
		}
	}
	id, ok := c.key.seal(c.scope, p)
	if !ok || c.used[id] {
		return menu, false
	}
	menu.CustomID, c.used[id] = id, true
	return menu, true
}

// options are the choices of a menu that have room in it.
func (c *controls) options(m handlers.Menu) []menuChoice {
	kind := byte(pressAsk)
	if m.Replace {
		kind = pressPanel
	}
	var list []menuChoice
	there, chosen := map[string]bool{}, false
	for _, o := range m.Choices {
		value, ok := c.key.seal(c.scope, press{kind: kind, line: o.Line})
		label := plain(o.Label, maxChoice)
		if !ok || label == "" || there[value] || len(list) == maxChoices {
			continue
		}
		there[value] = true
		list = append(list, menuChoice{Label: label, Value: value, Description: plain(o.About, maxChoice), Default: o.Chosen && !chosen})
		chosen = chosen || o.Chosen
	}
	return list
}

// directScope begins the scope of what belongs to a direct conversation.
const directScope = platform + "dm:"
