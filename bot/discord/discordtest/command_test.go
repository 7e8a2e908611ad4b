package discordtest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
)

// commands overwrites the global commands as the bot.
func commands(t *testing.T, d *discordtest.Server, body string) (int, string) {
	t.Helper()
	return request(t, d, http.MethodPut, "/applications/"+d.App+"/commands", "application/json", strings.NewReader(body))
}

const someCommands = `[
	{"name":"topic","description":"About a subject","options":[
		{"type":3,"name":"topic","description":"Which","required":true,"autocomplete":true,"max_length":100},
		{"type":4,"name":"page","description":"Which page"},
		{"type":3,"name":"shape","description":"How","choices":[{"name":"Short","value":"s"},{"name":"Long","value":"l"}]},
		{"type":8,"name":"role","description":"Whose"},
		{"type":7,"name":"channel","description":"Where"},
		{"type":11,"name":"file","description":"What"}]},
	{"name":"settings","description":"Settings","default_member_permissions":"32","contexts":[0]},
	{"name":"Find facts here","type":3}
]`

// option is a command with one option, which has this in its JSON.
func option(json string) string {
	return `[{"name":"x","description":"y","options":[{"name":"a","description":"b","type":3,` + json + `}]}]`
}

// many is a list of n things, made from their number.
func many(n int, format string) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(format, i))
	}
	return "[" + strings.Join(list, ",") + "]"
}

