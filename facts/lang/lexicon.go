package lang

import (
	_ "embed"
	"strings"
	"unicode"
)

// Tags says which word classes a form can belong to, and which of them is usual.
type Tags uint32

// The word classes. A form has every class that the lexicon knows for it; the
// Mostly tags mark the class that is the most frequent one.
const (
	Noun Tags = 1 << iota
	Verb
	Adjective
	Adverb
	Past       // a past tense or participle: "said", "killed"
	Gerund     // "saying"
	ThirdS     // "says"
	Plural     // "drones"
	Function   // closed class: articles, prepositions, pronouns, auxiliaries
	MostlyNoun // nouns are the most frequent use
	MostlyVerb
	MostlyAdjective
	Known // in the lexicon at all

	// What a noun mostly names.
	Person        // "minister", "spokesman"
	Group         // "ministry", "company"
	Location      // "city", "region"
	Time          // "week", "afternoon"
	Communication // "report", "statement"
)

// named are the classes that say what a noun names.
const named = Person | Group | Location | Time | Communication

// lexicon has a letter for each class a word can have: n, v, a, r, upper case for
// the most frequent one, and f for function words. Irregular forms carry their
// lemma behind an equals sign: "said" has "=say P". It is made by lexgen from
// WordNet 3.0 (Princeton University, WordNet licence). A slash and a letter behind
// say what the noun mostly names.
//
//go:embed lexicon.txt
var lexiconList List

var lexicon = NewIndex(lexiconList)

//go:embed gazetteer.txt
var gazetteerList List

// Gazetteer knows names: l places, g groups, d demonyms, f given names. It is made
// by lexgen from WordNet 3.0 and a list of newer places.
var Gazetteer = NewIndex(gazetteerList)

// TagsOf says what a lower-case word can be. Inflected forms are found through
// their endings.
func TagsOf(word string) Tags {
	if t := direct(word); t != 0 {
		if t&Function != 0 {
			return t
		}
		return t | inflected(word)&(Past|Gerund|ThirdS|Plural|Verb)
	}
	if t := inflected(word); t != 0 {
		return t
	}
	if at := strings.LastIndexByte(word, '-'); at > 0 && at+2 < len(word) { // "front-runner"
		return TagsOf(word[at+1:]) &^ (Function | Verb | Past | Gerund | ThirdS)
	}
	return 0
}

func direct(word string) Tags {
	rest, ok := lexicon.Find(word)
	if !ok {
		return 0
	}
	t := Known
	whole := rest
	if strings.HasPrefix(rest, "=") {
		_, rest, _ = strings.Cut(rest, " ")
	}
	rest, field, _ := strings.Cut(rest, "/")
	switch field {
	case "p":
		t |= Person
	case "g":
		t |= Group
	case "l":
		t |= Location
	case "t":
		t |= Time
	case "c":
		t |= Communication
	}
	for _, c := range rest {
		switch c {
		case 'f':
			t |= Function
		case 'n':
			t |= Noun
		case 'N':
			t |= Noun | MostlyNoun
		case 'v':
			t |= Verb
		case 'V':
			t |= Verb | MostlyVerb
		case 'a':
			t |= Adjective
		case 'A':
			t |= Adjective | MostlyAdjective
		case 'r', 'R':
			t |= Adverb
		case 'P':
			t |= Verb | Past | MostlyVerb
		case 'L':
			t |= Noun | Plural | MostlyNoun
			lemma, _, _ := strings.Cut(strings.TrimPrefix(whole, "="), " ")
			t |= direct(lemma) & named
		}
	}
	return t
}

// inflected reads the regular endings: -s, -ed, -ing.
func inflected(word string) Tags {
	var t Tags
	for _, e := range endings {
		stem, ok := strings.CutSuffix(word, e.suffix)
		if !ok || len(stem) < 2 {
			continue
		}
		for _, lemma := range e.lemmas(stem) {
			d := direct(lemma)
			if e.noun && d&Noun != 0 {
				t |= Noun | Plural | Known | d&(MostlyNoun|MostlyVerb|named)
			}
			if d&Verb != 0 && d&Past == 0 {
				t |= Verb | e.tag | Known | d&(MostlyNoun|MostlyVerb)
			}
		}
		if t != 0 {
			return t
		}
	}
	return t
}

