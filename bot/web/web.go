// Package web is the local channel in a browser: a page that behaves like a chat,
// the article it is about, and /healthz. Pages are rendered here with
// html/template; one small script adds history and suggestions, and the channel
// also works without it.
package web

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strings"

	"byline/facts/answer"
	"byline/facts/shelf"
	"byline/handlers"
)

// Chat answers messages. It reports false when there is nothing to say.
type Chat interface {
	Handle(ctx context.Context, req handlers.Request) (handlers.Reply, bool)
}

// Articles gives where the fact tables of a scope are, newest article first. A scope
// without the article that it names is the whole library.
type Articles interface {
	Sources(ctx context.Context, s shelf.Scope) ([]answer.Source, error)
}

// Config says where the channel stands.
type Config struct {
	// Addr is the address the server accepts connections at, as its listener
	// tells it: "127.0.0.1:8080". Requests for another host are refused.
	Addr string

	// Asked is the address as somebody configured it, such as "news.lan:8080";
	// its host is answered too. Empty when nobody configured one.
	Asked string

	Library string // whose articles are asked: "local"
	Log     *slog.Logger
}

// channel serves the pages.
type channel struct {
	library  string
	chat     Chat
	articles Articles
	specs    []handlers.Spec
	pages    pages
	log      *slog.Logger
	files    *downloads
	newID    func() string // a name nobody can guess, in letters and digits
}

// New makes the web channel's handler. Specs are the commands to suggest, in the
// order in which they are shown.
func New(cfg Config, chat Chat, articles Articles, specs []handlers.Spec) http.Handler {
	c := &channel{
		library:  cfg.Library,
		chat:     chat,
		articles: articles,
		specs:    specs,
		pages:    parsePages(),
		log:      cfg.Log,
		files:    newDownloads(),
		newID:    func() string { return strings.ToLower(rand.Text()) },
	}
	return c.handler(cfg)
}

func (c *channel) handler(cfg Config) http.Handler {
	mux := http.NewServeMux()
	route(mux, http.MethodGet, "/{$}", c.serveChannel)
	route(mux, http.MethodPost, "/say", c.serveSay)
	route(mux, http.MethodGet, "/article", c.serveArticle)
	route(mux, http.MethodGet, "/file/{id}", c.serveFile)
	route(mux, http.MethodGet, "/suggestions", c.serveSuggestions)
	route(mux, http.MethodGet, "/healthz", serveHealth)
	route(mux, http.MethodGet, "/favicon.ico", serveNothing)
	for _, name := range []string{"channel.js", "style.css"} {
		route(mux, http.MethodGet, "/static/"+name, serveStatic(name))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		refuse(w, r, http.StatusNotFound, "There is no such page here; the channel is at /.")
	})
	return guard(newHosts(cfg.Addr, cfg.Asked), mux)
}

// route serves one method of a path and says so to every other method.
func route(mux *http.ServeMux, method, path string, h http.HandlerFunc) {
	mux.HandleFunc(method+" "+path, h)
	allow := method
	if method == http.MethodGet {
		allow = "GET, HEAD"
	}
	mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allow)
		refuse(w, r, http.StatusMethodNotAllowed, "This address answers "+method+" requests only.")
	})
}

func serveHealth(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("ok"))
}

// serveNothing answers browsers that look for an icon beside a page that is not
// HTML; the pages carry theirs.
func serveNothing(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusNoContent)
}
