package fetch_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/net/dns/dnsmessage"

	"byline/facts/article/fetch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A site is a server on the loopback address, which a client must be allowed to reach.
type site struct {
	*httptest.Server
	port uint16
}

func serve(t *testing.T, h http.HandlerFunc) site {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return site{server, portOf(t, server.URL)}
}

func portOf(t *testing.T, address string) uint16 {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil {
		t.Fatal(err)
	}
	return uint16(port)
}

// client may reach 127.0.0.1, and the ports of sites. All else is as in production.
func client(t *testing.T, o fetch.Options, sites ...site) *fetch.Client {
	t.Helper()
	o.Allow = append(o.Allow, netip.MustParsePrefix("127.0.0.1/32"))
	for _, s := range sites {
		o.Ports = append(o.Ports, s.port)
	}
	c := fetch.New(o)
	t.Cleanup(c.Close)
	return c
}

// refused is the error of a fetch that must fail.
func refused(t *testing.T, got *fetch.Response, err error) *fetch.Error {
	t.Helper()
	var refusal *fetch.Error
	if !errors.As(err, &refusal) {
		t.Fatalf("got %+v, error %v; want a refusal", got, err)
	}
	return refusal
}

// names is a resolver that asks a name server on the loopback address, which knows only
// the names in table. For others it says that there are none.
func names(t *testing.T, table map[string][]string) *net.Resolver {
	t.Helper()
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		question := make([]byte, 1500)
		for {
			n, from, err := socket.ReadFrom(question)
			if err != nil {
				return
			}
			if answer := nameAnswer(question[:n], table); answer != nil {
				_, _ = socket.WriteTo(answer, from)
			}
		}
	}()
	t.Cleanup(func() { socket.Close(); <-done })
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", socket.LocalAddr().String())
	}}
}

func nameAnswer(question []byte, table map[string][]string) []byte {
	var m dnsmessage.Message
	if m.Unpack(question) != nil || len(m.Questions) != 1 {
		return nil
	}
	m.Response, m.Additionals = true, nil
	q := m.Questions[0]
	known, ok := table[q.Name.String()]
	if !ok {
		m.RCode = dnsmessage.RCodeNameError
	}
	for _, text := range known {
		addr := netip.MustParseAddr(text)
		head := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET, TTL: 0}
		switch {
		case addr.Is4() && q.Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: addr.As4()}})
		case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
		}
	}
	packed, err := m.Pack()
	if err != nil {
		return nil
	}
	return packed
}

// page answers with a page of HTML.
func page(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(body))
	}
}

func at(year int, month time.Month, day, hour int) time.Time {
	return time.Date(year, month, day, hour, 0, 0, 0, time.UTC)
}
