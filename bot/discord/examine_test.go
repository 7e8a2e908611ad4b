package discord

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
	"byline/handlers"
)

// examined is what an examination finds, a line a thing.
func examined(t *testing.T, c Config) string {
	t.Helper()
	findings, invitation := Examine(t.Context(), c)
	var text strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&text, "%s/%s/%s → %s\n", f.State, f.About, f.Sentence, f.Mend)
		if (f.State == Wrong) && f.Mend == "" {
			t.Errorf("nobody learns how to mend this: %+v", f)
		}
	}
	text.WriteString(invitation)
	if c.Token != "" && strings.Contains(text.String(), strings.TrimPrefix(c.Token, "Bot ")) {
		t.Errorf("the token is told:\n%s", text.String())
	}
	return text.String()
}

// well is a Discord where nothing is amiss.
func well(t *testing.T) *discordtest.Server {
	d := discordtest.New(t)
	d.Everyone(int64(needed))
	d.SetApplication(discordtest.Application{Flags: discordtest.ReadsMessages, Left: 1000})
	return d
}

func TestExamine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(d *discordtest.Server)
		want   []string // parts of lines
	}{
		{"nothing is wrong", func(*discordtest.Server) {}, []string{
			"ok/token/Discord knows the bot as Byline.",
			"ok/clock/The clock agrees with Discord's.",
			"ok/intents/The message content intent is on",
			"ok/servers/The bot is in 1 server, with every permission it needs: Guild.",
			"ok/gateway/The gateway answers; 1000 of 1000 connections are left today.",
			"&scope=bot+applications.commands&permissions=274878024704",
		}},
		{"a wrong token", func(d *discordtest.Server) { d.RefuseToken() }, []string{
			"wrong/token/Discord refused the token (401). → Make a new one in the Discord Developer Portal (https://discord.com/developers/applications), your application, Bot, Reset Token",
		}},
		{"no intent", func(d *discordtest.Server) { d.SetApplication(discordtest.Application{Left: 1000}) }, []string{
			"look/intents/The message content intent is off. Slash commands, mentions, direct messages",
			"Bot, Privileged Gateway Intents, Message Content Intent.",
		}},
		{"a permission is missing", func(d *discordtest.Server) { d.Join("Harbour", int64(needed&^mayEmbed&^mayAttach)) }, []string{
			"wrong/server Harbour/The bot lacks Embed Links, Attach Files there. → Open https://discord.com/oauth2/authorize?client_id=",
		}},
		{"administrator", func(d *discordtest.Server) { d.Everyone(discordtest.Administrator) }, []string{
			"look/server Guild/The bot is an administrator there, which it need not be.",
		}},
		{"no server", func(d *discordtest.Server) { d.LeaveGuild() }, []string{
			"look/servers/The bot is in no server. → Open the invitation below",
		}},
		{"a clock behind", func(d *discordtest.Server) { d.SetClock(3 * time.Minute) }, []string{
			"wrong/clock/The clock of this machine is ", " behind. → Let the system set its clock",
		}},
		{"a clock a little ahead", func(d *discordtest.Server) { d.SetClock(-20 * time.Second) }, []string{
			"look/clock/The clock of this machine is ", "s ahead.",
		}},
		{"interactions go elsewhere", func(d *discordtest.Server) {
			d.SetApplication(discordtest.Application{Endpoint: "https://example.org/", CodeGrant: true, Left: 1000})
		}, []string{
			"wrong/slash commands/The application has an Interactions Endpoint URL",
			"wrong/invite/The bot requires an OAuth2 code grant",
		}},
		{"too many connections", func(d *discordtest.Server) { d.SetApplication(discordtest.Application{Left: 0}) }, []string{
			"wrong/gateway/The gateway answers; 0 of 1000 connections are left today. → Look in the log",
		}},
		{"Discord is ill", func(d *discordtest.Server) { d.Fail(100, http.StatusServiceUnavailable) }, []string{
			"wrong/token/Discord did not tell whether the token is right: Byline got HTTP 503.",
		}},
		{"Discord is busy", func(d *discordtest.Server) { d.Limit(100, 3*time.Second, true) }, []string{
			"was told to slow down (HTTP 429), for 3s.",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := well(t)
			c.change(d)
			got := examined(t, Config{Token: "Bot " + discordtest.Token, APIURL: d.URL() + "/"})
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("nothing has %q:\n%s", want, got)
				}
			}
			if n := len(d.Identified()); n != 0 {
				t.Errorf("it connected as the bot %d times", n)
			}
		})
	}
}

