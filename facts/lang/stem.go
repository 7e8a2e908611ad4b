package lang

import "github.com/kljensen/snowball/english"

// maxStemWord is the longest word, in bytes, that is stemmed; longer ones are no
// English words and stay as they are.
const maxStemWord = 40

// Stem reduces a folded word to the form under which it is compared: irregular
// forms to the stem of their base (said → say, children → child), others by the
// Porter2 algorithm. It costs about two microseconds; a Stemmer remembers.
func Stem(word string) string {
	if len(word) > maxStemWord {
		return word
	}
	if base, ok := irregular.Find(word); ok {
		return base
	}
	return english.Stem(word, true)
}

// A Stemmer remembers the stems of the words it has seen. It is not safe for
// concurrent use.
type Stemmer struct {
	seen map[string]string
}

// NewStemmer makes an empty Stemmer.
func NewStemmer() *Stemmer {
	return &Stemmer{seen: map[string]string{}}
}

// Stem is the stem of a folded word.
func (s *Stemmer) Stem(word string) string {
	if stem, ok := s.seen[word]; ok {
		return stem
	}
	stem := Stem(word)
	s.seen[word] = stem
	return stem
}

// Each calls f for every word seen with its stem, in no particular order.
func (s *Stemmer) Each(f func(word, stem string)) {
	for word, stem := range s.seen {
		f(word, stem)
	}
}
