package handlers

import "context"

// explainCommand makes !explain: why the last question was answered as it was.
func explainCommand(lib Asker, before Conversation) Command {
	return Command{
		Spec: Spec{
			Name:     "explain",
			Summary:  "Why the last question got its answer: the words that were found, and what spoke for and against it",
			Examples: []string{"!explain"},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if plain(req.Args) != "" {
				return Reply{}, errQuestion
			}
			a := before.Previous(req)
			if a.Question == "" {
				return Reply{}, userErrorf("No question has been answered in this conversation yet. Ask one first.")
			}
			reasons, err := lib.Explain(ctx, req.scope(), a)
			if err != nil {
				return Reply{}, err
			}
			c := compose(req.voice)
			c.reply.Heading = req.voice.Say("Why this answer")
			c.reply.Answer = req.voice.Say("To “%s”, this spoke for and against the sentence below.", clip(oneLine(a.Question), maxEcho))
			if len(a.Hits) > 0 {
				c.cite(a.Hits[0].Table, a.Hits[0].Sentence, a.Hits[0].Mark)
			}
			c.reply.Notes = reasons
			return c.reply, nil
		},
	}
}
