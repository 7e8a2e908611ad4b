package discordtest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
)

func TestComponentLimits(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	channel := d.NewChannel()
	s := func(n int) string { return strings.Repeat("é", n) }
	rows := func(rows ...string) string {
		return `{"content":"x","components":[` + strings.Join(rows, ",") + `]}`
	}
	in := func(components ...string) string {
		return `{"type":1,"components":[` + strings.Join(components, ",") + `]}`
	}
	n := 0
	button := func(label, id string) string {
		n++
		if id == "" {
			id = fmt.Sprint("id", n)
		}
		return `{"type":2,"style":1,"label":"` + label + `","custom_id":"` + id + `"}`
	}
	menu := func(more string) string {
		n++
		return fmt.Sprintf(`{"type":3,"custom_id":"menu%d",%s}`, n, more)
	}
	options := func(n int, more string) string {
		return `"options":` + many(n, `{"label":"l","value":"v%d"`+more+`}`)
	}
	five := func() string {
		return in(button("a", ""), button("a", ""), button("a", ""), button("a", ""), button("a", ""))
	}
	for _, c := range []struct{ name, body, problem string }{
		{"25 buttons", rows(five(), five(), five(), five(), five()), ""},
		{"6 rows", rows(in(button("a", "")), in(button("a", "")), in(button("a", "")), in(button("a", "")), in(button("a", "")), in(button("a", ""))), `{"components":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH"`},
		{"6 buttons in a row", rows(in(button("a", ""), button("a", ""), button("a", ""), button("a", ""), button("a", ""), button("a", ""))), `{"components":{"0":{"components":{"_errors"`},
		{"an empty row", rows(in()), "BASE_TYPE_BAD_LENGTH"},
		{"a button without a row", rows(button("a", "")), `{"components":{"0":{"type"`},
		{"label", rows(in(button(s(80), ""))), ""},
		{"long label", rows(in(button(s(81), ""))), `"label"`},
		{"no label", rows(in(button("", ""))), "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"},
		{"a label of spaces in a menu", rows(in(menu(`"options":[{"label":" ","value":"v"}]`))), `"label"`},
		{"emoji", rows(in(`{"type":2,"style":2,"custom_id":"e","emoji":{"name":"👍"}}`)), ""},
		{"custom id", rows(in(button("a", s(100)))), ""},
		{"long custom id", rows(in(button("a", s(101)))), `{"components":{"0":{"components":{"0":{"custom_id"`},
		{"no custom id", rows(in(`{"type":2,"style":1,"label":"a"}`)), `"custom_id"`},
		{"the same id", rows(in(button("a", "b")), in(button("a", "c"), button("a", "b"))), `{"components":{"1":{"components":{"1":{"custom_id":{"_errors":[{"code":"COMPONENT_CUSTOM_ID_DUPLICATED"`},
		{"style", rows(in(`{"type":2,"style":7,"label":"a","custom_id":"b"}`)), `"style"`},
		{"link", rows(in(`{"type":2,"style":5,"label":"a","url":"https://example.com/"}`)), ""},
		{"link without an address", rows(in(`{"type":2,"style":5,"label":"a"}`)), `"url"`},
		{"link with an id", rows(in(`{"type":2,"style":5,"label":"a","custom_id":"b","url":"https://example.com/"}`)), `"custom_id"`},
		{"text input", rows(in(`{"type":4,"custom_id":"i","label":"l","style":1}`)), `"type"`},
		{"25 options", rows(in(menu(options(25, "")))), ""},
		{"26 options", rows(in(menu(options(26, "")))), `"options"`},
		{"no options", rows(in(menu(options(0, "")))), `"options"`},
		{"two menus in a row", rows(in(menu(options(1, "")), menu(options(1, "")))), "WIDTH"},
		{"a menu and a button", rows(in(button("a", ""), menu(options(1, "")))), "WIDTH"},
		{"all lengths", rows(in(menu(`"placeholder":"` + s(150) + `","options":[{"label":"` + s(100) + `","value":"` + s(100) + `","description":"` + s(100) + `"}]`))), ""},
		{"placeholder", rows(in(menu(`"placeholder":"` + s(151) + `",` + options(1, "")))), `"placeholder"`},
		{"option label", rows(in(menu(`"options":[{"label":"` + s(101) + `","value":"v"}]`))), `"label"`},
		{"option value", rows(in(menu(`"options":[{"label":"l","value":"` + s(101) + `"}]`))), `"value"`},
		{"option description", rows(in(menu(`"options":[{"label":"l","value":"v","description":"` + s(101) + `"}]`))), `"description"`},
		{"the same value", rows(in(menu(`"options":[{"label":"l","value":"v"},{"label":"m","value":"v"}]`))), `"options":{"1":{"_errors":[{"code":"SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"`},
		{"several", rows(in(menu(`"min_values":0,"max_values":3,` + options(3, `,"default":true`)))), ""},
		{"more than there are", rows(in(menu(`"max_values":4,` + options(3, "")))), `"max_values"`},
		{"two defaults of one", rows(in(menu(options(2, `,"default":true`)))), "DEFAULT"},
		{"min over max", rows(in(menu(`"min_values":2,` + options(3, "")))), `"max_values"`},
		{"roles", rows(in(`{"type":6,"custom_id":"r","default_values":[{"id":"1","type":"role"}]}`), in(`{"type":8,"custom_id":"c","channel_types":[0]}`)), ""},
		{"roles with options", rows(in(`{"type":6,"custom_id":"r",` + options(1, "") + `}`)), `"options"`},
		{"a channel among the roles", rows(in(`{"type":6,"custom_id":"r","default_values":[{"id":"1","type":"channel"}]}`)), `"default_values"`},
		{"two roles of one", rows(in(`{"type":6,"custom_id":"r","default_values":[{"id":"1","type":"role"},{"id":"2","type":"role"}]}`)), `"default_values"`},
	} {
		status, answer := post(t, d, channel, c.body)
		if c.problem == "" && status != 200 || c.problem != "" && (status != 400 || !strings.Contains(answer, c.problem)) {
			t.Errorf("%s: %d %.300s, want %s", c.name, status, answer, c.problem)
		}
	}
}

