package article

import "strings"

// leastProse is how many words of running text make an article.
const leastProse = 60

// leastWords is how few words are as good as none: a title and a line that asks for scripts.
const leastWords = 15

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
	case len(m.stated) == 0 && (prose < leastProse && failed(m, title) || prose < 3*leastProse && failedPlainly(m, title)):
		return NotFound
	case index(m, all, kept, prose):
		return Index
	case prose >= 5*leastProse:
		return ""
	case walled(text, prose >= leastProse):
		return Walled
	case prose >= leastProse, prose >= leastSnap && m.newsArticle():
		return ""
	}
	return hollow(m, all)
}

// failedPlainly reports whether a page's title begins as those of error pages do.
func failedPlainly(m *metadata, title string) bool {
	for _, head := range []string{title, m.title} {
		head = fold(head) + " "
		for _, start := range []string{"404 ", "403 forbidden ", "410 gone ", "error 4", "error 5", "500 internal ", "502 bad ", "503 service ", "page not found ", "access denied ", "not found "} {
			if strings.HasPrefix(head, start) {
				return true
			}
		}
	}
	return false
}

// failed reports whether a page without a story says that there is nothing to show.
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

// index reports whether a page lists articles: mostly links, or short texts each under
// a headline that is a link.
func index(m *metadata, all, kept []block, prose int) bool {
	if len(m.stated) > 0 || strings.EqualFold(m.first("og:type"), "article") {
		return false
	}
	linked, words, headlines := 0, 0, 0
	for i := range all {
		words += all[i].words
		linked += all[i].linked
		if headlineLink(&all[i]) {
			headlines++
		}
	}
	if prose < leastProse {
		return headlines >= fewestHeadlines && 2*linked > words
	}
	paragraphs, under, long := 0, 0, 0 // paragraphs that stand under a link, and long ones
	next, link := 0, false
	for i := range all {
		if headlineLink(&all[i]) && all[i].marks&apart == 0 {
			link = true
		}
		if next < len(kept) && all[i].node == kept[next].node && all[i].text == kept[next].text {
			if kept[next].prose() {
				paragraphs++
				if link {
					under++
				}
				if kept[next].words >= longParagraph {
					long++
				}
				link = false
			}
			next++
		}
	}
	return under >= fewestHeadlines && 3*under > 2*paragraphs && 4*long < paragraphs
}

const (
	fewestHeadlines = 8
	longParagraph   = 40 // words; teasers are shorter
)

func headlineLink(b *block) bool {
	return b.words >= 4 && b.linked == b.words && b.marks&unseen == 0
}

// walled reports whether a short text asks for something instead of telling a story.
// Of one that could be a story more is needed: stories are told of cookies, too.
func walled(text string, prose bool) bool {
	asks, ways := 0, 0
	for _, phrase := range []string{"cookie", "consent", "your privacy", "our partners", "subscribe", "subscription", "subscriber", "sign in", "log in", "create an account", "free account", "already have an account",
		"to continue reading", "unlock", "free trial", "ad blocker", "adblock", "enable javascript", "verify you are", "are you a robot", "not a robot", "captcha", "checking your browser", "just a moment", "accept all", "unusual activity"} {
		if n := strings.Count(text, phrase); n > 0 {
			asks, ways = asks+n, ways+1
		}
	}
	if words := len(strings.Fields(text)); prose {
		return ways >= 4 && asks*20 >= words
	} else {
		return asks >= 2 && asks*30 >= words
	}
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
	case walled(text.String(), false):
		return Walled
	case strings.HasPrefix(kind, "video") || m.first("og:video", "og:video:url", "twitter:player") != "" || m.shows > 0 || m.pictures >= 8:
		return Pictures
	case items >= 8:
		return Index
	case words < leastWords && m.scripts > 0:
		return Scripted
	}
	return NoStory
}
