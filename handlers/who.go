package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"byline/facts"
	"byline/handlers/language"
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
			Params:   []Param{{Name: "name", About: "Name of a person or an organisation", Suggest: SuggestPeople}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			if req.Args == "" {
				return people(req.voice, cat), nil
			}
			if ids := attributedIDs(req.Args); len(ids) > 0 {
				return saidReply(ctx, c, req, ids)
			}
			if s := whoIs(cat.names, req.Args); s != nil {
				return profile(req.voice, s), nil
			}
			s, note, err := about(req.voice, cat.names, req.Args)
			var none *unknown
			if errors.As(err, &none) {
				if english(plain(req.Args)) {
					return Reply{}, errQuestion // "who won?"
				}
				none.among(cat.names, func(s *subject) bool { return s.person })
			}
			if err != nil {
				return Reply{}, err
			}
			return noted(profile(req.voice, s.open()), note), nil
		},
	}
}

// whoIs is the person that "is Mike Waltz?" asks for; nil for other questions, and
// for people of whom no role is known.
func whoIs(d *directory, args string) *dossier {
	verb, name, _ := strings.Cut(args, " ")
	switch strings.ToLower(verb) {
	case "is", "was":
	default:
		return nil
	}
	found := exactly(d, name)
	if len(found) != 1 {
		return nil
	}
	s := found[0].open()
	if _, role := s.identity(); role == "" {
		return nil
	}
	return s
}

// profile is a subject's reply with name and role as the shortest answer.
func profile(v language.Voice, s *dossier) Reply {
	r := subjectReply(v, s)
	if name, role := s.identity(); role != "" {
		r.Short = name + ", " + role
	}
	return r
}

// people lists everybody with role and how often they are quoted.
func people(v language.Voice, cat *catalogue) Reply {
	c := compose(v)
	t := cat.newest()
	found := every(t, facts.KindPerson)
	if len(found) == 0 {
		r := Reply{Answer: v.Say("The articles name nobody."), Confidence: 1}
		cat.limited(v, &r)
		return r
	}
	said := sayings(t)
	var names []string
	for i, r := range found {
		f := r.fact()
		names = append(names, oneLine(f.Person.Name))
		if i >= maxList {
			continue
		}
		l := Line{FactID: f.ID, Source: c.cite(r.table, f.Sentence, f.Span)}
		l.Value, l.Text = personLine(f.Person)
		n := said[speaker{r.table, f.Person.Entity}]
		switch {
		case n.quotes > 0:
			l.By = v.Count(n.quotes, "quotation", "quotations")
		case n.statements > 0:
			l.By = v.Count(n.statements, "statement", "statements")
		}
		c.reply.Facts = append(c.reply.Facts, l)
	}
	if more := len(found) - maxList; more > 0 {
		c.note(v.Plural(more, "And %d more person. !who NAME finds them.", "And %d more people. !who NAME finds them."))
	}
	c.reply.Heading = v.Say("People") + " · " + v.Count(len(found), "person", "people")
	c.reply.Answer = v.Plural(len(found), "%d person: %s", "%d people: %s", stop(v.List(names, maxNames, ", ")))
	last := strings.Fields(names[0])
	c.example("!who " + strings.ToLower(last[len(last)-1]))
	cat.limited(v, &c.reply)
	return c.reply
}

// A speaker is one entity of one table.
type speaker struct {
	table  *facts.Table
	entity int
}

// spoken is how often a speaker is quoted and reported.
type spoken struct{ quotes, statements int }

// sayings counts what each entity says.
func sayings(t []*facts.Table) map[speaker]spoken {
	said := map[speaker][]factRef{}
	for _, table := range t {
		people := castOf(table)
		all := every([]*facts.Table{table}, facts.KindQuote, facts.KindStatement)
		for _, r := range append(ofKind(all, facts.KindQuote), ofKind(all, facts.KindStatement)...) {
			if e := people.speaker(r.fact()); e >= 0 {
				said[speaker{table, e}] = append(said[speaker{table, e}], r)
			}
		}
	}
	counts := make(map[speaker]spoken, len(said))
	for who, all := range said {
		all = uncovered(all)
		quotes := len(ofKind(all, facts.KindQuote))
		counts[who] = spoken{quotes, len(all) - quotes}
	}
	return counts
}

// mostQuoted is the people with quotations, those with most first.
func mostQuoted(all []*subject) []*subject {
	people := slices.DeleteFunc(slices.Clone(all), func(s *subject) bool { return !s.person || s.quotes == 0 })
	slices.SortStableFunc(people, func(a, b *subject) int { return b.quotes - a.quotes })
	return people
}
