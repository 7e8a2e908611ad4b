package discordtest

import (
	"encoding/base64"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Types of interactions. Source: Discord's documentation, "Interaction Type".
const (
	CommandUsed   = 2
	ComponentUsed = 3
	Typing        = 4 // autocomplete
	ModalSent     = 5
)

// answerWithin and tokenLives are the two deadlines of "Interaction Callback".
const (
	answerWithin = 3 * time.Second
	tokenLives   = 15 * time.Minute
)

// An Interaction is what somebody did, and what the bot answered.
type Interaction struct {
	ID      string
	Type    int
	Channel string
	Guild   string
	Who     User

	Answer    int           // type of the first answer; 0 for none
	After     time.Duration // by the server's clock: when it came
	Choices   []Choice      // of an autocomplete
	Modal     *Modal        // that was opened
	Reply     string        // id of the message that is the answer, or that was changed
	FollowUps []string      // ids of further messages, in order

	token   string
	made    time.Time
	source  *Message // of a component: where it stands
	target  *Message // of a message command
	late    bool     // an answer came after the deadline
	pending bool     // a placeholder is shown
	edits   int      // of the component's message, before
}

// A Modal is a form that was opened.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Inputs are the modal's text inputs, in order.
func (m Modal) Inputs() []Component { return flat(m.Components) }

// Interactions are those so far, in order.
func (d *Server) Interactions() []Interaction {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []Interaction
	for _, it := range d.doings {
		list = append(list, *it)
	}
	return list
}

// Failed are the ids of interactions whose user saw "This interaction failed", or that
// the application did not respond: the first answer came late or not at all, or a
// placeholder was left to the token's end.
func (d *Server) Failed() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var ids []string
	for _, it := range d.doings {
		age := d.now().Sub(it.made)
		if it.late || it.Answer == 0 && age > d.faults.deadline || it.pending && age > tokenLives {
			ids = append(ids, it.ID)
		}
	}
	return ids
}

// happen makes an interaction and tells the bot of it, whatever its intents ("Interaction
// Create"). The data are those of "Interaction Structure".
func (d *Server) happen(kind int, c *channel, who User, locale string, source *Message, data map[string]any) *Interaction {
	it := &Interaction{ID: d.id(), Type: kind, Channel: c.id, Guild: c.guild, Who: who, made: d.now(), source: source}
	it.token = base64.RawURLEncoding.EncodeToString([]byte("interaction:" + it.ID + ":of-the-test-server-which-is-long"))
	if source != nil {
		it.edits = source.Edits
	}
	d.interactions[it.ID] = it
	d.doings = append(d.doings, it)
	place := d.wireChannel(c)
	place["permissions"] = strconv.FormatInt(d.may(c, who.ID), 10)
	w := map[string]any{
		"id": it.ID, "application_id": d.App, "type": kind, "token": it.token, "version": 1,
		"channel_id": c.id, "channel": place, "locale": locale, "entitlements": []any{},
		"app_permissions": strconv.FormatInt(d.may(c, d.Bot.ID), 10), "data": data,
		"attachment_size_limit": maxUpload,
	}
	if c.guild == "" {
		w["user"], w["context"] = who, 1
		w["authorizing_integration_owners"] = map[string]string{"0": "0"}
	} else {
		w["guild_id"], w["guild_locale"], w["context"] = c.guild, d.locale, 0
		w["guild"] = map[string]any{"id": c.guild, "locale": d.locale, "features": []any{}}
		w["member"] = d.actor(c, who)
		w["authorizing_integration_owners"] = map[string]string{"0": c.guild}
	}
	if source != nil {
		w["message"] = source.inInteraction(d)
	}
	for _, id := range slices.Sorted(maps.Keys(d.sessions)) {
		d.sessions[id].event("INTERACTION_CREATE", w)
	}
	d.changed.Broadcast()
	return it
}

// actor is the member of an interaction: with the user, and with what they may in the
// channel.
func (d *Server) actor(c *channel, who User) map[string]any {
	m := d.member(who.ID)
	m["user"], m["permissions"] = who, strconv.FormatInt(d.may(c, who.ID), 10)
	m["avatar"], m["premium_since"], m["pending"] = nil, nil, false
	m["communication_disabled_until"] = nil
	return m
}

// inInteraction is a message as interactions carry it: with its content, whatever the
// intents ("Message Content Intent"), and without what events say of its place.
func (m *Message) inInteraction(d *Server) map[string]any {
	w := m.wire(d, true)
	delete(w, "guild_id")
	delete(w, "member")
	return w
}

// answered reports that there was a first answer.
func (it *Interaction) answered() bool { return it.Answer != 0 }

// Token is the token of an interaction, as the bot was told it.
func (d *Server) Token(id string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if it := d.interactions[id]; it != nil {
		return it.token
	}
	return ""
}
