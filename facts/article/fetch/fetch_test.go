package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"byline/facts/article/fetch"
)

func TestGet(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1252")
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Mon, 03 Mar 2025 16:15:00 GMT")
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "1"})
		if r.URL.Path == "/old" {
			http.Redirect(w, r, "/new?a=1#part", http.StatusMovedPermanently)
			return
		}
		for header := range map[string]bool{"Cookie": true, "Referer": true, "Authorization": true} {
			if sent := r.Header.Get(header); sent != "" {
				t.Errorf("%s: %q was sent", header, sent)
			}
		}
		fmt.Fprintf(w, "<p>caf\xe9 %s", r.UserAgent())
	})
	c := client(t, fetch.Options{Contact: "https://news-bot.example/about"}, s)
	got, err := c.Get(t.Context(), s.URL+"/old", fetch.Condition{})
	if err != nil {
		t.Fatal(err)
	}
	if got.URL != s.URL+"/new?a=1" || got.Status != 200 || got.ContentType != "text/html; charset=windows-1252" ||
		got.ETag != `"v1"` || got.LastModified != "Mon, 03 Mar 2025 16:15:00 GMT" || got.NotModified {
		t.Errorf("got %+v", got)
	}
	if want := "<p>caf\xe9 Byline/1 (+https://news-bot.example/about; news article reader)"; string(got.Body) != want {
		t.Errorf("body %q, want %q", got.Body, want)
	}
}

func TestConditional(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `W/"v1"` && r.Header.Get("If-Modified-Since") == "Mon, 03 Mar 2025 16:15:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if r.URL.Path == "/304" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		page("hello")(w, r)
	})
	c := client(t, fetch.Options{}, s)
	cond := fetch.Condition{ETag: `W/"v1"`, LastModified: "Mon, 03 Mar 2025 16:15:00 GMT"}
	got, err := c.Get(t.Context(), s.URL, cond)
	if err != nil || !got.NotModified || got.Body != nil || got.ETag != cond.ETag || got.LastModified != cond.LastModified {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err = c.Get(t.Context(), s.URL, fetch.Condition{}); err != nil || got.NotModified || string(got.Body) != "hello" {
		t.Errorf("without a condition: got %+v, %v", got, err)
	}
	got, err = c.Get(t.Context(), s.URL+"/304", fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.Status || e.Status != 304 {
		t.Errorf("not modified, although nobody asked: %v", e)
	}
}

func TestStatus(t *testing.T) {
	now := at(2025, time.March, 3, 16)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if after := r.URL.Query().Get("after"); after != "" {
			w.Header().Set("Retry-After", after)
		}
		var status int
		fmt.Sscan(r.URL.Path[1:], &status)
		w.WriteHeader(status)
	})
	c := client(t, fetch.Options{Now: func() time.Time { return now }}, s)
	for path, want := range map[string]struct {
		wait time.Duration
		user string
	}{
		"/204": {0, "the site answered with an error (204); check the address in a browser"},
		"/206": {0, "the site answered with an error (206); check the address in a browser"},
		"/300": {0, "the site answered with an error (300); check the address in a browser"},
		"/403": {0, "the site does not show this to programs (403); open it in a browser and give the article as a file"},
		"/404": {0, "the site has no such page (404); check the address"},
		"/410": {0, "the site has no such page (410); check the address"},
		"/500": {0, "the site has trouble of its own (500); try again later"},
		"/429": {0, "the site asks for fewer requests (429); try again later"},

		"/429?after=30":   {30 * time.Second, "the site asks for fewer requests (429); try again in a minute"},
		"/429?after=300":  {5 * time.Minute, "the site asks for fewer requests (429); try again in 5 minutes"},
		"/503?after=7201": {7201 * time.Second, "the site has trouble of its own (503); try again in 3 hours"},
		"/503?after=Mon,+03+Mar+2025+16:10:00+GMT": {10 * time.Minute, "the site has trouble of its own (503); try again in 10 minutes"},
		"/503?after=Sun,+02+Mar+2025+16:10:00+GMT": {0, "the site has trouble of its own (503); try again later"},
		"/503?after=Mon,+03+Mar+2125+16:10:00+GMT": {24 * time.Hour, "the site has trouble of its own (503); try again in 24 hours"},
		"/503?after=99999999999999999999999":       {24 * time.Hour, "the site has trouble of its own (503); try again in 24 hours"},
		"/503?after=-5":                            {0, "the site has trouble of its own (503); try again later"},
		"/503?after=soon":                          {0, "the site has trouble of its own (503); try again later"},
	} {
		got, err := c.Get(t.Context(), s.URL+path, fetch.Condition{})
		e := refused(t, got, err)
		if e.Reason != fetch.Status || e.RetryAfter != want.wait || e.User() != s.URL+path+": "+want.user+"." {
			t.Errorf("%s: wait %v, %s", path, e.RetryAfter, e.User())
		}
	}
}

