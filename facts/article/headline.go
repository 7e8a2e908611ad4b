package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// pageTitle is the headline that the page shows. The first heading wins over what the
// page tells machines, unless nothing confirms it and it looks like a logo.
func pageTitle(m *metadata, outlet, host string) string {
	var said []string // what the page tells machines, without the outlet
	for _, s := range m.stated {
		said = append(said, s.headline)
	}
	said = append(said, m.first("og:title"), m.first("twitter:title"), m.first("headline"), m.title)
	var clean []string
	for _, title := range said {
		if title = withoutOutlet(plain(title), outlet, host); title != "" {
			clean = append(clean, title)
		}
	}
	best, agreed := "", 0.0
	for _, heading := range m.headings {
		shown := plain(textOf(heading))
		if shown == "" || len(shown) > longestTitle {
			continue
		}
		score := 0.0
		for _, title := range clean {
			score = max(score, agreement(shown, title))
		}
		if score < leastAgreement && alone(m, heading) && !sameText(shown, outlet) && len(strings.Fields(shown)) >= headlineMinWords {
			score = leastAgreement // nothing denies it either
		}
		if score > agreed {
			best, agreed = shown, score
		}
	}
	if agreed >= leastAgreement {
		return withoutOutlet(withoutTag(best), outlet, host)
	}
	if len(clean) == 0 {
		return ""
	}
	return withoutTag(clean[0])
}

const (
	longestTitle   = 300 // bytes
	leastAgreement = 0.5
)

// alone reports whether a heading is the only one of its rank that holds text outside
// of navigation.
func alone(m *metadata, heading *html.Node) bool {
	if aside(heading) || ownMarks(heading)&unseen != 0 {
		return false
	}
	for _, other := range m.headings {
		if other != heading && plain(textOf(other)) != "" {
			return false
		}
	}
	return true
}

// agreement is the share of words that two titles have in common, of the shorter one.
// A title of one word agrees with nothing but itself.
func agreement(a, b string) float64 {
	if sameText(a, b) {
		return 1
	}
	first, second := strings.Fields(fold(a)), strings.Fields(fold(b))
	if len(first) < 2 || len(second) < 2 {
		return 0
	}
	has := map[string]bool{}
	for _, word := range first {
		has[word] = true
	}
	common := 0
	for _, word := range second {
		if has[word] {
			common++
			has[word] = false
		}
	}
	return 0.99 * float64(common) / float64(min(len(first), len(second)))
}

// fold is a text's words in lower case without punctuation.
func fold(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, " ")
}

// withoutTag drops a closing tag such as "[Watch]".
func withoutTag(title string) string {
	if i := strings.LastIndex(title, " ["); i > 0 && strings.HasSuffix(title, "]") && !strings.Contains(title[i+2:], " ") {
		return title[:i]
	}
	return title
}

// withoutOutlet drops the parts of a title that name the outlet or a section of it:
// "Bridge stays open | Town Gazette".
func withoutOutlet(title, outlet, host string) string {
	for {
		cut, dropped := "", false
		for _, mark := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "} {
			i := strings.LastIndex(title, mark)
			if i > 0 && outletPart(title[i+len(mark):], outlet, host, mark) {
				cut, dropped = strings.TrimSpace(title[:i]), true
				break
			}
			if i := strings.Index(title, mark); i > 0 && sameText(title[:i], outlet) {
				cut, dropped = strings.TrimSpace(title[i+len(mark):]), true
				break
			}
		}
		if !dropped || len(strings.Fields(cut)) < 2 {
			return title
		}
		title = cut
	}
}

// outletPart reports whether the last part of a title names the outlet. After a bar
// every short part does; after a dash it must be in the outlet's name or address.
func outletPart(part, outlet, host, mark string) bool {
	name := letters(part)
	if name == "" {
		return true
	}
	if strings.Contains(letters(outlet), name) || len(letters(outlet)) > 2 && strings.Contains(name, letters(outlet)) {
		return len(strings.Fields(part)) <= 8
	}
	if len(name) > 2 && strings.Contains(letters(host), name) {
		return true
	}
	if bare := strings.TrimPrefix(name, "the"); len(bare) > 2 && strings.Contains(letters(host), bare) {
		return true
	}
	return (mark == " | " || mark == " » " || mark == " :: ") && len(strings.Fields(part)) <= 4
}
