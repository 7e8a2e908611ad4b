package handlers

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"byline/facts"
	"byline/handlers/language"
)

// minID is how many digits of a fact's id are enough to look it up.
const minID = 6

// sourceCommand makes !source: the sentence behind a [number] of the last answer, or
// behind a fact's id, with its neighbours.
func sourceCommand(c *catalogues, k Keeper, before Conversation) Command {
	return Command{
		Spec: Spec{
			Name:     "source",
			Aliases:  []string{"sources"},
			Args:     "[number or fact id]",
			Summary:  "The sentence behind a [number] of the last answer, with the sentences around it",
			Examples: []string{"!source 1", "!source"},
			Params:   []Param{{Name: "number-or-id", About: "The [number] in the last answer, or the id of a fact"}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if named, ok := allNamed(req.Args); ok {
				return proofsReply(ctx, c, k, req, named)
			}
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			args := strings.Trim(strings.ToLower(req.Args), "[]#.,;:!? ")
			if isID(args) {
				return byID(req.voice, cat, args)
			}
			n, err := strconv.Atoi(args)
			if err != nil && args != "" && !errors.Is(err, strconv.ErrRange) {
				return Reply{}, errQuestion
			}
			last := before.Sources(req)
			switch {
			case len(last) == 0:
				return Reply{}, userErrorf("There is no answer with sources in this conversation yet. Ask something first, or give a fact's id.")
			case args == "" && len(last) > 1:
				return sourcesReply(req.voice, last), nil
			case args == "":
				n = 1
			case n < 1 || n > len(last):
				return Reply{}, &UserError{say: pluralf(len(last),
					"The last answer had %d source; there is no [%s].", "The last answer had %d sources; there is no [%s].", clip(args, maxEcho))}
			}
			s := last[n-1]
			table := tableOf(cat, s.Article)
			note := req.voice.Say("This is from an older version: its article has changed since. !changes tells how.")
			switch {
			case table == nil:
				note = req.voice.Say("Its article is not in the library any more.")
			case table.Article.Sentence(s.Sentence) == s.Text:
				mark := facts.Span{Start: s.Start + s.Mark[0], End: s.Start + s.Mark[1]}
				return sentenceReply(req.voice, req.voice.Say("Source %d", n), table, s.Sentence, mark), nil
			}
			return Reply{Notes: []string{note}, Answer: oneLine(s.Text), Heading: req.voice.Say("Source %d", n), Found: true, Confidence: 1, Sources: []Source{s}}, nil
		},
	}
}

// isID reports whether a word can be a fact's id: hexadecimal, and long enough.
func isID(s string) bool {
	return len(s) >= minID && strings.Trim(s, "0123456789abcdef") == ""
}

func byID(v language.Voice, cat *catalogue, prefix string) (Reply, error) {
	found := factsWith(cat, prefix)
	switch {
	case len(found) == 0:
		return Reply{}, userErrorf("No fact has the id %s.", clip(prefix, maxEcho))
	case len(found) > 1:
		return Reply{}, &UserError{say: pluralf(len(found), "%d fact has an id that begins with %s. Give more of its digits.",
			"%d facts have an id that begins with %s. Give more of its digits.", prefix)}
	}
	f := found[0].fact()
	r := sentenceReply(v, v.Say("Fact %s", f.ID), found[0].table, f.Sentence, f.Span)
	c := compose(v)
	c.fact(found[0], nil)
	r.Facts = append(c.reply.Facts, r.Facts...)
	return r, nil
}

// sentenceReply shows a sentence with its neighbours and its place in the article.
func sentenceReply(v language.Voice, what string, t *facts.Table, sentence int, mark facts.Span) Reply {
	a := t.Article
	span := a.Sentences[sentence]
	r := Reply{
		Heading:    what + " · " + v.Say("sentence %d of %d", sentence+1, len(a.Sentences)),
		Answer:     oneLine(a.Sentence(sentence)),
		Found:      true,
		Confidence: 1,
		Sources:    []Source{source(v, a, sentence, mark)},
	}
	if sentence > 0 {
		r.Facts = append(r.Facts, Line{Value: v.Say("Before:"), Text: oneLine(a.Sentence(sentence - 1))})
	}
	if sentence+1 < len(a.Sentences) {
		r.Facts = append(r.Facts, Line{Value: v.Say("After:"), Text: oneLine(a.Sentence(sentence + 1))})
	}
	r.Notes = []string{v.Say("Article: %s", oneLine(a.Label())), v.Say("Bytes %d to %d of the text.", span.Start, span.End)}
	return r
}

// sourcesReply shows all sources of an answer again.
func sourcesReply(v language.Voice, last []Source) Reply {
	return Reply{
		Answer:     v.Plural(len(last), "The last answer had %d source.", "The last answer had %d sources."),
		Found:      true,
		Confidence: 1,
		Sources:    last,
		Examples:   []string{"!source 1"},
	}
}
