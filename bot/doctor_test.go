package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"byline/bot/discord"
	"byline/bot/discord/discordtest"
	"byline/facts/shelf"
	"byline/facts/store"
	"byline/handlers"
)

// TestOneMistakeHidesNoOther calls the doctor with a flag and a token that cannot be used,
// and with a database that is still to be made in the working folder.
func TestOneMistakeHidesNoOther(t *testing.T) {
	text, status := doctored(t, []string{"--log-level", "loud"}, "DATABASE_URL=sqlite://byline.db", "DISCORD_TOKEN=a b")
	for _, want := range []string{"wrong  settings: LOG_LEVEL is", "ok     database: SQLite, ", "wrong  token: DISCORD_TOKEN is not a token", "ok     web page: Switched off"} {
		if !strings.Contains(text, want) {
			t.Errorf("without %q:\n%s", want, text)
		}
	}
	if left, err := os.ReadDir("."); status != statusFailed || err != nil || len(left) > 0 {
		t.Errorf("status %d, and the doctor leaves %v", status, left)
	}
}

// doctored is a call of bot doctor with only these variables, in an empty folder.
func doctored(t *testing.T, args []string, env ...string) (text string, status int) {
	t.Helper()
	t.Chdir(t.TempDir())
	var out, complaint strings.Builder
	env = append([]string{"WEB_ADDR=off", "DATABASE_URL=sqlite://" + filepath.ToSlash(filepath.Join(t.TempDir(), "byline.db"))}, env...)
	began := time.Now()
	status = run(t.Context(), append([]string{"doctor"}, args...), env, strings.NewReader(""), &out, &complaint)
	if complaint.Len() > 0 {
		t.Errorf("on standard error: %s", complaint.String())
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	if strings.Contains(out.String(), discordtest.Token) {
		t.Errorf("the token is told:\n%s", out.String())
	}
	return out.String(), status
}

// healthy is a Discord that a bot has been in, and told all its commands.
func healthy(t *testing.T) *discordtest.Server {
	t.Helper()
	d := discordtest.New(t)
	d.SetApplication(discordtest.Application{Flags: discordtest.ReadsMessages, Left: 990})
	b, err := discord.New(discord.Config{Token: discordtest.Token, APIURL: d.URL(), Specs: handlers.Specs()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx, newRouter(newFileLibrary(), slog.New(slog.DiscardHandler))) }()
	d.AwaitCommands(t, "", 1)
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	return d
}

// overwrite registers slash commands.
func overwrite(t *testing.T, d *discordtest.Server, commands []map[string]any) {
	t.Helper()
	body, err := json.Marshal(commands)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPut, d.URL()+"/api/v9/applications/"+d.App+"/commands", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+discordtest.Token)
	req.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if said, _ := io.ReadAll(answer.Body); answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", answer.Status, said)
	}
}

