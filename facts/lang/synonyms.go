package lang

import (
	_ "embed"
	"iter"
	"strings"
)

// relatedList has for each stem the stems of words that mean about the same: synonyms,
// derivations, demonyms, other spellings of names; behind each its weight in tenths. It is
// made by relgen from groups and a dictionary written by hand and from WordNet 3.0
// (Princeton University, WordNet licence).
//
//go:embed lists/related.txt
var relatedList List

var related = NewIndex(relatedList)

// opposites has for each stem the stems that exclude it: rise and fall, most and
// least. It is made by relgen from WordNet 3.0.
//
//go:embed lists/opposites.txt
var opposites List

// phrasesList has for the stems of the first two words of phrases what may follow and what
// can stand for the whole. It is made by relgen from phrases written by hand.
//
//go:embed lists/phrases.txt
var phrasesList List

var phrases = NewIndex(phrasesList)

// Phrases gives the phrases that begin with these two stems, longest first: the stems of
// their other words, and the stems of single words that can stand for the whole, each parted
// by spaces ("" and "die kill death perish fatal" for "lose life").
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

// Opposites gives the stems that a stem excludes.
func Opposites(stem string) iter.Seq[string] {
	all, _ := opposites.Find(stem)
	return strings.FieldsSeq(all)
}

// Related gives the stems that can stand for a stem, the nearest first, each with
// a weight from 0.3 (a broader or narrower word) to 0.9 (another spelling of the
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

// impliedList has for each stem the stems of words that sentences about it often have. It is
// made by relgen from a dictionary written by hand.
//
//go:embed lists/implied.txt
var impliedList List

var implied = NewIndex(impliedList)

// kindsList has for each stem of a noun the stems of its commonest kinds: of colours, red and
// blue. It is made by relgen from the same dictionary.
//
//go:embed lists/kinds.txt
var kindsList List

var kinds = NewIndex(kindsList)

// Implied gives the stems of words that sentences about a stem often have, in the order of
// the alphabet.
func Implied(stem string) iter.Seq[string] {
	all, _ := implied.Find(stem)
	return strings.FieldsSeq(all)
}

// Kinds gives the stems of the commonest kinds of what a stem names, in the order of the
// alphabet.
func Kinds(stem string) iter.Seq[string] {
	all, _ := kinds.Find(stem)
	return strings.FieldsSeq(all)
}
