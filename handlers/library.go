package handlers

import (
	"context"

	"byline/facts"
	"byline/facts/answer"
)

// Library gives the articles that a request may be answered from.
type Library interface {
	// Tables are the fact tables of a library, newest article first. The tables
	// are shared and must not be changed.
	Tables(ctx context.Context, library string) ([]*facts.Table, error)

	Asker
}

// Asker answers questions in plain words.
type Asker interface {
	// Ask finds what a library's articles say to a question. It may lean on the
	// question before it in the conversation, whose answer is previous; the zero
	// Answer is none.
	Ask(ctx context.Context, library, question string, previous answer.Answer) (answer.Answer, error)

	// Explain tells in plain words, a thing a line, why an answer of this library is
	// what it is.
	Explain(ctx context.Context, library string, a answer.Answer) ([]string, error)
}
