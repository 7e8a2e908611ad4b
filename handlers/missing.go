package handlers

import (
	"slices"
	"strings"
	"unicode"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/lang"
	"byline/handlers/language"
)

// nothingFound is the answer when it is not known what is missing.
func nothingFound(v language.Voice) string { return v.Say("Not in the articles.") }

const (
	maxEcho       = 60 // characters of a person's own words in a reply
	nearestTopics = 3  // topics offered in place of what the articles do not have
)

// notInArticles says that the articles do not answer, and offers the nearest facts;
// where none is near, topics.
func notInArticles(v language.Voice, a answer.Answer, cat *catalogue) Reply {
	c := compose(v)
	c.answering = true
	c.reply.Found = false
	c.reply.Confidence = a.Confidence
	c.reply.Answer = nothingFound(v)
	if a.Missing != "" {
		c.reply.Answer = v.Say("Not in the articles: %s", stop(clip(a.Missing, maxEcho)))
	}
	hits := a.Hits[:min(len(a.Hits), maxSources)]
	english := inEnglish(a.Question)
	if english && c.nearby(hits, a.Question) {
		return c.reply
	}
	if len(hits) == 0 {
		return c.reply
	}
	c.cite(hits[0].Table, hits[0].Sentence, facts.Span{}) // for those who study what came nearest
	if shares(hits[0].Table.Article.Sentence(hits[0].Sentence), stemsOf(a.Question)) {
		c.reply.Heading = v.Say("The nearest sentence")
	} else {
		c.reply.unrelated = true
	}
	topics := cat.names.ranked()
	topics = topics[:min(len(topics), nearestTopics)]
	c.example(commandsOf(topics, nearestTopics)...)
	switch {
	case !english:
		c.reply.Answer = nothingFound(v) + " " + v.Say("Byline reads English only.")
	case len(topics) > 0:
		c.reply.Answer += " " + theyTellOf(v, topics)
	}
	return c.reply
}

// nearby offers the facts that come nearest to a question and have one of its words. It
// reports false where the nearest sentences have none.
func (c *composer) nearby(hits []answer.Hit, question string) bool {
	asked := stemsOf(question)
	if len(hits) == 0 || !shares(hits[0].Table.Article.Sentence(hits[0].Sentence), asked) {
		return false
	}
	hits = slices.DeleteFunc(slices.Clone(hits), func(h answer.Hit) bool { return !shares(h.Table.Article.Sentence(h.Sentence), asked) })
	var shown []factRef
	for _, h := range hits {
		all := ofHit(h, "")
		if i := slices.IndexFunc(all, func(r factRef) bool {
			return !saysNothing(r) && shares(item(c.voice, r, nil, maxSentence), asked)
		}); i >= 0 {
			shown = append(shown, all[i])
		}
	}
	if len(shown) == 0 {
		return false
	}
	for _, h := range hits {
		c.cite(h.Table, h.Sentence, facts.Span{})
	}
	for _, r := range shown {
		c.fact(r, nil)
	}
	c.reply.Heading = c.voice.Say("The nearest facts")
	c.reply.Answer += " " + c.voice.Say("The nearest fact: %s", stop(items(c.voice, shown[:1], nil, "; ")))
	return true
}

// saysNothing reports whether a fact is a bare number, which says nothing away from its
// sentence.
func saysNothing(r factRef) bool {
	if r.kind() != facts.KindFigure {
		return false
	}
	_, words := figure(r.table, r.fact(), nil)
	return words == ""
}

// stemsOf is the stems of the words in a question that carry meaning.
func stemsOf(question string) map[string]bool {
	stems := map[string]bool{}
	for _, w := range contentWords(question) {
		stems[lang.Stem(w)] = true
	}
	return stems
}

// shares reports whether a text has a word with one of these stems.
func shares(text string, stems map[string]bool) bool {
	return slices.ContainsFunc(contentWords(text), func(w string) bool { return stems[lang.Stem(w)] })
}

// contentWords is the words of a text, folded, without those that only join others.
func contentWords(text string) []string {
	words := strings.FieldsFunc(lang.Fold(text), notInWord)
	return slices.DeleteFunc(words, func(w string) bool { return lang.TagsOf(w)&lang.Function != 0 })
}

// inEnglish reports whether a question may be English. One or two words may be names,
// and so may any words that English joins: "how did zelenskyy …".
func inEnglish(question string) bool {
	words := strings.FieldsFunc(lang.Fold(question), func(r rune) bool { return !unicode.IsLetter(r) })
	known, latin := 0, len(words) == 0
	for _, w := range words {
		tags := lang.TagsOf(w)
		if tags&lang.Function != 0 {
			return true
		}
		if tags&lang.Known != 0 {
			known++
		}
		latin = latin || strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	}
	return latin && (len(words) < 3 || 2*known >= len(words))
}

// nearest is the subjects whose names come nearest to a word that names none; the
// most told-of ones when none comes near.
func nearest(d *directory, words string) []*subject {
	if d == nil {
		return nil
	}
	name := plain(words)
	var close []*subject
	if nameable(name) {
		limit := max(1, len(name)/3)
		letters := lettersOf(name)
		for _, s := range d.ranked() {
			if len(close) == nearestTopics {
				break
			}
			if slices.ContainsFunc(s.forms, func(form string) bool {
				return letters.apart(lettersOf(form)) <= 2*limit && lang.Distance(name, form, limit) <= limit
			}) {
				close = append(close, s)
			}
		}
	}
	if len(close) == 0 {
		close = d.ranked()
	}
	return close[:min(len(close), nearestTopics)]
}
