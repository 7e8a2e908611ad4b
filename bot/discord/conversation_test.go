package discord

import (
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
)

// pressing presses a button by its label and returns what that answers.
func (n *newsroom) pressing(t *testing.T, who discordtest.User, m discordtest.Message, label string) discordtest.Message {
	t.Helper()
	if m.Button(label) == "" {
		t.Fatalf("%q has no button %s but %s", m.Content, label, labels(m.Buttons()))
	}
	return n.AwaitReply(t, n.Press(t, who, m.ID, m.Button(label)))
}

// What the real commands offer works when it is pressed.
func TestConversationByPresses(t *testing.T) {
	t.Parallel()
	n := open(t)
	n.ask(t, n.owner, "!add "+storm)
	answer := n.ask(t, n.guest, "!boats")
	if m := n.pressing(t, n.guest, answer, "Sources"); !m.Ephemeral || !strings.Contains(m.Shown(), "14 boats had sunk") {
		t.Errorf("the sources are %q", m.Shown())
	}
	if m := n.pressing(t, n.guest, answer, "Who said it"); !m.Ephemeral || !strings.Contains(m.Shown(), "Ida Berg") {
		t.Errorf("it was said by %q", m.Shown())
	}

	claim := n.Say(n.channel, n.guest, "I heard that 15 boats had sunk.")
	if m := n.ask(t, n.guest, "!find", discordtest.ReplyTo(claim, false)); !strings.Contains(m.Shown(), "14") {
		t.Errorf("a message that is answered by !find is held against %q", m.Shown())
	}
	if m := n.ask(t, n.guest, "source 1", discordtest.ReplyTo(answer.ID, true)); !strings.Contains(m.Shown(), "boats") {
		t.Errorf("a reply to the answer is answered %q", m.Shown())
	}
}
