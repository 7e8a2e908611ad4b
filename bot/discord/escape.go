package discord

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// escape returns text as one line that Discord shows letter for letter: nothing
// in it is markup, a mention, a link or an invisible control. It takes at most
// limit characters of Discord's, backslashes included; a longer text ends in "…",
// and neither a character nor an escape is cut in two. A slash is escaped in words
// with a dot before it, since Discord makes an invitation of "discord.gg/x".
//
// Pings are not prevented here but by allowed_mentions, since only the server
// decides them; escaping keeps a mention from looking like one.
func escape(text string, limit int) string {
	text, cut := shorten(text, limit)
	runes := []rune(clean(text))
	out := make([]byte, 0, len(text)+len(text)/8)
	// For each character: where it ends in out, and the size of all up to it.
	type mark struct{ end, size int }
	marks := make([]mark, 0, min(len(runes), limit)+1)
	total, dotted := 0, false
	for i, r := range runes {
		dotted = r == '.' || dotted && !unicode.IsSpace(r)
		if marksUp(runes, i) || r == '/' && dotted {
			out = append(out, '\\')
			total++
		}
		out = utf8.AppendRune(out, r)
		total += utf16.RuneLen(r)
		marks = append(marks, mark{len(out), total})
		if total > limit {
			cut = true
			break
		}
	}
	if !cut {
		return string(out)
	}
	end := len(marks)
	for end > 0 && (marks[end-1].size+1 > limit || end < len(runes) && joins(runes[end])) {
		end--
	}
	// A cut between words reads better, where one is near.
	for back := end; back > 0 && end-back < 24; back-- {
		if runes[back-1] == ' ' {
			end = back - 1
			break
		}
	}
	if end == 0 {
		return "…"
	}
	return strings.TrimRight(string(out[:marks[end-1].end]), " ") + "…"
}

// plain is text for where Discord reads no markup: one line of at most limit characters.
func plain(text string, limit int) string {
	text, cut := shorten(text, limit)
	if text = clean(text); cut {
		text += "…"
	}
	return clipped(text, limit)
}

// clipped is a text of at most limit characters, the last of which is "…" where it was
// longer. No character is cut in two.
func clipped(text string, limit int) string {
	if size(text) <= limit {
		return text
	}
	runes := []rune(text)
	for end := min(len(runes)-1, limit-1); end > 0; end-- {
		if head := string(runes[:end]); size(head) < limit && !joins(runes[end]) {
			return strings.TrimRight(head, " ") + "…"
		}
	}
	return "…"
}

// shorten keeps a huge text from being looked at whole; the rest could not be
// shown anyway. It reports whether something was left out.
func shorten(text string, limit int) (string, bool) {
	most := 6 * limit
	if len(text) <= most {
		return text, false
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most], true
}

// clean makes text one line of valid, visible characters. Line breaks become a
// space; controls, bidirectional overrides and zero-width characters go, since
// they let a text look like another one.
func clean(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	runes := []rune(strings.ToValidUTF8(text, "\uFFFD"))
	space := true // so that leading space is dropped
	for i, r := range runes {
		switch {
		case r == ' ':
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = true
		case '!' <= r && r <= '~':
			b.WriteByte(byte(r))
			space = false
		case breaks(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
		case visible(runes, i):
			b.WriteRune(r)
			space = false
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// breaks reports whether r is a control or separator that stands for white space.
func breaks(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// visible reports whether a reader can tell that the i-th character is there.
func visible(runes []rune, i int) bool {
	r := runes[i]
	switch {
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // Arabic number signs
		return true
	case r == '\u200c' || r == '\u200d':
		// The joiners spell words in these scripts, and only there.
		return i > 0 && i+1 < len(runes) && joined(runes[i-1]) && joined(runes[i+1])
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point):
		return false
	case r >= 0xE0100 && r <= 0xE01EF: // variation selectors supplement
		return false
	}
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u2800', '\u3164', '\uffa0': // blank letters
		return false
	}
	return true
}

func joined(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
		unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Mongolian)
}

// joins reports whether r is drawn as part of the character before it.
func joins(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == '\u200c' || r == '\u200d'
}

// marksUp reports whether the i-th character could begin or end markup where it
// stands. Source: Discord's help page "Markdown Text 101" and its documentation's
// "Message Formatting". Prose is left alone as far as possible, because a copied
// text shows its backslashes in some clients.
func marksUp(runes []rune, i int) bool {
	next := func(k int) rune {
		if i+k < len(runes) {
			return runes[i+k]
		}
		return ' '
	}
	switch r := runes[i]; r {
	case '\\', '*', '_', '~', '|', '`', '[', ']', '<':
		return true
	case '@':
		return true
	case '#', '-', '+', '>': // heading, small text, list, block quote
		return i == 0
	case '.', ')': // numbered list
		return i > 0 && digits(runes[:i]) && next(1) == ' '
	case '(':
		return i > 0 && runes[i-1] == ']'
	case ':': // emoji by name, the scheme of a link; a time of day is neither
		clock := i > 0 && digit(runes[i-1]) && digit(next(1)) && digit(next(2)) && !digit(next(3)) && next(3) != ':'
		return !unicode.IsSpace(next(1)) && !clock
	}
	return false
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

func digits(runes []rune) bool {
	for _, r := range runes {
		if !digit(r) {
			return false
		}
	}
	return true
}
