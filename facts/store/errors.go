package store

import "fmt"

// Refusal says why something was not done although the database is well.
type Refusal string

// The refusals; errors.Is finds them.
const (
	ErrNotFound      Refusal = "store: there is no such thing in this library"
	ErrAlreadyUndone Refusal = "store: this was undone already"
	ErrTooOld        Refusal = "store: this is too long ago to be undone" // longer than UndoTime
	ErrLeaseLost     Refusal = "store: the lease ended and another has it, or the feed is gone"
	ErrReplaced      Refusal = "store: everything was replaced; what was known must be read anew"
	ErrText          Refusal = "store: a text must be UTF-8 without NUL, so that offsets into it hold in every database"
	ErrNewer         Refusal = "store: the database was made by a newer program"
)

func (r Refusal) Error() string { return string(r) }

// Problem is why the database cannot do its work.
type Problem string

// The problems. Each is part of the detail for the log.
const (
	DiskFull     Problem = "disk full"
	ReadOnlyDisk Problem = "read only"
	CannotOpen   Problem = "cannot open"
	Corrupt      Problem = "damaged"
	NotDatabase  Problem = "not a database"
	Locked       Problem = "locked"
	Unreachable  Problem = "unreachable"
	Denied       Problem = "access denied" // wrong password or user, or too few rights
	NoDatabase   Problem = "no such database on the server"
	Newer        Problem = "made by a newer program" // errors.Is(err, ErrNewer)
	NeedsUpgrade Problem = "made by an older program, and read only"
	BadURL       Problem = "not the URL of a database"
	BadBackup    Problem = "not a backup, or damaged"
	CutBackup    Problem = "the backup is cut off"
	NewerBackup  Problem = "the backup is of a newer program"
	Failed       Problem = "failed" // anything else
)

// An Error says what is wrong with the database. It never holds the URL's password.
type Error struct {
	Problem Problem
	Where   string // the file, or the server and its database
	Err     error  // what the database said, as plain text; may be nil
}

// Error is the detail for the log.
func (e *Error) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("store: %s: %s", e.Where, e.Problem)
	}
	return fmt.Sprintf("store: %s: %s: %v", e.Where, e.Problem, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Broken says that the error is the operator's business, not only the person's who asked.
func (e *Error) Broken() bool { return true }

// Is makes the problem Newer an ErrNewer.
func (e *Error) Is(target error) bool { return e.Problem == Newer && target == error(ErrNewer) }

// User is one sentence for people, which says what to do.
func (e *Error) User() string {
	switch e.Problem {
	case DiskFull:
		return "The disk that holds " + e.Where + " is full; free some space and try again."
	case ReadOnlyDisk:
		return e.Where + " can only be read; allow writing to it and to its folder, or set DATABASE_URL to another place."
	case CannotOpen:
		return e.Where + " cannot be opened; check the path, and who may read and write there."
	case Corrupt:
		return e.Where + " is damaged; set DATABASE_URL to a new file and restore a backup into it."
	case NotDatabase:
		return e.Where + " is not a database of Byline; set DATABASE_URL to another file."
	case Locked:
		return e.Where + " is locked by another program and has been for some time; close that program or try again."
	case Unreachable:
		return "The database " + e.Where + " cannot be reached; check that its server runs, and the address in DATABASE_URL."
	case Denied:
		return "The database " + e.Where + " does not let this user in; check the user, the password and its rights in DATABASE_URL."
	case NoDatabase:
		return "The server has no database " + e.Where + "; make it, or check its name in DATABASE_URL."
	case Newer:
		return e.Where + " was made by a newer version of Byline; install that version."
	case NeedsUpgrade:
		return e.Where + " was made by an older version of Byline and can only be read; allow writing to it once."
	case BadURL:
		return "DATABASE_URL is not understood; write sqlite:///path/file.db or postgres://user:password@host/database."
	case BadBackup:
		return "This is not a backup of Byline, or it is damaged; nothing was changed."
	case CutBackup:
		return "This backup is cut off; nothing was changed. Use a complete copy of it."
	case NewerBackup:
		return "This backup was made by a newer version of Byline; nothing was changed. Install that version."
	}
	return "The database " + e.Where + " did not do what it should; the log says why."
}
