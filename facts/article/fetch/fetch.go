// Package fetch is the one HTTP client of the program. It reads public web pages and
// feeds that people and feeds name, so it trusts neither the address nor the answer:
// it reaches public addresses only, and time, size and redirects are bounded.
package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// What a client keeps to when its options say nothing.
const (
	DefaultTimeout  = 10 * time.Second
	DefaultMaxBytes = 5 << 20
)

const maxRedirects = 5

// Options are what whoever runs Byline can change. The zero value is right for the
// public web.
type Options struct {
	// Allow are addresses that may be reached although they are not public, such as
	// an intranet's. Everything in them is trusted with requests that anyone who may
	// add an article can cause.
	Allow []netip.Prefix
	// Ports may be reached besides 80 and 443.
	Ports []uint16
	// Contact is where a site's owner can complain: a web or mail address. It is sent
	// with every request.
	Contact string
	// Timeout is for one call, its redirects and the whole answer included; 0 means
	// DefaultTimeout.
	Timeout time.Duration
	// MaxBytes is the largest body, as it was sent and after it was unpacked; 0 means
	// DefaultMaxBytes.
	MaxBytes int64
	// Roots are the authorities that may vouch for a site; nil means the system's.
	Roots *x509.CertPool
	// Resolver finds the addresses of names; nil means the system's.
	Resolver *net.Resolver
	// Now tells the time; nil means time.Now.
	Now func() time.Time
}

// A Client fetches pages. It is safe for concurrent use. It keeps no cookies, sends no
// Referer and uses no proxy: one named by the environment would resolve names and
// connect where the client's own check of the address does not see it.
type Client struct {
	transport *http.Transport
	agent     string
	ports     []uint16
	timeout   time.Duration
	maxBytes  int64
	now       func() time.Time
	robots    *rules
}

// New makes a client. Close it to end its idle connections.
func New(o Options) *Client {
	c := &Client{
		agent:    agent(o.Contact),
		ports:    append([]uint16{80, 443}, o.Ports...),
		timeout:  o.Timeout,
		maxBytes: o.MaxBytes,
		now:      o.Now,
		robots:   newRules(),
	}
	if c.timeout <= 0 {
		c.timeout = DefaultTimeout
	}
	if c.maxBytes <= 0 {
		c.maxBytes = DefaultMaxBytes
	}
	if c.now == nil {
		c.now = time.Now
	}
	dialer := &net.Dialer{
		Timeout:        c.timeout,
		KeepAlive:      30 * time.Second,
		Resolver:       o.Resolver,
		ControlContext: guard(o.Allow),
	}
	c.transport = &http.Transport{
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    c.timeout,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // unpacked here, so that both sizes are bounded
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConns:           16,
		MaxIdleConnsPerHost:    1,
		MaxConnsPerHost:        4,
		IdleConnTimeout:        30 * time.Second,
	}
	return c
}

// Close ends idle connections. Calls under way go on.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// product is Byline's name in robots.txt files.
const product = "Byline"

func agent(contact string) string {
	if contact == "" {
		return product + "/1 (news article reader)"
	}
	return product + "/1 (+" + contact + "; news article reader)"
}

// A Condition makes a request conditional: what an earlier Response said of itself.
type Condition struct {
	ETag         string
	LastModified string
}

// A Response is what a site answered. When NotModified is set it has no body, and the
// earlier one is still right.
type Response struct {
	URL          string // after redirects
	Status       int
	ContentType  string // with its parameters, as the site sent it; may be empty
	Body         []byte // unpacked; its characters are not decoded
	ETag         string // for the next Condition, like LastModified
	LastModified string
	NotModified  bool
}

// Get fetches a page that a person asked for. Every error is an *Error.
func (c *Client) Get(ctx context.Context, url string, cond Condition) (*Response, error) {
	return c.fetch(ctx, url, cond, false)
}

// Crawl fetches a page that the program itself came upon, such as a feed or an article
// that a feed names: unlike Get it keeps to each site's robots.txt. Every error is an
// *Error.
func (c *Client) Crawl(ctx context.Context, url string, cond Condition) (*Response, error) {
	return c.fetch(ctx, url, cond, true)
}

func (c *Client) fetch(ctx context.Context, raw string, cond Condition, crawl bool) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	u, err := c.parse(raw)
	if err != nil {
		return nil, err
	}
	t := trip{client: c, ctx: ctx, cond: cond, limit: c.maxBytes, first: u}
	if crawl {
		t.check = t.allowed
	}
	return t.run()
}
