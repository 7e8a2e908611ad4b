package handlers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/compare"
	"byline/handlers/language"
)

// findCommand makes !find: the figures and quotations of somebody's message, held against
// the articles.
func findCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:      "find",
			Aliases:   []string{"factcheck"},
			Args:      "TEXT, or as a reply to a message",
			Summary:   "Which figures and quotations of a text are in the articles, and which differ there",
			Examples:  []string{"!find 138 drones were shot down"},
			Pasted:    true,
			Params:    []Param{{Name: "text", About: "A message with figures or quotations", MaxLen: maxMessage}},
			OnMessage: "Find facts here",
			Form:      &Form{Title: "Find facts here", Label: "Text with figures or quotations", Long: true, Max: maxMessage},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			text := cmp.Or(req.Pasted, req.Args, req.About)
			if n := characters(text, maxMessage); n < len(text) {
				text = text[:n]
			}
			if strings.TrimSpace(text) == "" {
				return Reply{}, unfitf("Find what? Write !find and a text with figures or quotations, or !find in reply to a message.")
			}
			all := compare.Assertions(text)
			if len(all) == 0 {
				if req.Args == "" { // a message was pointed at: that is meant for nobody else
					return Reply{Answer: req.voice.Say("There is nothing to check: the text has no figure, and no quotation of three words or more.")}, nil
				}
				return Reply{}, unfitf("There is nothing to check: the text has no figure, and no quotation of three words or more.")
			}
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			return foundReply(req, holdAll(cat, all)), nil
		},
	}
}

// How many articles are opened for one text, and for each thing it asserts.
const (
	maxHeld     = 48
	maxHeldEach = 16
)

// holdAll holds assertions against the articles that are likely to have them.
func holdAll(cat *catalogue, all []compare.Assertion) []compare.Held {
	held := make([]compare.Held, len(all))
	for i, a := range all {
		var tables []*facts.Table
		for _, n := range likeliest(cat, a, min(maxHeldEach, maxHeld/len(all))) {
			tables = append(tables, cat.articles[n].table())
		}
		held[i] = compare.Hold(a, tables)
	}
	return held
}

// likeliest is the articles that are most likely to have an assertion, the newest of equals
// first.
func likeliest(cat *catalogue, a compare.Assertion, most int) []int {
	clue := a.Clue()
	type scored struct{ article, score int }
	var found []scored
	for i, article := range cat.articles {
		if n := clue.Likely(&article.outline); n > 0 {
			found = append(found, scored{i, n})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return b.score - a.score })
	out := make([]int, 0, most)
	for _, f := range found[:min(len(found), most)] {
		out = append(out, f.article)
	}
	return out
}

// foundReply tells what was found of each assertion: what is borne out, what differs, what
// is not there.
func foundReply(req Request, all []compare.Held) Reply {
	v := req.voice
	c := compose(v)
	counts := map[compare.Verdict]int{}
	var items []string
	for _, h := range all {
		counts[h.Verdict]++
		items = append(items, heldItem(req, h))
	}
	c.reply.Heading = v.Say("Compared with the articles · %s", v.Count(len(all), "point", "points"))
	c.reply.Answer = stop(v.Plural(counts[compare.Borne], "%d of %d is in the articles: %s", "%d of %d are in the articles: %s", len(all), strings.Join(items, "; ")))
	if len(all) == 1 {
		c.reply.Answer = upperFirst(stop(items[0]))
		if counts[compare.Borne] == 1 {
			c.reply.Answer = stop(v.Say("In the articles: %s", items[0]))
		}
	}
	c.reply.Found = counts[compare.Absent] < len(all)
	for _, group := range [...]struct {
		verdict compare.Verdict
		words   string
	}{
		{compare.Borne, v.Say("In the articles")},
		{compare.Differs, v.Say("Different in the articles")},
		{compare.Absent, v.Say("Not in the articles")},
	} {
		if counts[group.verdict] == 0 {
			continue
		}
		c.reply.Facts = append(c.reply.Facts, Line{Text: group.words, Group: true})
		for _, h := range all {
			if h.Verdict == group.verdict {
				c.held(req, h)
			}
		}
	}
	return c.reply
}

