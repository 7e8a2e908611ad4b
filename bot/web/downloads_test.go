package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// A file that goes with a reply is saved, never shown, and only the last ones are kept.
func TestDownload(t *testing.T) {
	h := newChannel(&floodChat{})
	link := regexp.MustCompile(`/file/[a-z0-9]+`)
	export := func() string {
		r := httptest.NewRequest(http.MethodPost, "http://"+here+"/say", strings.NewReader(url.Values{"channel": {"abcdefgh"}, "text": {"!export csv"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return link.FindString(w.Body.String())
	}
	get := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://"+here+path, nil))
		return w
	}
	first := export()
	w := get(first)
	if w.Body.String() != "a,b\n" || w.Header().Get("Content-Disposition") != "attachment; filename=facts.csv" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s: %d, %q, %v", first, w.Code, w.Body, w.Header())
	}
	for range maxFiles {
		export()
	}
	if w := get(first); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "ask for it again") {
		t.Errorf("an old file: %d, %s", w.Code, w.Body)
	}
}

// Only this machine may change the library.
func TestEditorsAreHere(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1:999": true, "[::1]:999": true, "192.0.2.7:999": false, "[2001:db8::1]:999": false, "": false} {
		if got := fromHere(&http.Request{RemoteAddr: address}); got != want {
			t.Errorf("%q: %v, want %v", address, got, want)
		}
	}
	passedOn := &http.Request{RemoteAddr: "127.0.0.1:999", Header: http.Header{"X-Forwarded-For": {"192.0.2.7"}}}
	if fromHere(passedOn) {
		t.Error("what a proxy on this machine passes on comes from elsewhere")
	}
}
