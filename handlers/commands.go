package handlers

import (
	"context"
	"strings"

	"byline/facts/lang"
	"byline/handlers/language"
)

// commandList is every command, in the order in which help shows them. Questions go
// to lib, names are looked up in c, and what came before is asked of before.
//
// Without a keeper those that need one say that there is none. What keeps Byline from its
// work is found by inspect.
func commandList(lib Asker, c *catalogues, before Conversation, k Keeper, inspect func(context.Context, Request) (Inspection, error)) []Command {
	commands := []Command{
		askCommand(lib, c, before),
		topicCommand(c),
		topicsCommand(c),
		figuresCommand(c),
		quotesCommand(c),
		whoCommand(c),
		timelineCommand(c),
		checkCommand(c),
		findCommand(c),
		sourceCommand(c, k, before),
		explainCommand(lib, before),
		compareCommand(c),
		trendCommand(c),
		chartCommand(c),
		exportCommand(c),
	}
	for _, command := range []Command{
		articlesCommand(c, k),
		articleCommand(c, k),
		useCommand(k),
		changesCommand(k),
		addCommand(c, k),
		removeCommand(k),
		feedsCommand(k),
		watchCommand(k),
		unwatchCommand(k),
		pauseCommand(k),
		resumeCommand(k),
		undoCommand(k),
		logCommand(k),
		settingsCommand(k),
		unansweredCommand(k),
		privacyCommand(),
		forgetCommand(k),
	} {
		if k == nil && command.Spec.Name != "articles" {
			command.Run = fixedLibrary
		}
		commands = append(commands, command)
	}
	commands = append(commands, doctorCommand(k, inspect))
	return append(commands, helpCommand(c, specsOf(commands)))
}

// fixedLibrary is what commands that change a library say where it consists of the files
// that were given.
func fixedLibrary(context.Context, Request) (Reply, error) {
	return Reply{}, userErrorf("Here only the given files are asked; there is no library to look up or change. !articles lists the files.")
}

// Specs describes every command.
func Specs() []Spec { return specsOf(commandList(nil, nil, nil, nil, nil)) }

func specsOf(commands []Command) []Spec {
	specs := make([]Spec, len(commands))
	for i, c := range commands {
		specs[i] = c.Spec
	}
	return specs
}

// withoutArgs runs a command that takes no arguments; with some, the message is a
// question in plain words.
func withoutArgs(c *catalogues, reply func(language.Voice, *catalogue) Reply) Run {
	return func(ctx context.Context, req Request) (Reply, error) {
		if req.Args != "" {
			return Reply{}, errQuestion
		}
		cat, err := c.filled(ctx, req)
		if err != nil {
			return Reply{}, err
		}
		return reply(req.voice, cat), nil
	}
}

// about finds the one subject that a command's arguments name: "peskov", "of the
// drones". The note tells when a typing error was corrected. Without such a subject
// the arguments are a question.
func about(v language.Voice, d *directory, args string) (s *subject, note string, err error) {
	name := args
	for _, w := range [...]string{"of ", "about ", "on ", "for ", "by ", "from "} {
		if len(name) > len(w) && strings.EqualFold(name[:len(w)], w) {
			name = name[len(w):]
			break
		}
	}
	found := exactly(d, name)
	if len(found) == 0 {
		if found = near(d, name); len(found) > 0 {
			note = v.Say("Read as %s.", "“"+found[0].name+"”")
		}
	}
	switch {
	case len(found) == 1:
		return found[0], note, nil
	case len(found) > 1:
		return nil, "", &ambiguous{words: name, subjects: found}
	case strings.Contains(strings.TrimSpace(name), " "), lang.TagsOf(plain(name))&lang.Function != 0:
		return nil, "", errQuestion
	}
	return nil, "", &unknown{words: name, nearest: nearest(d, name)}
}

// An ambiguous error is a name that several subjects have.
type ambiguous struct {
	words    string
	subjects []*subject
}

func (e *ambiguous) Error() string { return "several subjects are near: " + e.words }

func (e *ambiguous) reply(v language.Voice, prefix string) Reply {
	var names, lines []string
	for _, s := range e.subjects[:min(len(e.subjects), maxItems)] {
		names = append(names, s.name)
		lines = append(lines, prefix+strings.ToLower(s.name))
	}
	return Reply{Answer: v.Say("“%s” may mean %s.", clip(e.words, maxEcho), v.Or(names)), Examples: lines}
}

// An unknown error is a name that no subject has.
type unknown struct {
	words   string
	nearest []*subject
}

// among offers subjects of one sort only, where there are any.
func (e *unknown) among(d *directory, fits func(*subject) bool) {
	for _, from := range [...][]*subject{e.nearest, d.ranked()} {
		var kept []*subject
		for _, s := range from {
			if len(kept) < nearestTopics && fits(s) {
				kept = append(kept, s)
			}
		}
		if len(kept) > 0 {
			e.nearest = kept
			return
		}
	}
}

func (e *unknown) Error() string { return "no subject is near: " + e.words }

func (e *unknown) reply(v language.Voice, prefix string) Reply {
	r := Reply{Answer: v.Say("Not in the articles: %s", clip(e.words, maxEcho)+".")}
	for _, s := range e.nearest {
		r.Examples = append(r.Examples, prefix+s.shortest())
	}
	if len(e.nearest) > 0 {
		r.Answer += " " + theyTellOf(v, e.nearest)
	}
	return r
}

// theyTellOf is a sentence that offers subjects in place of what was asked for.
func theyTellOf(v language.Voice, all []*subject) string {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.name
	}
	return v.Say("They tell of %s", stop(v.And(names)))
}
