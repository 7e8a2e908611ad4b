package handlers

import (
	"context"
	"strings"

	"byline/facts"
)

// maxList is how many facts !figures, !quotes and !timeline list, which people ask
// for as lists.
const maxList = 40

// figuresCommand makes !figures: every number with what it counts and who gives it.
func figuresCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "figures",
			Aliases:  []string{"figure"},
			Args:     "[topic]",
			Summary:  "Every number, what it counts and who gives it",
			Examples: []string{"!figures", "!figures drones"},
			Params:   []Param{{Name: "topic", About: "What the figures are about", Suggest: SuggestTopics}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			return listOf(cat, req.Args, listing{"Figures", "figure", "figures", []facts.Kind{facts.KindFigure}})
		},
	}
}

// A listing is a list of facts of some kinds with its words.
type listing struct {
	heading, one, many string
	kinds              []facts.Kind
}

// listOf lists the facts of a listing, of all the articles or of one subject.
func listOf(cat *catalogue, args string, l listing) (Reply, error) {
	c := compose()
	var found []factRef
	var tables []*facts.Table // whose sums are told
	limited := cat.limited
	what, whom := l.heading, ""
	if args == "" {
		tables = cat.newest()
		found = uncovered(every(tables, l.kinds...))
	} else {
		s, note, err := about(cat.names, args)
		if err != nil {
			return Reply{}, err
		}
		d := s.open()
		limited = d.limited
		said, concerning := d.facts(l.kinds...)
		found = append(said, concerning...)
		what, whom = upperFirst(s.name), s.name
		c.reply = noted(c.reply, note)
	}
	n := count(len(found), l.one, l.many)
	switch {
	case len(found) == 0:
		c.reply.Answer = "The articles have no " + l.many + "."
		if whom != "" {
			c.reply.Answer = "The articles have no " + l.many + " for " + whom + "."
			c.example("!topic "+strings.ToLower(whom), "!"+strings.ToLower(l.heading))
		}
		c.reply.Found = false
		limited(&c.reply)
		return c.reply, nil
	case whom != "":
		c.reply.Answer = what + ", " + n + ": "
	default:
		c.reply.Answer = n + ": "
	}
	c.reply.Heading = what + " · " + n
	c.reply.Answer = stop(c.reply.Answer + items(found, nil, "; "))
	credited := 0
	for _, r := range found[:min(len(found), maxList)] {
		c.fact(r, nil)
		if c.reply.Facts[len(c.reply.Facts)-1].By != "" {
			credited++
		}
	}
	if l.kinds[0] == facts.KindFigure && credited > 0 && credited < len(c.reply.Facts) {
		c.note("A figure without a name is the article's own.")
	}
	for _, table := range tables {
		for _, check := range table.Checks {
			if l.kinds[0] == facts.KindFigure {
				c.note("Check: " + sum(table, check))
			}
		}
	}
	if more := len(found) - maxList; more > 0 {
		c.note("And " + count(more, "more "+l.one, "more "+l.many) + ". A topic narrows the list.")
	}
	limited(&c.reply)
	return c.reply, nil
}
