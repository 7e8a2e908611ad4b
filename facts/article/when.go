package article

import (
	"strings"
	"time"

	"golang.org/x/net/html"
)

// pagePublished is when a page says that it was published: to machines first, then in
// its time elements, then in a line that is only a date. The zone is the page's own,
// so that the day is the one it shows; without a zone it is UTC.
func pagePublished(m *metadata, all []block) time.Time {
	stated := statedTime(m, all)
	if _, offset := stated.Zone(); stated.IsZero() || offset != 0 {
		return stated
	}
	for _, n := range m.times { // the same moment in the zone that readers see
		shown, ok := moment(attribute(n, "datetime"))
		if _, offset := shown.Zone(); ok && offset != 0 && shown.Sub(stated).Abs() < 2*time.Minute {
			return shown
		}
	}
	return stated
}

func statedTime(m *metadata, all []block) time.Time {
	for _, s := range m.stated {
		if t, ok := moment(s.published); ok {
			return t
		}
	}
	for _, tag := range []string{"article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "date_published",
		"parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "date", "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "citation_publication_date"} {
		if t, ok := moment(m.first(tag)); ok {
			return t
		}
	}
	for _, n := range m.times {
		if aside(n) {
			continue
		}
		for _, value := range []string{attribute(n, "datetime"), attribute(n, "content"), plain(textOf(n))} {
			if t, ok := moment(value); ok {
				return t
			}
		}
	}
	return shownDay(all)
}

// shownDay is the first line that is only a date.
func shownDay(all []block) time.Time {
	for i := range all {
		b := &all[i]
		if b.words > 14 || b.marks&unseen != 0 {
			continue
		}
		for text := range strings.Lines(b.text) {
			words := strings.Fields(strings.ReplaceAll(text, "|", " | "))
			for start := range min(len(words), 10) {
				if day, used := date(words[start:]); used > 0 && plausible(day) {
					return day
				}
			}
		}
	}
	return time.Time{}
}

// moment reads a time as pages write it for machines.
func moment(value string) (time.Time, bool) {
	value = strings.TrimSpace(html.UnescapeString(value))
	if len(value) < len("2006-1-2") || len(value) > 64 {
		return time.Time{}, false
	}
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
		"2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05Z0700",
		"2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly, "2006/01/02 15:04:05", "2006/01/02", "2006-1-2", "20060102T150405Z0700",
		time.RFC1123Z, time.RFC1123, "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 02 2006 15:04:05 GMT-0700", "January 2, 2006 3:04 PM", "January 2, 2006, 3:04 PM", "Jan 2, 2006 3:04 PM",
	} {
		if t, err := time.Parse(layout, value); err == nil && plausible(t) {
			return t, true
		}
	}
	if i := strings.Index(value, " ("); i > 0 { // "… GMT+0100 (Central European Time)"
		return moment(value[:i])
	}
	if day, used := date(strings.Fields(value)); used > 0 && plausible(day) {
		return day, true
	}
	return time.Time{}, false
}

// plausible reports whether a page can have been published then: the web is younger
// than older dates, and an unset clock says 1970.
func plausible(t time.Time) bool { return t.Year() >= 1990 && t.Year() < 2100 }
