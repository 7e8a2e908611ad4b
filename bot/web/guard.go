package web

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// contentPolicy lets a page load its own style and script and nothing else: no
// inline script, no other host, no frame around it.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard refuses requests that other sites make a browser send: by a name of
// theirs that they let point here (DNS rebinding), or from one of their pages.
// Every response gets the headers that keep the pages to themselves.
func guard(own hosts, next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		switch {
		case !own.answers(r.Host):
			refuse(w, r, http.StatusMisdirectedRequest, "Byline answers under its own address only, and this is not it.")
		case origins.Check(r) != nil, embeds(r):
			refuse(w, r, http.StatusForbidden, "Byline answers its own pages only, and this request comes from another site.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// embeds reports whether another site's page fetches this one. Following a link
// from there is fine.
func embeds(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return (site == "cross-site" || site == "same-site") && r.Header.Get("Sec-Fetch-Mode") != "navigate"
}

// hosts are the values of the Host header that are answered.
type hosts struct {
	port  string
	name  string // the configured host, in lower case; empty for none
	every bool   // listens on every interface: any address will do, but no foreign name
}

func newHosts(addr, asked string) hosts {
	var own hosts
	if host, port, err := net.SplitHostPort(addr); err == nil {
		own.port = port
		ip, err := netip.ParseAddr(host)
		own.every = err == nil && ip.IsUnspecified()
		if !own.every {
			own.name = strings.ToLower(host)
		}
	}
	if host, _, err := net.SplitHostPort(asked); err == nil && host != "" {
		own.name = strings.ToLower(host)
	}
	return own
}

func (own hosts) answers(header string) bool {
	host, port, err := net.SplitHostPort(header)
	if err != nil { // a browser leaves out the port 80
		host, port = strings.Trim(header, "[]"), "80"
	}
	ip, err := netip.ParseAddr(host)
	isAddress := err == nil
	if own.every && isAddress {
		return true // an address cannot be rebound, and its port may be mapped
	}
	host = strings.ToLower(host)
	mine := host == "localhost" || isAddress && ip.IsLoopback() || own.name != "" && host == own.name
	return mine && port == own.port
}

// refuse answers with one sentence, in the form the request can show.
func refuse(w http.ResponseWriter, r *http.Request, status int, sentence string) {
	w.Header().Set("Cache-Control", "no-store")
	if wantsJSON(r) {
		writeJSON(w, status, spoken{Trouble: sentence})
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, sentence+"\n")
}

// wantsJSON tells the page's script from a form that was sent without it.
func wantsJSON(r *http.Request) bool {
	return r.Header.Get("Accept") == "application/json"
}

// writeJSON sends a value that encoding/json can always encode.
func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}
