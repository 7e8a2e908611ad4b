package handlers

import (
	"context"
	"slices"
	"strings"

	"byline/facts/compare"
	"byline/handlers/language"
)

// trendCommand makes !trend: one figure over time.
func trendCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "trend",
			Args:     "TOPIC",
			Summary:  "One figure over time, each value with who gave it and when",
			Examples: []string{"!trend drones"},
			Params:   []Param{{Name: "topic", About: "What the figure counts", Required: true, Suggest: SuggestTopics}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			matters, d, note, err := mattersOf(ctx, c, req)
			if err != nil {
				return Reply{}, err
			}
			r := trendReply(req.voice, d.subject, matters)
			r.Actions = append(r.Actions, chartAction(req.voice, d.subject, matters, drawTrend)...)
			d.limited(req.voice, &r)
			return noted(r, note), nil
		},
	}
}

// trendReply lists the matter that is told of on most days.
func trendReply(v language.Voice, s *subject, matters []compare.Matter) Reply {
	c := compose(v)
	r := &c.reply
	if len(matters) == 0 {
		r.Answer, r.Found = v.Say("The articles have no figures for %s.", s.name), false
		c.example("!topic " + strings.ToLower(s.name))
		return *r
	}
	m := byDays(matters)[0]
	claims := compare.ByDay(m.Claims)
	what := matterName(m)
	r.Heading = v.Say("Over time: %s", what)
	same := ofOneSpeaker(claims)
	switch first, last := same[0], lastDated(same); {
	case m.Days() < 2:
		r.Answer = v.Say("There is no second day to compare with: %s has one value in time.", what)
	default:
		before, _ := figure(first.Table, first.Fact(), s)
		after, _ := figure(last.Table, last.Fact(), s)
		r.Answer = v.Say("%s: from %s (%s) to %s (%s).", upperFirst(what), bareValue(before), v.Day(first.Day), bareValue(after), v.Day(last.Day))
	}
	for _, claim := range claims[:min(len(claims), maxClaims)] {
		c.claim(claim, s, "")
		l := &c.reply.Facts[len(c.reply.Facts)-1]
		l.Value, l.Text = upperFirst(dayText(v, claim))+":", join(l.Value, l.Text)
	}
	if more := len(claims) - maxClaims; more > 0 {
		c.note(v.Plural(more, "And %d more value.", "And %d more values."))
	}
	return *r
}

// ofOneSpeaker is the claims of whoever gave the figure on most days, all where nobody gave
// it twice: numbers of different people are no trend.
func ofOneSpeaker(claims []compare.Claim) []compare.Claim {
	var best []compare.Claim
	for _, claim := range claims {
		own := slices.DeleteFunc(slices.Clone(claims), func(other compare.Claim) bool { return !claim.SameSpeaker(other) })
		if compare.Days(own) > max(1, compare.Days(best)) {
			best = own
		}
	}
	if best == nil {
		return claims
	}
	return best
}

// lastDated is the last claim whose day is known, or the last.
func lastDated(claims []compare.Claim) compare.Claim {
	for _, claim := range slices.Backward(claims) {
		if !claim.Day.IsZero() {
			return claim
		}
	}
	return claims[len(claims)-1]
}
