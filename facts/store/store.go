// Package store keeps libraries in SQLite or PostgreSQL: articles with every version
// of them, the feeds that bring them, settings, quotas, and what was done. It keeps
// bytes and rows; reading articles and answering from them is not its business.
package store

import (
	"time"

	"byline/facts/shelf"
)

// What stands in a library is described by package shelf.
type (
	Entry    = shelf.Entry
	Meta     = shelf.Meta
	Origin   = shelf.Origin
	Outcome  = shelf.Outcome
	Result   = shelf.Result
	Feed     = shelf.Feed
	Deed     = shelf.Deed
	DeedKind = shelf.DeedKind

	Count     = shelf.Count
	CountKind = shelf.CountKind
)

// The names of package shelf, for those who work with the store.
const (
	OriginSeed   = shelf.OriginSeed
	OriginPerson = shelf.OriginPerson
	OriginFeed   = shelf.OriginFeed

	Added     = shelf.Added
	Duplicate = shelf.Duplicate
	Updated   = shelf.Updated
	Restored  = shelf.Restored

	DeedAdd     = shelf.DeedAdd
	DeedUpdate  = shelf.DeedUpdate
	DeedRemove  = shelf.DeedRemove
	DeedWatch   = shelf.DeedWatch
	DeedUnwatch = shelf.DeedUnwatch
	DeedPause   = shelf.DeedPause
	DeedResume  = shelf.DeedResume
	DeedSet     = shelf.DeedSet

	CountUnanswered = shelf.CountUnanswered
	CountUnhelpful  = shelf.CountUnhelpful
	CountHelpedOn   = shelf.CountHelpedOn
	CountFailedOn   = shelf.CountFailedOn

	UndoTime  = shelf.UndoTime
	QuotaTime = shelf.QuotaTime
	CountTime = shelf.CountTime
)

// A Version is the text of an article as it was at one time, with the fact table that
// was read from it.
type Version struct {
	Number int       // from 1; set by the store
	Stored time.Time // set by the store
	Meta             // the URL is that of the article, the same for every version
	Hash   string    // of Text but for white space, hexadecimal; set by the store
	Text   string
	Facts  []byte // the encoded fact table
	Reader int    // number of the reader that made Facts; another reader's tables are made again
}

// An Addition is an article on its way into a library.
type Addition struct {
	Version
	Origin   Origin
	Announce string // the channel that is to be told, empty for none
}

// A Lease is the right of one process to poll a feed until it ends.
type Lease struct {
	Feed   Feed
	Holder string    // the process
	Until  time.Time // after which another may take it
}

// A Poll is what a poll of a feed found, to be kept.
type Poll struct {
	At           time.Time
	Next         time.Time
	Err          string // a sentence for people; empty for a success
	Title        string // empty leaves the old one
	Items        int
	Articles     int // that were added
	ETag         string
	LastModified string
	Unchanged    bool // the server said so (304): Items, ETag and LastModified stay as they were
}

// An Announcement is a channel that is still to be told of an article.
type Announcement struct {
	ID      string
	Library string
	Channel string
	Article string // Entry.ID
	At      time.Time
}
