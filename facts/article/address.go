package article

import (
	"fmt"
	"net/url"
	"strings"
)

// Canonical is an address in the form that one article always has: http or https, the
// host in lower case, without user, default port, fragment and tracking parameters.
func Canonical(raw string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", fmt.Errorf("address %q: %w", raw, err)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "", fmt.Errorf("address %q: not of a web page", raw)
	}
	u.User = nil
	u.Fragment, u.RawFragment = "", ""
	u.Host = strings.TrimSuffix(strings.ToLower(u.Host), ".")
	if port := u.Port(); port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.ForceQuery = false
	var kept []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if pair != "" && !tracking(strings.ToLower(name)) {
			kept = append(kept, pair)
		}
	}
	u.RawQuery = strings.Join(kept, "&")
	return u.String(), nil
}

// tracking reports whether a parameter tells where the reader came from.
func tracking(name string) bool {
	for _, start := range []string{"utm_", "mc_", "at_", "pk_", "mtm_", "hsa_", "__", "ns_", "wt_", "trk"} {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	switch name {
	case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "igsh", "ttclid", "li_fat_id", "mkt_tok", "cmpid", "cmp", "ito",
		"icid", "ncid", "smid", "smtyp", "ref_src", "ref_url", "referrer", "ref", "source", "sref", "xtor", "ocid", "spm", "guccounter", "guce_referrer", "guce_referrer_sig", "cid", "s_cid", "_ga", "_gl", "vero_id", "wickedid":
		return true
	}
	return false
}

// pageAddress is the address that a page gives itself when it is of the host that it
// came from, otherwise where it came from.
func pageAddress(m *metadata, from string) string {
	fetched, err := Canonical(from)
	if err != nil {
		fetched = ""
	}
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
		address, err := Canonical(u.String())
		if err != nil || u.Path == "" || u.Path == "/" {
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
