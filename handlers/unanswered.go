package handlers

import (
	"context"
	"regexp"
	"strings"

	"byline/facts/lang"
	"byline/facts/shelf"
)

const (
	maxCounted = 200 // characters of a question that is counted
	maxTallied = 10  // questions, and lines, that !unanswered lists
)

// naming is what names people, channels and pictures in a chat, and what else may: an
// address, and a number as long as an id.
var naming = regexp.MustCompile(`<[@#:/a][^>\s]*>|\S*@\S+|https?://\S+|\d{15,}`)

// countable is a text as it is counted: folded, so that the same question is the same
// text, without what may name somebody, and short.
func countable(text string) string {
	text = naming.ReplaceAllString(text, " ")
	text = strings.TrimRight(clean(lang.Fold(text)), " ?!.,;:…")
	if n := characters(text, maxCounted); n < len(text) {
		text = strings.TrimSpace(text[:n])
	}
	if !worded(text) {
		return ""
	}
	return text
}

// tally counts a question that found nothing.
func (r *Router) tally(req Request, reply Reply) {
	if r.keeper == nil || reply.Found || reply.asked.Question == "" {
		return
	}
	if question := countable(reply.asked.Question); question != "" {
		r.keeper.Unanswered(req.Library, question)
	}
}

// unansweredCommand makes !unanswered: what people ask and do not find.
func unansweredCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "unanswered",
			Args:     "[clear]",
			Summary:  "Questions that found nothing, and answers that did not help, with how often; who asked is not kept",
			Examples: []string{"!unanswered", "!unanswered clear"},
			Who:      forManagers,
			Params:   []Param{{Name: "clear", About: "Forget what was counted", Choices: []string{"clear"}}},
			Manage:   true,
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			clear := plain(req.Args) == "clear"
			switch {
			case req.Args != "" && !clear:
				return Reply{}, errQuestion
			case !req.Editor:
				return refusedTo(req), nil
			case clear:
				if err := k.ClearTally(ctx, req.Library); err != nil {
					return Reply{}, err
				}
				return Reply{Answer: req.voice.Say("Forgotten: the count is empty now."), Found: true, Confidence: 1, Private: true}, nil
			}
			t, err := k.Tally(ctx, req.Library)
			if err != nil {
				return Reply{}, err
			}
			return tallyReply(req, t), nil
		},
	}
}

func tallyReply(req Request, t shelf.Tally) Reply {
	v := req.voice
	r := Reply{Heading: v.Say("Unanswered questions"), Found: true, Confidence: 1, Private: true}
	list := func(counts []shelf.Count) {
		for _, c := range counts[:min(len(counts), maxTallied)] {
			r.Facts = append(r.Facts, Line{Value: itoa(c.Times) + "×", Text: c.Said, By: v.Say("last on %s", v.Day(c.Last))})
		}
		if more := len(counts) - maxTallied; more > 0 {
			r.Facts = append(r.Facts, Line{Text: v.More(more), Group: true})
		}
	}
	if len(t.Unanswered) == 0 {
		r.Answer = v.Say("In the last 90 days no question without an answer was counted.")
	} else {
		r.Answer = v.Plural(len(t.Unanswered), "%d question found nothing: %s", "%d questions found nothing. The most frequent: %s",
			stop(clip(t.Unanswered[0].Said, maxEcho)))
		list(t.Unanswered)
	}
	if len(t.Unhelpful) > 0 {
		r.Facts = append(r.Facts, Line{Text: v.Say("Answers that did not help"), Group: true})
		list(t.Unhelpful)
	}
	if t.Helped+t.Failed > 0 {
		r.Notes = append(r.Notes, v.Say("Votes of the last 30 days: helped %d, did not help %d.", t.Helped, t.Failed))
	}
	if len(r.Facts) > 0 || len(r.Notes) > 0 {
		r.Actions = []Action{{Label: v.Say("Forget all of this"), Line: "!unanswered clear", Replace: true}}
		r.Examples = []string{"!unanswered clear"}
	}
	return r
}
