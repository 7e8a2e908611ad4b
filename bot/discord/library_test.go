package discord

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
	"byline/facts/answer"
	"byline/facts/article/fetch"
	"byline/facts/export"
	"byline/facts/library"
	"byline/facts/shelf"
	"byline/facts/store"
	"byline/handlers"
)

// storm is an article to be added.
const storm = `Storm closes the ferry port of Lindhaven

Harbour master Ida Berg said on Monday that 14 boats had sunk in the storm over Lindhaven.
“Nobody was on board,” Berg told reporters at the quay. The ferry port stays closed until
Thursday, the town council said, and 230 travellers are waiting in two schools.`

// anywhere fetches from any address, this machine's included.
type anywhere struct{}

func (anywhere) Get(ctx context.Context, url string, _ fetch.Condition) (*fetch.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	return &fetch.Response{URL: url, Status: resp.StatusCode, ContentType: resp.Header.Get("Content-Type"), Body: body}, err
}

func (anywhere) Crawl(context.Context, string, fetch.Condition) (*fetch.Response, error) {
	return nil, errors.New("there is no such feed")
}

// newsroom is a bot over a library in memory, with an owner and somebody without rights.
type newsroom struct {
	*discordtest.Server
	store     *store.Store
	libraries *library.Libraries
	run       *running

	channel      string
	owner, guest discordtest.User
}