// held adds an assertion with what proves it or differs.
func (c *composer) held(req Request, h compare.Held) {
	if h.Verdict != compare.Borne {
		c.reply.Facts = append(c.reply.Facts, Line{Value: req.voice.Say("The message:"), Text: clip(h.Text, maxItemLength), Quoted: true, By: whyItDiffers(req, h)})
	}
	for _, p := range h.Proofs {
		c.proof(p)
	}
	for _, p := range h.Against {
		c.proof(p)
		l := &c.reply.Facts[len(c.reply.Facts)-1]
		l.Value = join(req.voice.Say("But:"), l.Value)
	}
}

// proof adds the fact that proves something, or the words of a sentence that is none.
func (c *composer) proof(p compare.Proof) {
	if p.Fact >= 0 && p.Table.Facts[p.Fact].Span.Contains(p.Mark) {
		c.fact(factRef{p.Table, p.Fact}, nil)
		return
	}
	c.reply.Facts = append(c.reply.Facts, Line{Text: clip(p.Table.Article.Slice(p.Mark), maxItemLength), Quoted: true,
		By: proofCredit(c.voice, p), Source: c.cite(p.Table, p.Sentence, p.Mark)})
}

func proofCredit(v language.Voice, p compare.Proof) string {
	if p.Fact < 0 {
		return ""
	}
	return credit(v, p.Table, &p.Table.Facts[p.Fact], true)
}

// heldItem is an assertion in the answer line.
func heldItem(req Request, h compare.Held) string {
	own := "“" + clip(h.Text, maxEcho) + "”"
	if h.Verdict == compare.Absent {
		return req.voice.Say("%s is not in the articles", own)
	}
	proof := proofItem(req.voice, h.Proofs[0])
	switch {
	case h.Verdict == compare.Differs:
		return req.voice.Say("%s is different in the articles: %s", own, proof)
	case len(h.Against) > 0:
		return req.voice.Say("%s, but others differ: %s", proof, proofItem(req.voice, h.Against[0]))
	}
	return proof
}

func proofItem(v language.Voice, p compare.Proof) string {
	text, by := "“"+clip(withoutStop(oneLine(p.Table.Article.Slice(p.Mark))), maxEventLength)+"”", proofCredit(v, p)
	if p.Fact >= 0 && p.Table.Facts[p.Fact].Kind == facts.KindFigure {
		r := factRef{p.Table, p.Fact}
		if r.fact().Figure.Fate.Empty() { // the number alone tells too little
			return "“" + clip(p.Table.Article.Sentence(p.Sentence), maxEventLength) + "”"
		}
		text, by = item(v, r, nil, maxEventLength), itemCredit(v, r)
	}
	if by != "" {
		text += " (" + by + ")"
	}
	return text
}

// whyItDiffers says in a few words what the articles have otherwise.
func whyItDiffers(req Request, h compare.Held) string {
	v := req.voice
	switch h.Why {
	case compare.OtherValue:
		return v.Say("the articles give another number")
	case compare.OtherMatter:
		if len(h.Missing) > 0 {
			return v.Say("the articles do not say “%s” of it", strings.Join(h.Missing, " "))
		}
		return v.Say("the articles have the number for something else")
	case compare.Negated:
		return v.Say("one says that it is so, the other that it is not")
	case compare.Unsure:
		return v.Say("one says that it is so, the other that it may be or will be")
	case compare.OtherSpeaker:
		if h.Speaker != "" {
			return v.Say("there it is not %s who says it", clip(h.Speaker, maxEcho))
		}
	case compare.OtherWords:
		return v.Say("the words are different there")
	case compare.NotInMarks:
		return v.Say("the article's own words, not a quotation")
	}
	return ""
}
