// Package handlerstest makes fact tables by hand and a library of them, so that
// replies can be tested without reading an article.
package handlerstest

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/lang"
	"byline/facts/shelf"
)

// A Builder makes the fact table of an article. Every method finds its words in
// the article and panics when they are not there, so that a test's table cannot
// say what its article does not.
type Builder struct {
	table *facts.Table
}

// Read begins the table of an article.
func Read(name, text string) *Builder {
	return &Builder{&facts.Table{Article: &facts.Article{Name: name, Language: "en", Text: text, Sentences: lang.Sentences(text)}}}
}

// Entity adds somebody or something with a name, and gives its index.
func (b *Builder) Entity(kind facts.EntityKind, name, role, organisation string, aliases ...string) int {
	b.table.Entities = append(b.table.Entities, facts.Entity{Kind: kind, Name: name, Role: role, Organisation: organisation, Aliases: aliases})
	return len(b.table.Entities) - 1
}

// Person adds a person fact with its entity, and gives the entity's index.
func (b *Builder) Person(name, role, organisation string) int {
	e := b.Entity(facts.EntityPerson, name, role, organisation)
	b.add(facts.Fact{Kind: facts.KindPerson, Span: b.find(name, name), Person: &facts.Person{Name: name, NameSpan: b.find(name, name), Role: role, Organisation: organisation, Entity: e}})
	return e
}

// By is an attribution to an entity. The cue is looked for inside at.
func (b *Builder) By(entity int, cue, at, channel, when string) *facts.Attribution {
	e := &b.table.Entities[entity]
	by := b.ByNameless(cue, at)
	by.Speaker = &facts.Speaker{Name: e.Name, Mention: e.Name, MentionSpan: b.find(e.Name, e.Name), Role: e.Role, Organisation: e.Organisation, Entity: entity}
	by.Channel, by.When = channel, when
	return by
}

// ByOther is an attribution to somebody who is no entity of the table, such as a
// spokesperson, with the mention as written.
func (b *Builder) ByOther(name, mention, cue, at string) *facts.Attribution {
	by := b.ByNameless(cue, at)
	by.Speaker = &facts.Speaker{Name: name, Mention: mention, MentionSpan: b.find(mention, mention), Entity: -1}
	return by
}

// ByNameless is a cue whose speaker nobody can name.
func (b *Builder) ByNameless(cue, at string) *facts.Attribution {
	return &facts.Attribution{Cue: cue, CueSpan: b.find(cue, at)}
}

// Figure adds a number; surface is looked for inside at, and so is its fate.
func (b *Builder) Figure(surface, noun, fate, at string, by *facts.Attribution) int {
	value, err := strconv.ParseFloat(surface, 64)
	if err != nil {
		value = 0 // written in words; tests do not calculate with those
	}
	f := facts.Fact{Kind: facts.KindFigure, Span: b.find(surface, at), By: by, Figure: &facts.Figure{Value: value, Noun: noun, Surface: surface}}
	if fate != "" {
		f.Figure.Fate = b.find(fate, at)
	}
	return b.add(f)
}

// Draft is a fact of the unfinished table, for what the other methods do not set.
func (b *Builder) Draft(i int) *facts.Fact { return &b.table.Facts[i] }

// Quote adds a quotation.
func (b *Builder) Quote(content string, kind facts.QuoteType, at string, by *facts.Attribution) int {
	return b.add(facts.Fact{Kind: facts.KindQuote, Span: b.find(content, at), By: by, Quote: &facts.Quote{Type: kind}})
}

// Statement adds reported speech.
func (b *Builder) Statement(content string, by *facts.Attribution) int {
	return b.add(facts.Fact{Kind: facts.KindStatement, Span: b.find(content, content), By: by, Quote: &facts.Quote{Type: facts.Indirect}})
}

// Event adds something dated.
func (b *Builder) Event(when, clause string) int {
	return b.add(facts.Fact{Kind: facts.KindEvent, Span: b.find(clause, clause), Event: &facts.Event{When: when}})
}

// Topic adds a topic.
func (b *Builder) Topic(kind facts.EntityKind, entity int, indices []int, forms ...string) {
	lower := make([]string, len(forms))
	for i, f := range forms {
		lower[i] = strings.ToLower(f)
	}
	b.table.Topics = append(b.table.Topics, facts.Topic{Name: forms[0], Forms: lower, Kind: kind, Entity: entity, Facts: indices})
}

// Check adds a sum.
func (b *Builder) Check(total int, operands ...int) {
	b.table.Checks = append(b.table.Checks, facts.Check{Total: total, Operands: operands})
}

// Table is the finished table. It panics when a fact is not proved by the article.
func (b *Builder) Table() *facts.Table {
	b.table.Seal()
	if b.table.Dropped > 0 {
		panic(fmt.Sprintf("%d facts are not proved by %s", b.table.Dropped, b.table.Article.Name))
	}
	return b.table
}

func (b *Builder) add(f facts.Fact) int {
	f.Sentence = b.table.Article.SentenceAt(f.Span.Start)
	b.table.Facts = append(b.table.Facts, f)
	return len(b.table.Facts) - 1
}

// find is the first place of words inside the first place of at.
func (b *Builder) find(words, at string) facts.Span {
	i := strings.Index(b.table.Article.Text, at)
	j := strings.Index(at, words)
	if i < 0 || j < 0 {
		panic(fmt.Sprintf("%q in %q is not in the article", words, at))
	}
	return facts.Span{Start: i + j, End: i + j + len(words)}
}

// Library is a handlers.Library over fixed tables.
type Library struct {
	Articles []*facts.Table
	Answers  map[string]answer.Answer // by question; others are not found
	Err      error                    // what every call fails with, if set
}

// Sources are the tables of every library.
func (l *Library) Sources(context.Context, shelf.Scope) ([]answer.Source, error) {
	sources := make([]answer.Source, len(l.Articles))
	for i, t := range l.Articles {
		sources[i] = t
	}
	return sources, l.Err
}

// Ask gives the fixed answer to a question.
func (l *Library) Ask(_ context.Context, _ shelf.Scope, question string, _ answer.Answer) (answer.Answer, error) {
	a := l.Answers[question]
	a.Question = question
	return a, l.Err
}

// Explain repeats the question.
func (l *Library) Explain(_ context.Context, _ shelf.Scope, a answer.Answer) ([]string, error) {
	return []string{"Asked: " + a.Question}, l.Err
}