func TestCommandLimits(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	long := strings.Repeat("é", 101)
	// 25 options whose texts have 3 and 300 characters, and more besides
	large := func(more int, description string) string {
		return `[{"name":"x","description":"y","options":` + many(25, `{"name":"o%02d",`+description+`,"type":3,"choices":[{"name":"`+long[:200]+`","value":"`+long[:200]+`"},{"name":"`+strings.Repeat("z", more)+`","value":"z"}]}`) + `}]`
	}
	whole, translated := `"description":"`+long[:200]+`"`, `"description":"d","description_localizations":{"de":"`+long[:200]+`","fr":"f"}`
	for _, c := range []struct{ name, body, problem string }{
		{"all of it", someCommands, ""},
		{"other scripts", `[{"name":"їжа-हिन्दी_ภาษาไทย'","description":"y"}]`, ""},
		{"no description", `[{"name":"x"}]`, `{"0":{"description":{"_errors":[{"code":"BASE_TYPE_REQUIRED"`},
		{"long description", `[{"name":"x","description":"` + long + `"}]`, "Must be between 1 and 100 in length."},
		{"long name", `[{"name":"` + long[:66] + `","description":"y"}]`, `{"0":{"name"`},
		{"upper case", `[{"name":"Topic","description":"y"}]`, "APPLICATION_COMMAND_INVALID_NAME"},
		{"a space", `[{"name":"a b","description":"y"}]`, "STRING_TYPE_REGEX"},
		{"twice", `[{"name":"x","description":"y"},{"name":"x","description":"y"}]`, `{"1":{"name":{"_errors":[{"code":"APPLICATION_COMMANDS_DUPLICATE_NAME"`},
		{"twice of two types", `[{"name":"x","description":"y"},{"name":"x","type":3}]`, ""},
		{"a message command with a description", `[{"name":"x","type":3,"description":"y"}]`, `"description"`},
		{"a message command with options", `[{"name":"x","type":3,"options":[{"type":3,"name":"a","description":"b"}]}]`, `"options"`},
		{"an unknown type", `[{"name":"x","type":9}]`, "BASE_TYPE_CHOICES"},
		{"25 options", `[{"name":"x","description":"y","options":` + many(25, `{"name":"o%d","description":"d","type":3}`) + `}]`, ""},
		{"26 options", `[{"name":"x","description":"y","options":` + many(26, `{"name":"o%d","description":"d","type":3}`) + `}]`, "Must be 25 or fewer"},
		{"an option twice", `[{"name":"x","description":"y","options":[{"name":"o","description":"d","type":3},{"name":"o","description":"d","type":3}]}]`, "ALREADY_EXISTS"},
		{"required after optional", `[{"name":"x","description":"y","options":[{"name":"o","description":"d","type":3},{"name":"p","description":"d","type":3,"required":true}]}]`, `{"0":{"options":{"1":{"_errors":[{"code":"APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"`},
		{"an option's name", `[{"name":"x","description":"y","options":[{"name":"A","description":"d","type":3}]}]`, `"name"`},
		{"an option's type", `[{"name":"x","description":"y","options":[{"name":"a","description":"d","type":12}]}]`, `"type"`},
		{"an option's description", `[{"name":"x","description":"y","options":[{"name":"a","description":"","type":3}]}]`, `"description"`},
		{"25 choices", option(`"choices":` + many(25, `{"name":"c%d","value":"v"}`)), ""},
		{"26 choices", option(`"choices":` + many(26, `{"name":"c%d","value":"v"}`)), "Must be 25 or fewer"},
		{"long choice", option(`"choices":[{"name":"` + long + `","value":"v"}]`), `{"0":{"options":{"0":{"choices":{"0":{"name"`},
		{"long value", option(`"choices":[{"name":"c","value":"` + long + `"}]`), `"value"`},
		{"a number for a text", option(`"choices":[{"name":"c","value":7}]`), `"value"`},
		{"choices and autocomplete", option(`"autocomplete":true,"choices":[{"name":"c","value":"v"}]`), "AUTOCOMPLETE"},
		{"lengths", option(`"min_length":0,"max_length":6000`), ""},
		{"max_length 0", option(`"max_length":0`), `"max_length"`},
		{"max_length 6001", option(`"max_length":6001`), `"max_length"`},
		{"min over max", option(`"min_length":7,"max_length":6`), `"min_length"`},
		{"translated", `[{"name":"x","description":"y","name_localizations":{"de":"ü","uk":"ї"},"description_localizations":{"fr":"é"}}]`, ""},
		{"an unknown locale", `[{"name":"x","description":"y","name_localizations":{"en":"z"}}]`, `{"0":{"name_localizations":{"en"`},
		{"a translated name's form", `[{"name":"x","description":"y","name_localizations":{"de":"Zwei Worte"}}]`, `"de"`},
		{"a translated description's length", `[{"name":"x","description":"y","description_localizations":{"de":"` + long + `"}}]`, `"de"`},
		{"permissions", `[{"name":"x","description":"y","default_member_permissions":"all"}]`, `"default_member_permissions"`},
		{"contexts", `[{"name":"x","description":"y","contexts":[3]}]`, `"contexts"`},
		{"integration types", `[{"name":"x","description":"y","integration_types":[]}]`, `"integration_types"`},
		{"7977 characters", large(15, whole), ""},
		{"8002 characters", large(16, whole), "APPLICATION_COMMAND_TOO_LARGE"},
		{"7977 characters of the longest", large(15, translated), ""},
		{"8002 characters of the longest", large(16, translated), "APPLICATION_COMMAND_TOO_LARGE"},
		{"100 commands", many(100, `{"name":"c%d","description":"d"}`), ""},
		{"101 commands", many(101, `{"name":"c%d","description":"d"}`), "30032"},
		{"15 message commands", many(15, `{"name":"c%d","type":3}`), ""},
		{"16 message commands", many(16, `{"name":"c%d","type":3}`), "30032"},
	} {
		status, answer := commands(t, d, c.body)
		if c.problem == "" && status != 200 || c.problem != "" && (status != 400 || !strings.Contains(answer, c.problem)) {
			t.Errorf("%s: %d %.300s, want %s", c.name, status, answer, c.problem)
		}
	}
}

