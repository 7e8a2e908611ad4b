package fetch

import (
	"context"
	"net/http"
	"net/url"
)

// A trip is one call: a request, and the redirects it leads to.
type trip struct {
	client *Client
	ctx    context.Context // ends when the whole call has taken too long
	cond   Condition
	limit  int64 // bytes of a body
	cut    bool  // a longer body is cut off rather than refused
	all    bool  // every type of content is taken, not only text
	first  *url.URL
	check  func(*url.URL) *Error // may the program go there by itself? nil for yes
}

func (t *trip) run() (*Response, error) {
	for at, hops := t.first, 0; ; hops++ {
		if t.check != nil {
			if e := t.check(at); e != nil {
				return nil, e
			}
		}
		answer, e := t.request(at)
		if e != nil {
			return nil, e
		}
		next, e := t.redirect(at, answer)
		if e == nil && next == nil {
			return t.read(at, answer)
		}
		answer.Body.Close()
		if e != nil {
			return nil, e
		}
		if hops == maxRedirects {
			return nil, t.failed(at, Redirects, nil)
		}
		at = next
	}
}

func (t *trip) failed(at *url.URL, reason Reason, err error) *Error {
	return &Error{URL: shown(at.String()), Reason: reason, Err: err}
}

// request asks once. It goes below http.Client, which would add what is not wanted:
// redirects of its own, a Referer, cookies.
func (t *trip) request(at *url.URL) (*http.Response, *Error) {
	request, err := http.NewRequestWithContext(t.ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, t.failed(at, BadURL, err)
	}
	request.Header.Set("User-Agent", t.client.agent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/*;q=0.8, application/json;q=0.7")
	request.Header.Set("Accept-Encoding", "gzip")
	if t.cond.ETag != "" {
		request.Header.Set("If-None-Match", t.cond.ETag)
	}
	if t.cond.LastModified != "" {
		request.Header.Set("If-Modified-Since", t.cond.LastModified)
	}
	answer, err := t.client.transport.RoundTrip(request)
	if err != nil {
		return nil, t.failed(at, t.reason(err), err)
	}
	return answer, nil
}

// redirect is where an answer leads to, or nil when it is the page itself.
//
// From https to http is refused when the call began with https: then the words would
// no longer be those of a site that has proved who it is. Who gave an http address has
// done without that from the beginning.
func (t *trip) redirect(at *url.URL, answer *http.Response) (*url.URL, *Error) {
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	next, err := answer.Location()
	if err != nil {
		return nil, t.failed(at, Broken, err)
	}
	if e := t.client.permit(next); e != nil {
		return nil, e
	}
	if t.first.Scheme == "https" && next.Scheme == "http" {
		return nil, t.failed(next, Downgrade, nil)
	}
	return next, nil
}
