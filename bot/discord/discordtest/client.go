package discordtest

import (
	"fmt"
	"testing"
)

// What a person's own client lets them do. What it would not let them do fails the test.

// A Detail says how somebody uses a command or a component.
type Detail func(*use)

// use is what a client sends.
type use struct {
	given  []filled
	locale string
}

// filled is an option with its value.
type filled struct {
	name, value string
	file        *File
}

// Fill gives an option of a command its value: a text, a number, "true", or the id of a
// role, channel or user.
func Fill(option, value string) Detail {
	return func(u *use) { u.given = append(u.given, filled{name: option, value: value}) }
}

// FillFile gives an option of a command a file.
func FillFile(option, name, kind string, data []byte) Detail {
	return func(u *use) {
		u.given = append(u.given, filled{name: option, file: &File{Name: name, Type: kind, Data: data}})
	}
}

// Speaking sets the language of the person's client; otherwise it is en-US.
func Speaking(locale string) Detail { return func(u *use) { u.locale = locale } }

func used(details []Detail) use {
	u := use{locale: "en-US"}
	for _, d := range details {
		d(&u)
	}
	return u
}

// errAct says what a client would not let a person do.
type errAct string

func (e errAct) Error() string { return string(e) }

func refusal(format string, a ...any) error { return errAct(fmt.Sprintf(format, a...)) }

// act does something as a person, with the server locked. It returns the interaction's id.
func (d *Server) act(t testing.TB, do func() (*Interaction, error)) string {
	t.Helper()
	d.mu.Lock()
	it, err := do()
	d.mu.Unlock()
	if err != nil {
		t.Fatalf("Discord's client would not let them: %v", err)
	}
	return it.ID
}

// sees finds a message that somebody can see.
func (d *Server) sees(who User, messageID string) (*Message, error) {
	m := d.messages[messageID]
	switch {
	case m == nil:
		return nil, refusal("there is no message %s", messageID)
	case m.Ephemeral && m.For != who.ID:
		return nil, refusal("%s does not see this message", who.Name)
	case d.channels[m.Channel] == nil || d.may(d.channels[m.Channel], who.ID)&ViewChannel == 0:
		return nil, refusal("%s does not see this channel", who.Name)
	}
	return m, nil
}
