package handlers

import (
	"context"

	"byline/facts/answer"
	"byline/facts/shelf"
)

// Library gives the articles that a request may be answered from.
type Library interface {
	Articles
	Asker
}

// Articles gives where the fact tables of a scope are, newest article first. An article has
// the same source until it changes, so sources must be comparable; they, their order and the
// tables are shared and must not be changed.
type Articles interface {
	Sources(ctx context.Context, s shelf.Scope) ([]answer.Source, error)
}

// Asker answers questions in plain words.
type Asker interface {
	// Ask finds what a scope's articles say to a question. It may lean on the question
	// before it in the conversation, whose answer is previous; the zero Answer is none.
	Ask(ctx context.Context, s shelf.Scope, question string, previous answer.Answer) (answer.Answer, error)

	// Explain tells in plain words, a thing a line, why an answer of this scope is what
	// it is.
	Explain(ctx context.Context, s shelf.Scope, a answer.Answer) ([]string, error)
}
