package web

import (
	"net/http"
	"net/url"
	"strings"

	"byline/facts"
)

// articlePage is a whole article, with what is known about it. Empty means unknown.
type articlePage struct {
	Title      string
	Outlet     string
	Authors    string
	Published  string
	URL, Host  string
	Sentences  int
	Facts      int
	Paragraphs [][]sentence
}

// sentence is one sentence with its number in the article, from 0.
type sentence struct {
	Number int
	Text   string
}

// serveArticle is the whole article, each sentence with an anchor: /article#s12.
func (c *channel) serveArticle(w http.ResponseWriter, r *http.Request) {
	table := c.article(r, r.URL.Query().Get("name"))
	if table == nil {
		refuse(w, r, http.StatusNotFound, "This article is not in the library.")
		return
	}
	c.write(w, r, c.pages.article, newArticlePage(table))
}

func newArticlePage(table *facts.Table) articlePage {
	a := table.Article
	page := articlePage{
		Title:      clean(a.Label()),
		Outlet:     clean(a.Outlet),
		Authors:    clean(strings.Join(a.Authors, ", ")),
		Sentences:  len(a.Sentences),
		Facts:      len(table.Facts),
		Paragraphs: paragraphs(a),
	}
	if !a.Published.IsZero() {
		page.Published = a.Published.Format("Monday, 2 January 2006")
	}
	if u, err := url.Parse(a.URL); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		page.URL, page.Host = u.String(), u.Hostname()
	}
	return page
}

// paragraphs groups an article's sentences. Text with empty lines has its
// paragraphs between them and may be wrapped; other text has one a line.
func paragraphs(a *facts.Article) [][]sentence {
	newlines := 1
	if strings.Contains(strings.ReplaceAll(a.Text, "\r", ""), "\n\n") {
		newlines = 2
	}
	var out [][]sentence
	end := 0
	for i, span := range a.Sentences {
		gap := a.Slice(facts.Span{Start: end, End: span.Start})
		if i == 0 || strings.Count(gap, "\n") >= newlines {
			out = append(out, nil)
		}
		last := len(out) - 1
		out[last] = append(out[last], sentence{i, clean(a.Slice(span))})
		end = span.End
	}
	return out
}
