package discord

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
)

// TestEditors asks as members of all kinds whether they may change the library.
func TestEditors(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat := &echo{}
	launch(t, d, chat)
	d.AwaitSession(t, 1)
	channel := d.NewChannel()
	member := func(name string, permissions int64) discordtest.User {
		u := d.NewUser(name)
		d.Give(u, d.NewRole(name, permissions))
		return u
	}
	owner := d.NewUser("owner")
	d.Own(owner)
	may := func(who discordtest.User, where, text string) bool {
		n := len(d.Sent())
		d.Say(where, who, text)
		d.Await(t, n+1)
		asked := chat.asked()
		return asked[len(asked)-1].Editor
	}
	admin := member("admin", discordtest.Administrator)
	manager := member("manager", discordtest.ManageServer|discordtest.SendMessages)
	ordinary := member("ordinary", discordtest.SendMessages)
	for _, c := range []struct {
		who  discordtest.User
		want bool
	}{{owner, true}, {admin, true}, {manager, true}, {ordinary, false}, {d.NewUser("newcomer"), false}} {
		if got := may(c.who, channel, "!guarded"); got != c.want {
			t.Errorf("%s may change the library: %v", c.who.Name, got)
		}
	}
	if may(owner, channel, "!open") {
		t.Error("the owner's rights were asked for without need")
	}
	if !may(ordinary, d.NewDM(), "guarded") {
		t.Error("in direct messages everybody may change their library")
	}
	if n := guildRequests(d); n != 1 {
		t.Errorf("the server was asked about %d times", n)
	}
}

func guildRequests(d *discordtest.Server) (n int) {
	for _, r := range d.Requests() {
		if strings.HasPrefix(r, "GET ") && strings.Contains(r, "/guilds/") {
			n++
		}
	}
	return n
}

func TestManagers(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	b := launch(t, d, &echo{}).bot
	admin, manager, plain := d.NewRole("a", discordtest.Administrator), d.NewRole("m", discordtest.ManageServer), d.NewRole("p", discordtest.SendMessages)
	owner := d.NewUser("owner")
	d.Own(owner)
	m, err := b.managersOf(t.Context(), d.Guild)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		person string
		roles  []string
		want   bool
	}{
		{owner.ID, nil, true},
		{"1", []string{plain, admin}, true},
		{"1", []string{manager}, true},
		{"1", []string{plain}, false},
		{"1", nil, false},
		{"", nil, false},
	} {
		if got := m.include(c.person, c.roles); got != c.want {
			t.Errorf("%q with roles %q: %v", c.person, c.roles, got)
		}
	}
	d.Everyone(discordtest.ManageServer)
	if m, err := b.managersOf(t.Context(), d.Guild); err != nil || !m.include("1", nil) {
		t.Errorf("a right of @everyone is nobody's: %v", err)
	}
	if _, err := b.managersOf(t.Context(), "1"); err == nil {
		t.Error("an unknown server has managers")
	}
}

func TestUnknownManagers(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.HideGuild(true)
	chat := &echo{}
	r := launch(t, d, chat)
	d.AwaitSession(t, 1)
	channel, owner := d.NewChannel(), d.NewUser("owner")
	d.Own(owner)
	for i := range 3 {
		d.Say(channel, owner, "!guarded")
		d.Await(t, i+1)
	}
	for _, req := range chat.asked() {
		if req.Editor {
			t.Error("somebody whose rights are unknown may change the library")
		}
	}
	if n := strings.Count(r.log.String(), "who may manage a server"); n != 1 || guildRequests(d) != 1 {
		t.Errorf("%d log lines, %d requests:\n%s", n, guildRequests(d), r.log)
	}
}

func TestGuildsAreForgotten(t *testing.T) {
	t.Parallel()
	g, now := newLately[managers](maxGuilds), time.Unix(0, 0)
	g.now = func() time.Time { return now }
	g.put("a", managers{owner: "1"}, guildTime)
	now = now.Add(guildTime - time.Second)
	if m, ok := g.get("a"); !ok || m.owner != "1" {
		t.Error("forgotten too early")
	}
	now = now.Add(time.Second)
	if _, ok := g.get("a"); ok {
		t.Error("remembered for too long")
	}
	for i := range 3 * maxGuilds {
		g.put(strconv.Itoa(i), managers{}, guildTime)
	}
	if n := len(g.known); n != maxGuilds {
		t.Errorf("%d servers are remembered", n)
	}
	if _, ok := g.get(strconv.Itoa(3*maxGuilds - 1)); !ok {
		t.Error("the last one is not")
	}
}
