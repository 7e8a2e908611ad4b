package discord

import (
	"fmt"
	"strings"
	"testing"

	"byline/bot/discord/discordtest"
	"byline/handlers"
)

// inspected is what the bot finds in its server, a line a channel.
func inspected(t *testing.T, b *Bot, req handlers.Request) (handlers.Inspection, string) {
	t.Helper()
	found, err := b.Inspect(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, p := range found.Places {
		fmt.Fprintln(&text, p.Channel, p.Name, p.Lacks)
	}
	return found, text.String()
}

func TestInspect(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	b := launch(t, d, &echo{}).bot
	d.AwaitSession(t, 1)
	<-b.ready
	well, plain, mute, hidden := d.NewChannel(), d.NewChannel(discordtest.NoEmbeds, discordtest.NoFiles), d.NewChannel(discordtest.NoSend), d.NewChannel(discordtest.NoView)
	narrow := d.NewChannel()
	d.Overwrite(narrow, discordtest.Overwrite{ID: d.Guild, Type: discordtest.OfRole, Deny: discordtest.CreateThreads | discordtest.SendInThreads})
	req := handlers.Request{Channel: platform + plain, Library: platform + d.Guild}
	found, text := inspected(t, b, req)
	for channel, lacks := range map[string][]handlers.Need{
		well:   nil,
		plain:  {handlers.NeedEmbeds, handlers.NeedFiles},
		mute:   {handlers.NeedSend},
		hidden: {handlers.NeedView},
		narrow: {handlers.NeedSendInThreads, handlers.NeedNewThreads},
	} {
		if want := fmt.Sprintln(platform+channel, "#channel-"+channel, lacks); !strings.Contains(text, want) {
			t.Errorf("no line %q in:\n%s", want, text)
		}
	}
	if len(found.Places) != 5 || !found.Server || !found.Unread || found.Here != platform+plain {
		t.Errorf("%+v", found)
	}

	d.SetApplication(discordtest.Application{Flags: discordtest.ReadsMessages})
	d.Invite(discordtest.Administrator)
	found, text = inspected(t, b, handlers.Request{Channel: platform + "1", Library: platform + d.Guild})
	if strings.Count(text, "[]") != 5 || found.Unread || found.Here != "" {
		t.Errorf("an administrator may mayAll: %+v", found)
	}
}

func TestInspectWithoutServer(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	b := launch(t, d, &echo{}).bot
	d.AwaitSession(t, 1)
	<-b.ready
	for _, library := range []string{"local", platform + "dm:5"} {
		if found, err := b.Inspect(t.Context(), handlers.Request{Library: library}); err != nil || found.Server {
			t.Errorf("%s: %+v, %v", library, found, err)
		}
	}
	d.HideGuild(true)
	_, err := b.Inspect(t.Context(), handlers.Request{Library: platform + d.Guild})
	if err == nil || !strings.Contains(err.Error(), "the permissions in server ") {
		t.Errorf("error %v", err)
	}
}
