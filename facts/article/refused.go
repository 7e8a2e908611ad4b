package article

import "strings"

// leastProse is how many words of running text make an article.
const leastProse = 60

// leastSnap is how many words are enough on a page that states itself an article that
// everyone may read: agencies break news in one paragraph.
const leastSnap = 30

// newsArticle reports whether a page states itself an article, is no video's, and does
// not state that readers have to pay.
func (m *metadata) newsArticle() bool {
	if len(m.stated) == 0 || strings.HasPrefix(strings.ToLower(m.first("og:type")), "video") {
		return false
	}
	for _, s := range m.stated {
		if s.paid {
			return false
		}
	}
	return true
}

// refused tells why a page is no article; nothing when it is one.
func refused(m *metadata, all, kept []block, title string) Problem {
	prose := 0
	for i := range kept {
		if kept[i].prose() || kept[i].marks&quoted != 0 || kept[i].words >= 4 && closed(kept[i].text) {
			prose += kept[i].words
		}
	}
	text := strings.ToLower(title + "\n" + m.title + "\n" + join(kept))
	switch {
	case prose < 3*leastProse && failed(m, title):
		return NotFound
	case index(m, all, kept, prose):
		return Index
	case prose >= 5*leastProse:
		return ""
	case walled(text):
		return Walled
	case prose >= leastProse, prose >= leastSnap && m.newsArticle():
		return ""
	}
	return hollow(m, all)
}

// failed reports whether a page says that there is nothing to show.
func failed(m *metadata, title string) bool {
	for _, head := range []string{title, m.title} {
		head = " " + fold(head) + " "
		for _, phrase := range []string{" 404 ", " 403 ", " 410 ", " 500 ", " 502 ", " 503 ", " not found ", " page unavailable ", " access denied ", " forbidden ", " server error ",
			" bad gateway ", " service unavailable ", " something went wrong ", " no longer available ", " page doesn t exist ", " page does not exist ", " error "} {
			if strings.Contains(head, phrase) && len(strings.Fields(head)) <= 10 {
				return true
			}
		}
	}
	return false
}

// index reports whether a page lists articles: many linked headlines over short texts.
func index(m *metadata, all, kept []block, prose int) bool {
	if len(m.stated) > 0 || strings.EqualFold(m.first("og:type"), "article") {
		return false
	}
	linked, words := 0, 0
	for i := range all {
		words += all[i].words
		linked += all[i].linked
	}
	paragraphs, long := 0, 0
	for i := range kept {
		if kept[i].prose() {
			paragraphs++
			if kept[i].words >= 40 {
				long++
			}
		}
	}
	headlines := 0
	for i := range all {
		if all[i].words >= 4 && all[i].linked == all[i].words && all[i].marks&unseen == 0 {
			headlines++
		}
	}
	if prose < leastProse {
		return headlines >= 8 && 2*linked > words
	}
	return headlines >= 10 && headlines > paragraphs && 4*long < paragraphs && 3*linked > words
}

// walled reports whether a short text asks for something instead of telling a story.
func walled(text string) bool {
	asks := 0
	for _, phrase := range []string{"cookie", "consent", "your privacy", "our partners", "subscribe", "subscription", "subscriber", "sign in", "log in", "create an account", "free account", "already have an account",
		"to continue reading", "unlock", "free trial", "ad blocker", "adblock", "enable javascript", "verify you are", "are you a robot", "not a robot", "captcha", "checking your browser", "just a moment", "accept all", "unusual activity"} {
		asks += strings.Count(text, phrase)
	}
	return asks >= 2 && asks*30 >= len(strings.Fields(text))
}

// hollow is why a page without a story has none.
func hollow(m *metadata, all []block) Problem {
	var text strings.Builder
	words, items := 0, 0
	for i := range all {
		words += all[i].words
		text.WriteString(strings.ToLower(all[i].text) + "\n")
		if all[i].words >= 4 && all[i].linked == all[i].words {
			items++
		}
	}
	kind := strings.ToLower(m.first("og:type"))
	switch {
	case walled(text.String()):
		return Walled
	case strings.HasPrefix(kind, "video") || m.first("og:video", "og:video:url", "twitter:player") != "" || m.shows > 0 || m.pictures >= 8:
		return Pictures
	case items >= 8:
		return Index
	case words < leastProse && m.scripts > 0:
		return Scripted
	}
	return NoStory
}
