package discord

// A message is what Byline posts. discordgo's own type has no nonce and no description of
// a picture, and without allowed mentions Discord's default is to ping everybody a text
// names.
type message struct {
	Content         string       `json:"content"`
	Embeds          []embed      `json:"embeds,omitempty"`
	Components      []row        `json:"components,omitempty"`
	Attachments     []attachment `json:"attachments,omitempty"`
	AllowedMentions mentions     `json:"allowed_mentions"`
	Reference       *reference   `json:"message_reference,omitempty"`
	Nonce           string       `json:"nonce,omitempty"`
	EnforceNonce    bool         `json:"enforce_nonce,omitempty"`
	Flags           int          `json:"flags,omitempty"`

	files []enclosure // those that Attachments names
}

// flagEphemeral hides a message from all but the one whose interaction it answers
// (Discord's documentation, "Message Flags").
const flagEphemeral = 1 << 6

// mentions says who may be pinged. With an empty list that is nobody, the author of
// the question included (Discord's documentation, "Allowed Mentions Object").
type mentions struct {
	Parse []string `json:"parse"`
}

func nobody() mentions { return mentions{Parse: []string{}} }

// reference makes a message a reply.
type reference struct {
	MessageID       string `json:"message_id"`
	FailIfNotExists bool   `json:"fail_if_not_exists"`
}

// body is the message as the body of a request that posts it.
func (m message) body() (payload, error) { return withFiles(m, m.files) }

// An edit is a message as it takes the place of another: what it lacks is taken away.
type edit struct {
	Content         string       `json:"content"`
	Embeds          []embed      `json:"embeds"`
	Components      []row        `json:"components"`
	Attachments     []attachment `json:"attachments"`
	AllowedMentions mentions     `json:"allowed_mentions"`
}

// asEdit is the message in place of another.
func (m message) asEdit() edit {
	e := edit{m.Content, m.Embeds, m.Components, m.Attachments, nobody()}
	if e.Embeds == nil {
		e.Embeds = []embed{}
	}
	if e.Components == nil {
		e.Components = []row{}
	}
	if e.Attachments == nil {
		e.Attachments = []attachment{}
	}
	return e
}

// editBody is the message as the body of a request that changes another.
func (m message) editBody() (payload, error) { return withFiles(m.asEdit(), m.files) }
