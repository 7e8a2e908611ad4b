package compare

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/lang"
)

// A key is what makes two figures be about the same matter.
type key struct {
	unit string
	noun []string // stems of what is counted, without function words
	fate []string // stems of what happened to it, likewise, its verb first

	// particulars are the names and numbers in what happened, without days and months:
	// "in district 7", "near Skagen".
	particulars []string

	kin kin // of these stems
}

func keyOf(r Ref) key { return keyWith(r, kin{}) }

// keyWith is keyOf with what the words of other keys mean known already.
func keyWith(r Ref, known kin) key {
	fig := r.Fact().Figure
	fate := r.Table.Article.Slice(fig.Fate)
	k := key{unit: fig.Unit, noun: stems(fig.Noun), fate: stems(fate), particulars: particulars(fate), kin: known}
	known.learn(k.noun, k.fate[:min(1, len(k.fate))])
	return k
}

// same reports whether another key is of the same matter: the same unit, the same
// things with the same modifiers, and the same thing happened to them.
func (k key) same(other key) bool {
	if k.unit != other.unit || len(k.noun)+len(k.fate) == 0 {
		return false
	}
	return len(k.noun) == len(other.noun) && k.kin.containsAll(k.noun, other.noun) && k.kin.sameFate(k.fate, other.fate) &&
		(len(k.particulars) == 0 || len(other.particulars) == 0 || share(k.particulars, other.particulars))
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// particulars leaves out days and months: when a claim was made is compared by its date.
func particulars(text string) (out []string) {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if first, _ := utf8.DecodeRuneInString(w); (unicode.IsUpper(first) || unicode.IsDigit(first)) && !lang.DayOrMonth(w) {
			out = append(out, lang.Fold(w))
		}
	}
	return out
}

// sameFate compares what happened by its first word, which is its verb, and by nothing
// else where that is the whole: "intercepted by air defenses" and "shot down overnight".
func (k kin) sameFate(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	return k.alike(a[0], b[0])
}

func (k kin) containsAll(all, some []string) bool {
	for _, s := range some {
		if !slices.ContainsFunc(all, func(stem string) bool { return k.alike(stem, s) }) {
			return false
		}
	}
	return true
}

//go:embed alike.txt
var alikeText string

// groups has for the stem of each word in alike.txt the lines it stands in.
var groups = sync.OnceValue(func() map[string][]int {
	groups := map[string][]int{}
	for i, line := range strings.Split(alikeText, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			groups[lang.Stem(w)] = append(groups[lang.Stem(w)], i)
		}
	}
	return groups
})

// leastRelated is how near two words must be in the thesaurus, each to the other, to
// mean the same here.
const leastRelated = 0.8

func alike(a, b string) bool {
	if a == b || related(a, b) && related(b, a) {
		return true
	}
	other := groups()[b]
	return slices.ContainsFunc(groups()[a], func(line int) bool { return slices.Contains(other, line) })
}

func related(a, b string) bool {
	for stem, weight := range lang.Related(a) {
		if stem == b && weight >= leastRelated {
			return true
		}
	}
	return false
}

// stems are the stems of a text's words, without function words.
func stems(text string) (out []string) {
	for _, w := range words(text) {
		if lang.TagsOf(w)&lang.Function == 0 || w == "us" && american(text) {
			out = append(out, lang.Stem(w))
		}
	}
	return out
}

// american reports whether a text has the country that is written as a pronoun is.
func american(text string) bool { return unitedStates.MatchString(text) }

var unitedStates = regexp.MustCompile(`\bUS\b`)

// words are the folded words of a text, without marks.
func words(text string) []string {
	return strings.FieldsFunc(lang.Fold(text), func(r rune) bool { return !isWord(r) || r == '’' })
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’' }

func speaker(f *facts.Fact) string {
	if f.By == nil || f.By.Speaker == nil {
		return ""
	}
	return strings.TrimPrefix(strings.Join(words(f.By.Speaker.Name), " "), "the ")
}
