package handlers

import (
	"context"
	"strings"

	"byline/facts"
	"byline/handlers/language"
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
			return listOf(cat, req.Args, listing{req.voice, facts.KindFigure})
		},
	}
}

// A listing has the words of a list of figures or of dated events.
type listing struct {
	voice language.Voice
	kind  facts.Kind
}

func (l listing) heading() string {
	if l.kind == facts.KindFigure {
		return l.voice.Say("Figures")
	}
	return l.voice.Say("Timeline")
}

func (l listing) command() string {
	if l.kind == facts.KindFigure {
		return "!figures"
	}
	return "!timeline"
}

func (l listing) count(n int) string {
	if l.kind == facts.KindFigure {
		return l.voice.Count(n, "figure", "figures")
	}
	return l.voice.Count(n, "dated event", "dated events")
}

func (l listing) more(n int) string {
	if l.kind == facts.KindFigure {
		return l.voice.Plural(n, "And %d more figure. A topic narrows the list.", "And %d more figures. A topic narrows the list.")
	}
	return l.voice.Plural(n, "And %d more dated event. A topic narrows the list.", "And %d more dated events. A topic narrows the list.")
}

// none says that the articles have nothing for the list, of a subject where one is given.
func (l listing) none(whom string) string {
	switch {
	case l.kind == facts.KindFigure && whom == "":
		return l.voice.Say("The articles have no figures.")
	case l.kind == facts.KindFigure:
		return l.voice.Say("The articles have no figures for %s.", whom)
	case whom == "":
		return l.voice.Say("The articles have no dated events.")
	}
	return l.voice.Say("The articles have no dated events for %s.", whom)
}

// listOf lists the facts of a listing, of all the articles or of one subject.
func listOf(cat *catalogue, args string, l listing) (Reply, error) {
	v := l.voice
	c := compose(v)
	var found []factRef
	var tables []*facts.Table // whose sums are told
	limited := cat.limited
	var subject *subject
	what, whom := l.heading(), ""
	if args == "" {
		tables = cat.newest()
		found = uncovered(every(tables, l.kind))
	} else {
		s, note, err := about(v, cat.names, args)
		if err != nil {
			return Reply{}, err
		}
		d := s.open()
		limited, subject = d.limited, s
		said, concerning := d.facts(l.kind)
		found = append(said, concerning...)
		what, whom = upperFirst(s.name), s.name
		c.reply = noted(c.reply, note)
	}
	if l.kind == facts.KindEvent {
		found = toldOnce(found)
	}
	if subject != nil && l.kind == facts.KindFigure {
		c.reply.Actions = chartAction(v, subject, mattersIn(found), drawFigures)
	}
	n := l.count(len(found))
	switch {
	case len(found) == 0:
		c.reply.Answer = l.none(whom)
		if whom != "" {
			c.example("!topic "+strings.ToLower(whom), l.command())
		}
		c.reply.Found = false
		limited(v, &c.reply)
		return c.reply, nil
	case whom != "":
		c.reply.Answer = what + ", " + n + ": "
	default:
		c.reply.Answer = n + ": "
	}
	c.reply.Heading = what + " · " + n
	c.reply.Answer = stop(c.reply.Answer + items(v, found, nil, "; "))
	credited := 0
	for _, r := range found[:min(len(found), maxList)] {
		c.fact(r, nil)
		if c.reply.Facts[len(c.reply.Facts)-1].By != "" {
			credited++
		}
	}
	if l.kind == facts.KindFigure && credited > 0 && credited < len(c.reply.Facts) {
		c.note(v.Say("A figure without a name is the article's own."))
	}
	for _, table := range tables {
		for _, check := range table.Checks {
			if l.kind == facts.KindFigure {
				c.note(v.Say("Check: %s", sum(table, check)))
			}
		}
	}
	if more := len(found) - maxList; more > 0 {
		c.note(l.more(more))
	}
	limited(v, &c.reply)
	return c.reply, nil
}
