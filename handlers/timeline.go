package handlers

import (
	"context"
	"strings"

	"byline/facts"
	"byline/facts/lang"
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

// toldOnce drops the events that the same article tells twice, in its lead and again
// below: of two with the same time, one of which has all the words of the other, the
// fuller stays.
func toldOnce(events []factRef) []factRef {
	type moment struct {
		table *facts.Table
		when  string
	}
	words := make([]map[string]bool, len(events))
	same := map[moment][]int{}
	dropped := map[int]bool{}
	for i, r := range events {
		words[i] = wordSet(r.table.Article.Slice(r.fact().Span))
		at := moment{r.table, lang.Fold(oneLine(r.fact().Event.When))}
		for _, j := range same[at] {
			switch {
			case dropped[j]:
			case within(words[i], words[j]):
				dropped[i] = true
			case within(words[j], words[i]):
				dropped[j] = true
			}
		}
		same[at] = append(same[at], i)
	}
	var out []factRef
	for i, r := range events {
		if !dropped[i] {
			out = append(out, r)
		}
	}
	return out
}

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(lang.Fold(text), notInWord) {
		set[w] = true
	}
	return set
}

// within reports whether one set of words has all the words of another.
func within(part, whole map[string]bool) bool {
	for w := range part {
		if !whole[w] {
			return false
		}
	}
	return true
}
