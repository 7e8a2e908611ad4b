package discord

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
	"byline/facts/article"
	"byline/facts/extract"
	"byline/facts/library"
	"byline/facts/shelf"
	"byline/handlers"
)

// news is an article as a feed brings it.
func news() shelf.Entry {
	return shelf.Entry{ID: "a1", Number: 7, Version: 1, Meta: shelf.Meta{
		Title: "Storm closes @everyone's port", Outlet: "The Lindhaven Post", Published: time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC),
		URL: "https://lindhaven.example/storm",
	}}
}

func TestTell(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat := &echo{}
	b := launch(t, d, chat).bot
	a, err := article.Read("storm.txt", []byte(storm))
	if err != nil {
		t.Fatal(err)
	}
	table, channel, other := extract.Table(a), d.NewChannel(), d.NewChannel()
	// At once, so that it has to wait for the connection; and again, as after a lost answer.
	for range 2 {
		if err := b.Tell(t.Context(), "discord:1", "discord:"+channel, news(), table); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Tell(t.Context(), "discord:1", "discord:"+other, news(), table); err != nil {
		t.Fatal(err)
	}
	sent := d.Sent()
	if len(sent) != 2 || sent[0].Channel != channel || sent[1].Channel != other || sent[0].Nonce == sent[1].Nonce {
		t.Fatalf("told %+v", sent)
	}
	m := sent[0]
	if want := `New: Storm closes \@everyone's port (The Lindhaven Post, 3 March 2026)`; m.Content != want {
		t.Errorf("told %q, want %q", m.Content, want)
	}
	if m.Reference != "" || len(m.Pinged) != 0 || len(m.Embeds) != 1 || !strings.Contains(m.Shown(), "14 boats") {
		t.Errorf("told %+v", m)
	}
	if len(d.Refused()) != 0 {
		t.Errorf("refused %q", d.Refused())
	}
	// What is told can be asked about.
	if len(chat.delivered) != 3 || chat.delivered[0] != m.ID {
		t.Errorf("delivered %q", chat.delivered)
	}
}

func TestTellNobody(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	r := launch(t, d, &echo{})
	deleted := d.NewChannel()
	d.DeleteChannel(deleted)
	for name, channel := range map[string]string{
		"deleted":      "discord:" + deleted,
		"hidden":       "discord:" + d.NewChannel(discordtest.NoView),
		"read only":    "discord:" + d.NewChannel(discordtest.NoSend),
		"blocked":      "discord:" + d.NewDM(discordtest.Blocked),
		"another's":    "web:1",
		"terminal's":   "terminal:local",
		"empty":        "",
		"no id":        "discord:",
		"another path": "discord:1/../2",
	} {
		for range 2 {
			if err := r.bot.Tell(t.Context(), "discord:1", channel, news(), nil); !errors.Is(err, library.ErrNoChannel) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if n := strings.Count(r.log.String(), "cannot be told"); n != 4 || len(d.Sent()) != 0 {
		t.Errorf("%d log lines, want one for each channel of Discord:\n%s", n, r.log)
	}
}

func TestTellWithoutEmbeds(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	b := launch(t, d, &echo{}).bot
	if err := b.Tell(t.Context(), "discord:1", "discord:"+d.NewChannel(discordtest.RefuseEmbeds), news(), nil); err != nil {
		t.Fatal(err)
	}
	if m := d.Sent()[0]; len(m.Embeds) != 0 || !strings.Contains(m.Content, "https\\://lindhaven.example") {
		t.Errorf("told %+v", m)
	}
}

// What may pass is no reason to give a channel up.
func TestTellAgain(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	b := launch(t, d, &echo{}).bot
	d.AwaitSession(t, 1)
	channel := "discord:" + d.NewChannel()
	d.Fail(1, 418)
	if err := b.Tell(t.Context(), "discord:1", channel, news(), nil); err == nil || errors.Is(err, library.ErrNoChannel) {
		t.Errorf("after an answer that means nothing: %v", err)
	}
	d.LoseAnswers(1)
	if err := b.Tell(t.Context(), "discord:1", channel, news(), nil); err != nil || len(d.Sent()) != 1 {
		t.Errorf("%d messages, %v", len(d.Sent()), err)
	}

	idle, err := New(Config{Token: discordtest.Token, APIURL: d.URL()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := idle.Tell(ctx, "discord:1", channel, news(), nil); !errors.Is(err, errNotConnected) {
		t.Errorf("before it connected: %v", err)
	}
}

// Telling goes beside the answers: a channel whose answer is not ready is told, and one
// that cannot be told yet holds up no answer.
func TestTellBesideAnswers(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	release := make(chan struct{})
	b := launch(t, d, &echo{reply: func(req handlers.Request) handlers.Reply {
		if req.Text == "!slow" {
			<-release
		}
		return handlers.Reply{Answer: req.Text}
	}}).bot
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	d.Say(channel, ann, "!slow")
	if err := b.Tell(t.Context(), "discord:1", "discord:"+channel, news(), nil); err != nil {
		t.Error(err)
	}
	close(release)
	if sent := d.Await(t, 2); !strings.HasPrefix(sent[0].Content, "New: ") || sent[1].Content != "!slow" {
		t.Errorf("posted %+v", sent)
	}
}

// Answers and news may come to a channel at the same moment, and share its rate limit.
func TestTellAmongAnswers(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.Bucket(5, 50*time.Millisecond)
	b := launch(t, d, &echo{}).bot
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	const n = 20
	told := make(chan error, n)
	for i := range n {
		e := news()
		e.ID = strconv.Itoa(i)
		go func() { told <- b.Tell(t.Context(), "discord:1", "discord:"+channel, e, nil) }()
		d.Say(channel, ann, "!question "+strconv.Itoa(i))
	}
	for range n {
		if err := <-told; err != nil {
			t.Error(err)
		}
	}
	if sent := d.Await(t, 2*n); len(sent) != 2*n || d.Limited() > 1 {
		t.Errorf("%d messages, ran into the limit %d times", len(sent), d.Limited())
	}
}
