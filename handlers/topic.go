package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"byline/facts"
)

// topicCommand makes !topic, the explicit form of "!drones": everything the articles say
// of one noun, person, organisation or place.
func topicCommand(lib Articles) Command {
	return Command{
		Spec: Spec{
			Name:     "topic",
			Aliases:  []string{"about"},
			Args:     "NAME",
			Summary:  "What the articles say of one topic; the topic's name alone does the same",
			Examples: []string{"!topic drones", "!drones"},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			t, err := tables(ctx, lib, req)
			if err != nil {
				return Reply{}, err
			}
			all := subjects(t)
			if req.Args == "" {
				return topicsReply(all), nil
			}
			s, note, err := about(all, req.Args)
			if err != nil {
				return Reply{}, err
			}
			return noted(subjectReply(s), note), nil
		},
	}
}

// noted puts a note before the others.
func noted(r Reply, note string) Reply {
	if note != "" {
		r.Notes = append([]string{note}, r.Notes...)
	}
	return r
}

// subjectReply is everything the articles have on a subject: who it is, what it
// says, then what is said of it, figures first.
func subjectReply(s *subject) Reply {
	said, concerning := s.facts()
	c := compose()
	c.reply.Heading = heading(s, said, concerning)
	c.reply.Answer = subjectAnswer(s, said, concerning)

	shown := append(ofKind(concerning, facts.KindPerson), said...)
	shown = append(shown, ofKind(concerning, facts.KindFigure, facts.KindQuote, facts.KindStatement, facts.KindEvent)...)
	shown = slices.DeleteFunc(shown, func(r factRef) bool {
		return r.kind() == facts.KindPerson && !s.is(r)
	})
	for _, r := range shown[:min(len(shown), maxLines)] {
		c.fact(r, s)
	}
	if len(shown) == 0 {
		for _, r := range ofKind(concerning, facts.KindPerson) {
			c.fact(r, s)
		}
	}
	if more := len(shown) - maxLines; more > 0 {
		c.note(fmt.Sprintf("And %d more: ask !quotes %[2]s, !figures %[2]s or !timeline %[2]s.", more, s.shortest()))
	}
	for _, p := range s.parts {
		for _, check := range p.table.Checks {
			if slices.Contains(shown, factRef{p.table, check.Total}) {
				c.note("Check: " + sum(p.table, check))
			}
		}
	}
	return c.reply
}

// facts is what a subject says and what is said of it, in both the figures first,
// then quotes, statements, events and people.
func (s *subject) facts() (said, concerning []factRef) {
	for _, p := range s.parts {
		said = append(said, refs(p.table, p.said())...)
		concerning = append(concerning, refs(p.table, p.concerning())...)
	}
	order := func(all []factRef) []factRef {
		var out []factRef
		for _, k := range [...]facts.Kind{facts.KindFigure, facts.KindQuote, facts.KindStatement, facts.KindEvent, facts.KindPerson} {
			out = append(out, ofKind(all, k)...)
		}
		return uncovered(out)
	}
	return order(said), order(concerning)
}

// is reports whether a person fact is about this subject.
func (s *subject) is(r factRef) bool {
	return slices.ContainsFunc(s.parts, func(p part) bool {
		return p.table == r.table && p.entity >= 0 && p.entity == r.fact().Person.Entity
	})
}

func heading(s *subject, said, concerning []factRef) string {
	h := upperFirst(s.name)
	if name, role := s.person(); name != "" {
		h = name
		if role != "" {
			h += ", " + role
		}
	}
	if counts := kindCounts(append(slices.Clip(said), concerning...)); counts != "" {
		h += " · " + counts
	}
	return h
}

// subjectAnswer is the answer line: who a person is and what they said; the
// figures of a noun; else the first things that are said of it.
func subjectAnswer(s *subject, said, concerning []factRef) string {
	who := upperFirst(s.name)
	name, role := s.person()
	if name != "" {
		who = name
		if role != "" {
			who += ", " + role + ","
		}
	}
	if words := ofKind(said, facts.KindQuote, facts.KindStatement, facts.KindFigure); len(words) > 0 {
		return stop(speech(who, words))
	}
	rest := slices.DeleteFunc(slices.Clone(concerning), func(r factRef) bool { return r.kind() == facts.KindPerson && s.is(r) })
	if figures := ofKind(rest, facts.KindFigure); len(figures) > 0 && name == "" {
		rest = figures
	}
	intro := who + ": "
	if name != "" {
		intro = name + " is not quoted. "
		if role != "" {
			intro = name + " is " + role + " and is not quoted. "
		}
		if len(rest) > 0 {
			intro += "Said there: "
		}
	}
	return stop(strings.TrimSpace(intro + items(rest, s, "; ")))
}

// maxSayings is how many things said by one person an answer line holds.
const maxSayings = 2

// speech words what somebody said: "Dmitry Peskov, Kremlin spokesman, said “…”".
// Quotations come first, since they are the person's own words.
func speech(who string, said []factRef) string {
	ordered := append(ofKind(said, facts.KindQuote), ofKind(said, facts.KindFigure, facts.KindStatement)...)
	ordered = append(ofKind(longest(ordered), facts.KindQuote), ofKind(longest(ordered), facts.KindFigure, facts.KindStatement)...)
	var parts []string
	last := ""
	for _, r := range ordered[:min(len(ordered), maxSayings)] {
		f := r.fact()
		verb := verbOf(r)
		text := item(r, nil)
		if f.Kind != facts.KindQuote {
			text = "that " + text
		}
		if verb == last {
			parts = append(parts, text)
		} else {
			parts = append(parts, verb+" "+text)
		}
		last = verb
	}
	s := who + " " + strings.Join(parts, " and ")
	if more := len(said) - len(parts); more > 0 {
		s += ", and " + count(more, "more thing", "more things")
	}
	return s
}

// verbOf is a fact's cue in the past tense with the one who was told.
func verbOf(r factRef) string {
	f := r.fact()
	verb := past(f.By.Cue)
	switch {
	case verb == "", strings.HasPrefix(verb, "according"):
		return "is given with"
	case inverts(f.By.Cue):
		return verb
	}
	if object := objectOf(r.table.Article, f); object != "" {
		verb += " " + object
	}
	return verb
}

// longest puts quotations of a clause or more before single words, which say
// little when they stand alone.
func longest(all []factRef) []factRef {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b factRef) int { return weight(a) - weight(b) })
	return out
}

func weight(r factRef) int {
	if q := r.fact().Quote; q != nil && q.Type == facts.Words {
		return 1
	}
	return 0
}
