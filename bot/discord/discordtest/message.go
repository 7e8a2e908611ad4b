package discordtest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Message is a message in a channel.
type Message struct {
	ID         string
	Channel    string
	Guild      string
	Author     User
	Content    string
	Embeds     []Embed
	Components []Component
	Files      []File
	Reference  string // id of the message it answers
	Nonce      string
	Type       int
	Flags      int
	Pinged     []string // whom the message pinged: "everyone", user and role ids
	Edits      int
	Deleted    bool
	Thread     string // id of the thread that was started from it

	Ephemeral   bool   // only one person sees it:
	For         string // that person's id
	Interaction string // id of the interaction that it answers

	mentions   []string
	replyPings bool
	webhook    string
	resolved   []Embed // what Discord itself added for a link
}

// An Embed is the part of Discord's embed object that a bot may set as text.
type Embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Fields      []Field `json:"fields,omitempty"`
	Footer      *Footer `json:"footer,omitempty"`
	Author      *Author `json:"author,omitempty"`
	Color       int     `json:"color,omitempty"`
	URL         string  `json:"url,omitempty"`
	Image       *Image  `json:"image,omitempty"`
}

// Image is a part of an embed.
type Image struct {
	URL string `json:"url"`
}

// Field is a part of an embed.
type Field struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"`
}

// Footer is a part of an embed.
type Footer struct {
	Text string `json:"text"`
}

// Author is a part of an embed.
type Author struct {
	Name string `json:"name"`
}

// wire is the message as the gateway and REST show it. Without the message content
// intent, content, embeds and attachments are empty except in direct messages, in mentions of
// the bot and in its own messages (Discord's documentation, "Message Content
// Intent").
func (m *Message) wire(d *Server, withContent bool) map[string]any {
	withContent = withContent || m.Guild == "" || m.Author.ID == d.Bot.ID || contains(m.mentions, d.Bot.ID)
	w := map[string]any{
		"id": m.ID, "channel_id": m.Channel, "author": m.Author, "type": m.Type,
		"content": "", "embeds": []Embed{}, "attachments": []any{}, "components": []any{},
		"timestamp": "2026-01-01T12:00:00.000000+00:00", "edited_timestamp": nil,
		"tts": false, "pinned": false, "mention_everyone": contains(m.Pinged, "everyone"),
		"mention_roles": []string{}, "flags": m.Flags,
	}
	if withContent {
		w["content"] = m.Content
		if embeds := slices.Concat(m.Embeds, m.resolved); embeds != nil {
			w["embeds"] = embeds
		}
		if m.Components != nil {
			w["components"] = m.Components
		}
		w["attachments"] = wireFiles(m.Files)
	}
	users := []User{}
	for _, id := range m.mentions {
		u := User{ID: id, Name: "somebody"}
		if id == d.Bot.ID {
			u = d.Bot
		}
		users = append(users, u)
	}
	w["mentions"] = users
	if m.Guild != "" {
		w["guild_id"] = m.Guild
		if m.webhook == "" {
			w["member"] = d.member(m.Author.ID)
		}
	}
	if m.webhook != "" {
		w["webhook_id"] = m.webhook
	}
	if it := d.interactions[m.Interaction]; it != nil {
		w["application_id"] = d.App
		w["interaction_metadata"] = map[string]any{"id": it.ID, "type": it.Type, "user": it.Who}
	}
	if t := d.channels[m.Thread]; t != nil {
		w["thread"] = d.wireChannel(t)
	}
	if m.Nonce != "" {
		w["nonce"] = m.Nonce
	}
	if m.Reference != "" {
		w["message_reference"] = map[string]string{"message_id": m.Reference, "channel_id": m.Channel}
		w["referenced_message"] = nil
		if to := d.messages[m.Reference]; to != nil {
			w["referenced_message"] = to.wire(d, withContent)
		}
	}
	if m.Edits > 0 {
		w["edited_timestamp"] = time.Date(2026, 1, 1, 12, 0, 1, 0, time.UTC)
	}
	return w
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

var (
	escaped = regexp.MustCompile(`\\([^0-9A-Za-z\s])`)
	marks   = regexp.MustCompile("\\*\\*|\\*|`|(?m)^> ")
)

// Shown is what a person reads of a message: content, titles and texts of the
// embeds, without the markup, and the components, each row a line. Escaped characters
// stay.
func (m Message) Shown() string {
	parts := []string{plain(m.Content)}
	for _, e := range m.Embeds {
		parts = append(parts, plain(e.Title), plain(e.Description))
	}
	for _, f := range m.Files {
		if f.Description != "" {
			parts = append(parts, "("+f.Description+")")
		}
	}
	for _, row := range m.Components {
		var line []string
		for _, c := range row.Components {
			line = append(line, c.shown())
		}
		parts = append(parts, strings.Join(line, " "))
	}
	var full []string
	for _, p := range parts {
		if p != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, "\n")
}

func plain(text string) string {
	var b strings.Builder
	last := 0
	for _, at := range escaped.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(marks.ReplaceAllString(text[last:at[0]], ""))
		b.WriteString(text[at[2]:at[3]])
		last = at[1]
	}
	b.WriteString(marks.ReplaceAllString(text[last:], ""))
	return b.String()
}

func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}
