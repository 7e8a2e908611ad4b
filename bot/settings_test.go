package main

import (
	"log/slog"
	"os"
	"reflect"
	"testing"

	"byline/bot/web"
	"byline/handlers/language"
)

func TestSettings(t *testing.T) {
	addr := func(s string) *string { return &s }
	t.Chdir(t.TempDir())
	for name, test := range map[string]struct {
		file  string
		env   environment
		flags settingFlags
		want  settings
	}{
		"nothing":           {want: settings{webAddr: web.DefaultAddr}},
		"empty values":      {file: "WEB_ADDR=\n", env: environment{"LOG_LEVEL": "", "DISCORD_TOKEN": " "}, want: settings{webAddr: web.DefaultAddr}},
		"the file":          {file: "WEB_ADDR=a:1\nLOG_LEVEL=debug\n", want: settings{webAddr: "a:1", webAsked: true, logLevel: slog.LevelDebug}},
		"Windows' editor":   {file: "\xEF\xBB\xBFWEB_ADDR=a:1\r\n", want: settings{webAddr: "a:1", webAsked: true}},
		"variable, file":    {file: "WEB_ADDR=a:1\n", env: environment{"WEB_ADDR": "b:1"}, want: settings{webAddr: "b:1", webAsked: true}},
		"empty hides file":  {file: "WEB_ADDR=a:1\n", env: environment{"WEB_ADDR": ""}, want: settings{webAddr: web.DefaultAddr}},
		"flag, variable":    {env: environment{"WEB_ADDR": "b:1"}, flags: settingFlags{WebAddr: addr("c:1")}, want: settings{webAddr: "c:1", webAsked: true}},
		"a wrong name":      {env: environment{"BOT_TOKEN": "x"}, want: settings{webAddr: web.DefaultAddr, tokenHint: "BOT_TOKEN"}},
		"both names":        {env: environment{"BOT_TOKEN": "x", "DISCORD_TOKEN": "y"}, want: settings{webAddr: web.DefaultAddr, discordToken: "y"}},
		"a name, lower":     {env: environment{"discord_token": "x"}, want: settings{webAddr: web.DefaultAddr, tokenHint: "discord_token"}},
		"one server":        {env: environment{"DISCORD_DEV_GUILD": " 12345 "}, want: settings{webAddr: web.DefaultAddr, devGuild: "12345"}},
		"a Discord of ours": {env: environment{"DISCORD_API_URL": "http://a/b/"}, want: settings{webAddr: web.DefaultAddr, discordAPIURL: "http://a/b/"}},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(".env", []byte(test.file), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := readSettings(test.env, test.flags)
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Errorf("%+v, %v; want %+v", got, err, test.want)
			}
		})
	}
}

func TestLocale(t *testing.T) {
	for _, tt := range []struct {
		env  environment
		want string // the language that Byline speaks then
	}{
		{environment{}, "en"},
		{environment{"LANG": "de_AT.UTF-8"}, "de"},
		{environment{"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_FR"}, "fr"},
		{environment{"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"},
		{environment{"LANG": "ja_JP.UTF-8"}, "en"},
	} {
		if got := language.Of(tt.env.locale(), "").Tag(); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.env, got, tt.want)
		}
	}
}
