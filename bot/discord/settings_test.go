package discord

import (
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
)

// A manager goes through the panel with every kind of thing that there is to press.
func TestSettingsPanel(t *testing.T) {
	t.Parallel()
	n := open(t)
	n.AwaitCommands(t, "", 1)
	m := n.AwaitReply(t, n.Slash(t, n.channel, n.owner, "settings"))
	if !m.Ephemeral || m.Content != "Everything is at its default." || len(m.Selects()) != 1 {
		t.Fatalf("the panel is %+v", m)
	}
	choose := func(menu, value string) { // an option by its label, or what the server has by its id
		t.Helper()
		all := m.Selects()
		if len(all) != 1 || all[0].Placeholder != menu {
			t.Fatalf("the menus are %+v", all)
		}
		for _, o := range all[0].Options {
			if o.Label == value {
				value = o.Value
			}
		}
		m = n.AwaitReply(t, n.Select(t, n.owner, m.ID, all[0].CustomID, []string{value}))
	}
	press := func(button string) {
		t.Helper()
		m = n.AwaitReply(t, n.Press(t, n.owner, m.ID, m.Button(button)))
	}
	is := func(want string) {
		t.Helper()
		if m.Content != want {
			t.Errorf("the panel says %q, want %q", m.Content, want)
		}
	}
	choose("Choose a setting", "Plain text")
	is("Plain text: off, in all channels that have not chosen for themselves.")
	press("This channel only")
	is("Plain text: off, in this channel.")
	press("Back")
	choose("Choose a setting", "Editors")
	role := n.NewRole("News", discordtest.SendMessages)
	choose("Choose a value", role)
	is("Editors: now the role with the id " + role + ", before no role.")
	press("Use the default")
	press("Back")
	choose("Choose a setting", "News channel")
	choose("Choose a value", n.channel)
	is("News channel: now this channel, before no channel.")
	press("Back")
	choose("Choose a setting", "Prefix")
	opened := n.Press(t, n.owner, m.ID, m.Button("Type another"))
	form := n.AwaitModal(t, opened)
	m = n.AwaitReply(t, n.Submit(t, opened, map[string]string{form.Inputs()[0].CustomID: "b."}))
	is("Prefix: now “b.”, before “!”.")
	undone := n.AwaitReply(t, n.Press(t, n.owner, m.ID, m.Button("Undo")))
	if said := undone.Shown(); !strings.HasPrefix(said, "Taken back: set prefix from") || !strings.Contains(said, "!log") {
		t.Errorf("undone: %q", undone.Shown())
	}
	if r := n.Refused(); len(r) > 0 {
		t.Errorf("Discord refused %q", r)
	}
}

// What a server has chosen holds for what is said there, and nowhere else.
func TestChosenManners(t *testing.T) {
	t.Parallel()
	n := open(t)
	other := n.NewChannel()
	n.ask(t, n.owner, "!settings free-text everywhere")
	if m := n.ask(t, n.guest, "how many drones were intercepted"); !strings.Contains(m.Content, "138") {
		t.Errorf("free text is answered %q", m.Shown())
	}
	n.Say(n.channel, n.guest, "nice weather today")
	n.Say(other, n.guest, "how many drones were intercepted?")
	m := n.ask(t, n.owner, "!settings prefix ?")
	if !strings.HasPrefix(m.Content, "Prefix: now “?”, before “!”.") {
		t.Errorf("answered %q", m.Shown())
	}
	n.Say(other, n.guest, "!articles")
	n.Say(other, n.guest, "? articles")
	n.channel = other
	if m := n.ask(t, n.guest, "?articles"); !strings.HasPrefix(m.Content, "1 article.") {
		t.Errorf("with the prefix: %q", m.Shown())
	}
	n.channel = n.NewDM()
	if m := n.ask(t, n.guest, "!articles"); !strings.HasPrefix(m.Content, "1 article.") {
		t.Errorf("in a direct message: %q", m.Shown())
	}
}
