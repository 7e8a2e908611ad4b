package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"byline/bot/terminal"
	"byline/facts"
	"byline/facts/article"
	"byline/handlers"
)

type askCommand struct {
	JSON     bool     `name:"json" help:"Print one JSON object for each question."`
	Explain  bool     `help:"Say below each answer why it was given."`
	Article  []string `sep:"none" placeholder:"FILE" help:"Ask this text or HTML file instead of the library; may be given several times."`
	Question []string `arg:"" optional:"" help:"The question; several words are one. Without it, each line of standard input is a question of its own, which no other leads on to; chat keeps a conversation."`
}

func (c *askCommand) run(ctx context.Context, p process) error {
	s, err := readSettings(p.env, settingFlags{})
	if err != nil {
		return err
	}
	chat, end, err := c.chat(ctx, p, s)
	if err != nil {
		return err
	}
	defer end()
	call := rand.Text() // what one call narrows a channel to is none of the next one's business
	language := p.replies.Language
	if c.JSON {
		language = "" // for programs
	}
	answer := func(number int, text string) error {
		channel := fmt.Sprintf("ask %s %d", call, number)
		reply, _ := chat.Handle(ctx, terminal.Request(channel, language, text))
		if err := c.print(p, text, reply); err != nil || !c.Explain {
			return err
		}
		why, _ := chat.Handle(ctx, terminal.Request(channel, language, "!explain"))
		return c.print(p, "!explain", why)
	}
	if len(c.Question) > 0 {
		return answer(1, strings.Join(c.Question, " "))
	}
	if p.prompt {
		fmt.Fprintln(p.stderr, "One question a line, each for itself; chat keeps a conversation. Ctrl-D ends.")
	}
	lines := terminal.NewLines(p.stdin)
	for number := 1; ; number++ { // a channel of its own makes each line independent of the others
		text, err := lines.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, terminal.ErrTooLong):
			err = c.print(p, text[:shownOfTooLong], terminal.TooLong())
		case err == nil:
			err = answer(number, text)
		}
		if err != nil {
			return err
		}
	}
}

// shownOfTooLong is how much of a question that is too long comes back, in bytes.
const shownOfTooLong = 200

// chat answers from the files of --article, or from the library of the installation; end
// closes what it needs. Files that cannot be read are all told, one line each.
func (c *askCommand) chat(ctx context.Context, p process, s settings) (chat *handlers.Router, end func() error, err error) {
	log := p.logger(s.logLevel)
	if len(c.Article) == 0 {
		home, err := install(ctx, s, log)
		if err != nil {
			return nil, nil, err
		}
		return home.router(log), home.Close, nil
	}
	var articles []*facts.Article
	for _, name := range c.Article {
		a, err := article.ReadFile(name)
		if err != nil {
			report(p.stderr, err)
			continue
		}
		articles = append(articles, a)
	}
	if len(articles) < len(c.Article) {
		return nil, nil, errReported // an answer from half of the files would look like one from all
	}
	return newRouter(newFileLibrary(articles...), log), func() error { return nil }, nil
}

// An answerRecord is what `bot ask --json` prints. The field names are a contract
// with scripts.
type answerRecord struct {
	Question   string         `json:"question"`
	Found      bool           `json:"found"`
	Answer     string         `json:"answer"` // short: the span that answers, otherwise the answer line
	Confidence float64        `json:"confidence"`
	Sources    []sourceRecord `json:"sources"`
	Reply      handlers.Reply `json:"reply"`
}

type sourceRecord struct {
	Article  string `json:"article"`
	Sentence int    `json:"sentence"`
	Text     string `json:"text"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
}

func (c *askCommand) print(p process, question string, reply handlers.Reply) error {
	if !c.JSON {
		return p.replies.Print(reply)
	}
	record := answerRecord{Question: question, Found: reply.Found, Answer: reply.Short,
		Confidence: reply.Confidence, Sources: []sourceRecord{}, Reply: reply}
	if record.Answer == "" {
		record.Answer = reply.Answer
	}
	for _, s := range reply.Sources {
		record.Sources = append(record.Sources, sourceRecord{s.Article, s.Sentence, s.Text, s.Start, s.End})
	}
	return printJSON(p.stdout, record)
}

// printJSON writes one value as one line. Verbatim text stays readable: <, > and &
// are not escaped, since no browser reads this.
func printJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
