package discord

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEscapeLeavesProseAlone(t *testing.T) {
	for _, text := range []string{
		`“We've spotted 267 drones,” said Yuriy Ignat, Air Force spokesman.`,
		`Talks (held in Riyadh, at 10:30 a.m.) ended: no deal.`,
		`The U.S. and Russia; long-range weapons, 50/50, $1.5 billion – 3.5%.`,
		`Zelensky’s visit to Kyiv: "nothing about Ukraine without Ukraine"`,
		"Київ, İstanbul, 東京, 🇺🇦 and क्\u200dष",
		`No. 1 in 1999. He left.`,
	} {
		if got := escape(text, 2000); got != text {
			t.Errorf("escape(%q)\n = %q", text, got)
		}
	}
}

func TestEscapeDefusesMarkup(t *testing.T) {
	for text, want := range map[string]string{
		"**bold** _it_ ~~no~~ ||spoiler||": `\*\*bold\*\* \_it\_ \~\~no\~\~ \|\|spoiler\|\|`,
		"```code``` `x`":                   "\\`\\`\\`code\\`\\`\\` \\`x\\`",
		"[free](https://evil.example)":     `\[free\]\(https\://evil.example)`,
		"https://evil.example/a.b/c":       `https\://evil.example\/a.b\/c`,
		"discord.gg/raid":                  `discord.gg\/raid`,
		"<@1> <@!1> <@&2> <#3> <:x:4>":     `\<\@1> \<\@!1> \<\@&2> \<#3> \<\:x\:4>`,
		"<t:1700000000:R>":                 `\<t\:1700000000\:R>`,
		"@everyone @here a@b.example":      `\@everyone \@here a\@b.example`,
		"# Title":                          `\# Title`,
		"  - item":                         `\- item`,
		"-# small":                         `\-# small`,
		">>> quote":                        `\>>> quote`,
		"1. first":                         `1\. first`,
		`\*already\*`:                      `\\\*already\\\*`,
		":smile: at 10:30":                 `\:smile: at 10:30`,
		"1:100:":                           `1\:100:`,
		"two\r\nlines\n\n# here":           `two lines # here`,
		"a\x00b\u202ec\u200bd\ufeff":       `abcd`,
		"bad \xff utf-8":                   "bad \uFFFD utf-8",
	} {
		if got := escape(text, 2000); got != want {
			t.Errorf("escape(%q)\n = %s\nwant %s", text, got, want)
		}
	}
}

func TestEscapeCutsBetweenCharacters(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"abcdef", 6, "abcdef"},
		{"abcdef", 5, "abcd…"},
		{"one two three", 10, "one two…"},
		{"****", 6, `\*\*…`},
		{"😀😀😀", 5, "😀😀…"},
		{"e\u0301e\u0301e\u0301", 5, "e\u0301e\u0301…"},
		{strings.Repeat("9", 1<<20), 8, "9999999…"},
	} {
		if got := escape(c.text, c.limit); got != c.want {
			t.Errorf("escape(%.20q, %d) = %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}

// unescaped is what Discord shows of an escaped text.
func unescaped(s string) string {
	return regexp.MustCompile(`\\([^0-9A-Za-z\s])`).ReplaceAllString(s, "$1")
}

// bare is text in which every escaped character is replaced by one without meaning.
func bare(s string) string {
	return regexp.MustCompile(`\\[^0-9A-Za-z\s]`).ReplaceAllString(s, "\uFFFC")
}

var markup = regexp.MustCompile("[*_~|`\\[\\]<]|https?://|@(everyone|here)|^[#>+-]|^\\d+[.)] |(?i)discord\\.gg/")

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "plain", "**x**", "<@1>", "@everyone", "1. a", "a\u202eb", "\xff\x00", `\\`, "[a](http://b)", "x:y:z", "\u200d"} {
		f.Add(s, 40)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = 1 + abs(limit)%3000
		got := escape(text, limit)
		if size(got) > limit {
			t.Fatalf("%d characters, limit %d: %q", size(got), limit, got)
		}
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\n\r\x00\u202e\u200b") {
			t.Fatalf("unsafe characters: %q", got)
		}
		if m := markup.FindString(bare(got)); m != "" {
			t.Fatalf("markup %q left in %q", m, got)
		}
		if strings.HasSuffix(strings.ReplaceAll(strings.TrimSuffix(got, "…"), `\\`, ""), `\`) {
			t.Fatalf("an escape was cut in two: %q", got)
		}
		if whole := escape(text, 4*len(text)+4); unescaped(whole) != clean(text) {
			t.Fatalf("shows %q instead of %q", unescaped(whole), clean(text))
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

func TestCleanKeepsLetters(t *testing.T) {
	for _, r := range "aßЖ漢אعक😀\u0301" {
		if !visible([]rune{'x', r, 'y'}, 1) {
			t.Errorf("%q is not visible", r)
		}
	}
	for _, r := range "\u200b\u200e\u202a\u2066\u2060\ufeff\u00ad\U000E0041\u3164\u2800" {
		if visible([]rune{'x', r, 'y'}, 1) {
			t.Errorf("%U is visible", r)
		}
	}
}
