package handlers

import (
	"context"

	"byline/facts/shelf"
	"byline/handlers/language"
)

// The settings that commands know, besides those that a library itself obeys.
const (
	settingArticle    = "article" // of a channel: the one article it asks
	settingEditors    = "editors" // of a server: the role that may change its library
	settingPrefix     = "prefix"
	settingLanguage   = "language"
	settingAnswers    = "answers"
	settingFreeText   = "free-text"
	settingPlain      = "plain"
	settingFeedback   = "feedback"
	settingUnanswered = "unanswered"
)

// The values of settings that are words of their own.
const (
	languageOfReader = "auto"
	answersInChannel = "channel"
	answersInThread  = "thread"
	answersForAsker  = "asker"
	freeOnMention    = "mention"
	freeEverywhere   = "everywhere"
	allArticles      = "all" // of a thread whose channel asks one
)

// preferences are what the conversation of a request has chosen.
type preferences struct {
	prefix     string
	language   string // languageOfReader, or a tag
	where      Where
	everywhere bool // whatever is said is taken for a question
	plain      bool
	feedback   bool
	counts     bool // of questions that found nothing
}

func (p preferences) voice(req Request) language.Voice {
	tag := p.language
	if tag == languageOfReader {
		tag = req.Language
	}
	return language.Of(tag, p.prefix)
}

// preferences asks no article and, in the usual case, no store: it is needed for every
// message that anybody writes.
func (r *Router) preferences(ctx context.Context, req Request) preferences {
	p := preferences{prefix: prefix, language: languageOfReader}
	if r.keeper == nil {
		return p
	}
	value := func(name string) string { return effective(ctx, r.keeper, req, name) }
	if begin := value(settingPrefix); begin != "" {
		p.prefix = begin
	}
	if tag := value(settingLanguage); tag != "" {
		p.language = tag
	}
	switch value(settingAnswers) {
	case answersInThread:
		p.where = InThread
	case answersForAsker:
		p.where = ForAsker
	}
	p.everywhere = value(settingFreeText) == freeEverywhere
	p.plain = value(settingPlain) == shelf.On
	p.feedback = value(settingFeedback) == shelf.On
	p.counts = value(settingUnanswered) != shelf.Off && !req.Personal
	return p
}

// effective is the value of a setting that holds in a conversation: its own, that of the
// one it is a thread of, the server's; empty for the default, which holds as well while no
// settings can be read.
func effective(ctx context.Context, k Settings, req Request, name string) string {
	for _, scope := range [...]string{req.Channel, req.Parent, ""} {
		if value, err := k.Setting(ctx, req.Library, scope, name); err == nil && value != "" {
			return value
		}
	}
	return ""
}

// asTyped is chat lines as they are typed where a voice is heard.
func asTyped(v language.Voice, lines []string) []string {
	if len(lines) == 0 {
		return lines
	}
	said := make([]string, len(lines)) // the lines may be a command's own
	for i, line := range lines {
		said[i] = v.Line(line)
	}
	return said
}
