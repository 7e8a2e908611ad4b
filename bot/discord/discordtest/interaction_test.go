package discordtest_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
)

// callback answers an interaction as the bot, without its token: Discord needs none.
func callback(t *testing.T, d *discordtest.Server, id, body string) (int, string) {
	t.Helper()
	return request(t, d, http.MethodPost, "/interactions/"+id+"/"+d.Token(id)+"/callback", "application/json", strings.NewReader(body))
}

// webhook asks something with the token of an interaction.
func webhook(t *testing.T, d *discordtest.Server, method, id, rest, body string) (int, string) {
	t.Helper()
	return request(t, d, method, "/webhooks/"+d.App+"/"+d.Token(id)+rest, "application/json", strings.NewReader(body))
}

// scene is a server with commands, a channel and somebody in it.
func scene(t *testing.T) (d *discordtest.Server, channel string, ann discordtest.User) {
	t.Helper()
	d = discordtest.New(t)
	if status, answer := commands(t, d, someCommands); status != 200 {
		t.Fatal(status, answer)
	}
	return d, d.NewChannel(), d.NewUser("Ann")
}

// ask uses /topic.
func ask(t *testing.T, d *discordtest.Server, channel string, who discordtest.User) string {
	t.Helper()
	return d.Slash(t, channel, who, "topic", discordtest.Fill("topic", "drones"))
}

const row = `{"type":1,"components":[{"type":2,"style":1,"label":"Chart","custom_id":"chart"},{"type":2,"style":2,"label":"Off","custom_id":"off","disabled":true}]},` +
	`{"type":1,"components":[{"type":3,"custom_id":"speakers","placeholder":"Speakers","options":[{"label":"A","value":"a"},{"label":"B","value":"b","default":true}]}]}`

// panel is a message of the bot's with buttons and a menu.
func panel(t *testing.T, d *discordtest.Server, channel string) string {
	t.Helper()
	if status, answer := post(t, d, channel, `{"content":"x","components":[`+row+`]}`); status != 200 {
		t.Fatal(status, answer)
	}
	sent := d.Sent()
	return sent[len(sent)-1].ID
}

