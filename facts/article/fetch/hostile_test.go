package fetch_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"byline/facts/article/fetch"
)

// What cannot be right is refused before any name is looked up: this client's name
// server would say that there is no such name, which is another reason.
func TestAddressesThatAreNotAskedFor(t *testing.T) {
	c := client(t, fetch.Options{Resolver: names(t, nil)})
	for address, want := range map[string]fetch.Reason{
		"":                            fetch.NotWeb,
		"news.example/a":              fetch.NotWeb,
		"//news.example/a":            fetch.NotWeb,
		"file:///etc/passwd":          fetch.NotWeb,
		"gopher://news.example/":      fetch.NotWeb,
		"ftp://news.example/":         fetch.NotWeb,
		"javascript:alert(1)":         fetch.NotWeb,
		"data:text/html,x":            fetch.NotWeb,
		"unix:///run/docker.sock":     fetch.NotWeb,
		"http:news.example":           fetch.BadURL,
		"http://":                     fetch.BadURL,
		"http:///etc":                 fetch.BadURL,
		"http://:80/":                 fetch.BadURL,
		"http://./":                   fetch.BadURL,
		"http://a b.example/":         fetch.BadURL,
		"http://news.example\\@x/":    fetch.BadURL,
		"http://news.example\n.evil/": fetch.BadURL,
		"http://news.example:80:80/":  fetch.BadURL,
		"http://news.example:port/":   fetch.BadURL,
		"http://[::1/":                fetch.BadURL,
		"http://news_(x).example/":    fetch.BadURL,
		"https://xn--a.example/\x7f":  fetch.BadURL,
		"https://n.example/" + strings.Repeat("a", 9000): fetch.BadURL,

		// Forms that some systems read as an IPv4 address.
		"http://2130706433/":        fetch.BadURL,
		"http://0/":                 fetch.BadURL,
		"http://0x7f000001/":        fetch.BadURL,
		"http://0X7F000001/":        fetch.BadURL,
		"http://017700000001/":      fetch.BadURL,
		"http://0177.0.0.1/":        fetch.BadURL,
		"http://0x7f.0.0.1/":        fetch.BadURL,
		"http://0x7f.1/":            fetch.BadURL,
		"http://127.1/":             fetch.BadURL,
		"http://127.0.1/":           fetch.BadURL,
		"http://127.0.0.01/":        fetch.BadURL,
		"http://127.0.0.1./":        fetch.BadURL,
		"http://127.0.0.1.1/":       fetch.BadURL,
		"http://256.256.256.256/":   fetch.BadURL,
		"http://news.example.0x1/":  fetch.BadURL,
		"http://1.2.3.0x/":          fetch.BadURL,
		"http://%31%32%37.1/":       fetch.BadURL,
		"http://１２７.1/":             fetch.BadURL,
		"http://①②⑦.1/":             fetch.BadURL,
		"http://127。1/":             fetch.BadURL,
		"http://[fe80::1%25eth0]/":  fetch.BadURL,
		"http://[::1%25lo]/":        fetch.BadURL,
		"http://[2606:4700::1%25]/": fetch.BadURL,

		"http://ann@news.example/":            fetch.Credentials,
		"http://ann:secret@news.example/":     fetch.Credentials,
		"http://news.example@127.0.0.1/":      fetch.Credentials,
		"http://127.0.0.1:80@news.example/":   fetch.Credentials,
		"http://:@news.example/":              fetch.Credentials,
		"http://news.example%2F@127.0.0.1/":   fetch.Credentials,
		"http://news.example:22/":             fetch.Port,
		"https://news.example:8443/":          fetch.Port,
		"http://news.example:0/":              fetch.Port,
		"http://news.example:65616/":          fetch.Port, // 80 in 16 bits
		"http://[2606:4700:4700::1111]:6379/": fetch.Port,

		// Addresses that are one, but not a public one. All are of this machine, so that a
		// broken guard sends nothing out; TestPublic has the others.
		"http://127.0.0.2/":                     fetch.Private,
		"http://0.0.0.0/":                       fetch.Private,
		"http://[::]/":                          fetch.Private,
		"http://[::1]/":                         fetch.Private,
		"http://[::ffff:127.0.0.2]/":            fetch.Private,
		"http://[::ffff:7f00:2]/":               fetch.Private,
		"http://[0:0:0:0:0:ffff:7f00:0002]/":    fetch.Private,
		"http://１２７.０.０.２/":                     fetch.BadURL,
		"http://127。0。0。2/":                     fetch.BadURL,
		"http://nobody.example/":                fetch.NoHost,
		"https://bücher.example/":               fetch.NoHost,
		"http://nobody.example.:80/#x@[::1]:22": fetch.NoHost,
		"HTTP://NOBODY.EXAMPLE":                 fetch.NoHost,
		"  https://nobody.example/ ":            fetch.NoHost,
		"http://some_name.example/":             fetch.NoHost,
	} {
		got, err := c.Get(t.Context(), address, fetch.Condition{})
		e := refused(t, got, err)
		if e.Reason != want {
			t.Errorf("%q: %v\n%s\nwant: %s", address, err, e.User(), want)
		}
		if strings.Contains(e.User()+e.Error(), "secret") {
			t.Errorf("%q: the refusal repeats the password: %v", address, e)
		}
	}
}

