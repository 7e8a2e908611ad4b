package fetch

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// maxURL is the longest address, in bytes. RFC 9110 section 4.1 asks for 8,000 at
// least; no page that people read comes near.
const maxURL = 8000

// parse reads an address that a person or a feed gave.
func (c *Client) parse(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > maxURL {
		return nil, &Error{URL: shown(raw), Reason: BadURL, Err: fmt.Errorf("%d bytes", len(raw))}
	}
	u, err := url.Parse(raw)
	if err != nil {
		if parse, ok := err.(*url.Error); ok {
			err = parse.Err // without the address, which may hold a password
		}
		return nil, &Error{URL: shown(raw), Reason: BadURL, Err: err}
	}
	if e := c.permit(u); e != nil {
		e.URL = shown(raw) // as it was given
		return nil, e
	}
	return u, nil
}

// permit checks everything about an address that can be known before its name is
// resolved, and writes its host in ASCII. Redirects come here as well.
func (c *Client) permit(u *url.URL) *Error {
	refuse := func(r Reason, err error) *Error { return &Error{URL: shown(u.String()), Reason: r, Err: err} }
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return refuse(NotWeb, fmt.Errorf("scheme %q", u.Scheme))
	case u.User != nil:
		return refuse(Credentials, nil)
	case u.Opaque != "" || u.Hostname() == "":
		return refuse(BadURL, nil)
	case len(u.String()) > maxURL:
		return refuse(BadURL, fmt.Errorf("%d bytes", len(u.String())))
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return refuse(BadURL, err)
	}
	port := u.Port()
	switch {
	case port != "":
		u.Host = net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		u.Host = "[" + host + "]"
	default:
		u.Host = host
	}
	if port == "" && u.Scheme == "https" {
		port = "443"
	} else if port == "" {
		port = "80"
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || !slices.Contains(c.ports, uint16(n)) {
		return refuse(Port, fmt.Errorf("port %q", port))
	}
	u.Fragment, u.RawFragment = "", ""
	return nil
}

// asciiHost is a host as name servers know it. Numbers that only some systems read as
// an address (2130706433, 0177.0.0.1, 0x7f.1, 127.1) are refused, as in the WHATWG URL
// Standard, section "ends-in-a-number checker"; there they would be rewritten, but
// nobody writes a newspaper's address so.
func asciiHost(host string) (string, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		if addr.Zone() != "" {
			return "", fmt.Errorf("host %q has a zone", host)
		}
		return addr.String(), nil
	}
	ascii := strings.ToLower(host)
	if strings.ContainsFunc(ascii, func(r rune) bool { return r > unicode.MaxASCII }) {
		var err error
		if ascii, err = idna.Lookup.ToASCII(ascii); err != nil {
			return "", fmt.Errorf("host %q is no name: %w", host, err)
		}
	}
	ascii = strings.TrimSuffix(ascii, ".")
	if slices.Contains(strings.Split(ascii, "."), "") || len(ascii) > 253 || strings.ContainsFunc(ascii, notInName) {
		return "", fmt.Errorf("host %q is no name", host)
	}
	if endsInNumber(ascii) {
		return "", fmt.Errorf("host %q is an address in disguise", host)
	}
	return ascii, nil
}

// notInName: the underscore is in no host name (RFC 952), but in names that exist.
func notInName(r rune) bool {
	return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
}

func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return strings.Trim(last, "0123456789") == ""
}
