package main

import (
	"log/slog"
	"slices"

	"byline/handlers"
)

// newRouter makes the router that every channel shares.
func newRouter(lib *library, log *slog.Logger) *handlers.Router {
	return handlers.New(lib, handlers.WithLog(log))
}

// completions are the words worth completing at a prompt: commands, then topics.
func completions(lib *library) []string {
	var topics []string
	for _, table := range lib.tables() {
		for _, topic := range table.Topics {
			topics = append(topics, topic.Name)
		}
	}
	slices.Sort(topics)
	var words []string
	for _, spec := range handlers.Specs() {
		words = append(words, spec.Name)
	}
	return append(words, slices.Compact(topics)...)
}
