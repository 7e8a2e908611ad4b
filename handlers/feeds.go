package handlers

import (
	"context"
	"strings"

	"byline/facts/shelf"
	"byline/handlers/language"
)

// watchCommand makes !watch: a feed brings articles from now on.
func watchCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "watch",
			Args:     "ADDRESS [here]",
			Summary:  "Read a news feed's articles as they appear; with “here” this channel is told of each",
			Examples: []string{"!watch https://example.org/feed.xml"},
			Who:      forEditors,
			Params: []Param{
				{Name: "address", About: "Address of the feed, or of a page that has one", Required: true},
				{Name: "here", About: "Tell this channel of each new article", Choices: []string{"here"}},
			},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			address, rest, _ := strings.Cut(strings.TrimSpace(req.Args), " ")
			address = strings.Trim(address, "<>")
			if !onWeb(address) {
				return Reply{}, unfitf("Give the address of a feed; it begins with https://.")
			}
			channel := ""
			switch plain(rest) {
			case "":
			case "here":
				channel = req.Channel
			default:
				return Reply{}, unfitf("Behind the address there may only be “here”, which tells this channel of new articles.")
			}
			if err := mayEdit(ctx, k, req); err != nil {
				return Reply{}, err
			}
			f, isNew, err := k.Watch(ctx, req.Library, req.Person, address, channel)
			if err != nil {
				return Reply{}, err
			}
			r := Reply{Found: true, Confidence: 1, Examples: []string{"!feeds"}}
			switch {
			case !isNew:
				r.Answer = req.voice.Say("Watched already: %s", stop(feedName(f)))
			case channel != "":
				r.Answer = req.voice.Say("Watching %s. What it has now is read without a word; this channel is told of what comes.", feedName(f))
			default:
				r.Answer = req.voice.Say("Watching %s. Its articles are read in the next minutes.", feedName(f))
			}
			return r, nil
		},
	}
}

// feedsCommand makes !feeds: what is watched, and how it fares.
func feedsCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "feeds",
			Summary:  "The feeds that are watched: when each was last read, its last error, and what it brought",
			Examples: []string{"!feeds"},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if req.Args != "" {
				return Reply{}, errQuestion
			}
			all, err := k.Feeds(ctx, req.Library)
			if err != nil {
				return Reply{}, err
			}
			if len(all) == 0 {
				return Reply{}, userErrorf("No feed is watched. !watch and the address of one does that.")
			}
			r := Reply{Heading: req.voice.Say("Feeds") + " · " + itoa(len(all)), Found: true, Confidence: 1}
			ill := 0
			for i, f := range all {
				if f.LastError != "" {
					ill++
				}
				r.Facts = append(r.Facts, Line{Value: itoa(i+1) + ".", Text: feedName(f), By: health(req.voice, f)})
			}
			r.Answer = req.voice.Plural(len(all), "Watching %d feed.", "Watching %d feeds.")
			if ill > 0 {
				r.Answer += " " + req.voice.Plural(ill, "%d could not be read at the last try.", "%d could not be read at the last try.")
			}
			return r, nil
		},
	}
}

// health words how a feed fares.
func health(v language.Voice, f shelf.Feed) string {
	var parts []string
	switch {
	case f.Paused:
		parts = append(parts, v.Say("paused"))
	case f.LastAttempt.IsZero():
		parts = append(parts, v.Say("not read yet"))
	}
	if !f.LastSuccess.IsZero() {
		parts = append(parts, v.Say("last read %s", v.Moment(f.LastSuccess)), v.Count(f.Items, "item", "items"),
			v.Plural(f.Articles, "%d article brought", "%d articles brought"))
	}
	if f.LastError != "" {
		parts = append(parts, strings.TrimSuffix(oneLine(toldIn(v, f.LastError)), ".")+" ("+v.Plural(f.Failures, "%d time in a row", "%d times in a row")+")")
	}
	if !f.Paused && !f.Next.IsZero() {
		parts = append(parts, v.Say("next %s", v.Moment(f.Next)))
	}
	if f.Channel != "" {
		parts = append(parts, v.Say("announced"))
	}
	return strings.Join(parts, ", ")
}

func feedName(f shelf.Feed) string {
	if f.Title == "" {
		return f.URL
	}
	return oneLine(f.Title) + " (" + f.URL + ")"
}

// unwatchCommand makes !unwatch: a feed brings nothing any more; its articles stay.
func unwatchCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "unwatch",
			Args:     "NUMBER or ADDRESS",
			Summary:  "Stop watching a feed; the articles it brought stay",
			Examples: []string{"!unwatch 1"},
			Who:      forEditors,
			Params:   []Param{{Name: "number-or-address", About: "Which feed", Required: true, Suggest: SuggestFeeds}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			f, err := editedFeed(ctx, k, req)
			if err != nil {
				return Reply{}, err
			}
			return done(req.voice.Say("No longer watching %s. Its articles stay.", feedName(f)), "!undo"), k.Unwatch(ctx, req.Library, f.ID)
		},
	}
}

// pauseCommand makes !pause, and !resume with it.
func pauseCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "pause",
			Args:     "NUMBER or ADDRESS",
			Summary:  "Read nothing from a feed until !resume",
			Examples: []string{"!pause 1"},
			Who:      forEditors,
			Params:   []Param{{Name: "number-or-address", About: "Which feed", Required: true, Suggest: SuggestFeeds}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			f, err := editedFeed(ctx, k, req)
			if err != nil {
				return Reply{}, err
			}
			return done(req.voice.Say("Paused %s.", feedName(f)), "!resume "+req.Args), k.Pause(ctx, req.Library, f.ID, true)
		},
	}
}

func resumeCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "resume",
			Args:     "NUMBER or ADDRESS",
			Summary:  "Read a paused feed again",
			Examples: []string{"!resume 1"},
			Who:      forEditors,
			Params:   []Param{{Name: "number-or-address", About: "Which feed", Required: true, Suggest: SuggestFeeds}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			f, err := editedFeed(ctx, k, req)
			if err != nil {
				return Reply{}, err
			}
			return done(req.voice.Say("Reading %s again.", feedName(f)), "!feeds"), k.Pause(ctx, req.Library, f.ID, false)
		},
	}
}

// done is a reply that says what was done and what may come next.
func done(answer, next string) Reply {
	return Reply{Answer: answer, Found: true, Confidence: 1, Examples: []string{next}}
}

// feedOf finds the feed that a command's arguments name, by its number in !feeds or its
// address.
func feedOf(ctx context.Context, k Feeds, req Request) (shelf.Feed, error) {
	all, err := k.Feeds(ctx, req.Library)
	if err != nil {
		return shelf.Feed{}, err
	}
	name := strings.Trim(strings.TrimSpace(req.Args), "<>#")
	for i, f := range all {
		if name == itoa(i+1) || name != "" && (name == f.URL || strings.EqualFold(name, f.Title)) || name == "" && len(all) == 1 {
			return f, nil
		}
	}
	if len(all) == 0 {
		return shelf.Feed{}, unfitf("No feed is watched.")
	}
	return shelf.Feed{}, unfitf("Which feed? !feeds lists them with their numbers.")
}

// editedFeed is the feed that a person names who may change it.
func editedFeed(ctx context.Context, k Keeper, req Request) (shelf.Feed, error) {
	f, err := feedOf(ctx, k, req)
	if err != nil {
		return shelf.Feed{}, err
	}
	return f, mayEdit(ctx, k, req)
}
