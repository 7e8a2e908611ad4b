package discordtest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Message flags. Source: Discord's documentation, "Message Flags".
const (
	SuppressEmbeds        = 1 << 2
	Ephemeral             = 1 << 6
	loading               = 1 << 7
	SuppressNotifications = 1 << 12
)

// form is the body of "Create Message" and of all others that make or change a message.
// What is nil stays as it is in a change.
type form struct {
	Content         *string       `json:"content"`
	Embeds          *[]Embed      `json:"embeds"`
	Components      *[]Component  `json:"components"`
	Attachments     *[]attachment `json:"attachments"`
	Flags           int           `json:"flags"`
	AllowedMentions *mentions     `json:"allowed_mentions"`
	Reference       *struct {
		MessageID       string `json:"message_id"`
		FailIfNotExists *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
	Nonce        string `json:"nonce"`
	EnforceNonce bool   `json:"enforce_nonce"`
}

// mentions is the allowed mentions object.
type mentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users"`
	Roles       []string `json:"roles"`
	RepliedUser bool     `json:"replied_user"`
}

// given is what a pointer points to, or the zero value.
func given[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

// A draft is a message's body with its files.
type draft struct {
	form
	upload
}

// read takes a request's body apart, which has the message at a path in it. It reports
// false when it has refused the request.
func (d *Server) read(w http.ResponseWriter, r *http.Request, message func(raw []byte) ([]byte, error)) (draft, bool) {
	u, err := uploaded(r.Header.Get("Content-Type"), body(r))
	if u.size() > cmp.Or(d.faults.upload, maxUpload) {
		d.refuse(w, http.StatusRequestEntityTooLarge, 40005, "Request entity too large", nil)
		return draft{}, false
	}
	raw := u.json
	if err == nil && message != nil {
		raw, err = message(raw)
	}
	var f form
	if err == nil && len(raw) > 0 {
		err = json.Unmarshal(raw, &f)
	}
	if err != nil || len(u.json) == 0 {
		d.noJSON(w)
		return draft{}, false
	}
	return draft{form: f, upload: u}, true
}

// check is Discord's validation of a message. The message that is changed, if any,
// has files that may be kept.
func (f draft) check(d *Server, t *tree, old *Message, flags int) {
	f.checkFiles(f.Attachments, old, t)
	t.long(given(f.Content), 2000, "content")
	t.long(f.Nonce, 25, "nonce")
	checkEmbeds(t, given(f.Embeds))
	checkRows(t, given(f.Components), "components")
	if f.Flags&^flags != 0 {
		t.add("BASE_TYPE_CHOICES", "These flags cannot be set here.", "flags")
	}
	if r := f.Reference; r != nil && d.messages[r.MessageID] == nil && (r.FailIfNotExists == nil || *r.FailIfNotExists) {
		t.add("REPLIES_UNKNOWN_MESSAGE", "Unknown message", "message_reference")
	}
}

// checkEmbeds is "Embed Limits".
func checkEmbeds(t *tree, embeds []Embed) {
	t.few(len(embeds), 0, 10, "embeds")
	total := 0
	for i, e := range embeds {
		at := strconv.Itoa(i)
		total += t.long(e.Title, 256, "embeds", at, "title") + t.long(e.Description, 4096, "embeds", at, "description")
		if e.Title == "" && strings.TrimSpace(e.Description) == "" && len(e.Fields) == 0 && e.Image == nil {
			t.required("embeds", at, "description")
		}
		t.few(len(e.Fields), 0, 25, "embeds", at, "fields")
		for k, field := range e.Fields {
			n := strconv.Itoa(k)
			total += t.long(field.Name, 256, "embeds", at, "fields", n, "name") + t.long(field.Value, 1024, "embeds", at, "fields", n, "value")
			if field.Name == "" || field.Value == "" {
				t.required("embeds", at, "fields", n)
			}
		}
		if e.Footer != nil {
			total += t.long(e.Footer.Text, 2048, "embeds", at, "footer", "text")
		}
		if e.Author != nil {
			total += t.long(e.Author.Name, 256, "embeds", at, "author", "name")
		}
	}
	if total > 6000 {
		t.add("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000", "embeds")
	}
}

// put writes a draft into a message.
func (f draft) put(d *Server, m *Message) {
	if f.Content != nil {
		m.Content = strings.TrimSpace(*f.Content)
	}
	if f.Embeds != nil {
		m.Embeds = *f.Embeds
	}
	if f.Components != nil {
		m.Components = *f.Components
	}
	if c := d.channels[m.Channel]; c != nil && c.lacks[NoEmbeds] {
		m.Embeds = nil
	}
	m.Flags = m.Flags&^SuppressEmbeds | f.Flags&^Ephemeral
	f.take(m, f.Attachments)
	d.keep(m)
	m.Pinged = append(m.Pinged, d.pings(m, f.AllowedMentions)...)
}

// empty reports that nothing would be seen of a message ("Create Message").
func (m *Message) empty() bool {
	return m.Content == "" && len(m.Embeds) == 0 && len(m.Files) == 0 && len(m.Components) == 0
}

// write puts a draft into a message, which must not become empty.
func (d *Server) write(w http.ResponseWriter, m *Message, f draft) bool {
	changed := *m
	changed.Files, changed.Pinged = slices.Clone(m.Files), slices.Clone(m.Pinged)
	f.put(d, &changed)
	if changed.empty() {
		d.refuse(w, http.StatusBadRequest, 50006, "Cannot send an empty message", nil)
		return false
	}
	*m = changed
	return true
}

var roleMention = regexp.MustCompile(`<@&(\d+)>`)

// pings says whom a message of the bot pings. Without allowed mentions that is
// everybody whom the content names, and the author of the message replied to
// ("Allowed Mentions Object"). Escapes do not matter.
func (d *Server) pings(m *Message, allowed *mentions) []string {
	may := func(kind string) bool { return allowed == nil || slices.Contains(allowed.Parse, kind) }
	var out []string
	if may("everyone") && (strings.Contains(m.Content, "@everyone") || strings.Contains(m.Content, "@here")) {
		out = append(out, "everyone")
	}
	if may("users") {
		out = append(out, mentioned(m.Content)...)
	}
	if may("roles") {
		for _, r := range roleMention.FindAllStringSubmatch(m.Content, -1) {
			out = append(out, r[1])
		}
	}
	if to := d.messages[m.Reference]; to != nil && (allowed == nil || allowed.RepliedUser) {
		out = append(out, to.Author.ID)
	}
	return out
}
