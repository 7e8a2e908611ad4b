package main

import (
	"context"
	"sync"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/article"
	"byline/facts/extract"
)

// A library is the articles that one call of the program asks, read at first use.
// Every channel asks the same ones.
type library struct {
	tables func() []*facts.Table
	index  func() *answer.Index
}

// newLibrary makes a library of articles, newest first.
func newLibrary(articles ...*facts.Article) *library {
	tables := sync.OnceValue(func() []*facts.Table {
		tables := make([]*facts.Table, len(articles))
		for i, a := range articles {
			tables[i] = extract.Table(a)
		}
		return tables
	})
	return &library{
		tables: tables,
		index:  sync.OnceValue(func() *answer.Index { return answer.New(tables()...) }),
	}
}

// newInstallation is the library that knows only the seed article.
func newInstallation() *library { return newLibrary(article.Seed()) }

// Tables are the fact tables of the articles.
func (l *library) Tables(context.Context, string) ([]*facts.Table, error) { return l.tables(), nil }

// Ask answers a question from the articles.
func (l *library) Ask(_ context.Context, _, question string, previous answer.Answer) (answer.Answer, error) {
	return l.index().AskAfter(previous, question), nil
}

// Explain tells why an answer is what it is.
func (l *library) Explain(_ context.Context, _ string, a answer.Answer) ([]string, error) {
	return l.index().Explain(a), nil
}
