package handlers

import "context"

// useCommand makes !use: a channel asks one article only, or all again.
func useCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "use",
			Args:     "NUMBER or all",
			Summary:  "Ask one article only in this channel, or all of them again",
			Examples: []string{"!use 1", "!use all"},
			Who:      forEditors,
			Params:   []Param{{Name: "number-or-all", About: "Which article, or all", Required: true, Suggest: SuggestArticles}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			r := Reply{Found: true, Confidence: 1}
			if name := plain(req.Args); name == "all" || name == "" && req.Article != "" {
				if err := mayEdit(ctx, k, req); err != nil {
					return Reply{}, err
				}
				r.Answer = req.voice.Say("This channel asks all articles.")
				value := ""
				if around := (Request{Library: req.Library, Channel: req.Parent}); effective(ctx, k, around, settingArticle) != "" {
					value = allArticles
				}
				return r, k.Set(ctx, req.Library, req.Channel, settingArticle, value)
			}
			e, err := numbered(ctx, k, req)
			if err != nil {
				return Reply{}, err
			}
			if err := mayEdit(ctx, k, req); err != nil {
				return Reply{}, err
			}
			r.Answer = req.voice.Say("This channel asks article %d only: %s", e.Number, stop(titleOf(req.voice, e)))
			r.Examples = []string{"!use all"}
			return r, k.Set(ctx, req.Library, req.Channel, settingArticle, e.ID)
		},
	}
}
