package handlers

import (
	"context"
	"strings"

	"byline/facts"
	"byline/handlers/language"
)

// asksWhoSays reports whether a whole message asks who says what was answered last.
func asksWhoSays(words string) bool {
	for _, opening := range [...]string{"and ", "but ", "so ", "ok ", "okay "} {
		words = strings.TrimPrefix(words, opening)
	}
	switch words {
	case "who said that", "who said so", "who said it", "who said this", "who says that", "who says so", "who says it", "who says this",
		"who says", "says who", "who claims that", "who claims this", "who claims it", "who claimed that", "who claimed this", "who claimed it",
		"according to whom", "according to who", "where does it say that", "where does it say so", "prove it", "are you sure",
		"how do you know", "how do you know that", "really", "is that true", "is it true", "is this true", "is that so":
		return true
	}
	return false
}

// sayers tells who gives what was answered last, with the sentences that say so.
func (r *Router) sayers(ctx context.Context, req Request) (Reply, error) {
	v := req.voice
	last := r.memory.last(req)
	if !last.found || len(last.sources) == 0 {
		return Reply{Answer: v.Say("There is no answer before this one. Ask something first.")}, nil
	}
	cat, err := r.catalogues.of(ctx, req.scope())
	if err != nil {
		return Reply{}, err
	}
	c := compose(v)
	var said []string
	told := map[string]bool{}
	for _, given := range last.given(cat) {
		who := sayer(v, given)
		if who == "" {
			continue
		}
		key := who
		if s := given.fact().By.Speaker; s != nil {
			key = s.Name
		}
		if !told[key] {
			told[key] = true
			said = append(said, who)
			c.cite(given.table, given.fact().Sentence, given.fact().Span)
		}
	}
	if len(said) == 0 {
		c.reply.Sources = last.sources[:1]
		said = append(said, v.Say("The article itself; it names nobody for this"))
	}
	c.reply.Answer = upperFirst(stop(v.List(said, maxItems, "; ")))
	c.reply.Several = len(cat.articles) > 1
	return c.reply, nil
}

// given is the facts that an answer told: those of its lines, or, to a question, the one
// in the words that answer it.
func (m remembered) given(cat *catalogue) (all []factRef) {
	if !m.question {
		for _, id := range m.facts {
			if found := factsWith(cat, id); len(found) > 0 {
				all = append(all, found[0])
			}
		}
		return all
	}
	s := m.sources[0]
	t := tableOf(cat, s.Article)
	if t == nil {
		return nil
	}
	if r, ok := speechAround(t, s.Sentence); ok && !ownWords(r.fact()) {
		return []factRef{r}
	}
	mark := facts.Span{Start: s.Start + s.Mark[0], End: s.Start + s.Mark[1]}
	for i := range t.Facts {
		f := &t.Facts[i]
		if f.Sentence == s.Sentence && !ownWords(f) && (s.Mark == [2]int{} || f.Span.Overlaps(mark)) {
			return []factRef{{t, i}}
		}
	}
	return nil
}

// sayer is who gives a fact and how: "Yuriy Ignat, Air Force spokesman, claimed it, in a
// Facebook posting". Empty where the article gives it itself.
func sayer(v language.Voice, r factRef) string {
	f := r.fact()
	switch {
	case ownWords(f):
		return ""
	case f.By.Speaker == nil, strings.HasPrefix(f.By.Cue, "according"):
		return credit(v, r.table, f, false)
	}
	who := titled(r.table, f.By.Speaker)
	switch {
	case f.By.Cue == "":
	case inverts(f.By.Cue):
		if strings.Contains(who, ", ") {
			who += ","
		}
		who = v.Say("%s %s it", who, past(f.By.Cue))
	default:
		who += " (“" + oneLine(f.By.Cue) + "”)"
	}
	return circumstances(v, who, "", f.By)
}
