package discordtest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
)

// request asks something as the bot and returns status and answer.
func request(t *testing.T, d *discordtest.Server, method, path, contentType string, body io.Reader) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, d.URL()+"/api/v9"+path, body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+discordtest.Token)
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(raw)
}

// post sends a body to a channel as the bot.
func post(t *testing.T, d *discordtest.Server, channel, body string) (int, string) {
	t.Helper()
	return request(t, d, http.MethodPost, "/channels/"+channel+"/messages", "application/json", strings.NewReader(body))
}

// embeds is a body with n embeds of a description of size characters.
func embeds(n, size int) string {
	one := map[string]string{"description": strings.Repeat("é", size)}
	list := make([]map[string]string, n)
	for i := range list {
		list[i] = one
	}
	raw, _ := json.Marshal(map[string]any{"embeds": list})
	return string(raw)
}

// A server that refuses nothing would prove nothing.
func TestLimits(t *testing.T) {
	d := discordtest.New(t)
	channel := d.NewChannel()
	for _, c := range []struct {
		name, body string
		status     int
		answer     string
	}{
		{"2000 characters", `{"content":"` + strings.Repeat("é", 2000) + `"}`, 200, `"id"`},
		{"2001 characters", `{"content":"` + strings.Repeat("é", 2001) + `"}`, 400, `{"code":50035,"errors":{"content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 2000 or fewer in length."}]}},"message":"Invalid Form Body"}`},
		{"nothing", `{"content":" \n"}`, 400, `50006`},
		{"not JSON", `{`, 400, `50109`},
		{"long nonce", `{"content":"x","nonce":"12345678901234567890123456"}`, 400, `{"nonce":{"_errors"`},
		{"11 embeds", embeds(11, 1), 400, `{"embeds":{"_errors"`},
		{"long description", embeds(1, 4097), 400, `{"embeds":{"0":{"description":{"_errors"`},
		{"all of the limit", embeds(2, 3000), 200, `"id"`},
		{"more than the limit in all", embeds(2, 3001), 400, `MAX_EMBED_SIZE_EXCEEDED`},
		{"empty embed", `{"embeds":[{}]}`, 400, `BASE_TYPE_REQUIRED`},
		{"unknown message", `{"content":"x","message_reference":{"message_id":"1"}}`, 400, `REPLIES_UNKNOWN_MESSAGE`},
		{"unknown message, tolerated", `{"content":"x","message_reference":{"message_id":"1","fail_if_not_exists":false}}`, 200, `"id"`},
	} {
		if status, answer := post(t, d, channel, c.body); status != c.status || !strings.Contains(answer, c.answer) {
			t.Errorf("%s: %d %.300s, want %d and %s", c.name, status, answer, c.status, c.answer)
		}
	}
}

func TestPermissions(t *testing.T) {
	d := discordtest.New(t)
	both := `{"content":"x","embeds":[{"title":"y"}]}`
	for _, c := range []struct {
		lack   discordtest.Lack
		body   string
		status int
		answer string
	}{
		{discordtest.NoView, `{"content":"x"}`, 403, "50001"},
		{discordtest.NoSend, `{"content":"x"}`, 403, "50013"},
		{discordtest.NoHistory, `{"content":"x","message_reference":{"message_id":"1","fail_if_not_exists":false}}`, 400, "160002"},
		{discordtest.NoEmbeds, both, 200, `"embeds":[]`},
		{discordtest.NoEmbeds, `{"embeds":[{"title":"y"}]}`, 403, "50013"},
		{discordtest.RefuseEmbeds, both, 403, "50013"},
		{discordtest.Blocked, `{"content":"x"}`, 403, "50007"},
	} {
		if status, answer := post(t, d, d.NewChannel(c.lack), c.body); status != c.status || !strings.Contains(answer, c.answer) {
			t.Errorf("lack %d: %d %s, want %d and %s", c.lack, status, answer, c.status, c.answer)
		}
	}
	if status, _ := post(t, d, "1", `{"content":"x"}`); status != 404 {
		t.Errorf("an unknown channel gives %d", status)
	}
	gone := d.NewChannel()
	d.DeleteChannel(gone)
	if status, answer := post(t, d, gone, `{"content":"x"}`); status != 404 || !strings.Contains(answer, "10003") {
		t.Errorf("a deleted channel gives %d %s", status, answer)
	}
	d.RefuseToken()
	if status, _ := post(t, d, d.NewChannel(), `{"content":"x"}`); status != 401 {
		t.Errorf("a wrong token gives %d", status)
	}
}

// upload sends a message with files to a channel as the bot.
func upload(t *testing.T, d *discordtest.Server, channel, payload string, names ...string) (int, string) {
	t.Helper()
	return uploadTo(t, d, http.MethodPost, "/channels/"+channel+"/messages", payload, names...)
}

