package handlers

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"
)

// overhear takes apart what was said to nobody in particular, in a channel that has chosen
// to have all of it taken for questions. What begins like another bot's command, or like
// nothing that is written, is left alone.
func overhear(text string, p preferences) (message, bool) {
	if !p.everywhere {
		return message{}, false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " \n¿¡“\"'«„"))
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return message{}, false
	}
	m, ok := parse(text, true, p.prefix)
	m.overheard, m.commanded = true, false
	return m, ok && !m.long && worded(m.body)
}

// asks reports whether a text is a question by its last character.
func asks(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, " !”\"'»)"))
	return r == '?' || r == '？' || r == '؟'
}

// overheard answers what the articles answer. To the rest Byline is silent unless it is a
// question: people talk to each other.
func (r *Router) overheard(ctx context.Context, req Request, m message) (Reply, bool, error) {
	if bare(m.body) && r.memory.Previous(req).Question == "" {
		return Reply{}, false, nil
	}
	reply, ok, err := r.run(ctx, req, m, r.named("ask"), m.body, "")
	if err != nil && !asks(m.body) {
		return Reply{}, false, nil
	}
	return reply, ok, err
}
