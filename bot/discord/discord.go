// Package discord is Byline's channel in Discord: it turns messages into requests
// and draws the replies. It is the only package that imports discordgo.
package discord

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"byline/handlers"
)

// Chat answers messages; handlers.Router does.
type Chat interface {
	// Handle answers a message, or reports false when Byline keeps silent.
	Handle(ctx context.Context, req handlers.Request) (handlers.Reply, bool)
	// Guarded reports whether the answer to a message depends on who may change the
	// library. Only then Byline finds that out.
	Guarded(req handlers.Request) bool
	// Delivered tells that a reply stands in the channel as this message.
	Delivered(req handlers.Request, reply handlers.Reply, messageID string)
	// Manner is how the reply to a request is to be given.
	Manner(ctx context.Context, req handlers.Request) handlers.Manner
	// Complete offers values for a parameter of a command while somebody types.
	Complete(ctx context.Context, req handlers.Request, command, param, typed string) []handlers.Completion
	// Vote counts whether the answer to the request's line helped.
	Vote(ctx context.Context, req handlers.Request, helped bool) error
}

// Config is what a person can set.
type Config struct {
	Token  string // of the bot, as the Developer Portal shows it; a leading "Bot " does no harm
	APIURL string // another Discord-compatible server: scheme, host, path before /api; empty for discord.com
	Log    *slog.Logger

	DevGuild string          // id of the one server that has the slash commands; empty for all
	Key      []byte          // signs what buttons carry; shared by all processes of an installation
	Specs    []handlers.Spec // of the commands
}

// Bot is Byline in Discord. Make it with New; Run it once.
type Bot struct {
	chat   Chat // set by Run
	log    *slog.Logger
	token  string
	timing timing
	key    key    // signs custom ids
	menu   *menu  // what the commands in Discord mean
	guild  string // the one server that has the commands; empty for all

	// How requests go out.
	client  *http.Client       // all REST requests
	sockets *sockets           // those of client
	rest    *discordgo.Session // only sends; never connected, so no gateway trouble can hold it
	hooks   *discordgo.Session // the same for answers to interactions, which need no token and have limits of their own
	turns   *turns             // of the rate limiter's buckets

	// What is under way.
	jobs    *queue        // messages
	calls   *queue        // interactions
	typing  *queue        // completions
	pending *pending      // interactions not yet answered
	summons atomic.Uint64 // interactions so far
	failed  chan *Error
	ready   chan struct{} // closed at the first READY

	// What is remembered for a while.
	seen    *recent           // messages and interactions taken, over all sessions
	barred  *recent           // channels where sending was refused, each logged once
	told    *recent           // channels with a permission that they have been told is missing
	votes   *recent           // people with a message that they have said helped or not
	parents *lately[string]   // of threads
	answers *answers          // to the questions of the last minutes
	guilds  *lately[managers] // who manages them

	mu      sync.Mutex
	self    string // user id of the bot; empty until READY
	invited bool   // the invitation has been logged
}

// New checks the configuration. It connects to nothing. Its error is an *Error.
func New(c Config) (*Bot, error) {
	words := strings.Fields(c.Token)
	if len(words) > 0 && strings.EqualFold(words[0], "Bot") {
		words = words[1:]
	}
	if len(words) != 1 || strings.ContainsFunc(words[0], func(r rune) bool { return r < '!' || r > '~' }) {
		return nil, &Error{Sentence: wrongToken, Detail: "the token is empty or has characters that no token has"}
	}
	base, err := parseAPI(c.APIURL)
	if err != nil {
		return nil, err
	}
	log := c.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	b := &Bot{
		log:     log,
		token:   "Bot " + words[0],
		timing:  usual,
		sockets: newSockets(),
		jobs:    newQueue(workers, maxWaiting),
		calls:   newQueue(callers, maxWaiting),
		typing:  newQueue(callers, maxWaiting),
		pending: newPending(),
		menu:    newMenu(c.Specs),
		key:     keyOf(c.Key),
		guild:   strings.TrimSpace(c.DevGuild),
		seen:    newRecent(maxSeen),
		barred:  newRecent(maxBarred),
		told:    newRecent(maxBarred),
		votes:   newRecent(maxSeen),
		parents: newLately[string](maxParents),
		answers: newAnswers(),
		guilds:  newLately[managers](maxGuilds),
		turns:   newTurns(),
		failed:  make(chan *Error, 1),
		ready:   make(chan struct{}),
	}
	b.client = newClient(base, b.sockets)
	b.rest, err = b.newSession()
	if err != nil {
		return nil, &Error{Sentence: "Byline could not prepare its Discord client.", Detail: err.Error()}
	}
	patient := *b.client
	patient.Timeout = 0 // each request has its own, which grows with its file
	b.rest.Client = &patient
	if b.hooks, err = b.newSession(); err != nil {
		return nil, &Error{Sentence: "Byline could not prepare its Discord client.", Detail: err.Error()}
	}
	b.hooks.Token, b.hooks.Client = "", &patient
	return b, nil
}

// newSession makes a discordgo session that keeps no state, prints nothing, and
// neither repeats a request nor reconnects by itself: its own loops cannot be
// stopped, repeat fatal errors for ever and post a message twice.
func (b *Bot) newSession() (*discordgo.Session, error) {
	s, err := discordgo.New(b.token)
	if err != nil {
		return nil, err
	}
	s.StateEnabled = false
	s.SyncEvents = true // in order; the handlers only queue
	s.ShouldReconnectOnError = false
	s.ShouldReconnectVoiceOnSessionError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.LogLevel = discordgo.LogError - 1 // nothing: the supervisor says what happens, once
	s.Client = b.client
	return s, nil
}

const (
	workers    = 8      // channels answered at the same time
	callers    = 64     // interactions likewise; most of them wait for something else
	maxWaiting = 4096   // questions waiting over all channels
	maxSeen    = 10_000 // message ids remembered, about an hour of a busy server
	maxBarred  = 1000
)

// timing is how long the supervisor waits; tests wait less.
type timing struct {
	open    time.Duration // for one connection to be made
	ready   time.Duration // after that, for Discord's READY
	check   time.Duration // between looks at the connection
	silence time.Duration // without a byte before it counts as dead
	recover time.Duration // for a cut session to notice
	settle  time.Duration // between the end of a connection and its resumption, see usual
	steady  time.Duration // a connection that lasted this long starts the back-off anew
	first   time.Duration // back-off, doubled each time
	most    time.Duration // its ceiling

	deferral time.Duration // after which an interaction is told that its answer takes longer
	answer   time.Duration // after which an interaction gets no answer but a sentence
}

// usual: heartbeats come every 41 to 45 seconds, so silence is more than two of
// them. discordgo v0.29.0 ends a connection twice when a heartbeat fails at the moment a
// read does; the second end, which the settling lets pass, would strike the connection
// made since and take the session with it.
var usual = timing{
	open:    30 * time.Second,
	ready:   30 * time.Second,
	check:   time.Second,
	silence: 2 * time.Minute,
	recover: 5 * time.Second,
	settle:  250 * time.Millisecond,
	steady:  5 * time.Minute,
	first:   time.Second,
	most:    2 * time.Minute,

	deferral: 1500 * time.Millisecond,
	answer:   5 * time.Minute,
}
