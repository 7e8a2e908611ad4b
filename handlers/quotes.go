package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"byline/facts"
	"byline/facts/lang"
	"byline/handlers/language"
)

// fewQuotes is up to how many quotations !quotes lists all; above it, one a voice.
const fewQuotes = 8

// quotesCommand makes !quotes: every voice of the articles, or all words of one.
func quotesCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "quotes",
			Aliases:  []string{"quote"},
			Args:     "[who or topic]",
			Summary:  "Who is quoted, with one quotation a voice; with a name or topic, all of its quotations",
			Examples: []string{"!quotes", "!quotes peskov", "!quotes talks"},
			Params:   []Param{{Name: "who-or-topic", About: "Who is quoted, or about what", Suggest: SuggestTopics}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			if req.Args == "" {
				return allVoices(req.voice, cat), nil
			}
			s, note, err := about(req.voice, cat.names, req.Args)
			var none *unknown
			if errors.As(err, &none) {
				none.among(cat.names, func(s *subject) bool { return s.quotes > 0 })
			}
			if err != nil {
				return Reply{}, err
			}
			return noted(quotesOf(req.voice, s.open()), note), nil
		},
	}
}

// A voice is one speaker with everything the articles report of it.
type voice struct {
	name    string // as credited; empty for quotations nobody is named for
	quotes  []factRef
	reports []factRef // statements: reported speech without marks
}

// voices groups the quotations and statements by speaker, in the order in which
// the speakers first appear.
func voices(t []*facts.Table) []*voice {
	var all []*voice
	bySpeaker := map[string]*voice{}
	var unnamed *voice
	casts := map[*facts.Table]cast{}
	for _, r := range every(t, facts.KindQuote, facts.KindStatement) {
		f := r.fact()
		v := unnamed
		if f.By != nil && f.By.Speaker != nil && namesSomebody(f.By.Speaker.Name) {
			if casts[r.table] == nil {
				casts[r.table] = castOf(r.table)
			}
			name := speakerName(r.table, f.By.Speaker)
			key := plain(f.By.Speaker.Name)
			if e := casts[r.table].speaker(f); e >= 0 && e < len(r.table.Entities) && r.table.Entities[e].Kind == facts.EntityPerson {
				name = oneLine(r.table.Entities[e].Name)
				key = plain(name)
			}
			if v = bySpeaker[key]; v == nil {
				v = &voice{name: name}
				bySpeaker[key] = v
				all = append(all, v)
			}
		} else if v == nil {
			v = &voice{}
			unnamed = v
		}
		if f.Kind == facts.KindQuote {
			v.quotes = append(v.quotes, r)
		} else {
			v.reports = append(v.reports, r)
		}
	}
	for _, v := range all {
		v.reports = uncovered(append(v.quotes[:len(v.quotes):len(v.quotes)], v.reports...))[len(v.quotes):]
	}
	if unnamed != nil && len(unnamed.quotes) > 0 {
		all = append(all, unnamed)
	}
	return all
}

// namesSomebody reports whether what a speaker is called is a name: "she" and "all" are
// none, "US" and "WHO" are.
func namesSomebody(speaker string) bool {
	abbreviated := len(speaker) > 1 && speaker == strings.ToUpper(speaker)
	return speaker != "" && (abbreviated || lang.TagsOf(plain(speaker))&lang.Function == 0)
}

