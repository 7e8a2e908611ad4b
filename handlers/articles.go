package handlers

import (
	"context"
	"strconv"
	"strings"

	"byline/facts/shelf"
	"byline/handlers/language"
)

// maxEntries is how many articles a page of !articles lists.
const maxEntries = 10

// articlesCommand makes !articles: what is in the library.
func articlesCommand(c *catalogues, k Keeper) Command {
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
			if k == nil {
				cat, err := c.filled(ctx, req)
				if err != nil {
					return Reply{}, err
				}
				return givenReply(req.voice, cat), nil
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
				return Reply{}, &UserError{say: pluralf(pages,
					"There is %d page; !articles 1 shows the first.", "There are %d pages; !articles 1 shows the first.")}
			}
			return entriesReply(req.voice, all, page, pages, req.Article), nil
		},
	}
}

// givenReply lists the articles where they are files that were given, which have no
// numbers.
func givenReply(v language.Voice, cat *catalogue) Reply {
	r := Reply{Heading: v.Say("Articles") + " · " + itoa(len(cat.articles)), Found: true, Confidence: 1}
	for _, t := range cat.newest() {
		l := Line{Text: oneLine(t.Article.Label())}
		if t.Article.Outlet != "" || !t.Article.Published.IsZero() {
			l.By = whence(v, t.Article)
		}
		r.Facts = append(r.Facts, l)
	}
	r.Answer = v.Plural(len(cat.articles), "%d article is asked: %s", "%d articles are asked. The first: %s", stop(r.Facts[0].Text))
	if len(r.Facts) == 1 {
		r.Facts = nil
	}
	cat.limited(v, &r)
	return r
}

func entriesReply(v language.Voice, all []shelf.Entry, page, pages int, narrowed string) Reply {
	shown := all[(page-1)*maxEntries : min(page*maxEntries, len(all))]
	r := Reply{Heading: v.Say("Articles") + " · " + itoa(len(all)), Found: true, Confidence: 1}
	r.Answer = v.Plural(len(all), "%d article. The newest: %s", "%d articles. The newest: %s", stop(titleOf(v, all[0])))
	for _, e := range shown {
		r.Facts = append(r.Facts, entryLine(v, e))
		if e.ID == narrowed {
			r.Notes = append(r.Notes, v.Say("This channel asks article %d only; !use all asks all.", e.Number))
		}
	}
	if pages > 1 {
		r.Heading += " · " + v.Say("page %d of %d", page, pages)
		if page < pages {
			r.Examples = append(r.Examples, "!articles "+itoa(page+1))
		}
	}
	r.Examples = append(r.Examples, "!article "+itoa(shown[0].Number))
	return r
}

// entryLine is an article in a list: its number, its title, where and when it appeared.
func entryLine(v language.Voice, e shelf.Entry) Line {
	return Line{Value: itoa(e.Number) + ".", Text: titleOf(v, e), By: whereAndWhen(v, e)}
}

func titleOf(v language.Voice, e shelf.Entry) string {
	for _, name := range [...]string{e.Label, e.Title} {
		if name != "" {
			return oneLine(name)
		}
	}
	return v.Say("an article without a title")
}

// whereAndWhen is an article's outlet and day, and its newest version's day where it
// was corrected.
func whereAndWhen(v language.Voice, e shelf.Entry) string {
	var parts []string
	if e.Outlet != "" {
		parts = append(parts, oneLine(e.Outlet))
	}
	if e.Published.IsZero() {
		parts = append(parts, v.Say("added %s", v.Day(e.Added)))
	} else {
		parts = append(parts, v.Day(e.Published))
	}
	s := strings.Join(parts, ", ")
	if e.Version > 1 {
		s += " (" + v.Say("version %d of %s", e.Version, v.Day(e.Changed)) + ")"
	}
	return s
}

func itoa(n int) string { return strconv.Itoa(n) }

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
