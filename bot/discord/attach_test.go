package discord

import (
	"bytes"
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
	"byline/handlers"
)

func TestFileNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"facts.csv":                          "facts.csv",
		"my facts (1).csv":                   "my_facts__1.csv",
		"../../etc/passwd":                   "etc_passwd",
		"a\"\r\nContent-Type: text/html":     "a___Content-Type__text_html",
		"":                                   "file",
		"..":                                 "file",
		".csv":                               "file.csv",
		"новости.md":                         "file.md",
		strings.Repeat("long ", 100) + ".md": strings.TrimSuffix(strings.Repeat("long_", 20)[:97], "_") + ".md",
	} {
		got := fileName(name)
		if got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
		if again := fileName(got); again != got || len(got) > maxFileName {
			t.Errorf("%q becomes %q", got, again)
		}
	}
	for kind, want := range map[string]string{
		"text/csv; charset=utf-8":     "text/csv; charset=utf-8",
		"":                            "application/octet-stream",
		"text/html\r\nX-Header: evil": "application/octet-stream",
	} {
		if got := mediaType(kind); got != want {
			t.Errorf("%q becomes %q, want %q", kind, got, want)
		}
	}
}

// What a reply says in place of a file that could not go with it.
const (
	cannotAttach = "The file could not be attached: Byline needs the permission Attach Files in this channel."
	fileTooLarge = "The file is too large to be attached: Discord takes 10 MB."
)

// file is a reply with a file of this size, and a heading so that there are embeds too.
func file(size int) handlers.Reply {
	return handlers.Reply{Heading: "Export", Answer: "3 facts, as facts.csv.",
		File: &handlers.Attachment{Name: "facts.csv", Type: "text/csv", Data: bytes.Repeat([]byte("x"), size)}}
}

// Discord says of a refusal only that a permission is missing. What can go out does, and
// a sentence tells what is missing.
func TestFilesAndPermissions(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	launch(t, d, &echo{reply: func(handlers.Request) handlers.Reply { return file(1000) }})
	d.AwaitSession(t, 1)
	ann := d.NewUser("Ann")
	for _, c := range []struct {
		name           string
		lacks          []discordtest.Lack
		embeds, files  int
		trouble, reply bool
	}{
		{"nothing missing", nil, 1, 1, false, true},
		{"no files", []discordtest.Lack{discordtest.NoFiles}, 1, 0, true, true},
		{"no embeds", []discordtest.Lack{discordtest.RefuseEmbeds}, 0, 1, false, true},
		{"neither", []discordtest.Lack{discordtest.NoFiles, discordtest.RefuseEmbeds}, 0, 0, true, true},
		{"no files, no history", []discordtest.Lack{discordtest.NoFiles, discordtest.NoHistory}, 1, 0, true, false},
	} {
		n := len(d.Sent())
		question := d.Say(d.NewChannel(c.lacks...), ann, "!export")
		m := d.Await(t, n+1)[n]
		if len(m.Embeds) != c.embeds || len(m.Files) != c.files || strings.Contains(m.Content, "Attach Files") != c.trouble || (m.Reference == question) != c.reply {
			t.Errorf("%s: %+v", c.name, m)
		}
		if !strings.HasPrefix(m.Content, "3 facts, as facts.csv.") || !strings.Contains(m.Shown(), "Export") || len(m.Pinged) != 0 || m.Nonce != question {
			t.Errorf("%s: shown as %q", c.name, m.Shown())
		}
	}
	before := len(d.Refused())
	d.Say(d.NewChannel(discordtest.NoSend), ann, "!export")
	d.AwaitRefused(t, before+4) // each of the four shapes, once
}

func TestLargeFiles(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	sizes := map[string]int{"!most": maxFile, "!more": maxFile + 1, "!small": 2000}
	launch(t, d, &echo{reply: func(req handlers.Request) handlers.Reply { return file(sizes[req.Text]) }})
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	ask := func(text string) discordtest.Message {
		n := len(d.Sent())
		d.Say(channel, ann, text)
		return d.Await(t, n+1)[n]
	}
	if m := ask("!most"); len(m.Files) != 1 || len(m.Files[0].Data) != maxFile {
		t.Errorf("%d files", len(m.Files))
	}
	if m := ask("!more"); len(m.Files) != 0 || !strings.HasSuffix(m.Content, "\n"+fileTooLarge) || len(d.Refused()) != 0 {
		t.Errorf("more than the limit: %q, refused %q", m.Content, d.Refused())
	}
	d.UploadLimit(1000)
	if m := ask("!small"); len(m.Files) != 0 || !strings.HasSuffix(m.Content, "\n"+fileTooLarge) || len(m.Embeds) != 1 {
		t.Errorf("more than this server's limit: %+v", m)
	}
}

// A file is posted once and whole, whatever happens on the way.
func TestFilesThroughFaults(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	launch(t, d, &echo{reply: func(handlers.Request) handlers.Reply { return file(1000) }})
	d.AwaitSession(t, 1)
	channel, ann := d.NewChannel(), d.NewUser("Ann")
	for i, fault := range []func(){
		func() { d.Fail(1, 500) },
		func() { d.LoseAnswers(2) },
		func() { d.Limit(1, 0, false) },
	} {
		fault()
		d.Say(channel, ann, "!export")
		if sent := d.Await(t, i+1); len(sent) != i+1 || len(sent[i].Files) != 1 || string(sent[i].Files[0].Data) != strings.Repeat("x", 1000) || sent[i].Files[0].Name != "facts.csv" {
			t.Errorf("after fault %d: %d messages", i, len(sent))
		}
	}
}
