package discord

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// An Error ends Run: trying again would not help until a person changed something.
type Error struct {
	Sentence string // one sentence for the user, with what to do
	Detail   string // for the log; holds no token
}

func (e *Error) Error() string { return e.Sentence }

// LogDetail is what the log should say beside the sentence.
func (e *Error) LogDetail() string { return e.Detail }

const (
	wrongToken = "Discord refused the token: copy it again from the Discord Developer Portal, your application, Bot, Reset Token, and set DISCORD_TOKEN to it."
	noContent  = "Discord refused the message content intent, so Byline sees only mentions and direct messages: switch it on in the Discord Developer Portal, your application, Bot, Privileged Gateway Intents, Message Content Intent, and start Byline again."
)

// Discord's close codes after which a client must not reconnect as before.
// Source: Discord's documentation, "Gateway Close Event Codes".
const (
	closeWrongToken     = 4004
	closeInvalidShard   = 4010
	closeShardingNeeded = 4011
	closeInvalidVersion = 4012
	closeInvalidIntents = 4013
	closeRefusedIntents = 4014
)

// Discord's error codes that mean something here (its documentation, "JSON Error Codes").
const (
	codeUnknownChannel   = 10003
	codeUnknownMessage   = 10008
	codeUnknownWebhook   = 10015
	codeTooLateToAnswer  = 10062
	codeTooLarge         = 40005
	codeAnswered         = 40060
	codeMissingAccess    = 50001
	codeCannotMessage    = 50007
	codeMissingPerms     = 50013
	codeTokenOver        = 50027
	codeWrongChannel     = 50024
	codeInvalidForm      = 50035
	codeNoReadingHistory = 160002
	codeHasThread        = 160004
)

// closeCode is the code Discord closed the gateway with, or 0.
func closeCode(err error) int {
	if c, ok := errors.AsType[*websocket.CloseError](err); ok {
		return c.Code
	}
	return 0
}

// status is the HTTP status and Discord's own error code of a refused request, or
// zeros when the request got no such answer.
func status(err error) (http, code int) {
	rest, ok := errors.AsType[*discordgo.RESTError](err)
	if !ok || rest.Response == nil {
		return 0, 0
	}
	if rest.Message != nil {
		code = rest.Message.Code
	}
	return rest.Response.StatusCode, code
}

// fatal turns an error of the gateway or of a request into the reason to end, or
// nil when trying again may help.
func fatal(err error) *Error {
	if f, ok := errors.AsType[*Error](err); ok {
		return f
	}
	if s, _ := status(err); s == http.StatusUnauthorized {
		return &Error{Sentence: wrongToken, Detail: "401 Unauthorized"}
	}
	code := closeCode(err)
	detail := fmt.Sprintf("gateway closed with %d", code)
	switch code {
	case closeWrongToken:
		return &Error{Sentence: wrongToken, Detail: detail}
	case closeInvalidShard, closeShardingNeeded:
		return &Error{Sentence: "Discord refused the connection because this bot is in too many servers for one connection (sharding), which Byline does not do.", Detail: detail}
	case closeInvalidVersion, closeInvalidIntents:
		return &Error{Sentence: "Discord no longer accepts the way this version of Byline connects: a newer version is needed.", Detail: detail}
	case closeRefusedIntents:
		return &Error{Sentence: "Discord refused the intents that Byline needs: look at the Discord Developer Portal, your application, Bot, Privileged Gateway Intents.", Detail: detail}
	}
	return nil
}

// reason says shortly why something failed, without the parts of an error that
// could hold a message or a secret.
func reason(err error) string {
	if limited, ok := errors.AsType[*discordgo.RateLimitError](err); ok {
		return "rate limited for " + limited.RetryAfter.String()
	}
	if s, code := status(err); s != 0 {
		return fmt.Sprintf("HTTP %d, Discord error %d", s, code)
	}
	if code := closeCode(err); code != 0 {
		return fmt.Sprintf("closed with %d", code)
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err // the address is discordgo's, not the one that was dialled
	}
	return err.Error()
}
