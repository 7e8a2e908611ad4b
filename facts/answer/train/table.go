package main

import (
	"byline/facts"
	"byline/facts/lang"
)

func table(name, text string) *facts.Table {
	return &facts.Table{Article: &facts.Article{Name: name, Text: text, Sentences: lang.Sentences(text)}}
}
