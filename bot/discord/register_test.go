package discord

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"byline/bot/discord/discordtest"
	"byline/handlers"
)

// few are specs with something of everything.
func few() []handlers.Spec {
	return []handlers.Spec{
		{Name: "topic", Summary: "What the articles say of one topic; the topic's name alone does the same", Params: []handlers.Param{
			{Name: "topic", About: "Which one", Required: true, Suggest: handlers.SuggestTopics},
		}},
		{Name: "add", Summary: "Read an article and answer from it from now on", Params: []handlers.Param{
			{Name: "address", About: "Of the article", MaxLen: 500},
			{Name: "file", About: "With the article", Type: handlers.ParamFile},
		}, Form: &handlers.Form{Title: "Add an article", Label: "Address or text", Long: true}},
		{Name: "export", Summary: "All facts as a file", Params: []handlers.Param{{Name: "format", About: "Of the file", Choices: []string{"csv", "json"}}}},
		{Name: "articles", Summary: "The articles that are asked", Params: []handlers.Param{{Name: "page", About: "Which page", Type: handlers.ParamNumber}}},
		{Name: "settings", Summary: "What this server has chosen", Manage: true, Params: []handlers.Param{
			{Name: "editors", About: "Who may change the library", Type: handlers.ParamRole},
			{Name: "news", About: "Where new articles are told of", Type: handlers.ParamChannel},
		}},
		{Name: "find", Summary: "Holds a text against the articles", OnMessage: "Find facts here", Params: []handlers.Param{{Name: "text", About: "To be looked at"}}},
	}
}

func named(commands []discordtest.Command) string {
	var names []string
	for _, c := range commands {
		names = append(names, c.Name)
	}
	return strings.Join(names, " ")
}

func TestCommandsAreRegistered(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	began := time.Now()
	r := launchWith(t, Config{APIURL: d.URL(), Specs: few()}, &echo{})
	got := d.AwaitCommands(t, "", 1)
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("the commands were there after %v", took)
	}
	if names := named(got); names != "topic add export articles settings find Find facts here" {
		t.Errorf("Discord has %s", names)
	}
	if p := got[4].MemberPermissions; p == nil || *p != "32" || got[0].MemberPermissions != nil {
		t.Errorf("only the settings should be for those who manage the server")
	}
	if german := got[0].Descriptions["de"]; german == "" || german == got[0].Description {
		t.Errorf("/%s is described as %q in German", got[0].Name, german)
	}
	if menu := got[len(got)-1]; menu.Names["uk"] == "" || menu.Names["es-419"] != menu.Names["es-ES"] {
		t.Errorf("the menu's names are %q", menu.Names)
	}
	r.end(t)

	// Discord has them all, so nothing is written, whatever it fills in by itself.
	r = launchWith(t, Config{APIURL: d.URL(), Specs: few()}, &echo{})
	d.AwaitRequests(t, "GET /api/v9/applications/"+d.App+"/guilds/"+d.Guild+"/commands", 2)
	if n := len(d.Overwritten()); n != 1 {
		t.Errorf("overwritten %d times", n)
	}
	r.end(t)

	other := few()[1:]
	other[0].Params[0].About = "Where the article is"
	launchWith(t, Config{APIURL: d.URL(), Specs: other}, &echo{})
	if got := d.AwaitCommands(t, "", 2); named(got) != "add export articles settings find Find facts here" || got[0].Options[0].Description != "Where the article is" {
		t.Errorf("Discord has %+v", got)
	}
	if len(d.Refused()) != 0 {
		t.Errorf("refused: %q", d.Refused())
	}
}

// TestCommandsAreLookedAtAgain changes them behind the bot's back.
func TestCommandsAreLookedAtAgain(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	launchWith(t, Config{APIURL: d.URL(), Specs: few()}, &echo{})
	d.AwaitCommands(t, "", 1)
	other := launchWith(t, Config{APIURL: d.URL(), Specs: few()[:2]}, &echo{})
	d.AwaitCommands(t, "", 2)
	other.end(t)
	d.Invalidate() // a new READY
	if got := d.AwaitCommands(t, "", 3); len(got) != len(few())+1 {
		t.Errorf("Discord has %s", named(got))
	}
}

