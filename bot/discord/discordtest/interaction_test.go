package discordtest_test

import (
	"net/http"
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
)

// commands overwrites the global commands as the bot.
func commands(t *testing.T, d *discordtest.Server, body string) (int, string) {
	t.Helper()
	return request(t, d, http.MethodPut, "/applications/"+d.App+"/commands", "application/json", strings.NewReader(body))
}

// tokens reads the token of an interaction from what the bot is told.
func callback(t *testing.T, d *discordtest.Server, id, body string) (int, string) {
	t.Helper()
	return request(t, d, http.MethodPost, "/interactions/"+id+"/"+d.Token(id)+"/callback", "application/json", strings.NewReader(body))
}

func webhook(t *testing.T, d *discordtest.Server, method, id, rest, body string) (int, string) {
	t.Helper()
	return request(t, d, method, "/webhooks/"+d.App+"/"+d.Token(id)+rest, "application/json", strings.NewReader(body))
}

const someCommands = `[
	{"name":"topic","description":"About a subject","options":[{"type":3,"name":"topic","description":"Which","required":true,"autocomplete":true}]},
	{"name":"settings","description":"Settings","default_member_permissions":"32"},
	{"name":"Find facts here","type":3}
]`

func TestSlash(t *testing.T) {
	d := discordtest.New(t)
	if status, answer := commands(t, d, someCommands); status != 200 {
		t.Fatal(status, answer)
	}
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	id := d.Slash(t, channel, ann, "topic", discordtest.Fill("topic", "drones"))
	if status, answer := callback(t, d, id, `{"type":4,"data":{"content":"hello","flags":64}}`); status != 204 {
		t.Fatal(status, answer)
	}
	if m := d.AwaitReply(t, id); m.Content != "hello" || !m.Ephemeral || m.For != ann.ID {
		t.Errorf("the reply is %+v", m)
	}
	if status, answer := callback(t, d, id, `{"type":4,"data":{"content":"again"}}`); status != 400 || !strings.Contains(answer, "40060") {
		t.Errorf("a second answer: %d %s", status, answer)
	}
	if status, answer := webhook(t, d, http.MethodPatch, id, "/messages/@original", `{"content":"changed"}`); status != 200 {
		t.Errorf("an edit: %d %s", status, answer)
	}
	if m := d.AwaitReply(t, id); m.Content != "changed" || m.Edits != 1 {
		t.Errorf("the reply is %+v", m)
	}
}
