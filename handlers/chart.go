package handlers

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/compare"
	"byline/facts/lang"
	"byline/handlers/chart"
	"byline/handlers/language"
)

// The ways to draw a topic, by the words that ask for them.
const (
	drawFigures = ""
	drawCompare = "compare"
	drawTrend   = "trend"
)

// chartCommand makes !chart: the figures of a topic as a picture.
func chartCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "chart",
			Aliases:  []string{"graph", "plot"},
			Args:     "[compare|trend] TOPIC",
			Summary:  "The figures of a topic as a picture: side by side, by who gives them, or over time",
			Examples: []string{"!chart drones", "!chart compare drones", "!chart trend drones"},
			Params: []Param{
				{Name: "topic", About: "what the figures count", Required: true, Suggest: SuggestTopics},
				{Name: "as", About: "how to draw them", Choices: []string{"figures", drawCompare, drawTrend}},
			},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			var way string
			way, req.Args = wayOf(req.Args)
			matters, d, note, err := mattersOf(ctx, c, req)
			if err != nil {
				return Reply{}, err
			}
			r := chartReply(req.voice, d, matters, way)
			d.limited(req.voice, &r)
			return noted(r, note), nil
		},
	}
}

// wayOf takes the word for a way to draw from either end of what is to be drawn: people
// write it first, forms put it last.
func wayOf(args string) (way, rest string) {
	words := strings.Fields(args)
	if len(words) < 2 {
		return drawFigures, args
	}
	known := func(word string) (string, bool) {
		switch word = strings.ToLower(word); word {
		case drawCompare, drawTrend:
			return word, true
		case "figures":
			return drawFigures, true
		}
		return "", false
	}
	if way, ok := known(words[0]); ok {
		return way, strings.Join(words[1:], " ")
	}
	if way, ok := known(words[len(words)-1]); ok {
		return way, strings.Join(words[:len(words)-1], " ")
	}
	return drawFigures, args
}

// chartReply is a picture of the figures about a subject with their sources, or a sentence
// that there is none.
func chartReply(v language.Voice, d *dossier, matters []compare.Matter, way string) Reply {
	var p picture
	switch way {
	case drawCompare:
		p = claimsPicture(d.subject, matters)
	case drawTrend:
		p = trendPicture(d.subject, matters)
	default:
		p = figuresPicture(d.subject, matters)
	}
	c := compose(v)
	name := oneLine(d.name)
	if !p.worthDrawing() {
		c.reply.Found = len(matters) > 0
		switch {
		case len(matters) == 0:
			c.reply.Answer = v.Say("The articles have no figures for %s.", name)
			c.example("!topic " + d.shortest())
			return c.reply
		case way == drawCompare:
			c.reply.Answer = v.Say("No figure for %s is given twice with different values, so there is nothing to set side by side. !figures %s lists what there is.", name, d.shortest())
		case way == drawTrend:
			c.reply.Answer = v.Say("No figure for %s is given for two days, so there is no line to draw. !figures %s lists what there is.", name, d.shortest())
		default:
			c.reply.Answer = v.Say("No two figures for %s count the same thing and differ, so there is nothing to draw. !figures %s lists what there is.", name, d.shortest())
		}
		c.example("!figures " + d.shortest())
		return c.reply
	}
	drawn := p.chart(v, d.subject)
	c.reply.Chart = drawn
	c.reply.Heading = v.Say("Chart: %s", drawn.Title)
	c.reply.Answer = drawn.Short()
	shown := p.all()
	for _, claim := range shown[:min(len(shown), maxClaims)] {
		switch way {
		case drawCompare, drawTrend:
			c.claim(claim, d.subject, dayText(v, claim))
		default:
			c.fact(factRef{claim.Table, claim.Index}, d.subject)
		}
	}
	if left := claimsIn(matters) - len(shown); left > 0 {
		c.note(v.Plural(left, "%d other figure counts something else and is not drawn: !figures %s.", "%d other figures count something else and are not drawn: !figures %s.", d.shortest()))
	}
	if p.sum != "" {
		c.note(v.Say("Check: %s", p.sum))
	}
	return c.reply
}

// claimsIn is how many claims matters have.
func claimsIn(matters []compare.Matter) (n int) {
	for _, m := range matters {
		n += len(m.Claims)
	}
	return n
}

// A picture is the claims that one chart shows.
type picture struct {
	kind   chart.Kind
	title  string
	claims []compare.Claim // of a sum, its parts
	groups []string        // of each claim, where they are about different things
	total  *compare.Claim
	others []compare.Claim // beside a sum
	sum    string
}

