package handlers

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever a server's commands begin with, a word follows at once; what is addressed to
// Byline may begin with "!" everywhere, and need not begin with anything.
func TestPrefixes(t *testing.T) {
	for _, tt := range []struct {
		prefix, text string
		direct       bool
		body         string // empty for silence
	}{
		{"!", "!boats", false, "boats"},
		{"!", "! boats", false, ""},
		{"?", "?boats", false, "boats"},
		{"?", "!boats", false, ""},
		{"?", "? boats", false, ""},
		{"?", "??boats", false, ""},
		{"?", "?", false, ""},
		{"?", "!boats", true, "boats"},
		{"?", "?boats", true, "boats"},
		{"?", "boats?", true, "boats?"},
		{"b.", "b.boats", false, "boats"},
		{"b.", "B.boats", false, "boats"},
		{"b.", "b. boats", false, ""},
		{"b.", "boats", false, ""},
		{"b.", "b.", false, ""},
		{"b.", "b", true, "b"},
		{"/", "/boats", false, "boats"},
		{"§§", "§§boats 2", false, "boats 2"},
		{"é!", "É!boats", false, "boats"},
		{"🐟", "🐟boats", false, "boats"},
		{"🐟", "\xf0\x9f\x90boats", false, ""},
	} {
		m, ok := parse(tt.text, tt.direct, tt.prefix)
		if ok != (tt.body != "") || m.body != tt.body {
			t.Errorf("%q where commands begin with %q: %v %q, want %q", tt.text, tt.prefix, ok, m.body, tt.body)
		}
	}
}

func TestWhatAPrefixCanBe(t *testing.T) {
	for _, good := range []string{"!", "?", ".", "b.", "by!", "$%", "/", "🐟", ">", "é!", "~~~"} {
		if !fitsPrefix(good) {
			t.Errorf("%q is refused", good)
		}
	}
	for _, bad := range []string{"", "b", "4", "!!!!", "! ", " !", "!a", "@", "<", "#", "*", "`", "_", "\u200b", "\u202e!", "\x00", "\xff", "e\u0301"} {
		if fitsPrefix(bad) {
			t.Errorf("%q is taken", bad)
		}
	}
}

// What is counted names nobody, and the same question is the same text.
func TestCountable(t *testing.T) {
	for text, want := range map[string]string{
		"How many whales?":                              "how many whales",
		"  how   MANY whales ?! ":                       "how many whales",
		"what did <@123456789012345678> say?":           "what did say",
		"and <@!1> <@&2> in <#3> <:wave:4> <a:b:5>":     "and in",
		"mail ann@example.org or see https://a.example": "mail or see",
		"is @ann right?":                                "is right",
		"is 123456789012345678 right?":                  "is right",
		"is 267 right?":                                 "is 267 right",
		"!boats":                                        "!boats",
		"<@123>?":                                       "",
		"…":                                             "",
		strings.Repeat("ä", 300):                        strings.Repeat("a", 200),
	} {
		if got := countable(text); got != want {
			t.Errorf("%q is counted as %q, want %q", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"!boats", "?boats", "b.boats 2", "\xff!", "! ", "🐟"} {
		f.Add(text, "?", true)
		f.Add(text, "b.", false)
		f.Add(text, "🐟", false)
	}
	f.Fuzz(func(t *testing.T, text, begin string, direct bool) {
		if !fitsPrefix(begin) {
			return
		}
		m, ok := parse(text, direct, begin)
		if ok && !direct && (m.first == "" && worded(m.body) && !strings.ContainsAny(m.body, " ") || !m.commanded) {
			t.Errorf("%q: %+v", text, m)
		}
		if !ok && (m.commanded || direct) {
			t.Errorf("%q is not read: %+v", text, m)
		}
		if utf8.ValidString(text) && !utf8.ValidString(m.body) {
			t.Errorf("%q becomes %q", text, m.body)
		}
		if c := countable(text); utf8.RuneCountInString(c) > maxCounted {
			t.Errorf("%q is counted as %q", text, c)
		}
	})
}
