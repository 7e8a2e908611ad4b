package discordtest_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
)

// Overwrites come in Discord's order: @everyone, roles together, the member.
func TestOverwrites(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	ann, boss, owner := d.NewUser("Ann"), d.NewUser("Boss"), d.NewUser("Olga")
	d.Own(owner)
	press, silent := d.NewRole("Press", 0), d.NewRole("Silent", 0)
	d.Give(ann, press)
	d.Give(ann, silent)
	d.Give(boss, d.NewRole("Boss", discordtest.Administrator))
	const send, embed, view = discordtest.SendMessages, discordtest.EmbedLinks, discordtest.ViewChannel
	deny := func(id string, kind int, bits int64) discordtest.Overwrite {
		return discordtest.Overwrite{ID: id, Type: kind, Deny: bits}
	}
	allow := func(id string, kind int, bits int64) discordtest.Overwrite {
		return discordtest.Overwrite{ID: id, Type: kind, Allow: bits}
	}
	for _, c := range []struct {
		name       string
		overwrites []discordtest.Overwrite
		want, not  int64
	}{
		{"none", nil, send | embed | view, 0},
		{"everyone", []discordtest.Overwrite{deny(d.Guild, discordtest.OfRole, send)}, embed, send},
		{"a role over everyone", []discordtest.Overwrite{allow(press, discordtest.OfRole, send), deny(d.Guild, discordtest.OfRole, send)}, send, 0},
		{"allowing role over denying role", []discordtest.Overwrite{allow(press, discordtest.OfRole, send), deny(silent, discordtest.OfRole, send)}, send, 0},
		{"a member over roles", []discordtest.Overwrite{deny(ann.ID, discordtest.OfMember, send), allow(press, discordtest.OfRole, send)}, view, send},
		{"nothing without a view", []discordtest.Overwrite{deny(d.Guild, discordtest.OfRole, view)}, 0, view | send | embed},
	} {
		channel := d.NewChannel()
		for _, o := range c.overwrites {
			d.Overwrite(channel, o)
		}
		if got := d.May(channel, ann); got&c.want != c.want || got&c.not != 0 {
			t.Errorf("%s: %b", c.name, got)
		}
		for _, u := range []discordtest.User{boss, owner} {
			if got := d.May(channel, u); got&(view|send|embed) != view|send|embed {
				t.Errorf("%s: %s may %b", c.name, u.Name, got)
			}
		}
	}
}

// Refusals, the list of channels and what an interaction tells agree about the bot.
func TestPermissionsAgree(t *testing.T) {
	t.Parallel()
	d, _, ann := scene(t)
	channel := d.NewChannel(discordtest.NoFiles)
	d.Overwrite(channel, discordtest.Overwrite{ID: d.Guild, Deny: discordtest.SendMessages})
	if got := d.May(channel, d.Bot); got&(discordtest.AttachFiles|discordtest.SendMessages) != 0 || got&discordtest.EmbedLinks == 0 {
		t.Errorf("the bot may %b", got)
	}
	if status, answer := post(t, d, channel, `{"content":"x"}`); status != 403 || !strings.Contains(answer, "50013") {
		t.Errorf("sending: %d %s", status, answer)
	}
	id := ask(t, d, channel, ann)
	if status, answer := callback(t, d, id, `{"type":4,"data":{"content":"x","embeds":[{"title":"y"}]}}`); status != 204 {
		t.Errorf("an interaction is answered without the permission to send: %d %s", status, answer)
	}
	if status, answer := uploadTo(t, d, http.MethodPost, "/webhooks/"+d.App+"/"+d.Token(id), `{"content":"x"}`, "a.txt"); status != 403 || !strings.Contains(answer, "50013") {
		t.Errorf("but no file goes with it: %d %s", status, answer)
	}
	_, answer := request(t, d, http.MethodGet, "/guilds/"+d.Guild+"/channels", "", nil)
	var channels []struct {
		ID         string
		Overwrites []discordtest.Overwrite `json:"permission_overwrites"`
	}
	if err := json.Unmarshal([]byte(answer), &channels); err != nil || len(channels) != 2 || channels[1].ID != channel || len(channels[1].Overwrites) != 2 {
		t.Errorf("the channels are %s: %v", answer, err)
	}
	_, answer = request(t, d, http.MethodGet, "/guilds/"+d.Guild+"/members/"+d.Bot.ID, "", nil)
	var member struct{ Roles []string }
	if err := json.Unmarshal([]byte(answer), &member); err != nil || len(member.Roles) != 1 {
		t.Errorf("the bot as a member is %s: %v", answer, err)
	}
	if status, answer := request(t, d, http.MethodGet, "/guilds/"+d.Guild+"/members/1", "", nil); status != 404 || !strings.Contains(answer, "10007") {
		t.Errorf("an unknown member: %d %s", status, answer)
	}
}