func TestCommandsOfOneServer(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	r := launchWith(t, Config{APIURL: d.URL(), Specs: few()}, &echo{})
	d.AwaitCommands(t, "", 1)
	r.end(t)

	r = launchWith(t, Config{APIURL: d.URL(), Specs: few(), DevGuild: d.Guild}, &echo{})
	if got := d.AwaitCommands(t, d.Guild, 1); len(got) != len(few())+1 {
		t.Errorf("the server has %s", named(got))
	}
	if got := d.AwaitCommands(t, "", 2); len(got) != 0 {
		t.Errorf("left over: %s", named(got))
	}
	r.end(t)
	r = launchWith(t, Config{APIURL: d.URL(), Specs: few(), DevGuild: d.Guild}, &echo{})
	d.AwaitRequests(t, "GET /api/v9/applications/"+d.App+"/commands", 3)
	r.end(t)

	launchWith(t, Config{APIURL: d.URL(), Specs: few()}, &echo{})
	d.AwaitCommands(t, "", 3)
	if got := d.AwaitCommands(t, d.Guild, 2); len(got) != 0 {
		t.Errorf("left over: %s", named(got))
	}
	if want := []string{"", d.Guild, "", "", d.Guild}; !slices.Equal(d.Overwritten(), want) {
		t.Errorf("overwritten %q", d.Overwritten())
	}
}

// TestRegistrationFails is no reason to stop, and one line of log.
// TestCommandsAreCompared holds commands against what Discord tells of them.
func TestCommandsAreCompared(t *testing.T) {
	t.Parallel()
	all := commandsOf(few())
	told := forGuild(all)
	for i := range told { // what the application is set up for
		told[i].Integrations = []int{0, 1}
	}
	if !sameCommands(told, forGuild(all)) {
		t.Error("what a server's commands cannot say counts")
	}
	if sameCommands(told, all) {
		t.Error("where a command can be used does not count")
	}
}

func TestRegistrationFails(t *testing.T) {
	t.Parallel()
	t.Run("for a while", func(t *testing.T) {
		t.Parallel()
		d := discordtest.New(t)
		d.Only("/commands")
		d.Fail(3, 503)
		launchWith(t, Config{APIURL: d.URL(), Specs: few()}, &echo{})
		d.AwaitCommands(t, "", 1)
	})
	t.Run("rate limit", func(t *testing.T) {
		t.Parallel()
		d := discordtest.New(t)
		d.Only("/commands")
		d.Limit(2, 50*time.Millisecond, false)
		launchWith(t, Config{APIURL: d.URL(), Specs: few()}, &echo{})
		d.AwaitCommands(t, "", 1)
	})
	t.Run("for good", func(t *testing.T) {
		t.Parallel()
		d := discordtest.New(t)
		bad := []handlers.Spec{{Name: "Not a name", Summary: "x"}}
		r := launchWith(t, Config{APIURL: d.URL(), Specs: bad}, &echo{})
		d.AwaitRefused(t, 1)
		d.Say(d.NewChannel(), d.NewUser("Ann"), "!still")
		d.Await(t, 1)
		r.end(t)
		if n := strings.Count(r.log.String(), "level=WARN"); n != 1 {
			t.Errorf("%d warnings:\n%s", n, r.log)
		}
	})
}

// TestSpecsFitDiscord holds every command against Discord's documentation, "Application
// Command Naming" and the structures of commands and options.
func TestSpecsFitDiscord(t *testing.T) {
	t.Parallel()
	all := commandsOf(handlers.Specs())
	if len(all) > 100 {
		t.Errorf("%d commands", len(all))
	}
	name := func(s string) bool {
		return s != "" && len(s) <= 32 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	}
	about := func(s string) bool { return s != "" && utf8.RuneCountInString(s) <= 100 }
	for _, c := range all {
		if c.Type == commandMessage {
			if c.About != "" || len(c.Options) != 0 || len(c.Name) > 32 {
				t.Errorf("the menu's %q is %+v", c.Name, c)
			}
			continue
		}
		if !name(c.Name) || !about(c.About) {
			t.Errorf("/%s: %q", c.Name, c.About)
		}
		total := len(c.Name) + len(c.About)
		optional := false
		for _, o := range c.Options {
			if !name(o.Name) || !about(o.About) || o.Max > 6000 || len(o.Choices) > 25 {
				t.Errorf("/%s %s: %+v", c.Name, o.Name, o)
			}
			if o.Required && optional {
				t.Errorf("/%s %s is required and stands behind what is not", c.Name, o.Name)
			}
			optional = optional || !o.Required
			for _, worded := range o.Abouts {
				total += len(worded)
			}
		}
		for locale, worded := range c.Abouts {
			if !about(worded) || worded == c.About {
				t.Errorf("/%s in %s: %q", c.Name, locale, worded)
			}
		}
		if total > 8000 || len(c.Options) > 25 {
			t.Errorf("/%s is too large", c.Name)
		}
	}
	d := discordtest.New(t)
	launchWith(t, Config{APIURL: d.URL(), Specs: handlers.Specs()}, &echo{})
	if got := d.AwaitCommands(t, "", 1); len(got) != len(all) || len(d.Refused()) != 0 {
		t.Errorf("%d of %d taken, refused: %q", len(got), len(all), d.Refused())
	}
}
