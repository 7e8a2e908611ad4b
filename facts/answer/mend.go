package answer

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"byline/facts/lang"
)

// mend corrects a word of a question that is neither in the articles nor an
// English word. A word that people know is left alone, however near a word of the
// article is: "helicopters" is no typing error.
func (x *Index) mend(lower, stem string, t lang.Token, first bool) (string, bool) {
	if t.Kind != lang.Word || len(lower) < 3 || len(lower) > 30 {
		return "", false
	}
	if _, c, ok := x.find(stem); ok && c.sentences > 0 {
		return "", false
	}
	known := lang.Commonness(stem)
	if t.Word.Tags&lang.Function != 0 || known > 0 || whWords.Has(lower) {
		return "", false
	}
	if t.Word.Tags == 0 {
		known = -1 // no English word, although it shares a stem with a rare one
	}
	if first && known <= 0 {
		if wh := questionWord(lower); wh != "" {
			return wh, true
		}
	}
	for range lang.Related(stem) {
		if known < 0 {
			return "", false // another spelling of a name that is known
		}
	}
	best, bestCost, bestSwap, ties := "", 100, false, true
	widest := 1 // bytes of a character of the word
	for _, r := range lower {
		widest = max(widest, utf8.RuneLen(r))
	}
	consider := func(word string, limit int, uses func() int) {
		if more := len(word) - len(lower); more > limit*widest || -more > limit*widest {
			return // spares the comparison
		}
		if known == 0 && !anagram(lower, word) && !doubled(lower, word) {
			return // rare, but a word
		}
		if len(lower) == 3 && len(word) == 3 && !anagram(lower, word) {
			return // one wrong letter of three leaves too little
		}
		d := lang.Distance(lower, word, limit)
		if d > limit {
			return
		}
		swap := anagram(lower, word)
		cost := d * errorCost
		if word[len(word)-1] != lower[len(lower)-1] && !swap {
			cost += otherEnd
		}
		if cost-errorCost+1 > bestCost {
			return // however often it is used
		}
		if cost -= min(uses(), errorCost-1); cost < bestCost || ties && cost == bestCost && (swap && !bestSwap || swap == bestSwap && word < best) {
			best, bestCost, bestSwap = word, cost, swap
		}
	}
	limit := lang.TypingErrors(len(lower))
	if limit > 0 {
		x.near(lower, lower[0], limit, consider)
		if lower[1] != lower[0] { // the first two swapped
			x.near(lower, lower[1], 1, func(word string, limit int, _ func() int) { consider(word, limit, never) })
		}
	}
	if !t.Capitalised() || best == "" {
		ties = false // words of the articles win
		questionWords.Each(func(word, _ string) {
			if word[0] == lower[0] && len(word)+1 >= len(lower) && len(word) > 2 {
				consider(word, max(limit, 1), func() int { return usualUses })
			}
		})
	}
	if best == "" && known < 0 && !t.Capitalised() && lang.VectorOf(stem) == "" {
		best = english(lower) // a word that is known is no error: biden, for bidden
	}
	return best, best != ""
}

// What a typing error costs against how often the articles have the word, and what it costs
// that the last letter differs: people get the ends of words right more often than the
// middle.
const (
	errorCost = 16
	otherEnd  = 6
)

// usualUses is how often the articles are taken to have the words of questions.
const usualUses = 14

func never() int { return 0 }

// near considers the words of the articles that begin with a byte and may be few enough
// typing errors away.
func (x *Index) near(lower string, first byte, limit int, consider func(word string, limit int, uses func() int)) {
	begin, all := x.vocabulary.beginning(first)
	letters := lettersOf(lower)
	for _, id := range begin {
		s := &all[id]
		if bits.OnesCount32(uint32(s.letters^letters)) > 2*limit || !x.spells(id) {
			continue // an error takes away one letter and brings in another at most
		}
		consider(s.word, limit, func() int { return int(x.count(s.stem).uses) })
	}
}

// questionWord is the question word that is one typing error away, the longest: people leave
// letters out more often than they hit others ("wher"), and at the start of a question "wat"
// is no Thai temple. Empty when there is none.
func questionWord(lower string) string {
	best := ""
	whWords.Each(func(word, _ string) {
		if len(word) > len(best) && word[0] == lower[0] && lang.Distance(lower, word, 1) == 1 {
			best = word
		}
	})
	return best
}

// anagram reports whether two words have the same letters in another order.
func anagram(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}

// doubled reports whether two words differ only in which letters are double: tittle, title.
func doubled(a, b string) bool {
	return squeeze(a) == squeeze(b)
}

// squeeze leaves one of each run of equal letters.
func squeeze(s string) string {
	return string(slices.Compact([]byte(s)))
}

// usual is how common (see lang.Commonness) an English word must be for a typing
// error to be read as it.
const usual = 3

// english is the most common English word that is one typing error away; empty
// when there is none.
func english(lower string) string {
	best, bestRank := "", usual-1
	try := func(w string) {
		if lang.TagsOf(w) == 0 {
			return
		}
		if rank := lang.Commonness(lang.Stem(w)); rank > bestRank {
			best, bestRank = w, rank
		}
	}
	if len(lower) < 4 || strings.IndexFunc(lower, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
		return ""
	}
	for i := range len(lower) {
		try(lower[:i] + lower[i+1:])
		if i+1 < len(lower) {
			try(lower[:i] + lower[i+1:i+2] + lower[i:i+1] + lower[i+2:])
		}
		if i > 0 {
			try(lower[:i] + lower[i-1:i] + lower[i:]) // a letter that should be double
		}
		for _, vowel := range []string{"a", "e", "i", "o", "u", "y"} {
			if i > 0 { // people rarely get the first letter wrong
				try(lower[:i] + vowel + lower[i:])
				try(lower[:i] + vowel + lower[i+1:])
			}
		}
	}
	return best
}
