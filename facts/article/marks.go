package article

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// marks are what the elements around a block say about it.
type marks uint16

const (
	heading marks = 1 << iota // h1 to h6
	item                      // of a list
	cell                      // of a table
	quoted                    // a blockquote
	caption                   // of a picture or a video
	apart                     // nav, footer, aside, or named as what is no story: "related", "newsletter"
	remarks                   // by readers, under the story
	unseen                    // not shown by a browser, or only read aloud
)

func ownMarks(n *html.Node) marks {
	var m marks
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		m = heading
	case atom.Li, atom.Dd, atom.Dt:
		m = item
	case atom.Td, atom.Th:
		m = cell
	case atom.Blockquote:
		m = quoted
	case atom.Figure, atom.Figcaption, atom.Caption:
		m = caption
	case atom.Nav, atom.Footer, atom.Aside, atom.Menu, atom.Dialog:
		m = apart
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			m |= unseen
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
				strings.Contains(style, "clip:rect(0") || strings.Contains(style, "clip-path:inset(50%)") {
				m |= unseen
			}
		case "role":
			switch strings.ToLower(a.Val) {
			case "navigation", "complementary", "contentinfo", "dialog", "alert", "alertdialog", "search", "banner", "menu", "tablist", "toolbar":
				m |= apart
			}
		case "class", "id", "data-testid", "data-component", "data-component-name", "data-module", "itemprop", "data-type":
			if n.DataAtom == atom.Blockquote { // "twitter-tweet": the story quotes it
				continue
			}
			m |= named(a.Val)
		}
	}
	return m
}

// named is what the names that a page gave an element say about it.
func named(names string) marks {
	if len(names) > longestNames {
		return 0
	}
	var m marks
	for name := range strings.FieldsSeq(names) {
		if name == "hidden" && !strings.Contains(names, ":") { // "hidden md:block" is shown on wide screens
			m |= unseen
		}
		words := nameWords(name)
		for i, w := range words {
			switch w {
			case "visuallyhidden", "sronly":
				m |= unseen
			case "visually", "sr":
				if i+1 < len(words) && (words[i+1] == "hidden" || words[i+1] == "only") {
					m |= unseen
				}
			case "screen":
				if slices.Contains(words[i:], "reader") {
					m |= unseen
				}
			case "comment", "comments", "disqus":
				m |= apart | remarks
			case "key": // the story again, in brief
				if i+1 < len(words) && (words[i+1] == "points" || words[i+1] == "takeaways") {
					m |= apart
				}
			case "keypoints":
				m |= apart
			case "caption", "captions", "figcaption", "credit", "credits":
				m |= caption
			default:
				if notStory(w) {
					m |= apart
				}
			}
		}
	}
	return m
}

const longestNames = 2000 // bytes of one attribute; a page that needs more says nothing by it

// nameWords splits "article-relatedLinks_2" into its words, in lower case.
func nameWords(name string) []string {
	var words []string
	start, before := 0, rune(0)
	for i, r := range name {
		letter := unicode.IsLetter(r)
		if !letter || unicode.IsUpper(r) && unicode.IsLower(before) {
			if i > start {
				words = append(words, strings.ToLower(name[start:i]))
			}
			start = i
			if !letter {
				start = i + len(string(r))
			}
		}
		before = r
	}
	if start < len(name) {
		words = append(words, strings.ToLower(name[start:]))
	}
	return words
}

// notStory reports whether a word in an element's name says that it is no part of the story.
func notStory(word string) bool {
	switch word {
	case "related", "newsletter", "newsletters", "promo", "promos", "promotion", "share", "sharing", "social", "sidebar",
		"byline", "bylines", "bio", "author", "authors", "advert", "advertisement", "ad", "ads", "sponsor",
		"sponsored", "recirc", "recirculation", "recommended", "recommendations", "recommendation", "trending", "popular",
		"footer", "nav", "navigation", "navbar", "menu", "breadcrumb", "breadcrumbs", "tags", "taglist", "cookie", "cookies",
		"consent", "gdpr", "subscribe", "subscription", "signup", "popup", "modal", "tooltip", "copyright", "disclaimer",
		"timestamp", "dateline", "outbrain", "taboola", "readmore", "flipboard", "facebook", "twitter", "whatsapp",
		"pinterest", "toolbar", "login", "register", "donate", "donation", "player", "carousel", "slideshow", "skip", "masthead",
		"banner", "alert", "toc", "widget", "pagination", "pager", "rating", "poll", "survey", "jobs", "shop", "shopping",
		"photogallery", "galleries", "support", "dek", "standfirst", "deck", "gating", "gated", "teaser", "teasers", "lightbox", "topics", "topic", "eyebrow", "kicker", "noprint", "editors", "read":
		return true
	}
	return false
}