// refused runs what a client would not let a person do, and returns why.
func refused(t *testing.T, act func(t testing.TB)) (why string) {
	t.Helper()
	tb := &refusing{TB: t}
	defer func() {
		if r := recover(); r != nil && r != any(tb) {
			panic(r)
		}
		why = tb.said
	}()
	act(tb)
	return ""
}

// refusing is a test that fails without failing this one.
type refusing struct {
	testing.TB
	said string
}

func (r *refusing) Helper() {}

func (r *refusing) Fatalf(format string, a ...any) {
	r.said = fmt.Sprintf(format, a...)
	panic(r)
}

// Nobody can do in a test what Discord's client does not let them do.
func TestClientRefuses(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	bob, dm := d.NewUser("Bob"), d.NewDM()
	message := panel(t, d, channel)
	id := ask(t, d, channel, ann)
	callback(t, d, id, `{"type":4,"data":{"content":"x","flags":64,"components":[`+row+`]}}`)
	private := d.AwaitReply(t, id).ID
	form := ask(t, d, channel, ann)
	callback(t, d, form, `{"type":9,"data":{"custom_id":"f","title":"t","components":[{"type":1,"components":[{"type":4,"custom_id":"i","label":"l","style":1,"max_length":3}]}]}}`)
	hidden, muted := d.NewChannel(), d.NewChannel()
	d.Overwrite(hidden, discordtest.Overwrite{ID: d.Guild, Deny: discordtest.ViewChannel})
	d.Overwrite(muted, discordtest.Overwrite{ID: bob.ID, Type: discordtest.OfMember, Deny: discordtest.UseCommands})
	fill := discordtest.Fill
	slash := func(channel string, who discordtest.User, name string, details ...discordtest.Detail) func(testing.TB) {
		return func(t testing.TB) { d.Slash(t, channel, who, name, details...) }
	}
	for _, c := range []struct {
		name string
		act  func(t testing.TB)
		why  string
	}{
		{"no such command", slash(channel, ann, "nothing"), `no command "nothing"`},
		{"a message command as a slash command", slash(channel, ann, "Find facts here"), "no command"},
		{"without what is required", slash(channel, ann, "topic"), `needs its option "topic"`},
		{"an unknown option", slash(channel, ann, "topic", fill("topic", "x"), fill("other", "y")), "no option"},
		{"an empty text", slash(channel, ann, "topic", fill("topic", "")), "does not take"},
		{"too long", slash(channel, ann, "topic", fill("topic", strings.Repeat("x", 101))), "does not take"},
		{"no number", slash(channel, ann, "topic", fill("topic", "x"), fill("page", "two")), "does not take"},
		{"no whole number", slash(channel, ann, "topic", fill("topic", "x"), fill("page", "1.5")), "does not take"},
		{"no choice", slash(channel, ann, "topic", fill("topic", "x"), fill("shape", "Wide")), "does not take"},
		{"no role", slash(channel, ann, "topic", fill("topic", "x"), fill("role", "1")), "does not take"},
		{"no channel of the guild", slash(channel, ann, "topic", fill("topic", "x"), fill("channel", dm)), "does not take"},
		{"no file", slash(channel, ann, "topic", fill("topic", "x"), fill("file", "x")), "does not take"},
		{"hidden by default_member_permissions", slash(channel, ann, "settings"), "hidden from Ann"},
		{"not in direct messages", slash(dm, ann, "settings"), "not for such a channel"},
		{"an unseen channel", slash(hidden, ann, "topic", fill("topic", "x")), "may not use commands"},
		{"commands forbidden", slash(muted, bob, "topic", fill("topic", "x")), "may not use commands"},
		{"autocomplete where there is none", func(t testing.TB) { d.Autocomplete(t, channel, ann, "topic", "page", "1") }, "no autocomplete"},
		{"a menu of no message", func(t testing.TB) { d.OnMessage(t, ann, "Find facts here", "1") }, "no message"},
		{"an unknown button", func(t testing.TB) { d.Press(t, ann, message, "other") }, "no component"},
		{"a disabled button", func(t testing.TB) { d.Press(t, ann, message, "off") }, "disabled"},
		{"a menu pressed", func(t testing.TB) { d.Press(t, ann, message, "speakers") }, "no button"},
		{"somebody else's message", func(t testing.TB) { d.Press(t, bob, private, "chart") }, "does not see"},
		{"no option of the menu", func(t testing.TB) { d.Select(t, ann, message, "speakers", []string{"c"}) }, `no "c"`},
		{"too many", func(t testing.TB) { d.Select(t, ann, message, "speakers", []string{"a", "b"}) }, "2 values"},
		{"too few", func(t testing.TB) { d.Select(t, ann, message, "speakers", nil) }, "0 values"},
		{"a form that is not open", func(t testing.TB) { d.Submit(t, id, nil) }, "no form"},
		{"an empty form", func(t testing.TB) { d.Submit(t, form, nil) }, "must be filled in"},
		{"too much in the form", func(t testing.TB) { d.Submit(t, form, map[string]string{"i": "four"}) }, "4 characters"},
		{"another input", func(t testing.TB) { d.Submit(t, form, map[string]string{"i": "x", "j": "y"}) }, "no input"},
	} {
		if why := refused(t, c.act); !strings.Contains(why, c.why) {
			t.Errorf("%s: %q, want %s", c.name, why, c.why)
		}
	}
	n := len(d.Interactions())
	manager := d.NewUser("Mia")
	d.Give(manager, d.NewRole("Managers", discordtest.ManageServer))
	d.Slash(t, channel, manager, "settings")
	d.Press(t, ann, private, "chart")
	d.Submit(t, form, map[string]string{"i": "abc"})
	d.Slash(t, dm, ann, "topic", fill("topic", "x"))
	d.Forge(bob, discordtest.Forgery{Channel: channel, CustomID: "made up", Guild: "1"})
	if got := len(d.Interactions()); got != n+5 {
		t.Errorf("%d interactions, want 5 more than %d", got, n)
	}
}

