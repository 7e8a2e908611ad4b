package discordtest

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A door is one of Discord's routes with what stands behind it. It runs with the
// server locked.
type door struct {
	pattern string // as http.ServeMux has it, without the version
	enter   http.HandlerFunc
}

// doors are the routes that there are. Comments on the functions name their page.
func (d *Server) doors() []door {
	return slices.Concat([]door{
		{"GET /gateway", d.findGateway},
		{"GET /guilds/{guild}", d.describe},
		{"GET /guilds/{guild}/channels", d.listChannels},
		{"GET /guilds/{guild}/members/{user}", d.getMember},
		{"GET /channels/{channel}", d.getChannel},
		{"POST /channels/{channel}/messages", d.create},
		{"GET /channels/{channel}/messages/{message}", d.getMessage},
		{"PATCH /channels/{channel}/messages/{message}", d.edit},
		{"DELETE /channels/{channel}/messages/{message}", d.delete},
		{"POST /channels/{channel}/messages/{message}/threads", d.startThread},
		{"POST /interactions/{id}/{token}/callback", d.callback},
		{"POST /webhooks/{app}/{token}", d.followUp},
		{"GET /webhooks/{app}/{token}/messages/{message}", d.getFollowUp},
		{"PATCH /webhooks/{app}/{token}/messages/{message}", d.editFollowUp},
		{"DELETE /webhooks/{app}/{token}/messages/{message}", d.deleteFollowUp},
	}, d.commandDoors("/applications/{app}"), d.commandDoors("/applications/{app}/guilds/{guild}"), d.ownDoors())
}

// commandDoors are the routes of the commands of one scope.
func (d *Server) commandDoors(scope string) []door {
	return []door{
		{"GET " + scope + "/commands", d.listCommands},
		{"PUT " + scope + "/commands", d.overwriteCommands},
		{"POST " + scope + "/commands", d.createCommand},
		{"GET " + scope + "/commands/{command}", d.getCommand},
		{"PATCH " + scope + "/commands/{command}", d.editCommand},
		{"DELETE " + scope + "/commands/{command}", d.deleteCommand},
	}
}

// routes makes the handler of all doors.
func (d *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for _, door := range d.doors() {
		mux.HandleFunc(door.pattern, door.enter)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		d.refuse(w, http.StatusNotFound, 0, "404: Not Found", nil)
	})
	return mux
}

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
	raw, err := io.ReadAll(io.LimitReader(r.Body, 25<<20))
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
	d.wait(path)
	r.Body = io.NopCloser(bytes.NewReader(raw))
	r.URL.Path, r.URL.RawPath = path, ""
	if d.wrong(w, r) {
		return
	}
	d.route(w, r)
}

// wait keeps a request until it is let go.
func (d *Server) wait(path string) {
	d.changed.Broadcast() // the request is there, though it has no answer yet
	for d.faults.held != "" && strings.Contains(path, d.faults.held) && !d.faults.over {
		d.changed.Wait()
	}
}

// wrong does what is to go wrong with a request, and reports whether that was its
// answer.
func (d *Server) wrong(w http.ResponseWriter, r *http.Request) bool {
	f := &d.faults
	switch {
	case !strings.Contains(r.URL.Path, f.only):
		return false
	case f.failing > 0:
		f.failing--
		w.WriteHeader(f.status)
	case f.limited > 0:
		f.limited--
		d.limit(w, f.limitAfter, f.limitAll)
	case f.lost > 0:
		f.lost--
		d.route(&nowhere{header: http.Header{}}, r)
		w.WriteHeader(http.StatusBadGateway)
	default:
		return false
	}
	return true
}

// route lets an authorized request in. The gateway's address and what has a token in
// its own address need no authorization.
func (d *Server) route(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	open := path == "/gateway" || strings.HasPrefix(path, "/interactions/") || strings.HasPrefix(path, "/webhooks/")
	if !open && (d.faults.tokenREST || r.Header.Get("Authorization") != "Bot "+Token) {
		d.refuse(w, http.StatusUnauthorized, 0, "401: Unauthorized", nil)
		return
	}
	d.mux.ServeHTTP(w, r)
}

// findGateway is "Get Gateway".
func (d *Server) findGateway(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]string{"url": d.gateway()})
}

// nowhere is where a lost answer goes.
type nowhere struct{ header http.Header }

func (n *nowhere) Header() http.Header         { return n.header }
func (n *nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (n *nowhere) WriteHeader(int)             {}

// body is what a request brought. serve has read it already.
func body(r *http.Request) []byte {
	raw, _ := io.ReadAll(r.Body)
	return raw
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

// invalid refuses a body for what the tree says; it reports false when that is nothing.
func (d *Server) invalid(w http.ResponseWriter, t *tree) bool {
	if len(t.root) == 0 {
		return false
	}
	d.refuse(w, http.StatusBadRequest, 50035, "Invalid Form Body", t.root)
	return true
}

func (d *Server) noJSON(w http.ResponseWriter) {
	d.refuse(w, http.StatusBadRequest, 50109, "The request body contains invalid JSON.", nil)
}

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
