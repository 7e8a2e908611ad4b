package handlers

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/lang"
)

// exactly is the subjects with this name or form.
func exactly(d *directory, words string) (found []*subject) {
	name := plain(words)
	if !nameable(name) {
		return nil
	}
	if s := d.called(words); s != nil {
		return []*subject{s}
	}
	return settled(d.formed(name))
}

// settled picks the subject with most facts where several have one word, such as
// "UAVs" for the drones and for the UAVs. Different people are never settled.
func settled(found []*subject) []*subject {
	people := 0
	for _, s := range found {
		if s.kind == facts.EntityPerson {
			people++
		}
	}
	if len(found) < 2 || people > 1 {
		return found
	}
	return []*subject{slices.MaxFunc(found, func(a, b *subject) int { return cmp.Compare(a.size, b.size) })}
}

// near is the subjects whose name the words probably mean: another form of the
// same word, or as few typing errors away as any.
func near(d *directory, words string) []*subject {
	name := plain(words)
	if !nameable(name) {
		return nil
	}
	if stem := stemOf(name); stem != "" {
		if found := d.stemmed(stem); len(found) > 0 {
			return found
		}
	}
	return d.mistyped(name)
}

const (
	maxSubjectWords = 6  // a longer text is no name of a subject
	maxSubjectBytes = 80 // nor is this
)

func nameable(name string) bool {
	return name != "" && len(name) <= maxSubjectBytes && strings.Count(name, " ") < maxSubjectWords
}

// stemOf is a single word's stem; empty for several words and for short ones,
// whose stems meet by chance.
func stemOf(name string) string {
	if len(name) < 5 || strings.ContainsAny(name, " '-") {
		return ""
	}
	return lang.Stem(name)
}

// maxErrors is the most typing errors that are forgiven in a name.
const maxErrors = 2

// errorsBetween is how many typing errors lie between what was typed and a name,
// or more than maxErrors when it is no typing error: in short words, in words that
// English has (other bots share the prefix, and "!rank" is meant for one of them),
// and where the first letter is another one.
func errorsBetween(typed, name string) int {
	const no = maxErrors + 1
	if typed == name {
		return 0
	}
	a, b := []rune(typed), []rune(name)
	if len(a) < 4 || len(b) < 4 || strings.Count(typed, " ") != strings.Count(name, " ") {
		return no
	}
	if a[0] != b[0] && (a[0] != b[1] || a[1] != b[0]) {
		return no
	}
	limit := lang.TypingErrors(min(len(typed), len(name)))
	d := lang.Distance(typed, name, limit)
	if d > limit {
		return no
	}
	if len(a) == 4 && len(b) == 4 && !sameLetters(a, b) || len(a) != len(b) && min(len(a), len(b)) == 4 {
		return no // in four letters only two swapped ones are forgiven
	}
	if !mistypable(typed) {
		return no
	}
	return d
}

// mistypable reports whether a name can have typing errors at all: a short word and one
// that means something has none.
func mistypable(typed string) bool {
	return utf8.RuneCountInString(typed) >= 4 && !english(typed) && !foreign(typed)
}

func sameLetters(a, b []rune) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// foreign reports whether a word is a usual command of other bots that is in no
// English dictionary.
func foreign(word string) bool {
	switch word {
	case "stats", "emote", "emotes", "emoji", "emojis", "meme", "memes", "gifs", "unban", "unmute", "uptime",
		"modlog", "giveaway", "userinfo", "serverinfo", "leaderboard", "autorole", "lyrics", "config", "playlist":
		return true
	}
	return false
}

// english reports whether every word is one that an English dictionary has.
func english(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if lang.TagsOf(w)&lang.Known == 0 {
			return false
		}
	}
	return true
}
