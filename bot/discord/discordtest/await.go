package discordtest

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Await waits until the bot has sent n messages, and fails the test when it does
// not in time.
func (d *Server) Await(t testing.TB, n int) []Message {
	t.Helper()
	d.until(t, fmt.Sprintf("%d messages of the bot", n), func() bool { return len(d.sent) >= n })
	return d.Sent()
}

// AwaitRefused waits until n requests have been refused.
func (d *Server) AwaitRefused(t testing.TB, n int) {
	t.Helper()
	d.until(t, fmt.Sprintf("%d refusals", n), func() bool { return len(d.refused) >= n })
}

// AwaitFirstPackets waits until those asked for with FirstPacket have been sent.
func (d *Server) AwaitFirstPackets(t testing.TB) {
	t.Helper()
	d.until(t, "the first packets", func() bool { return d.faults.firstLeft == 0 })
}

// AwaitSession waits for the n-th time that a session was made or resumed.
func (d *Server) AwaitSession(t testing.TB, n int) {
	t.Helper()
	d.until(t, fmt.Sprintf("session %d", n), func() bool { return d.log.ready+d.log.resumed >= n })
}

// until waits for something that a change of the server brings about. The function
// runs with the server locked.
func (d *Server) until(t testing.TB, what string, arrived func() bool) {
	t.Helper()
	late := false
	timer := time.AfterFunc(20*time.Second, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		late = true
		d.changed.Broadcast()
	})
	defer timer.Stop()
	d.mu.Lock()
	defer d.mu.Unlock()
	for !arrived() {
		if late {
			t.Fatalf("waited in vain for %s; so far %d messages of the bot, %d sessions, %d resumed, refused: %s",
				what, len(d.sent), d.log.ready, d.log.resumed, strings.Join(d.refused, "\n"))
		}
		d.changed.Wait()
	}
}

// interaction waits for something about an interaction.
func (d *Server) interaction(t testing.TB, id, what string, arrived func(it *Interaction) bool) Interaction {
	t.Helper()
	var got Interaction
	d.until(t, what+" of interaction "+id, func() bool {
		it := d.interactions[id]
		if it == nil || !arrived(it) {
			return false
		}
		got = *it
		return true
	})
	return got
}

// AwaitAnswer waits for the first answer to an interaction, whatever it is.
func (d *Server) AwaitAnswer(t testing.TB, id string) Interaction {
	t.Helper()
	return d.interaction(t, id, "the answer", (*Interaction).answered)
}

// AwaitReply waits until an interaction has been answered by a message, or by a change of
// the message of its component, and returns that message. A placeholder is no such answer
// before it has been filled in.
func (d *Server) AwaitReply(t testing.TB, id string) Message {
	t.Helper()
	var m Message
	d.interaction(t, id, "the reply", func(it *Interaction) bool {
		at := d.messages[it.Reply]
		unchanged := at == nil || it.Answer == DeferredUpdate && at.Edits == it.edits
		if unchanged && len(it.FollowUps) > 0 { // to the one who pressed, after a deferral
			at, unchanged = d.messages[it.FollowUps[0]], false
		}
		if !it.answered() || at == nil || at.Flags&loading != 0 || unchanged {
			return false
		}
		m = *at
		return true
	})
	return m
}

// AwaitFollowUps waits until an interaction has n further messages.
func (d *Server) AwaitFollowUps(t testing.TB, id string, n int) []Message {
	t.Helper()
	var list []Message
	d.interaction(t, id, fmt.Sprintf("%d further messages", n), func(it *Interaction) bool {
		if len(it.FollowUps) < n {
			return false
		}
		list = nil
		for _, id := range it.FollowUps {
			if m := d.messages[id]; m != nil {
				list = append(list, *m)
			}
		}
		return true
	})
	return list
}

// AwaitChoices waits for what autocomplete offers.
func (d *Server) AwaitChoices(t testing.TB, id string) []Choice {
	t.Helper()
	return d.interaction(t, id, "the choices", func(it *Interaction) bool { return it.Answer == Completed }).Choices
}

// AwaitModal waits for the form that an interaction opens.
func (d *Server) AwaitModal(t testing.TB, id string) Modal {
	t.Helper()
	return *d.interaction(t, id, "the form", func(it *Interaction) bool { return it.Modal != nil }).Modal
}

// AwaitCommands waits until commands have been overwritten n times in bulk in a scope: a
// guild, or the empty text for the global ones. It returns them.
func (d *Server) AwaitCommands(t testing.TB, guild string, n int) []Command {
	t.Helper()
	d.until(t, fmt.Sprintf("%d overwrites of the commands of guild %q", n, guild), func() bool {
		count := 0
		for _, p := range d.puts {
			if p == guild {
				count++
			}
		}
		return count >= n
	})
	return d.Commands(guild)
}

// AwaitEdited waits until a message has been changed n times.
func (d *Server) AwaitEdited(t testing.TB, id string, n int) Message {
	t.Helper()
	var m Message
	d.until(t, fmt.Sprintf("%d changes of message %s", n, id), func() bool {
		at := d.messages[id]
		if at == nil || at.Edits < n {
			return false
		}
		m = *at
		return true
	})
	return m
}

// AwaitDeleted waits until a message is gone.
func (d *Server) AwaitDeleted(t testing.TB, id string) {
	t.Helper()
	d.until(t, "the end of message "+id, func() bool { return d.messages[id] == nil })
}

// AwaitThread waits until a thread has been started from a message, and returns its id.
func (d *Server) AwaitThread(t testing.TB, messageID string) string {
	t.Helper()
	id := ""
	d.until(t, "a thread at message "+messageID, func() bool {
		if m := d.messages[messageID]; m != nil {
			id = m.Thread
		}
		return id != ""
	})
	return id
}

// AwaitRequests waits until there have been n requests, as "POST /api/v9/…", with this in
// them.
func (d *Server) AwaitRequests(t testing.TB, part string, n int) {
	t.Helper()
	d.until(t, fmt.Sprintf("%d requests with %q", n, part), func() bool {
		count := 0
		for _, r := range d.requests {
			if strings.Contains(r, part) {
				count++
			}
		}
		return count >= n
	})
}

// Message is a message as it stands now, and whether it is there.
func (d *Server) Message(id string) (Message, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.messages[id]
	if m == nil {
		return Message{}, false
	}
	return *m, true
}
