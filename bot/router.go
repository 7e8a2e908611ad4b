package main

import (
	"log/slog"
	"slices"

	"byline/facts/answer"
	"byline/handlers"
)

// newRouter makes the router that every channel shares.
func newRouter(lib handlers.Library, log *slog.Logger, more ...handlers.Option) *handlers.Router {
	return handlers.New(lib, append(more, handlers.WithLog(log))...)
}

// router is the router over an installation's libraries.
func (i *installation) router(log *slog.Logger, more ...handlers.Option) *handlers.Router {
	return newRouter(i.libraries, log, append(more, handlers.WithKeeper(i.libraries))...)
}

// completed is how many articles, the newest, give topics to complete.
const completed = 200

// completions are the words worth completing at a prompt: commands, then topics.
func completions(sources []answer.Source) []string {
	var topics []string
	for table := range answer.Tables(sources[:min(len(sources), completed)]) {
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
