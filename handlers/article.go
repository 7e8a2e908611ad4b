package handlers

import (
	"context"
	"strings"

	"byline/facts"
	"byline/facts/compare"
	"byline/facts/shelf"
	"byline/handlers/language"
)

// articleCommand makes !article: one article as a card.
func articleCommand(c *catalogues, k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "article",
			Args:     "NUMBER or words of the title",
			Summary:  "One article: where and when it appeared, and what it tells",
			Examples: []string{"!article 1"},
			Params:   []Param{{Name: "number-or-title", About: "Which article", Suggest: SuggestArticles}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if req.Args == "" {
				if all, err := k.Entries(ctx, req.Library); err == nil && len(all) == 1 {
					req.Args = itoa(all[0].Number)
				}
			}
			e, err := numbered(ctx, k, req)
			if err != nil {
				return Reply{}, err
			}
			req.Article = ""
			cat, err := c.of(ctx, req.scope())
			if err != nil {
				return Reply{}, err
			}
			return Card(req.voice, tableOf(cat, e.ID), e), nil
		},
	}
}

const (
	cardFacts  = 4 // of a card, of each kind it shows
	cardTopics = 3
)

// Card shows an article: its title, outlet, date and authors, its first figures and
// quotations, and what can be asked. The table may be nil.
func Card(v language.Voice, t *facts.Table, e shelf.Entry) Reply {
	c := compose(v)
	r := &c.reply
	r.Heading = v.Say("Article %d", e.Number) + " · " + whereAndWhen(v, e)
	r.Answer = stop(titleOf(v, e))
	if t != nil {
		everything := every([]*facts.Table{t}, everyKind()...)
		if n := kindCounts(v, everything); n != "" {
			r.Answer += " " + v.Say("It gives %s.", n)
		}
		for _, k := range [...]facts.Kind{facts.KindFigure, facts.KindQuote} {
			all := uncovered(ofKind(everything, k))
			for _, f := range all[:min(len(all), cardFacts)] {
				c.fact(f, nil)
			}
		}
		topics := byWeight(subjects([]*contents{contentsOf(t, newLexicon(), compare.NewOutliner())}, nil))
		c.example(commandsOf(topics[:min(len(topics), cardTopics)], cardTopics)...)
	}
	if len(e.Authors) > 0 {
		c.note(v.Say("By %s.", oneLine(v.And(e.Authors))))
	}
	if e.URL != "" {
		c.note(strings.TrimSpace(e.URL))
	}
	return *r
}

// Announcement is the card of an article that a feed has just brought, for a channel that
// nobody asked in. The table may be nil.
func Announcement(v language.Voice, t *facts.Table, e shelf.Entry) Reply {
	r := Card(v, t, e)
	r.Answer = v.Say("New: %s (%s)", titleOf(v, e), whereAndWhen(v, e))
	return r
}
