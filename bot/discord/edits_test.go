package discord

import (
	"slices"
	"strings"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
	"byline/handlers"
)

// last asks one more thing, which is answered after all before it.
func (s *deskServer) last(t *testing.T) {
	t.Helper()
	n := len(s.Sent())
	s.Say(s.channel, s.ann, "!last")
	s.Await(t, n+1)
}

func TestEditedQuestions(t *testing.T) {
	t.Parallel()
	s := serve(t)
	q := s.Say(s.channel, s.ann, "!drones")
	m := s.Await(t, 1)[0]

	s.Edit(q, "!long")
	got := s.AwaitEdited(t, m.ID, 1)
	if got.Content != "35 figures" || len(got.Embeds) != 1 || got.Button("Next ▶") == "" || len(got.Pinged) != 0 {
		t.Errorf("the answer is %+v", got)
	}
	s.Edit(q, "!chart")
	if got = s.AwaitEdited(t, m.ID, 2); len(got.Files) != 1 || got.Files[0].Description == "" {
		t.Errorf("the answer is %+v", got)
	}
	for _, text := range []string{"!a", "!b", "!c", "!d"} {
		s.Edit(q, text)
	}
	if got = s.AwaitEdited(t, m.ID, 6); got.Content != "!d" || len(got.Files) != 0 {
		t.Errorf("after four more edits the answer is %+v", got)
	}
	s.ShowLink(q, discordtest.Embed{Title: "A page"})
	s.EditPartly(q, "!d")
	s.last(t)
	if got, _ = s.Message(m.ID); got.Edits != 6 {
		t.Errorf("a link that is looked at changes the answer: %+v", got)
	}

	s.Edit(q, "never mind")
	s.AwaitDeleted(t, m.ID)
	n := len(s.Sent())
	s.Edit(q, "!again")
	if again := s.Await(t, n+1)[n]; again.Content != "!again" || again.Reference != q {
		t.Errorf("answered %+v", again)
	}
	s.last(t)
	if id := s.Sent()[n].ID; !slices.Contains(s.desk.stood(), id) {
		t.Errorf("%s was not delivered", id)
	}
	s.refusedNothing(t)
}

func TestMessageBecomesAQuestion(t *testing.T) {
	t.Parallel()
	s := serve(t)
	said := s.Say(s.channel, s.ann, "drones?")
	s.Edit(said, "!drones")
	if m := s.Await(t, 1)[0]; m.Content != "!drones" || m.Reference != said {
		t.Errorf("answered %+v", m)
	}
}

func TestDeletedQuestions(t *testing.T) {
	t.Parallel()
	s := serve(t)
	var questions, answers []string
	for range 4 {
		n := len(s.Sent())
		questions = append(questions, s.Say(s.channel, s.ann, "!drones"))
		answers = append(answers, s.Await(t, n+1)[n].ID)
	}
	s.Delete(questions[0])
	s.AwaitDeleted(t, answers[0])
	s.Delete(questions[1], questions[2])
	s.AwaitDeleted(t, answers[1])
	s.AwaitDeleted(t, answers[2])

	s.Delete(answers[3]) // by a moderator: it does not come back
	s.Edit(questions[3], "!long")
	s.Edit(questions[3], "!longer")
	s.Delete(questions[3])
	s.last(t)
	if n := len(s.Sent()); n != 5 {
		t.Errorf("%d messages, want 5", n)
	}
	for _, r := range s.Refused() {
		if !strings.Contains(r, "10008") {
			t.Errorf("refused: %s", r)
		}
	}
}

func TestOldQuestionsStay(t *testing.T) {
	t.Parallel()
	s := serve(t)
	q := s.Say(s.channel, s.ann, "!drones")
	m := s.Await(t, 1)[0]
	s.last(t)
	s.run.bot.answers.mu.Lock()
	s.run.bot.answers.now = func() time.Time { return time.Now().Add(11 * time.Minute) }
	s.run.bot.answers.mu.Unlock()
	s.Edit(q, "!other")
	s.last(t)
	if got, _ := s.Message(m.ID); got.Edits != 0 {
		t.Errorf("an answer of eleven minutes ago is %+v", got)
	}
}

