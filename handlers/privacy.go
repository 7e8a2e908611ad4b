package handlers

import "context"

// privacyCommand makes !privacy: what is stored.
func privacyCommand() Command {
	return Command{
		Spec: Spec{
			Name:     "privacy",
			Summary:  "What Byline stores, for how long, and how to delete it",
			Examples: []string{"!privacy"},
		},
		Run: func(_ context.Context, req Request) (Reply, error) {
			if req.Args != "" {
				return Reply{}, errQuestion
			}
			v := req.voice
			return Reply{
				Heading: v.Say("What Byline stores"),
				Answer:  v.Say("Byline stores articles and settings. It stores no messages, and no names of people in the chat."),
				Facts: []Line{
					{Value: v.Say("Articles:"), Text: v.Say("with their facts, until they are removed; after that 30 days, so that !undo works")},
					{Value: v.Say("Feeds and settings:"), Text: v.Say("of this server or channel, until they are changed")},
					{Value: v.Say("The log:"), Text: v.Say("what was added, removed and set, without who did it: 30 days")},
					{Value: v.Say("Your id:"), Text: v.Say("only if you add articles or feeds: how many on which day, for 48 hours, to keep the quota")},
					{Value: v.Say("Questions that found nothing:"), Text: v.Say("counted without who asked, like answers that did not help: 90 days from the last time on; “!settings unanswered off” ends that")},
					{Value: v.Say("The last answers:"), Text: v.Say("of a conversation, in memory only, so that !source works; a restart forgets them")},
				},
				Found: true, Confidence: 1, Examples: []string{"!forgetme"},
			}, nil
		},
	}
}

// forgetCommand makes !forgetme: what is stored about a person is deleted.
func forgetCommand(k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "forgetme",
			Summary:  "Delete what Byline stores about you",
			Examples: []string{"!forgetme"},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if req.Args != "" {
				return Reply{}, errQuestion
			}
			if err := k.Forget(ctx, req.Person); err != nil {
				return Reply{}, err
			}
			return done(req.voice.Say("Deleted: nothing is stored about you now."), "!privacy"), nil
		},
	}
}
