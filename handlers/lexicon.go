package handlers

import (
	"strings"
	"sync"
)

// A lexicon numbers words, so that names which many articles have are kept once. It only
// grows, and is safe for concurrent use.
type lexicon struct {
	mu      sync.RWMutex
	numbers map[string]word
	words   []string
	whole   int // words when all articles of a catalogue had been read
}

// A word is the number of a word or name.
type word int32

func newLexicon() *lexicon { return &lexicon{numbers: map[string]word{}} }

// number is the number of a word, which is new when the word is.
func (l *lexicon) number(s string) word {
	l.mu.Lock()
	defer l.mu.Unlock()
	n, ok := l.numbers[s]
	if !ok {
		s = strings.Clone(s) // it may be a part of a whole text
		n = word(len(l.words))
		l.words = append(l.words, s)
		l.numbers[s] = n
	}
	return n
}

// word is the word of a number.
func (l *lexicon) word(n word) string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.words[n]
}

func (l *lexicon) size() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.words)
}

// fewWords is up to how many words a lexicon is not worth making anew.
const fewWords = 100_000

// stale reports whether most words may be of articles that are gone.
func (l *lexicon) stale() bool { return l.size() > max(fewWords, 2*l.whole) }
