package handlers

import (
	"context"
	"slices"
	"strings"

	"byline/facts/shelf"
	"byline/handlers/language"
)

// Keeper changes libraries, and tells how they came to be. Errors that have a method
// User() string are told to people in its words.
type Keeper interface {
	Shelf
	Feeds
	Settings
	Counts

	// Forget deletes what is stored about a person.
	Forget(ctx context.Context, person string) error
}

// Shelf is the articles of a library as things that come, change and go.
type Shelf interface {
	// Add reads an article from where it is offered and puts it into the library. The
	// person's quota is charged.
	Add(ctx context.Context, library, person string, o shelf.Offer) (shelf.Result, error)
	// Entries are the articles that are there, newest first.
	Entries(ctx context.Context, library string) ([]shelf.Entry, error)
	// Versions are the fact tables of an article's versions, oldest first.
	Versions(ctx context.Context, library, id string) ([]shelf.Version, error)
	Remove(ctx context.Context, library, id string) (shelf.Entry, error)
	// Deeds are the last things done to a library, the last one first.
	Deeds(ctx context.Context, library string, limit int) ([]shelf.Deed, error)
	Undo(ctx context.Context, library string, deed int64) (shelf.Deed, error)
}

// Feeds are what brings articles into a library.
type Feeds interface {
	// Watch begins to follow a feed, and reports whether it was new. A channel is told
	// of new articles; an empty one is not.
	Watch(ctx context.Context, library, person, url, channel string) (shelf.Feed, bool, error)
	Feeds(ctx context.Context, library string) ([]shelf.Feed, error)
	Unwatch(ctx context.Context, library, id string) error
	Pause(ctx context.Context, library, id string, paused bool) error
}

// Settings are what a server can choose. The scope is a channel, or empty for the
// whole server; an empty value is the default.
type Settings interface {
	// Setting is the last value known. It is asked for with every message, so that it must
	// not wait for a store.
	Setting(ctx context.Context, library, scope, name string) (string, error)
	Set(ctx context.Context, library, scope, name, value string) error
}

// Counts are how often something was asked. Who asked is not kept. Counting never waits.
type Counts interface {
	// Unanswered counts a question that found nothing.
	Unanswered(library, question string)
	// Vote counts whether the answer to a line helped; the line may be empty.
	Vote(library, line string, helped bool)
	Tally(ctx context.Context, library string) (shelf.Tally, error)
	ClearTally(ctx context.Context, library string) error
}

// WithKeeper lets a router change libraries. Without it they can only be asked.
func WithKeeper(k Keeper) Option { return func(r *Router) { r.keeper = k } }

// forEditors is who may change a library, as help says it.
const forEditors = "managers of the server and its editors"

// mayEdit refuses people who may not change the library.
func mayEdit(ctx context.Context, k Settings, req Request) error {
	if req.Editor {
		return nil
	}
	role, err := k.Setting(ctx, req.Library, "", settingEditors)
	if err != nil {
		return err
	}
	if role != "" && slices.Contains(req.Roles, role) {
		return nil
	}
	return userErrorf("Only %s can do that. “!settings editors” and a role makes its members editors.", req.voice.Say(forEditors))
}

// An unfit error says that a command's arguments are none that it takes. Other bots have
// commands of these names, so in a server's channel only those who may change the library
// are told; and without the prefix the words are a question.
type unfit struct{ say wording }

func (e *unfit) Error() string { return e.say(language.Voice{}) }

func unfitf(format string, args ...any) error { return &unfit{sayf(format, args...)} }

// numbered finds the entry that a command's arguments name: "3", "#3", or words of its
// title that no other has. Its errors about the arguments are unfit.
func numbered(ctx context.Context, k Shelf, req Request) (shelf.Entry, error) {
	all, err := k.Entries(ctx, req.Library)
	if err != nil {
		return shelf.Entry{}, err
	}
	if len(all) == 0 {
		return shelf.Entry{}, errNoArticle()
	}
	name := plain(strings.TrimLeft(req.Args, "#"))
	var found []shelf.Entry
	for _, e := range all {
		if name == itoa(e.Number) || name == e.ID {
			return e, nil
		}
		if name != "" && strings.Contains(plain(e.Title+" "+e.Outlet), name) && !digits(name) {
			found = append(found, e)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return shelf.Entry{}, &unfit{pluralf(len(found), "%d article has “%s” in its title. Give the number that !articles shows.",
			"%d articles have “%s” in their title. Give the number that !articles shows.", clip(req.Args, maxEcho))}
	case digits(name):
		return shelf.Entry{}, userErrorf("There is no article %s. !articles lists them.", clip(name, maxEcho))
	case name == "":
		return shelf.Entry{}, unfitf("Which article? !articles lists them with their numbers.")
	}
	return shelf.Entry{}, unfitf("There is no article “%s”. !articles lists them.", clip(req.Args, maxEcho))
}

func errNoArticle() error {
	return userErrorf("There is no article yet. !add and the address of one reads it.")
}
