package web

import (
	"mime"
	"net/http"
	"sync"

	"byline/handlers"
)

// maxFiles is how many files of replies can still be fetched.
const maxFiles = 16

// downloads keeps the last files that went with replies, under names nobody can guess.
type downloads struct {
	mu    sync.Mutex
	order []string
	byID  map[string]*handlers.Attachment
}

func newDownloads() *downloads { return &downloads{byID: map[string]*handlers.Attachment{}} }

func (f *downloads) put(id string, file *handlers.Attachment) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.byID[id] = file
	if f.order = append(f.order, id); len(f.order) > maxFiles {
		delete(f.byID, f.order[0])
		f.order = f.order[1:]
	}
}

func (f *downloads) get(id string) *handlers.Attachment {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.byID[id]
}

// serveFile gives a file to save. A browser never shows it, since it may hold anything
// that an article says.
func (c *channel) serveFile(w http.ResponseWriter, r *http.Request) {
	file := c.files.get(r.PathValue("id"))
	if file == nil {
		refuse(w, r, http.StatusNotFound, "This file is no longer kept; ask for it again.")
		return
	}
	w.Header().Set("Content-Type", file.Type)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(file.Data)
}
