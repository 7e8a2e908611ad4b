package discordtest

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// ReadsMessages is the flag of an application that may read messages ("Application Flags"
// of Discord's documentation).
const ReadsMessages = 1 << 19 // without Discord's review, which few servers need

// An Application is what the Developer Portal has of the bot.
type Application struct {
	Flags     int
	Private   bool   // only its owner can invite it
	CodeGrant bool   // no invitation works without a grant
	Endpoint  string // where interactions go in place of the gateway
	Left      int    // connections left today, of 1000
	Shards    int    // that Discord advises
}

// SetApplication changes what the Developer Portal has.
func (d *Server) SetApplication(a Application) { d.set(func(f *faults) { f.application = a }) }

// SetClock makes the answers' Date header differ from the time.
func (d *Server) SetClock(off time.Duration) { d.set(func(f *faults) { f.clock = off }) }

// LeaveGuild takes the bot out of its guild.
func (d *Server) LeaveGuild() { d.set(func(f *faults) { f.left = true }) }

// Join takes the bot into another guild, of which only what "Get Current User Guilds"
// tells is there, and returns its id.
func (d *Server) Join(name string, permissions int64) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	id := d.id()
	d.faults.joined = append(slices.Clone(d.faults.joined), membership{id, name, permissions})
	return id
}

// membership is a guild of the bot ("Get Current User Guilds").
type membership struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Permissions int64  `json:"permissions,string"`
}

// timed sets the Date header where it is to be wrong.
func (d *Server) timed(w http.ResponseWriter) {
	if d.faults.clock != 0 {
		w.Header().Set("Date", time.Now().Add(d.faults.clock).UTC().Format(http.TimeFormat))
	}
}

// ownDoors are the routes about the bot itself.
func (d *Server) ownDoors() []door {
	return []door{
		{"GET /users/@me", d.me},
		{"GET /users/@me/guilds", d.guilds},
		{"GET /applications/@me", d.application},
		{"GET /gateway/bot", d.gatewayBot},
	}
}

// me is "Get Current User".
func (d *Server) me(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, d.Bot) }

// guilds is "Get Current User Guilds": by id, those after one. The permissions are those of
// the roles; no channel's overwrites are in them.
func (d *Server) guilds(w http.ResponseWriter, r *http.Request) {
	all := map[string]membership{}
	if !d.faults.left {
		may := int64(0)
		for _, role := range d.roles {
			if role.ID == d.Guild || slices.Contains(d.members[d.Bot.ID], role.ID) {
				may |= role.Permissions
			}
		}
		all[d.Guild] = membership{d.Guild, "Guild", may}
	}
	for _, m := range d.faults.joined {
		all[m.ID] = m
	}
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil || limit < 1 || limit > 200 {
		limit = 200
	}
	page := []membership{}
	for _, id := range slices.Sorted(maps.Keys(all)) { // snowflakes of one length
		if id > r.URL.Query().Get("after") && len(page) < limit {
			page = append(page, all[id])
		}
	}
	answer(w, http.StatusOK, page)
}

// application is "Get Current Application".
func (d *Server) application(w http.ResponseWriter, _ *http.Request) {
	a := d.faults.application
	var endpoint any // null without one
	if a.Endpoint != "" {
		endpoint = a.Endpoint
	}
	answer(w, http.StatusOK, map[string]any{
		"id": d.App, "name": d.Bot.Name, "description": "", "flags": a.Flags,
		"bot_public": !a.Private, "bot_require_code_grant": a.CodeGrant, "interactions_endpoint_url": endpoint,
	})
}

// gatewayBot is "Get Gateway Bot".
func (d *Server) gatewayBot(w http.ResponseWriter, _ *http.Request) {
	a := d.faults.application
	answer(w, http.StatusOK, map[string]any{
		"url": d.gateway(), "shards": max(1, a.Shards),
		"session_start_limit": map[string]int{"total": 1000, "remaining": a.Left, "reset_after": 14_400_000, "max_concurrency": 1},
	})
}