// worthDrawing reports whether there is something to see: days, or values that differ.
func (p picture) worthDrawing() bool {
	all := p.all()
	if p.kind == chart.Line {
		return len(all) > 1
	}
	return slices.ContainsFunc(all, func(c compare.Claim) bool {
		a, b := c.Fact().Figure, all[0].Fact().Figure
		return a.Value != b.Value || a.Range != b.Range || a.Range && a.Max != b.Max
	})
}

func (p picture) all() []compare.Claim {
	var all []compare.Claim
	if p.total != nil {
		all = append(all, *p.total)
	}
	return append(append(all, p.claims...), p.others...)
}

// figuresPicture draws most figures that count the same thing: a sum as one bar, if the
// article has one.
func figuresPicture(s *subject, matters []compare.Matter) picture {
	groups := map[string][]compare.Claim{}
	best := ""
	for _, m := range matters {
		for _, claim := range m.Claims {
			if key := countedIn(s, claim.Fact()); key != "" {
				if groups[key] = append(groups[key], claim); len(groups[key]) > len(groups[best]) {
					best = key
				}
			}
		}
	}
	p := picture{kind: chart.Bars, title: upperFirst(s.name), claims: groups[best]}
	slices.SortStableFunc(p.claims, inOrderOfText)
	p.divide()
	return p
}

func inOrderOfText(a, b compare.Claim) int {
	if a.Table != b.Table {
		return 0
	}
	return a.Index - b.Index
}

// countedIn is what makes figures comparable: their unit, and the thing they count without
// what is said of it. Empty where neither is known.
func countedIn(s *subject, f *facts.Fact) string {
	noun := oneLine(f.Figure.Noun)
	if _, ok := s.cutHead(noun); ok && s.kind == facts.EntityOther {
		noun = s.name
	}
	words := strings.Fields(noun)
	if len(words) > 0 {
		noun = lang.Singular(lang.Fold(words[len(words)-1]))
	}
	if noun == "" && f.Figure.Unit == "" {
		return ""
	}
	return f.Figure.Unit + " " + noun
}

// divide makes the picture that of the largest sum among its claims, if there is one.
func (p *picture) divide() {
	at := func(t *facts.Table, i int) int {
		ref := compare.Ref{Table: t, Index: i}
		return slices.IndexFunc(p.claims, func(c compare.Claim) bool { return c.Ref == ref || slices.Contains(c.Also, ref) })
	}
	var total int
	var parts []int
	for _, claim := range p.claims {
		for _, check := range claim.Table.Checks {
			whole := at(claim.Table, check.Total)
			var operands []int
			for _, i := range check.Operands {
				operands = append(operands, at(claim.Table, i))
			}
			if whole < 0 || slices.Contains(operands, -1) || len(parts) > 0 && p.claims[whole].Fact().Figure.Value <= p.claims[total].Fact().Figure.Value {
				continue
			}
			total, parts = whole, operands
			p.sum = sum(claim.Table, check)
		}
	}
	if len(parts) == 0 {
		return
	}
	all := p.claims
	p.kind, p.total, p.claims = chart.Parts, &all[total], nil
	for _, i := range parts {
		p.claims = append(p.claims, all[i])
	}
	for i, claim := range all {
		if i != total && !slices.Contains(parts, i) {
			p.others = append(p.others, claim)
		}
	}
}

// claimsPicture sets side by side what several say of one thing, what differs first, as far
// as it is counted alike.
func claimsPicture(s *subject, matters []compare.Matter) picture {
	p := picture{kind: chart.Claims, title: upperFirst(s.name)}
	var several []compare.Matter
	for _, m := range matters {
		if len(m.Claims) > 1 {
			several = append(several, m)
		}
	}
	slices.SortStableFunc(several, func(a, b compare.Matter) int {
		switch {
		case a.Differs() == b.Differs():
			return 0
		case a.Differs():
			return -1
		}
		return 1
	})
	key := ""
	for _, m := range several {
		counted := countedIn(s, m.Claims[0].Fact())
		if key == "" {
			key = counted
		}
		if counted == "" || counted != key {
			continue
		}
		p.claims = append(p.claims, m.Claims...)
		for range m.Claims {
			p.groups = append(p.groups, upperFirst(matterName(m)))
		}
	}
	return p
}

// trendPicture draws the matter that is told of on most days.
func trendPicture(s *subject, matters []compare.Matter) picture {
	p := picture{kind: chart.Line, title: upperFirst(s.name)}
	if len(matters) == 0 {
		return p
	}
	m := byDays(matters)[0]
	if m.Days() < 2 {
		return p
	}
	p.title = upperFirst(matterName(m))
	p.claims = compare.ByDay(m.Claims)
	return p
}

