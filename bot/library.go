package main

import (
	"context"
	"sync"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/extract"
	"byline/facts/shelf"
)

// fileLibrary is the articles of files that one call of the program names, read at first
// use. Whatever library is asked for, it is these.
type fileLibrary struct {
	sources func() []answer.Source
	index   func() *answer.Index
}

// newFileLibrary makes a library of articles, newest first.
func newFileLibrary(articles ...*facts.Article) *fileLibrary {
	sources := sync.OnceValue(func() []answer.Source {
		sources := make([]answer.Source, len(articles))
		for i, a := range articles {
			sources[i] = extract.Table(a)
		}
		return sources
	})
	return &fileLibrary{
		sources: sources,
		index:   sync.OnceValue(func() *answer.Index { return answer.Open(sources()...) }),
	}
}

// Sources are the fact tables of the articles.
func (l *fileLibrary) Sources(context.Context, shelf.Scope) ([]answer.Source, error) {
	return l.sources(), nil
}

// Ask answers a question from the articles.
func (l *fileLibrary) Ask(_ context.Context, _ shelf.Scope, question string, previous answer.Answer) (answer.Answer, error) {
	return l.index().AskAfter(previous, question), nil
}

// Explain tells why an answer is what it is.
func (l *fileLibrary) Explain(_ context.Context, _ shelf.Scope, a answer.Answer) ([]string, error) {
	return l.index().Explain(a), nil
}
