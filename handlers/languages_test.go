package handlers_test

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"byline/handlers"
	"byline/handlers/language"
)

// maxAbout is how many characters platforms show of a description: Discord's limit.
const maxAbout = 100

// Every sentence that Byline says itself is in every catalogue, with the arguments of the
// English one and the plural forms of the language, and no catalogue has others.
func TestCataloguesAreComplete(t *testing.T) {
	keys := keysOf(t)
	slices.SortFunc(keys, func(a, b key) int { return cmp.Compare(a.english, b.english) })
	keys = slices.CompactFunc(keys, func(a, b key) bool { return a.english == b.english })
	for _, tag := range language.Tags()[1:] {
		t.Run(tag, func(t *testing.T) {
			messages := maps.Clone(language.Messages(tag))
			for _, k := range keys {
				m, ok := messages[k.english]
				switch {
				case !ok:
					t.Errorf("lacks %q, which is said at %s", k.english, k.at)
				case k.plural:
					for _, form := range language.Forms(tag) {
						fits(t, k.english, m.Forms[form])
					}
					if len(m.Forms) != len(language.Forms(tag)) {
						t.Errorf("%q has other forms than %s", k.english, language.Forms(tag))
					}
				default:
					fits(t, k.english, m.Text)
					if strings.HasPrefix(k.at, "the spec") && utf8.RuneCountInString(m.Text) > max(maxAbout, utf8.RuneCountInString(k.english)) {
						t.Errorf("%q is too long for a description", m.Text)
					}
				}
				delete(messages, k.english)
			}
			for english := range messages {
				t.Errorf("has %q, which nobody says", english)
			}
		})
	}
}

// verb is an argument's place in a format.
var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([a-z])`)

// fits reports a translation that has other arguments or commands than the English
// sentence.
func fits(t *testing.T, english, translation string) {
	t.Helper()
	switch {
	case translation == "":
		t.Errorf("%q has an empty translation or lacks a form", english)
	case !slices.Equal(arguments(english), arguments(translation)):
		t.Errorf("%q has other arguments than %q", translation, english)
	case !slices.Equal(commandsIn(english), commandsIn(translation)):
		t.Errorf("%q has other commands than %q", translation, english)
	}
}

// arguments is the verbs of a format with their numbers, in order of these: "1s", "2d".
func arguments(format string) (all []string) {
	next := 0
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		next++
		if m[1] != "" {
			next = int(m[1][0] - '0')
		}
		all = append(all, string(rune('0'+next))+m[2])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

var commandWord = regexp.MustCompile(`(?:^|[^\p{L}\d])(![a-z]+)`)

func commandsIn(sentence string) (all []string) {
	for _, m := range commandWord.FindAllStringSubmatch(sentence, -1) {
		all = append(all, m[1])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// The English descriptions of commands and of what follows them fit, too.
func TestDescriptionsFit(t *testing.T) {
	for _, s := range handlers.Specs() {
		about := []string{s.Summary}
		for _, p := range s.Params {
			about = append(about, p.About)
		}
		for _, a := range about {
			if utf8.RuneCountInString(a) > maxAbout {
				t.Errorf("!%s: %q is too long for a description", s.Name, a)
			}
		}
	}
}

func TestArguments(t *testing.T) {
	if got := strings.Join(arguments("%[2]s of %[1]d, %s"), " "); got != "1d 2s" {
		t.Errorf("finds %s", got)
	}
}
