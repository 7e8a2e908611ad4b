package handlers

import (
	"strings"

	"byline/facts"
	"byline/handlers/language"
)

// origin answers what people ask about the newest article itself rather than about
// what it tells: what it is about, who wrote it, who published it and when. It
// reports false for every other question. The first question of a conversation may ask that
// with less: "what happened?".
func origin(v language.Voice, cat *catalogue, question string, first bool) (Reply, bool) {
	t := cat.articles[0].table()
	a := t.Article
	words := plain(question)
	for _, name := range [...]string{"this article", "the article", "this story", "the story", "this report", "the report",
		"this text", "the text", "this piece"} {
		words = strings.Replace(words, name, "this", 1)
	}
	switch words {
	case "what happened", "what has happened", "what's happened", "what's going on", "what is going on", "what's happening", "what is happening",
		"what's new", "what is new", "what's up", "what is the news", "what's the news", "news":
		if first {
			return opening(v, cat, t), true
		}
	case "tell me more", "more", "go on", "what else", "anything else", "what else is there", "what can you tell me":
		if first {
			return topicsReply(v, cat.names.ranked()), true
		}
	case "who said what", "who says what", "who is quoted", "who was quoted", "who are quoted":
		return allVoices(v, cat), true
	case "what is this about", "what's this about", "whats this about", "what is this", "what's this", "what does this say",
		"summary", "summary please", "summarise", "summarize", "summarise this", "summarize this", "tldr", "tl;dr", "tell me about this",
		"tell me everything", "give me a summary", "sum this up", "sum it up":
		return opening(v, cat, t), true
	case "who wrote this", "who wrote it", "who is the author", "who's the author", "who is the author of this",
		"who is the reporter", "who is the journalist", "author":
		return ofArticle(cat, v.Say("By %s", stop(oneLine(strings.Join(a.Authors, ", ")))), len(a.Authors) > 0,
			v.Say("The author of the article is unknown.")), true
	case "who published this", "who published it", "where was this published", "where is this from", "where's this from",
		"which newspaper is this from", "what newspaper is this from", "what is the source of this", "outlet":
		return ofArticle(cat, v.Say("From %s", stop(oneLine(a.Outlet))), a.Outlet != "", v.Say("The outlet of the article is unknown.")), true
	case "when was this published", "when was it published", "when was this written", "when was it written",
		"when is this from", "how old is this", "what date is this", "what is the date of this":
		return ofArticle(cat, v.Say("Published on %s", stop(day(v, a))), !a.Published.IsZero(), v.Say("The date of the article is unknown.")), true
	}
	return Reply{}, false
}

// opening is an article's first sentence, which in the news is its summary, and what
// can be asked next.
func opening(v language.Voice, cat *catalogue, t *facts.Table) Reply {
	if len(t.Article.Sentences) == 0 {
		return greeting(v, cat)
	}
	c := compose(v)
	c.reply.Heading = v.Say("How it begins")
	first := firstSentence(t.Article)
	c.reply.Answer = proper(oneLine(t.Article.Sentence(first)))
	c.cite(t, first, facts.Span{})
	c.example(examples(cat)...)
	return c.reply
}

const (
	maxHeadings = 8 // sentences at an article's top that may be its title and outlet
	fewestWords = 6 // of a sentence that sums up an article
)

// firstSentence is the first of an article's sentences that is no heading.
func firstSentence(a *facts.Article) int {
	for i := range a.Sentences[:min(len(a.Sentences), maxHeadings)] {
		s := a.Sentence(i)
		if strings.HasSuffix(strings.TrimRight(s, "\"”)"), ".") && len(strings.Fields(s)) >= fewestWords {
			return i
		}
	}
	return 0
}

// ofArticle is one thing about where an article comes from, or that it is unknown.
func ofArticle(cat *catalogue, is string, known bool, unknown string) Reply {
	if !known {
		return Reply{Answer: unknown, Examples: examples(cat)}
	}
	return Reply{Answer: is, Found: true, Confidence: 1}
}
