package handlers

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"strings"

	"byline/handlers/language"
)

// A UserError is a failure that a person can be told about. Sentence is for them, in
// English; Detail is for the log. Both may be empty.
type UserError struct {
	Sentence string
	Detail   string

	say wording // the sentence in any language, where it has arguments
}

// A wording says a sentence in the language of whoever reads it, which is not known where
// an error is made.
type wording func(language.Voice) string

// sayf and pluralf take what Voice.Say and Voice.Plural take.
func sayf(format string, args ...any) wording {
	return func(v language.Voice) string { return v.Say(format, args...) }
}

func pluralf(n int, one, many string, args ...any) wording {
	return func(v language.Voice) string { return v.Plural(n, one, many, args...) }
}

func (e *UserError) Error() string {
	s := e.In(language.Voice{})
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	return s
}

// In is the sentence as a voice says it.
func (e *UserError) In(v language.Voice) string {
	if e.say == nil {
		return v.Say(e.Sentence)
	}
	return e.say(v)
}

// userErrorf is a UserError without detail. The format is a key of the catalogues, so it
// must be a constant.
func userErrorf(format string, args ...any) error {
	return &UserError{say: sayf(format, args...)}
}

// toldIn is a sentence of the library as a voice says it: as a whole, or what it says of the
// address or file that it begins with. The catalogues have those without other arguments.
func toldIn(v language.Voice, sentence string) string {
	if about, problem, ok := strings.Cut(sentence, ": "); ok {
		return about + ": " + v.Say(problem)
	}
	return v.Say(sentence)
}

// errQuestion is what a command returns for arguments that read as a question in
// plain words: "check whether the port is open" is none of !check's business.
var errQuestion = errors.New("read it as a question")

// failed words a failure: the sentence that is meant for people, or a reference to
// the log.
func (r *Router) failed(ctx context.Context, req Request, err error) Reply {
	v := req.voice
	var user *UserError
	var told interface{ User() string }
	switch {
	case errors.As(err, &user):
		if user.Detail != "" {
			r.log.WarnContext(ctx, "a request failed", "reason", user.Detail)
		}
		return Reply{Answer: user.In(v)}
	case errors.As(err, &told):
		var broken interface{ Broken() bool }
		level := slog.LevelDebug // the reason may hold what a person wrote
		if errors.As(err, &broken) && broken.Broken() {
			level = slog.LevelWarn
			if req.Person != "" { // what it names, a file or a host, is not for everybody in a chat
				ref := newRef()
				r.log.WarnContext(ctx, "a request failed", "ref", ref, "reason", err.Error())
				return Reply{Answer: v.Say("Byline cannot use its library just now. Please try again later; whoever runs Byline finds the reason in its log (ref %s).", ref)}
			}
		}
		r.log.Log(ctx, level, "a request failed", "reason", err.Error())
		return Reply{Answer: toldIn(v, told.User())}
	}
	ref := newRef()
	r.log.ErrorContext(ctx, "a command failed", "ref", ref, "err", err)
	return wentWrong(v, ref)
}

func wentWrong(v language.Voice, ref string) Reply {
	return Reply{Answer: v.Say("Something went wrong (ref %s).", ref), voice: v}
}

// newRef is a short reference by which a person's report is found in the log.
func newRef() string {
	var b [2]byte
	rand.Read(b[:])
	return strings.ToUpper(hex.EncodeToString(b[:]))
}
