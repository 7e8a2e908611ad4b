package discordtest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"

	"byline/bot/discord/discordtest"
)

// listen connects as the bot. Each call of what it returns is the next event of a name;
// others are passed over.
func listen(t *testing.T, d *discordtest.Server, intents int) (next func(name string) map[string]any) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	_, answer := request(t, d, http.MethodGet, "/gateway", "", nil)
	var gateway struct{ URL string }
	if err := json.Unmarshal([]byte(answer), &gateway); err != nil {
		t.Fatal(err)
	}
	ws, _, err := websocket.Dial(ctx, gateway.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	ws.SetReadLimit(1 << 20)
	t.Cleanup(func() { _ = ws.CloseNow() })
	identify := fmt.Sprintf(`{"op":2,"d":{"token":%q,"intents":%d}}`, discordtest.Token, intents)
	if err := ws.Write(ctx, websocket.MessageText, []byte(identify)); err != nil {
		t.Fatal(err)
	}
	d.AwaitSession(t, 1)
	return func(name string) map[string]any {
		t.Helper()
		for {
			var p struct {
				T string
				D map[string]any
			}
			if err := wsjson.Read(ctx, ws, &p); err != nil {
				t.Fatalf("waiting for %s: %v", name, err)
			}
			if p.T == name {
				return p.D
			}
		}
	}
}

const allMessages = discordtest.IntentGuildMessages | discordtest.IntentDirectMessages

// What the bot is told of what happens to messages.
func TestMessageEvents(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	next := listen(t, d, allMessages|discordtest.IntentMessageContent)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	id := d.Say(channel, ann, "https://example.com/ drones")
	d.ShowLink(id, discordtest.Embed{Title: "Example"})
	if e := next("MESSAGE_UPDATE"); e["edited_timestamp"] != nil || e["content"] != "https://example.com/ drones" || len(e["embeds"].([]any)) != 1 {
		t.Errorf("a link was resolved: %v", e)
	}
	d.Edit(id, "talks")
	if e := next("MESSAGE_UPDATE"); e["edited_timestamp"] == nil || e["content"] != "talks" || e["author"] == nil {
		t.Errorf("an edit: %v", e)
	}
	d.EditPartly(id, "more talks")
	if e := next("MESSAGE_UPDATE"); e["content"] != "more talks" || e["author"] != nil || e["guild_id"] != d.Guild {
		t.Errorf("an edit without its author: %v", e)
	}
	d.Delete(id)
	if e := next("MESSAGE_DELETE"); e["id"] != id || e["channel_id"] != channel || e["guild_id"] != d.Guild || e["content"] != nil {
		t.Errorf("a deletion: %v", e)
	}
	one, two := d.Say(channel, ann, "one"), d.Say(channel, ann, "two")
	d.Delete(one, two)
	if e := next("MESSAGE_DELETE_BULK"); len(e["ids"].([]any)) != 2 || e["channel_id"] != channel {
		t.Errorf("several deletions: %v", e)
	}
	if _, there := d.Message(one); there {
		t.Error("a deleted message is there")
	}
}

// Without the intent no text comes, except where Discord makes an exception.
func TestWithoutContent(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	next := listen(t, d, allMessages)
	id := d.Say(channel, ann, "267 drones")
	if e := next("MESSAGE_CREATE"); e["content"] != "" {
		t.Errorf("a message's text comes without the intent: %v", e)
	}
	d.Edit(id, "268 drones")
	if e := next("MESSAGE_UPDATE"); e["content"] != "" {
		t.Errorf("an edit's text comes without the intent: %v", e)
	}
	d.OnMessage(t, ann, "Find facts here", id)
	data := next("INTERACTION_CREATE")["data"].(map[string]any)
	target := data["resolved"].(map[string]any)["messages"].(map[string]any)[id].(map[string]any)
	if data["target_id"] != id || target["content"] != "268 drones" {
		t.Errorf("a message command's message: %v", data)
	}
}

