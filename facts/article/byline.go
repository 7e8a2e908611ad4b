package article

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// pageAuthors are the people, or else the agency, that a page names as its authors:
// what it tells machines first, then what it shows.
func pageAuthors(m *metadata, all []block, outlet, host string) []string {
	for _, s := range m.stated {
		if names := authorNames(s.authors, outlet, host); len(names) > 0 {
			return names
		}
	}
	for _, tag := range []string{"author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "cxenseparse:author", "og:author"} {
		var stated []author
		for _, value := range m.all(tag) {
			stated = append(stated, author{name: value})
		}
		if names := authorNames(stated, outlet, host); len(names) > 0 {
			return names
		}
	}
	if names := writtenBy(m, outlet, host); len(names) > 0 {
		return names
	}
	for _, element := range m.bylines {
		if aside(element) {
			continue
		}
		if names := shownNames(element, outlet, host); len(names) > 0 {
			return names
		}
	}
	for i := range all {
		b := &all[i]
		if b.words <= bylineMaxWords && b.words >= 3 && b.marks&(unseen|caption) == 0 {
			if names := byline(line{text: b.text, words: strings.Fields(b.text)}); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

// writtenBy reads the labelled data that many blogs give to messengers.
func writtenBy(m *metadata, outlet, host string) []string {
	for _, number := range []string{"1", "2"} {
		switch strings.ToLower(m.first("twitter:label" + number)) {
		case "written by", "by", "author":
			return authorNames([]author{{name: m.first("twitter:data" + number)}}, outlet, host)
		}
	}
	return nil
}

// bylineMark reports whether an element names itself a byline.
func bylineMark(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "rel", "itemprop":
			if strings.EqualFold(a.Val, "author") {
				return true
			}
		case "href":
			if n.Data != "a" || len(a.Val) > longestNames {
				continue
			}
			for _, folder := range []string{"/author/", "/authors/", "/by/", "/people/", "/staff/", "/profile/", "/profiles/", "/contributor/", "/contributors/", "/journalist/", "/writers/"} {
				if strings.Contains(a.Val, folder) {
					return true
				}
			}
		case "class", "data-testid":
			if len(a.Val) > longestNames {
				continue
			}
			for name := range strings.FieldsSeq(a.Val) {
				words := nameWords(name)
				if slices.Contains(words, "byline") || slices.Contains(words, "author") || slices.Contains(words, "authors") {
					return true
				}
			}
		}
	}
	return false
}

// aside reports whether an element stands in the page's furniture.
func aside(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		switch n.Data {
		case "aside", "nav", "footer":
			return true
		case "article", "main", "body": // their names tell of the page, not of the place
			return false
		}
		for _, a := range n.Attr {
			if a.Key == "class" || a.Key == "id" {
				for _, w := range nameWords(a.Val[:min(len(a.Val), longestNames)]) {
					switch w {
					case "comment", "comments", "related", "sidebar", "recirc", "trending", "popular", "caption", "credit":
						return true
					}
				}
			}
		}
	}
	return false
}

// longestByline is the longest text of an element that is taken for a byline, in words.
const longestByline = 25

func shownNames(n *html.Node, outlet, host string) []string {
	var stated []author
	var links func(*html.Node)
	links = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			links(c)
		}
		if n.Data == "a" && n.Type == html.ElementNode {
			if text := plain(textOf(n)); text != "" {
				stated = append(stated, author{name: text})
			}
		}
	}
	text := textOf(n)
	if len(strings.Fields(text)) > longestByline {
		return nil
	}
	links(n)
	if names := authorNames(stated, outlet, host); len(names) > 0 {
		return names
	}
	for part := range strings.Lines(text) {
		if names := authorNames([]author{{name: plain(part)}}, outlet, host); len(names) > 0 {
			return names
		}
	}
	return nil
}

// authorNames are the names among what a page states, each once. People come before
// organisations; an organisation counts when nobody else is named and it is not the
// outlet.
func authorNames(stated []author, outlet, host string) []string {
	var people, others []string
	add := func(list []string, name string) []string {
		if slices.ContainsFunc(list, func(known string) bool { return strings.EqualFold(known, name) }) {
			return list
		}
		return append(list, name)
	}
	for _, a := range stated {
		for _, name := range splitNames(a.name) {
			name = cleanName(name)
			switch {
			case name == "" || outletName(name, outlet, host):
			case !strings.HasSuffix(a.kind, "Organization") && personName(name):
				people = add(people, name)
			case agency(name):
				others = add(others, name)
			}
		}
	}
	if len(people) > 0 {
		return people
	}
	return others
}

