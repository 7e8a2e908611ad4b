// Package extract reads an article into its fact table: a pipeline of small steps
// over sentences and tokens. Each step adds to the doc what the later ones need.
//
//	names → quotations → word classes → noun phrases → entities → mentions → cues
//	→ times → attributed quotations, statements, figures, events, people → topics → checks
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
	d.findTimes()

	t := &facts.Table{Article: a, Entities: d.tableEntities()}
	quotes := d.attribute()
	statements := d.findStatements()
	for i := range quotes {
		t.Facts = append(t.Facts, d.quoteFact(&quotes[i]))
	}
	for i := range statements {
		t.Facts = append(t.Facts, d.statementFact(&statements[i]))
	}
	givers := d.newGiver(quotes, statements)
	for _, f := range d.findFigures() {
		by, confidence := givers.of(f.first, f.sentence)
		t.Facts = append(t.Facts, d.figureFact(&f, by, confidence))
	}
	t.Facts = append(t.Facts, d.personFacts()...)
	t.Facts = append(t.Facts, d.eventFacts(givers)...)
	sort.SliceStable(t.Facts, func(i, j int) bool { return t.Facts[i].Span.Start < t.Facts[j].Span.Start })
	t.Seal()
	t.Topics = d.findTopics(t)
	t.Checks = findChecks(t)
	return t
}

func (d *doc) quoteFact(a *attributed) facts.Fact {
	q := &d.quotes[a.quote]
	f := facts.Fact{
		Kind: facts.KindQuote, Span: d.span(q.run), Sentence: d.sentOf[q.first],
		Quote: &facts.Quote{Type: a.kind}, Confidence: a.confidence, Rule: a.rule,
	}
	f.By = d.quoteAttribution(a)
	return f
}

// quoteAttribution is what a quotation's cue says, or only its speaker when that was
// carried over from near by; nil when there is neither.
func (d *doc) quoteAttribution(a *attributed) *facts.Attribution {
	switch {
	case a.cue != nil:
		return d.attribution(a.cue)
	case a.speaker.known():
		return &facts.Attribution{Speaker: d.speakerFact(a.speaker), Rule: a.rule}
	}
	return nil
}

// A giver finds who gives a figure or tells an event.
type giver struct {
	d          *doc
	quotes     map[int]*attributed // by quotation
	statements [][]*statement      // by sentence
}

func (d *doc) newGiver(quotes []attributed, statements []statement) *giver {
	g := &giver{d: d, quotes: make(map[int]*attributed, len(quotes)), statements: make([][]*statement, len(d.sents))}
	for i := range quotes {
		g.quotes[quotes[i].quote] = &quotes[i]
	}
	for i := range statements {
		st := &statements[i]
		for s := d.sentOf[st.first]; s <= d.sentOf[st.last]; s++ {
			g.statements[s] = append(g.statements[s], st)
		}
	}
	return g
}

// of is the speaker of the innermost quotation or statement that a token stands in;
// nobody when the reporter asserts it.
func (g *giver) of(i, sentence int) (*facts.Attribution, float64) {
	if a := g.quotes[g.d.quoteOf[i]]; a != nil && a.speaker.known() {
		return g.d.quoteAttribution(a), a.confidence
	}
	var best *statement
	for _, st := range g.statements[sentence] {
		if st.has(i) && st.cue.can("sb") && (best == nil || st.len() <= best.len()) {
			best = st
		}
	}
	if best == nil {
		return nil, 0.9
	}
	return g.d.attribution(best.cue), best.confidence
}

// tellerOf is who says a clause; nobody when the reporter does, or when the clause itself
// has the words that say who.
func (g *giver) tellerOf(c run, sentence int) *facts.Attribution {
	by, _ := g.of(c.first, sentence)
	if last, _ := g.of(c.last, sentence); by == nil || last == nil || by.CueSpan != last.CueSpan || !by.CueSpan.Empty() && g.d.span(c).Contains(by.CueSpan) {
		return nil
	}
	return by
}
