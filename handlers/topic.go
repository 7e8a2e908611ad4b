package handlers

import (
	"context"
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
	"byline/handlers/language"
)

// topicCommand makes !topic, the explicit form of "!drones": everything the articles say
// of one noun, person, organisation or place.
func topicCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "topic",
			Args:     "NAME",
			Summary:  "What the articles say of one topic; the topic's name alone does the same",
			Examples: []string{"!topic drones", "!drones"},
			Params:   []Param{{Name: "topic", About: "What the articles tell of", Required: true, Suggest: SuggestTopics}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			if req.Args == "" {
				return topicsReply(req.voice, cat.names.ranked()), nil
			}
			s, note, err := about(req.voice, cat.names, req.Args)
			if err != nil {
				return Reply{}, err
			}
			d := s.open()
			r := subjectReply(req.voice, d)
			_, concerning := d.facts(facts.KindFigure)
			r.Actions = append(r.Actions, chartAction(req.voice, s, mattersIn(concerning), drawFigures)...)
			return noted(r, note), nil
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
func subjectReply(v language.Voice, s *dossier) Reply {
	if s.articles() > 1 {
		return severalReply(v, s)
	}
	said, concerning := s.facts(everyKind()...)
	c := compose(v)
	c.reply.Heading = heading(v, s, said, concerning)
	c.reply.Answer = subjectAnswer(v, s, said, concerning)

	shown := append(s.portrait(), said...)
	for _, r := range concerning {
		if r.kind() != facts.KindPerson || !s.is(r) {
			shown = append(shown, r)
		}
	}
	for _, r := range shown[:min(len(shown), maxLines)] {
		c.fact(r, s.subject)
	}
	if more := len(shown) - maxLines; more > 0 {
		c.note(v.Plural(more, "And %d more: ask !quotes %[2]s, !figures %[2]s or !timeline %[2]s.",
			"And %d more: ask !quotes %[2]s, !figures %[2]s or !timeline %[2]s.", s.shortest()))
	}
	if len(said)+len(concerning) < fewFacts {
		c.mentions(s)
	}
	for _, p := range s.parts {
		for _, check := range p.table.Checks {
			if slices.Contains(shown, factRef{p.table, check.Total}) {
				c.note(v.Say("Check: %s", sum(p.table, check)))
			}
		}
	}
	return c.reply
}

// fewFacts is how many facts are so few that the sentences that only mention a
// subject are shown too, and maxMentions how many of those.
const (
	fewFacts    = 3
	maxMentions = 3
)

// mentions cites the sentences that name a subject and have no line in the reply.
func (c *composer) mentions(s *dossier) {
	var marks []string
	for _, p := range s.parts {
		for i := range p.table.Article.Sentences {
			if len(marks) == maxMentions {
				break
			}
			if _, cited := c.numbers[sentenceRef{p.table.Article, i}]; !cited && s.namedIn(p.table.Article.Sentence(i)) {
				marks = append(marks, "["+itoa(c.cite(p.table, i, facts.Span{}))+"]")
			}
		}
	}
	if len(marks) > 0 {
		c.note(c.voice.Say("Also named in %s.", c.voice.And(marks)))
	}
}

// namedIn reports whether a sentence has one of the subject's forms as whole words.
func (s *subject) namedIn(sentence string) bool {
	words := " " + strings.Join(strings.FieldsFunc(lang.Fold(sentence), notInWord), " ") + " "
	return slices.ContainsFunc(s.forms, func(form string) bool {
		return strings.Contains(words, " "+strings.Join(strings.FieldsFunc(form, notInWord), " ")+" ")
	})
}

// everyKind is the kinds of fact in the order in which replies show them.
func everyKind() []facts.Kind {
	return []facts.Kind{facts.KindFigure, facts.KindQuote, facts.KindStatement, facts.KindEvent, facts.KindPerson}
}

// facts is what a subject says and what is said of it, of these kinds in this
// order.
func (s *dossier) facts(kinds ...facts.Kind) (said, concerning []factRef) {
	for _, p := range s.parts {
		said = append(said, refs(p.table, p.said())...)
		concerning = append(concerning, refs(p.table, p.concerning())...)
	}
	var ordered []factRef
	for _, k := range kinds {
		for _, r := range ofKind(said, k) {
			if k != facts.KindFigure || !slices.Contains(kinds, facts.KindQuote) || !quotedIn(r, said) {
				ordered = append(ordered, r)
			}
		}
	}
	said = uncovered(ordered)
	ordered = said[:len(said):len(said)]
	for _, k := range kinds {
		ordered = append(ordered, ofKind(concerning, k)...)
	}
	return said, uncovered(ordered)[len(said):]
}

// quotedIn reports whether a figure stands inside one of the quotations.
func quotedIn(figure factRef, all []factRef) bool {
	return slices.ContainsFunc(all, func(r factRef) bool {
		return r.table == figure.table && r.kind() == facts.KindQuote && r.fact().Span.Contains(figure.fact().Span)
	})
}

// portrait is the facts that say who a person is.
func (s *dossier) portrait() (out []factRef) {
	for _, p := range s.parts {
		for _, r := range every([]*facts.Table{p.table}, facts.KindPerson) {
			if s.is(r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// is reports whether a person fact is about this subject.
func (s *dossier) is(r factRef) bool {
	return slices.ContainsFunc(s.parts, func(p part) bool {
		return p.table == r.table && slices.Contains(p.entities, r.fact().Person.Entity)
	})
}

func heading(v language.Voice, s *dossier, said, concerning []factRef) string {
	h := upperFirst(s.name)
	if name, role := s.identity(); name != "" {
		h = name
		if role != "" {
			h += ", " + role
		}
	}
	if counts := kindCounts(v, append(slices.Clip(said), concerning...)); counts != "" {
		h += " · " + counts
	}
	return h
}

// subjectAnswer is the answer line: who a person is and what they said; the
// figures of a noun; else the first things that are said of it.
func subjectAnswer(v language.Voice, s *dossier, said, concerning []factRef) string {
	who := upperFirst(s.name)
	name, role := s.identity()
	if name != "" {
		who = name
		if role != "" {
			who += ", " + role + ","
		}
	}
	if words := ofKind(said, facts.KindQuote, facts.KindStatement, facts.KindFigure); len(words) > 0 {
		if name == "" {
			who = upperFirst(speakerName(words[0].table, words[0].fact().By.Speaker))
		}
		return stop(speech(v, who, words))
	}
	rest := slices.DeleteFunc(slices.Clone(concerning), func(r factRef) bool { return r.kind() == facts.KindPerson && s.is(r) })
	if figures := ofKind(rest, facts.KindFigure); len(figures) > 0 && name == "" {
		rest = figures
	}
	about := items(v, rest, s.subject, "; ")
	switch {
	case name == "" && about == "":
		return v.Say("The articles name %s.", s.name)
	case name == "":
		return stop(who + ": " + about)
	}
	var line []string
	if role != "" {
		line = append(line, stop(name+", "+role))
	}
	if len(rest) > 0 {
		line = append(line, stop(v.Say("Of %s: %s", s.shortName(), about)))
	}
	if len(line) == 0 {
		return v.Say("The articles name %s.", name)
	}
	return strings.Join(line, " ")
}

// maxSayings is how many things said by one person an answer line holds.
const maxSayings = 2

// speech words what somebody said: "Dmitry Peskov, Kremlin spokesman, said “…”".
// Whole clauses come first, since single words say little.
func speech(v language.Voice, who string, said []factRef) string {
	ordered := longest(append(ofKind(said, facts.KindQuote), ofKind(said, facts.KindFigure, facts.KindStatement)...))
	var parts []string // with their verbs
	var clauses []string
	last, more := "", 0
	for _, r := range ordered {
		verb, words := saying(v, r)
		switch {
		case slices.Contains(clauses, words): // two facts of one clause
			continue
		case len(clauses) == maxSayings:
			more++
			continue
		}
		clauses = append(clauses, words)
		switch {
		case verb == "" && len(parts) == 0: // the article has no verb for it
			who = strings.TrimSuffix(who, ",") + ":"
		case verb != "" && verb != last:
			words = verb + " " + words
		}
		parts = append(parts, words)
		last = verb
	}
	s := who + " " + v.And(parts)
	if more > 0 {
		s += "; " + v.More(more)
	}
	return s
}

// saying is one fact as a verb in the past tense and what it governs: "said" and
// "“…”", "told" and "reporters on Saturday that …". Where the article's clause goes
// on from the verb to the fact, it is kept as written.
func saying(v language.Voice, r factRef) (verb, words string) {
	f := r.fact()
	a := r.table.Article
	verb = past(f.By.Cue)
	if verb == "" || strings.HasPrefix(verb, "according") {
		return "", item(v, r, nil, maxItemLength)
	}
	if f.Kind != facts.KindQuote || f.Quote.Type != facts.Direct {
		if clause := clauseFrom(a, f); clause != "" && len(clause) <= maxItemLength {
			return verb, clause
		}
	}
	words = item(v, r, nil, maxItemLength)
	switch object := strings.TrimSuffix(objectOf(a, f), " …"); {
	case f.Kind == facts.KindStatement:
		words = "that " + strings.TrimPrefix(words, "that ")
	case !inverts(f.By.Cue) && object != "":
		words = object + ": " + words
	case f.Kind == facts.KindFigure || !inverts(f.By.Cue):
		verb += ":"
	}
	return verb, words
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
