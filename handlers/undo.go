package handlers

import (
	"context"
	"strconv"
	"strings"

	"byline/facts/shelf"
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
			Summary:  "Take back the last change of the library or its settings, for 30 days",
			Examples: []string{"!undo", "!undo 12"},
			Who:      forEditors,
			Params:   []Param{{Name: "number", About: "Of the change, as the log shows it", Type: ParamNumber}},
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
			return Reply{Answer: "Taken back: " + stop(deedText(d)), Found: true, Confidence: 1, Examples: []string{"!log"}}, nil
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
			r := Reply{Heading: "What was done", Answer: "The last change: " + stop(deedText(deeds[0])), Found: true, Confidence: 1, Examples: []string{"!undo"}}
			for _, d := range deeds {
				l := Line{Value: strconv.FormatInt(d.ID, 10) + ".", Text: deedText(d), By: d.At.Format("2 January 2006 15:04") + " UTC"}
				if d.Undone {
					l.Text += " (taken back)"
				}
				r.Facts = append(r.Facts, l)
			}
			return r, nil
		},
	}
}

// deedText words one line of what was done.
func deedText(d shelf.Deed) string {
	name := oneLine(d.After)
	if name == "" && d.Kind != shelf.DeedSet {
		name = "an article without a title"
	}
	switch d.Kind {
	case shelf.DeedAdd:
		return "added " + name
	case shelf.DeedUpdate:
		return "stored a new version of " + name
	case shelf.DeedRemove:
		return "removed " + name
	case shelf.DeedWatch:
		return "began to watch " + name
	case shelf.DeedUnwatch:
		return "stopped watching " + name
	case shelf.DeedPause:
		return "paused " + name
	case shelf.DeedResume:
		return "resumed " + name
	}
	switch {
	case d.Subject == settingArticle && d.After == "":
		return "let a channel ask all articles"
	case d.Subject == settingArticle:
		return "let a channel ask one article only"
	case d.Subject == settingEditors && d.After == "":
		return "took the library from its editors"
	case d.Subject == settingEditors:
		return "made the role with the id " + name + " editors"
	case d.After == "":
		return "set " + d.Subject + " back to its default"
	}
	return "set " + d.Subject + " to " + name
}