// uploadTo sends files anywhere.
func uploadTo(t *testing.T, d *discordtest.Server, method, path, payload string, names ...string) (int, string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("payload_json", payload); err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		part, err := form.CreateFormFile(fmt.Sprintf("files[%d]", i), name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write([]byte("12345"))
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return request(t, d, method, path, form.FormDataContentType(), &body)
}

func TestFiles(t *testing.T) {
	d := discordtest.New(t)
	channel := d.NewChannel()
	d.UploadLimit(50)
	for _, c := range []struct {
		name, payload string
		files         []string
		status        int
		answer        string
	}{
		{"one", `{"content":"x","attachments":[{"id":0,"filename":"a b.txt"}]}`, []string{"other"}, 200, `"filename":"a_b.txt","id":`},
		{"id as text", `{"attachments":[{"id":"0"}]}`, []string{"a.txt"}, 200, `"size":5`},
		{"without attachments", `{"content":"x"}`, []string{"a.txt"}, 200, `"filename":"a.txt"`},
		{"another id", `{"attachments":[{"id":1}]}`, []string{"a.txt"}, 400, "50035"},
		{"no file", `{"content":"x","attachments":[{"id":0}]}`, nil, 400, "50035"},
		{"ten", `{}`, slices.Repeat([]string{"a"}, 10), 200, `"id"`},
		{"eleven", `{}`, slices.Repeat([]string{"a"}, 11), 413, "40005"},
		{"no JSON", `{`, []string{"a"}, 400, "50109"},
	} {
		if status, answer := upload(t, d, channel, c.payload, c.files...); status != c.status || !strings.Contains(answer, c.answer) {
			t.Errorf("%s: %d %.300s, want %d and %s", c.name, status, answer, c.status, c.answer)
		}
	}
	d.UploadLimit(0)
	if status, answer := upload(t, d, channel, `{}`, slices.Repeat([]string{"a"}, 11)...); status != 400 || !strings.Contains(answer, "50035") {
		t.Errorf("eleven files: %d %s", status, answer)
	}
	if status, answer := upload(t, d, d.NewChannel(discordtest.NoFiles), `{"content":"x"}`, "a"); status != 403 || !strings.Contains(answer, "50013") {
		t.Errorf("without the permission: %d %s", status, answer)
	}
	resp, err := http.Get(d.Sent()[0].Files[0].URL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if data, err := io.ReadAll(resp.Body); err != nil || string(data) != "12345" {
		t.Errorf("the file is %q, %v", data, err)
	}
}

func TestGuild(t *testing.T) {
	d := discordtest.New(t)
	owner := d.NewUser("Olga")
	d.Own(owner)
	role := d.NewRole("News", discordtest.ManageServer)
	get := func(id string) (int, string) {
		return request(t, d, http.MethodGet, "/guilds/"+id, "", nil)
	}
	status, answer := get(d.Guild)
	var got struct {
		Owner string `json:"owner_id"`
		Roles []struct{ ID, Permissions string }
	}
	if err := json.Unmarshal([]byte(answer), &got); err != nil || status != 200 {
		t.Fatalf("%d %s: %v", status, answer, err)
	}
	if got.Owner != owner.ID || len(got.Roles) != 3 || got.Roles[0].ID != d.Guild || got.Roles[2].ID != role || got.Roles[2].Permissions != "32" {
		t.Errorf("the guild is %+v", got)
	}
	if status, answer := get("1"); status != 404 || !strings.Contains(answer, "10004") {
		t.Errorf("another guild: %d %s", status, answer)
	}
	d.HideGuild(true)
	if status, answer := get(d.Guild); status != 403 || !strings.Contains(answer, "50001") {
		t.Errorf("a hidden guild: %d %s", status, answer)
	}
}

func TestNonce(t *testing.T) {
	d := discordtest.New(t)
	one, two := d.NewChannel(), d.NewChannel()
	enforced, loose := `{"content":"x","nonce":"7","enforce_nonce":true}`, `{"content":"x","nonce":"7"}`
	for _, c := range []struct{ channel, body string }{{one, enforced}, {one, enforced}, {two, enforced}, {one, loose}} {
		if status, answer := post(t, d, c.channel, c.body); status != 200 {
			t.Fatalf("%d %s", status, answer)
		}
	}
	if n := len(d.Sent()); n != 3 {
		t.Errorf("%d messages, want 3: only a repeat that is to be unique is none", n)
	}
}

func TestPings(t *testing.T) {
	d := discordtest.New(t)
	channel := d.NewChannel()
	for body, want := range map[string]int{
		`{"content":"@everyone <@5> <@&6>"}`:                                 3,
		`{"content":"\\@everyone"}`:                                          1, // escapes do not help
		`{"content":"@everyone <@5> <@&6>","allowed_mentions":{"parse":[]}}`: 0,
		`{"content":"@here <@5>","allowed_mentions":{"parse":["users"]}}`:    1,
		`{"content":"plain"}`:                                                0,
	} {
		post(t, d, channel, body)
		sent := d.Sent()
		if got := sent[len(sent)-1].Pinged; len(got) != want {
			t.Errorf("%s pings %q", body, got)
		}
	}
}

func TestRateLimits(t *testing.T) {
	d := discordtest.New(t)
	channel := d.NewChannel()
	d.Limit(1, 2*time.Second, true)
	if status, answer := post(t, d, channel, `{"content":"x"}`); status != 429 || !strings.Contains(answer, `"retry_after":2`) || !strings.Contains(answer, `"global":true`) {
		t.Errorf("%d %s", status, answer)
	}
	d.Bucket(1, time.Minute)
	post(t, d, channel, `{"content":"x"}`)
	if status, _ := post(t, d, channel, `{"content":"y"}`); status != 429 || len(d.Sent()) != 1 {
		t.Errorf("%d, %d messages", status, len(d.Sent()))
	}
}

func TestShown(t *testing.T) {
	m := discordtest.Message{
		Content: `\*\*not bold\*\* at 3\.5`,
		Embeds:  []discordtest.Embed{{Title: "T", Description: "**9** *“x \\* y”*\n> \\[1\\] s > t"}},
	}
	if got, want := m.Shown(), "**not bold** at 3.5\nT\n9 “x * y”\n[1] s > t"; got != want {
		t.Errorf("shown\n%s\nwant\n%s", got, want)
	}
}
