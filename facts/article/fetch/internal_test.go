package fetch

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func FuzzAddress(f *testing.F) {
	for _, address := range []string{"https://news.example/a?b#c", "http://2130706433/", "http://[::1%25lo]:80/", "http://a:b@c/", "http://１２７.1/", "HTTP://bücher.example.:80", "http://[::ffff:1.2.3.4]"} {
		f.Add(address)
	}
	c := New(Options{})
	f.Fuzz(func(t *testing.T, address string) {
		u, err := c.parse(address)
		if err != nil {
			e := asError(err)
			if e == nil || e.Reason == "" || len(e.User()) > maxShown+len(string(e.Reason))+10 || strings.ContainsAny(e.User(), "\x00\n\r") {
				t.Errorf("%q: refused with %+v", address, err)
			}
			return
		}
		host := u.Hostname()
		if _, err := netip.ParseAddr(host); err != nil && endsInNumber(host) {
			t.Errorf("%q: host %q is a number", address, host)
		}
		if u.User != nil || u.Fragment != "" || strings.Trim(host, "abcdefghijklmnopqrstuvwxyz0123456789-._:") != "" {
			t.Errorf("%q became %q", address, u)
		}
		again, err := c.parse(u.String())
		if err != nil || again.Host != u.Host {
			t.Errorf("%q became %q, then %v, %v", address, u, again, err)
		}
	})
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*/print$\nAllow: /\n", "/a/print")
	f.Add("\uFEFFuser-agent:byline\rdisallow:früh#x", "/fr%C3%BCh")
	f.Fuzz(func(t *testing.T, file, path string) {
		g := group([]byte(file))
		if path == "" || path[0] != '/' {
			path = "/" + path
		}
		if !g.Test(path) && !strings.Contains(strings.ToLower(file), "disallow") {
			t.Errorf("%q forbids %q", file, path)
		}
	})
}

func TestRobotsAreKeptWithinBounds(t *testing.T) {
	r := newRules()
	now := time.Date(2025, 3, 3, 16, 0, 0, 0, time.UTC)
	for n := range 2 * robotsHosts {
		r.put(fmt.Sprint("https://", n), siteRules{until: now.Add(time.Duration(n) * time.Minute)})
	}
	if len(r.site) != robotsHosts {
		t.Errorf("%d sites are kept", len(r.site))
	}
	if _, ok := r.get(fmt.Sprint("https://", 2*robotsHosts-1), now); !ok {
		t.Error("the freshest is gone")
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("120")
	f.Add("Mon, 03 Mar 2025 16:10:00 GMT")
	now := time.Date(2025, 3, 3, 16, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, header string) {
		if wait := retryAfter(header, now); wait < 0 || wait > maxRetryAfter {
			t.Errorf("%q: %v", header, wait)
		}
	})
}

// What hides behind a well-known prefix decides; a mapped address is never public.
func FuzzPublic(f *testing.F) {
	f.Add(uint32(0x7f000001))
	f.Add(uint32(0x08080808))
	f.Fuzz(func(t *testing.T, n uint32) {
		b := [4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}
		plain := netip.AddrFrom4(b)
		hidden := netip.MustParseAddr("64:ff9b::").As16()
		copy(hidden[12:], b[:])
		if Public(plain) != Public(netip.AddrFrom16(hidden)) {
			t.Errorf("%v is judged unlike %v", plain, netip.AddrFrom16(hidden))
		}
		if Public(netip.AddrFrom16(plain.As16())) {
			t.Errorf("%v, mapped, is public", plain)
		}
		if Public(plain) && (plain.IsPrivate() || plain.IsLoopback() || plain.IsLinkLocalUnicast() || plain.IsMulticast() || plain.IsUnspecified()) {
			t.Errorf("%v is public", plain)
		}
	})
}