func TestRedirects(t *testing.T) {
	var asked atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		var left int
		switch _, err := fmt.Sscanf(r.URL.Path, "/in/%d", &left); {
		case r.URL.Path == "/nowhere":
			w.WriteHeader(http.StatusFound)
		case err != nil:
			http.Redirect(w, r, "/loop", http.StatusFound)
		case left == 0:
			page("there")(w, r)
		default:
			http.Redirect(w, r, fmt.Sprintf("%d", left-1), http.StatusTemporaryRedirect)
		}
	})
	c := client(t, fetch.Options{}, s)
	if got, err := c.Get(t.Context(), s.URL+"/in/5", fetch.Condition{}); err != nil || string(got.Body) != "there" {
		t.Errorf("five redirects: %v", err)
	}
	got, err := c.Get(t.Context(), s.URL+"/in/6", fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.Redirects {
		t.Errorf("six redirects: %v", e)
	}
	asked.Store(0)
	got, err = c.Get(t.Context(), s.URL+"/loop", fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.Redirects || asked.Load() != 6 {
		t.Errorf("a loop: %v, after %d requests", e, asked.Load())
	}
	got, err = c.Get(t.Context(), s.URL+"/nowhere", fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.Broken {
		t.Errorf("a redirect to nowhere: %v", e)
	}
}

func TestTLS(t *testing.T) {
	plain := serve(t, page("plain"))
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/down" {
			http.Redirect(w, r, plain.URL, http.StatusFound)
			return
		}
		page("safe")(w, r)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	safe := site{server, portOf(t, server.URL)}
	up := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, server.URL+r.URL.Path, http.StatusFound)
	})

	got, err := client(t, fetch.Options{}, safe).Get(t.Context(), safe.URL, fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.TLS {
		t.Errorf("a certificate of nobody's: %v", e)
	}
	got, err = client(t, fetch.Options{}, plain).Get(t.Context(), strings.Replace(plain.URL, "http:", "https:", 1), fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.TLS {
		t.Errorf("no TLS at all: %v", e)
	}

	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	c := client(t, fetch.Options{Roots: roots}, safe, plain, up)
	if got, err := c.Get(t.Context(), safe.URL, fetch.Condition{}); err != nil || string(got.Body) != "safe" {
		t.Errorf("a certificate that is vouched for: %v", err)
	}
	got, err = c.Get(t.Context(), safe.URL+"/down", fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.Downgrade {
		t.Errorf("from https to http: %v", e)
	}
	if got, err := c.Get(t.Context(), up.URL+"/down", fetch.Condition{}); err != nil || string(got.Body) != "plain" {
		t.Errorf("from http to https and back: %v", err)
	}
}

func TestContentTypes(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Content-Type"] = nil
		if kind := r.URL.Query().Get("type"); kind != "" {
			w.Header().Set("Content-Type", kind)
		}
		_, _ = w.Write([]byte(r.URL.Query().Get("body")))
	})
	c := client(t, fetch.Options{}, s)
	for _, test := range []struct {
		kind, body string
		ok         bool
	}{
		{"text/html", "x", true},
		{"TEXT/HTML; charset=utf-8", "x", true},
		{"text/html; charset=", "x", true},
		{"application/xhtml+xml", "x", true},
		{"text/plain;charset=iso-8859-1", "x", true},
		{"text/xml", "x", true},
		{"application/xml", "x", true},
		{"application/rss+xml", "x", true},
		{"application/atom+xml; type=feed", "x", true},
		{"application/rdf+xml", "x", true},
		{"application/feed+json", "x", true},
		{"application/json", "x", true},
		{"", "<html><p>x", true},
		{"", "", true},
		{"application/octet-stream", " <?xml version='1.0'?><rss/>", true},
		{"", "%PDF-1.7", false},
		{"application/octet-stream", "\x7fELF\x00\x01", false},
		{"application/pdf", "<html>", false},
		{"image/svg+xml", "<svg/>", false},
		{"image/png", "x", false},
		{"text/css", "x", false},
		{"text/javascript", "x", false},
		{"video/mp4", "x", false},
		{"application/zip", "PK\x03\x04", false},
		{"multipart/x-mixed-replace", "x", false},
		{"text/event-stream", "x", false},
	} {
		query := "?type=" + escape(test.kind) + "&body=" + escape(test.body)
		got, err := c.Get(t.Context(), s.URL+query, fetch.Condition{})
		switch {
		case test.ok && err != nil:
			t.Errorf("%q: %v", test.kind, err)
		case !test.ok:
			if e := refused(t, got, err); e.Reason != fetch.NotText {
				t.Errorf("%q: %v", test.kind, e)
			}
		}
	}
}

