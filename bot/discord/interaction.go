package discord

import (
	"encoding/json"
	"strings"

	"byline/handlers"
)

// interactionEvent is the gateway's event for everything that people do with commands,
// buttons, menus and forms. It is read here and not by discordgo, which drops an event
// whole when there is anything in it that it does not know.
const interactionEvent = "INTERACTION_CREATE"

// The kinds of interactions (Discord's documentation, "Receiving and Responding",
// "Interaction Type").
const (
	interactionCommand   = 2
	interactionComponent = 3
	interactionTyping    = 4
	interactionForm      = 5
)

// An interaction is the part of Discord's interaction object that Byline reads.
type interaction struct {
	ID      string `json:"id"`
	App     string `json:"application_id"`
	Type    int    `json:"type"`
	Token   string `json:"token"`
	Guild   string `json:"guild_id"`
	Channel string `json:"channel_id"`
	Where   struct {
		Type   int    `json:"type"`
		Parent string `json:"parent_id"` // of a thread its channel, of a channel its category
	} `json:"channel"`
	Member  *member         `json:"member"` // in servers
	User    *user           `json:"user"`   // in direct messages
	Locale  string          `json:"locale"`
	May     permission      `json:"app_permissions"`
	Message *standing       `json:"message"` // that the component or the form belongs to
	Data    interactionData `json:"data"`
}

type member struct {
	User  user       `json:"user"`
	Roles []string   `json:"roles"`
	May   permission `json:"permissions"`
}

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

// interactionData has what is said: a command with its options, a component with what was
// chosen in it, or a filled form.
type interactionData struct {
	Name     string  `json:"name"`
	Type     int     `json:"type"`
	Options  []given `json:"options"`
	Target   string  `json:"target_id"`
	Resolved struct {
		Messages    map[string]targeted `json:"messages"`
		Attachments map[string]upload   `json:"attachments"`
	} `json:"resolved"`

	CustomID   string   `json:"custom_id"`
	Values     []string `json:"values"`
	Components []field  `json:"components"`
}

// A given is what stands in one of a command's fields.
type given struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
}

// text is the value as it is typed.
func (o given) text() string {
	var s string
	if json.Unmarshal(o.Value, &s) == nil {
		return s
	}
	return string(o.Value) // a number
}

// targeted is a message that a question is about: its menu was used.
type targeted struct {
	Author  author  `json:"author"`
	Content string  `json:"content"`
	Embeds  []embed `json:"embeds"`
}

// author is who wrote a message.
type author struct {
	ID string `json:"id"`
}

// text is all that can be read of the message.
func (t targeted) text() string {
	parts := []string{t.Content}
	for _, e := range t.Embeds {
		parts = append(parts, e.Title, e.Description)
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

type upload struct {
	Filename string `json:"filename"`
	URL      string `json:"url"`
}

// A field is a component of a filled form, which may hold others.
type field struct {
	Value      string  `json:"value"`
	Components []field `json:"components"`
	Component  *field  `json:"component"`
}

// text is what was typed, with its line breaks.
func (f field) text() string {
	parts := []string{f.Value}
	if f.Component != nil {
		parts = append(parts, f.Component.text())
	}
	for _, c := range f.Components {
		parts = append(parts, c.text())
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

// incoming is who asks where, without what. It reports false where Discord does not say who.
func (i *interaction) incoming() (incoming, bool) {
	who, ok := i.actor()
	if !ok || i.ID == "" || i.Token == "" || i.Channel == "" {
		return incoming{}, false
	}
	in := incoming{id: i.ID, channel: i.Channel, guild: i.Guild, author: who.ID, app: i.May}
	in.req = handlers.Request{
		Channel:  platform + i.Channel,
		Library:  platform + i.Guild,
		Person:   platform + who.ID,
		Direct:   true,
		Language: i.Locale,
	}
	if kind := i.Where.Type; kind >= firstThread && kind <= lastThread && i.Where.Parent != "" {
		in.req.Parent = platform + i.Where.Parent
	}
	if i.Guild == "" {
		in.req.Library = platform + "dm:" + i.Channel
		in.req.Editor, in.req.Personal = true, true
	}
	if m := i.Member; m != nil {
		in.may = m.May
		in.req.Roles = m.Roles
		in.req.Editor = in.req.Editor || m.May.hasAny(administrator|manageServer)
	}
	if i.Message != nil {
		in.on, in.req.ReplyTo = *i.Message, i.Message.ID
	}
	return in, true
}

// actor is who caused the interaction: a server's member, or somebody in direct messages.
func (i *interaction) actor() (user, bool) {
	switch {
	case i.Member != nil && i.Member.User.ID != "":
		return i.Member.User, true
	case i.User != nil && i.User.ID != "":
		return *i.User, true
	}
	return user{}, false
}
