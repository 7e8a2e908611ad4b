package main

import (
	"context"

	"byline/bot/terminal"
)

type chatCommand struct{}

func (chatCommand) run(ctx context.Context, p process) error {
	s, err := readSettings(p.env, settingFlags{})
	if err != nil {
		return err
	}
	lib := newInstallation()
	chat := newRouter(lib, p.logger(s.logLevel))
	if !p.prompt {
		return terminal.Talk(ctx, p.stdin, p.replies, chat)
	}
	return terminal.Prompt(ctx, p.replies, completions(lib), chat)
}
