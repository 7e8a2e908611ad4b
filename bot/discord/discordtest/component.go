package discordtest

import (
	"slices"
	"strconv"
	"strings"
)

// Types of components that Byline uses. Source: Discord's documentation, "Component
// Reference".
const (
	TypeRow           = 1
	TypeButton        = 2
	TypeSelect        = 3
	TypeTextInput     = 4
	TypeRoleSelect    = 6
	TypeChannelSelect = 8
)

// A Component is a row, or a button, menu or text input in one.
type Component struct {
	Type         int            `json:"type"`
	Components   []Component    `json:"components,omitempty"` // of a row
	Style        int            `json:"style,omitempty"`
	Label        string         `json:"label,omitempty"`
	Emoji        *Emoji         `json:"emoji,omitempty"`
	CustomID     string         `json:"custom_id,omitempty"`
	URL          string         `json:"url,omitempty"` // of a link button
	Disabled     bool           `json:"disabled,omitempty"`
	Options      []SelectOption `json:"options,omitempty"`
	Placeholder  string         `json:"placeholder,omitempty"`
	MinValues    *int           `json:"min_values,omitempty"`
	MaxValues    *int           `json:"max_values,omitempty"`
	ChannelTypes []int          `json:"channel_types,omitempty"`
	Defaults     []Default      `json:"default_values,omitempty"`

	// Of a text input.
	MinLength *int   `json:"min_length,omitempty"`
	MaxLength *int   `json:"max_length,omitempty"`
	Required  *bool  `json:"required,omitempty"`
	Value     string `json:"value,omitempty"`
}

// A SelectOption is one of the options of a select.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// A Default is what a role or channel select has chosen at first.
type Default struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// An Emoji is a part of a button or an option.
type Emoji struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
}

// flat are the components in the rows.
func flat(rows []Component) []Component {
	var all []Component
	for _, r := range rows {
		all = append(all, r.Components...)
	}
	return all
}

// Buttons are the buttons under a message, in order.
func (m Message) Buttons() []Component {
	return slices.DeleteFunc(flat(m.Components), func(c Component) bool { return c.Type != TypeButton })
}

// Selects are the menus under a message, in order.
func (m Message) Selects() []Component {
	return slices.DeleteFunc(flat(m.Components), func(c Component) bool { return c.Type == TypeButton })
}

// Button is the custom id of the button with a label; empty when there is none.
func (m Message) Button(label string) string {
	for _, b := range m.Buttons() {
		if b.Label == label {
			return b.CustomID
		}
	}
	return ""
}

