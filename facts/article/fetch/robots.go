package fetch

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/temoto/robotstxt"
)

// How robots.txt files are read and kept.
const (
	robotsBytes  = 500 << 10      // what RFC 9309 section 2.5 asks to read at least
	robotsLines  = 2000           // of rules
	robotsLine   = 500            // bytes of a rule
	robotsWild   = 32 << 10       // bytes of rules with wildcards, which become expressions some forty times larger
	robotsFresh  = 24 * time.Hour // RFC 9309 section 2.4
	robotsFailed = 10 * time.Minute
	robotsHosts  = 200
)

// rules are the robots.txt files that were read lately, by scheme, host and port.
type rules struct {
	mu   sync.Mutex
	site map[string]siteRules
}

type siteRules struct {
	group *robotstxt.Group // for Byline; nil when the file could not be had
	err   *Error           // why not
	until time.Time
}

func newRules() *rules { return &rules{site: map[string]siteRules{}} }

func (r *rules) get(site string, now time.Time) (siteRules, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	kept, ok := r.site[site]
	return kept, ok && now.Before(kept.until)
}

// put keeps a file. When there are too many, the one that would go first goes now.
func (r *rules) put(site string, s siteRules) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, there := r.site[site]; !there && len(r.site) >= robotsHosts {
		oldest := ""
		for name, kept := range r.site {
			if oldest == "" || kept.until.Before(r.site[oldest].until) {
				oldest = name
			}
		}
		delete(r.site, oldest)
	}
	r.site[site] = s
}

// allowed asks the site's robots.txt whether a program may read a page.
func (t *trip) allowed(page *url.URL) *Error {
	site := page.Scheme + "://" + page.Host
	now := t.client.now()
	kept, ok := t.client.robots.get(site, now)
	if !ok {
		kept = t.robots(site, now)
		if kept.err == nil || t.ctx.Err() == nil { // our own lack of time says nothing about the site
			t.client.robots.put(site, kept)
		}
	}
	switch {
	case kept.err != nil:
		return kept.err
	case !kept.group.Test(page.RequestURI()):
		return t.failed(page, Robots, nil)
	}
	return nil
}

// robots fetches a site's robots.txt. A site that has none forbids nothing; one that
// fails to answer forbids everything for the time being (RFC 9309 sections 2.3.1.3 and
// 2.3.1.4), and so does one that asks for fewer requests.
func (t *trip) robots(site string, now time.Time) siteRules {
	first, err := t.client.parse(site + "/robots.txt")
	if err != nil {
		return siteRules{err: asError(err), until: now.Add(robotsFailed)}
	}
	file := trip{client: t.client, ctx: t.ctx, limit: robotsBytes, cut: true, all: true, first: first}
	got, err := file.run()
	failed := asError(err)
	switch {
	case err == nil:
		return siteRules{group: group(got.Body), until: now.Add(robotsFresh)}
	case failed.Reason == Status && failed.Status < 500 && failed.Status != 429, failed.Reason == Redirects:
		return siteRules{group: group(nil), until: now.Add(robotsFresh)}
	}
	return siteRules{err: failed, until: now.Add(max(robotsFailed, failed.RetryAfter))}
}

func asError(err error) *Error {
	e, _ := err.(*Error)
	return e
}

// group is the part of a robots.txt file that concerns Byline.
func group(file []byte) *robotstxt.Group {
	data, err := robotstxt.FromString(plainRules(string(file)))
	if err != nil { // plainRules leaves nothing to stumble over; if it does, the file says nothing
		data = &robotstxt.RobotsData{}
	}
	return data.FindGroup(product)
}

// plainRules is a robots.txt file with nothing but its groups and rules. The library
// refuses the whole file for one odd line (a crawl delay of "five", a rule before the
// first group), where RFC 9309 section 2.2 has that line ignored. A page of HTML that a
// site shows instead of the file is all odd lines.
func plainRules(file string) string {
	var plain strings.Builder
	lines, wild, grouped := 0, 0, false
	for line := range strings.FieldsFuncSeq(strings.TrimPrefix(file, "\uFEFF"), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		field, value, _ := strings.Cut(line, ":")
		field, value = strings.ToLower(strings.TrimSpace(field)), ascii(firstWord(value))
		switch {
		case len(value) > robotsLine:
			continue
		case field == "user-agent" && value != "":
			grouped = true
		case (field == "allow" || field == "disallow") && grouped:
			if strings.ContainsAny(value, "*$") {
				wild += len(value)
			}
		default:
			continue
		}
		if lines++; lines > robotsLines || wild > robotsWild {
			break
		}
		plain.WriteString(field + ": " + value + "\n")
	}
	return plain.String()
}

func firstWord(s string) string {
	for word := range strings.FieldsSeq(s) {
		return word
	}
	return ""
}

// ascii writes other characters as requests do (RFC 9309 section 2.2.2).
func ascii(s string) string {
	var escaped strings.Builder
	for i := range len(s) {
		if s[i] > unicode.MaxASCII {
			fmt.Fprintf(&escaped, "%%%02X", s[i])
		} else {
			escaped.WriteByte(s[i])
		}
	}
	return escaped.String()
}
