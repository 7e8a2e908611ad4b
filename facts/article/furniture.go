package article

import (
	"strings"
	"unicode"
)

// furnitureWords is how long a paragraph may be to be taken for furniture by its first
// words; one that only holds such a phrase must be shorter still.
const furnitureWords = 60

// furnished reports whether a block is furniture of the page by what it says: calls to
// read, share, subscribe or pay, credits, notes about the text itself.
func furnished(b *block, title string) bool {
	if 10*b.linked >= 9*b.words && (b.words > 3 || b.marks&heading == 0) && b.words < 25 {
		return true
	}
	text := strings.ToLower(strings.TrimLeft(b.text, "([*•·-–—>» "))
	text = strings.NewReplacer("’", "'", "‘", "'").Replace(text)
	if sameText(text, title) {
		return true
	}
	if b.words > furnitureWords {
		return false
	}
	bare := strings.TrimRight(text, ".:!›»>… ")
	switch bare {
	case "advertisement", "advertising", "loading", "recommended", "recommended videos", "related", "related articles", "related stories",
		"related content", "read more", "more", "share", "share this", "comments", "email", "facebook twitter email", "follow",
		"save", "print", "tweet", "subscribe", "sign up", "newsletter", "menu", "close", "show caption", "hide caption", "photo",
		"video", "watch", "listen", "references", "sources", "table of contents", "most read", "most popular", "trending",
		"purchase licensing rights", "submit", "opens in new window", "image source", "image caption", "media caption", "more on this story",
		"you may also like", "recommended stories", "story continues below advertisement", "article continues below advertisement", "source":
		return true
	}
	for _, start := range []string{
		"read more:", "read more about", "read more on", "read also", "also read", "read next", "read:", "see also", "related:", "related video", "more:", "watch:", "listen:",
		"recommended:", "editor's note", "editors' note", "author's note", "sign up ", "subscribe ", "join our ", "click here", "click to ",
		"follow us", "follow @", "like us on", "share this", "copyright ", "©", "reporting by ", "additional reporting", "editing by ",
		"writing by ", "compiled by ", "contributing:", "credit:", "image credit", "photo credit", "photo:", "photo by", "photos by", "photograph by", "picture:",
		"image:", "this story was originally", "this article was originally", "originally published", "this article originally appeared",
		"this story originally appeared", "this article appeared in", "a version of this",
		"next story", "previous story", "up next", "by signing up", "by clicking", "by subscribing", "please enter", "get the latest", "get our ",
		"download the", "download our", "listen to this", "our standards:", "more information:", "journal information:", "citation:", "last updated", "first published",
		"published:", "posted:", "updated:", "story continues", "article continues", "for more information", "have a tip", "got a tip", "do you have a ",
		"contact the ", "contact us", "this is a developing story", "this report was based", "we may earn", "this website uses", "we use cookies",
		"all products featured", "support our", "help keep", "thank you for reading", "thanks for reading", "already a subscriber", "already have an account", "download pdf",
		"view this post", "a post shared by", "this content is", "this document is subject", "register ", "log in ", "you can unsubscribe",
	} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	for _, phrase := range []string{
		"contributed to this report", "contributed reporting", "contributed to this story", "contributed to this article", "all rights reserved", "privacy policy",
		"terms of service", "terms of use", "can be reached at", "on twitter @", "on twitter at", "formerly twitter, at", "our newsletter", "created this story using technology",
		"this story was updated", "lightly edited and condensed", "lightly edited for clarity", "may earn a commission", "affiliate commission", "one story to read today",
		"coverage receives support", "free newsletter", "daily newsletter", "weekly newsletter", "morning newsletter", "opinion column that solely", "reprint permission",
	} {
		if strings.Contains(text, phrase) {
			return true
		}
	}
	return credited(b.text)
}

// credited reports whether a text ends in a picture's credit.
func credited(text string) bool {
	i := max(strings.LastIndex(text, "Credit:"), strings.LastIndex(text, "(Photo"), strings.LastIndex(text, "(Image"),
		strings.LastIndex(text, "(AP Photo"), strings.LastIndex(text, "Photo:"), strings.LastIndex(text, "Getty Images"), strings.LastIndex(text, "Photograph:"))
	return i >= 0 && len(strings.Fields(text[i:])) <= 8 && len(strings.Fields(text)) < 45
}

// sameText compares two texts by their letters and digits, in any case.
func sameText(a, b string) bool {
	return b != "" && letters(a) == letters(b)
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