// splitNames splits "By Ann Lee, Bo Ek and Cy Dunn".
func splitNames(text string) []string {
	if len(text) > 400 {
		return nil
	}
	fields := strings.FieldsFunc(text, func(r rune) bool {
		return r == ',' || r == ';' || r == '|' || r == '\n' || r == '/' || r == '•' || r == '·'
	})
	var names []string
	for _, field := range fields {
		words := strings.Fields(field)
		start := 0
		for i, w := range words {
			switch strings.ToLower(w) {
			case "and", "&", "with", "–", "-", "—":
				names = append(names, strings.Join(words[start:i], " "))
				start = i + 1
			}
		}
		names = append(names, strings.Join(words[start:], " "))
	}
	return names
}

// cleanName drops what stands around a name: "By", "Story by", an address.
func cleanName(name string) string {
	name = strings.TrimSpace(name)
	for _, before := range []string{"written by", "story by", "reviewed by", "reported by", "posted by", "published by", "words by", "by:", "by", "author:", "from", "dr.", "prof."} {
		if len(name) > len(before) && strings.EqualFold(name[:len(before)], before) && (name[len(before)] == ' ' || strings.HasSuffix(before, ":")) {
			name = strings.TrimSpace(name[len(before):])
		}
	}
	if i := strings.IndexAny(name, "(@<["); i >= 0 {
		name = strings.TrimSpace(name[:i])
	}
	return inCase(strings.Trim(name, " .:*\"“”'"))
}

// inCase writes a name that is all in capitals as names are written.
func inCase(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 || strings.ToUpper(name) != name || agency(name) {
		return name
	}
	for i, word := range words {
		runes := []rune(strings.ToLower(word))
		for j := range runes {
			if j == 0 || runes[j-1] == '-' || runes[j-1] == '\'' || runes[j-1] == '’' || runes[j-1] == '.' || j == 2 && runes[0] == 'm' && runes[1] == 'c' {
				runes[j] = unicode.ToUpper(runes[j])
			}
		}
		words[i] = string(runes)
	}
	return strings.Join(words, " ")
}

// personName reports whether a name reads like a person's.
func personName(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 5 || len(name) > 60 || strings.ContainsAny(name, "0123456789:/_#?!©") {
		return false
	}
	for i, w := range words {
		if roleWord(w) {
			return false
		}
		first := firstRune(w)
		if !unicode.IsUpper(first) && !unicode.IsTitle(first) && (i == 0 || !nameWord(w)) && unicode.Is(unicode.Latin, first) {
			return false
		}
	}
	return !agency(name)
}

// roleWord reports whether a word is no part of a person's name: a role, an
// organisation, a time.
func roleWord(word string) bool {
	switch strings.ToLower(strings.Trim(word, ".,’'")) {
	case "staff", "reporter", "reporters", "editor", "editors", "correspondent", "writer", "writers", "contributor", "contributors", "columnist",
		"desk", "team", "newsroom", "news", "press", "agency", "service", "services", "wire", "wires", "editorial", "board", "bureau", "media", "magazine",
		"times", "post", "daily", "tribune", "journal", "network", "online", "digital", "admin", "administrator", "guest", "author", "journalist",
		"producer", "university", "institute", "foundation", "association", "department", "office", "company", "group", "inc", "ltd", "llc", "com",
		"the", "our", "your", "follow", "view", "profile", "posts", "articles", "more", "read", "about", "senior", "chief", "updated", "published", "min", "ago",
		"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "share", "email", "twitter", "facebook", "comments":
		return true
	}
	return false
}

// agency reports whether a name is that of a news agency.
func agency(name string) bool {
	switch strings.TrimPrefix(letters(name), "the") {
	case "associatedpress", "ap", "reuters", "agencefrancepresse", "afp", "dpa", "ansa", "efe", "tass", "interfax", "xinhua", "kyodo", "bloomberg", "bloombergnews",
		"pamedia", "pressassociation", "upi", "unitedpressinternational", "canadianpress", "healthday", "pti", "ani", "ians", "ukrinform":
		return true
	}
	return false
}

// outletName reports whether a name is the outlet's.
func outletName(name, outlet, host string) bool {
	n := letters(name)
	if n == "" || agency(name) {
		return n == ""
	}
	return n == letters(outlet) || len(n) > 4 && (strings.Contains(letters(host), n) || strings.Contains(letters(outlet), n)) ||
		len(letters(outlet)) > 4 && strings.Contains(n, letters(outlet))
}