// A first answer comes once and in time, and is of a type that fits.
func TestFirstAnswer(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	message := panel(t, d, channel)
	command := func() string { return ask(t, d, channel, ann) }
	typing := func() string { return d.Autocomplete(t, channel, ann, "topic", "topic", "dr") }
	press := func() string { return d.Press(t, ann, message, "chart") }
	form := `{"type":9,"data":{"custom_id":"f","title":"t","components":[{"type":1,"components":[{"type":4,"custom_id":"i","label":"l","style":1}]}]}}`
	submit := func() string {
		id := command()
		callback(t, d, id, form)
		return d.Submit(t, id, map[string]string{"i": "text"})
	}
	pressed := func() string {
		id := press()
		callback(t, d, id, form)
		return d.Submit(t, id, map[string]string{"i": "text"})
	}
	said := `{"type":4,"data":{"content":"x"}}`
	for _, c := range []struct {
		name   string
		happen func() string
		body   string
		status int
	}{
		{"command, message", command, said, 204},
		{"command, deferred", command, `{"type":5}`, 204},
		{"command, deferred for one", command, `{"type":5,"data":{"flags":64}}`, 204},
		{"command, deferred with another flag", command, `{"type":5,"data":{"flags":4}}`, 400},
		{"command, form", command, form, 204},
		{"command, update", command, `{"type":7,"data":{"content":"x"}}`, 400},
		{"command, deferred update", command, `{"type":6}`, 400},
		{"command, choices", command, `{"type":8,"data":{"choices":[]}}`, 400},
		{"command, nothing", command, `{"type":4,"data":{}}`, 400},
		{"command, no data", command, `{"type":4}`, 400},
		{"command, no JSON", command, `{`, 400},
		{"typing, choices", typing, `{"type":8,"data":{"choices":[{"name":"a","value":"b"}]}}`, 204},
		{"typing, no choices", typing, `{"type":8,"data":{"choices":[]}}`, 204},
		{"typing, none given", typing, `{"type":8,"data":{}}`, 400},
		{"typing, 26 choices", typing, `{"type":8,"data":{"choices":` + many(26, `{"name":"c%d","value":"v"}`) + `}}`, 400},
		{"typing, long choice", typing, `{"type":8,"data":{"choices":[{"name":"` + strings.Repeat("é", 101) + `","value":"v"}]}}`, 400},
		{"typing, empty value", typing, `{"type":8,"data":{"choices":[{"name":"a","value":""}]}}`, 400},
		{"typing, message", typing, said, 400},
		{"press, message", press, said, 204},
		{"press, update", press, `{"type":7,"data":{"content":"y"}}`, 204},
		{"press, deferred update", press, `{"type":6}`, 204},
		{"press, form", press, form, 204},
		{"form, message", submit, said, 204},
		{"form, form", submit, form, 400},
		{"form, update", submit, `{"type":7,"data":{"content":"y"}}`, 400},
		{"form of a button, update", pressed, `{"type":7,"data":{"content":"z"}}`, 204},
		{"flags", command, `{"type":4,"data":{"content":"x","flags":68}}`, 204},
		{"another flag", command, `{"type":4,"data":{"content":"x","flags":1}}`, 400},
		{"long", command, `{"type":4,"data":{"content":"` + strings.Repeat("é", 2001) + `"}}`, 400},
	} {
		id := c.happen()
		if status, answer := callback(t, d, id, c.body); status != c.status {
			t.Errorf("%s: %d %s, want %d", c.name, status, answer, c.status)
		}
		if c.status != 204 {
			if status, answer := callback(t, d, id, c.body); strings.Contains(answer, "40060") {
				t.Errorf("%s: a refused answer was counted: %d %s", c.name, status, answer)
			}
		} else if status, answer := callback(t, d, id, c.body); status != 400 || answer != `{"code":40060,"message":"Interaction has already been acknowledged."}` {
			t.Errorf("%s: a second answer: %d %s", c.name, status, answer)
		}
	}
	if status, answer := request(t, d, http.MethodPost, "/interactions/1/x/callback", "application/json", strings.NewReader(said)); status != 404 || !strings.Contains(answer, "10062") {
		t.Errorf("an unknown interaction: %d %s", status, answer)
	}
	if status, answer := callback(t, d, command(), `{"type":4,"data":{"content":"`+strings.Repeat("x", 2001)+`"}}`); status != 400 || !strings.Contains(answer, `"errors":{"data":{"content"`) {
		t.Errorf("the errors of a message: %s", answer)
	}
}

func TestThreeSeconds(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	said := `{"type":4,"data":{"content":"x"}}`
	soon := ask(t, d, channel, ann)
	d.Advance(2 * time.Second)
	if status, _ := callback(t, d, soon, said); status != 204 {
		t.Errorf("after two seconds: %d", status)
	}
	late := ask(t, d, channel, ann)
	d.Advance(3100 * time.Millisecond)
	if status, answer := callback(t, d, late, said); status != 404 || answer != `{"code":10062,"message":"Unknown interaction"}` {
		t.Errorf("after three seconds: %d %s", status, answer)
	}
	never := ask(t, d, channel, ann)
	d.Advance(4 * time.Second)
	d.AnswerWithin(0)
	always := ask(t, d, channel, ann)
	callback(t, d, always, said)
	if got := d.Failed(); !slices.Equal(got, []string{late, never, always}) {
		t.Errorf("failed: %q, want %q", got, []string{late, never, always})
	}
	if status, answer := webhook(t, d, http.MethodPost, late, "", `{"content":"x"}`); status != 404 || !strings.Contains(answer, "10015") {
		t.Errorf("a further message without a first: %d %s", status, answer)
	}
}

