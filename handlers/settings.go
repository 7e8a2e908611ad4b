package handlers

import (
	"context"
	"slices"
	"strings"

	"byline/facts/shelf"
	"byline/handlers/language"
)

// forManagers is who may change settings, as help says it.
const forManagers = "people who may manage the server"

// settingsCommand makes !settings: a panel of what a server and its channels can choose.
func settingsCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "settings",
			Args:     "[here] [NAME] [VALUE]",
			Summary:  "How Byline behaves in this server, or with “here” in this channel, and how to change that",
			Examples: []string{"!settings", "!settings plain on", "!settings here answers thread"},
			Who:      forManagers,
			Params: []Param{
				{Name: "setting", About: "Which setting", Choices: settingNames()},
				{Name: "value", About: "The new value; “default” goes back to the default"},
				{Name: "where", About: "For this channel only", Choices: []string{"here"}},
			},
			Manage: true,
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if !req.Editor {
				return refusedTo(req), nil
			}
			p := panel{k: k, req: req, all: settingsOf(req.voice)}
			words, here := hereOf(strings.Fields(req.Args))
			if len(words) == 0 {
				return p.overview(ctx), nil
			}
			s, rest, ok := p.named(words)
			if !ok {
				return Reply{}, userErrorf("There is no setting “%s”. !settings shows what can be chosen.", clip(words[0], maxEcho))
			}
			if len(rest) > 1 && plain(rest[0]) == "here" {
				rest, here = rest[1:], true
			}
			value := strings.Join(rest, " ")
			if s.kind == settingChannel && here && value == "" { // “here” is the value
				value, here = "here", false
			}
			switch {
			case req.Personal:
				here = false
			case s.scope == forServer && here:
				r := p.show(ctx, s, false)
				r.Answer, r.Found = req.voice.Say("%s holds for the whole server, not for one channel.", s.label), false
				return r, nil
			case s.scope == forChannel:
				here = true
			}
			if value == "" {
				return p.show(ctx, s, here), nil
			}
			return p.change(ctx, s, here, value)
		},
	}
}

// refusedTo is what people are told who may not manage the server. It is a reply for them
// alone, so that it does not take the place of a panel that they press a button of.
func refusedTo(req Request) Reply {
	return Reply{Answer: req.voice.Say("Only people who may manage the server can do that."), Private: true}
}

// hereOf takes the word “here” from the beginning or end of what follows the command.
func hereOf(words []string) (rest []string, here bool) {
	switch n := len(words); {
	case n > 0 && plain(words[0]) == "here":
		return words[1:], true
	case n > 0 && plain(words[n-1]) == "here":
		return words[:n-1], true
	}
	return words, false
}

// named finds the setting that words begin with: "free text everywhere", "plan on".
func (p panel) named(words []string) (s setting, rest []string, ok bool) {
	sign := slices.IndexFunc(words, func(w string) bool { return !worded(w) }) // which is in no name
	if sign < 0 {
		sign = len(words)
	}
	for n := min(sign, 3); n > 0; n-- {
		name := strings.Join(words[:n], " ")
		for _, s := range p.all {
			if sameName(name, s.name) || sameName(name, s.label) {
				return s, words[n:], true
			}
		}
	}
	for n := min(sign, 2); n > 0; n-- {
		if s, ok := settingCalled(p.all, strings.Join(words[:n], " ")); ok {
			return s, words[n:], true
		}
	}
	return setting{}, nil, false
}

// change sets a setting, says what it was and is, and shows it.
func (p panel) change(ctx context.Context, s setting, here bool, typed string) (Reply, error) {
	v := p.req.voice
	value, ok := s.read(typed, p.req)
	if !ok {
		r := p.show(ctx, s, here)
		r.Answer, r.Found, r.Notes = s.possible(v), false, nil
		return r, nil
	}
	scope := p.scope(here)
	if value == s.usual && (scope == "" || s.scope == forChannel) {
		value = "" // the default, and there is nothing else to differ from
	}
	own, err := p.k.Setting(ctx, p.req.Library, scope, s.name)
	if err != nil {
		return Reply{}, err
	}
	before := p.value(ctx, s, here)
	if own == value {
		r := p.show(ctx, s, here)
		r.Answer = p.sentence(s, before, here)
		return r, nil
	}
	if err := p.k.Set(ctx, p.req.Library, scope, s.name, value); err != nil {
		return Reply{}, err
	}
	after := p.value(ctx, s, here)
	if s.name == settingPrefix {
		p.req.voice = language.Of(v.Tag(), after)
	}
	if s.name == settingLanguage {
		p = p.speaking(ctx, after)
		s, _ = settingCalled(p.all, s.name)
	}
	r := p.show(ctx, s, here)
	r.Answer = p.changed(s, before, after, here)
	if undo := p.undo(ctx, s, scope, value); undo.Line != "" {
		r.Actions = append([]Action{undo}, r.Actions...)
		r.Examples = []string{undo.Line, "!settings"}
	}
	return r, nil
}

// speaking is the panel in a language that was just chosen.
func (p panel) speaking(ctx context.Context, tag string) panel {
	if tag == languageOfReader {
		tag = p.req.Language
	}
	begin := effective(ctx, p.k, p.req, settingPrefix)
	p.req.voice = language.Of(tag, begin)
	p.all = settingsOf(p.req.voice)
	return p
}

// undo takes back the change that was just made. Another may have been quicker with one
// more; then there is nothing to press.
func (p panel) undo(ctx context.Context, s setting, scope, value string) Action {
	deeds, err := p.k.Deeds(ctx, p.req.Library, 1)
	if err != nil || len(deeds) == 0 || deeds[0].Kind != shelf.DeedSet || deeds[0].Subject != s.name || deeds[0].Scope != scope || deeds[0].After != value {
		return Action{}
	}
	return Action{Label: p.req.voice.Say("Undo"), Line: "!undo " + itoa(int(deeds[0].ID))}
}

// settingDeed words a line of the log about a setting.
func settingDeed(v language.Voice, d shelf.Deed) string {
	s, ok := settingCalled(settingsOf(v), d.Subject)
	if !ok { // of a newer program
		return v.Say("set %s to %s", d.Subject, oneLine(d.After))
	}
	before, after := s.logged(v, d.Before), s.logged(v, d.After)
	switch {
	case d.Scope == "":
		return v.Say("set %s from %s to %s", s.name, before, after)
	case d.After == "" && s.scope == forBoth:
		return v.Say("let a channel have the same %s as all others", s.name)
	case d.Before == "" && s.scope == forBoth:
		return v.Say("set %s to %s in one channel", s.name, after)
	}
	return v.Say("set %s from %s to %s in one channel", s.name, before, after)
}
