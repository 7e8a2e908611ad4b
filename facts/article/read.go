package article

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode"

	"byline/facts"
)

// Limit is the largest text that is read, in bytes.
const Limit = 10 << 20

// Problem is why a text did not become an article.
type Problem string

// The problems. Each is the second half of a sentence that begins with the name.
const (
	Missing    Problem = "there is no such file; check the path"
	Directory  Problem = "this is a folder; name the files in it instead"
	Unreadable Problem = "the file cannot be read; check who may read it"
	TooLarge   Problem = "this is over the limit of 10 MB; give a shorter text"
	Empty      Problem = "there is no text in it"
	Binary     Problem = "this is not text; give a text or HTML file"
	NotFound   Problem = "the page says that what it should show is not there; check the address"
	Walled     Problem = "the page asks to sign in, pay or accept cookies instead of showing the article; save the article's text and give that"
	Scripted   Problem = "the page is empty until a browser runs its scripts; save the article's text and give that"
	Index      Problem = "the page lists articles and is none itself; give one of them"
	Pictures   Problem = "the page shows pictures or a video and hardly any text"
	NoStory    Problem = "there is no article on the page, only short texts; paste the text itself, or give it as a text file"
)

// ImportError says which text was refused, and why.
type ImportError struct {
	Name    string // as it was given
	Problem Problem
	Err     error // what the system said; may be nil
}

// Error is the detail for the log.
func (e *ImportError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("import %s: %s", e.Name, e.Problem)
	}
	return fmt.Sprintf("import %s: %v", e.Name, e.Err)
}

func (e *ImportError) Unwrap() error { return e.Err }

// User is the sentence for people.
func (e *ImportError) User() string { return fmt.Sprintf("%s: %s.", e.Name, e.Problem) }

// ReadFile reads a text or HTML file. Its name becomes the article's. A file over the limit
// is refused by its size, without reading it. Every error is an *ImportError.
func ReadFile(name string) (*facts.Article, error) {
	file, err := os.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &ImportError{name, Missing, err}
	case err != nil:
		return nil, &ImportError{name, Unreadable, err}
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, &ImportError{name, Unreadable, err}
	case info.IsDir():
		return nil, &ImportError{name, Directory, nil}
	case info.Size() > Limit:
		return nil, &ImportError{name, TooLarge, nil}
	}
	data, err := io.ReadAll(io.LimitReader(file, Limit+1)) // a pipe has no size to refuse it by
	if err != nil {
		return nil, &ImportError{name, Unreadable, err}
	}
	return Read(name, data)
}

// Read makes an article of a file's bytes: text in UTF-8, UTF-16 with a byte order
// mark, or Windows-1252; or HTML. Every error is an *ImportError.
func Read(name string, data []byte) (*facts.Article, error) {
	if len(data) > Limit {
		return nil, &ImportError{name, TooLarge, nil}
	}
	text := Decode(data)
	if strings.TrimSpace(text) == "" {
		return nil, &ImportError{name, Empty, nil}
	}
	if webPage(name, text) {
		return FromPage(name, data, "", "")
	}
	if binaryText(text) {
		return nil, &ImportError{name, Binary, nil}
	}
	return FromText(name, text), nil
}

// webPage reports whether a file is HTML by its name, or by how it begins once
// comments and XML's first lines are passed over.
func webPage(name, text string) bool {
	name = strings.ToLower(name)
	if strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm") {
		return true
	}
	for {
		text = strings.TrimLeftFunc(strings.TrimPrefix(text, "\uFEFF"), unicode.IsSpace)
		end := ""
		switch {
		case strings.HasPrefix(text, "<!--"):
			end = "-->"
		case strings.HasPrefix(text, "<?"):
			end = ">"
		default:
			start := strings.ToLower(text[:min(len(text), len("<!doctype html"))])
			for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
				if strings.HasPrefix(start, tag) {
					return true
				}
			}
			return false
		}
		i := strings.Index(text, end)
		if i < 0 {
			return false
		}
		text = text[i+len(end):]
	}
}
