package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"byline/handlers"
	"byline/handlers/language"
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

// targeted is a message whose menu was used.
type targeted struct {
	Content string  `json:"content"`
	Embeds  []embed `json:"embeds"`
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

// The types of channels that are threads (Discord's documentation, "Channel Types").
const (
	firstThread = 10
	lastThread  = 12
)

// incoming is who asks where, without what. It reports false where Discord does not say who.
func (i *interaction) incoming() (incoming, bool) {
	who, ok := i.actor()
	if !ok || i.ID == "" || i.Token == "" || i.Channel == "" {
		return incoming{}, false
	}
	in := incoming{id: i.ID, channel: i.Channel, guild: i.Guild, author: who.ID, app: i.May,
		thread: i.Where.Type >= firstThread && i.Where.Type <= lastThread}
	in.req = handlers.Request{
		Channel:  platform + i.Channel,
		Library:  platform + i.Guild,
		Person:   platform + who.ID,
		Direct:   true,
		Language: i.Locale,
	}
	if in.thread && i.Where.Parent != "" {
		in.req.Parent = platform + i.Where.Parent
	}
	if i.Guild == "" {
		in.req.Library = platform + "dm:" + i.Channel
		in.req.Editor, in.req.Personal = true, true
	}
	if m := i.Member; m != nil {
		in.may = m.May
		in.req.Roles = m.Roles
		in.req.Editor = in.req.Editor || m.May&(administrator|manageServer) != 0
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

// summoned takes an interaction. It is called on the gateway's own goroutine and must not
// wait.
func (b *Bot) summoned(raw []byte) {
	var i interaction
	if err := json.Unmarshal(raw, &i); err != nil {
		b.log.Warn("Discord sent an interaction that cannot be read", "reason", err.Error())
		return
	}
	in, ok := i.incoming()
	if !ok || !b.seen.add(i.ID) {
		return
	}
	r := b.answering(&i)
	if i.Type == interactionTyping {
		b.typing.add(i.ID, func(ctx context.Context) { b.complete(ctx, in, i.Data, r) })
		return
	}
	job := b.job(&i, &in, r)
	if job == nil {
		return
	}
	b.pending.add(r, in)
	b.pending.after(b.timing.deferral, r, func(ctx context.Context) { b.deferred(ctx, in, r) })
	key := in.author + " " + in.channel
	if i.Type == interactionComponent {
		key = in.id // a form must be the first answer, so it cannot wait for others
	}
	if !b.calls.add(key, func(ctx context.Context) { b.work(ctx, in, r, job) }) {
		b.log.Warn("too many questions at once, one was not answered", "channel", in.channel)
		b.pending.aside(func(ctx context.Context) { b.excuse(ctx, in, r, tooMany) })
	}
}

// job is what an interaction asks for; nil for nothing.
func (b *Bot) job(i *interaction, in *incoming, r *response) func(context.Context) {
	switch i.Type {
	case interactionCommand:
		line, files, ok := b.menu.line(i.Data)
		if !ok {
			return func(ctx context.Context) {
				b.tell(ctx, *in, b.voice(ctx, *in).Say("There is no such command any more. !help shows those there are."), r)
			}
		}
		in.req.Text, in.req.Files = line, files
		if f := b.menu.form(i.Data); f != nil {
			return func(ctx context.Context) { b.ask(ctx, *in, line, *f, r) }
		}
		return func(ctx context.Context) { b.run(ctx, *in, r) }
	case interactionComponent:
		return func(ctx context.Context) { b.pressed(ctx, *in, i.Data.CustomID, i.Data.Values, r) }
	case interactionForm:
		return func(ctx context.Context) { b.submitted(ctx, *in, i.Data, r) }
	}
	return nil
}

// run answers the request's line.
func (b *Bot) run(ctx context.Context, in incoming, r *response) {
	manner := b.chat.Manner(ctx, in.req)
	replace := r.replace.Load()
	if r.onMessage && !replace {
		manner.Where = handlers.ForAsker // what is pressed answers the one who pressed
	}
	r.expect(in.guild != "" && manner.Where == handlers.ForAsker, replace)
	reply, ok := b.chat.Handle(ctx, in.req)
	if !ok {
		b.tell(ctx, in, manner.Voice.Say("Byline has nothing to say to that. !help shows what it can be asked."), r)
		return
	}
	b.deliver(ctx, in, reply, manner, r)
}

// ask opens the form that completes a line.
func (b *Bot) ask(ctx context.Context, in incoming, line string, f handlers.Form, r *response) {
	id, ok := b.key.seal(in.req.Library, press{kind: pressForm, line: line, who: in.author})
	if ok && r.form(ctx, f, id) == nil {
		return
	}
	b.run(ctx, in, r) // which says what is missing
}

// submitted answers a filled form: its text completes the line that its id carries.
func (b *Bot) submitted(ctx context.Context, in incoming, data interactionData, r *response) {
	p, err := b.key.open(in.req.Library, data.CustomID)
	if err != nil || p.kind != pressForm && p.kind != pressFormPanel {
		if err == nil {
			err = errForeignPress
		}
		b.tell(ctx, in, refusedPress(b.voice(ctx, in), err), r)
		return
	}
	in.req.Text = strings.TrimSpace(p.line + " " + field{Components: data.Components}.text())
	r.expect(true, p.kind == pressFormPanel)
	b.run(ctx, in, r)
}

// voice words what Byline says itself.
func (b *Bot) voice(ctx context.Context, in incoming) language.Voice {
	return b.chat.Manner(ctx, in.req).Voice
}

// answering makes the response to an interaction.
func (b *Bot) answering(i *interaction) *response {
	return &response{
		b: b, id: i.ID, app: i.App, token: i.Token, received: time.Now(),
		lane:      fmt.Sprint(b.summons.Add(1) % lanes),
		turn:      make(chan struct{}, 1),
		onMessage: i.Message != nil && (i.Type == interactionComponent || i.Type == interactionForm),
	}
}
