package discordtest

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/coder/websocket"
)

// Intents that decide what a session gets. Source: Discord's documentation,
// "Gateway Intents".
const (
	IntentGuilds         = 1 << 0
	IntentGuildMessages  = 1 << 9
	IntentDirectMessages = 1 << 12
	IntentMessageContent = 1 << 15
)

// gatewayLog counts what clients did.
type gatewayLog struct {
	identified []int // the intents, in order
	ready      int
	resumed    int
}

// session is what a client may resume.
type session struct {
	id      string
	intents int
	seq     int
	events  [][]byte // by sequence number, from 1
	conn    *conn    // nil while disconnected
}

// conn is one client's WebSocket.
type conn struct {
	ws   *websocket.Conn
	out  chan []byte
	stop context.CancelFunc
	of   *session
	mute bool // nothing comes from this side any more
	over bool // this side closes
}

// packet is a gateway event payload.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
}

// connect serves one WebSocket: Hello, then what the client asks for.
func (d *Server) connect(w http.ResponseWriter, r *http.Request) {
	ws, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = ws.CloseNow() }()
	ws.SetReadLimit(4096) // Discord's documentation, "Sending Events"
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	c := &conn{ws: ws, out: make(chan []byte, 1<<14), stop: stop}

	d.mu.Lock()
	beat := d.faults.heartbeat
	d.conns[c] = struct{}{}
	d.mu.Unlock()
	defer d.forget(c)

	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case frame := <-c.out:
				if ws.Write(ctx, websocket.MessageText, frame) != nil {
					return
				}
			}
		}
	}()
	c.send(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": beat.Milliseconds()}})
	for {
		_, raw, err := ws.Read(ctx)
		if err != nil {
			if code := websocket.CloseStatus(err); code == websocket.StatusNormalClosure || code == websocket.StatusGoingAway {
				d.invalidate(c)
			}
			return
		}
		var p packet
		if json.Unmarshal(raw, &p) != nil {
			_ = ws.Close(4002, "Decode error.")
			return
		}
		if code, why := d.receive(c, p); code != 0 {
			_ = ws.Close(code, why)
			return
		}
	}
}

func (c *conn) send(v any) { c.push(mustJSON(v)) }

func (c *conn) push(frame []byte) {
	select {
	case c.out <- frame:
	default: // a client that reads nothing
		c.stop()
	}
}

// receive does what one packet of a client asks for. It returns a close code when
// the connection must end.
func (d *Server) receive(c *conn, p packet) (websocket.StatusCode, string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer d.changed.Broadcast()
	if c.mute {
		return 0, ""
	}
	switch p.Op {
	case 1: // Heartbeat
		c.send(map[string]any{"op": 11})
	case 2:
		return d.identify(c, p.Data)
	case 6:
		return d.resume(c, p.Data)
	}
	return 0, ""
}

func (d *Server) identify(c *conn, data []byte) (websocket.StatusCode, string) {
	var id struct {
		Token   string `json:"token"`
		Intents int    `json:"intents"`
	}
	if json.Unmarshal(data, &id) != nil {
		return 4002, "Decode error."
	}
	if c.of != nil {
		return 4005, "Already authenticated."
	}
	d.log.identified = append(d.log.identified, id.Intents)
	if !d.right(id.Token) {
		return 4004, "Authentication failed."
	}
	if id.Intents&d.faults.intents != 0 {
		return 4014, "Disallowed intent(s)."
	}
	if d.first(c) {
		return 0, ""
	}
	s := &session{id: "session-" + d.id(), intents: id.Intents, conn: c}
	c.of = s
	d.sessions[s.id] = s
	d.log.ready++
	s.event("READY", map[string]any{
		"v": 9, "user": d.Bot, "session_id": s.id, "resume_gateway_url": d.gateway(),
		"guilds": []any{map[string]any{"id": d.Guild, "unavailable": true}}, "private_channels": []any{},
		"application": map[string]any{"id": d.App, "flags": 0},
	})
	return 0, ""
}

// right reports whether a token is the bot's. Discord takes it with "Bot " before
// it, too.
func (d *Server) right(token string) bool {
	return !d.faults.token && strings.TrimPrefix(token, "Bot ") == Token
}

