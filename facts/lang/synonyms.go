package lang

import (
	_ "embed"
	"iter"
	"strings"
)

// related has for each stem the stems of words that mean about the same: synonyms,
// derivations, demonyms, other spellings of names. It is made by relgen from
// groups kept by hand and from WordNet 3.0 (Princeton University, WordNet licence).
//
//go:embed lists/related.txt
var relatedList List

var related = NewIndex(relatedList)

// opposites has for each stem the stems that exclude it: rise and fall, most and
// least. It is made by relgen from WordNet 3.0.
//
//go:embed lists/opposites.txt
var opposites List

// phrases has for the stems of the first two words of phrases what may follow and what the
// whole stands for. It is made by relgen from phrases kept by hand.
//
//go:embed lists/phrases.txt
var phrasesList List

var phrases = NewIndex(phrasesList)

// Phrases gives the phrases that begin with these two stems, longest first: the stems of
// their other words, and the stems of single words that stand for the whole, each parted by
// spaces ("" and "die kill death" for "lose life").
func Phrases(first, second string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		all, _ := phrases.Find(first + " " + second)
		for all != "" {
			var one string
			one, all, _ = strings.Cut(all, ";")
			rest, means, _ := strings.Cut(one, "=")
			if !yield(rest, means) {
				return
			}
		}
	}
}

// Opposite reports whether two stems exclude each other.
func Opposite(a, b string) bool {
	all, _ := opposites.Find(a)
	for all != "" {
		var one string
		if one, all, _ = strings.Cut(all, " "); one == b {
			return true
		}
	}
	return false
}

// Related gives the stems that can stand for a stem, the nearest first, each with
// a weight from 0.1 (a broader or narrower word) to 0.9 (another spelling of the
// same name).
func Related(stem string) iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		rest, _ := related.Find(stem)
		for rest != "" {
			end := 0
			for end < len(rest) && rest[end] != ' ' {
				end++
			}
			if end > 1 && !yield(rest[:end-1], float64(rest[end-1]-'0')/10) {
				return
			}
			rest = rest[min(end+1, len(rest)):]
		}
	}
}

// implied has for each stem the stems of words that sentences about it often have. It is made by
// relgen from its dictionary.
//
//go:embed lists/implied.txt
var impliedList List

var implied = NewIndex(impliedList)

// kinds has for each stem of a noun the stems of what it names in particular.
//
//go:embed lists/kinds.txt
var kindsList List

var kinds = NewIndex(kindsList)

// Implied gives the stems of words that sentences about a stem often have.
func Implied(stem string) iter.Seq[string] {
	all, _ := implied.Find(stem)
	return strings.FieldsSeq(all)
}

// Kinds gives the stems of the commonest kinds of what a stem names.
func Kinds(stem string) iter.Seq[string] {
	all, _ := kinds.Find(stem)
	return strings.FieldsSeq(all)
}
