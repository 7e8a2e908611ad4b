package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
)

// Types of first answers. Source: Discord's documentation, "Interaction Callback Type".
const (
	Answered       = 4
	Deferred       = 5
	DeferredUpdate = 6
	Updated        = 7
	Completed      = 8
	ModalOpened    = 9
)

// answers are the types that an interaction may get.
func (it *Interaction) answers() []int {
	switch {
	case it.Type == CommandUsed:
		return []int{Answered, Deferred, ModalOpened}
	case it.Type == ComponentUsed:
		return []int{Answered, Deferred, DeferredUpdate, Updated, ModalOpened}
	case it.Type == Typing:
		return []int{Completed}
	case it.source != nil:
		return []int{Answered, Deferred, DeferredUpdate, Updated}
	}
	return []int{Answered, Deferred}
}

// callback is "Create Interaction Response".
func (d *Server) callback(w http.ResponseWriter, r *http.Request) {
	it := d.interactions[r.PathValue("id")]
	switch {
	case it == nil || it.token != r.PathValue("token"):
		d.refuse(w, http.StatusNotFound, 10062, "Unknown interaction", nil)
		return
	case it.answered():
		d.refuse(w, http.StatusBadRequest, 40060, "Interaction has already been acknowledged.", nil)
		return
	case d.now().Sub(it.made) > d.faults.deadline:
		it.late = true
		d.refuse(w, http.StatusNotFound, 10062, "Unknown interaction", nil)
		return
	}
	var response struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	f, ok := d.read(w, r, func(raw []byte) ([]byte, error) {
		err := json.Unmarshal(raw, &response)
		if response.Type == Completed || response.Type == ModalOpened {
			return nil, err // no message
		}
		return response.Data, err
	})
	if !ok {
		return
	}
	t := newTree()
	if !slices.Contains(it.answers(), response.Type) {
		t.choice(it.answers(), "type")
		d.invalid(w, t)
		return
	}
	t.base = []string{"data"}
	var m *Message
	switch response.Type {
	case Answered:
		m, ok = d.reply(w, it, f, t)
	case Updated:
		m, ok = it.source, d.update(w, it, f, t)
	case Deferred:
		m, ok = d.placeholder(w, it, f, t)
	case Completed:
		ok = d.complete(w, it, response.Data, t)
	case ModalOpened:
		ok = d.openModal(w, it, response.Data, t)
	case DeferredUpdate:
		m = it.source
	}
	if !ok {
		return
	}
	it.Answer, it.After = response.Type, d.now().Sub(it.made)
	if m != nil {
		it.Reply = m.ID
	}
	d.acknowledge(w, r, it, m)
}

