package main

import (
	"context"

	"byline/facts/answer"
	"byline/facts/export"
	"byline/facts/shelf"
)

type exportCommand struct {
	Format string `arg:"" enum:"json,csv,md" help:"json, csv or md."`
}

// run writes all facts of the library to standard output.
func (c *exportCommand) run(ctx context.Context, p process) error {
	home, err := p.home(ctx)
	if err != nil {
		return err
	}
	defer home.Close()
	sources, err := home.libraries.Sources(ctx, shelf.Scope{Library: local})
	if err != nil {
		return err
	}
	_, err = export.Write(p.stdout, export.Format(c.Format), answer.Tables(sources))
	return err
}
