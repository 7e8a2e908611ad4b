package handlers

import (
	"context"
	"slices"

	"byline/facts"
	"byline/facts/compare"
	"byline/facts/shelf"
	"byline/handlers/language"
)

// changesCommand makes !changes: what a correction altered.
func changesCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "changes",
			Aliases:  []string{"corrections"},
			Args:     "[NUMBER]",
			Summary:  "What an article's last correction added, removed and altered; or which articles were corrected",
			Examples: []string{"!changes", "!changes 1"},
			Params:   []Param{{Name: "number", About: "Which article", Suggest: SuggestArticles}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if req.Args == "" {
				return corrected(ctx, k, req)
			}
			e, err := numbered(ctx, k, req)
			if err != nil {
				return Reply{}, err
			}
			versions, err := k.Versions(ctx, req.Library, e.ID)
			if err != nil {
				return Reply{}, err
			}
			if len(versions) < 2 {
				return Reply{Answer: req.voice.Say("Article %d has not changed since %s.", e.Number, req.voice.Day(e.Added))}, nil
			}
			return changesReply(req.voice, versions[len(versions)-2], versions[len(versions)-1]), nil
		},
	}
}

// corrected lists the articles that have several versions.
func corrected(ctx context.Context, k Shelf, req Request) (Reply, error) {
	all, err := k.Entries(ctx, req.Library)
	if err != nil {
		return Reply{}, err
	}
	var changed []shelf.Entry
	for _, e := range all {
		if e.Version > 1 {
			changed = append(changed, e)
		}
	}
	if len(changed) == 0 {
		return Reply{Answer: req.voice.Say("No article has changed since it was added.")}, nil
	}
	r := Reply{Heading: req.voice.Say("Corrected articles"), Found: true, Confidence: 1}
	r.Answer = req.voice.Plural(len(changed), "%d article changed after being added.", "%d articles changed after being added.")
	for _, e := range changed[:min(len(changed), maxEntries)] {
		r.Facts = append(r.Facts, entryLine(req.voice, e))
	}
	r.Examples = []string{"!changes " + itoa(changed[0].Number)}
	return r, nil
}

// changesReply sets the facts of two versions against each other. Both versions' own
// sentences are its sources.
func changesReply(v language.Voice, before, after shelf.Version) Reply {
	changes := untold(compare.Versions(before.Table, after.Table))
	c := compose(v)
	r := &c.reply
	r.Heading = v.Say("Article %d", after.Entry.Number) + " · " + v.Say("version %d to %d", before.Entry.Version, after.Entry.Version)
	altered, added, removed := 0, 0, 0
	for _, ch := range changes {
		var l Line
		switch {
		case ch.Before != nil && ch.After != nil:
			altered++
			l = c.altered(*ch.Before, *ch.After)
		case ch.After != nil:
			added++
			l = c.line(*ch.After, v.Say("Added:"))
		default:
			removed++
			l = c.line(*ch.Before, v.Say("Removed:"))
		}
		if len(r.Facts) < maxList {
			r.Facts = append(r.Facts, l)
		}
	}
	what := titleOf(v, after.Entry)
	if len(changes) == 0 {
		r.Answer = v.Say("The text of “%s” changed on %s, but no fact in it.", what, v.Day(after.Entry.Changed))
		return *r
	}
	r.Answer = v.Say("“%s” changed on %s: %d altered, %d added and %d removed.", what, v.Day(after.Entry.Changed), altered, added, removed)
	if more := len(changes) - maxList; more > 0 {
		c.note(v.Plural(more, "And %d more change.", "And %d more changes."))
	}
	return *r
}

// untold drops altered clauses that changed by a figure in them, which has its own line.
func untold(changes []compare.Change) []compare.Change {
	var figures []facts.Span
	for _, ch := range changes {
		if ch.Before != nil && ch.After != nil && ch.After.Fact().Kind == facts.KindFigure {
			figures = append(figures, ch.After.Fact().Span)
		}
	}
	return slices.DeleteFunc(changes, func(ch compare.Change) bool {
		if ch.Before == nil || ch.After == nil || ch.After.Fact().Kind != facts.KindStatement && ch.After.Fact().Kind != facts.KindEvent {
			return false
		}
		return slices.ContainsFunc(figures, ch.After.Fact().Span.Contains)
	})
}

// altered is a line for a fact that has another wording now: "138 → 141 intercepted".
func (c *composer) altered(before, after compare.Ref) Line {
	a, b := factRef{before.Table, before.Index}, factRef{after.Table, after.Index}
	c.cite(before.Table, before.Fact().Sentence, before.Fact().Span)
	l := Line{Value: c.voice.Say("Altered:"), FactID: after.Fact().ID, By: credit(c.voice, after.Table, after.Fact(), true)}
	l.Source = c.cite(after.Table, after.Fact().Sentence, after.Fact().Span)
	if after.Fact().Kind == facts.KindFigure {
		old, _ := figure(a.table, a.fact(), nil)
		value, text := figure(b.table, b.fact(), nil)
		if old != value {
			l.Text = join(bareValue(old)+" → "+value, text)
			return l
		}
	}
	l.Text = item(c.voice, a, nil, maxEventLength) + " → " + item(c.voice, b, nil, maxEventLength)
	if old := credit(c.voice, before.Table, before.Fact(), true); item(c.voice, a, nil, maxItemLength) == item(c.voice, b, nil, maxItemLength) && old != l.By {
		l.Text, l.By = item(c.voice, b, nil, maxItemLength), old+" → "+l.By
	}
	return l
}

func (c *composer) line(r compare.Ref, what string) Line {
	f := r.Fact()
	return Line{Value: what, Text: item(c.voice, factRef{r.Table, r.Index}, nil, maxItemLength), FactID: f.ID,
		By: credit(c.voice, r.Table, f, true), Source: c.cite(r.Table, f.Sentence, f.Span)}
}
