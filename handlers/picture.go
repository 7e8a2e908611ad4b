package handlers

import (
	"slices"
	"strings"
	"time"

	"byline/facts"
	"byline/facts/compare"
	"byline/facts/lang"
	"byline/handlers/chart"
	"byline/handlers/language"
)

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
	key, about := "", []string(nil)
	for _, m := range several {
		counted := countedIn(s, m.Claims[0].Fact())
		if key == "" {
			key = counted
		}
		if counted == "" || counted != key {
			continue
		}
		p.claims = append(p.claims, m.Claims...)
		about = append(about, upperFirst(matterName(m)))
		for range m.Claims {
			p.groups = append(p.groups, about[len(about)-1])
		}
	}
	if len(about) == 1 {
		p.title, p.groups = about[0], nil
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
	f.Surface = bareValue(f.Surface)
	if p.kind == chart.Claims || p.kind == chart.Line {
		f.Text = "" // which the title has
	}
	if by := fact.By; by != nil && by.Speaker != nil {
		f.Who = speakerName(claim.Table, by.Speaker)
	}
	if !claim.Day.IsZero() {
		f.Day = claim.Day.Format("2006-01-02")
	}
	more := []string{f.By}
	if by := fact.By; by != nil && by.When != "" && !dated && f.By != "" && !strings.Contains(f.By, by.When) {
		more = append(more, uncapitalised(oneLine(by.When)))
	}
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

// maxOutlets is how many outlets a picture's source line names.
const maxOutlets = 4

// placesText names articles by their outlets and the first and last of their days.
func placesText(v language.Voice, all []*facts.Article) string {
	if len(all) == 1 {
		return whence(v, all[0])
	}
	var names []string
	var first, last time.Time
	for _, a := range all {
		if name := sourceName(a); !slices.Contains(names, name) {
			names = append(names, name)
		}
		if p := a.Published; !p.IsZero() {
			if first.IsZero() || p.Before(first) {
				first = p
			}
			if p.After(last) {
				last = p
			}
		}
	}
	text := v.List(names, maxOutlets, ", ")
	switch {
	case last.IsZero():
		return text
	case v.Day(first) == v.Day(last):
		return text + ", " + v.Day(last)
	}
	return text + ", " + v.Day(first) + " – " + v.Day(last)
}
