package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"byline/facts/article/fetch"
	"byline/facts/library"
	"byline/facts/store"
)

// local is the library of the terminal and the page.
const local = "local"

// memoryURL is a store that ends with the process.
const memoryURL = "sqlite://:memory:"

// An installation is the store of this machine, or the one it shares, with the libraries
// in it.
type installation struct {
	store     *store.Store
	libraries *library.Libraries
	fetch     *fetch.Client
}

// install opens the store that the settings name. Without one it is a file in the user's
// data folder; where none can be made, memory, which the log says. A file that is there
// and cannot be opened is an error: answers from an empty library would look like its own.
func install(ctx context.Context, s settings, log *slog.Logger) (*installation, error) {
	address := s.databaseURL
	if address == "" {
		address = defaultDatabase()
	}
	st, err := store.Open(ctx, address)
	if problem, ok := errors.AsType[*store.Error](err); ok && s.databaseURL == "" && !s.lasting && !exists(address) && (problem.Problem == store.ReadOnlyDisk || problem.Problem == store.CannotOpen) {
		log.Warn("Articles are kept in memory only, and are gone when Byline stops: " + problem.User())
		st, err = store.Open(ctx, memoryURL)
	}
	if err != nil {
		return nil, err
	}
	client := fetch.New(fetch.Options{Allow: s.fetchAllow, Ports: s.fetchPorts})
	return &installation{store: st, libraries: library.New(st, client, library.WithLog(log)), fetch: client}, nil
}

// home is the installation of this call's settings, for calls that change it or hand it
// on: one that is gone when they end will not do.
func (p process) home(ctx context.Context) (*installation, error) {
	s, err := readSettings(p.env, settingFlags{})
	if err != nil {
		return nil, err
	}
	s.lasting = true
	return install(ctx, s, p.logger(s.logLevel))
}

// exists reports whether the file of a store may be there.
func exists(address string) bool {
	path, ok := store.File(address)
	if !ok {
		return false
	}
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR)
}

// Close ends the store.
func (i *installation) Close() error {
	i.fetch.Close()
	return i.store.Close()
}

// defaultDatabase is the file in the user's data folder, as the system has it: on Linux
// the XDG Base Directory Specification's. Without a home it is memory.
func defaultDatabase() string {
	folder := os.Getenv("XDG_DATA_HOME")
	home, err := os.UserHomeDir()
	switch {
	case runtime.GOOS == "windows":
		folder = os.Getenv("LocalAppData")
	case runtime.GOOS == "darwin" && err == nil:
		folder = filepath.Join(home, "Library", "Application Support")
	case filepath.IsAbs(folder):
	case err == nil && filepath.IsAbs(home):
		folder = filepath.Join(home, ".local", "share")
	default:
		folder = ""
	}
	if folder == "" {
		return memoryURL
	}
	path := filepath.ToSlash(filepath.Join(folder, "byline", "byline.db"))
	return (&url.URL{Scheme: "sqlite", Path: path}).String()
}
