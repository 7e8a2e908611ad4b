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
	goal
	origin
)

// doerReach is how many words may stand between a name and the verb of what it does:
// "Ukraine's air defenses shot down".
const doerReach = 3

// namesIn are the names of a clause among these stems, with their parts. The fate is what
// the clause says happened.
func namesIn(clause string, among []string, fate string) (out []name) {
	raw := strings.Fields(clause)
	verb := ""
	if f := happened(fate); len(f) > 0 {
		verb = f[0]
	}
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
			return doer
		case "against", "at", "on", "into", "to", "toward", "towards", "over", "in", "across", "above", "near", "onto", "upon":
			return goal
		case "from":
			return origin
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
