package article

import (
	"slices"
	"strings"
	"unicode"
)

// furnitureWords is how long a paragraph may be to be taken for furniture by its first
// words; one that only holds such a phrase must be shorter still.
const furnitureWords = 60

// shortFurnitureWords is the same for openings that stories use, too; those must not
// end as a sentence does.
const shortFurnitureWords = 16

// furnitureOpenings are how paragraphs begin that belong to the page.
func furnitureOpenings() []string {
	return []string{
		"read more:", "read more about", "read more on", "read also", "also read", "read next", "see also", "related:", "related video", "related reading", "more:", "listen:",
		"recommended:", "editor's note", "editors' note", "author's note", "sign up ", "sign up for", "subscribe ", "click here", "follow us", "follow @", "like us on", "share this",
		"copyright ", "©", "reporting by ", "additional reporting", "editing by ", "writing by ", "compiled by ", "contributing:", "credit:", "image credit", "photo credit", "photo:",
		"photo by", "photos by", "photograph by", "image copyright", "this story was originally", "this article was originally", "originally published", "this article originally appeared",
		"this story originally appeared", "this article appeared in", "a version of this", "next story", "previous story", "up next", "by signing up", "by clicking", "by subscribing",
		"by entering your email", "by submitting", "please enter", "enter your email", "get the latest", "download our", "listen to this", "our standards:", "more information:", "journal information:",
		"citation:", "last updated", "first published", "published:", "published under", "posted:", "posted in", "updated:", "filed under", "tagged", "tags:", "topics:", "story continues",
		"article continues", "advertisement", "have a tip", "got a tip", "got a story", "do you have a story", "do you have a tip", "this is a developing story", "this report was based", "we may earn", "this website uses", "this site uses", "we use cookies",
		"all products featured", "thank you for reading", "thanks for reading", "already a subscriber", "already have an account", "view this post", "a post shared by",
		"this document is subject", "you can unsubscribe", "disclaimer:", "skip past", "after newsletter promotion", "privacy notice", "to support journalism", "join thousands of",
		"your browser does not support", "video unavailable", "video not available", "manage my cookies", "allow cookies", "view gallery", "toggle caption", "enlarge this image", "view image in",
		"leave a comment", "comment below", "have your say", "join the conversation", "for more stories", "you must be logged in", "sponsored:", "unlock this",
	}
}

// shortFurnitureOpenings are those of short lines only.
func shortFurnitureOpenings() []string {
	return []string{
		"read:", "read ", "watch:", "watch ", "image:", "picture:", "pictured:", "contact ", "support our", "support the", "help keep", "register ", "log in", "sign in", "download ", "click to ", "join our ",
		"get our ", "for more information", "more from", "more on", "more about", "don't miss", "follow ", "what do you think", "let us know", "tell us", "email us", "send us", "get in touch", "you can follow",
		"share on", "share via", "save ", "subscribe", "sign up", "play video", "show more", "load more", "trending", "most read", "most popular", "recommended", "by ", "from ", "story by", "words by", "this content is", "source:", "via ",
		"play ", "live updates", "live:", "just in", "breaking:", "also in", "in case you missed",
	}
}

// furniturePhrases give a paragraph away wherever they stand in it.
func furniturePhrases() []string {
	return []string{
		"contributed to this report", "contributed reporting", "contributed to this story", "contributed to this article", "all rights reserved", "privacy policy", "privacy notice",
		"terms of service", "terms of use", "terms and conditions", "can be reached at", "on twitter @", "on twitter at", "formerly twitter, at", "our newsletter", "free newsletter", "daily newsletter", "weekly newsletter",
		"morning newsletter", "newsletter here", "created this story using technology", "this story was updated", "this article was updated", "this story has been updated", "this article has been updated", "lightly edited and condensed",
		"lightly edited for clarity", "may earn a commission", "affiliate commission", "affiliate links", "to read today newsletter", "coverage receives support", "opinion column that solely", "reprint permission",
		"delivered to your inbox", "straight to your inbox", "in your inbox", "click here to", "opens in a new window", "opens in new window", "receive emails from", "unsubscribe at any time", "all times are", "for personal, non-commercial use",
	}
}

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
		return strings.Contains(text, "all rights reserved")
	}
	bare := strings.TrimRight(text, ".:!›»>… ")
	switch bare {
	case "advertisement", "advertising", "loading", "recommended", "recommended videos", "related", "related articles", "related stories",
		"related content", "read more", "more", "share", "share this", "comments", "email", "facebook twitter email", "follow",
		"save", "print", "tweet", "subscribe", "sign up", "newsletter", "key points", "key takeaways", "menu", "close", "show caption", "hide caption", "photo",
		"video", "watch", "listen", "references", "sources", "table of contents", "most read", "most popular", "trending",
		"purchase licensing rights", "submit", "opens in new window", "image source", "image caption", "media caption", "more on this story",
		"you may also like", "recommended stories", "story continues below advertisement", "article continues below advertisement", "source":
		return true
	}
	opens := func(start string) bool { return strings.HasPrefix(text, start) }
	holds := func(phrase string) bool { return strings.Contains(text, phrase) }
	switch {
	case slices.ContainsFunc(furnitureOpenings(), opens), slices.ContainsFunc(furniturePhrases(), holds):
		return true
	case b.words <= shortFurnitureWords && !strings.ContainsRune(`.:"”`, lastRune(b.text)) && slices.ContainsFunc(shortFurnitureOpenings(), opens):
		return true
	case b.words <= shortFurnitureWords && furniture(line{text: b.text, words: strings.Fields(b.text)}):
		return true
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
