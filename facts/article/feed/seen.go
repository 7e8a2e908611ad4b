package feed

import (
	"net/url"
	"strings"
	"time"
)

// Seen is what is kept of an item, to know it again. It holds no text of the article.
type Seen struct {
	Key       string // Item.Key
	Page      string // the article's address without what http, https and "www." make of it; may be empty
	Title     string // the title's words in lower case
	Text      string // hash of the text's words; empty when there are too few
	GUID      string
	Published time.Time
}

// Seen is what to keep of the item.
func (i Item) Seen() Seen {
	return Seen{Key: i.Key, Page: pageOf(i.URL), Title: words(i.Title), Text: i.text, GUID: i.GUID, Published: i.Published}
}

// pageOf is empty for a site's front page too: items that lead there have no page of
// their own.
func pageOf(canonical string) string {
	u, err := url.Parse(canonical)
	if err != nil || (u.Path == "/" || u.Path == "") && u.RawQuery == "" {
		return ""
	}
	u.Scheme, u.Host = "", strings.TrimPrefix(u.Host, "www.")
	if path := strings.TrimSuffix(u.EscapedPath(), "/"); path != "" && u.RawQuery == "" {
		return u.Host + path
	}
	return u.Host + u.RequestURI()
}

// News says what an item is to somebody who has seen others.
type News int

// The kinds of news.
const (
	New    News = iota // not seen before
	Edited             // seen, with another title or text, or at another address
	Known              // seen as it is
)

// A Change is what one item of a poll is.
type Change struct {
	News   News
	Item   Item
	Before Seen // what it was, if it is not new
}

// Compare says of each item, in order, what it is to somebody who has seen those
// before, oldest first. An article is known by its page; then by its GUID, if that is
// the item's alone and the words support it; then by its title and text. Dates decide
// nothing but that two items of the same words are two: an item without a date, or with
// an old one, is as new as any.
//
// In doubt an item is New: then its page is fetched once more and the library sees that
// it has the text already. Taken for known, it would be lost. A text that comes back
// after an edit is Known, since sites serve old and new copies side by side for hours.
func Compare(seen []Seen, items []Item) []Change {
	m := newMemory(seen, items)
	changes := make([]Change, 0, len(items))
	for _, item := range items {
		now := item.Seen()
		before, news := m.find(now)
		changes = append(changes, Change{News: news, Item: item, Before: before})
		m.add(now)
		if now.Page != "" && news != Known {
			m.handled[now.Page] = true
		}
	}
	return changes
}

// memory finds what was seen by all that it can be known by.
type memory struct {
	key, page, guid, story map[string]Seen
	shared                 map[string]bool // GUIDs that several items have
	handled                map[string]bool // pages that this poll has told of
}

func newMemory(seen []Seen, items []Item) *memory {
	m := &memory{
		key:     map[string]Seen{},
		page:    map[string]Seen{},
		guid:    map[string]Seen{},
		story:   map[string]Seen{},
		shared:  map[string]bool{},
		handled: map[string]bool{},
	}
	for _, s := range seen {
		m.add(s)
	}
	inPoll := map[string]bool{}
	for _, i := range items {
		if inPoll[i.GUID] {
			m.shared[i.GUID] = true
		}
		inPoll[i.GUID] = true
	}
	return m
}

func (m *memory) add(s Seen) {
	m.key[s.Key] = s
	if s.Page != "" {
		m.page[s.Page] = s
	}
	if s.GUID != "" {
		m.guid[s.GUID] = s
	}
	if s.Text != "" {
		m.story[s.Title+"\x00"+s.Text] = s
	}
}

func (m *memory) find(now Seen) (Seen, News) {
	if before, ok := m.key[now.Key]; ok {
		return before, Known
	}
	if before, ok := m.page[now.Page]; ok && now.Page != "" {
		if m.handled[now.Page] || same(before, now) { // one page is one article, however often a feed names it
			return before, Known
		}
		return before, Edited
	}
	if before, ok := m.guid[now.GUID]; ok && now.GUID != "" && !m.shared[now.GUID] && supports(before, now) {
		if same(before, now) {
			return before, Known
		}
		return before, Edited
	}
	if before, ok := m.story[now.Title+"\x00"+now.Text]; ok && now.Text != "" && !apart(before, now) {
		return before, Known
	}
	return Seen{}, New
}

// same reports whether two items say the same, whatever their addresses are.
func same(a, b Seen) bool { return a.Title == b.Title && a.Text == b.Text && a.Text != "" }

// supports reports whether the words of two items with one GUID are those of one
// article. Some feeds number their items by place, so that a GUID wanders from one
// article to the next.
func supports(a, b Seen) bool {
	if apart(a, b) && a.Text != b.Text {
		return false
	}
	return a.Text != "" && a.Text == b.Text || akin(a.Title, b.Title)
}

// akin reports whether half of the words of two titles are the same.
func akin(a, b string) bool {
	if a == b {
		return a != ""
	}
	in := map[string]bool{}
	for word := range strings.FieldsSeq(a) {
		in[word] = true
	}
	all, both := len(in), 0
	for word := range strings.FieldsSeq(b) {
		known, counted := in[word]
		switch {
		case known:
			both++
			in[word] = false
		case !counted:
			all++
			in[word] = false
		}
	}
	return all > 0 && 2*both >= all
}

// column is how far apart two issues of a daily column are at least, which may have the
// same title and the same few words every day.
const column = 20 * time.Hour

func apart(a, b Seen) bool {
	return !a.Published.IsZero() && !b.Published.IsZero() && a.Published.Sub(b.Published).Abs() >= column
}

// remembered is how many items of a feed are kept at least. Feeds show between ten and
// a few hundred.
const remembered = 1000

// Remember is what is to be kept after a poll, oldest first: what was seen before and
// what is there now, and at least twice as many as there are now, so that an item which
// goes and comes back is not new.
func Remember(seen []Seen, items []Item) []Seen {
	now := make(map[string]bool, len(items))
	for _, i := range items {
		now[i.Key] = true
	}
	kept := make([]Seen, 0, len(seen)+len(items))
	for _, s := range seen {
		if !now[s.Key] {
			kept = append(kept, s)
		}
	}
	for _, i := range items {
		kept = append(kept, i.Seen())
	}
	if limit := max(remembered, 2*len(items)); len(kept) > limit {
		kept = kept[len(kept)-limit:]
	}
	return kept
}
