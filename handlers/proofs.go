package handlers

import (
	"context"
	"net/url"
	"strings"

	"byline/facts"
)

// maxNamed is how many facts and sentences one line may name.
const maxNamed = 12

// allNamed reads a line's arguments where each names a fact or a sentence.
func allNamed(args string) ([]string, bool) {
	all := strings.Fields(strings.ToLower(args))
	for i, s := range all {
		all[i] = strings.Trim(s, "[]#,;:!?")
		if _, ok := referenceOf(all[i]); !ok && !isID(all[i]) {
			return nil, false
		}
	}
	if len(all) == 1 && isID(all[0]) {
		return nil, false // one fact is told with more about it
	}
	return all[:min(len(all), maxNamed)], len(all) > 0
}

// proofsReply shows the sentences that a line names, each with its neighbours and where it
// stands, article by article.
func proofsReply(ctx context.Context, c *catalogues, k Keeper, req Request, named []string) (Reply, error) {
	req.Article = "" // a line works in every channel
	cat, err := c.filled(ctx, req)
	if err != nil {
		return Reply{}, err
	}
	n, err := numbersOf(ctx, k, req.Library, cat)
	if err != nil {
		return Reply{}, err
	}
	v := req.voice
	out := compose(v)
	var titles []string
	shown := ""
	show := func(t *facts.Table, sentence int, mark facts.Span) {
		if shown != t.Article.Name {
			shown = t.Article.Name
			titles = append(titles, "“"+clip(t.Article.Label(), maxEcho)+"”")
			out.heads(t.Article, n.of(shown))
		}
		out.neighboured(t, sentence, mark)
	}
	for _, s := range named {
		ref, ok := referenceOf(s)
		if !ok {
			if found := factsWith(cat, s); len(found) > 0 {
				f := found[0].fact()
				show(found[0].table, f.Sentence, f.Span)
			} else {
				out.note(v.Say("No fact has the id %s.", s))
			}
			continue
		}
		t := tableOf(cat, n.article(ref.article))
		if t == nil {
			out.note(v.Say("There is no article %s. !articles lists them.", itoa(ref.article)))
			continue
		}
		at := ref.in(t.Article)
		if at < 0 {
			out.note(v.Say("Sentence %d of article %d has changed since. !changes %d tells how.", ref.sentence, ref.article, ref.article))
			out.example("!changes " + itoa(ref.article))
			continue
		}
		show(t, at, facts.Span{})
	}
	r := out.reply
	if len(r.Sources) == 0 {
		r.Found = false
		if len(r.Notes) > 0 {
			r.Answer, r.Notes = r.Notes[0], r.Notes[1:]
		}
		return r, nil
	}
	r.Heading = v.Say("Sources · %s", v.Count(len(r.Sources), "sentence", "sentences"))
	r.Answer = stop(v.Say("%s from %s", upperFirst(v.Count(len(r.Sources), "sentence", "sentences")), v.And(titles)))
	if len(r.Sources) == 1 {
		r.Answer = oneLine(r.Sources[0].Text)
	}
	return r, nil
}

// heads begins the sentences of an article: what it is called and where it is.
func (c *composer) heads(a *facts.Article, number int) {
	text := labelOf(c.voice, a)
	if number > 0 {
		text = itoa(number) + ". " + text
	}
	c.reply.Facts = append(c.reply.Facts, Line{Text: text, Group: true})
	if where := hostAndPath(a.URL); where != "" {
		c.reply.Facts = append(c.reply.Facts, Line{Value: c.voice.Say("Address:"), Text: where})
	}
}

// neighboured adds a sentence with those around it. One that was just shown is not said
// twice.
func (c *composer) neighboured(t *facts.Table, sentence int, mark facts.Span) {
	a := t.Article
	cited := func(i int) bool { return c.numbers[sentenceRef{a, i}] > 0 }
	if sentence > 0 && !cited(sentence-1) {
		c.reply.Facts = append(c.reply.Facts, Line{Value: c.voice.Say("Before:"), Text: oneLine(a.Sentence(sentence - 1))})
	}
	n := c.cite(t, sentence, mark)
	c.reply.Facts = append(c.reply.Facts, Line{Text: oneLine(a.Sentence(sentence)), Source: n})
	if sentence+1 < len(a.Sentences) && !cited(sentence+1) {
		c.reply.Facts = append(c.reply.Facts, Line{Value: c.voice.Say("After:"), Text: oneLine(a.Sentence(sentence + 1))})
	}
}

// hostAndPath is an address as people read it. It is no link: platforms show it as text.
func hostAndPath(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return ""
	}
	return oneLine(u.Host + strings.TrimRight(u.EscapedPath(), "/"))
}

// factsWith are the facts whose id begins like this.
func factsWith(cat *catalogue, prefix string) (found []factRef) {
	for _, a := range cat.articles {
		if !a.mayHave(prefix) {
			continue
		}
		table := a.table()
		for i := range table.Facts {
			if strings.HasPrefix(table.Facts[i].ID, prefix) {
				found = append(found, factRef{table, i})
			}
		}
	}
	return found
}