func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, "%%%02X", s[i])
	}
	return b.String()
}

// zipped is n bytes of a, packed.
func zipped(t *testing.T, n int) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(bytes.Repeat([]byte("a"), n)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func TestPacked(t *testing.T) {
	const limit = 1 << 20
	small := zipped(t, limit)
	bomb := bytes.Repeat(small, 500) // half a gigabyte
	if len(bomb) > limit {
		t.Fatalf("the bomb is no bomb: %d bytes", len(bomb))
	}
	empty := bytes.Repeat(zipped(t, 0), 2*limit/len(zipped(t, 0)))
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			t.Error("packed content is not asked for")
		}
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Encoding", "gzip")
		switch r.URL.Path {
		case "/small":
			_, _ = w.Write(small)
		case "/bomb":
			_, _ = w.Write(bomb)
		case "/empty": // a million bytes that unpack to nothing
			_, _ = w.Write(empty)
		case "/cut":
			_, _ = w.Write(small[:len(small)/2])
		case "/plain":
			_, _ = w.Write([]byte("not packed at all"))
		case "/brotli":
			w.Header().Set("Content-Encoding", "br")
			_, _ = w.Write([]byte("x"))
		case "/twice":
			w.Header().Set("Content-Encoding", "gzip, gzip")
			_, _ = w.Write(small)
		}
	})
	c := client(t, fetch.Options{MaxBytes: limit}, s)
	if got, err := c.Get(t.Context(), s.URL+"/small", fetch.Condition{}); err != nil || len(got.Body) != limit {
		t.Errorf("exactly the limit: %v", err)
	}
	for path, want := range map[string]fetch.Reason{
		"/bomb":   fetch.TooLarge,
		"/empty":  fetch.TooLarge,
		"/cut":    fetch.Broken,
		"/plain":  fetch.Broken,
		"/brotli": fetch.Broken,
		"/twice":  fetch.Broken,
	} {
		got, err := c.Get(t.Context(), s.URL+path, fetch.Condition{})
		if e := refused(t, got, err); e.Reason != want {
			t.Errorf("%s: %v; want: %s", path, e, want)
		}
	}
}