// acknowledge answers a callback: with nothing, or with what came of it.
func (d *Server) acknowledge(w http.ResponseWriter, r *http.Request, it *Interaction, m *Message) {
	if with, _ := strconv.ParseBool(r.URL.Query().Get("with_response")); !with {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	about := map[string]any{"id": it.ID, "type": it.Type}
	resource := map[string]any{"type": it.Answer}
	if m != nil {
		about["response_message_id"] = m.ID
		about["response_message_loading"], about["response_message_ephemeral"] = m.Flags&loading != 0, m.Ephemeral
		if it.Answer == Answered || it.Answer == Updated {
			resource["message"] = m.wire(d, true)
		}
	}
	answer(w, http.StatusOK, map[string]any{"interaction": about, "resource": resource})
}

// response is a new message that answers an interaction. Message types: 20 for a slash
// command's, 23 for a context command's, 19 for a component's ("Message Types").
func (d *Server) response(it *Interaction, flags int) *Message {
	m := d.blank(d.channels[it.Channel])
	m.Interaction, m.webhook, m.Type = it.ID, d.App, 20
	switch {
	case it.target != nil:
		m.Type = 23
	case it.source != nil:
		m.Type, m.Reference = 19, it.source.ID
	}
	if flags&Ephemeral != 0 {
		m.Ephemeral, m.For, m.Flags = true, it.Who.ID, Ephemeral
	}
	return m
}

// mayAnswer refuses what the bot may not send in the channel of an interaction. The
// permission to send, and to see the channel, is not needed there; those for files and
// embeds are the bot's own ("Interaction Structure", app_permissions; "Change Log" of
// August 2022).
func (d *Server) mayAnswer(w http.ResponseWriter, it *Interaction, f draft) bool {
	c := d.channels[it.Channel]
	if c == nil {
		d.refuse(w, http.StatusNotFound, 10003, "Unknown Channel", nil)
		return false
	}
	may := d.may(c, d.Bot.ID)
	if may&ViewChannel == 0 {
		return true
	}
	if need := d.needs(c, f); may&need != need {
		d.refuse(w, http.StatusForbidden, 50013, "Missing Permissions", nil)
		return false
	}
	return true
}

const answerFlags = SuppressEmbeds | Ephemeral | SuppressNotifications

// reply answers with a message.
func (d *Server) reply(w http.ResponseWriter, it *Interaction, f draft, t *tree) (*Message, bool) {
	if !d.mayAnswer(w, it, f) {
		return nil, false
	}
	m := d.response(it, f.Flags)
	if f.check(d, t, nil, answerFlags); d.invalid(w, t) || !d.write(w, m, f) {
		return nil, false
	}
	d.show(m)
	return m, true
}

// show posts a message that answers an interaction.
func (d *Server) show(m *Message) {
	if m.Ephemeral {
		d.messages[m.ID] = m
		d.sent = append(d.sent, m)
		return
	}
	d.post(m)
}

// placeholder answers with a message that is filled in later.
func (d *Server) placeholder(w http.ResponseWriter, it *Interaction, f draft, t *tree) (*Message, bool) {
	if f.Flags&^Ephemeral != 0 {
		t.add("BASE_TYPE_CHOICES", "Only EPHEMERAL can be set here.", "flags")
	}
	if d.invalid(w, t) {
		return nil, false
	}
	m := d.response(it, f.Flags)
	m.Flags |= loading
	d.messages[m.ID] = m
	it.pending = true
	return m, true
}

// update answers by changing the message of the component.
func (d *Server) update(w http.ResponseWriter, it *Interaction, f draft, t *tree) bool {
	m := it.source
	if d.messages[m.ID] == nil {
		d.refuse(w, http.StatusNotFound, 10008, "Unknown Message", nil)
		return false
	}
	if !d.mayAnswer(w, it, f) {
		return false
	}
	if f.check(d, t, m, SuppressEmbeds|Ephemeral); d.invalid(w, t) || !d.write(w, m, f) {
		return false
	}
	d.changedNow(m)
	return true
}

// complete answers an autocomplete.
func (d *Server) complete(w http.ResponseWriter, it *Interaction, data []byte, t *tree) bool {
	var f struct {
		Choices *[]Choice `json:"choices"`
	}
	if json.Unmarshal(data, &f) != nil {
		d.noJSON(w)
		return false
	}
	if f.Choices == nil {
		t.required("choices")
	}
	checkChoices(t, given(f.Choices), OptionString, "choices")
	if d.invalid(w, t) {
		return false
	}
	it.Choices = given(f.Choices)
	return true
}

// openModal answers with a form.
func (d *Server) openModal(w http.ResponseWriter, it *Interaction, data []byte, t *tree) bool {
	var m Modal
	if json.Unmarshal(data, &m) != nil {
		d.noJSON(w)
		return false
	}
	checkModal(t, m)
	if d.invalid(w, t) {
		return false
	}
	it.Modal = &m
	return true
}

// checkModal holds a form against "Modal" and "Text Input Structure".
func checkModal(t *tree, m Modal) {
	t.between(m.CustomID, 100, "custom_id")
	t.between(m.Title, 45, "title")
	t.few(len(m.Components), 1, 5, "components")
	seen := map[string]bool{}
	for i, row := range m.Components {
		here := []string{"components", strconv.Itoa(i)}
		if row.Type != TypeRow {
			t.choice([]int{TypeRow}, at(here, "type")...)
			continue
		}
		t.few(len(row.Components), 1, 1, at(here, "components")...)
		for k, c := range row.Components {
			inner := at(here, "components", strconv.Itoa(k))
			checkInput(t, c, inner)
			if seen[c.CustomID] {
				t.add("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated", at(inner, "custom_id")...)
			}
			seen[c.CustomID] = true
		}
	}
}

func checkInput(t *tree, c Component, path []string) {
	if c.Type != TypeTextInput {
		t.choice([]int{TypeTextInput}, at(path, "type")...)
		return
	}
	t.between(c.CustomID, 100, at(path, "custom_id")...)
	t.between(c.Label, 45, at(path, "label")...)
	n := t.long(c.Value, 4000, at(path, "value")...)
	t.long(c.Placeholder, 100, at(path, "placeholder")...)
	if c.Style != 1 && c.Style != 2 {
		t.choice([]int{1, 2}, at(path, "style")...)
	}
	least, most := 0, 4000
	if c.MinLength != nil {
		least = *c.MinLength
	}
	if c.MaxLength != nil {
		most = *c.MaxLength
	}
	if least < 0 || least > 4000 {
		t.add("NUMBER_TYPE_MAX", "int value should be between 0 and 4000.", at(path, "min_length")...)
	}
	if most < 1 || most > 4000 || most < least {
		t.add("NUMBER_TYPE_MAX", "int value should be between 1 and 4000, and not less than min_length.", at(path, "max_length")...)
	}
	if n > most || c.Value != "" && n < least {
		t.add("BASE_TYPE_BAD_LENGTH", "Value has not the length that the input asks for.", at(path, "value")...)
	}
}
