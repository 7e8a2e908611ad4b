// Package store keeps libraries in SQLite or PostgreSQL: articles with every version
// of them, the feeds that bring them, settings, quotas, and what was done. It keeps
// bytes and rows; reading articles and answering from them is not its business.
package store

import "time"

// An Entry is one article of a library without its text.
type Entry struct {
	ID       string // unique in its library, the same for every version
	Number   int    // what people call it, from 1; never given twice in one library
	Version  int    // of the newest version, from 1
	Revision int64  // of the library when this entry changed last

	Meta
	Origin  Origin    // how it came first
	Hash    string    // of the newest version's text, hexadecimal
	Added   time.Time // UTC, like every time here; whole seconds
	Changed time.Time // when the newest version was stored
	Removed time.Time // zero unless removed; removed articles are kept for a while for undo
}

// Meta is what an article says of itself. What is unknown is empty.
type Meta struct {
	URL       string // canonical; empty for a file or pasted text
	Title     string
	Outlet    string
	Authors   []string
	Published time.Time
	Language  string
}

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

// Origin says how an article came into the library.
type Origin string

// The origins of articles.
const (
	OriginSeed   Origin = "seed"
	OriginPerson Origin = "person"
	OriginFeed   Origin = "feed"
)

// An Outcome says what became of an addition.
type Outcome int

// The outcomes of adding.
const (
	Added     Outcome = iota // a new article
	Duplicate                // the library has this text, or this URL with this text, already
	Updated                  // the library has this URL with another text: a new version was stored
	Restored                 // it had been removed, and is there again
)

// A Result is what became of one addition, and the entry it is now.
type Result struct {
	Outcome Outcome
	Entry   Entry
}

// A Feed brings articles into one library.
type Feed struct {
	ID      string
	Library string
	URL     string
	Title   string
	Channel string // that is told of new articles; empty for none
	Paused  bool
	Added   time.Time

	// What the polls found.
	Next         time.Time // when it is to be polled again
	LastSuccess  time.Time // zero before the first
	LastAttempt  time.Time
	LastError    string // a sentence for people; empty after a success
	Failures     int    // in a row
	Articles     int    // brought so far
	Items        int    // in the last poll
	ETag         string
	LastModified string
	Imported     bool // the first poll, which announces nothing, is done
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

// A Deed is one line of what was done to a library. Whoever did it is not kept.
type Deed struct {
	ID      int64 // in its library, from 1
	At      time.Time
	Kind    DeedKind
	Subject string // an Entry.ID, a Feed.ID, or the name of a setting
	Scope   string // of a setting: a channel, or empty for the whole library
	Before  string // of a setting: the value it had; of an update: the number of the version before
	After   string // of a setting: the value it got; for people where it is no setting: a title
	Undone  bool
}

// DeedKind says what was done.
type DeedKind string

// The kinds of deed.
const (
	DeedAdd     DeedKind = "add"
	DeedUpdate  DeedKind = "update" // another version of an article
	DeedRemove  DeedKind = "remove"
	DeedWatch   DeedKind = "watch"
	DeedUnwatch DeedKind = "unwatch"
	DeedPause   DeedKind = "pause"
	DeedResume  DeedKind = "resume"
	DeedSet     DeedKind = "set"
)

// How long the store keeps what it does not need for ever.
const (
	UndoTime  = 30 * 24 * time.Hour // removed articles, unwatched feeds, deeds
	QuotaTime = 48 * time.Hour      // who added how much
)