func TestFifteenMinutes(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	id := ask(t, d, channel, ann)
	if status, answer := webhook(t, d, http.MethodPatch, id, "/messages/@original", `{"content":"x"}`); status != 404 || !strings.Contains(answer, "10015") {
		t.Errorf("before the first answer: %d %s", status, answer)
	}
	callback(t, d, id, `{"type":5,"data":{"flags":64}}`)
	if n := len(d.Sent()); n != 0 {
		t.Errorf("a placeholder counts as %d messages", n)
	}
	d.Advance(14 * time.Minute)
	if status, answer := webhook(t, d, http.MethodPatch, id, "/messages/@original", `{"content":"done"}`); status != 200 {
		t.Errorf("after 14 minutes: %d %s", status, answer)
	}
	if m := d.AwaitReply(t, id); m.Content != "done" || !m.Ephemeral || m.Edits != 0 || len(d.Sent()) != 1 {
		t.Errorf("the reply is %+v", m)
	}
	d.Advance(2 * time.Minute)
	for _, method := range []string{http.MethodPatch, http.MethodGet, http.MethodDelete} {
		if status, answer := webhook(t, d, method, id, "/messages/@original", `{"content":"x"}`); status != 401 || answer != `{"code":50027,"message":"Invalid Webhook Token"}` {
			t.Errorf("%s after 16 minutes: %d %s", method, status, answer)
		}
	}
	left := ask(t, d, channel, ann)
	callback(t, d, left, `{"type":5}`)
	d.Advance(16 * time.Minute)
	if got := d.Failed(); !slices.Equal(got, []string{left}) {
		t.Errorf("failed: %q, want the placeholder %s", got, left)
	}
}

func TestFollowUps(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	deferred := ask(t, d, channel, ann)
	callback(t, d, deferred, `{"type":5}`)
	if status, answer := webhook(t, d, http.MethodPost, deferred, "", `{"content":"first","flags":64}`); status != 200 {
		t.Fatal(status, answer)
	}
	if m := d.AwaitReply(t, deferred); m.Content != "first" || m.Ephemeral {
		t.Errorf("the first further message fills the placeholder, for all: %+v", m)
	}
	webhook(t, d, http.MethodPost, deferred, "", `{"content":"second","flags":64}`)
	second := d.AwaitFollowUps(t, deferred, 1)[0]
	if second.Content != "second" || !second.Ephemeral || second.For != ann.ID {
		t.Errorf("the second is %+v", second)
	}
	one := "/messages/" + second.ID
	if status, answer := webhook(t, d, http.MethodPatch, deferred, one, `{"content":"changed"}`); status != 200 {
		t.Errorf("an edit: %d %s", status, answer)
	}
	if status, answer := request(t, d, http.MethodPatch, "/channels/"+channel+one, "application/json", strings.NewReader(`{"content":"z"}`)); status != 404 || !strings.Contains(answer, "10008") {
		t.Errorf("an edit past the token of what one person sees: %d %s", status, answer)
	}
	if status, _ := webhook(t, d, http.MethodDelete, deferred, one, ""); status != 204 {
		t.Errorf("a deletion: %d", status)
	}
	if status, answer := webhook(t, d, http.MethodGet, deferred, one, ""); status != 404 || !strings.Contains(answer, "10008") {
		t.Errorf("after the deletion: %d %s", status, answer)
	}
	if status, answer := webhook(t, d, http.MethodGet, deferred, "/messages/"+panel(t, d, channel), ""); status != 404 || !strings.Contains(answer, "10008") {
		t.Errorf("another message: %d %s", status, answer)
	}
	typing := d.Autocomplete(t, channel, ann, "topic", "topic", "")
	callback(t, d, typing, `{"type":8,"data":{"choices":[]}}`)
	if status, _ := webhook(t, d, http.MethodPost, typing, "", `{"content":"x"}`); status != 404 {
		t.Errorf("a message after choices: %d", status)
	}
}

func TestWithResponse(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	id := ask(t, d, channel, ann)
	status, answer := request(t, d, http.MethodPost, "/interactions/"+id+"/"+d.Token(id)+"/callback?with_response=true", "application/json", strings.NewReader(`{"type":4,"data":{"content":"x"}}`))
	if status != 200 || !strings.Contains(answer, `"response_message_id":"`+d.AwaitReply(t, id).ID+`"`) || !strings.Contains(answer, `"resource":{"message":{`) {
		t.Errorf("%d %s", status, answer)
	}
}