// hijack answers without the server's help, and closes the connection.
func hijack(t *testing.T, w http.ResponseWriter, text string) {
	conn, buffer, err := http.NewResponseController(w).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close()
	_, _ = buffer.WriteString(text)
	_ = buffer.Flush()
}

func TestHostileAnswers(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/endless":
			for block := bytes.Repeat([]byte("a"), 32<<10); ; {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		case "/announced":
			w.Header().Set("Content-Length", "99999999999")
			w.WriteHeader(http.StatusOK)
		case "/headers":
			for i := range 2000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("a", 100))
			}
		case "/header":
			w.Header().Set("X", strings.Repeat("a", 1<<20))
		case "/chunks":
			hijack(t, w, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")
		case "/short":
			hijack(t, w, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10\r\n\r\nhello")
		case "/no-http":
			hijack(t, w, "SSH-2.0-OpenSSH_9.9\r\n")
		case "/nothing":
			hijack(t, w, "")
		}
	})
	c := client(t, fetch.Options{MaxBytes: 1 << 20}, s)
	for path, want := range map[string]fetch.Reason{
		"/endless":   fetch.TooLarge,
		"/announced": fetch.TooLarge,
		"/headers":   fetch.Broken,
		"/header":    fetch.Broken,
		"/chunks":    fetch.Broken,
		"/short":     fetch.Broken,
		"/no-http":   fetch.Broken,
		"/nothing":   fetch.Broken,
	} {
		got, err := c.Get(t.Context(), s.URL+path, fetch.Condition{})
		if e := refused(t, got, err); e.Reason != want {
			t.Errorf("%s: %v; want: %s", path, e, want)
		}
	}
}

func TestSlow(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/silent" {
			<-r.Context().Done()
			return
		}
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-r.Context().Done():
				return
			case <-tick.C:
				if r.URL.Path == "/redirects" {
					http.Redirect(w, r, "/silent", http.StatusFound)
					return
				}
				_, _ = w.Write([]byte("a"))
				_ = http.NewResponseController(w).Flush()
			}
		}
	})
	c := client(t, fetch.Options{Timeout: 100 * time.Millisecond}, s)
	for _, path := range []string{"/drip", "/silent", "/redirects"} {
		got, err := c.Get(t.Context(), s.URL+path, fetch.Condition{})
		if e := refused(t, got, err); e.Reason != fetch.TooSlow {
			t.Errorf("%s: %v", path, e)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got, err := c.Get(ctx, s.URL+"/drip", fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.Stopped {
		t.Errorf("called off: %v", e)
	}
}

func TestUnreachable(t *testing.T) {
	s := serve(t, page("x"))
	s.Close() // nobody listens there now
	got, err := client(t, fetch.Options{}, s).Get(t.Context(), s.URL, fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.Unreachable {
		t.Error(e)
	}
}

// A proxy would make the connection where the check of the address does not see it.
func TestNoProxyFromTheEnvironment(t *testing.T) {
	var used atomic.Int32
	proxy := serve(t, func(http.ResponseWriter, *http.Request) { used.Add(1) })
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"} {
		t.Setenv(name, proxy.URL)
	}
	s := serve(t, page("straight"))
	c := client(t, fetch.Options{Resolver: names(t, map[string][]string{"xn--bcher-kva.example.": {"127.0.0.1"}})}, s)
	got, err := c.Get(t.Context(), fmt.Sprintf("http://bücher.example:%d/", s.port), fetch.Condition{})
	if err != nil || string(got.Body) != "straight" || used.Load() > 0 {
		t.Errorf("%+v, %v; the proxy was used %d times", got, err, used.Load())
	}
}

// An intranet's addresses do not open those beside them.
func TestAllow(t *testing.T) {
	s := serve(t, page("x"))
	c := fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, Ports: []uint16{s.port}})
	defer c.Close()
	got, err := c.Get(t.Context(), s.URL, fetch.Condition{})
	if e := refused(t, got, err); e.Reason != fetch.Private {
		t.Error(e)
	}
}