func open(t *testing.T) *newsroom {
	t.Helper()
	st, err := store.Open(t.Context(), "sqlite://:memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	n := &newsroom{Server: discordtest.New(t), store: st, libraries: library.New(st, anywhere{})}
	n.channel, n.owner, n.guest = n.NewChannel(), n.NewUser("Olga"), n.NewUser("Gus")
	n.Own(n.owner)
	n.run = launchWith(t, Config{APIURL: n.URL(), Key: []byte("the installation's key"), Specs: handlers.Specs()}, handlers.New(n.libraries, handlers.WithKeeper(n.libraries)))
	n.AwaitSession(t, 1)
	return n
}

// ask says something in a channel that is answered.
func (n *newsroom) ask(t *testing.T, who discordtest.User, text string, options ...discordtest.Option) discordtest.Message {
	t.Helper()
	before := len(n.Sent())
	n.Say(n.channel, who, text, options...)
	return n.Await(t, before+1)[before]
}

func TestLibraryInAServer(t *testing.T) {
	t.Parallel()
	n := open(t)
	const only = "Only managers of the server and its editors can do that. “!settings editors” and a role makes its members editors."
	if m := n.ask(t, n.guest, "!add "+storm); m.Content != only || len(m.Embeds) != 0 {
		t.Errorf("a guest is told %q", m.Shown())
	}
	if m := n.ask(t, n.owner, "!add "+storm); !strings.HasPrefix(m.Content, "Added as article 2: Storm closes the ferry port of Lindhaven") {
		t.Errorf("the owner is told %q", m.Shown())
	}
	if m := n.ask(t, n.guest, "!ask how many boats sank?"); !strings.Contains(m.Content, "14") {
		t.Errorf("a guest asks and is told %q", m.Shown())
	}

	editors := n.NewRole("News", discordtest.SendMessages)
	member := n.NewUser("Mia")
	n.Give(member, editors)
	if m := n.ask(t, member, "!remove 2"); m.Content != only {
		t.Errorf("a member of no role chosen is told %q", m.Shown())
	}
	n.ask(t, n.owner, "!settings editors <@&"+editors+">")
	if m := n.ask(t, member, "!remove 2"); !strings.HasPrefix(m.Content, "Removed article 2") {
		t.Errorf("a member of the role chosen is told %q", m.Shown())
	}
	if m := n.ask(t, member, "!settings editors none"); !strings.HasPrefix(m.Content, "Only people who may manage the server") {
		t.Errorf("the role chosen may choose: %q", m.Shown())
	}
	for _, m := range n.Sent() {
		if len(m.Pinged) != 0 {
			t.Errorf("%q pings %q", m.Content, m.Pinged)
		}
	}
}

func TestAddAnAttachment(t *testing.T) {
	t.Parallel()
	n := open(t)
	text := discordtest.Attach("storm.txt", "text/plain; charset=utf-8", []byte(storm))
	if m := n.ask(t, n.owner, "!add", text); !strings.HasPrefix(m.Content, "Added as article 2: Storm closes") {
		t.Errorf("answered %q", m.Shown())
	}
	if m := n.ask(t, n.owner, "!add", text); !strings.HasPrefix(m.Content, "Already there as article 2") {
		t.Errorf("answered %q", m.Shown())
	}
	if m := n.ask(t, n.owner, "!add", text, text); m.Content != "Attach one file at a time." {
		t.Errorf("answered %q", m.Shown())
	}
	n.channel = n.NewDM() // where everybody has a library
	if m := n.ask(t, n.guest, "!add", text); !strings.HasPrefix(m.Content, "Added as article 2") {
		t.Errorf("answered %q", m.Shown())
	}
}

// Other bots have commands of the same names.
func TestOtherBotsCommands(t *testing.T) {
	t.Parallel()
	n := open(t)
	music := n.NewBot("Music")
	for _, said := range []struct {
		who  discordtest.User
		text string
	}{
		{music, "!pause"},
		{music, "!add " + storm},
		{n.guest, "!pause"},
		{n.guest, "!remove the queue"},
		{n.guest, "!play something"},
	} {
		n.Say(n.channel, said.who, said.text)
	}
	if m := n.ask(t, n.guest, "!articles"); !strings.HasPrefix(m.Content, "1 article.") || len(n.Sent()) != 1 {
		t.Errorf("answered %+v", n.Sent())
	}
}

func TestExport(t *testing.T) {
	t.Parallel()
	n := open(t)
	sources, err := n.libraries.Sources(t.Context(), shelf.Scope{Library: "discord:" + n.Guild})
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []export.Format{"csv", "json", "md"} {
		var want bytes.Buffer
		if _, err := export.Write(&want, format, answer.Tables(sources)); err != nil {
			t.Fatal(err)
		}
		m := n.ask(t, n.guest, "!export "+string(format))
		if len(m.Files) != 1 || m.Files[0].Name != "facts."+string(format) || !bytes.Equal(m.Files[0].Data, want.Bytes()) {
			t.Errorf("%s arrives as %d files, answered %q", format, len(m.Files), m.Content)
		}
	}
	n.channel = n.NewChannel(discordtest.NoFiles)
	if m := n.ask(t, n.guest, "!export csv"); len(m.Files) != 0 || !strings.Contains(m.Content, "as facts.csv.") || !strings.HasSuffix(m.Content, cannotAttach) {
		t.Errorf("without the permission: %+v", m)
	}
}

// What a feed brings is told in the channel that asked for it, and nowhere else.
func TestNewsIsTold(t *testing.T) {
	t.Parallel()
	n := open(t)
	name, ctx := "discord:"+n.Guild, t.Context()
	if _, err := n.store.EnsureLibrary(ctx, name); err != nil {
		t.Fatal(err)
	}
	of := func(title, channel string) store.Addition {
		return store.Addition{Origin: store.OriginFeed, Announce: channel,
			Version: store.Version{Text: strings.ReplaceAll(storm, "Storm", title), Meta: shelf.Meta{Title: title, Outlet: "The Post"}}}
	}
	for _, a := range []store.Addition{of("Gale", "discord:1"), of("Tempest", "web:1"), of("Silence", ""), of("Storm", "discord:"+n.channel)} {
		if _, err := n.store.Add(ctx, name, []store.Addition{a}); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan error)
	go func() { ended <- n.libraries.Announce(ctx, n.run.bot.Tell) }()
	sent := n.Await(t, 1)
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if len(sent) != 1 || sent[0].Channel != n.channel || !strings.HasPrefix(sent[0].Content, "New: Storm (The Post, added ") {
		t.Errorf("told %+v", sent)
	}
}
