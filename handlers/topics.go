package handlers

import (
	"cmp"
	"fmt"
	"slices"

	"byline/facts"
	"byline/handlers/language"
)

const (
	maxTopics      = 10 // topics in an answer line
	maxTopicsGroup = 15 // topics in one line of the list
)

// topicsCommand makes !topics: what people can ask about.
func topicsCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "topics",
			Summary:  "What the articles tell of: nouns, people, organisations and places",
			Examples: []string{"!topics"},
		},
		Run: withoutArgs(c, func(v language.Voice, cat *catalogue) Reply { return topicsReply(v, cat.names.ranked()) }),
	}
}

func topicsReply(v language.Voice, ranked []*subject) Reply {
	if len(ranked) == 0 {
		return Reply{Answer: v.Say("The articles have no topics yet."), Found: true, Confidence: 1}
	}
	names := make([]string, len(ranked))
	for i, s := range ranked {
		names[i] = s.name
	}
	r := Reply{
		Heading:    v.Say("Topics") + " · " + v.Count(len(ranked), "topic", "topics"),
		Answer:     v.Say("Topics: %s", stop(v.List(names, maxTopics, ", "))),
		Found:      true,
		Confidence: 1,
		Examples:   commandsOf(ranked, 3),
	}
	for _, g := range [...]struct {
		label string
		kind  facts.EntityKind
	}{
		{v.Say("Things:"), facts.EntityOther},
		{v.Say("People:"), facts.EntityPerson},
		{v.Say("Organisations:"), facts.EntityOrganisation},
		{v.Say("Places:"), facts.EntityPlace},
	} {
		var group []string
		for _, s := range ranked {
			switch {
			case s.kind != g.kind:
			case len(group) < maxTopicsGroup:
				group = append(group, fmt.Sprintf("%s (%d)", s.name, s.size))
			default:
				group = append(group, s.name) // which is counted only
			}
		}
		if len(group) > 0 {
			r.Facts = append(r.Facts, Line{Value: g.label, Text: v.List(group, maxTopicsGroup, ", ")})
		}
	}
	r.Notes = []string{v.Say("The number is how many facts there are. Every topic is a command.")}
	return r
}

// byWeight is the topics among the subjects, those with most facts first.
func byWeight(all []*subject) []*subject {
	topics := slices.DeleteFunc(slices.Clone(all), func(s *subject) bool { return s.size == 0 })
	slices.SortStableFunc(topics, func(a, b *subject) int { return cmp.Compare(b.size, a.size) })
	return topics
}

func commandsOf(ranked []*subject, n int) (lines []string) {
	for _, s := range ranked[:min(len(ranked), n)] {
		lines = append(lines, s.command())
	}
	return lines
}
