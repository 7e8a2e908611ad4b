package discord

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// errElsewhere refuses a request to another server than the configured one.
var errElsewhere = errors.New("refused: DISCORD_API_URL is set and this address is not on that server")

// api sends discordgo's requests to the configured server. discordgo holds its
// addresses in package variables; changing those would change every session of
// the process, so they are rewritten on their way out.
type api struct {
	base *url.URL // nil for discord.com
	next http.RoundTripper
}

func (a api) RoundTrip(req *http.Request) (*http.Response, error) {
	if a.base == nil {
		return a.next.RoundTrip(req)
	}
	if req.URL.Host != "discord.com" || !strings.HasPrefix(req.URL.Path, "/api/") {
		return nil, errElsewhere
	}
	to := *req.URL
	to.Scheme, to.Host = a.base.Scheme, a.base.Host
	to.Path = a.base.Path + req.URL.Path
	if req.URL.RawPath != "" {
		to.RawPath = a.base.EscapedPath() + req.URL.RawPath
	}
	out := req.Clone(req.Context())
	out.URL, out.Host = &to, ""
	return a.next.RoundTrip(out)
}

// parseAPI reads DISCORD_API_URL; the empty text means discord.com.
func parseAPI(text string) (*url.URL, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, &Error{
			Sentence: fmt.Sprintf("DISCORD_API_URL is %q, but should look like https://discord.com or http://127.0.0.1:9000.", text),
			Detail:   fmt.Sprint(err),
		}
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.RawPath, "/")
	u.RawQuery, u.Fragment, u.User = "", "", nil
	return u, nil
}

// newClient makes the HTTP client for one set of sockets. It follows no redirect,
// since that would carry the token to another address.
func newClient(base *url.URL, s *sockets) *http.Client {
	return &http.Client{
		Timeout: 15 * time.Second,
		Transport: api{base: base, next: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           s.dial,
			ForceAttemptHTTP2:     true,
			TLSHandshakeTimeout:   5 * time.Second,
			ResponseHeaderTimeout: 10 * time.Second,
			MaxIdleConnsPerHost:   workers,
			IdleConnTimeout:       90 * time.Second,
		}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// errRefused ends a connection on which Discord keeps refusing the session (op 9).
// discordgo identifies again at once each time, where Discord asks for a wait, and
// resets the token of a bot that identifies too often.
var errRefused = errors.New("the session was refused again and again")

// fewWrites is enough to shake hands, identify once and again after one refusal,
// and send heartbeats meanwhile.
const fewWrites = 12

// errClosed is what dialling gives once the sockets are closed.
var errClosed = errors.New("this connection to Discord has been given up")

// sockets are the network connections of one session. They can be cut from
// outside, which is the only way to end a discordgo session that holds its own
// lock for ever or is about to reconnect; and they know when bytes last came in,
// without that lock.
type sockets struct {
	mu     sync.Mutex
	open   map[net.Conn]struct{}
	closed bool

	life context.Context // ends when the sockets are closed, so that dialling does too
	end  context.CancelFunc

	// accepted reports that Discord has accepted the session. Until then only few
	// writes are let out. Nil for always.
	accepted func() bool

	dialled    atomic.Int64
	writes     atomic.Int64 // since the last dial
	lastRead   atomic.Int64 // Unix nanoseconds
	unanswered atomic.Int64 // writes since the last read
}

func newSockets() *sockets {
	s := &sockets{open: map[net.Conn]struct{}{}}
	s.life, s.end = context.WithCancel(context.Background())
	s.lastRead.Store(time.Now().UnixNano())
	return s
}

// dial connects, unless the sockets have been closed.
func (s *sockets) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if s.life.Err() != nil {
		return nil, errClosed
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.life, cancel)()
	conn, err := (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		_ = conn.Close()
		return nil, errClosed
	}
	w := &watched{Conn: conn, of: s}
	s.open[w] = struct{}{}
	s.dialled.Add(1)
	s.lastRead.Store(time.Now().UnixNano())
	s.unanswered.Store(0)
	s.writes.Store(0)
	return w, nil
}

// cut ends all connections; new ones may be made.
func (s *sockets) cut() {
	s.mu.Lock()
	conns := make([]net.Conn, 0, len(s.open))
	for c := range s.open {
		conns = append(conns, c)
	}
	s.mu.Unlock()
	for _, c := range conns {
		_ = c.Close()
	}
}

// close ends all connections for good.
func (s *sockets) close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.end()
	s.cut()
}

// silence is the time since bytes last came in.
func (s *sockets) silence() time.Duration {
	return time.Since(time.Unix(0, s.lastRead.Load()))
}

// watched is one connection that reports its traffic.
type watched struct {
	net.Conn
	of *sockets
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.Conn.Read(b)
	if n > 0 {
		w.of.lastRead.Store(time.Now().UnixNano())
		w.of.unanswered.Store(0)
	}
	return n, err
}

func (w *watched) Write(b []byte) (int, error) {
	w.of.unanswered.Add(1)
	if w.of.writes.Add(1) > fewWrites && w.of.accepted != nil && !w.of.accepted() {
		_ = w.Close()
		return 0, errRefused
	}
	return w.Conn.Write(b)
}

func (w *watched) Close() error {
	w.of.mu.Lock()
	delete(w.of.open, w)
	w.of.mu.Unlock()
	return w.Conn.Close()
}
