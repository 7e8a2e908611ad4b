package feed_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/facts/article/feed"
)

// An entry is what a feed says of an article.
type entry struct{ link, title, text, guid, date string }

func (e entry) xml() string {
	return fmt.Sprintf("<item><link>%s</link><title>%s</title><description>%s</description><guid>%s</guid><pubDate>%s</pubDate></item>", e.link, e.title, e.text, e.guid, e.date)
}

func poll(t *testing.T, entries ...entry) []feed.Item {
	t.Helper()
	items := make([]string, len(entries))
	for i, e := range entries {
		items[i] = e.xml()
	}
	return parse(t, channel(items...)).Items
}

func news(changes []feed.Change) string {
	words := make([]string, len(changes))
	for i, c := range changes {
		words[i] = []string{"new", "edited", "known"}[c.News]
	}
	return strings.Join(words, " ")
}

func TestCompare(t *testing.T) {
	bridge := entry{"https://post.example/bridge", "Council keeps the old bridge", "The council voted on Monday to keep the old bridge open for walkers.", "7", "Mon, 03 Mar 2025 16:15:00 GMT"}
	ferry := entry{"https://post.example/ferry", "Ferry runs again", "The ferry across the bay runs again from today on, its owner said.", "8", "Mon, 03 Mar 2025 17:00:00 GMT"}
	with := func(e entry, change func(*entry)) entry { change(&e); return e }
	column := entry{"https://post.example/briefing/1", "Morning briefing", "All the news you need to start the day, every morning at seven.", "b1", "Sun, 02 Mar 2025 07:00:00 GMT"}

	for name, test := range map[string]struct {
		polls [][]entry
		want  string // of the last poll
	}{
		"the first poll":   {[][]entry{{bridge, ferry}}, "new new"},
		"nothing happened": {[][]entry{{bridge, ferry}, {bridge, ferry}}, "known known"},
		"one more":         {[][]entry{{bridge}, {ferry, bridge}}, "new known"},
		"another title":    {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.title = "Council keeps old bridge, 5 to 4" })}}, "edited"},
		"a figure corrected": {[][]entry{{with(bridge, func(e *entry) { e.text = "It counted 138 votes." })},
			{with(bridge, func(e *entry) { e.text = "It counted 137 votes." })}}, "edited"},
		"another GUID":                        {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.guid = "https://post.example/bridge#0" })}}, "known"},
		"no GUID any more":                    {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.guid = "" })}}, "known"},
		"another date":                        {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.date = "Tue, 04 Mar 2025 10:00:00 GMT" })}}, "known"},
		"no date":                             {[][]entry{{bridge}, {with(ferry, func(e *entry) { e.date = "" })}}, "new"},
		"an old date":                         {[][]entry{{bridge}, {with(ferry, func(e *entry) { e.date = "Sat, 01 Mar 2003 10:00:00 GMT" })}}, "new"},
		"a fragment":                          {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.link += "#comments" })}}, "known"},
		"a tracking parameter":                {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.link += "?utm_campaign=x" })}}, "known"},
		"https and http":                      {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.link = "http://www.post.example/bridge/" })}}, "known"},
		"marks only":                          {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.title = "Council keeps the ‘old bridge’" })}}, "known"},
		"gone and back":                       {[][]entry{{bridge, ferry}, {ferry}, {ferry}, {bridge, ferry}}, "known known"},
		"edited and back, as from two caches": {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.title = "Old bridge stays" })}, {bridge}}, "known"},
		"listed twice":                        {[][]entry{{bridge, with(bridge, func(e *entry) { e.text = "Elsewhere it is told in other words." })}}, "new known"},
		"a live page, newest first": {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.link += "#2"; e.title = "Now the mayor speaks" }), bridge}},
			"edited known"},
		"a live page, oldest first": {[][]entry{{bridge}, {bridge, with(bridge, func(e *entry) { e.link += "#2"; e.title = "Now the mayor speaks" })}},
			"known edited"},

		"moved":                 {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.link = "https://post.example/2025/bridge"; e.guid = "" })}}, "known"},
		"moved, with its GUID":  {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.link = "https://post.example/2025/bridge" })}}, "known"},
		"moved and retitled":    {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.link = "https://post.example/old-bridge"; e.title = "Old bridge stays" })}}, "edited"},
		"moved and rewritten":   {[][]entry{{bridge}, {with(bridge, func(e *entry) { e.link = "https://post.example/b"; e.title += " open"; e.text = "Other words." })}}, "edited"},
		"a GUID that wanders":   {[][]entry{{with(bridge, func(e *entry) { e.guid = "1" })}, {with(ferry, func(e *entry) { e.guid = "1" })}}, "new"},
		"a GUID that all share": {[][]entry{{with(bridge, func(e *entry) { e.guid = "post" })}, {with(ferry, func(e *entry) { e.guid = "post" }), with(bridge, func(e *entry) { e.guid = "post" })}}, "new known"},
		"a daily column": {[][]entry{{column}, {with(column, func(e *entry) {
			e.link, e.guid, e.date = "https://post.example/briefing/2", "b2", "Mon, 03 Mar 2025 07:00:00 GMT"
		})}}, "new"},
		"the same few words elsewhere": {[][]entry{{with(bridge, func(e *entry) { e.text = "Watch live."; e.guid = "" })},
			{with(bridge, func(e *entry) { e.text = "Watch live."; e.guid = ""; e.link += "2" })}}, "new"},

		"without addresses":        {[][]entry{{{title: "Snow on the pass", guid: "1"}}, {{title: "Snow on the pass", guid: "1"}, {title: "Rain in the vale", guid: "2"}}}, "known new"},
		"all lead to the front":    {[][]entry{{{link: "https://post.example/", title: "Snow on the pass"}}, {{link: "https://post.example/", title: "Rain in the vale"}}}, "new"},
		"pages told by parameters": {[][]entry{{{link: "https://post.example/?p=1", title: "Snow"}}, {{link: "https://post.example/?p=2", title: "Rain"}}}, "new"},
	} {
		var seen []feed.Seen
		got := ""
		for _, entries := range test.polls {
			items := poll(t, entries...)
			got = news(feed.Compare(seen, items))
			seen = feed.Remember(seen, items)
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

func TestCompareTellsWhatWas(t *testing.T) {
	before := poll(t, entry{link: "https://post.example/a", title: "Old bridge stays"})
	after := poll(t, entry{link: "https://post.example/a", title: "Old bridge goes"})
	changes := feed.Compare(feed.Remember(nil, before), after)
	if len(changes) != 1 || changes[0].Before.Key != before[0].Key || changes[0].Item.Key != after[0].Key {
		t.Errorf("%+v", changes)
	}
}

func TestRemember(t *testing.T) {
	var seen []feed.Seen
	first := poll(t, entry{link: "https://post.example/0", title: "Title 0"})
	always := poll(t, entry{link: "https://post.example/always", title: "Always there"})
	seen = feed.Remember(seen, first)
	for n := range 1500 {
		item := feed.Item{URL: fmt.Sprintf("https://post.example/%d", n+1), Title: fmt.Sprint("Title ", n+1), Key: fmt.Sprint(n)}
		seen = feed.Remember(seen, []feed.Item{item, always[0]})
	}
	if len(seen) != 1000 {
		t.Errorf("%d are kept", len(seen))
	}
	keys := make([]string, len(seen))
	for i, s := range seen {
		keys[i] = s.Key
	}
	if slices.Contains(keys, first[0].Key) || keys[len(keys)-1] != always[0].Key || keys[len(keys)-2] != "1499" {
		t.Error("not the latest are kept")
	}

	many := make([]feed.Item, 3000)
	for n := range many {
		many[n] = feed.Item{URL: fmt.Sprintf("https://post.example/many/%d", n), Key: fmt.Sprint("many ", n)}
	}
	seen = feed.Remember(seen, many)
	seen = feed.Remember(seen, many[:2500])
	if got := feed.Compare(seen, many); slices.ContainsFunc(got, func(c feed.Change) bool { return c.News != feed.Known }) {
		t.Error("items of a large feed are forgotten at once")
	}
}

func TestNext(t *testing.T) {
	now := at(2025, time.March, 3, 12)
	for name, test := range map[string]struct {
		last             feed.Result
		soonest, longest time.Duration
	}{
		"a success":                      {feed.Result{}, 13*time.Minute + 30*time.Second, 16*time.Minute + 30*time.Second},
		"a failure":                      {feed.Result{Failures: 1}, 27 * time.Minute, 33 * time.Minute},
		"the second":                     {feed.Result{Failures: 2}, 54 * time.Minute, 66 * time.Minute},
		"the fifth":                      {feed.Result{Failures: 5}, 7*time.Hour + 12*time.Minute, 8*time.Hour + 48*time.Minute},
		"the sixth":                      {feed.Result{Failures: 6}, 10*time.Hour + 48*time.Minute, 12 * time.Hour},
		"the thousandth":                 {feed.Result{Failures: 1000}, 10*time.Hour + 48*time.Minute, 12 * time.Hour},
		"too many requests":              {feed.Result{Failures: 1, Busy: true}, 54 * time.Minute, 66 * time.Minute},
		"too many, again and again":      {feed.Result{Failures: 4, Busy: true}, 3*time.Hour + 36*time.Minute, 4*time.Hour + 24*time.Minute},
		"asked for a minute":             {feed.Result{Failures: 1, RetryAfter: time.Minute}, 27 * time.Minute, 33 * time.Minute},
		"asked for six hours":            {feed.Result{Failures: 1, Busy: true, RetryAfter: 6 * time.Hour}, 6 * time.Hour, 6*time.Hour + 36*time.Minute},
		"asked for a year":               {feed.Result{Failures: 1, Busy: true, RetryAfter: 365 * 24 * time.Hour}, 24 * time.Hour, 26*time.Hour + 24*time.Minute},
		"asked for an hour, though well": {feed.Result{RetryAfter: time.Hour}, time.Hour, 66 * time.Minute},
	} {
		test.last.At = now
		for _, jitter := range []float64{0, 0.25, 0.5, 0.75, 1, -3, 7} {
			wait := feed.Next(test.last, jitter).Sub(now)
			if wait < test.soonest || wait > test.longest {
				t.Errorf("%s, jitter %v: %v is not between %v and %v", name, jitter, wait, test.soonest, test.longest)
			}
		}
		if feed.Next(test.last, 0).Equal(feed.Next(test.last, 1)) {
			t.Errorf("%s: jitter changes nothing", name)
		}
	}
}