func TestThreads(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.desk.manner.Where = handlers.InThread
	q := s.Say(s.channel, s.ann, "!drones and a long text "+strings.Repeat("x", 100))
	thread := s.AwaitThread(t, q)
	m := s.Await(t, 1)[0]
	if m.Channel != thread || m.Reference != "" {
		t.Errorf("answered %+v, not in %s", m, thread)
	}
	inside := s.Say(thread, s.bob, "!more")
	if m = s.Await(t, 2)[1]; m.Channel != thread || m.Reference != inside {
		t.Errorf("in the thread: answered %+v", m)
	}
	s.Edit(q, "!other")
	if got := s.AwaitEdited(t, s.Sent()[0].ID, 1); got.Content != "!other" || got.Channel != thread {
		t.Errorf("edited: %+v", got)
	}
	s.Delete(q)
	s.AwaitDeleted(t, s.Sent()[0].ID)
	s.run.end(t) // another process does not know the thread
	s.start(t)
	inside = s.Say(thread, s.bob, "!again")
	if m = s.Await(t, 3)[2]; m.Channel != thread || m.Reference != inside {
		t.Errorf("in the thread, after a restart: answered %+v", m)
	}
}

// Without the permission for a thread the channel gets the answer, and once the reason.
func TestNoThreads(t *testing.T) {
	t.Parallel()
	for lack, permission := range map[discordtest.Lack]string{discordtest.NoThreads: "Create Public Threads", discordtest.NoSendInThreads: "Send Messages in Threads"} {
		s := serve(t, lack)
		s.desk.manner.Where = handlers.InThread
		for i := range 3 {
			m := s.ask(t, "!drones")
			if m.Channel != s.channel || strings.Contains(m.Content, permission) != (i == 0) {
				t.Errorf("%s, answer %d: %+v", permission, i, m)
			}
		}
	}
}

func TestMissingPermissionsAreToldOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lack       discordtest.Lack
		permission string
	}{{discordtest.RefuseEmbeds, "Embed Links"}, {discordtest.NoEmbeds, "Embed Links"}, {discordtest.NoFiles, "Attach Files"}} {
		s := serve(t, c.lack)
		for i := range 3 {
			m := s.ask(t, "!chart")
			if c.lack == discordtest.NoEmbeds {
				m = s.AwaitEdited(t, m.ID, 1)
			}
			if strings.Contains(m.Content, c.permission) != (i == 0) {
				t.Errorf("%s, answer %d: %q", c.permission, i, m.Content)
			}
			if len(m.Files) == 0 && !strings.Contains(m.Shown(), "repaired") {
				t.Errorf("the chart is not told: %q", m.Shown())
			}
			if len(m.Embeds) == 0 && !strings.Contains(m.Content, "40 boats.") {
				t.Errorf("the source is not told: %q", m.Content)
			}
		}
		m := s.press(t, s.bob, s.ask(t, "!panel x"), "On") // Discord tells with the press
		if c.lack != discordtest.NoFiles && len(m.Embeds) != 0 {
			t.Errorf("%s: the panel is %+v", c.permission, m)
		}
	}
}

func TestCharts(t *testing.T) {
	t.Parallel()
	s := serve(t)
	m := s.ask(t, "!chart")
	if len(m.Files) != 1 || len(m.Embeds) != 1 || m.Embeds[0].Image == nil {
		t.Fatalf("answered %+v", m)
	}
	f := m.Files[0]
	if f.Name != "chart.png" || !strings.HasPrefix(string(f.Data), "\x89PNG") || f.Description != pictured().Chart.Alt() {
		t.Errorf("the picture is %s of %d bytes, described as %q", f.Name, len(f.Data), f.Description)
	}
	s.refusedNothing(t)
}
