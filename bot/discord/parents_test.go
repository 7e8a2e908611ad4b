package discord

import "testing"

// What a channel has chosen holds for what is said in its threads, whoever made them, and
// Discord is asked once which channel that is.
func TestThreadsHaveTheirChannelsChoices(t *testing.T) {
	t.Parallel()
	n := open(t)
	began := n.Say(n.channel, n.guest, "let us talk about the drones")
	if m := n.ask(t, n.owner, "!settings here plain on"); len(m.Embeds) != 0 {
		t.Fatalf("the channel still gets cards: %+v", m)
	}
	n.channel = n.NewThread(began, "drones")
	for range 2 {
		if m := n.ask(t, n.guest, "!drones"); len(m.Embeds) != 0 {
			t.Errorf("the thread gets cards: %+v", m)
		}
	}
	asked := 0
	for _, q := range n.Requests() {
		if q == "GET /api/v9/channels/"+n.channel {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times of which channel the thread is", asked)
	}
}