// allVoices shows every voice, those with quotations first in the answer line.
func allVoices(v language.Voice, cat *catalogue) Reply {
	c := compose(v)
	all := voices(cat.newest())
	if len(all) > maxList {
		slices.SortStableFunc(all, func(a, b *voice) int { return len(b.quotes) - len(a.quotes) })
	}
	total, nameless := 0, 0
	var quoted, reported []string
	for _, who := range all {
		total += len(who.quotes)
		switch {
		case who.name == "":
			nameless = len(who.quotes)
		case len(who.quotes) > 1:
			quoted = append(quoted, who.name+" ("+strconv.Itoa(len(who.quotes))+")")
		case len(who.quotes) == 1:
			quoted = append(quoted, who.name)
		default:
			reported = append(reported, who.name)
		}
	}
	if len(all) == 0 {
		r := Reply{Answer: v.Say("Nobody is quoted in the articles."), Found: false, Confidence: 1}
		cat.limited(v, &r)
		return r
	}
	c.reply.Heading = v.Say("Quotes") + " · " + v.Count(total, "quotation", "quotations") + ", " + v.Count(len(quoted), "voice", "voices")
	line := v.Count(total, "quotation", "quotations")
	if len(quoted) > 0 {
		line += ": " + v.List(quoted, maxNames, ", ")
	}
	if nameless > 0 {
		line += "; " + v.Plural(nameless, "%d without a named speaker", "%d without a named speaker")
	}
	c.reply.Answer = stop(line)
	if len(reported) > 0 {
		c.reply.Answer += " " + v.Say("Reported without quotation marks: %s", stop(v.List(reported, maxNames, ", ")))
	}
	slices.SortStableFunc(all, func(a, b *voice) int { return min(len(b.quotes), 1) - min(len(a.quotes), 1) })
	for i, who := range all[:min(len(all), maxList)] {
		show := who.quotes
		if len(show) == 0 && (i == 0 || len(all[i-1].quotes) > 0) {
			c.reply.Facts = append(c.reply.Facts, Line{Text: v.Say("In the reporter's words"), Group: true})
		}
		if total > fewQuotes || len(show) == 0 {
			show = append(longest(who.quotes), who.reports...)[:1]
		}
		for _, r := range show {
			c.fact(r, nil)
		}
	}
	if more := len(all) - maxList; more > 0 {
		c.note(v.Plural(more, "And %d more voice.", "And %d more voices."))
	}
	if total > fewQuotes {
		c.note(v.Say("One quotation a voice. !quotes NAME shows all of one."))
	}
	for i, s := range cat.quoted() {
		if i < 3 {
			c.example("!quotes " + s.shortest())
		}
	}
	cat.limited(v, &c.reply)
	return c.reply
}

// quotesOf is everything one voice says, or, for a subject that says nothing, the
// quotations that concern it.
func quotesOf(v language.Voice, s *dossier) Reply {
	c := compose(v)
	said, concerning := s.facts(facts.KindQuote, facts.KindStatement)
	who := upperFirst(s.name)
	name, role := s.identity()
	if name != "" {
		who = name
	}
	shown := said
	switch {
	case len(said) > 0:
		switch {
		case role != "":
			c.reply.Answer = stop(speech(v, who+", "+role+",", said))
		case name != "":
			c.reply.Answer = stop(speech(v, who, said))
		default:
			c.reply.Answer = stop(speech(v, upperFirst(speakerName(said[0].table, said[0].fact().By.Speaker)), said))
		}
	case len(concerning) > 0 && name != "":
		shown = concerning
		c.reply.Answer = v.Say("%s is not quoted.", who) + " " + stop(s.said(v, len(concerning), items(v, concerning, nil, "; ")))
	case len(concerning) > 0:
		shown = concerning
		c.reply.Answer = stop(who + ": " + items(v, concerning, nil, "; "))
	default:
		r := Reply{Answer: v.Say("The articles quote nobody on %s.", s.name), Confidence: 1, Examples: []string{s.command(), "!quotes"}}
		if name != "" {
			r.Answer = v.Say("%s is not quoted.", who)
		}
		s.limited(v, &r)
		return r
	}
	c.reply.Heading = who + " · " + kindCounts(v, shown)
	for _, r := range shown[:min(len(shown), maxList)] {
		c.fact(r, nil)
	}
	if len(said) > 0 && len(ofKind(said, facts.KindQuote)) == 0 {
		c.note(v.Say("There is no word-for-word quotation; this is how the reporter words it."))
	}
	s.limited(v, &c.reply)
	return c.reply
}

// said gives what one other or several others say of a person.
func (s *subject) said(v language.Voice, others int, words string) string {
	if others == 1 {
		return v.Say("One other voice speaks of %s: %s", s.shortName(), words)
	}
	return v.Say("Others speak of %s: %s", s.shortName(), words)
}

// shortName is a person's surname as written.
func (s *subject) shortName() string {
	if i := len(s.name) - len(s.shortest()); s.kind == facts.EntityPerson && i > 0 {
		return s.name[i:]
	}
	return s.name
}
