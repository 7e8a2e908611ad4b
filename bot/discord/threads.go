package discord

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

const threadMinutes = 1440 // of silence, after which Discord puts a thread away

// inThread is the thread of a question, which is made for it, or where the question
// stands when that is a thread or none can be made: then it names the missing permission.
func (b *Bot) inThread(ctx context.Context, in incoming) (place, []string) {
	if in.guild == "" || in.req.Parent != "" || b.told.has(in.channel+" "+sendInThreads) {
		return in.place(), nil
	}
	name := plain(in.req.Text, maxThreadName)
	if name == "" {
		name = "Byline"
	}
	body, err := asJSON(map[string]any{"name": name, "auto_archive_duration": threadMinutes})
	if err != nil {
		return in.place(), nil
	}
	url := discordgo.EndpointChannelMessageThread(in.channel, in.id)
	raw, err := b.request(ctx, http.MethodPost, url, discordgo.EndpointChannelMessageThread(in.channel, ""), body)
	var thread struct {
		ID string `json:"id"`
	}
	switch _, code := status(err); {
	case err == nil && json.Unmarshal(raw, &thread) == nil && thread.ID != "":
	case code == codeHasThread: // a thread has the id of the message it began with
		thread.ID = in.id
	case code == codeWrongChannel: // the channel is a thread itself
		return in.place(), nil
	case code == codeMissingPerms || code == codeMissingAccess:
		return in.place(), []string{createThreads}
	default:
		if err != nil && ctx.Err() == nil {
			b.log.Warn("no thread could be made for an answer", "channel", in.channel, "reason", reason(err))
		}
		return in.place(), nil
	}
	b.parents.put(thread.ID, in.channel, parentTime)
	return place{channel: thread.ID, nonce: in.place().nonce}, nil
}