// An interaction needs no intent and is the whole documented object.
func TestInteractionEvent(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	next := listen(t, d, 0)
	role := d.NewRole("Press", discordtest.ManageServer)
	d.Give(ann, role)
	id := d.Slash(t, channel, ann, "topic", discordtest.Speaking("de"), discordtest.Fill("topic", " drones "), discordtest.Fill("page", "2"),
		discordtest.Fill("shape", "Long"), discordtest.Fill("role", role), discordtest.Fill("channel", channel),
		discordtest.FillFile("file", "a.txt", "text/plain", []byte("x")))
	e := next("INTERACTION_CREATE")
	member, _ := e["member"].(map[string]any)
	for field, want := range map[string]any{
		"id": id, "type": 2.0, "version": 1.0, "application_id": d.App, "token": d.Token(id), "guild_id": d.Guild, "channel_id": channel,
		"locale": "de", "guild_locale": "en-US", "context": 0.0, "app_permissions": fmt.Sprint(d.May(channel, d.Bot)), "user": nil,
	} {
		if e[field] != want {
			t.Errorf("%s is %v, want %v", field, e[field], want)
		}
	}
	if member["permissions"] != fmt.Sprint(d.May(channel, ann)) || fmt.Sprint(member["roles"]) != "["+role+"]" || member["user"] == nil {
		t.Errorf("the member is %v", member)
	}
	data := e["data"].(map[string]any)
	var given []string
	for _, o := range data["options"].([]any) {
		o := o.(map[string]any)
		given = append(given, fmt.Sprint(o["name"], "=", o["value"]))
	}
	resolved := data["resolved"].(map[string]any)
	file := given[len(given)-1][len("file="):]
	if got := strings.Join(given[:5], " "); got != "topic=drones page=2 shape=l role="+role+" channel="+channel {
		t.Errorf("the options are %s", got)
	}
	for kind, id := range map[string]string{"roles": role, "channels": channel, "attachments": file} {
		if resolved[kind] == nil || resolved[kind].(map[string]any)[id] == nil {
			t.Errorf("resolved %s: %v", kind, resolved[kind])
		}
	}
	d.Autocomplete(t, d.NewDM(), ann, "topic", "topic", "dr")
	e = next("INTERACTION_CREATE")
	option := e["data"].(map[string]any)["options"].([]any)[0].(map[string]any)
	if e["type"] != 4.0 || e["member"] != nil || e["user"] == nil || e["guild_id"] != nil || e["context"] != 1.0 || option["focused"] != true || option["value"] != "dr" {
		t.Errorf("in direct messages: %v", e)
	}
	d.Select(t, ann, panel(t, d, channel), "speakers", []string{"a"})
	e = next("INTERACTION_CREATE")
	message := e["message"].(map[string]any)
	if message["content"] != "x" || len(message["components"].([]any)) != 2 || fmt.Sprint(e["data"].(map[string]any)["values"]) != "[a]" {
		t.Errorf("a choice: %v", e)
	}
}

