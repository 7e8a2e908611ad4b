package web

import (
	"bytes"
	"errors"
	"mime"
	"net/http"
	"net/netip"
	"strings"

	"byline/facts"
	"byline/facts/shelf"
	"byline/handlers"
	"byline/handlers/language"
)

// maxBody is the most bytes a request may have: a long article, pasted, whose letters a
// form writes with up to nine bytes each.
const maxBody = 1 << 20

// maxIDLen bounds the channel id. The page's own ids have 26 letters and digits.
const maxIDLen = 64

// spoken is what the page's script gets for a message.
type spoken struct {
	Exchange string `json:"exchange,omitempty"` // the message and its answer, as HTML
	Trouble  string `json:"trouble,omitempty"`  // or one sentence why there is none
}

// serveChannel is the channel before anybody said something: it greets. The script
// puts back what this browser said before.
func (c *channel) serveChannel(w http.ResponseWriter, r *http.Request) {
	id := c.newID()
	c.writeChannel(w, r, id, c.answer(r, id, ""))
}

// serveSay answers one message: with the exchange for the script, or with the whole
// page for a form that was sent without it.
func (c *channel) serveSay(w http.ResponseWriter, r *http.Request) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/x-www-form-urlencoded" {
		refuse(w, r, http.StatusUnsupportedMediaType, "A message is sent as a form, with a channel and a text.")
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			refuse(w, r, http.StatusRequestEntityTooLarge, "This message is too long; save an article as a file and add it with bot add FILE.")
			return
		}
		refuse(w, r, http.StatusBadRequest, "This message was garbled on its way; please send it again.")
		return
	}
	id := r.PostForm.Get("channel")
	if !validID(id) {
		refuse(w, r, http.StatusBadRequest, "This message names no channel; reload the page.")
		return
	}
	text := r.PostForm.Get("text")
	if more := r.PostForm.Get("more"); more != "" { // of an action that asks for it
		text += " " + more
	}
	said := c.answer(r, id, strings.ToValidUTF8(text, "\uFFFD"))
	if !wantsJSON(r) {
		c.writeChannel(w, r, id, said)
		return
	}
	var html bytes.Buffer
	if err := c.pages.channel.ExecuteTemplate(&html, "exchange", said); err != nil {
		c.fail(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, http.StatusOK, spoken{Exchange: html.String()})
}

// validID accepts what newID makes, and nothing that could be mistaken for another
// platform's channel.
func validID(id string) bool {
	if len(id) < 8 || len(id) > maxIDLen {
		return false
	}
	return strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// answer is one message with the reply to it. An empty message gets the greeting.
func (c *channel) answer(r *http.Request, id, text string) exchange {
	text = strings.ReplaceAll(text, "\u2028", "\n") // how the page's script sends line breaks
	req := handlers.Request{Text: text, Channel: "web:" + id, Library: c.library, Direct: true, Editor: fromHere(r),
		Language: language.Accepted(r.Header.Get("Accept-Language"))}
	reply, spoke := c.chat.Handle(r.Context(), req)
	if !spoke {
		reply = handlers.Reply{Answer: "Byline has nothing to say to that."}
	}
	drawn := newCard(c.newID(), id, reply)
	if reply.File != nil {
		drawn.File = &file{ID: c.newID(), Name: clean(reply.File.Name)}
		c.files.put(drawn.File.ID, reply.File)
	}
	return exchange{Question: clean(strings.TrimSpace(text)), Card: drawn}
}

// fromHere reports whether a request comes from this machine: only from here may the
// library be changed, whoever else the page is shown to. What a proxy on this machine
// passes on comes from elsewhere.
func fromHere(r *http.Request) bool {
	for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"} {
		if r.Header.Get(name) != "" {
			return false
		}
	}
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && from.Addr().Unmap().IsLoopback()
}

// writeChannel renders the channel's page with one exchange in it.
func (c *channel) writeChannel(w http.ResponseWriter, r *http.Request, id string, said exchange) {
	table := c.article(r, "")
	page := channelPage{Channel: id, Exchange: said}
	if table != nil {
		page.Article = clean(table.Article.Label())
	}
	c.write(w, r, c.pages.channel, page)
}

// article is the table of the article with this name, of the newest one when the
// name is empty, or nil.
func (c *channel) article(r *http.Request, name string) *facts.Table {
	sources, err := c.articles.Sources(r.Context(), shelf.Scope{Library: c.library, Article: name})
	if err != nil {
		c.log.Error("read the articles", "err", err)
		return nil
	}
	if len(sources) == 0 {
		return nil
	}
	table := sources[0].Table()
	if name != "" && table.Article.Name != name {
		return nil
	}
	return table
}
