package discordtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// serve answers one HTTP request.
func (d *Server) serve(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/gateway-socket") {
		d.connect(w, r)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/attachments/") {
		d.fetch(w, r)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 25<<20))
	if err != nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	defer d.changed.Broadcast()
	path, ok := strings.CutPrefix(r.URL.Path, d.prefix+"/api/v9")
	d.requests = append(d.requests, r.Method+" "+r.URL.Path)
	d.timed(w)
	if !ok {
		d.refuse(w, http.StatusNotFound, 0, "404: Not Found", nil)
		return
	}
	if d.faults.failing > 0 {
		d.faults.failing--
		w.WriteHeader(d.faults.status)
		return
	}
	if d.faults.limited > 0 {
		d.faults.limited--
		d.limit(w, d.faults.limitAfter, d.faults.limitAll)
		return
	}
	if d.faults.lost > 0 {
		d.faults.lost--
		d.route(&nowhere{header: http.Header{}}, r, path, body)
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	d.route(w, r, path, body)
}

// nowhere is where a lost answer goes.
type nowhere struct{ header http.Header }

func (n *nowhere) Header() http.Header         { return n.header }
func (n *nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (n *nowhere) WriteHeader(int)             {}

// limit answers as "Exceeding A Rate Limit" in Discord's documentation says.
func (d *Server) limit(w http.ResponseWriter, wait time.Duration, global bool) {
	after := wait.Seconds()
	d.limits++
	w.Header().Set("Retry-After", strconv.FormatFloat(after, 'f', -1, 64))
	w.Header().Set("X-RateLimit-Scope", "user")
	if global {
		w.Header().Set("X-RateLimit-Global", "true")
		w.Header().Set("X-RateLimit-Scope", "global")
	}
	answer(w, http.StatusTooManyRequests, map[string]any{
		"message": "You are being rate limited.", "retry_after": after, "global": global,
	})
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(mustJSON(v))
}

// refuse answers with Discord's error shape ("Error Messages" in its documentation).
func (d *Server) refuse(w http.ResponseWriter, status, code int, message string, errors map[string]any) {
	v := map[string]any{"code": code, "message": message}
	if errors != nil {
		v["errors"] = errors
	}
	d.refused = append(d.refused, string(mustJSON(v)))
	answer(w, status, v)
}

var (
	create = regexp.MustCompile(`^/channels/(\d+)/messages$`)
	change = regexp.MustCompile(`^/channels/(\d+)/messages/(\d+)$`)
	about  = regexp.MustCompile(`^/guilds/(\d+)$`)
)

func (d *Server) route(w http.ResponseWriter, r *http.Request, path string, body []byte) {
	if path == "/gateway" && r.Method == http.MethodGet { // needs no authorization
		answer(w, http.StatusOK, map[string]string{"url": d.gateway()})
		return
	}
	if d.faults.tokenREST || r.Header.Get("Authorization") != "Bot "+Token {
		d.refuse(w, http.StatusUnauthorized, 0, "401: Unauthorized", nil)
		return
	}
	if d.applied(w, r, path) {
		return
	}
	if m := create.FindStringSubmatch(path); m != nil && r.Method == http.MethodPost {
		if d.full(w, d.channels[m[1]]) {
			return
		}
		d.create(w, m[1], r.Header.Get("Content-Type"), body)
		return
	}
	if m := about.FindStringSubmatch(path); m != nil && r.Method == http.MethodGet {
		d.describe(w, m[1])
		return
	}
	if m := change.FindStringSubmatch(path); m != nil && r.Method == http.MethodPatch {
		d.edit(w, m[2], body)
		return
	}
	d.refuse(w, http.StatusNotFound, 0, "404: Not Found", nil)
}

// full takes one message from a channel's bucket, or answers that it is used up.
func (d *Server) full(w http.ResponseWriter, c *channel) bool {
	if d.faults.bucket == 0 || c == nil {
		return false
	}
	now := time.Now()
	if now.After(c.reset) {
		c.used, c.reset = 0, now.Add(d.faults.span)
	}
	left := c.reset.Sub(now)
	if c.used == d.faults.bucket {
		d.limit(w, left, false)
		return true
	}
	c.used++
	w.Header().Set("X-RateLimit-Limit", strconv.Itoa(d.faults.bucket))
	w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(d.faults.bucket-c.used))
	w.Header().Set("X-RateLimit-Reset-After", strconv.FormatFloat(left.Seconds(), 'f', 3, 64))
	w.Header().Set("X-RateLimit-Bucket", "messages")
	return false
}