func TestDoctor(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(d *discordtest.Server)
		status int
		want   []string
	}{
		{"all is well", func(*discordtest.Server) {}, statusDone, []string{
			"ok     token: Discord knows the bot as Byline.\n",
			"ok     clock: The clock agrees with Discord's.\n",
			"ok     intents: ",
			"ok     servers: The bot is in 1 server, with every permission it needs: Guild.\n",
			"ok     slash commands: Discord has all ",
			"ok     gateway: The gateway answers; 990 of 1000 connections are left today.\n",
			"ok     database: SQLite, ",
			"\nInvite Byline with https://discord.com/oauth2/authorize?client_id=",
			"&permissions=274878024704\n\nNothing is wrong.\n",
		}},
		{"no commands yet", func(d *discordtest.Server) { overwrite(t, d, []map[string]any{}) }, statusDone, []string{
			"look   slash commands: Discord has no slash commands yet.\n       → Start Byline: it registers them",
		}},
		{"a command is lacking", func(d *discordtest.Server) {
			overwrite(t, d, []map[string]any{{"type": 1, "name": "ask", "description": "Ask"}})
		}, statusDone, []string{"look   slash commands: The commands that Discord has are not those of this Byline: 1 there, "}},
		{"a bad token", func(d *discordtest.Server) { d.RefuseToken() }, statusFailed, []string{
			"wrong  token: Discord refused the token (401).\n       → Make a new one in the Discord Developer Portal",
			"\n1 thing is wrong.\n",
		}},
		{"no intent", func(d *discordtest.Server) { d.SetApplication(discordtest.Application{Left: 1000}) }, statusDone, []string{
			"look   intents: The message content intent is off.",
		}},
		{"a permission is missing in a server", func(d *discordtest.Server) {
			d.Everyone(0)
			d.Invite(discordtest.ViewChannel | discordtest.SendMessages | discordtest.ReadHistory | discordtest.SendInThreads | discordtest.AttachFiles)
			d.NewChannel()
			d.Overwrite(d.NewChannel(), discordtest.Overwrite{ID: d.Bot.ID, Type: discordtest.OfMember, Allow: discordtest.EmbedLinks})
		}, statusFailed, []string{
			"wrong  server Guild: The bot lacks Embed Links there, in 1 of the 2 channels that it sees.\n       → Open https://discord.com/oauth2/authorize?client_id=",
		}},
		{"a server that lets it into one channel", func(d *discordtest.Server) {
			d.Everyone(0)
			d.Invite(0)
			d.Overwrite(d.NewChannel(), discordtest.Overwrite{ID: d.Bot.ID, Type: discordtest.OfMember, Allow: 274878024704})
			d.NewChannel()
		}, statusDone, []string{"ok     servers: The bot is in 1 server"}},
		{"a clock that is off", func(d *discordtest.Server) { d.SetClock(-10 * time.Minute) }, statusFailed, []string{
			"wrong  clock: The clock of this machine is ", " ahead.\n       → Let the system set its clock",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := healthy(t)
			c.change(d)
			identified := len(d.Identified())
			got, status := doctored(t, nil, "DISCORD_TOKEN="+discordtest.Token, "DISCORD_API_URL="+d.URL())
			if status != c.status {
				t.Errorf("status %d, want %d", status, c.status)
			}
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("nothing has %q", want)
				}
			}
			if t.Failed() {
				t.Log(got)
			}
			if len(d.Identified()) > identified {
				t.Error("it connected as the bot")
			}
		})
	}
}