// A component's answer may change its message, at once or later.
func TestUpdates(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	message := panel(t, d, channel)
	now := d.Press(t, ann, message, "chart")
	if status, answer := callback(t, d, now, `{"type":7,"data":{"content":"now"}}`); status != 204 {
		t.Fatal(status, answer)
	}
	if m := d.AwaitReply(t, now); m.ID != message || m.Content != "now" || len(m.Components) != 2 {
		t.Errorf("the message is %+v", m)
	}
	later := d.Select(t, ann, message, "speakers", []string{"a"})
	callback(t, d, later, `{"type":6}`)
	webhook(t, d, http.MethodPatch, later, "/messages/@original", `{"content":"later","components":[]}`)
	if m := d.AwaitReply(t, later); m.ID != message || m.Content != "later" || len(m.Components) != 0 {
		t.Errorf("the message is %+v", m)
	}
	if n := len(d.Sent()); n != 1 {
		t.Errorf("%d messages", n)
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	form := func(title, id, rows string) string {
		return `{"type":9,"data":{"title":"` + title + `","custom_id":"` + id + `","components":` + rows + `}}`
	}
	input := func(more string) string {
		return `[{"type":1,"components":[{"type":4,"custom_id":"i","label":"l","style":1` + more + `}]}]`
	}
	s := func(n int) string { return strings.Repeat("é", n) }
	for _, c := range []struct {
		name, body string
		ok         bool
	}{
		{"full", form(s(45), s(100), many(5, `{"type":1,"components":[{"type":4,"custom_id":"i%d","label":"`+s(45)+`","style":2,"value":"`+s(4000)+`","placeholder":"`+s(100)+`"}]}`)), true},
		{"title", form(s(46), "c", input("")), false},
		{"custom id", form("t", s(101), input("")), false},
		{"no custom id", form("t", "", input("")), false},
		{"no rows", form("t", "c", "[]"), false},
		{"six rows", form("t", "c", many(6, `{"type":1,"components":[{"type":4,"custom_id":"i%d","label":"l","style":1}]}`)), false},
		{"a button", form("t", "c", `[{"type":1,"components":[{"type":2,"custom_id":"i","label":"l","style":1}]}]`), false},
		{"two in a row", form("t", "c", `[{"type":1,"components":[{"type":4,"custom_id":"i","label":"l","style":1},{"type":4,"custom_id":"j","label":"l","style":1}]}]`), false},
		{"the same id", form("t", "c", `[{"type":1,"components":[{"type":4,"custom_id":"i","label":"l","style":1}]},{"type":1,"components":[{"type":4,"custom_id":"i","label":"l","style":1}]}]`), false},
		{"label", form("t", "c", `[{"type":1,"components":[{"type":4,"custom_id":"i","label":"`+s(46)+`","style":1}]}]`), false},
		{"style", form("t", "c", `[{"type":1,"components":[{"type":4,"custom_id":"i","label":"l"}]}]`), false},
		{"value", form("t", "c", input(`,"value":"`+s(4001)+`"`)), false},
		{"placeholder", form("t", "c", input(`,"placeholder":"`+s(101)+`"`)), false},
		{"max_length", form("t", "c", input(`,"max_length":4001`)), false},
		{"min_length", form("t", "c", input(`,"min_length":-1`)), false},
		{"value over max_length", form("t", "c", input(`,"max_length":2,"value":"abc"`)), false},
	} {
		id := ask(t, d, channel, ann)
		status, answer := callback(t, d, id, c.body)
		if c.ok != (status == 204) || !c.ok && !strings.Contains(answer, `{"data":{`) {
			t.Errorf("%s: %d %s", c.name, status, answer)
		}
		if c.ok {
			if m := d.AwaitModal(t, id); len(m.Inputs()) != 5 {
				t.Errorf("the form has %d inputs", len(m.Inputs()))
			}
		}
	}
}
