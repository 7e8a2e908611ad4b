package discord

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"byline/facts"
	"byline/facts/library"
	"byline/facts/shelf"
	"byline/handlers"
)

// platform begins the names of conversations in Discord, to which Discord's id is added.
const platform = "discord:"

// tellLimit ends before the minute after which another process may tell the same.
const tellLimit = 45 * time.Second

// errNotConnected is what Tell returns while Discord cannot be reached.
var errNotConnected = errors.New("not connected to Discord")

// Tell posts the card of a new article of a library in a channel; both are named as a
// Request names them. It waits until the bot has connected, at most 45 seconds. Telling the same again
// within minutes posts nothing. The error wraps library.ErrNoChannel for a channel that
// is none of Discord's, is gone, or lets Byline write no longer; after any other it may
// be tried again.
func (b *Bot) Tell(ctx context.Context, of, channel string, e shelf.Entry, t *facts.Table) (err error) {
	defer func() {
		if p := recover(); p != nil { // it would come again with every try
			b.log.Error("panic while telling of an article", "article", e.ID, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = nil
		}
	}()
	id, ours := strings.CutPrefix(channel, platform)
	if !ours || id == "" || strings.Trim(id, "0123456789") != "" {
		return fmt.Errorf("%q is no channel of Discord: %w", channel, library.ErrNoChannel)
	}
	ctx, cancel := context.WithTimeout(ctx, tellLimit)
	defer cancel()
	select {
	case <-b.ready:
	case <-ctx.Done():
		return errNotConnected
	}
	req := handlers.Request{Channel: channel, Library: of}
	manner := b.chat.Manner(ctx, req)
	reply := handlers.Announcement(manner.Voice, t, e)
	posted, err := b.post(ctx, place{channel: id, nonce: announcement(channel, e.ID)}, b.sheet(reply, frame{channel: id, manner: manner}))
	if err != nil {
		return b.untold(id, err)
	}
	b.chat.Delivered(req, reply, posted)
	return nil
}

// announcement is the nonce of an article in a channel. Discord compares it with those of
// all that a bot posted in the last minutes, wherever that was.
func announcement(channel, article string) string {
	sum := sha256.Sum256([]byte(channel + "\x00" + article))
	return hex.EncodeToString(sum[:])[:maxNonce-1]
}

// untold tells errors that stay from those that may pass, and logs the former once for
// each channel.
func (b *Bot) untold(channel string, err error) error {
	if f := fatal(err); f != nil {
		b.fail(f)
		return f
	}
	switch _, code := status(err); code {
	case codeUnknownChannel, codeMissingAccess, codeMissingPerms, codeCannotMessage:
		if b.barred.add(channel) {
			b.log.Warn("a channel cannot be told of new articles: it is gone, or Byline needs the permissions View Channel, Send Messages and Embed Links there", "channel", channel, "reason", reason(err))
		}
		return fmt.Errorf("discord channel %s, %s: %w", channel, reason(err), library.ErrNoChannel)
	}
	return fmt.Errorf("discord channel %s: %s", channel, reason(err))
}
