package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/lang"
)

// A name is a name in a clause with the part it has there: who does it, where or against
// whom it is done. An article that has the same words with the parts exchanged says
// something else.
type name struct {
	stem string
	part part
}

type part int

const (
	anyPart part = iota
	doer
	otherDoer // of another verb: "launched by"
	object    // what it is done to: "hit Kyiv"
	goal
	origin
)

// doerReach is how many words may stand between a name and the verb of what it does:
// "Ukraine's air defenses shot down".
const doerReach = 3

// namesIn are the names of a clause among these stems, with their parts in what its verb
// says.
func namesIn(clause string, among []string, verb string) (out []name) {
	raw := strings.Fields(clause)
	for i, w := range raw {
		for _, folded := range words(w) {
			stem := lang.Stem(strings.TrimSuffix(folded, "'s"))
			if (slices.Contains(among, stem) || slices.Contains(among, lang.Stem(folded))) && named(w, i, folded) {
				out = append(out, name{stem, partOf(raw, i, verb)})
			}
		}
	}
	return out
}

// verbOf is the stem of a clause's first verb; empty where it has none.
func verbOf(clause string) string {
	for _, w := range words(clause) {
		if tags := lang.TagsOf(w); tags&(lang.MostlyVerb|lang.Past) != 0 && tags&lang.Function == 0 && !helper(w) {
			return lang.Stem(w)
		}
	}
	return ""
}

func named(written string, i int, folded string) bool {
	if _, ok := lang.Gazetteer.Find(strings.TrimSuffix(folded, "'s")); ok {
		return true
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(written, "\"“‘("))
	return unicode.IsUpper(r) && (i > 0 || lang.TagsOf(folded) == 0)
}

// partOf is the part of word i of a clause in what its verb says.
func partOf(raw []string, i int, verb string) part {
	for j := i - 1; j >= max(0, i-doerReach); j-- {
		w := lang.Fold(strings.Trim(raw[j], "\"“”‘’(),"))
		switch w {
		case "by":
			if verb != "" && !verbBefore(raw[:j], verb) {
				return otherDoer
			}
			return doer
		case "against", "at", "on", "into", "to", "toward", "towards", "over", "in", "across", "above", "near", "onto", "upon":
			return goal
		case "from":
			return origin
		}
		if j == i-1 && verb != "" && !strings.HasSuffix(raw[j], ",") && alike(lang.Stem(w), verb) {
			return object
		}
		if tags := lang.TagsOf(w); tags&(lang.Function|lang.Adjective) == 0 || strings.HasSuffix(raw[j], ",") {
			break
		}
	}
	for j := i + 1; j < len(raw) && j <= i+1+doerReach; j++ {
		w := lang.Fold(strings.Trim(raw[j], "\"“”‘’(),"))
		if verb != "" && alike(lang.Stem(w), verb) {
			for k := j - 1; k > i; k-- {
				if helperOfPassive(lang.Fold(raw[k])) {
					return anyPart
				}
			}
			return doer
		}
	}
	return anyPart
}

// verbBefore reports whether words end with a verb that means the same, or nearly: "shot down".
func verbBefore(raw []string, verb string) bool {
	return slices.ContainsFunc(raw[max(0, len(raw)-verbReach):], func(w string) bool {
		return slices.ContainsFunc(words(w), func(w string) bool { return alike(lang.Stem(w), verb) })
	})
}

func helperOfPassive(w string) bool {
	return slices.Contains([]string{"was", "were", "is", "are", "been", "being", "got", "get", "be"}, w)
}

// plays reports whether a sentence of an article has a name in this part.
func (n name) plays(k kin, a *facts.Article, sentence int, verb string) bool {
	raw := strings.Fields(a.Sentence(sentence))
	for i, w := range raw {
		for _, folded := range words(w) {
			if !k.akin(n.stem, lang.Stem(strings.TrimSuffix(folded, "'s"))) {
				continue
			}
			if n.part == anyPart || partOf(raw, i, verb) == n.part {
				return true
			}
		}
	}
	return false
}
