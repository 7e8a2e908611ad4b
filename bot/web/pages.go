package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"net/http"
	"time"
)

//go:embed templates static
var files embed.FS

// pages are the parsed templates.
type pages struct {
	channel, article *template.Template
}

// parsePages parses the embedded templates, which a test renders; they cannot fail
// in a built program.
func parsePages() pages {
	parse := func(name string) *template.Template {
		return template.Must(template.ParseFS(files, "templates/layout.html", "templates/"+name))
	}
	return pages{channel: parse("channel.html"), article: parse("article.html")}
}

// channelPage is the channel with one exchange in it.
type channelPage struct {
	Channel  string // the id that messages are sent with
	Article  string // what people call the newest article; empty when there is none
	Exchange exchange
}

// write renders a whole page, or nothing of it.
func (c *channel) write(w http.ResponseWriter, r *http.Request, page *template.Template, data any) {
	var html bytes.Buffer
	if err := page.ExecuteTemplate(&html, "page", data); err != nil {
		c.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = html.WriteTo(w)
}

func (c *channel) fail(w http.ResponseWriter, r *http.Request, err error) {
	c.log.Error("draw a page", "path", r.URL.Path, "err", err)
	refuse(w, r, http.StatusInternalServerError, "Byline could not draw this page; its log says why.")
}

// serveStatic serves an embedded file. Browsers keep it and ask whether it changed,
// so that a new version of Byline is never drawn with an old style.
func serveStatic(name string) http.HandlerFunc {
	content, err := files.ReadFile("static/" + name)
	if err != nil {
		panic(err) // a name in this package that is not embedded
	}
	sum := sha256.Sum256(content)
	etag := `"` + hex.EncodeToString(sum[:8]) + `"`
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", etag)
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
	}
}