// A name is judged by what it leads to when the connection is made. Here too all
// addresses are of this machine.
func TestNamesThatLeadInside(t *testing.T) {
	inside := map[string][]string{}
	for i, addr := range []string{"127.0.0.2", "127.255.255.254", "0.0.0.0", "::", "::1", "::ffff:127.0.0.2"} {
		inside[fmt.Sprintf("n%d.example.", i)] = []string{addr}
	}
	inside["both.example."] = []string{"127.0.0.2", "::1"}
	c := client(t, fetch.Options{Resolver: names(t, inside)})
	for name, addrs := range inside {
		got, err := c.Get(t.Context(), "http://"+name+"/", fetch.Condition{})
		if e := refused(t, got, err); e.Reason != fetch.Private {
			t.Errorf("%s, which leads to %s: %v", name, addrs, e)
		}
	}
}

// The first site is allowed; where it sends the client is not.
func TestRedirectsThatLeadInside(t *testing.T) {
	var reached atomic.Int32
	inner, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip("this system has no second loopback address:", err)
	}
	secret := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	secret.Listener.Close()
	secret.Listener = inner
	secret.Config.ConnState = func(net.Conn, http.ConnState) { reached.Add(1) }
	secret.Start()
	defer secret.Close()

	outer := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	})
	c := client(t, fetch.Options{
		Ports:    []uint16{portOf(t, secret.URL)},
		Resolver: names(t, map[string][]string{"inner.example.": {"127.0.0.2"}}),
	}, outer)
	port := portOf(t, secret.URL)
	for to, want := range map[string]fetch.Reason{
		secret.URL: fetch.Private,
		fmt.Sprintf("http://inner.example:%d/", port):          fetch.Private,
		fmt.Sprintf("//127.0.0.2:%d/", port):                   fetch.Private,
		fmt.Sprintf("http://[::ffff:127.0.0.2]:%d/", port):     fetch.Private,
		fmt.Sprintf("http://127.2:%d/", port):                  fetch.BadURL,
		fmt.Sprintf("http://2130706434:%d/", port):             fetch.BadURL,
		fmt.Sprintf("http://user:pass@127.0.0.2:%d/", port):    fetch.Credentials,
		"http://127.0.0.1:1/":                                  fetch.Port,
		"file:///etc/passwd":                                   fetch.NotWeb,
		"ftp://127.0.0.2/":                                     fetch.NotWeb,
		fmt.Sprintf("gopher://127.0.0.2:%d/_GET / HTTP", port): fetch.NotWeb,
		"http://[::1": fetch.Broken, // no address at all
	} {
		got, err := c.Get(t.Context(), outer.URL+"/?to="+strings.ReplaceAll(to, " ", "%20"), fetch.Condition{})
		if e := refused(t, got, err); e.Reason != want {
			t.Errorf("redirected to %s: %v\nwant: %s", to, e, want)
		}
	}
	if n := reached.Load(); n > 0 {
		t.Errorf("the forbidden server was reached %d times", n)
	}
}
