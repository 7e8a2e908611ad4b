package handlers

import (
	"context"
	"slices"
	"strings"
)

// helpCommand makes !help over the specs of the other commands.
func helpCommand(lib Articles, others []Spec) Command {
	spec := Spec{
		Name:     "help",
		Aliases:  []string{"commands"},
		Args:     "[command]",
		Summary:  "What Byline can be asked, or how one command is used",
		Examples: []string{"!help", "!help quotes"},
	}
	specs := append(slices.Clip(others), spec)
	return Command{
		Spec: spec,
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if req.Args == "" {
				t, err := lib.Tables(ctx, req.Library)
				if err != nil {
					return Reply{}, err
				}
				r := greeting(t)
				r.Heading = "Commands"
				for _, s := range specs {
					r.Facts = append(r.Facts, Line{Value: s.usage(), Text: "– " + s.Summary})
				}
				r.Notes = append(r.Notes, "Every topic is a command too; !topics lists them.")
				return r, nil
			}
			name := strings.TrimPrefix(plain(req.Args), "!")
			for _, s := range specs {
				if s.has(name) {
					return helpOn(s), nil
				}
			}
			if i := nearestSpec(specs, name); i >= 0 {
				return noted(helpOn(specs[i]), "Read as !"+specs[i].Name+"."), nil
			}
			if strings.Contains(name, " ") {
				return Reply{}, errQuestion
			}
			return Reply{}, userErrorf("There is no command !%s. !help lists them all.", clip(name, maxEcho))
		},
	}
}

func helpOn(s Spec) Reply {
	r := Reply{
		Heading:    s.usage(),
		Answer:     s.usage() + ": " + stop(s.Summary),
		Found:      true,
		Confidence: 1,
		Examples:   s.Examples,
	}
	if len(s.Aliases) > 0 {
		r.Notes = append(r.Notes, "Also: !"+strings.Join(s.Aliases, ", !"))
	}
	if s.Who != "" {
		r.Notes = append(r.Notes, "For "+s.Who+".")
	}
	return r
}

func (s Spec) usage() string { return strings.TrimSpace("!" + s.Name + " " + s.Args) }

// has reports whether a folded word names the command.
func (s Spec) has(word string) bool { return s.Name == word || slices.Contains(s.Aliases, word) }

// nearestSpec is the index of the command whose name a word probably means, or -1.
func nearestSpec(specs []Spec, word string) int {
	at, _ := nearestSpecWithin(specs, word)
	return at
}

// nearestSpecWithin also tells how many typing errors lie between.
func nearestSpecWithin(specs []Spec, word string) (at, typingErrors int) {
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