// checkRows holds the components of a message against "Action Row", "Button" and the
// selects of Discord's documentation.
func checkRows(t *tree, rows []Component, path ...string) {
	t.few(len(rows), 0, 5, path...)
	seen := map[string]bool{}
	for i, row := range rows {
		here := at(path, strconv.Itoa(i))
		if row.Type != TypeRow {
			t.choice([]int{TypeRow}, at(here, "type")...)
			continue
		}
		t.few(len(row.Components), 1, 5, at(here, "components")...)
		for k, c := range row.Components {
			inner := at(here, "components", strconv.Itoa(k))
			checkComponent(t, c, inner)
			if c.CustomID != "" && seen[c.CustomID] {
				t.add("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated", at(inner, "custom_id")...)
			}
			seen[c.CustomID] = true
			if c.Type != TypeButton && len(row.Components) > 1 {
				t.add("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "Row exceeds its maximum width of 5", inner...)
			}
		}
	}
}

func checkComponent(t *tree, c Component, path []string) {
	switch c.Type {
	case TypeButton:
		checkButton(t, c, path)
	case TypeSelect, TypeRoleSelect, TypeChannelSelect:
		t.between(c.CustomID, 100, at(path, "custom_id")...)
		checkSelect(t, c, path)
	default:
		t.choice([]int{TypeButton, TypeSelect, TypeRoleSelect, TypeChannelSelect}, at(path, "type")...)
	}
}

const linkStyle = 5

// checkButton is "Button Structure".
func checkButton(t *tree, c Component, path []string) {
	t.long(c.Label, 80, at(path, "label")...)
	if c.Label == "" && c.Emoji == nil {
		t.add("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or emoji", path...)
	}
	switch {
	case c.Style < 1 || c.Style > linkStyle:
		t.choice([]int{1, 2, 3, 4, 5}, at(path, "style")...)
	case c.Style == linkStyle && c.CustomID != "":
		t.add("BUTTON_COMPONENT_CUSTOM_ID_NOT_ALLOWED", "A link button cannot have a custom id", at(path, "custom_id")...)
	case c.Style == linkStyle:
		t.between(c.URL, 512, at(path, "url")...)
	case c.URL != "":
		t.add("BUTTON_COMPONENT_INVALID_URL", "Only link buttons can have a URL", at(path, "url")...)
	default:
		t.between(c.CustomID, 100, at(path, "custom_id")...)
	}
}

// checkSelect is "String Select Structure", and what the role and channel selects
// share with it.
func checkSelect(t *tree, c Component, path []string) {
	t.long(c.Placeholder, 150, at(path, "placeholder")...)
	least, most := c.picks()
	if least < 0 || least > 25 {
		t.add("NUMBER_TYPE_MAX", "int value should be between 0 and 25.", at(path, "min_values")...)
	}
	if most < 1 || most > 25 || most < least {
		t.add("NUMBER_TYPE_MIN", "int value should be between 1 and 25, and not less than min_values.", at(path, "max_values")...)
	}
	if c.Type != TypeSelect {
		t.few(len(c.Options), 0, 0, at(path, "options")...)
		t.few(len(c.Defaults), 0, most, at(path, "default_values")...)
		kind := map[int]string{TypeRoleSelect: "role", TypeChannelSelect: "channel"}[c.Type]
		for i, v := range c.Defaults {
			if v.Type != kind || v.ID == "" {
				t.add("SELECT_DEFAULT_VALUE_TYPE_INVALID", "The default is not of the select's type", at(path, "default_values", strconv.Itoa(i))...)
			}
		}
		return
	}
	t.few(len(c.Options), 1, 25, at(path, "options")...)
	if most > len(c.Options) {
		t.add("SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", "max_values cannot be more than the number of options", at(path, "max_values")...)
	}
	seen, chosen := map[string]bool{}, 0
	for i, o := range c.Options {
		here := at(path, "options", strconv.Itoa(i))
		t.between(o.Label, 100, at(here, "label")...)
		t.between(o.Value, 100, at(here, "value")...)
		t.long(o.Description, 100, at(here, "description")...)
		if seen[o.Value] {
			t.add("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used", here...)
		}
		seen[o.Value] = true
		if o.Default {
			chosen++
		}
	}
	if chosen > most {
		t.add("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More options are default than can be chosen", at(path, "options")...)
	}
}

// picks are how many options a select takes, at least and at most.
func (c Component) picks() (least, most int) {
	least, most = 1, 1
	if c.MinValues != nil {
		least = *c.MinValues
	}
	if c.MaxValues != nil {
		most = *c.MaxValues
	}
	return least, most
}

// shown is a component as a person sees it: [Label], [(Label)] when it
// cannot be pressed, or a menu's text before its options.
func (c Component) shown() string {
	if c.Type == TypeButton {
		label := c.Label
		if c.Emoji != nil {
			label = strings.TrimSpace(c.Emoji.Name + " " + label)
		}
		if c.Disabled {
			return "[(" + label + ")]"
		}
		return "[" + label + "]"
	}
	var options []string
	for _, o := range c.Options {
		if o.Default {
			options = append(options, "*"+o.Label)
			continue
		}
		options = append(options, o.Label)
	}
	return "{" + c.Placeholder + ": " + strings.Join(options, " | ") + "}"
}