// What Discord gives back is not what it was given.
func TestCommandsGivenBack(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	commands(t, d, `[{"name":"x","description":"y","name_localizations":{"de":"z"},"options":[{"type":3,"name":"o","description":"p","required":false}]}]`)
	get := func(query string) string {
		_, answer := request(t, d, http.MethodGet, "/applications/"+d.App+"/commands"+query, "", nil)
		return answer
	}
	id, version := first(t, get(""))
	want := `[{"application_id":"` + d.App + `","contexts":null,"default_member_permissions":null,"description":"y","dm_permission":true,` +
		`"id":"` + id + `","integration_types":[0,1],"name":"x","nsfw":false,"options":[{"description":"p","name":"o","type":3}],"type":1,"version":"` + version + `"}]`
	if got := get(""); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := get("?with_localizations=true"); !strings.Contains(got, `"name_localizations":{"de":"z"}`) || !strings.Contains(got, `"description_localizations":null`) {
		t.Errorf("with translations: %s", got)
	}
	same := `[{"name":"x","description":"y","name_localizations":{"de":"z"},"options":[{"type":3,"name":"o","description":"p"}]}]`
	commands(t, d, same)
	if i, v := first(t, get("")); i != id || v != version {
		t.Error("the same command has another id or version")
	}
	commands(t, d, strings.Replace(same, `"y"`, `"other"`, 1))
	if i, v := first(t, get("")); i != id || v == version {
		t.Error("a changed command must keep its id and get another version")
	}
	if got := d.Overwritten(); !slices.Equal(got, []string{"", "", ""}) {
		t.Errorf("overwritten: %q", got)
	}
}

// first is the id and version of the first command in a list.
func first(t *testing.T, list string) (id, version string) {
	t.Helper()
	var all []struct{ ID, Version string }
	if err := json.Unmarshal([]byte(list), &all); err != nil || len(all) == 0 {
		t.Fatalf("%s: %v", list, err)
	}
	return all[0].ID, all[0].Version
}

func TestSingleCommands(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	at := "/applications/" + d.App + "/guilds/" + d.Guild + "/commands"
	ask := func(method, path, body string) (int, string) {
		return request(t, d, method, path, "application/json", strings.NewReader(body))
	}
	if status, _ := ask(http.MethodPost, at, `{"name":"x","description":"y"}`); status != 201 {
		t.Errorf("a new command: %d", status)
	}
	if status, _ := ask(http.MethodPost, at, `{"name":"x","description":"z"}`); status != 200 {
		t.Errorf("the same name: %d", status)
	}
	own := d.Commands(d.Guild)
	if len(own) != 1 || own[0].Description != "z" || len(d.Commands("")) != 0 {
		t.Fatalf("commands: %+v", own)
	}
	one := at + "/" + own[0].ID
	if status, answer := ask(http.MethodPatch, one, `{"description":""}`); status != 400 {
		t.Errorf("an edit to nothing: %d %s", status, answer)
	}
	if status, answer := ask(http.MethodPatch, one, `{"description":"w"}`); status != 200 || !strings.Contains(answer, `"description":"w"`) {
		t.Errorf("an edit: %d %s", status, answer)
	}
	if status, answer := ask(http.MethodGet, one, ""); status != 200 || !strings.Contains(answer, `"guild_id"`) {
		t.Errorf("one command: %d %s", status, answer)
	}
	if status, _ := ask(http.MethodDelete, one, ""); status != 204 || len(d.Commands(d.Guild)) != 0 {
		t.Errorf("a deletion: %d", status)
	}
	if status, answer := ask(http.MethodDelete, one, ""); status != 404 || !strings.Contains(answer, "10063") {
		t.Errorf("a second deletion: %d %s", status, answer)
	}
	if status, answer := ask(http.MethodGet, "/applications/"+d.App+"/guilds/1/commands", ""); status != 403 || !strings.Contains(answer, "50001") {
		t.Errorf("another guild: %d %s", status, answer)
	}
	if status, _ := ask(http.MethodGet, "/applications/1/commands", ""); status != 403 {
		t.Errorf("another application: %d", status)
	}
}
