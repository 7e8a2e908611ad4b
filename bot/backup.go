package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"byline/facts/store"
)

type backupCommand struct {
	File string `arg:"" help:"Where the backup is written."`
}

// run writes a backup beside its place and then puts it there, so that an old one is
// replaced by a whole one only.
func (c *backupCommand) run(ctx context.Context, p process) error {
	home, err := p.home(ctx)
	if err != nil {
		return err
	}
	defer home.Close()
	old, err := os.Stat(c.File)
	switch {
	case err == nil && old.IsDir():
		return &fileError{c.File, "is a folder; name a file in it", errNotFile}
	case err == nil && !old.Mode().IsRegular():
		return &fileError{c.File, "is no ordinary file, and would be replaced by one; name another", errNotFile}
	}
	replaced := err == nil
	temporary, err := os.CreateTemp(filepath.Dir(c.File), ".byline-backup-*")
	if err != nil {
		return &fileError{c.File, "cannot be written; check the folder and its rights", err}
	}
	defer os.Remove(temporary.Name())
	if err := errors.Join(home.store.Backup(ctx, temporary), temporary.Sync(), temporary.Close()); err != nil {
		if problem, ok := errors.AsType[toldError](err); ok {
			return problem
		}
		return &fileError{c.File, "cannot be written; check the space on its disk", err}
	}
	if err := os.Rename(temporary.Name(), c.File); err != nil {
		return &fileError{c.File, "cannot be written; check the folder and its rights", err}
	}
	what := ""
	if replaced {
		what = " in place of what it held"
	}
	_, err = fmt.Fprintf(p.stdout, "%s has a backup of all libraries%s\n", c.File, what)
	return err
}

var errNotFile = errors.New("not an ordinary file")

type restoreCommand struct {
	File string `arg:"" help:"A file that bot backup wrote."`
}

// run replaces all libraries by those of a backup.
func (c *restoreCommand) run(ctx context.Context, p process) error {
	file, err := os.Open(c.File)
	if err != nil {
		return &fileError{c.File, "cannot be read; check the path and who may read it", err}
	}
	defer file.Close()
	home, err := p.home(ctx)
	if err != nil {
		return err
	}
	defer home.Close()
	err = home.store.RestoreBackup(ctx, file)
	if problem, ok := errors.AsType[*store.Error](err); ok && problem.Problem == store.BadBackup {
		return &fileError{c.File, "is no backup of Byline, or is damaged; nothing was changed", err}
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "all libraries are those of %s now\n", c.File)
	return err
}

// A fileError is a file that cannot be read or written.
type fileError struct {
	name, problem string
	err           error
}

func (e *fileError) Error() string { return e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }
func (e *fileError) User() string  { return e.name + " " + e.problem + "." }
