package main

import (
	"context"
	"html"
	"io"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"byline/bot/discord"
	"byline/bot/discord/discordtest"
	"byline/bot/terminal"
	"byline/bot/web"
	"byline/facts/article"
	"byline/handlers"
)

// TestChannelsSayTheSame runs the conversation of testdata/chat.txt through every
// channel, from a person's message to what that person would see, and compares the
// words of each reply.
func TestChannelsSayTheSame(t *testing.T) {
	data, err := os.ReadFile("testdata/chat.txt")
	if err != nil {
		t.Fatal(err)
	}
	chat := strings.Split(strings.TrimSpace(string(data)), "\n")
	lib := newFileLibrary(article.Seed())
	shown := inTerminal(t, lib, chat)
	if len(shown) != len(chat) {
		t.Fatalf("the terminal shows %d replies to %d messages", len(shown), len(chat))
	}
	for channel, replies := range map[string][]string{
		"web":     inBrowser(t, lib, chat),
		"Discord": inDiscord(t, lib, chat),
	} {
		for i, line := range chat {
			if got, want := words(replies[i]), words(shown[i]); got != want {
				t.Errorf("> %s\n%s: %s\nterminal: %s", line, channel, got, want)
			}
		}
	}
}

// words is the words of a reply, in order. Marks are left out, since channels may
// draw them differently, and so is what introduces the examples.
func words(reply string) string {
	all := strings.FieldsFunc(reply, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	kept := all[:0]
	for _, word := range all {
		if word != "Try" {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func inTerminal(t *testing.T, lib *fileLibrary, chat []string) []string {
	var out strings.Builder
	in := strings.NewReader(strings.Join(chat, "\n"))
	if err := terminal.Talk(t.Context(), in, terminal.Printer{Out: &out}, newRouter(lib, quiet())); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n\n"), "\n\n")
}

func inBrowser(t *testing.T, lib *fileLibrary, chat []string) []string {
	server := httptest.NewUnstartedServer(nil)
	config := web.Config{Addr: server.Listener.Addr().String(), Library: "local", Log: quiet()}
	server.Config.Handler = web.New(config, newRouter(lib, quiet()), lib, handlers.Specs())
	server.Start()
	defer server.Close()
	var replies []string
	for _, line := range chat {
		response, err := server.Client().PostForm(server.URL+"/say", url.Values{"channel": {"abcdefgh"}, "text": {line}})
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		replies = append(replies, card(t, string(page)))
	}
	return replies
}

// card is what a reader sees of the reply on a page, the answer line first as in
// the other channels: on the page the heading stands above it.
func card(t *testing.T, page string) string {
	_, rest, found := strings.Cut(page, `<article class="card"`)
	body, _, closed := strings.Cut(rest, "</article>")
	if !found || !closed {
		t.Fatalf("no reply on the page:\n%s", page)
	}
	parts := regexp.MustCompile(`(?s)^.*?<b>Byline</b>(.*?</p>)(.*?</p>)(.*)$`).FindStringSubmatch(body)
	if parts == nil {
		t.Fatalf("no heading and answer in the reply:\n%s", body)
	}
	body = parts[2] + parts[1] + parts[3]
	body = regexp.MustCompile(`(?s)<form.*?</form>`).ReplaceAllStringFunc(body, func(form string) string {
		if strings.Contains(form, "Ask next:") {
			return form
		}
		return "" // buttons and menus, which other channels have in other forms
	})
	text := regexp.MustCompile(`(?s)<span class="unseen">.*?</span>`).ReplaceAllString(body, "")
	text = regexp.MustCompile(`</?(b|q|mark|bdi)\b[^>]*>`).ReplaceAllString(text, "") // inside words
	text = regexp.MustCompile(`(?s)<.*?>`).ReplaceAllString(text, " ")
	return html.UnescapeString(text)
}

func inDiscord(t *testing.T, lib *fileLibrary, chat []string) []string {
	server := discordtest.New(t)
	bot, err := discord.New(discord.Config{Token: discordtest.Token, APIURL: server.URL(), Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- bot.Run(ctx, newRouter(lib, quiet())) }()
	server.AwaitSession(t, 1)
	person, channel := server.NewUser("ann"), server.NewDM()
	var replies []string
	for i, line := range chat {
		server.Say(channel, person, line)
		sent := server.Await(t, i+1)[i]
		text := sent.Content
		for _, e := range sent.Embeds {
			text += "\n" + e.Title + "\n" + e.Description
		}
		replies = append(replies, text)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Discord ended with %v", err)
	}
	return replies
}
