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
			c := compose()
			c.reply.Heading = "Why this answer"
			c.reply.Answer = "To “" + clip(oneLine(a.Question), maxEcho) + "”, this spoke for and against the sentence below."
			if len(a.Hits) > 0 {
				c.cite(a.Hits[0].Table, a.Hits[0].Sentence, a.Hits[0].Mark)
			}
			c.reply.Notes = reasons
			return c.reply, nil
		},
	}
}
