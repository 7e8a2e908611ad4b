package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"byline/facts"
)

// FromPage makes an article of a web page: its story without the page around it, and
// what the page says of title, outlet, authors, time and language. The content type is
// the HTTP header's, the address where the page came from; both may be empty. Every
// error is an *ImportError.
func FromPage(name string, data []byte, contentType, address string) (*facts.Article, error) {
	switch {
	case len(data) > Limit:
		return nil, &ImportError{name, TooLarge, nil}
	case len(strings.TrimSpace(string(data[:min(len(data), 1<<10)]))) == 0 && strings.TrimSpace(string(data)) == "":
		return nil, &ImportError{name, Empty, nil}
	}
	text := decodePage(data, contentType)
	if binaryPage(text) {
		return nil, &ImportError{name, Binary, nil}
	}
	if strings.HasPrefix(strings.ToLower(contentType), "text/plain") && !webPage("", text) {
		a := FromText(name, text)
		a.URL = Canonical(address) // an address that is none stays unknown
		return a, nil
	}
	doc := parse(text)
	m := readMetadata(doc)
	url := pageAddress(m, address)
	host := bareHost(url)
	outlet := pageOutlet(m, host)
	title := pageTitle(m, outlet, host)
	all := blocks(doc)
	authors, published := pageAuthors(m, all, outlet, host), pagePublished(m, all)
	kept := bestStory(all, m, title)
	if problem := refused(m, all, kept, title); problem != "" {
		return nil, &ImportError{name, problem, nil}
	}
	a := FromText(name, join(kept))
	a.Title, a.Outlet, a.URL, a.Authors = title, outlet, url, authors
	if !published.IsZero() {
		a.Published = published
	}
	if a.Language == "" {
		a.Language = statedLanguage(m)
	}
	return a, nil
}

// decodePage makes UTF-8 of a page by its byte order mark, the HTTP header and its own
// meta elements, in this order. What is valid UTF-8 is read as such: no other charset
// looks like it by accident, while wrong declarations are common.
func decodePage(data []byte, contentType string) string {
	encoding, declared, certain := charset.DetermineEncoding(data, contentType)
	wide := strings.HasPrefix(declared, "utf-16") || strings.HasPrefix(declared, "iso-2022")
	if declared == "utf-8" || utf8.Valid(data) && !(certain && wide) {
		return strings.ToValidUTF8(strings.TrimPrefix(string(data), bomUTF8), "\uFFFD")
	}
	decoded, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return Decode(data)
	}
	return strings.ToValidUTF8(strings.TrimPrefix(string(decoded), bomUTF8), "\uFFFD")
}

// binaryPage reports whether bytes that should be a page are a picture or the like:
// browsers forgive a page single control characters, even NULs.
func binaryPage(text string) bool {
	if strings.HasPrefix(text, "%PDF-") {
		return true
	}
	controls, characters := 0, 0
	for _, r := range text {
		characters++
		if r == 0 || r == '\uFFFD' || unicode.IsControl(r) && !unicode.IsSpace(r) {
			controls++
		}
	}
	return controls*binaryShare > characters
}

// bestStory is the story as the page's names tell it, or without heeding the names of
// elements when hardly anything is left so: some pages call everything "promo".
func bestStory(all []block, m *metadata, title string) []block {
	kept := story(all, m.witness(), title, m.live())
	if stated := m.statedStory(title); !m.live() && words(stated) > 2*words(kept) {
		return stated // the rest of the story is not shown, or only by scripts
	}
	if words(kept) >= leastProse {
		return kept
	}
	for i := range all {
		if all[i].marks&apart != 0 && !aside(all[i].node) {
			all[i].marks &^= apart
		}
	}
	if lenient := story(all, m.witness(), title, false); words(lenient) > 2*words(kept) && words(lenient) >= leastProse {
		return lenient
	}
	return kept
}

func words(kept []block) int {
	sum := 0
	for i := range kept {
		sum += kept[i].words
	}
	return sum
}

// leastStated is how many words make a stated body worth believing.
const leastStated = 30

// mostStated is how much of it is looked at, in bytes.
const mostStated = 1 << 20

// statedStory is the story as the page's metadata states it, paragraph by paragraph.
func (m *metadata) statedStory(title string) []block {
	body := m.body()
	if len(strings.Fields(body)) < leastProse {
		return nil
	}
	doc := parse(strings.ReplaceAll(body[:min(len(body), mostStated)], "\n", "<p>"))
	return slices.DeleteFunc(blocks(doc), func(b block) bool { return b.marks&unseen != 0 || furnished(&b, title) })
}

// witness is the story as the page's metadata states it, for comparison.
func (m *metadata) witness() witness {
	body := m.body()
	if len(strings.Fields(body)) < leastStated {
		return nil
	}
	return newWitness(body[:min(len(body), mostStated)])
}

// body is the longest articleBody that the page states.
func (m *metadata) body() string {
	longest := ""
	for _, s := range m.stated {
		if len(s.body) > len(longest) {
			longest = s.body
		}
	}
	return longest
}

// live reports whether the page is a stream of entries.
func (m *metadata) live() bool {
	for _, s := range m.stated {
		if s.kind == "LiveBlogPosting" {
			return true
		}
	}
	return false
}

// pageOutlet is the name of who published the page.
func pageOutlet(m *metadata, host string) string {
	for _, s := range m.stated {
		if s.publisher != "" {
			return s.publisher
		}
	}
	name := m.first("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:app:name:iphone")
	for _, mark := range []string{" | ", " - ", " – ", " — ", ": "} {
		name, _, _ = strings.Cut(name, mark)
	}
	if name == "" {
		return host
	}
	return name
}

// statedLanguage is the language that a page states, unless it states English over a
// text that is none: many templates do.
func statedLanguage(m *metadata) string {
	for _, tag := range []string{m.language, m.first("og:locale"), m.first("content-language", "language", "inlanguage")} {
		tag, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
		if len(tag) == 2 || len(tag) == 3 {
			if tag == "en" {
				return ""
			}
			return tag
		}
	}
	return ""
}
