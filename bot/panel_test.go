package main

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"byline/facts/library"
	"byline/facts/store"
	"byline/handlers"
)

// sayer makes the request of a line "manager #harbour: !settings". A reader may ask only,
// a manager may do all; without a channel the conversation is with the one alone, and
// behind an @ Byline is mentioned, and behind a / stands a thread of the channel.
func sayer(line string) handlers.Request {
	who, said, _ := strings.Cut(line, ": ")
	person, channel, shared := strings.Cut(who, " #")
	req := handlers.Request{Text: said, Library: local, Person: "test:" + person, Editor: person == "manager"}
	if !shared {
		req.Channel, req.Direct, req.Personal, req.Editor, req.Library = "test:dm", true, true, true, "dm"
		return req
	}
	channel, req.Direct = strings.CutSuffix(channel, " @")
	channel, thread, threaded := strings.Cut(channel, "/")
	if req.Channel = "test:" + channel; threaded {
		req.Channel, req.Parent = "test:"+thread, req.Channel
	}
	return req
}

// drawn is a reply with what can be pressed.
func drawn(r handlers.Reply) string {
	var b strings.Builder
	b.WriteString(r.Text() + "\n")
	for _, m := range r.Menus {
		fmt.Fprintf(&b, "{%s:", m.Label)
		for _, c := range m.Choices {
			mark := ""
			if c.Chosen {
				mark = "*"
			}
			fmt.Fprintf(&b, " %s%s", c.Label, mark)
			if c.About != "" {
				fmt.Fprintf(&b, " (%s)", c.About)
			}
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "%s}\n", map[handlers.Pick]string{handlers.PickRole: " a role", handlers.PickChannel: " a channel"}[m.Pick])
	}
	for _, a := range r.Actions {
		fmt.Fprintf(&b, "[%s: %s]", a.Label, a.Line)
	}
	if len(r.Actions) > 0 {
		b.WriteString("\n")
	}
	return b.String()
}

// TestPanel is a conversation about settings. UPDATE=1 rewrites the replies.
func TestPanel(t *testing.T) {
	router := coast(t)
	converse(t, "testdata/panel.txt", func(line string) string {
		if said, ok := strings.CutPrefix(line, "> "); ok {
			reply, ok := router.Handle(t.Context(), sayer(said))
			if !ok {
				return line + "\n(silent)\n\n"
			}
			return line + "\n" + drawn(reply) + "\n"
		}
		if voted, ok := strings.CutPrefix(line, "- "); ok {
			req := sayer(voted)
			said, opinion, _ := strings.Cut(req.Text, " = ")
			req.Text = said
			if err := router.Vote(t.Context(), req, opinion == "helped"); err != nil {
				t.Error(err)
			}
			return line + "\n\n"
		}
		if strings.HasPrefix(line, "# ") {
			return line + "\n\n"
		}
		return ""
	})
}

// Whatever a panel offers to press is a line that a button can carry, and does something.
func TestPanelIsPressed(t *testing.T) {
	for _, start := range []string{"manager #harbour @: !settings", "ann: !settings"} {
		router := coast(t)
		who, _, _ := strings.Cut(start, ": ")
		pressed := map[string]bool{"!settings": true}
		waiting := []string{"!settings"}
		for len(waiting) > 0 {
			line := waiting[0]
			waiting = waiting[1:]
			if strings.HasPrefix(line, "!undo") {
				continue // another line may have taken it back
			}
			reply, ok := router.Handle(t.Context(), sayer(who+": "+line))
			if !ok || !reply.Found || !reply.Private || reply.Answer == "" {
				t.Errorf("%s: %v %+v", line, ok, reply)
			}
			var lines []string
			for _, m := range reply.Menus {
				if m.Label == "" || len(m.Choices) > 25 || m.Pick == handlers.PickChoice && len(m.Choices) < 2 {
					t.Errorf("%s: menu %+v", line, m)
				}
				for _, c := range m.Choices {
					lines = append(lines, c.Line)
					if c.Label == "" || utf8.RuneCountInString(c.Label) > 100 || utf8.RuneCountInString(c.About) > 100 {
						t.Errorf("%s: choice %+v", line, c)
					}
				}
				if m.Pick == handlers.PickRole {
					lines = append(lines, m.Line+" <@&123>")
				}
				if m.Pick == handlers.PickChannel {
					lines = append(lines, m.Line+" <#123>")
				}
			}
			if len(reply.Actions) > 5 {
				t.Errorf("%s: %d buttons", line, len(reply.Actions))
			}
			for _, a := range reply.Actions {
				if a.Form != nil {
					lines = append(lines, a.Line+" "+a.Form.Value)
				} else {
					lines = append(lines, a.Line)
				}
			}
			for _, next := range lines {
				if !strings.HasPrefix(next, "!") || len(next) > 80 {
					t.Errorf("%s offers %q", line, next)
				}
				if !pressed[next] {
					pressed[next] = true
					waiting = append(waiting, next)
				}
			}
		}
		t.Logf("%s: %d lines", who, len(pressed))
	}
}

// What a channel has chosen goes before what the server has, also for its threads; and the
// reader's language holds where none is chosen.
func TestManner(t *testing.T) {
	router := coast(t)
	for _, line := range []string{
		"manager #harbour @: !settings answers thread", "manager #harbour @: !settings here answers asker", "manager #quay @: !settings here answers channel",
		"manager #harbour @: !settings here plain on", "manager #harbour @: !settings feedback on", "manager #quay @: !settings here feedback off",
		"manager #quay @: !settings here language uk", "manager #quay @: !settings prefix ?",
	} {
		if reply, ok := router.Handle(t.Context(), sayer(line)); !ok || !reply.Found {
			t.Fatal(line, reply.Answer)
		}
	}
	type manner struct {
		where           handlers.Where
		plain, feedback bool
		language        string
		prefix          string
	}
	for _, tt := range []struct {
		channel, parent, library, language string
		want                               manner
	}{
		{"test:harbour", "", local, "de-AT", manner{handlers.ForAsker, true, true, "de", "?"}},
		{"test:quay", "", local, "de-AT", manner{handlers.InChannel, false, false, "uk", "?"}},
		{"test:pier", "", local, "fr", manner{handlers.InThread, false, true, "fr", "?"}},
		{"test:pier", "", local, "", manner{handlers.InThread, false, true, "en", "?"}},
		{"test:thread", "test:harbour", local, "es", manner{handlers.ForAsker, true, true, "es", "?"}},
		{"test:harbour", "", "another", "tlh", manner{handlers.InChannel, false, false, "en", "!"}},
	} {
		m := router.Manner(t.Context(), handlers.Request{Channel: tt.channel, Parent: tt.parent, Library: tt.library, Language: tt.language})
		got := manner{m.Where, m.Plain, m.Feedback, m.Voice.Tag(), strings.TrimSuffix(m.Voice.Line("!x"), "x")}
		if got != tt.want {
			t.Errorf("%s of %s in %q: %+v, want %+v", tt.channel, tt.library, tt.language, got, tt.want)
		}
	}
}

// BenchmarkManner is what every message costs, whether it is answered or not.
func BenchmarkManner(b *testing.B) {
	st, err := store.Open(b.Context(), memoryURL)
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	l := library.New(st, nil)
	router := handlers.New(l, handlers.WithKeeper(l))
	req := sayer("reader #harbour: nice weather today")
	b.ReportAllocs()
	for b.Loop() {
		if m := router.Manner(b.Context(), req); m.Plain {
			b.Fatal("plain")
		}
	}
}
