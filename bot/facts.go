package main

import (
	"bufio"
	"context"
	"fmt"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/extract"
)

type factsCommand struct {
	JSON    bool     `name:"json" help:"Print JSON Lines: one fact a line."`
	Explain bool     `help:"Tell for each fact which rule found it, by which cue, and why that speaker."`
	Files   []string `arg:"" name:"file" help:"Text or HTML files."`
}

func (c *factsCommand) run(_ context.Context, p process) error {
	return eachArticle(p, c.Files, func(out *bufio.Writer, number int, a *facts.Article) error {
		table := extract.Table(a)
		if c.JSON {
			return printFactLines(out, table, c.Explain)
		}
		if number > 0 {
			fmt.Fprintln(out)
		}
		return printTable(out, table, c.Explain)
	})
}

func printFactLines(out *bufio.Writer, table *facts.Table, explain bool) error {
	factJSON := table.FactJSON
	if explain {
		factJSON = table.ExplainedJSON
	}
	for i := range table.Facts {
		fact, err := factJSON(i)
		if err != nil {
			return fmt.Errorf("fact %s as JSON: %w", table.Facts[i].ID, err)
		}
		out.Write(fact)
		out.WriteByte('\n')
	}
	return nil
}

// eachArticle reads files and prints something of each, in order. A file that
// cannot be read gets its line, and the others are printed all the same.
func eachArticle(p process, files []string, print func(out *bufio.Writer, number int, a *facts.Article) error) error {
	out := bufio.NewWriter(p.stdout)
	printed := 0
	for _, name := range files {
		a, err := article.ReadFile(name)
		if err != nil {
			report(p.stderr, err)
			continue
		}
		if err := print(out, printed, a); err != nil {
			return err
		}
		printed++
		if err := out.Flush(); err != nil { // before the next file's complaint, and while it is read
			return err
		}
	}
	if printed < len(files) {
		return errReported
	}
	return nil
}
