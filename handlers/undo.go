package handlers

import (
	"context"
	"strconv"
	"strings"

	"byline/facts/shelf"
	"byline/handlers/language"
)

// maxDeeds is how many lines !log lists.
const maxDeeds = 20

// undoCommand makes !undo: the last change of the library, or one that !log lists, is
// taken back.
func undoCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "undo",
			Args:     "[number from !log]",
			Summary:  "Take back the last change of the library or the settings, up to 30 days later",
			Examples: []string{"!undo", "!undo 12"},
			Who:      forEditors,
			Params:   []Param{{Name: "number", About: "Number of the change in the log", Type: ParamNumber}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if err := mayEdit(ctx, k, req); err != nil {
				return Reply{}, err
			}
			deeds, err := k.Deeds(ctx, req.Library, maxDeeds)
			if err != nil {
				return Reply{}, err
			}
			id := int64(0)
			if args := strings.TrimLeft(plain(req.Args), "#"); args != "" {
				if id, err = strconv.ParseInt(args, 10, 64); err != nil {
					return Reply{}, unfitf("Give the number of a line of !log: !undo 12.")
				}
			} else {
				for _, d := range deeds {
					if !d.Undone {
						id = d.ID
						break
					}
				}
			}
			if id == 0 {
				return Reply{}, userErrorf("Nothing has been changed in the last 30 days.")
			}
			d, err := k.Undo(ctx, req.Library, id)
			if err != nil {
				return Reply{}, err
			}
			return Reply{Answer: req.voice.Say("Taken back: %s", stop(deedText(req.voice, d))), Found: true, Confidence: 1, Examples: []string{"!log"}}, nil
		},
	}
}

// logCommand makes !log: what was done to the library.
func logCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "log",
			Summary:  "What was added, removed and set in the last 30 days; who did it is not kept",
			Examples: []string{"!log"},
			Who:      forEditors,
			Manage:   true,
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if req.Args != "" {
				return Reply{}, errQuestion
			}
			if err := mayEdit(ctx, k, req); err != nil {
				return Reply{}, err
			}
			deeds, err := k.Deeds(ctx, req.Library, maxDeeds)
			if err != nil {
				return Reply{}, err
			}
			if len(deeds) == 0 {
				return Reply{}, userErrorf("Nothing has been changed in the last 30 days.")
			}
			r := Reply{Heading: req.voice.Say("What was done"), Answer: req.voice.Say("The last change: %s", stop(deedText(req.voice, deeds[0]))), Found: true, Confidence: 1, Examples: []string{"!undo"}}
			for _, d := range deeds {
				l := Line{Value: strconv.FormatInt(d.ID, 10) + ".", Text: deedText(req.voice, d), By: req.voice.Day(d.At) + d.At.Format(" 15:04") + " UTC"}
				if d.Undone {
					l.Text += " (" + req.voice.Say("taken back") + ")"
				}
				r.Facts = append(r.Facts, l)
			}
			return r, nil
		},
	}
}

// deedText words one line of what was done.
func deedText(v language.Voice, d shelf.Deed) string {
	name := oneLine(d.After)
	if name == "" && d.Kind != shelf.DeedSet {
		name = v.Say("an article without a title")
	}
	switch d.Kind {
	case shelf.DeedAdd:
		return v.Say("added %s", name)
	case shelf.DeedUpdate:
		return v.Say("stored a new version of %s", name)
	case shelf.DeedRemove:
		return v.Say("removed %s", name)
	case shelf.DeedWatch:
		return v.Say("began to watch %s", name)
	case shelf.DeedUnwatch:
		return v.Say("stopped watching %s", name)
	case shelf.DeedPause:
		return v.Say("paused %s", name)
	case shelf.DeedResume:
		return v.Say("resumed %s", name)
	}
	switch {
	case d.Subject == settingArticle && (d.After == "" || d.After == allArticles):
		return v.Say("let a channel ask all articles")
	case d.Subject == settingArticle:
		return v.Say("let a channel ask one article only")
	case d.Subject == settingEditors && d.After == "":
		return v.Say("took the library from its editors")
	case d.Subject == settingEditors:
		return v.Say("made the role with the id %s editors", name)
	}
	return settingDeed(v, d)
}