func TestEdits(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	message := panel(t, d, channel)
	path := "/channels/" + channel + "/messages/"
	patch := func(id, body string) (int, string) {
		return request(t, d, http.MethodPatch, path+id, "application/json", strings.NewReader(body))
	}
	if status, answer := patch(message, `{"content":""}`); status != 200 {
		t.Errorf("components alone: %d %s", status, answer)
	}
	if status, answer := patch(message, `{"components":[]}`); status != 400 || !strings.Contains(answer, "50006") {
		t.Errorf("nothing left: %d %s", status, answer)
	}
	if status, answer := uploadTo(t, d, http.MethodPatch, path+message, `{"content":"y","components":[],"attachments":[{"id":0,"description":"Bars"}]}`, "a.png"); status != 200 || !strings.Contains(answer, `"description":"Bars"`) {
		t.Errorf("a file is added: %d %s", status, answer)
	}
	patch(message, `{"content":"z"}`)
	if m := d.AwaitEdited(t, message, 3); len(m.Files) != 1 || m.Files[0].Description != "Bars" || m.Shown() != "z\n(Bars)" {
		t.Errorf("a file stays: %+v", m)
	}
	if status, answer := patch(message, `{"attachments":[{"id":"7"}]}`); status != 400 || !strings.Contains(answer, "MESSAGE_ATTACHMENT_NOT_FOUND") {
		t.Errorf("a file that is not there: %d %s", status, answer)
	}
	if status, answer := uploadTo(t, d, http.MethodPatch, path+message, `{}`, slices.Repeat([]string{"a"}, 10)...); status != 400 || !strings.Contains(answer, `"attachments"`) {
		t.Errorf("eleven files together: %d %s", status, answer)
	}
	patch(message, `{"attachments":[]}`)
	if m := d.AwaitEdited(t, message, 4); len(m.Files) != 0 {
		t.Errorf("the file is gone: %+v", m)
	}
	if status, answer := uploadTo(t, d, http.MethodPatch, path+message, `{"attachments":[{"id":0,"description":"`+strings.Repeat("é", 1025)+`"}]}`, "a.png"); status != 400 || !strings.Contains(answer, `"description"`) {
		t.Errorf("a long alt text: %d %s", status, answer)
	}
	said := d.Say(channel, ann, "x")
	if status, answer := patch(said, `{"content":"y"}`); status != 403 || !strings.Contains(answer, "50005") {
		t.Errorf("somebody else's message: %d %s", status, answer)
	}
	remove := func(id string) (int, string) { return request(t, d, http.MethodDelete, path+id, "", nil) }
	if status, answer := remove(said); status != 403 || !strings.Contains(answer, "50013") {
		t.Errorf("deleting somebody else's message: %d %s", status, answer)
	}
	if status, _ := remove(message); status != 204 {
		t.Errorf("deleting: %d", status)
	}
	d.AwaitDeleted(t, message)
	for _, ask := range []func() (int, string){
		func() (int, string) { return remove(message) },
		func() (int, string) { return patch(message, `{"content":"x"}`) },
		func() (int, string) { return request(t, d, http.MethodGet, path+message, "", nil) },
	} {
		if status, answer := ask(); status != 404 || !strings.Contains(answer, "10008") {
			t.Errorf("after the deletion: %d %s", status, answer)
		}
	}
	if status, answer := request(t, d, http.MethodGet, path+said, "", nil); status != 200 || !strings.Contains(answer, `"content":"x"`) {
		t.Errorf("reading a message: %d %s", status, answer)
	}
}

// Faults strike just what they are told to.
func TestFaultsOfAnswers(t *testing.T) {
	t.Parallel()
	d, channel, ann := scene(t)
	said := `{"type":4,"data":{"content":"x"}}`
	d.Only("/callback")
	d.Limit(1, time.Second, false)
	panel(t, d, channel) // goes through
	id := ask(t, d, channel, ann)
	if status, _ := callback(t, d, id, said); status != 429 {
		t.Errorf("a limited answer: %d", status)
	}
	d.Fail(1, 500)
	if status, _ := callback(t, d, id, said); status != 500 {
		t.Errorf("a failed answer: %d", status)
	}
	d.LoseAnswers(1)
	if status, _ := callback(t, d, id, said); status != 502 || d.AwaitReply(t, id).Content != "x" {
		t.Errorf("a lost answer: %d", status)
	}
	if status, answer := callback(t, d, id, said); status != 400 || !strings.Contains(answer, "40060") {
		t.Errorf("after a lost answer: %d %s", status, answer)
	}
	release := d.Hold("/callback")
	slow := ask(t, d, channel, ann)
	done := make(chan int)
	go func() {
		status, _ := callback(t, d, slow, said)
		done <- status
	}()
	d.AwaitRequests(t, slow, 1)
	if got := d.Interactions(); got[len(got)-1].Answer != 0 {
		t.Error("a held answer has come")
	}
	d.Advance(4 * time.Second)
	release()
	if status := <-done; status != 404 {
		t.Errorf("an answer held beyond the deadline: %d", status)
	}
}
