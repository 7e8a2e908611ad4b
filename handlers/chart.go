package handlers

import (
	"context"
	"strings"

	"byline/facts"
	"byline/facts/compare"
	"byline/handlers/language"
)

// The ways to draw a topic, by the words that ask for them.
const (
	drawFigures = ""
	drawCompare = "compare"
	drawTrend   = "trend"
)

// chartCommand makes !chart: the figures of a topic as a picture.
func chartCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "chart",
			Aliases:  []string{"graph", "plot"},
			Args:     "[compare or trend] TOPIC",
			Summary:  "The figures of a topic as a picture: side by side, by who gives them, or over time",
			Examples: []string{"!chart drones", "!chart compare drones", "!chart trend drones"},
			Params: []Param{
				{Name: "topic", About: "What the figures count", Required: true, Suggest: SuggestTopics},
				{Name: "as", About: "How to draw them", Choices: []string{"figures", drawCompare, drawTrend}},
			},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			var way string
			way, req.Args = wayOf(req.Args)
			matters, d, note, err := mattersOf(ctx, c, req)
			if err != nil {
				return Reply{}, err
			}
			r := chartReply(req.voice, d, matters, way)
			d.limited(req.voice, &r)
			return noted(r, note), nil
		},
	}
}

// wayOf takes the word for a way to draw from either end of what is to be drawn: people
// write it first, forms put it last.
func wayOf(args string) (way, rest string) {
	words := strings.Fields(args)
	if len(words) < 2 {
		return drawFigures, args
	}
	known := func(word string) (string, bool) {
		switch word = strings.ToLower(word); word {
		case drawCompare, drawTrend:
			return word, true
		case "figures":
			return drawFigures, true
		}
		return "", false
	}
	if way, ok := known(words[0]); ok {
		return way, strings.Join(words[1:], " ")
	}
	if way, ok := known(words[len(words)-1]); ok {
		return way, strings.Join(words[:len(words)-1], " ")
	}
	return drawFigures, args
}

// chartReply is a picture of the figures about a subject with their sources, or a sentence
// that there is none.
func chartReply(v language.Voice, d *dossier, matters []compare.Matter, way string) Reply {
	var p picture
	switch way {
	case drawCompare:
		p = claimsPicture(d.subject, matters)
	case drawTrend:
		p = trendPicture(d.subject, matters)
	default:
		p = figuresPicture(d.subject, matters)
	}
	c := compose(v)
	name := oneLine(d.name)
	if !p.worthDrawing() {
		c.reply.Found = len(matters) > 0
		switch {
		case len(matters) == 0:
			c.reply.Answer = v.Say("The articles have no figures for %s.", name)
			c.example("!topic " + d.shortest())
			return c.reply
		case way == drawCompare:
			c.reply.Answer = v.Say("No figure for %s is given twice with different values, so there is nothing to set side by side. !figures %s lists what there is.", name, d.shortest())
		case way == drawTrend:
			c.reply.Answer = v.Say("No figure for %s is given for two days, so there is no line to draw. !figures %s lists what there is.", name, d.shortest())
		default:
			c.reply.Answer = v.Say("No two figures for %s count the same thing and differ, so there is nothing to draw. !figures %s lists what there is.", name, d.shortest())
		}
		c.example("!figures " + d.shortest())
		return c.reply
	}
	drawn := p.chart(v, d.subject)
	c.reply.Chart = drawn
	c.reply.Heading = drawn.Title + " · " + v.Say("Chart")
	c.reply.Answer = drawn.Short()
	shown := p.all()
	for _, claim := range shown[:min(len(shown), maxClaims)] {
		switch way {
		case drawCompare, drawTrend:
			c.claim(claim, d.subject, dayText(v, claim))
		default:
			c.fact(factRef{claim.Table, claim.Index}, d.subject)
		}
	}
	if left := claimsIn(matters) - len(shown); left > 0 {
		c.note(v.Plural(left, "%d other figure counts something else and is not drawn: !figures %s.", "%d other figures count something else and are not drawn: !figures %s.", d.shortest()))
	}
	if p.sum != "" {
		c.note(v.Say("Check: %s", p.sum))
	}
	return c.reply
}

// claimsIn is how many claims matters have.
func claimsIn(matters []compare.Matter) (n int) {
	for _, m := range matters {
		n += len(m.Claims)
	}
	return n
}

// chartAction is the button that draws what a reply tells of; none where nothing would
// come out.
func chartAction(v language.Voice, s *subject, matters []compare.Matter, way string) []Action {
	var p picture
	line := "!chart "
	switch way {
	case drawCompare:
		p, line = claimsPicture(s, matters), line+"compare "
	case drawTrend:
		p, line = trendPicture(s, matters), line+"trend "
	default:
		p = figuresPicture(s, matters)
	}
	line += s.shortest()
	if !p.worthDrawing() || !pressable(line) {
		return nil
	}
	return []Action{{Label: v.Say("Chart"), Line: line}}
}

// mattersIn is what figures are about.
func mattersIn(all []factRef) []compare.Matter {
	var refs []compare.Ref
	for _, r := range ofKind(all, facts.KindFigure) {
		refs = append(refs, compare.Ref{Table: r.table, Index: r.index})
	}
	return compare.Figures(refs)
}
