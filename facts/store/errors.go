package store

import (
	"errors"
	"fmt"
)

// What can be wrong with what was asked for. The store itself is well.
var (
	ErrNotFound      = errors.New("store: there is no such thing in this library")
	ErrAlreadyUndone = errors.New("store: this was undone already")
	ErrTooOld        = errors.New("store: this is too long ago to be undone") // longer than UndoTime
	ErrLeaseLost     = errors.New("store: the lease ended and another process has taken it, or the feed is gone")
	ErrReplaced      = errors.New("store: the library was replaced as a whole; what was known of it must be read anew")
	ErrNewer         = errors.New("store: the database was made by a newer program")
	ErrText          = errors.New("store: a text must be UTF-8 without NUL, since offsets into it must hold in every database")
)

// Problem is why the database cannot do its work.
type Problem string

// The problems.
const (
	DiskFull     Problem = "disk full"
	ReadOnlyDisk Problem = "read only"
	CannotOpen   Problem = "cannot open"
	Corrupt      Problem = "corrupt"
	NotDatabase  Problem = "not a database"
	Locked       Problem = "locked"
	Unreachable  Problem = "unreachable"
	Denied       Problem = "denied" // wrong password or user
	NoDatabase   Problem = "no such database on the server"
	Newer        Problem = "newer" // errors.Is(err, ErrNewer)
	NeedsUpgrade Problem = "needs an upgrade, but is read only"
	BadURL       Problem = "bad database URL"
	BadBackup    Problem = "not a backup, or damaged"
	CutBackup    Problem = "backup cut off"
	NewerBackup  Problem = "backup of a newer program"
	Failed       Problem = "failed" // anything else
)

// An Error says what is wrong with the database. It never holds the URL's password.
type Error struct {
	Problem Problem
	Where   string // the file, or the server and its database
	Err     error  // what the database said; may be nil
}

// Error is the detail for the log.
func (e *Error) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("store %s: %s", e.Where, e.Problem)
	}
	return fmt.Sprintf("store %s: %s: %v", e.Where, e.Problem, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Is makes the problem Newer an ErrNewer.
func (e *Error) Is(target error) bool { return target == ErrNewer && e.Problem == Newer }

// User is one sentence for people, which says what to do.
func (e *Error) User() string { return "" }