func TestThreads(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	start := func(channel, message, body string) (int, string) {
		return request(t, d, http.MethodPost, "/channels/"+channel+"/messages/"+message+"/threads", "application/json", strings.NewReader(body))
	}
	ann := d.NewUser("Ann")
	channel := d.NewChannel(discordtest.NoSend)
	question := d.Say(channel, ann, "!drones")
	for _, c := range []struct {
		name, body string
		status     int
		answer     string
	}{
		{"no name", `{"name":""}`, 400, `"name"`},
		{"long name", `{"name":"` + strings.Repeat("é", 101) + `"}`, 400, `"name"`},
		{"another duration", `{"name":"x","auto_archive_duration":61}`, 400, `"auto_archive_duration"`},
		{"right", `{"name":"` + strings.Repeat("é", 100) + `","auto_archive_duration":60}`, 201, `"type":11`},
		{"again", `{"name":"x"}`, 400, "160004"},
	} {
		if status, answer := start(channel, question, c.body); status != c.status || !strings.Contains(answer, c.answer) {
			t.Errorf("%s: %d %s, want %d and %s", c.name, status, answer, c.status, c.answer)
		}
	}
	thread := d.AwaitThread(t, question)
	if status, answer := post(t, d, thread, `{"content":"x"}`); status != 200 {
		t.Errorf("a message in the thread: %d %s", status, answer)
	}
	if status, answer := post(t, d, channel, `{"content":"x"}`); status != 403 {
		t.Errorf("a message beside the thread: %d %s", status, answer)
	}
	if status, answer := start(thread, d.Sent()[0].ID, `{"name":"x"}`); status != 400 || !strings.Contains(answer, "50024") {
		t.Errorf("a thread in the thread: %d %s", status, answer)
	}
	if status, answer := start(channel, "1", `{"name":"x"}`); status != 404 || !strings.Contains(answer, "10008") {
		t.Errorf("an unknown message: %d %s", status, answer)
	}
	closed := d.NewChannel(discordtest.NoThreads, discordtest.NoSendInThreads)
	message := d.Say(closed, ann, "!drones")
	if status, answer := start(closed, message, `{"name":"x"}`); status != 403 || !strings.Contains(answer, "50013") {
		t.Errorf("without the permission: %d %s", status, answer)
	}
	if status, answer := post(t, d, d.NewThread(message, "x"), `{"content":"x"}`); status != 403 || !strings.Contains(answer, "50013") {
		t.Errorf("a message in a thread without the permission: %d %s", status, answer)
	}
}
