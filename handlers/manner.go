package handlers

import (
	"context"

	"byline/handlers/language"
)

// A Manner is how replies are given in a conversation.
type Manner struct {
	Where    Where
	Plain    bool           // text only: no embeds, buttons or pictures
	Feedback bool           // readers may say whether an answer helped
	Voice    language.Voice // for what the platform says itself
}

// Where says where a reply stands.
type Where int

// The places of a reply.
const (
	InChannel Where = iota
	InThread        // of the question
	ForAsker        // seen by the asker only, where the platform can do that
)

// Manner is how the reply to a request is to be given. It asks no article, so that it is
// known at once.
func (r *Router) Manner(ctx context.Context, req Request) Manner {
	p := r.preferences(ctx, req)
	return Manner{Where: p.where, Plain: p.plain, Feedback: p.feedback, Voice: p.voice(req)}
}

// Vote counts whether the answer to a line helped. The line may be empty where it is not
// known. Who voted is not kept.
func (r *Router) Vote(ctx context.Context, req Request, helped bool) error {
	if r.keeper != nil && r.preferences(ctx, req).feedback && !req.Personal {
		r.keeper.Vote(req.Library, countable(req.Text), helped)
	}
	return nil
}
