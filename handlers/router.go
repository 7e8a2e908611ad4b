package handlers

import "context"

// Router takes a chat message to the command that answers it.
type Router struct{}

// New makes a router over a library.
func New(lib Library) *Router { return &Router{} }

// Handle answers a message. It reports false when Byline keeps silent. It is safe
// for concurrent use, and never panics: a failure becomes a reply.
func (r *Router) Handle(ctx context.Context, req Request) (Reply, bool) {
	return Reply{}, false
}

// Delivered tells the router that a reply stands in the channel as the platform's
// message id, so that an answer to that message can refer to its sources. The id
// may be empty where the platform has none.
func (r *Router) Delivered(req Request, reply Reply, id string) {}
