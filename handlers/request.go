// Package handlers is what people can ask. A command is one file: its spec beside
// a function that turns a Request into a Reply and sends nothing. The package
// knows no platform, no HTTP and no database.
package handlers

import (
	"context"

	"byline/facts/shelf"
)

// A Request is one chat message, made by the platform it came from.
type Request struct {
	Text    string // as typed, without a leading mention of the bot
	Channel string // the conversation; unique across platforms
	Library string // whose articles are asked: a server's, or "local"
	ReplyTo string // id of the bot's message that this one answers, if any

	Article string // of that library, when the channel is narrowed to one; filled by the router

	Person string   // who asks: an id that is unique across platforms
	Roles  []string // that the person has where the question was asked
	Editor bool     // the platform says that the person may change the library
	Files  []File   // that came with the message

	// Direct says that the message is addressed to Byline: a mention, a direct
	// message, the terminal, the page. Such a message is always answered and may
	// leave out the prefix.
	Direct bool

	// Command and Args are filled by the router: the command's name, and what
	// follows it.
	Command string
	Args    string

	// Pasted is what follows the name as it was sent, with its line breaks.
	Pasted string
}

// A File is an attachment of a message.
type File struct {
	Name string
	URL  string
}

func (r Request) scope() shelf.Scope { return shelf.Scope{Library: r.Library, Article: r.Article} }

// Run answers a request. It must not send anything, and must be safe to call at
// the same time from several goroutines.
type Run func(ctx context.Context, req Request) (Reply, error)

// A Command is what people can call by name.
type Command struct {
	Spec Spec
	Run  Run
}

// Spec describes a command; help, documentation and suggestions come from it.
type Spec struct {
	Name     string   // without the prefix, lower case
	Aliases  []string // other names
	Args     string   // what follows the name, as help shows it: "[who or topic]"; empty for nothing
	Summary  string   // one sentence without a full stop
	Examples []string // chat lines, prefix included
	Pasted   bool     // what follows may be a text of any length
	Who      string   // who may use it; empty for everyone
}
