package feed

import (
	"net"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// Canonical is the one form of a web address that different spellings of it share: the
// host in lower case and ASCII, no default port, no credentials, no dots in the path,
// no fragment, and none of the parameters that only tell where a reader came from. The
// other parameters stay as they are, in their order. It is empty for anything but an
// absolute http or https address.
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
	if port == map[string]string{"http": "80", "https": "443"}[u.Scheme] {
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
	for _, pair := range strings.Split(query, "&") {
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

// tracking knows the parameters of Google, Meta, Microsoft, Yandex, TikTok, Twitter,
// Mailchimp, HubSpot, Marketo, Matomo, AT Internet and Olytics.
func tracking(name string) bool {
	switch name {
	case "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "_ga", "_gl", "fbclid", "igshid", "igsh", "msclkid",
		"yclid", "ttclid", "twclid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "xtor",
		"oly_anon_id", "oly_enc_id", "cmpid", "s_cid":
		return true
	}
	for _, prefix := range []string{"utm_", "mtm_", "pk_", "hsa_", "at_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
