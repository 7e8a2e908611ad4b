package handlers

import (
	"context"
)

// removeCommand makes !remove: an article leaves the library.
func removeCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "remove",
			Args:     "NUMBER",
			Summary:  "Take an article out of the library; !undo brings it back within 30 days",
			Examples: []string{"!remove 3"},
			Who:      forEditors,
			Params:   []Param{{Name: "number", About: "Which article", Required: true, Suggest: SuggestArticles}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			e, err := numbered(ctx, k, req)
			if err != nil {
				return Reply{}, err
			}
			if err := mayEdit(ctx, k, req); err != nil {
				return Reply{}, err
			}
			if _, err := k.Remove(ctx, req.Library, e.ID); err != nil {
				return Reply{}, err
			}
			return Reply{Answer: req.voice.Say("Removed article %d: %s !undo brings it back.", e.Number, stop(titleOf(req.voice, e))),
				Found: true, Confidence: 1, Examples: []string{"!undo"}}, nil
		},
	}
}
