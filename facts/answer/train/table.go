package main

import (
	"byline/facts"
	"byline/facts/article"
	"byline/facts/extract"
)

// table reads a text as the bot does.
func table(name, text string) *facts.Table {
	return extract.Table(article.FromText(name, text))
}
