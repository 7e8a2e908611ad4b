// Package article turns text into facts.Article.
package article

import (
	_ "embed"
	"strings"
	"unicode"

	"byline/facts"
	"byline/facts/lang"
)

//go:embed seed.txt
var seedText string

// SeedName is how sources name the seed article.
const SeedName = "seed"

// Seed is the article that a new installation knows. Its title, outlet and date
// are unknown.
func Seed() *facts.Article { return FromText(SeedName, seedText) }

// FromText makes an article of stored UTF-8 text, with its sentences, and with the
// title, authors and day of publication where the text plainly gives them. Bytes
// that are not UTF-8 become U+FFFD, since offsets must mean characters.
func FromText(name, text string) *facts.Article {
	text = strings.ToValidUTF8(text, "\uFFFD")
	lines := opening(text)
	return &facts.Article{
		Name:      name,
		Title:     title(lines),
		Authors:   authors(lines),
		Published: published(lines),
		Language:  language(text),
		Text:      text,
		Sentences: lang.Sentences(text),
	}
}

const (
	languageSample = 64 << 10 // bytes; the opening of a text tells its language
	languageShare  = 10       // one word in so many is a function word in English prose; in news about one in three is
)

// language is "en" when enough of the words are function words that English has and
// its neighbours do not, otherwise unknown.
func language(text string) string {
	if len(text) > languageSample {
		text = text[:languageSample]
	}
	words, function := 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		switch strings.ToLower(word) {
		case "the", "of", "and", "to", "is", "was", "were", "that", "for", "with", "by", "from", "has", "have", "said", "it", "at":
			function++
		}
	}
	if words == 0 || function*languageShare < words {
		return ""
	}
	return "en"
}
