package article

import (
	"net"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// Canonical is the one form of a web address that different spellings of it share: the
// host in lower case and ASCII, no default port, no credentials, no dots in the path, no
// fragment, and none of the parameters that only tell where a reader came from. The other
// parameters stay as they are, in their order. It is empty for anything but an absolute
// http or https address.
func Canonical(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Opaque != "" || u.Hostname() == "" {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	if strings.ContainsFunc(host, func(r rune) bool { return r > unicode.MaxASCII }) {
		if host, err = idna.Lookup.ToASCII(host); err != nil {
			return ""
		}
	}
	if host = strings.TrimSuffix(host, "."); slices.Contains(strings.Split(host, "."), "") {
		return ""
	}
	port := u.Port()
	if u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		port = ""
	}
	u = (&url.URL{}).ResolveReference(u) // takes the dots out of the path
	switch {
	case port != "":
		u.Host = net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		u.Host = "[" + host + "]"
	default:
		u.Host = host
	}
	u.User, u.Fragment, u.RawFragment, u.ForceQuery = nil, "", "", false
	u.RawQuery = untracked(u.RawQuery)
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}

// untracked is a query without the parameters that only follow readers about.
func untracked(query string) string {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if decoded, err := url.QueryUnescape(name); err == nil {
			name = decoded
		}
		if pair != "" && !tracking(strings.ToLower(name)) {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

// tracking reports whether a parameter tells where the reader came from. Short names that
// may as well name the article ("cid", "id") are none.
func tracking(name string) bool {
	for _, start := range []string{"utm_", "mc_", "at_", "pk_", "mtm_", "hsa_", "__", "ns_", "wt_", "trk", "oly_"} {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	switch name {
	case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "igsh", "ttclid", "li_fat_id",
		"mkt_tok", "cmpid", "cmp", "ito", "icid", "ncid", "smid", "smtyp", "ref_src", "ref_url", "referrer", "ref", "source", "sref",
		"xtor", "ocid", "spm", "guccounter", "guce_referrer", "guce_referrer_sig", "s_cid", "_ga", "_gl", "_hsenc", "_hsmi",
		"vero_id", "wickedid":
		return true
	}
	return false
}

// pageAddress is the address that a page gives itself when it is of the host that it
// came from, otherwise where it came from.
func pageAddress(m *metadata, from string) string {
	fetched := Canonical(from)
	base, _ := url.Parse(from)
	for _, own := range []string{m.canon, m.first("og:url")} {
		if own == "" {
			continue
		}
		u, err := url.Parse(own)
		if err != nil {
			continue
		}
		if base != nil && base.Host != "" {
			u = base.ResolveReference(u)
		}
		address := Canonical(u.String())
		if address == "" || u.Path == "" || u.Path == "/" {
			continue // the front page is no article's address
		}
		if fetched == "" || bareHost(address) == bareHost(fetched) {
			return address
		}
	}
	return fetched
}

// bareHost is an address's host without "www.".
func bareHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