// form is the body of "Create Message".
type form struct {
	Content         *string      `json:"content"`
	Embeds          []Embed      `json:"embeds"`
	Attachments     []attachment `json:"attachments"`
	AllowedMentions *mentions    `json:"allowed_mentions"`
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

func (f form) content() string {
	if f.Content == nil {
		return ""
	}
	return *f.Content
}

// create is "Create Message" of Discord's documentation.
func (d *Server) create(w http.ResponseWriter, channelID, contentType string, body []byte) {
	c := d.channels[channelID]
	var f form
	u, err := uploaded(contentType, body)
	switch {
	case c == nil:
		d.refuse(w, http.StatusNotFound, 10003, "Unknown Channel", nil)
		return
	case u.size() > cmp.Or(d.faults.upload, maxUpload):
		d.refuse(w, http.StatusRequestEntityTooLarge, 40005, "Request entity too large", nil)
		return
	case err != nil, json.Unmarshal(u.json, &f) != nil:
		d.refuse(w, http.StatusBadRequest, 50109, "The request body contains invalid JSON.", nil)
		return
	case c.lacks[Blocked]:
		d.refuse(w, http.StatusForbidden, 50007, "Cannot send messages to this user", nil)
		return
	case c.lacks[NoView]:
		d.refuse(w, http.StatusForbidden, 50001, "Missing Access", nil)
		return
	case c.lacks[NoSend], c.lacks[RefuseEmbeds] && len(f.Embeds) > 0, c.lacks[NoFiles] && len(u.files) > 0,
		c.lacks[NoEmbeds] && f.content() == "" && len(u.files) == 0:
		d.refuse(w, http.StatusForbidden, 50013, "Missing Permissions", nil)
		return
	case f.Reference != nil && c.lacks[NoHistory]:
		d.refuse(w, http.StatusBadRequest, 160002, "Cannot reply without permission to read message history", nil)
		return
	}
	if errors := d.check(f, u); len(errors) > 0 {
		d.refuse(w, http.StatusBadRequest, 50035, "Invalid Form Body", errors)
		return
	}
	if strings.TrimSpace(f.content()) == "" && len(f.Embeds) == 0 && len(u.files) == 0 {
		d.refuse(w, http.StatusBadRequest, 50006, "Cannot send an empty message", nil)
		return
	}
	key := channelID + " " + f.Nonce
	if same := d.nonces[key]; same != nil && f.Nonce != "" && f.EnforceNonce {
		answer(w, http.StatusOK, same.wire(d, true))
		return
	}
	m := &Message{ID: d.id(), Channel: c.id, Guild: c.guild, Author: d.Bot, Content: strings.TrimSpace(f.content()), Embeds: f.Embeds, Nonce: f.Nonce}
	if c.lacks[NoEmbeds] {
		m.Embeds = nil
	}
	if f.Reference != nil && d.messages[f.Reference.MessageID] != nil {
		m.Reference, m.Type = f.Reference.MessageID, 19
	}
	u.take(m, f.Attachments)
	d.keep(m)
	m.Pinged = d.pings(m, f.AllowedMentions)
	d.messages[m.ID] = m
	d.sent = append(d.sent, m)
	d.nonces[key] = m
	answer(w, http.StatusOK, m.wire(d, true))
	d.dispatch("MESSAGE_CREATE", m)
}

// edit is "Edit Message" of Discord's documentation.
func (d *Server) edit(w http.ResponseWriter, id string, body []byte) {
	m := d.messages[id]
	var f form
	if m == nil || m.Author.ID != d.Bot.ID {
		d.refuse(w, http.StatusNotFound, 10008, "Unknown Message", nil)
		return
	}
	if json.Unmarshal(body, &f) != nil {
		d.refuse(w, http.StatusBadRequest, 50109, "The request body contains invalid JSON.", nil)
		return
	}
	if errors := d.check(f, upload{}); len(errors) > 0 {
		d.refuse(w, http.StatusBadRequest, 50035, "Invalid Form Body", errors)
		return
	}
	if f.Content != nil {
		m.Content = *f.Content
	}
	m.Edits++
	m.Pinged = append(m.Pinged, d.pings(m, f.AllowedMentions)...)
	answer(w, http.StatusOK, m.wire(d, true))
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

// check is Discord's validation: the tree of errors under their fields. Lengths
// are code points ("Embed Limits", discord/discord-api-docs#1315).
func (d *Server) check(f form, u upload) map[string]any {
	tree := map[string]any{}
	add := func(code, message string, path ...string) {
		at := tree
		for _, p := range path {
			next, ok := at[p].(map[string]any)
			if !ok {
				next = map[string]any{}
				at[p] = next
			}
			at = next
		}
		at["_errors"] = []any{map[string]string{"code": code, "message": message}}
	}
	long := func(s string, most int, path ...string) int {
		n := utf8.RuneCountInString(s)
		if n > most {
			add("BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", most), path...)
		}
		return n
	}
	u.checkFiles(f.Attachments, add)
	long(f.content(), 2000, "content")
	long(f.Nonce, 25, "nonce")
	if len(f.Embeds) > 10 {
		add("BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.", "embeds")
	}
	total := 0
	for i, e := range f.Embeds {
		at := strconv.Itoa(i)
		total += long(e.Title, 256, "embeds", at, "title") + long(e.Description, 4096, "embeds", at, "description")
		if e.Title == "" && strings.TrimSpace(e.Description) == "" && len(e.Fields) == 0 {
			add("BASE_TYPE_REQUIRED", "This field is required", "embeds", at, "description")
		}
		if len(e.Fields) > 25 {
			add("BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.", "embeds", at, "fields")
		}
		for k, field := range e.Fields {
			n := strconv.Itoa(k)
			total += long(field.Name, 256, "embeds", at, "fields", n, "name") + long(field.Value, 1024, "embeds", at, "fields", n, "value")
			if field.Name == "" || field.Value == "" {
				add("BASE_TYPE_REQUIRED", "This field is required", "embeds", at, "fields", n)
			}
		}
		if e.Footer != nil {
			total += long(e.Footer.Text, 2048, "embeds", at, "footer", "text")
		}
		if e.Author != nil {
			total += long(e.Author.Name, 256, "embeds", at, "author", "name")
		}
	}
	if total > 6000 {
		add("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000", "embeds")
	}
	if r := f.Reference; r != nil && d.messages[r.MessageID] == nil && (r.FailIfNotExists == nil || *r.FailIfNotExists) {
		add("REPLIES_UNKNOWN_MESSAGE", "Unknown message", "message_reference")
	}
	return tree
}
