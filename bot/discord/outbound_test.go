package discord

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
	"byline/handlers"
)

var hostile = []string{
	strings.Repeat("a", 2000),
	strings.Repeat("😀", 2000),
	strings.Repeat("*", 2000),
	strings.Repeat("@everyone ", 200),
	"@everyone @here <@1> <@!1> <@&2> <#3> </x:4> <:e:5> <a:e:5> <t:1:R> <id:home>",
	"**b** __u__ ~~s~~ ||sp|| `c` ```\ncode\n``` > q\n>>> q\n# h\n-# s\n- l\n1. n",
	"[click](https://evil.example) https://evil.example discord.gg/raid <https://x.example>",
	"\u202egnp.exe\u202c \u2066x\u2069 \u200b\u200c\u200d\ufeff\u2060 z\u0300\u0301\u0302",
	"bad \xff\xfe\xc3 utf-8, NUL \x00, escape \x1b[31m, bell \x07",
	strings.Repeat("1234567890", 100_000),
	strings.Repeat("\\", 5000),
	"\n\n\n", "\u200b", "```", "[", "](", "\\",
}

// hint is the markup that Byline writes itself beside that of its lines.
var hint = regexp.MustCompile("`!source \\d+`")

func TestHostileTexts(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat := &echo{}
	chat.reply = func(req handlers.Request) handlers.Reply {
		var i int
		_, _ = fmt.Sscanf(req.Text, "!hostile %d", &i)
		text := hostile[i]
		line := handlers.Line{Value: text, Text: text, By: text, Quoted: true, Source: 1}
		return handlers.Reply{
			Heading: text, Answer: text, Facts: []handlers.Line{line, line}, Notes: []string{text},
			Sources: []handlers.Source{{Text: text, Label: text, Article: "a"}, {Text: text, Label: text, Article: "b"}}, Examples: []string{text},
			File: &handlers.Attachment{Name: text, Type: text, Data: []byte(text)},
		}
	}
	launch(t, d, chat)
	d.AwaitSession(t, 1)
	ann := d.NewUser("Ann")
	full, textOnly := d.NewChannel(), d.NewChannel(discordtest.RefuseEmbeds)
	n := 0
	for i, text := range hostile {
		// As a question, cut as Discord cuts them, and as the content of a reply.
		question := []rune(strings.ToValidUTF8(fmt.Sprintf("!hostile %d %s", i, text), "\uFFFD"))
		for _, c := range []string{full, textOnly} {
			d.Say(c, ann, string(question[:min(len(question), 2000)]))
			n++
		}
	}
	for _, m := range d.Await(t, n) {
		if len(m.Pinged) != 0 {
			t.Errorf("pinged %q", m.Pinged)
		}
		all := m.Content
		for _, e := range m.Embeds {
			all += "\n" + e.Title + "\n" + e.Description
		}
		if len(m.Files) != 1 || m.Files[0].Name != fileName(m.Files[0].Name) || len(m.Files[0].Data) == 0 {
			t.Errorf("%d files of a hostile text", len(m.Files))
		}
		ours := strings.NewReplacer("**", "", "*“", "“", "”*", "”", "\n> ", "\n").Replace(hint.ReplaceAllString(bare(all), ""))
		for _, l := range strings.Split(ours, "\n") {
			if found := markup.FindString(l); found != "" {
				t.Errorf("markup %q in %q", found, l)
			}
		}
	}
	for _, r := range d.Refused() {
		if !strings.Contains(r, "50013") { // asked for by textOnly
			t.Errorf("refused: %s", r)
		}
	}
}

func TestPanicBecomesAnApology(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	chat := &echo{}
	chat.reply = func(req handlers.Request) handlers.Reply {
		if req.Text == "!panic" {
			panic("out of cheese")
		}
		return handlers.Reply{Answer: "fine"}
	}
	r := launch(t, d, chat)
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	d.Say(channel, ann, "!panic")
	d.Say(channel, ann, "!next")
	sent := d.Await(t, 2)
	if sent[0].Content != apology || sent[1].Content != "fine" {
		t.Errorf("answered %q and %q", sent[0].Content, sent[1].Content)
	}
	if log := r.log.String(); !strings.Contains(log, "out of cheese") || !strings.Contains(log, "goroutine") {
		t.Errorf("the log has no stack:\n%s", log)
	}
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	r := launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	ann := d.NewUser("Ann")
	ask := func(lacks ...discordtest.Lack) discordtest.Message {
		n := len(d.Sent())
		d.Say(d.NewChannel(lacks...), ann, "!drones")
		d.Await(t, n+1)
		// An edit may follow; the next answer comes after it, in the same channel.
		d.Say(d.Sent()[n].Channel, ann, "!again")
		d.Await(t, n+2)
		return d.Sent()[n]
	}
	if m := ask(discordtest.NoHistory); m.Reference != "" || len(m.Embeds) != 1 {
		t.Errorf("without history: %+v", m)
	}
	if m := ask(discordtest.RefuseEmbeds); len(m.Embeds) != 0 || !strings.Contains(m.Content, "Echo") || m.Reference == "" {
		t.Errorf("embeds refused: %+v", m)
	}
	if m := ask(discordtest.NoEmbeds); m.Edits != 1 || !strings.Contains(m.Content, "**Echo**") || len(m.Pinged) != 0 {
		t.Errorf("embeds dropped: %+v", m)
	}
	if m := ask(discordtest.NoHistory, discordtest.RefuseEmbeds); m.Reference != "" || len(m.Embeds) != 0 {
		t.Errorf("neither: %+v", m)
	}
	before := len(d.Refused())
	closed := d.NewChannel(discordtest.NoSend)
	d.Say(closed, ann, "!one")
	d.Say(closed, ann, "!two")
	d.AwaitRefused(t, before+4) // each with embeds and without
	r.end(t)
	if n := strings.Count(r.log.String(), "does not let Byline answer"); n != 1 {
		t.Errorf("%d log lines for a closed channel:\n%s", n, r.log)
	}
}

func TestServerFaults(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	for i, fault := range []func(){
		func() { d.Fail(2, 500) },
		func() { d.Fail(2, 502) },
		func() { d.Fail(1, 503) },
		func() { d.LoseAnswers(2) },
		func() { d.Limit(1, 300*time.Millisecond, false) },
		func() { d.Limit(1, 300*time.Millisecond, true) },
	} {
		fault()
		d.Say(channel, ann, fmt.Sprintf("!question %d", i))
		if sent := d.Await(t, i+1); len(sent) != i+1 || sent[i].Content != fmt.Sprintf("!question %d", i) {
			t.Fatalf("after fault %d: %+v", i, sent)
		}
	}
	d.Say(channel, ann, "!end")
	if sent := d.Await(t, 7); len(sent) != 7 {
		t.Errorf("%d messages, want 7: a repeat was posted twice", len(sent))
	}
}

// TestRateLimit shows that the bot waits by itself when a channel's bucket is empty.
func TestRateLimit(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.Bucket(3, 200*time.Millisecond)
	launch(t, d, &echo{})
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	for i := range 10 {
		d.Say(channel, ann, fmt.Sprintf("!question %d", i))
	}
	if sent := d.Await(t, 10); len(sent) != 10 {
		t.Errorf("%d answers", len(sent))
	}
	if n := d.Limited(); n > 1 {
		t.Errorf("ran into the limit %d times", n)
	}
}
