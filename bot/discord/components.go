package discord

// A row is one line of buttons, or one menu, under a message (Discord's documentation,
// "Component Reference": action row).
type row struct {
	Type       int         `json:"type"`
	Components []component `json:"components"`
}

// A component is a button or a menu; which of its fields are set is its type's affair.
type component struct {
	Type        int      `json:"type"`
	Style       int      `json:"style,omitempty"`
	Label       string   `json:"label,omitempty"`
	CustomID    string   `json:"custom_id"`
	Placeholder string   `json:"placeholder,omitempty"`
	Options     []option `json:"options,omitempty"`
	Channels    []int    `json:"channel_types,omitempty"`
}

// An option is a choice of a menu.
type option struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default,omitempty"`
}
