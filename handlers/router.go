package handlers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"

	"byline/handlers/language"
)

// Router takes a chat message to the command that answers it.
type Router struct {
	catalogues *catalogues
	log        *slog.Logger
	commands   []Command
	specs      []Spec
	memory     *memory
	keeper     Keeper    // nil where the library is fixed
	inspector  Inspector // nil where there is nothing to look at
	titles     titles    // of articles, for completing
}

// An Option changes how a router works.
type Option func(*Router)

// WithLog lets the router log failures. Without it they are only told to people.
// What people write is never logged.
func WithLog(log *slog.Logger) Option { return func(r *Router) { r.log = log } }

// New makes a router over a library.
func New(lib Library, options ...Option) *Router {
	m := newMemory()
	c := newCatalogues(lib)
	r := &Router{catalogues: c, log: slog.New(slog.DiscardHandler), memory: m}
	for _, o := range options {
		o(r)
	}
	r.commands = commandList(lib, c, m, r.keeper, r.inspect)
	r.specs = specsOf(r.commands)
	return r
}

// Handle answers a message. It reports false when Byline keeps silent. It is safe
// for concurrent use, and never panics: a failure becomes a reply.
func (r *Router) Handle(ctx context.Context, req Request) (reply Reply, ok bool) {
	defer func() {
		if p := recover(); p != nil {
			ref := newRef()
			r.log.ErrorContext(ctx, "a command panicked", "ref", ref, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			reply, ok = wentWrong(req.voice, ref), true
		}
	}()
	chosen := r.preferences(ctx, req)
	m, ok := parse(req.Text, req.Direct, chosen.prefix)
	if !ok {
		if m, ok = overhear(req.Text, chosen); !ok {
			return Reply{}, false
		}
	}
	req.voice = chosen.voice(req)
	reply, ok, err := r.answered(ctx, req, m)
	if err != nil {
		reply, ok = r.failed(ctx, req, err), true
	}
	reply.voice = req.voice
	if now := r.preferences(ctx, req); now != chosen { // it was just changed
		reply.voice = now.voice(req)
	}
	reply.Examples = asTyped(reply.voice, reply.Examples)
	if ok && err == nil && chosen.counts {
		r.tally(req, reply)
	}
	return reply, ok
}

// answered routes a message, and tells where it is the channel's choice that nothing was found.
func (r *Router) answered(ctx context.Context, req Request, m message) (Reply, bool, error) {
	req = r.narrowed(ctx, req)
	reply, ok, err := r.route(ctx, req, m)
	if err == nil && ok && !reply.Found && !reply.Private && req.Article != "" {
		reply.Notes = append(reply.Notes, req.voice.Say("This channel asks one article only; !use all asks all of them."))
	}
	return reply, ok, err
}

// narrowed is a request to the one article that its conversation asks, where it has chosen one.
func (r *Router) narrowed(ctx context.Context, req Request) Request {
	if r.keeper != nil && req.Article == "" {
		if article := effective(ctx, r.keeper, req, settingArticle); article != allArticles {
			req.Article = article
		}
	}
	return req
}

// Delivered tells the router that a reply stands in the channel as the platform's
// message id, so that an answer to that message can refer to its sources. The id
// may be empty where the platform has none.
func (r *Router) Delivered(req Request, reply Reply, id string) {
	if id != "" {
		r.memory.put(messageKey(req.Channel, id), reply)
	}
	if before := r.memory.get(req.Channel); before.sources == nil && before.asked.Question == "" { // a thread made for it
		r.memory.put(req.Channel, reply)
	}
}

// Guarded reports whether a message asks for a command that not everybody may use, so
// that its answer depends on Request.Editor and Request.Roles. A platform that finds them
// out at some cost need do so only then.
func (r *Router) Guarded(req Request) bool {
	m, ok := parse(req.Text, req.Direct, r.preferences(context.Background(), req).prefix)
	if !ok {
		return false
	}
	i := r.named(m.first)
	if i < 0 { // with a typing error, which route forgives
		i, _ = nearestSpec(r.specs, m.first)
	}
	return i >= 0 && r.specs[i].Who != ""
}

// route finds what a message means: a command, a topic, either of them with a
// typing error, and, where Byline is addressed, a question.
func (r *Router) route(ctx context.Context, req Request, m message) (Reply, bool, error) {
	if m.overheard {
		return r.overheard(ctx, req, m)
	}
	if i := r.named(m.first); i >= 0 && r.specs[i].Pasted {
		return r.run(ctx, req, m, i, m.rest, "")
	}
	if m.long {
		if !req.Direct && r.named(m.first) < 0 {
			return Reply{}, false, nil
		}
		return Reply{}, true, userErrorf("That is too long to be a question. Up to %d characters are read.", maxMessage)
	}
	if req.Direct && !worded(m.body) {
		return r.greet(ctx, req)
	}
	if req.Direct && asksWhoSays(plain(m.body)) {
		reply, err := r.sayers(ctx, req)
		return reply, true, err
	}
	if req.Direct {
		if line, greet, ok := courtesy(req.voice, plain(m.body)); greet {
			return r.greet(ctx, req)
		} else if ok {
			return Reply{Answer: line, Found: true, Confidence: 1}, true, nil
		}
	}
	if i := r.named(m.first); i >= 0 {
		return r.run(ctx, req, m, i, m.rest, "")
	}
	cat, err := r.catalogues.of(ctx, req.scope())
	if err != nil {
		return Reply{}, true, err
	}
	names := cat.names
	if found := exactly(names, m.body); len(found) > 0 {
		return r.topic(ctx, req, m, found, "")
	}
	if i, typingErrors := nearestSpec(r.specs, m.first); i >= 0 {
		if found := near(names, m.body); typingErrors > 0 && len(found) != 1 {
			return r.run(ctx, req, m, i, m.rest, readAs(req.voice, r.specs[i].Name))
		}
	}
	if found := near(names, m.body); len(found) > 0 {
		return r.topic(ctx, req, m, found, req.voice.Say("Read as %s.", req.voice.Line(found[0].command())))
	}
	if req.Direct {
		return r.question(ctx, req, m.body, names)
	}
	if found := leading(names, m.body); len(found) > 0 {
		// "!drones how many were lost": the rest may ask for something
		reply, _, err := r.question(ctx, req, m.body, names)
		if err == nil && reply.Found {
			return reply, true, nil
		}
		return r.topic(ctx, req, m, found, req.voice.Say("Read as %s.", req.voice.Line(found[0].command())))
	}
	return Reply{}, false, nil
}

// readAs notes that a command's name was mistyped.
func readAs(v language.Voice, command string) string {
	return v.Say("Read as %s.", v.Line("!"+command))
}

// leading is the subjects that the first words of a text name.
func leading(d *directory, words string) []*subject {
	fields := strings.Fields(words)
	for n := min(len(fields)-1, maxSubjectWords); n > 0; n-- {
		if found := exactly(d, strings.Join(fields[:n], " ")); len(found) > 0 {
			return found
		}
	}
	return nil
}

// named is the index of the command with this name, or -1.
func (r *Router) named(word string) int {
	for i, s := range r.specs {
		if s.has(word) {
			return i
		}
	}
	return -1
}

// run runs a command; what it cannot read is a question in plain words.
func (r *Router) run(ctx context.Context, req Request, m message, i int, args, note string) (Reply, bool, error) {
	c := r.commands[i]
	req.Command, req.Args, req.Pasted = c.Spec.Name, args, m.whole
	reply, err := c.Run(ctx, req)
	var several *ambiguous
	var none *unknown
	var wrong *unfit
	switch {
	case errors.Is(err, errQuestion):
		return r.question(ctx, req, m.body, nil)
	case errors.As(err, &wrong):
		switch {
		case m.commanded && (req.Direct || req.Editor):
			reply = Reply{Answer: wrong.say(req.voice)}
		case req.Direct:
			return r.question(ctx, req, m.body, nil)
		default:
			return Reply{}, false, nil
		}
	case errors.As(err, &several):
		reply = several.reply(req.voice, "!"+c.Spec.Name+" ")
	case errors.As(err, &none):
		reply = none.reply(req.voice, "!"+c.Spec.Name+" ")
	case err != nil:
		return Reply{}, true, err
	}
	if len(reply.Sources) > 0 {
		cat, err := r.catalogues.of(ctx, req.scope())
		if err != nil {
			return Reply{}, true, err
		}
		reply.Several = len(cat.articles) > 1
	}
	if m.overheard && !reply.Found && !asks(m.body) {
		return Reply{}, false, nil
	}
	if c.Spec.Name != "source" && c.Spec.Name != "explain" { // which are about an answer, and must leave it the last one
		r.memory.put(req.Channel, reply)
	}
	return noted(r.withActions(ctx, req, reply), note), true, nil
}

// topic answers with what one subject is about, or offers several.
func (r *Router) topic(ctx context.Context, req Request, m message, found []*subject, note string) (Reply, bool, error) {
	if len(found) > 1 {
		several := &ambiguous{words: m.body, subjects: found}
		return several.reply(req.voice, "!topic "), true, nil
	}
	return r.run(ctx, req, m, r.named("topic"), found[0].name, note)
}

// question asks in plain words. For a single word that nothing is known of, the
// nearest topics are offered.
func (r *Router) question(ctx context.Context, req Request, words string, names *directory) (Reply, bool, error) {
	reply, ok, err := r.run(ctx, req, message{}, r.named("ask"), words, "")
	if err == nil && !reply.Found && !strings.Contains(words, " ") {
		if reply.Answer == nothingFound(req.voice) {
			reply.Answer = req.voice.Say("Not in the articles: %s", stop(clip(words, maxEcho)))
		}
		reply.Examples = commandsOf(nearest(names, words), nearestTopics)
	}
	return reply, ok, err
}

func (r *Router) greet(ctx context.Context, req Request) (Reply, bool, error) {
	cat, err := r.catalogues.of(ctx, req.scope())
	if err != nil {
		return Reply{}, true, err
	}
	return greeting(req.voice, cat), true, nil
}
