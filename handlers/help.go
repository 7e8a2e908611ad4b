package handlers

import (
	"context"
	"slices"
	"strings"

	"byline/handlers/language"
)

// helpCommand makes !help over the specs of the other commands.
func helpCommand(c *catalogues, others []Spec) Command {
	spec := Spec{
		Name:     "help",
		Aliases:  []string{"commands"},
		Args:     "[command]",
		Summary:  "What Byline can be asked, or how one command is used",
		Examples: []string{"!help", "!help quotes"},
		Params:   []Param{{Name: "command", About: "Which command", Suggest: SuggestCommands}},
	}
	specs := append(slices.Clip(others), spec)
	return Command{
		Spec: spec,
		Run: func(ctx context.Context, req Request) (Reply, error) {
			cat, err := c.of(ctx, req.scope())
			if err != nil {
				return Reply{}, err
			}
			if req.Args == "" {
				return helpOnAll(req.voice, specs, cat), nil
			}
			name := plain(req.Args)
			for _, s := range specs {
				if s.has(name) {
					return helpOn(req.voice, s, cat), nil
				}
			}
			if i, _ := nearestSpec(specs, name); i >= 0 {
				return noted(helpOn(req.voice, specs[i], cat), readAs(req.voice, specs[i].Name)), nil
			}
			if found := exactly(cat.names, name); len(found) == 1 {
				line := found[0].command()
				return Reply{Answer: req.voice.Say("%s shows what the articles say of %s.", line, found[0].name), Found: true, Confidence: 1, Examples: []string{line}}, nil
			}
			if strings.Contains(name, " ") {
				return Reply{}, errQuestion
			}
			return Reply{}, userErrorf("There is no command !%s. !help lists them all.", clip(name, maxEcho))
		},
	}
}

func helpOnAll(v language.Voice, specs []Spec, cat *catalogue) Reply {
	r := greeting(v, cat)
	r.Heading = v.Say("Commands")
	for _, s := range specs {
		r.Facts = append(r.Facts, Line{Value: s.usage(v), Text: "– " + v.Say(s.Summary)})
	}
	r.Notes = []string{v.Say("Every topic is a command too; !topics lists them.")}
	return r
}

func helpOn(v language.Voice, s Spec, cat *catalogue) Reply {
	r := Reply{
		Answer:     s.usage(v) + ": " + stop(v.Say(s.Summary)),
		Found:      true,
		Confidence: 1,
		Examples:   fitting(s, cat),
	}
	if len(s.Aliases) > 0 {
		others := make([]string, len(s.Aliases))
		for i, name := range s.Aliases {
			others[i] = v.Line("!" + name)
		}
		r.Notes = append(r.Notes, v.Say("Also: %s", strings.Join(others, ", ")))
	}
	if s.Who != "" {
		r.Notes = append(r.Notes, v.Say("For %s.", v.Say(s.Who)))
	}
	return r
}

// fitting is a command's examples, those that the articles can answer; where an
// article has other topics, the greeting's examples for the same command.
func fitting(spec Spec, cat *catalogue) (lines []string) {
	for _, line := range spec.Examples {
		name, args, _ := strings.Cut(strings.TrimPrefix(line, prefix), " ")
		switch {
		case args == "" && spec.has(name), len(exactly(cat.names, name+args)) > 0, args != "" && len(exactly(cat.names, args)) > 0,
			spec.Name == "help", spec.Name == "source":
			lines = append(lines, line)
		}
	}
	for _, line := range examples(cat) {
		if strings.HasPrefix(line, prefix+spec.Name+" ") && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// usage is a command with what follows it: "!quotes [who or topic]".
func (s Spec) usage(v language.Voice) string {
	return strings.TrimSpace(v.Line("!"+s.Name) + " " + v.Say(s.Args))
}

// has reports whether a folded word names the command.
func (s Spec) has(word string) bool { return s.Name == word || slices.Contains(s.Aliases, word) }

// nearestSpec is the index of the command whose name a word probably means, or -1,
// and how many typing errors lie between.
func nearestSpec(specs []Spec, word string) (at, typingErrors int) {
	at, typingErrors = -1, maxErrors+1
	for i, s := range specs {
		for _, name := range append([]string{s.Name}, s.Aliases...) {
			if d := errorsBetween(word, name); d < typingErrors {
				at, typingErrors = i, d
			}
		}
	}
	return at, typingErrors
}
