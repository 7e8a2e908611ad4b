// Package terminal is Byline's channel in a terminal: a prompt for people, or one
// message a line for scripts.
package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/peterh/liner"

	"byline/handlers"
)

// Chat answers messages; false means silence.
type Chat interface {
	Handle(ctx context.Context, req handlers.Request) (handlers.Reply, bool)
}

// Request is a message typed into a terminal. Messages of one channel are one
// conversation.
func Request(channel, language, text string) handlers.Request {
	return handlers.Request{Text: text, Channel: "terminal:" + channel, Library: "local", Direct: true, Editor: true, Language: language}
}

// Talk answers each line of in until in ends, as one conversation.
func Talk(ctx context.Context, in io.Reader, out Printer, chat Chat) error {
	lines := NewLines(in)
	for ctx.Err() == nil {
		text, err := lines.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, ErrTooLong):
			err = out.Print(TooLong())
		case err == nil:
			err = say(ctx, out, chat, text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// TooLong is the reply to a line that is over MaxLine.
func TooLong() handlers.Reply {
	return handlers.Reply{Answer: "This message is over 1 MB; send a shorter one, or give the text as a file with --article."}
}

const (
	prompt     = "> "
	promptHelp = "Ctrl-D or quit ends. The tab key completes commands."
)

// Prompt is Talk for a person at a terminal, with history and completion. Words are
// what the tab key completes. It works on the process's own standard input and
// output, which is what puts a terminal into the mode that line editing needs.
func Prompt(ctx context.Context, out Printer, words []string, chat Chat) error {
	editor := liner.NewLiner()
	defer editor.Close()
	editor.SetCtrlCAborts(true)
	editor.SetTabCompletionStyle(liner.TabPrints)
	editor.SetCompleter(func(line string) []string { return complete(words, line) })

	if err := say(ctx, out, chat, ""); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(out.Out, promptHelp); err != nil {
		return err
	}
	for ctx.Err() == nil {
		text, err := editor.Prompt(prompt)
		switch {
		case errors.Is(err, io.EOF):
			_, err = fmt.Fprintln(out.Out) // the cursor still stands behind the prompt
			return err
		case errors.Is(err, liner.ErrPromptAborted), text == "quit", text == "exit":
			return nil
		case err != nil:
			return err
		}
		if strings.TrimSpace(text) != "" {
			editor.AppendHistory(text)
		}
		if err := say(ctx, out, chat, text); err != nil {
			return err
		}
	}
	return nil
}

// complete gives the words that the line may become, with the prefix "!" or without.
func complete(words []string, line string) []string {
	mark := ""
	if strings.HasPrefix(line, "!") {
		mark, line = "!", line[1:]
	}
	var found []string
	for _, word := range words {
		if len(word) >= len(line) && strings.EqualFold(word[:len(line)], line) {
			found = append(found, mark+word)
		}
	}
	return found
}

// conversation names the one conversation that a terminal holds.
const conversation = "chat"

func say(ctx context.Context, out Printer, chat Chat, text string) error {
	reply, answered := chat.Handle(ctx, Request(conversation, out.Language, text))
	if !answered {
		return nil
	}
	return out.Print(reply)
}
