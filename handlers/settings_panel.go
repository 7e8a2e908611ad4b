package handlers

import (
	"cmp"
	"context"
	"slices"
)

// A panel shows settings, and what can be pressed to change them.
type panel struct {
	k   Keeper
	req Request
	all []setting
}

// scope is what a setting is chosen for: this channel, or the whole library.
func (p panel) scope(here bool) string {
	if here {
		return p.req.Channel
	}
	return ""
}

// own is the value that was chosen for this channel, or for the whole library; empty where
// none was.
func (p panel) own(ctx context.Context, s setting, here bool) string {
	value, err := p.k.Setting(ctx, p.req.Library, p.scope(here), s.name)
	if err != nil {
		return "" // which holds while no settings can be read
	}
	return value
}

// value is what holds in this channel, or in all that have not chosen for themselves.
func (p panel) value(ctx context.Context, s setting, here bool) string {
	value := p.own(ctx, s, here)
	if here {
		value = effective(ctx, p.k, p.req, s.name)
	}
	return cmp.Or(value, s.usual)
}

// line is the chat line that shows a setting, or changes it to a value.
func (p panel) line(s setting, here bool, value string) string {
	line := "!settings "
	if here && s.scope != forChannel {
		line += "here "
	}
	line += s.name
	if value != "" {
		line += " " + value
	}
	return line
}

// offered are the settings that mean something in this conversation.
func (p panel) offered() []setting {
	return slices.DeleteFunc(slices.Clone(p.all), func(s setting) bool {
		switch s.name {
		case settingAnswers, settingFreeText, settingEditors, settingFeedback, settingUnanswered:
			return p.req.Personal
		}
		return false
	})
}

// overview lists all settings with what holds here.
func (p panel) overview(ctx context.Context) Reply {
	v := p.req.voice
	r := Reply{Heading: v.Say("Settings"), Found: true, Confidence: 1, Private: true,
		Examples: []string{"!settings plain on", "!log"}}
	menu := Menu{Label: v.Say("Choose a setting"), Replace: true}
	var differ []string
	for _, s := range p.offered() {
		here := !p.req.Personal && s.scope != forServer
		value := p.value(ctx, s, here)
		l := Line{Value: s.name + ":", Text: s.shown(v, value, p.req)}
		if here && s.scope == forBoth && p.own(ctx, s, true) != "" {
			l.By = v.Say("in this channel only")
		}
		r.Facts = append(r.Facts, l)
		if p.own(ctx, s, false) != "" || here && p.own(ctx, s, true) != "" {
			differ = append(differ, v.Say("%s: %s", s.label, l.Text))
		}
		menu.Choices = append(menu.Choices, Choice{Label: s.label, About: l.Text, Line: p.line(s, false, "")})
	}
	if p.req.Article != "" {
		r.Facts = append(r.Facts, Line{Value: v.Say("this channel asks:"), Text: v.Say("one article only; !use all asks all")})
	}
	r.Answer = v.Say("Everything is at its default.")
	if len(differ) > 0 {
		r.Answer = v.Say("Changed from the default: %s", stop(v.List(differ, maxItems, "; ")))
	}
	r.Menus = []Menu{menu}
	return r
}

// show explains one setting, with what can be pressed to change it.
func (p panel) show(ctx context.Context, s setting, here bool) Reply {
	v := p.req.voice
	value := p.value(ctx, s, here)
	r := Reply{Heading: s.label, Answer: p.sentence(s, value, here), Found: true, Confidence: 1, Private: true}
	r.Facts = append(r.Facts, Line{Text: s.about})
	if s.scope == forBoth && !p.req.Personal {
		if other := p.own(ctx, s, !here); other != "" {
			where := v.Say("In this channel:")
			if here {
				where = v.Say("In all other channels:")
			}
			r.Facts = append(r.Facts, Line{Value: where, Text: s.shown(v, other, p.req)})
		}
	}
	r.Facts = append(r.Facts, Line{Value: v.Say("The default:"), Text: s.shown(v, "", p.req)})
	r.Notes = append(r.Notes, s.possible(v))
	r.Menus = p.menus(s, here, value)
	r.Actions = p.actions(ctx, s, here, value)
	r.Examples = []string{p.line(s, here, p.example(s, value)), "!settings"}
	return r
}

