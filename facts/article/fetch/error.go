package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Reason is why a page was not fetched.
type Reason string

// The reasons. Each is the second half of a sentence that begins with the address.
const (
	BadURL      Reason = "this is not a web address; copy it again from the browser"
	NotWeb      Reason = "only http and https addresses are read; give the address of a web page"
	Credentials Reason = "there is a user name or password in this address; give it without them"
	Port        Reason = "only the ports 80 and 443 are read; whoever runs Byline can allow another (FETCH_PORTS)"
	Private     Reason = "this is not on the public internet; whoever runs Byline can allow an address (FETCH_ALLOW)"
	NoHost      Reason = "there is no site of this name; check the spelling"
	Unreachable Reason = "the site cannot be reached; try again later"
	TLS         Reason = "the site cannot prove who it is (its certificate is not valid), so its words cannot be trusted; try again later or give the article as a file"
	Downgrade   Reason = "this leads from https to http, where anyone on the way can change the words; give the http address itself if you trust it"
	Redirects   Reason = "this leads from one address to the next without end; open it in a browser and give the address it ends at"
	TooSlow     Reason = "the site takes too long to answer; try again later"
	TooLarge    Reason = "this is larger than a page may be; give the article as a file"
	NotText     Reason = "this is neither a page of text nor a feed; give the address of the article's page"
	Broken      Reason = "the site's answer breaks off or cannot be read; try again later"
	Status      Reason = "the site refused with an error; check the address in a browser"
	Robots      Reason = "the site asks programs not to read this (robots.txt); a person can still add the article by its address"
	Stopped     Reason = "Byline was stopped before the page was there; try again"
)

// Error says which address was not fetched, and why.
type Error struct {
	URL        string // where it failed, which a redirect may have named; without credentials
	Reason     Reason
	Status     int           // what the site answered, for the reason Status; otherwise 0
	RetryAfter time.Duration // how long the site asks to wait; 0 when it did not say
	Err        error         // what the system said; may be nil
}

// Busy reports whether the site asked for fewer requests, or has too many.
func (e *Error) Busy() bool {
	return e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable
}

// Temporary reports whether the same page may be had at another time.
func (e *Error) Temporary() bool {
	switch e.Reason {
	case Unreachable, TooSlow, Broken, Stopped:
		return true
	case Status:
		return e.Busy() || e.Status >= http.StatusInternalServerError || e.Status == http.StatusRequestTimeout
	}
	return false
}

// Error is the detail for the log.
func (e *Error) Error() string {
	switch {
	case e.Err != nil:
		return fmt.Sprintf("fetch %s: %v", e.URL, e.Err)
	case e.Status != 0:
		return fmt.Sprintf("fetch %s: status %d", e.URL, e.Status)
	}
	return fmt.Sprintf("fetch %s: %s", e.URL, e.Reason)
}

func (e *Error) Unwrap() error { return e.Err }

// User is the sentence for people.
func (e *Error) User() string { return fmt.Sprintf("%s: %s.", e.URL, e.problem()) }

func (e *Error) problem() string {
	if e.Reason != Status {
		return string(e.Reason)
	}
	switch {
	case e.Status == 401 || e.Status == 402 || e.Status == 403 || e.Status == 451:
		return fmt.Sprintf("the site does not show this to programs (%d); open it in a browser and give the article as a file", e.Status)
	case e.Status == 404 || e.Status == 410:
		return fmt.Sprintf("the site has no such page (%d); check the address", e.Status)
	case e.Status == 429:
		return "the site asks for fewer requests (429); try again " + later(e.RetryAfter)
	case e.Status >= 500:
		return fmt.Sprintf("the site has trouble of its own (%d); try again %s", e.Status, later(e.RetryAfter))
	}
	return fmt.Sprintf("the site answered with an error (%d); check the address in a browser", e.Status)
}

func later(wait time.Duration) string {
	switch {
	case wait <= 0:
		return "later"
	case wait <= time.Minute:
		return "in a minute"
	case wait <= 2*time.Hour:
		return fmt.Sprintf("in %d minutes", (wait+time.Minute-1)/time.Minute)
	}
	return fmt.Sprintf("in %d hours", (wait+time.Hour-1)/time.Hour)
}

// What the parts of a client tell each other.
var (
	errPrivate  = errors.New("not a public address")
	errTooLarge = errors.New("too large")
)

// maxShown is how much of an address a sentence shows, in bytes.
const maxShown = 200

// shown is an address as it can be shown and logged: without credentials, control
// characters and excess.
func shown(raw string) string {
	scheme, rest, ok := strings.Cut(raw, "://")
	if ok {
		scheme += "://"
	} else {
		scheme, rest = "", raw
	}
	authority := rest
	if end := strings.IndexAny(rest, `/?#\`); end >= 0 {
		authority = rest[:end]
	}
	raw = scheme + rest[strings.LastIndexByte(authority, '@')+1:]
	raw = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return -1
		}
		return r
	}, raw)
	if len(raw) > maxShown {
		raw = strings.ToValidUTF8(raw[:maxShown], "") + "…"
	}
	return raw
}