func (d *Server) resume(c *conn, data []byte) (websocket.StatusCode, string) {
	var r struct {
		Token     string `json:"token"`
		SessionID string `json:"session_id"`
		Seq       int    `json:"seq"`
	}
	if json.Unmarshal(data, &r) != nil {
		return 4002, "Decode error."
	}
	if !d.right(r.Token) {
		return 4004, "Authentication failed."
	}
	if d.first(c) {
		return 0, ""
	}
	s := d.sessions[r.SessionID]
	if s == nil || r.Seq > s.seq {
		c.send(map[string]any{"op": 9, "d": false})
		return 0, ""
	}
	s.conn, c.of = c, s
	for _, e := range s.events[r.Seq:] {
		c.push(e)
	}
	d.log.resumed++
	s.event("RESUMED", map[string]any{})
	return 0, ""
}

// first sends the fault asked for in place of the first packet.
func (d *Server) first(c *conn) bool {
	if d.faults.firstLeft == 0 {
		return false
	}
	d.faults.firstLeft--
	c.send(map[string]any{"op": d.faults.first, "d": false})
	return true
}

// event sends a dispatch to a session and keeps it for a resume.
func (s *session) event(name string, data any) {
	s.seq++
	frame := mustJSON(map[string]any{"op": 0, "s": s.seq, "t": name, "d": data})
	s.events = append(s.events, frame)
	if s.conn != nil && !s.conn.mute {
		s.conn.push(frame)
	}
}

// dispatch sends a message event to every session with the intent for it. Callers
// hold the lock.
func (d *Server) dispatch(name string, m *Message) {
	d.emit(name, m.Guild, func(withContent bool) map[string]any { return m.wire(d, withContent) })
}

// emit sends an event about the messages of a guild, or about direct ones, likewise.
func (d *Server) emit(name, guild string, data func(withContent bool) map[string]any) {
	need := IntentGuildMessages
	if guild == "" {
		need = IntentDirectMessages
	}
	for _, s := range d.sessions {
		if s.intents&need != 0 {
			s.event(name, data(s.intents&IntentMessageContent != 0))
		}
	}
	d.changed.Broadcast()
}

func (d *Server) forget(c *conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.conns, c)
	if c.of != nil && c.of.conn == c {
		c.of.conn = nil
	}
	d.changed.Broadcast()
}

// invalidate ends a session: its client closed with 1000 or 1001 (Discord's
// documentation, "Initiating a Disconnect").
func (d *Server) invalidate(c *conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c.of != nil && !c.over {
		delete(d.sessions, c.of.id)
	}
}

func (d *Server) each(do func(*conn)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for c := range d.conns {
		do(c)
	}
}

// Reconnect asks all clients to reconnect (op 7).
func (d *Server) Reconnect() { d.each(func(c *conn) { c.send(map[string]any{"op": 7, "d": nil}) }) }

// Invalidate ends all sessions (op 9, which may not be resumed).
func (d *Server) Invalidate() {
	d.each(func(c *conn) {
		if c.of != nil {
			delete(d.sessions, c.of.id)
			c.of = nil
		}
		c.send(map[string]any{"op": 9, "d": false})
	})
}

// Kick closes all connections with a code.
func (d *Server) Kick(code int) {
	var all []*conn
	d.each(func(c *conn) {
		c.over = true
		all = append(all, c)
	})
	for _, c := range all {
		_ = c.ws.Close(websocket.StatusCode(code), "")
	}
}

// DropConnections cuts all connections without a word.
func (d *Server) DropConnections() { d.each(func(c *conn) { c.stop() }) }

// MuteNow stops events and acknowledgements on the connections there are; new ones
// work.
func (d *Server) MuteNow() { d.each(func(c *conn) { c.mute = true }) }

// Identified are the intents of each identify so far.
func (d *Server) Identified() []int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]int(nil), d.log.identified...)
}

// Resumed is how often a session was resumed.
func (d *Server) Resumed() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.log.resumed
}

// gateway is the address that /gateway answers.
func (d *Server) gateway() string {
	return "ws" + strings.TrimPrefix(d.http.URL, "http") + "/gateway-socket"
}