// menus are the values to choose from, where they can be listed.
func (p panel) menus(s setting, here bool, value string) []Menu {
	m := Menu{Label: p.req.voice.Say("Choose a value"), Replace: true}
	switch s.kind {
	case settingRole:
		m.Pick, m.Line = PickRole, p.line(s, here, "")
		return []Menu{m}
	case settingChannel:
		m.Pick, m.Line = PickChannel, p.line(s, here, "")
		return []Menu{m}
	}
	for _, o := range s.options {
		c := Choice{Label: o.label, Line: p.line(s, here, o.value), Chosen: o.value == value}
		if o.value == s.usual {
			c.About = p.req.voice.Say("the default")
		}
		m.Choices = append(m.Choices, c)
	}
	return []Menu{m}
}

func (p panel) actions(ctx context.Context, s setting, here bool, value string) (all []Action) {
	v := p.req.voice
	switch s.kind {
	case settingBegin:
		all = append(all, Action{Label: v.Say("Type another"), Line: p.line(s, here, ""), Replace: true,
			Form: &Form{Title: s.label, Label: v.Say("The new value"), Value: value, Max: maxPrefix}})
	case settingNumber:
		all = append(all, Action{Label: v.Say("Type another"), Line: p.line(s, here, ""), Replace: true,
			Form: &Form{Title: s.label, Label: v.Say("The new value"), Value: value, Max: len(itoa(s.most))}})
	}
	if s.scope == forBoth && !p.req.Personal {
		if here {
			all = append(all, Action{Label: v.Say("All channels"), Line: p.line(s, false, ""), Replace: true})
		} else {
			all = append(all, Action{Label: v.Say("This channel only"), Line: p.line(s, true, ""), Replace: true})
		}
	}
	if p.own(ctx, s, here) != "" {
		all = append(all, Action{Label: v.Say("Use the default"), Line: p.line(s, here, "default"), Replace: true})
	}
	return append(all, Action{Label: v.Say("Back"), Line: "!settings", Replace: true})
}

// example is a value worth typing: the first that is not the present one.
func (p panel) example(s setting, value string) string {
	for _, o := range s.options {
		if o.value != value {
			return o.value
		}
	}
	switch {
	case value != "":
		return "none"
	case s.kind == settingRole:
		return "@News"
	}
	return "here"
}

// sentence says what holds, and for what.
func (p panel) sentence(s setting, value string, here bool) string {
	v, shown := p.req.voice, s.shown(p.req.voice, value, p.req)
	switch {
	case p.req.Personal:
		return v.Say("%s: %s, in this conversation.", s.label, shown)
	case here:
		return v.Say("%s: %s, in this channel.", s.label, shown)
	case s.scope == forServer:
		return v.Say("%s: %s.", s.label, shown)
	}
	return v.Say("%s: %s, in all channels that have not chosen for themselves.", s.label, shown)
}

// changed says what held before and holds now.
func (p panel) changed(s setting, before, after string, here bool) string {
	v := p.req.voice
	was, is := s.shown(v, before, p.req), s.shown(v, after, p.req)
	switch {
	case was == is && here:
		return v.Say("%s: still %s in this channel.", s.label, is)
	case p.req.Personal:
		return v.Say("%s: now %s, before %s, in this conversation.", s.label, is, was)
	case here:
		return v.Say("%s: now %s, before %s, in this channel.", s.label, is, was)
	case s.scope == forServer:
		return v.Say("%s: now %s, before %s.", s.label, is, was)
	}
	return v.Say("%s: now %s, before %s, in all channels that have not chosen for themselves.", s.label, is, was)
}
