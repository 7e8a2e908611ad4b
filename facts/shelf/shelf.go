// Package shelf says what stands in a library: its articles, the feeds that bring
// them, and what was done to it. It is data only; package store keeps it, package
// library works with it, and chat commands show it.
package shelf

import (
	"time"

	"byline/facts"
)

// A Scope is what questions are answered from: a library, or one article of it.
type Scope struct {
	Library string // a server's, or "local"
	Article string // facts.Article.Name; empty for the whole library
}

// An Entry is one article of a library without its text. Times are UTC, to the second.
type Entry struct {
	ID       string // unique in its library, the same for every version
	Number   int    // what people call it, from 1; never given twice in one library
	Version  int    // of the newest version, from 1
	Revision int64  // of the library when this entry changed last

	Meta
	Label   string    // what people call it: its title, or its first words; filled by package library
	Origin  Origin    // how it came first
	Hash    string    // of the newest version's text, hexadecimal
	Added   time.Time // when its first version was stored
	Changed time.Time // when its newest version was stored
	Removed time.Time // zero unless removed; removed articles are kept for UndoTime
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

// When is the time by which an article is new: that of publication, else of adding. The
// seed, which nobody published lately, is older than any.
func (e Entry) When() time.Time {
	switch {
	case !e.Published.IsZero():
		return e.Published
	case e.Origin == OriginSeed:
		return time.Unix(0, 0).UTC()
	}
	return e.Added
}

// Origin says how an article came into the library.
type Origin string

// The origins of articles.
const (
	OriginSeed   Origin = "seed"
	OriginPerson Origin = "person"
	OriginFeed   Origin = "feed"
)

// A Version is an article as it was at one time, with the facts that it told then.
type Version struct {
	Entry Entry // with the version's number and meta, and the time it was stored in Changed
	Table *facts.Table
}

// An Offer is where somebody says that an article is. One of URL and Text is set.
type Offer struct {
	URL  string // of a web page or a text file
	File bool   // URL is where the text was found, not where it was published: an attachment
	Name string // of an attachment
	Text string // pasted
}

// An Outcome says what became of an article that was to be added.
type Outcome int

// The outcomes of adding.
const (
	Added     Outcome = iota // a new article
	Duplicate                // the library has this text already
	Updated                  // the library has this URL with another text: a new version was stored
	Restored                 // it had been removed, and is there again
)

// A Result is what became of one article, and the entry it is now.
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

// How long a library keeps what it does not need for ever.
const (
	UndoTime  = 30 * 24 * time.Hour // removed articles, unwatched feeds, deeds
	QuotaTime = 48 * time.Hour      // who added how much
	CountTime = 90 * 24 * time.Hour // what was counted, after the last time
)
