package handlers

import (
	"context"
	"strings"

	"byline/facts"
	"byline/facts/compare"
	"byline/handlers/language"
)

// maxClaims is how many claims one reply sets side by side.
const maxClaims = 24

// compareCommand makes !compare: who gives which number for the same thing.
func compareCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "compare",
			Args:     "TOPIC",
			Summary:  "Claims about the same thing side by side, and where they differ",
			Examples: []string{"!compare drones"},
			Params:   []Param{{Name: "topic", About: "What the claims are about", Required: true, Suggest: SuggestTopics}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			matters, d, note, err := mattersOf(ctx, c, req)
			if err != nil {
				return Reply{}, err
			}
			r := compareReply(req.voice, d.subject, matters)
			r.Actions = append(r.Actions, chartAction(req.voice, d.subject, matters, drawCompare)...)
			d.limited(req.voice, &r)
			return noted(r, note), nil
		},
	}
}

// mattersOf is the figures about a subject, by what they are about.
func mattersOf(ctx context.Context, c *catalogues, req Request) ([]compare.Matter, *dossier, string, error) {
	cat, err := c.filled(ctx, req)
	if err != nil {
		return nil, nil, "", err
	}
	if req.Args == "" {
		return nil, nil, "", userErrorf("Give a topic behind it, such as %s.", exampleTopic(req.voice, cat))
	}
	s, note, err := about(req.voice, cat.names, req.Args)
	if err != nil {
		return nil, nil, "", err
	}
	d := s.opened(maxCompared)
	said, concerning := d.facts(facts.KindFigure)
	return mattersIn(append(said, concerning...)), d, note, nil
}

func exampleTopic(v language.Voice, cat *catalogue) string {
	if topics := cat.names.ranked(); len(topics) > 0 {
		return topics[0].shortest()
	}
	return v.Say("a noun of the articles")
}

// compareReply shows the matters that somebody else gives a number for too, those that
// differ first; where there is none, the single claims.
func compareReply(v language.Voice, s *subject, matters []compare.Matter) Reply {
	c := compose(v)
	r := &c.reply
	var differ, agree, single []compare.Matter
	for _, m := range matters {
		switch {
		case m.Differs():
			differ = append(differ, m)
		case len(m.Claims) > 1 || len(m.Claims[0].Also) > 0:
			agree = append(agree, m)
		default:
			single = append(single, m)
		}
	}
	shown := append(differ, agree...)
	switch {
	case len(matters) == 0:
		r.Answer, r.Found = v.Say("The articles have no figures for %s.", s.name), false
		c.example("!topic " + strings.ToLower(s.name))
		return *r
	case len(shown) == 0:
		r.Answer = v.Say("No figure for %s is told twice, so there is nothing to compare. This is what there is.", s.name)
		shown = single
	case len(differ) > 0:
		r.Answer = upperFirst(s.name) + ": " + stop(differing(v, differ[0], s))
	default:
		r.Answer = v.Say("The claims about %s do not contradict each other.", s.name)
	}
	r.Heading = v.Say("Claims about %s", s.name)
	n := 0
	for _, m := range shown {
		for _, claim := range m.Claims {
			if n++; n <= maxClaims {
				c.claim(claim, s, dayText(v, claim))
			}
		}
	}
	if n > maxClaims {
		c.note(v.Plural(n-maxClaims, "And %d more claim.", "And %d more claims."))
	}
	return *r
}

// differing words a contradiction: "138 intercepted, claimed Yuriy Ignat; 120
// intercepted, said the Kremlin".
func differing(v language.Voice, m compare.Matter, s *subject) string {
	var parts []string
	for _, claim := range m.Claims {
		if claim.Differs && len(parts) < maxItems {
			value, text := figure(claim.Table, claim.Fact(), s)
			by := credit(v, claim.Table, claim.Fact(), true)
			if by == "" {
				by = sourceName(claim.Table.Article)
			}
			parts = append(parts, join(value, text)+" ("+by+")")
		}
	}
	return strings.Join(parts, v.Say(", but "))
}

// claim adds a claim as a line, with the outlets that tell it, its day unless that is
// empty, and a word where another contradicts it.
func (c *composer) claim(claim compare.Claim, s *subject, day string) {
	f := claim.Fact()
	l := Line{FactID: f.ID, By: credit(c.voice, claim.Table, f, true), Source: c.cite(claim.Table, f.Sentence, f.Span)}
	l.Value, l.Text = figure(claim.Table, f, s)
	told := []string{sourceName(claim.Table.Article)}
	for _, a := range claim.Also {
		told = append(told, sourceName(a.Table.Article)+" ["+itoa(c.cite(a.Table, a.Fact().Sentence, a.Fact().Span))+"]")
	}
	for _, more := range [...]string{c.voice.Say("told by %s", c.voice.And(told)), day} {
		if more != "" {
			l.By = strings.TrimPrefix(l.By+", "+more, ", ")
		}
	}
	if claim.Differs {
		l.By += " – " + c.voice.Say("differs")
	}
	c.reply.Facts = append(c.reply.Facts, l)
}

func dayText(v language.Voice, claim compare.Claim) string {
	if claim.Day.IsZero() {
		return v.Say("day unknown")
	}
	return v.Day(claim.Day)
}

// sourceName is how a line names an article: its outlet, else its title.
func sourceName(a *facts.Article) string {
	if a.Outlet != "" {
		return oneLine(a.Outlet)
	}
	return "“" + clip(a.Label(), maxEcho) + "”"
}