// TestExamineElsewhere: there is no Discord where it should be.
func TestExamineElsewhere(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := listener.Addr().String()
	listener.Close()
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>Log in to the hotel") }))
	t.Cleanup(page.Close)
	for _, c := range []struct {
		name   string
		config Config
		want   string
	}{
		{"nobody", Config{Token: "token", APIURL: "http://" + nobody}, "wrong/discord/Byline cannot reach " + nobody + ": "},
		{"a page", Config{Token: "token", APIURL: page.URL}, ": what answers there is not Discord."},
		{"no token", Config{APIURL: "http://" + nobody}, "look/token/DISCORD_TOKEN is not set, so Discord is off. → Make one in the Discord Developer Portal"},
		{"no token and no network", Config{APIURL: "http://" + nobody}, "look/clock/Byline cannot reach " + nobody},
		{"no address", Config{APIURL: "discord"}, "wrong/discord/DISCORD_API_URL is \"discord\""},
		{"no token of Discord", Config{Token: "to ken"}, "wrong/token/DISCORD_TOKEN is not a token of Discord"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := examined(t, c.config); !strings.Contains(got, c.want) {
				t.Errorf("nothing has %q:\n%s", c.want, got)
			}
		})
	}
}

// TestExamineEnds: an address where nothing ever answers.
func TestExamineEnds(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	began := time.Now()
	got := examined(t, Config{Token: "token", APIURL: "http://" + listener.Addr().String()})
	if took := time.Since(began); took > 2*visitLimit || !strings.Contains(got, "no answer within 4s") {
		t.Errorf("after %v:\n%s", took, got)
	}
}

// TestStanding follows the example of overwrites: @everyone's first, then the roles'
// together, then the member's own.
func TestStanding(t *testing.T) {
	const everyone, reader, editor, bot = "1", "2", "3", "9"
	member := membership{server: everyone, member: bot, roles: map[string]permission{everyone: mayView | maySend, reader: mayEmbed}}
	for _, c := range []struct {
		name       string
		of         membership
		overwrites []overwrite
		want       permission
	}{
		{"no overwrites", member, nil, mayView | maySend | mayEmbed},
		{"everyone is denied", member, []overwrite{{everyone, ofRole, 0, maySend}}, mayView | mayEmbed},
		{"a role is allowed again", member, []overwrite{{reader, ofRole, maySend, 0}, {everyone, ofRole, 0, maySend}}, mayView | maySend | mayEmbed},
		{"another's role", member, []overwrite{{editor, ofRole, mayAttach, mayView}}, mayView | maySend | mayEmbed},
		{"the member's own wins", member, []overwrite{{bot, ofMember, mayAttach, maySend}, {reader, ofRole, maySend, 0}}, mayView | mayEmbed | mayAttach},
		{"another member's", member, []overwrite{{"8", ofMember, 0, maySend}}, mayView | maySend | mayEmbed},
		{"not seen", member, []overwrite{{everyone, ofRole, mayAttach, mayView}}, 0},
		{"an administrator", membership{server: everyone, member: bot, roles: map[string]permission{reader: administrator}}, []overwrite{{everyone, ofRole, 0, mayView}}, mayAll},
		{"the owner", membership{server: everyone, member: bot, owner: true}, []overwrite{{bot, ofMember, 0, mayView}}, mayAll},
	} {
		if got := c.of.in(c.overwrites); got != c.want {
			t.Errorf("%s: %b, want %b", c.name, got, c.want)
		}
	}
}

func TestPermissionsHaveNames(t *testing.T) {
	all := needed | mayStartThreads
	if names, needs := all.names(), all.needs(); len(names) != 7 || len(needs) != 7 || needs[0] != handlers.NeedView {
		t.Errorf("names %q, needs %v", names, needs)
	}
}
