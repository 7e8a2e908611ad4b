package facts

import (
	"sort"
	"strings"
	"time"
)

// Span is a half-open range of byte offsets into an article's stored UTF-8 text.
type Span struct {
	Start, End int
}

// Len is the span's length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// An Article is the immutable text that facts are read from. Every offset in
// this package means a byte of Text. Zero fields are unknown, never guessed.
type Article struct {
	Name      string // how sources name it: the file as it was given, or an id unique in its library
	Title     string
	Outlet    string
	URL       string
	Authors   []string
	Published time.Time // zero when unknown
	Language  string    // BCP 47, such as "en"
	Text      string
	Sentences []Span // in order, without the white space between them
}

// Slice is the text of a span, byte for byte.
func (a *Article) Slice(s Span) string {
	if s.Start < 0 || s.End > len(a.Text) || s.Empty() {
		return ""
	}
	return a.Text[s.Start:s.End]
}

// Sentence is the verbatim text of sentence i.
func (a *Article) Sentence(i int) string {
	if i < 0 || i >= len(a.Sentences) {
		return ""
	}
	return a.Slice(a.Sentences[i])
}

// SentenceAt is the index of the sentence that holds the byte offset, or of the
// last one that begins before it; -1 when there is none.
func (a *Article) SentenceAt(offset int) int {
	return sort.Search(len(a.Sentences), func(i int) bool { return a.Sentences[i].Start > offset }) - 1
}

// clip bounds a label, for texts whose words are no words.
func clip(s string) string {
	if r := []rune(s); len(r) > labelRunes {
		return string(r[:labelRunes])
	}
	return s
}

// An article without a title is called by the first words of its first sentence that
// is more than a dateline.
const (
	labelWords = 8
	labelLeast = 4
	labelRunes = 120
)

// Label is the article's title, or its first words when it has none.
func (a *Article) Label() string {
	if a.Title != "" {
		return a.Title
	}
	for i := range a.Sentences {
		words := strings.Fields(a.Sentence(i))
		switch {
		case len(words) < labelLeast && i+1 < len(a.Sentences): // "CNN —"
		case len(words) <= labelWords:
			return clip(strings.Join(words, " "))
		default:
			return clip(strings.Join(words[:labelWords], " ")) + " …"
		}
	}
	return a.Name
}
