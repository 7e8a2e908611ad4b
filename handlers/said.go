package handlers

import (
	"context"
	"strings"

	"byline/facts"
	"byline/handlers/language"
)

// attributedIDs are the facts that the arguments of !who name, where they name facts:
// a name that looks like one has no digit.
func attributedIDs(args string) []string {
	all := strings.Fields(strings.ToLower(args))
	for _, s := range all {
		if len(s) < idDigits || !isID(s) || !strings.ContainsAny(s, "0123456789") {
			return nil
		}
	}
	return all[:min(len(all), maxNamed)]
}

// saidReply tells of each fact who gives it, and how the article words that.
func saidReply(ctx context.Context, c *catalogues, req Request, ids []string) (Reply, error) {
	req.Article = "" // a line works in every channel
	cat, err := c.filled(ctx, req)
	if err != nil {
		return Reply{}, err
	}
	v := req.voice
	out := compose(v)
	var said []string
	seen := ""
	for _, id := range ids {
		found := factsWith(cat, id)
		if len(found) == 0 {
			out.note(v.Say("No fact has the id %s.", id))
			continue
		}
		r := found[0]
		f := r.fact()
		who := giver(v, r.table, f)
		if who != seen {
			seen = who
			out.reply.Facts = append(out.reply.Facts, Line{Text: upperFirst(who), Group: true})
		}
		how := howSaid(v, f)
		out.reply.Facts = append(out.reply.Facts, Line{Text: item(v, r, nil, maxItemLength), By: how, FactID: f.ID,
			Source: out.cite(r.table, f.Sentence, f.Span)})
		if f.Kind == facts.KindQuote {
			l := &out.reply.Facts[len(out.reply.Facts)-1]
			l.Text, l.Quoted = quotation(r.table, f), true
		}
		said = append(said, join(who, bracketed(how)))
	}
	reply := out.reply
	if len(said) == 0 {
		reply.Found, reply.Answer, reply.Notes = false, out.reply.Notes[0], out.reply.Notes[1:]
		return reply, nil
	}
	reply.Heading = v.Say("Who said it · %s", v.Count(len(said), "fact", "facts"))
	reply.Answer = upperFirst(stop(v.List(said, maxItems, "; ")))
	return reply, nil
}

// giver is who gives a fact: name, role and organisation.
func giver(v language.Voice, t *facts.Table, f *facts.Fact) string {
	if f.By == nil || f.By.Speaker == nil {
		if f.By == nil && f.Kind == facts.KindFigure {
			return v.Say("the article itself")
		}
		return v.Say("nobody is named")
	}
	who := titled(t, f.By.Speaker)
	organisation := oneLine(f.By.Speaker.Organisation)
	if e := f.By.Speaker.Entity; organisation == "" && e >= 0 && e < len(t.Entities) {
		organisation = oneLine(t.Entities[e].Organisation)
	}
	if organisation != "" && !strings.Contains(strings.ToLower(who), strings.ToLower(organisation)) {
		who += " (" + organisation + ")"
	}
	return who
}

// howSaid is how an article words who gives a fact: the verb, the name beside it, the
// channel and the day, as written.
func howSaid(v language.Voice, f *facts.Fact) string {
	if f.By == nil {
		return ""
	}
	var parts []string
	if f.By.Cue != "" {
		parts = append(parts, "“"+oneLine(f.By.Cue)+"”")
	}
	if s := f.By.Speaker; s != nil && s.Mention != "" && !strings.Contains(plain(s.Mention), plain(s.Name)) {
		parts = append(parts, v.Say("named “%s”", clip(s.Mention, maxEcho)))
	}
	if f.By.Channel != "" {
		parts = append(parts, oneLine(f.By.Channel))
	}
	if f.By.When != "" {
		parts = append(parts, uncapitalised(oneLine(f.By.When))+calendar(v, f.By.Date, f.By.When))
	}
	return strings.Join(parts, ", ")
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}