func TestDoctorAsJSON(t *testing.T) {
	d := healthy(t)
	text, status := doctored(t, []string{"--json"}, "DISCORD_TOKEN="+discordtest.Token, "DISCORD_API_URL="+d.URL())
	var got struct {
		OK       bool
		Invite   string
		Findings []finding
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil || status != statusDone {
		t.Fatalf("status %d, %v:\n%s", status, err, text)
	}
	if !got.OK || got.Invite != discord.InviteURL(d.App) || len(got.Findings) < 10 || got.Findings[1].About != "token" || got.Findings[1].State != discord.Fine {
		t.Errorf("%+v", got)
	}
}

func TestDoctorShowsColoursOnly(t *testing.T) {
	f := finding{About: "server \x1b[2J", State: discord.Wrong, Sentence: "One\nline.", Mend: "Here."}
	if got, want := worded(f, false), "wrong  server \\u001b[2J: One line.\n       → Here.\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := worded(f, true); !strings.HasPrefix(got, "\x1b[1;31mwrong \x1b[0m server \\u001b") {
		t.Errorf("%q", got)
	}
}

func TestDoctorOnFeeds(t *testing.T) {
	now := time.Date(2026, 3, 6, 12, 0, 0, 0, time.UTC)
	read := shelf.Feed{Title: "Ferries", URL: "https://a.example/feed", LastSuccess: now.Add(-time.Hour), Next: now.Add(time.Minute)}
	with := func(change func(*shelf.Feed)) shelf.Feed {
		f := read
		change(&f)
		return f
	}
	for _, c := range []struct {
		feed shelf.Feed
		want string
	}{
		{read, "ok/feeds/1 feed is watched and can be read."},
		{with(func(f *shelf.Feed) { f.Paused = true }), "look/feed Ferries/Paused. It was last read on 6 March 11:00 UTC."},
		{with(func(f *shelf.Feed) { f.LastError, f.Failures = "The server answered 404", 1 }), "look/feed Ferries/The server answered 404. It failed once. It was last read"},
		{with(func(f *shelf.Feed) { f.LastError, f.Failures = "The server answered 404", 3 }), "wrong/feed Ferries/"},
		{with(func(f *shelf.Feed) { f.Next = now.Add(-2 * time.Hour) }), "look/feed Ferries/Not read, although it was due on 6 March 10:00 UTC."},
		{with(func(f *shelf.Feed) { f.Title, f.Next, f.LastSuccess = "", now.Add(-2*time.Hour), time.Time{} }), "look/feed https://a.example/feed/Not read, although it was due on 6 March 10:00 UTC. It has never been read."},
	} {
		found := examineFeeds([]shelf.Feed{c.feed}, now)
		if got := fmt.Sprintf("%s/%s/%s", found[0].State, found[0].About, found[0].Sentence); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s; want %s", got, c.want)
		}
	}
}

func TestDoctorOnTheWebPage(t *testing.T) {
	byline := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<title>Byline</title>") }))
	defer byline.Close()
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	for _, c := range []struct {
		s    settings
		want string
	}{
		{settings{webAddr: "off"}, "ok/Switched off by WEB_ADDR."},
		{settings{webAddr: "127.0.0.1:0", webAsked: true}, "ok/It can be at a free port."},
		{settings{webAddr: byline.Listener.Addr().String(), webAsked: true}, "ok/A Byline serves it at http://127.0.0.1:"},
		{settings{webAddr: other.Listener.Addr().String()}, "look/Another program has 127.0.0.1:"},
		{settings{webAddr: other.Listener.Addr().String(), webAsked: true}, "wrong/The address 127.0.0.1:"},
		{settings{webAddr: "nowhere", webAsked: true}, "wrong/\"nowhere\" is not an address of this machine"},
	} {
		found := examineWeb(t.Context(), c.s)
		if got := string(found[0].State) + "/" + found[0].Sentence; !strings.HasPrefix(got, c.want) {
			t.Errorf("%s; want %s", got, c.want)
		}
	}
}

func TestDoctorOnSpace(t *testing.T) {
	got := holds(store.Survey{Where: "db:5432/byline", Server: true, Articles: 2, Libraries: 1, Bytes: 7 << 20})
	if want := "PostgreSQL, db:5432/byline, is writable. It has 2 articles in 1 library, in 7 MB."; got.Sentence != want {
		t.Errorf("%s; want %s", got.Sentence, want)
	}
}

// TestDoctorEnds: a part that hangs is told of.
func TestDoctorEnds(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	found := within(t.Context(), time.Millisecond, "database", func(context.Context) checkup { <-hang; return checkup{} })
	if len(found.findings) != 1 || found.findings[0].State != discord.Wrong || found.findings[0].About != "database" {
		t.Errorf("%+v", found)
	}
}

// TestDoctorInAServer asks as a manager and as somebody else, through a real session.
func TestDoctorInAServer(t *testing.T) {
	d := discordtest.New(t)
	b, err := discord.New(discord.Config{Token: discordtest.Token, APIURL: d.URL(), Specs: handlers.Specs()})
	if err != nil {
		t.Fatal(err)
	}
	router := newRouter(newFileLibrary(), slog.New(slog.DiscardHandler), handlers.WithInspector(b))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx, router) }()
	t.Cleanup(func() { stop(); <-ended })
	d.AwaitCommands(t, "", 1)

	manager := d.NewUser("manager")
	d.Give(manager, d.NewRole("managers", discordtest.ManageServer))
	well, plain := d.NewChannel(), d.NewChannel(discordtest.NoEmbeds, discordtest.NoHistory)
	d.NewChannel(discordtest.NoView)
	d.SetApplication(discordtest.Application{Flags: discordtest.ReadsMessages})

	slash := d.AwaitReply(t, d.Slash(t, well, manager, "doctor"))
	if !slash.Ephemeral {
		t.Error("everybody sees it")
	}
	d.Say(well, manager, "!doctor")
	prefix := d.Await(t, 2)[1]
	for _, want := range []string{"Byline lacks permissions in 1 channel", "#channel-" + plain, "Embed Links is missing", "Read Message History is missing", "Byline does not see 1 other channel"} {
		for _, m := range []discordtest.Message{slash, prefix} {
			if text := wholeText(m); !strings.Contains(strings.ReplaceAll(text, "\\", ""), want) {
				t.Errorf("it does not say %q:\n%s", want, text)
			}
		}
	}
	d.Say(well, d.NewUser("reader"), "!doctor")
	if refused := wholeText(d.Await(t, 3)[2]); !strings.Contains(refused, "Only people who may manage the server") || strings.Contains(refused, plain) {
		t.Errorf("somebody else is told:\n%s", refused)
	}
}

// wholeText is what stands in a message.
func wholeText(m discordtest.Message) string {
	text := m.Content
	for _, e := range m.Embeds {
		text += "\n" + e.Title + "\n" + e.Description
	}
	return text
}
