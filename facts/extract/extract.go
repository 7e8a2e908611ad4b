// Package extract reads an article into its fact table: a pipeline of small steps
// over sentences and tokens. Each step adds to the doc what the later ones need.
//
//	names → quotations → word classes → noun phrases → entities → mentions → cues
//	→ attributed quotations, statements, figures, events, people → topics → checks
package extract

import (
	"sort"

	"byline/facts"
)

// Table reads an article. The article's sentences must be set.
func Table(a *facts.Article) *facts.Table {
	d := newDoc(a)
	d.findNames()
	d.quotations()
	d.classes()
	d.findPhrases()
	d.findEntities()
	d.findMentions()
	d.findCues()

	t := &facts.Table{Article: a, Entities: d.tableEntities()}
	quotes := d.attribute()
	statements := d.findStatements()
	for i := range quotes {
		t.Facts = append(t.Facts, d.quoteFact(&quotes[i]))
	}
	for i := range statements {
		t.Facts = append(t.Facts, d.statementFact(&statements[i]))
	}
	for _, f := range d.findFigures() {
		by, confidence := d.giver(&f, quotes, statements)
		t.Facts = append(t.Facts, d.figureFact(&f, by, confidence))
	}
	t.Facts = append(t.Facts, d.personFacts()...)
	t.Facts = append(t.Facts, d.findEvents()...)
	sort.SliceStable(t.Facts, func(i, j int) bool { return t.Facts[i].Span.Start < t.Facts[j].Span.Start })
	t.Seal()
	t.Topics = d.findTopics(t)
	t.Checks = findChecks(t)
	return t
}

func (d *doc) quoteFact(a *attributed) facts.Fact {
	q := &d.quotes[a.quote]
	f := facts.Fact{
		Kind: facts.KindQuote, Span: d.contentSpan(q), Sentence: d.sentOf[q.first],
		Quote: &facts.Quote{Type: a.kind}, Confidence: a.confidence, Rule: a.rule,
	}
	switch {
	case a.cue != nil:
		f.By = d.attribution(a.cue)
	case a.speaker.known():
		f.By = &facts.Attribution{Speaker: d.speakerFact(a.speaker), Rule: a.rule}
	}
	return f
}

// contentSpan is the bytes between the marks, white space at the ends aside.
func (d *doc) contentSpan(q *quotation) facts.Span { return d.span(q.run) }

// giver is who gives a figure: the speaker of the innermost quotation or statement
// it stands in; nobody when the reporter asserts it.
func (d *doc) giver(f *figure, quotes []attributed, statements []statement) (*facts.Attribution, float64) {
	if q := d.quoteOf[f.first]; q >= 0 {
		for i := range quotes {
			if a := &quotes[i]; a.quote == q && a.speaker.known() {
				if a.cue != nil {
					return d.attribution(a.cue), a.confidence
				}
				return &facts.Attribution{Speaker: d.speakerFact(a.speaker), Rule: a.rule}, a.confidence
			}
		}
	}
	var best *statement
	for i := range statements {
		st := &statements[i]
		if st.has(f.first) && st.cue.can("s") && (best == nil || st.len() <= best.len()) {
			best = st
		}
	}
	if best == nil {
		return nil, 0.9
	}
	return d.attribution(best.cue), best.confidence
}
