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

	// Ask finds what a library's articles say to a question in plain words.
	Ask(ctx context.Context, library, question string) (answer.Answer, error)
}
