package handlers

import (
	"context"

	"byline/facts"
)

// timelineCommand makes !timeline: what the articles date, in the order in which they
// tell it.
func timelineCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "timeline",
			Args:     "[topic]",
			Summary:  "What happened when, in the order in which the articles tell it",
			Examples: []string{"!timeline", "!timeline starmer"},
			Params:   []Param{{Name: "topic", About: "What the events are about", Suggest: SuggestTopics}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			r, err := listOf(cat, req.Args, listing{req.voice, facts.KindEvent})
			if err != nil || len(r.Facts) == 0 {
				return r, err
			}
			for _, table := range cat.newest() {
				if table.Article.Published.IsZero() {
					note := req.voice.Say("The article's own date is unknown, so its days have no calendar date.")
					if len(cat.articles) > 1 {
						note = req.voice.Say("Where an article's own date is unknown, its days have no calendar date.")
					}
					r.Notes = append(r.Notes, note)
					break
				}
			}
			return r, nil
		},
	}
}
