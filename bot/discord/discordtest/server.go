// Package discordtest is a Discord in this process, for tests: REST and gateway on
// a loopback port, and the people who write, use commands, press buttons and fill in
// forms there. It keeps Discord's limits and deadlines, answers in its error shapes,
// lets nobody do what Discord's client would not let them, and has its faults at hand.
// What it does follows Discord's documentation; comments name the page.
package discordtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"
)

// Token is the bot token that the server takes.
const Token = "MTE0.test.token-for-byline"

// A User is somebody on the server.
type User struct {
	ID   string `json:"id"`
	Name string `json:"username"`
	Bot  bool   `json:"bot,omitempty"`
}

// Server is the whole of Discord, with one bot and one guild.
type Server struct {
	Bot   User
	Guild string
	App   string // the application's id

	http *httptest.Server
	mux  *http.ServeMux

	mu           sync.Mutex
	changed      *sync.Cond
	next         int // counts ids
	prefix       string
	channels     map[string]*channel
	messages     map[string]*Message
	owner        string              // user id
	roles        []role              // the first is @everyone
	members      map[string][]string // role ids by user id
	sent         []*Message          // the bot's, in order
	nonces       map[string]*Message
	files        map[string]File // by id
	users        map[string]User // by id
	locale       string          // of the guild
	botRole      string
	commands     map[string][]*Command // by guild; the global ones by the empty text
	puts         []string              // guilds whose commands were overwritten, in order
	interactions map[string]*Interaction
	doings       []*Interaction // the same, in order
	refused      []string
	limits       int // answers with 429
	requests     []string
	sessions     map[string]*session
	conns        map[*conn]struct{}
	log          gatewayLog
	faults       faults
}

// channel is a guild's channel, or a direct message with somebody.
type channel struct {
	id         string
	name       string
	guild      string // empty for direct messages
	parent     string // of a thread: the channel it is in
	archive    int    // of a thread: minutes until it is hidden
	lacks      map[Lack]bool
	overwrites []Overwrite
	used       int       // of the rate limit's bucket
	reset      time.Time // when it is empty again
}

// Lack is a permission that the bot does not have in a channel.
type Lack int

// The permissions, and what Discord does without them.
const (
	NoView          Lack = iota // refused with 50001
	NoSend                      // refused with 50013
	NoHistory                   // replies are refused with 160002
	NoEmbeds                    // embeds beside content are dropped in silence, alone refused with 50013
	RefuseEmbeds                // any message with embeds is refused with 50013
	NoFiles                     // any message with files is refused with 50013
	NoThreads                   // starting a thread is refused with 50013
	NoSendInThreads             // sending in a thread is refused with 50013
	Blocked                     // of direct messages: the person takes none, refused with 50007
)

// faults are what goes wrong next.
type faults struct {
	only       string        // strikes just requests whose path has this in it
	held       string        // requests whose path has this in it wait
	over       bool          // the server closes
	deadline   time.Duration // of the first answer to an interaction
	ahead      time.Duration // of the true time
	noGuild    bool          // requests about the guild are refused with 50001
	upload     int           // bytes that files may have, where that is not the usual limit
	token      bool          // no token is right
	tokenREST  bool          // the same for requests only
	intents    int           // those refused with 4014
	status     int           // of the next failing requests
	failing    int
	lost       int // requests done whose answer is lost
	limited    int
	limitAfter time.Duration
	limitAll   bool
	bucket     int // messages a channel may get in a span; 0 for any number
	span       time.Duration
	first      int // op sent in place of READY
	firstLeft  int // how often
	heartbeat  time.Duration

	application Application
	clock       time.Duration // that the Date header is off
	left        bool          // the bot is not in the guild
	joined      []membership  // other guilds
}

// New starts a server that ends with the test.
func New(t testing.TB) *Server {
	t.Helper()
	d := &Server{
		channels:     map[string]*channel{},
		messages:     map[string]*Message{},
		members:      map[string][]string{},
		nonces:       map[string]*Message{},
		files:        map[string]File{},
		users:        map[string]User{},
		locale:       "en-US",
		commands:     map[string][]*Command{},
		interactions: map[string]*Interaction{},
		sessions:     map[string]*session{},
		conns:        map[*conn]struct{}{},
		faults:       faults{heartbeat: 41250 * time.Millisecond, deadline: answerWithin, application: Application{Left: 1000}},
	}
	d.changed = sync.NewCond(&d.mu)
	d.Bot = User{ID: d.id(), Name: "Byline", Bot: true}
	d.App, d.Guild, d.owner = d.id(), d.id(), d.id()
	d.botRole = d.id()
	d.roles = []role{
		{ID: d.Guild, Name: "@everyone", Permissions: usual},
		{ID: d.botRole, Name: d.Bot.Name, Permissions: invited, Position: 1},
	}
	d.users[d.Bot.ID] = d.Bot
	d.members[d.Bot.ID] = []string{d.botRole}
	d.mux = d.routes()
	d.http = httptest.NewServer(http.HandlerFunc(d.serve))
	t.Cleanup(d.Close)
	return d
}

// Close ends the server and all connections.
func (d *Server) Close() {
	d.set(func(f *faults) { f.over = true })
	d.changed.Broadcast()
	d.DropConnections()
	d.http.CloseClientConnections()
	d.http.Close()
}

// URL is what DISCORD_API_URL should be.
func (d *Server) URL() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.http.URL + d.prefix
}

// SetPrefix moves the interface below a path such as "/proxy".
func (d *Server) SetPrefix(path string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.prefix = path
}

// id makes a new snowflake. Callers hold the lock, or are New.
func (d *Server) id() string {
	d.next++
	return fmt.Sprint(1_100_000_000_000_000_000 + d.next)
}

// NewUser adds a person.
func (d *Server) NewUser(name string) User {
	d.mu.Lock()
	defer d.mu.Unlock()
	u := User{ID: d.id(), Name: name}
	d.users[u.ID] = u
	return u
}

// NewBot adds another bot.
func (d *Server) NewBot(name string) User {
	u := d.NewUser(name)
	u.Bot = true
	d.mu.Lock()
	defer d.mu.Unlock()
	d.users[u.ID] = u
	return u
}

// NewChannel adds a channel to the guild.
func (d *Server) NewChannel(lacks ...Lack) string { return d.newChannel(d.Guild, lacks) }

// NewDM opens direct messages with somebody.
func (d *Server) NewDM(lacks ...Lack) string { return d.newChannel("", lacks) }

// DeleteChannel removes a channel; what is sent there is refused with 10003.
func (d *Server) DeleteChannel(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.channels, id)
}

func (d *Server) newChannel(guild string, lacks []Lack) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := &channel{id: d.id(), guild: guild, lacks: map[Lack]bool{}}
	c.name = "channel-" + c.id
	var deny int64
	for _, l := range lacks {
		c.lacks[l] = true
		deny |= l.permission()
	}
	if deny != 0 {
		c.overwrites = []Overwrite{{ID: d.Bot.ID, Type: OfMember, Deny: deny}}
	}
	d.channels[c.id] = c
	return c.id
}

// Sent are the bot's messages so far, as they stand now.
func (d *Server) Sent() []Message {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := make([]Message, len(d.sent))
	for i, m := range d.sent {
		out[i] = *m
	}
	return out
}

// Refused are the error answers given so far, rate limits and server faults aside.
func (d *Server) Refused() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.refused)
}

// Limited is how many requests were answered with 429.
func (d *Server) Limited() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.limits
}

// Requests are all REST requests so far, as "POST /api/v9/…".
func (d *Server) Requests() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.requests)
}
