package handlers

import (
	"context"
	"strconv"
	"strings"
	"time"

	"byline/facts/shelf"
)

// maxEntries is how many articles a page of !articles lists.
const maxEntries = 10

// articlesCommand makes !articles: what is in the library.
func articlesCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "articles",
			Aliases:  []string{"library"},
			Args:     "[page]",
			Summary:  "The articles that are asked, newest first",
			Examples: []string{"!articles", "!articles 2"},
			Params:   []Param{{Name: "page", About: "Which page, from 1", Type: ParamNumber}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			page := 1
			if req.Args != "" {
				n, err := strconv.Atoi(strings.TrimPrefix(plain(req.Args), "page "))
				if err != nil {
					return Reply{}, errQuestion
				}
				page = n
			}
			all, err := k.Entries(ctx, req.Library)
			if err != nil {
				return Reply{}, err
			}
			if len(all) == 0 {
				return Reply{}, errNoArticle()
			}
			pages := (len(all) + maxEntries - 1) / maxEntries
			if page < 1 || page > pages {
				return Reply{}, userErrorf("There %s; !articles 1 shows the first.", are(pages, "page", "pages"))
			}
			return entriesReply(all, page, pages, req.Article), nil
		},
	}
}

func entriesReply(all []shelf.Entry, page, pages int, narrowed string) Reply {
	shown := all[(page-1)*maxEntries : min(page*maxEntries, len(all))]
	r := Reply{Heading: "Articles · " + itoa(len(all)), Found: true, Confidence: 1}
	r.Answer = count(len(all), "article", "articles") + ". The newest: " + stop(titleOf(all[0]))
	for _, e := range shown {
		r.Facts = append(r.Facts, entryLine(e))
		if e.ID == narrowed {
			r.Notes = append(r.Notes, "This channel asks article "+itoa(e.Number)+" only; !use all asks all.")
		}
	}
	if pages > 1 {
		r.Heading += " · page " + itoa(page) + " of " + itoa(pages)
		if page < pages {
			r.Examples = append(r.Examples, "!articles "+itoa(page+1))
		}
	}
	r.Examples = append(r.Examples, "!article "+itoa(shown[0].Number))
	return r
}

// entryLine is an article in a list: its number, its title, where and when it appeared.
func entryLine(e shelf.Entry) Line {
	return Line{Value: itoa(e.Number) + ".", Text: titleOf(e), By: whereAndWhen(e)}
}

func titleOf(e shelf.Entry) string {
	for _, name := range [...]string{e.Label, e.Title} {
		if name != "" {
			return oneLine(name)
		}
	}
	return "an article without a title"
}

// whereAndWhen is an article's outlet and day, and its newest version's day where it
// was corrected.
func whereAndWhen(e shelf.Entry) string {
	var parts []string
	if e.Outlet != "" {
		parts = append(parts, oneLine(e.Outlet))
	}
	if e.Published.IsZero() {
		parts = append(parts, "added "+date(e.Added))
	} else {
		parts = append(parts, date(e.Published))
	}
	s := strings.Join(parts, ", ")
	if e.Version > 1 {
		s += " (version " + itoa(e.Version) + " of " + date(e.Changed) + ")"
	}
	return s
}

// date is a day as people write it.
func date(t time.Time) string { return t.Format("2 January 2006") }

func itoa(n int) string { return strconv.Itoa(n) }

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// are is "is 1 page" or "are 3 pages".
func are(n int, one, many string) string {
	if n == 1 {
		return "is 1 " + one
	}
	return "are " + itoa(n) + " " + many
}
