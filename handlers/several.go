package handlers

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/compare"
	"byline/handlers/language"
)

const (
	maxGroups  = 5 // articles that a reply about one subject shows
	maxOfGroup = 4 // facts of one of them
)

// severalReply is what several articles have on a subject, article by article, the
// newest first. What more than one tells stands with the newest that does.
func severalReply(v language.Voice, s *dossier) Reply {
	var order []compare.Ref
	var said, concerning []factRef
	for _, p := range s.parts {
		one := &dossier{subject: s.subject, parts: []part{p}}
		own, about := one.facts(everyKind()...)
		said, concerning = append(said, own...), append(concerning, about...)
		for _, r := range append(own, about...) {
			if r.kind() != facts.KindPerson || !s.is(r) {
				order = append(order, compare.Ref{Table: r.table, Index: r.index})
			}
		}
	}
	told := compare.Fold(order)
	kept := make(map[factRef]bool, len(told))
	for _, t := range told {
		kept[factRef{t.Table, t.Index}] = true
	}
	dropped := func(r factRef) bool { return !kept[r] }
	said, concerning = slices.DeleteFunc(said, dropped), slices.DeleteFunc(concerning, dropped)

	c := compose(v)
	c.reply.Heading = heading(v, s, said, concerning) + " · " + v.Count(s.articles(), "article", "articles")
	c.reply.Answer = subjectAnswer(v, s, said, concerning)
	groups, hidden := 0, 0
	for i := 0; i < len(told); {
		end := i + 1
		for end < len(told) && told[end].Table == told[i].Table {
			end++
		}
		if groups++; groups > maxGroups {
			hidden += end - i
			i = end
			continue
		}
		a := told[i].Table.Article
		c.reply.Facts = append(c.reply.Facts, Line{Text: groupOf(v, a), Group: true})
		for _, t := range told[i:min(end, i+maxOfGroup)] {
			c.told(t, s.subject)
		}
		hidden += max(0, end-i-maxOfGroup)
		i = end
	}
	if len(told) < fewFacts {
		c.mentions(s)
	}
	if hidden > 0 {
		c.note(v.Plural(hidden, "And %d more: ask !quotes %[2]s or !figures %[2]s, or !use one article.", "And %d more: ask !quotes %[2]s or !figures %[2]s, or !use one article.", s.shortest()))
	}
	for _, m := range compare.Figures(order) {
		if m.Differs() {
			c.note(v.Say("The articles differ: !compare %s.", s.shortest()))
			c.example("!compare " + s.shortest())
			break
		}
	}
	s.limited(v, &c.reply)
	return c.reply
}

// told adds a fact with the other articles that tell it.
func (c *composer) told(t compare.Told, s *subject) {
	c.fact(factRef{t.Table, t.Index}, s)
	if len(t.Also) == 0 {
		return
	}
	others := make([]string, len(t.Also))
	for i, a := range t.Also {
		others[i] = sourceName(a.Table.Article) + " [" + itoa(c.cite(a.Table, a.Fact().Sentence, a.Fact().Span)) + "]"
	}
	l := &c.reply.Facts[len(c.reply.Facts)-1]
	l.By = strings.TrimPrefix(l.By+", "+c.voice.Say("also told by %s", c.voice.And(others)), ", ")
}

// whence is an article's outlet and day, or its label where neither is known.
func whence(v language.Voice, a *facts.Article) string {
	var parts []string
	if a.Outlet != "" {
		parts = append(parts, oneLine(a.Outlet))
	}
	if d := day(v, a); d != "" {
		parts = append(parts, d)
	}
	if len(parts) == 0 {
		return "“" + clip(a.Label(), maxEcho) + "”"
	}
	return strings.Join(parts, ", ")
}

// groupOf heads the facts of one article: where and when it appeared, and its label.
func groupOf(v language.Voice, a *facts.Article) string {
	if a.Outlet == "" && a.Published.IsZero() {
		return upperFirst(whence(v, a))
	}
	return upperFirst(whence(v, a)) + ": " + oneLine(a.Label())
}

// labelOf is an article's label with its outlet and day: how a source is named where a
// library has several articles.
func labelOf(v language.Voice, a *facts.Article) string {
	label := oneLine(a.Label())
	if a.Outlet == "" && a.Published.IsZero() {
		return label
	}
	return label + " (" + whence(v, a) + ")"
}

// differ reports whether the sentences that answer a question give numbers which cannot all
// be true.
func differ(a answer.Answer) bool {
	var all []compare.Ref
	for _, h := range a.Hits[:min(len(a.Hits), maxSources)] {
		for _, i := range h.Facts {
			all = append(all, compare.Ref{Table: h.Table, Index: i})
		}
	}
	return slices.ContainsFunc(compare.Figures(all), compare.Matter.Differs)
}

// placed adds to an answer line where its first source appeared.
func placed(v language.Voice, answer string, a *facts.Article) string {
	where := " (" + whence(v, a) + ")"
	if text, ok := strings.CutSuffix(answer, "."); ok {
		return text + where + "."
	}
	return answer + where
}
