// Package handlers is what people can ask. A command is one file: its spec beside
// a function that turns a Request into a Reply and sends nothing. The package
// knows no platform, no HTTP and no database.
package handlers

import (
	"context"

	"byline/facts/shelf"
	"byline/handlers/language"
)

// A Request is one chat message, made by the platform it came from.
type Request struct {
	Text    string // as typed, without a leading mention of the bot
	Channel string // the conversation; unique across platforms
	Parent  string // the conversation that this one is a thread of, where the platform knows it
	Library string // whose articles are asked: a server's, or "local"
	ReplyTo string // id of the bot's message that this one answers, if any
	About   string // text of the message that this one answers, where the platform knows it

	Language string // of the reader, as a BCP 47 tag, where the platform knows it

	Article string // of that library, when the channel is narrowed to one; filled by the router

	Person string   // who asks: an id that is unique across platforms
	Roles  []string // that the person has where the question was asked
	Editor bool     // the platform says that the person may change the library
	Files  []File   // that came with the message

	// Personal says that the library is one person's, in a conversation with that person
	// alone: there is no server, and nothing is counted.
	Personal bool

	// Direct says that the message is addressed to Byline: a mention, a direct
	// message, the terminal, the page. Such a message is always answered and may
	// leave out the prefix.
	Direct bool

	// Command and Args are filled by the router: the command's name, and what
	// follows it.
	Command string
	Args    string

	// voice words what Byline says itself; filled by the router.
	voice language.Voice

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

	// What platforms with forms and menus of their own need besides.
	Params    []Param // what follows the name, taken apart; the first is the argument
	Manage    bool    // only for people who may manage the server, so that others need not see it
	OnMessage string  // the command's name in the menu of a message, whose text is its argument; empty for none
	Form      *Form   // what to ask for where nothing is given; nil for nothing
}

// A Param is one of the things that follow a command's name. A line has them in their
// order, parted by spaces.
type Param struct {
	Name     string // lower case, words parted by hyphens: "who-or-topic"
	About    string // a few words
	Required bool
	Type     ParamType
	Suggest  Suggestion
	Choices  []string // the only values there are; none for any
	MaxLen   int      // in characters; 0 for the platform's own limit
}

// ParamType says what a Param takes.
type ParamType int

// The types of a Param. The value of a role or channel is the platform's mention of it; a
// file becomes one of Request.Files.
const (
	ParamText ParamType = iota
	ParamNumber
	ParamFile
	ParamRole
	ParamChannel
)

// Suggestion says what the values of a Param are names of, so that they can be completed
// from a library while somebody types.
type Suggestion int

// The kinds of suggestion.
const (
	SuggestNothing  Suggestion = iota
	SuggestTopics              // any subject of the articles
	SuggestPeople              // people and organisations
	SuggestArticles            // by title; the value is the number
	SuggestFeeds               // by title; the value is the number
	SuggestCommands
)