// matterName is what a matter is about: "boats damaged on the quays".
func matterName(m compare.Matter) string { return strings.TrimSpace(oneLine(m.Noun + " " + m.Fate)) }

// byDays sorts matters, those that are told of on most days first.
func byDays(matters []compare.Matter) []compare.Matter {
	sorted := slices.Clone(matters)
	slices.SortStableFunc(sorted, func(a, b compare.Matter) int {
		if d := b.Days() - a.Days(); d != 0 {
			return d
		}
		return len(b.Claims) - len(a.Claims)
	})
	return sorted
}

// chart makes the picture's data.
func (p picture) chart(v language.Voice, s *subject) *chart.Chart {
	days, places := compare.Days(p.all()), p.places()
	figureOf := func(claim compare.Claim) chart.Figure { return p.figure(v, s, claim, days > 1, len(places) > 1) }
	c := &chart.Chart{Kind: p.kind, Title: p.title, Source: placesText(v, places), Voice: v}
	if p.total != nil {
		total := figureOf(*p.total)
		c.Total = &total
	}
	for i, claim := range p.claims {
		f := figureOf(claim)
		if p.groups != nil {
			f.Group = p.groups[i]
		}
		c.Figures = append(c.Figures, f)
	}
	for _, claim := range p.others {
		c.Others = append(c.Others, figureOf(claim))
	}
	return c
}

// figure is one claim. Where the claims are of several days or articles, each says its own.
func (p picture) figure(v language.Voice, s *subject, claim compare.Claim, dated, placed bool) chart.Figure {
	fact := claim.Fact()
	fig := fact.Figure
	f := chart.Figure{Value: fig.Value, Range: fig.Range, Approx: fig.Approx, By: credit(v, claim.Table, fact, true)}
	if fig.Range {
		f.Max = fig.Max
	}
	f.Surface, f.Text = figure(claim.Table, fact, s)
	if by := fact.By; by != nil && by.Speaker != nil {
		f.Who = speakerName(claim.Table, by.Speaker)
	}
	if !claim.Day.IsZero() {
		f.Day = claim.Day.Format("2006-01-02")
	}
	more := []string{f.By}
	if placed && p.kind != chart.Line {
		told := []string{sourceName(claim.Table.Article)}
		for _, a := range claim.Also {
			if name := sourceName(a.Table.Article); !slices.Contains(told, name) {
				told = append(told, name)
			}
		}
		more = append(more, v.Say("told by %s", v.And(told)))
	}
	if dated && f.Day != "" && p.kind != chart.Line {
		more = append(more, v.Day(claim.Day))
	}
	f.By = strings.Join(slices.DeleteFunc(more, func(s string) bool { return s == "" }), ", ")
	return f
}

// places are the articles that the picture's claims stand in.
func (p picture) places() (all []*facts.Article) {
	for _, claim := range p.all() {
		for _, ref := range append([]compare.Ref{claim.Ref}, claim.Also...) {
			if !slices.Contains(all, ref.Table.Article) {
				all = append(all, ref.Table.Article)
			}
		}
	}
	return all
}

// maxPapers is how many articles a picture's source line names.
const maxPapers = 3

func placesText(v language.Voice, all []*facts.Article) string {
	var names []string
	for _, a := range all {
		if name := whence(v, a); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return v.List(names, maxPapers, "; ")
}

// maxActionLine is how many characters a line behind a button may have.
const maxActionLine = 80

// chartAction is the button that draws what a reply tells of; none where nothing would
// come out.
func chartAction(v language.Voice, s *subject, matters []compare.Matter, way string) []Action {
	var p picture
	line := "!chart "
	switch way {
	case drawCompare:
		p, line = claimsPicture(s, matters), line+"compare "
	case drawTrend:
		p, line = trendPicture(s, matters), line+"trend "
	default:
		p = figuresPicture(s, matters)
	}
	line += s.shortest()
	if !p.worthDrawing() || utf8.RuneCountInString(line) > maxActionLine {
		return nil
	}
	return []Action{{Label: v.Say("Chart"), Line: line}}
}

// mattersIn is what figures are about.
func mattersIn(all []factRef) []compare.Matter {
	var refs []compare.Ref
	for _, r := range ofKind(all, facts.KindFigure) {
		refs = append(refs, compare.Ref{Table: r.table, Index: r.index})
	}
	return compare.Figures(refs)
}