type ending struct {
	suffix string
	tag    Tags
	noun   bool
	add    []string // what to put behind the stem to get the lemma
	double bool     // the stem's last letter may be doubled: "planned"
}

func (e ending) lemmas(stem string) []string {
	out := make([]string, 0, 4)
	for _, a := range e.add {
		out = append(out, stem+a)
	}
	if n := len(stem); e.double && n > 2 && stem[n-1] == stem[n-2] {
		out = append(out, stem[:n-1])
	}
	return out
}

var endings = [...]ending{
	{suffix: "ies", tag: ThirdS, noun: true, add: []string{"y", "ie"}},
	{suffix: "es", tag: ThirdS, noun: true, add: []string{"e", ""}},
	{suffix: "s", tag: ThirdS, noun: true, add: []string{""}},
	{suffix: "ied", tag: Past, add: []string{"y", "ie"}},
	{suffix: "ed", tag: Past, add: []string{"", "e"}, double: true},
	{suffix: "ying", tag: Gerund, add: []string{"y", "ie"}},
	{suffix: "ing", tag: Gerund, add: []string{"", "e"}, double: true},
}

// Lemma is the dictionary form of a lower-case verb: "claiming" → "claim",
// "said" → "say". A word that is no verb form known here stays as it is.
func Lemma(word string) string {
	if rest, ok := lexicon.Find(word); ok {
		if strings.HasPrefix(rest, "=") {
			lemma, _, _ := strings.Cut(rest[1:], " ")
			return lemma
		}
	}
	for _, e := range endings {
		stem, ok := strings.CutSuffix(word, e.suffix)
		if !ok || len(stem) < 2 {
			continue
		}
		best := ""
		for _, lemma := range e.lemmas(stem) {
			// "planed" can be plane or plan; the verb that is the more usual verb wins
			if d := direct(lemma); d&Verb != 0 && d&Past == 0 && (best == "" || d&MostlyVerb != 0 && direct(best)&MostlyVerb == 0) {
				best = lemma
			}
		}
		if best != "" {
			return best
		}
	}
	return word
}

// Singular is the singular of a lower-case noun; any other word stays as it is.
func Singular(word string) string {
	if rest, ok := lexicon.Find(word); ok {
		if lemma, class, irregular := strings.Cut(strings.TrimPrefix(rest, "="), " "); irregular && class[0] == 'L' {
			return lemma
		}
		if strings.ContainsAny(rest, "nN") && !strings.HasSuffix(word, "s") {
			return word
		}
	}
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(word, e.suffix); ok && e.noun && len(stem) > 1 {
			for _, lemma := range e.lemmas(stem) {
				if direct(lemma)&Noun != 0 {
					return lemma
				}
			}
		}
	}
	if n := len(word); n > 3 && word[n-1] == 's' && word[n-2] != 's' && direct(word) == 0 {
		return word[:n-1] // "uavs"
	}
	return word
}

// PluralOf is the regular plural of a lower-case noun.
func PluralOf(word string) string {
	n := len(word)
	switch {
	case n < 2:
		return word
	case word[n-1] == 's':
		return word
	case word[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(word[n-2])):
		return word[:n-1] + "ies"
	case strings.HasSuffix(word, "ch"), strings.HasSuffix(word, "sh"), word[n-1] == 'x':
		return word + "es"
	}
	return word + "s"
}

func newForm(s string) *Form {
	f := &Form{Text: s, Lower: Lower(s)}
	upper, lower := 0, 0
	for i, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
			if i == 0 {
				f.Shape |= Capital
			}
		case unicode.IsLower(r):
			lower++
		case isDigit(r):
			f.Shape |= HasDigit
		}
	}
	if lower > 0 {
		f.Shape |= HasLower
	}
	if upper > 1 && lower == 0 {
		f.Shape |= AllCaps
	}
	if r, _ := decode(s, 0); isLetter(r) {
		f.Tags = TagsOf(f.Lower)
	}
	f.Lemma = f.Lower
	if f.Tags&Verb != 0 {
		f.Lemma = Lemma(f.Lower)
	}
	return f
}
