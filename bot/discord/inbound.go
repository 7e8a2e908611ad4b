package discord

import (
	"context"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"

	"byline/handlers"
)

// An incoming message is a question with what an answer to it needs.
type incoming struct {
	id      string
	channel string // Discord's id
	guild   string // likewise; empty in direct messages
	author  string // likewise
	req     handlers.Request
	edit    string // tells an edited message from what it was; empty for the first time

	// What only interactions tell.
	on   standing   // the message that the pressed component or the form belongs to
	page int        // of the reply that is asked for, from 0
	may  permission // of the person in the channel; 0 where Discord does not tell
	app  permission // of Byline there
}

// take queues a message for its answer. It is called on the gateway's own
// goroutine and must not wait.
func (b *Bot) take(m *discordgo.Message) {
	self := b.user()
	in, ok := read(m, self)
	if !ok || !b.seen.add(in.id) {
		return
	}
	if !b.jobs.add(in.channel, func(ctx context.Context) { b.answer(ctx, in) }) {
		b.log.Warn("too many questions at once, one was left unanswered", "channel", in.channel)
	}
}

// read turns a message into a question. It reports false for messages that are
// not for Byline: its own, those of bots and webhooks, Discord's system messages,
// and those whose text Discord withholds.
func read(m *discordgo.Message, self string) (incoming, bool) {
	if m == nil || m.Author == nil || m.Author.ID == self || m.Author.Bot || m.WebhookID != "" {
		return incoming{}, false
	}
	if m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return incoming{}, false
	}
	mentioned := false
	for _, u := range m.Mentions {
		mentioned = mentioned || u != nil && u.ID == self && self != ""
	}
	in := incoming{id: m.ID, channel: m.ChannelID, guild: m.GuildID, author: m.Author.ID}
	in.req = handlers.Request{
		Text:    withoutMention(m.Content, self),
		Channel: platform + m.ChannelID,
		Library: platform + m.GuildID,
		Person:  platform + m.Author.ID,
		Direct:  mentioned || m.GuildID == "",
	}
	if m.GuildID == "" {
		in.req.Library = platform + "dm:" + m.ChannelID
		in.req.Editor, in.req.Personal = true, true
	}
	if m.Member != nil {
		in.req.Roles = m.Member.Roles
	}
	for _, a := range m.Attachments {
		if a != nil {
			in.req.Files = append(in.req.Files, handlers.File{Name: a.Filename, URL: a.URL})
		}
	}
	if r := m.ReferencedMessage; r != nil {
		in.req.About = about(r)
		if r.Author != nil && r.Author.ID == self {
			in.req.ReplyTo = r.ID
		}
	}
	return in, in.req.Direct || in.req.Text != ""
}

// about is all that can be read of a message.
func about(m *discordgo.Message) string {
	read := targeted{Content: m.Content}
	for _, e := range m.Embeds {
		if e != nil {
			read.Embeds = append(read.Embeds, embed{Title: e.Title, Description: e.Description})
		}
	}
	return read.text()
}

// withoutMention drops the mentions of the bot that a message begins and ends
// with, in both forms that Discord writes.
func withoutMention(text, self string) string {
	text = strings.TrimSpace(text)
	if self == "" {
		return text
	}
	for again := true; again; {
		again = false
		for _, mention := range []string{"<@" + self + ">", "<@!" + self + ">"} {
			if rest, ok := strings.CutPrefix(text, mention); ok {
				text, again = strings.TrimSpace(strings.TrimLeft(rest, ",: ")), true
			}
			if rest, ok := strings.CutSuffix(text, mention); ok {
				text, again = strings.TrimSpace(rest), true
			}
		}
	}
	return text
}

// recent remembers the last few strings given to it.
type recent struct {
	mu   sync.Mutex
	ring []string
	next int
	have map[string]bool
}

func newRecent(size int) *recent {
	return &recent{ring: make([]string, size), have: make(map[string]bool)}
}

// has reports whether s is remembered.
func (r *recent) has(s string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.have[s]
}

// drop forgets s.
func (r *recent) drop(s string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.have, s)
}

// add remembers s and reports whether it is new.
func (r *recent) add(s string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.have[s] {
		return false
	}
	delete(r.have, r.ring[r.next])
	r.ring[r.next] = s
	r.next = (r.next + 1) % len(r.ring)
	r.have[s] = true
	return true
}
