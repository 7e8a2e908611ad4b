package handlers

import (
	"context"
	"errors"
	"strings"

	"byline/facts"
)

// maxNames is how many names the answer line of !who holds.
const maxNames = 12

// whoCommand makes !who: the people of the articles, or one of them.
func whoCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "who",
			Aliases:  []string{"whois"},
			Args:     "[name]",
			Summary:  "The people in the articles; with a name, who that is and what they said",
			Examples: []string{"!who", "!who peskov"},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			if req.Args == "" {
				return people(cat.tables), nil
			}
			if s := whoIs(cat.subjects, req.Args); s != nil {
				return profile(s), nil
			}
			s, note, err := about(cat.subjects, req.Args)
			var none *unknown
			if errors.As(err, &none) && english(plain(req.Args)) {
				return Reply{}, errQuestion // "who won?"
			}
			if err != nil {
				return Reply{}, err
			}
			return noted(profile(s), note), nil
		},
	}
}

// whoIs is the person that "is Mike Waltz?" asks for; nil for other questions, and
// for people of whom no role is known.
func whoIs(all []*subject, args string) *subject {
	verb, name, _ := strings.Cut(args, " ")
	switch strings.ToLower(verb) {
	case "is", "was":
	default:
		return nil
	}
	found := exactly(all, name)
	if len(found) != 1 {
		return nil
	}
	if _, role := found[0].person(); role == "" {
		return nil
	}
	return found[0]
}

// profile is a subject's reply with name and role as the shortest answer.
func profile(s *subject) Reply {
	r := subjectReply(s)
	if name, role := s.person(); role != "" {
		r.Short = name + ", " + role
	}
	return r
}

// people lists everybody with role and how often they are quoted.
func people(t []*facts.Table) Reply {
	c := compose()
	found := every(t, facts.KindPerson)
	if len(found) == 0 {
		return Reply{Answer: "The articles name nobody.", Confidence: 1}
	}
	var names []string
	for _, r := range found {
		f := r.fact()
		names = append(names, oneLine(f.Person.Name))
		l := Line{FactID: f.ID, Source: c.cite(r.table, f.Sentence, f.Span)}
		l.Value, l.Text = personLine(f.Person)
		quotes, reports := 0, 0
		for i := range r.table.Facts {
			o := &r.table.Facts[i]
			if o.By == nil || o.By.Speaker == nil || f.Person.Entity < 0 || o.By.Speaker.Entity != f.Person.Entity {
				continue
			}
			switch o.Kind {
			case facts.KindQuote:
				quotes++
			case facts.KindStatement:
				reports++
			}
		}
		switch {
		case quotes > 0:
			l.By = count(quotes, "quotation", "quotations")
		case reports > 0:
			l.By = count(reports, "statement", "statements")
		}
		c.reply.Facts = append(c.reply.Facts, l)
	}
	c.reply.Heading = "People · " + count(len(found), "person", "people")
	c.reply.Answer = upperFirst(count(len(found), "person", "people")) + ": " + stop(listed(names, maxNames, ", "))
	last := strings.Fields(names[0])
	c.example("!who " + strings.ToLower(last[len(last)-1]))
	return c.reply
}
