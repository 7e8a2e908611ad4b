package handlers

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"byline/facts"
	"byline/handlers/language"
)

// What the platform with the least room has room for.
const (
	maxLine    = 80  // characters of a line that a button carries
	maxChoices = 25  // of a menu, and to complete what is typed
	maxLabel   = 100 // characters of a choice, as they are counted in UTF-16
)

const (
	fewSpeakers = 3  // from how many on a menu of them is worth its room
	fewCited    = 2  // the same for articles
	idOfAction  = 10 // digits of a fact's id: two facts of a large library share eight at times
)

// withActions adds what a reader may ask next of a reply: for its sentences in their
// place, for who said what, for one of its speakers, for one of its articles. The lines
// name facts and sentences, never "the last answer", so that they mean the same for ever.
func (r *Router) withActions(ctx context.Context, req Request, reply Reply) Reply {
	switch req.Command {
	case "source", "explain", "changes", "help", "export":
		return reply
	case "articles":
		reply.Menus = append(reply.Menus, listedArticles(req.voice, reply)...)
		return reply
	}
	if !reply.Found || len(reply.Sources) == 0 {
		return reply
	}
	req.Article = ""
	cat, err := r.catalogues.of(ctx, req.scope())
	if err != nil {
		return reply
	}
	n, err := numbersOf(ctx, r.keeper, req.Library, cat)
	if err != nil {
		return reply
	}
	cited := map[string]citation{}
	for _, s := range reply.Sources {
		if _, ok := cited[s.Article]; !ok {
			cited[s.Article] = citation{tableOf(cat, s.Article), n.of(s.Article)}
		}
	}
	v := req.voice
	if line := sourcesLine(reply, cited); line != "" {
		reply.Actions = append(reply.Actions, Action{Label: v.Say("Sources"), Line: line})
	}
	said := spokenFacts(reply, cited)
	if line := saidLine(said); line != "" && !namesFacts(req) {
		reply.Actions = append(reply.Actions, Action{Label: v.Say("Who said it"), Line: line})
	}
	if m := speakersMenu(v, cat, said); len(m.Choices) >= fewSpeakers {
		reply.Menus = append(reply.Menus, m)
	}
	if m := articlesMenu(v, reply, cited); r.keeper != nil && len(m.Choices) >= fewCited {
		reply.Menus = append(reply.Menus, m)
	}
	return reply
}

// A citation is an article that a reply cites, as the library has it now.
type citation struct {
	table  *facts.Table // nil when it is gone
	number int          // that people call it by; 0 for none
}

// namesFacts reports whether a request asks who said something already.
func namesFacts(req Request) bool { return req.Command == "who" && len(attributedIDs(req.Args)) > 0 }

// sourcesLine asks for a reply's sources with their neighbours; empty where there is none.
func sourcesLine(reply Reply, cited map[string]citation) string {
	var refs []string
	for _, s := range reply.Sources {
		c := cited[s.Article]
		if c.number == 0 || c.table == nil || c.table.Article.Sentence(s.Sentence) != s.Text {
			continue // it was corrected since
		}
		refs = append(refs, reference{c.number, s.Sentence + 1, checkOf(s.Text)}.String())
	}
	return lineOf("!source", refs)
}

// lineOf is a command with as many arguments as a button can carry; empty without any.
func lineOf(command string, args []string) string {
	line := command
	for _, a := range args {
		if !pressable(line + " " + a) {
			break
		}
		line += " " + a
	}
	if line == command {
		return ""
	}
	return line
}

// pressable reports whether a button can carry a line.
func pressable(line string) bool { return utf8.RuneCountInString(line) <= maxLine }

// spokenFacts are the facts of a reply that somebody gives. Where a reply tells sentences
// rather than facts, they are those of the part that answers.
func spokenFacts(reply Reply, cited map[string]citation) (said []factRef) {
	add := func(t *facts.Table, i int) {
		if f := &t.Facts[i]; f.By != nil && f.By.Speaker != nil {
			said = append(said, factRef{t, i})
		}
	}
	ids := map[string]bool{}
	for _, l := range reply.Facts {
		if l.FactID != "" {
			ids[l.FactID] = true
		}
	}
	for _, id := range reply.told {
		ids[id] = true
	}
	seen := map[*facts.Table]bool{}
	for _, s := range reply.Sources {
		t := cited[s.Article].table
		if t == nil || len(ids) > 0 && seen[t] {
			continue
		}
		seen[t] = true
		mark := facts.Span{Start: s.Start + s.Mark[0], End: s.Start + s.Mark[1]}
		for i := range t.Facts {
			f := &t.Facts[i]
			if ids[f.ID] || len(ids) == 0 && f.Sentence == s.Sentence && f.Span.Overlaps(mark) {
				add(t, i)
			}
		}
	}
	return said
}

// saidLine asks who said a reply's facts; each speaker comes before any comes again.
func saidLine(said []factRef) string {
	var first, again []string
	seen := map[string]bool{}
	for _, r := range said {
		f := r.fact()
		id := f.ID[:min(len(f.ID), idOfAction)]
		key := f.By.Speaker.Name + "\x00" + f.By.Cue + "\x00" + f.By.When
		if seen[key] {
			again = append(again, id)
			continue
		}
		seen[key] = true
		first = append(first, id)
	}
	return lineOf("!who", append(first, again...))
}

// speakersMenu offers the speakers of a reply.
func speakersMenu(v language.Voice, cat *catalogue, said []factRef) Menu {
	m := Menu{Label: v.Say("Speakers")}
	seen := map[string]bool{}
	for _, r := range said {
		s := r.fact().By.Speaker
		name := oneLine(s.Name)
		line := "!who " + name
		if seen[name] || len(m.Choices) == maxChoices || !pressable(line) || len(exactly(cat.names, name)) != 1 {
			continue
		}
		seen[name] = true
		m.Choices = append(m.Choices, Choice{Label: labelled(speakerName(r.table, s)), About: labelled(speakerRole(r.table, s)), Line: line})
	}
	return m
}

// articlesMenu offers the articles that a reply cites.
func articlesMenu(v language.Voice, reply Reply, cited map[string]citation) Menu {
	m := Menu{Label: v.Say("Articles")}
	seen := map[string]bool{}
	for _, s := range reply.Sources {
		t, number := cited[s.Article].table, cited[s.Article].number
		if t == nil || number == 0 || seen[s.Article] || len(m.Choices) == maxChoices {
			continue
		}
		seen[s.Article] = true
		c := Choice{Label: labelled(itoa(number) + " · " + t.Article.Label()), Line: "!article " + itoa(number)}
		if t.Article.Outlet != "" || !t.Article.Published.IsZero() {
			c.About = labelled(whence(v, t.Article))
		}
		m.Choices = append(m.Choices, c)
	}
	return m
}

// listedArticles offers the articles of a page of the list.
func listedArticles(v language.Voice, reply Reply) []Menu {
	m := Menu{Label: v.Say("Articles")}
	for _, l := range reply.Facts {
		if number := strings.TrimSuffix(l.Value, "."); digits(number) {
			m.Choices = append(m.Choices, Choice{Label: labelled(number + " · " + l.Text), About: labelled(l.By), Line: "!article " + number})
		}
	}
	if len(m.Choices) == 0 || slices.ContainsFunc(reply.Menus, func(o Menu) bool { return o.Label == m.Label }) {
		return nil
	}
	return []Menu{m}
}
