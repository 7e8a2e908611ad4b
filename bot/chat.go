package main

import (
	"context"

	"byline/bot/terminal"
	"byline/facts/shelf"
)

type chatCommand struct{}

func (chatCommand) run(ctx context.Context, p process) error {
	s, err := readSettings(p.env, settingFlags{})
	if err != nil {
		return err
	}
	log := p.logger(s.logLevel)
	home, err := install(ctx, s, log)
	if err != nil {
		return err
	}
	defer home.Close()
	chat := home.router(log)
	if !p.prompt {
		return terminal.Talk(ctx, p.stdin, p.replies, chat)
	}
	sources, err := home.libraries.Sources(ctx, shelf.Scope{Library: local})
	if err != nil {
		return err
	}
	return terminal.Prompt(ctx, p.replies, completions(sources), chat)
}
