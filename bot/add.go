package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/schollz/progressbar/v3"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/shelf"
)

type addCommand struct {
	Sources []string `arg:"" name:"file|url" sep:"none" help:"Text or HTML files, or addresses of articles."`
}

// addBatch is how many files go into the library at once: enough that the disk is not
// waited for with each, few enough that little is done again after an interruption.
const addBatch = 50

// run adds files and pages to the library of the terminal and the page. What cannot be
// read gets its line, and the others are added all the same.
func (c *addCommand) run(ctx context.Context, p process) error {
	home, err := p.home(ctx)
	if err != nil {
		return err
	}
	defer home.Close()

	bar := progress(p, len(c.Sources))
	defer bar.Close()
	counts := map[shelf.Outcome]int{}
	failed := 0
	say := func(result shelf.Result) {
		counts[result.Outcome]++
		if len(c.Sources) <= addBatch || result.Outcome != shelf.Added {
			bar.Clear()
			fmt.Fprintln(p.stdout, added(result))
		}
	}
	complain := func(err error) {
		failed++
		bar.Clear()
		report(p.stderr, err)
		bar.Add(1)
	}
	var batch []*facts.Article
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		results, err := home.libraries.Import(ctx, local, batch...)
		if err != nil {
			return err
		}
		for _, result := range results {
			say(result)
		}
		bar.Add(len(batch))
		batch = batch[:0]
		return nil
	}
	for _, source := range c.Sources {
		if err := ctx.Err(); err != nil {
			return err
		}
		if onWeb(source) {
			result, err := home.libraries.Add(ctx, local, "", shelf.Offer{URL: source})
			if err != nil {
				complain(err)
				continue
			}
			say(result)
			bar.Add(1)
			continue
		}
		if scheme, _, found := strings.Cut(source, "://"); found {
			complain(&fileError{source, "is no address of a page; one begins with https:// and not with " + scheme + "://", errNotFile})
			continue
		}
		a, err := article.ReadFile(source)
		if err != nil {
			complain(err)
			continue
		}
		if batch = append(batch, a); len(batch) == addBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	bar.Clear()
	if len(c.Sources) > addBatch {
		fmt.Fprintf(p.stdout, "%d added, %d there already, %d changed, %d not read\n",
			counts[shelf.Added]+counts[shelf.Restored], counts[shelf.Duplicate], counts[shelf.Updated], failed)
	}
	if failed > 0 {
		return errReported
	}
	return nil
}

// onWeb reports whether a source is an address rather than a file.
func onWeb(source string) bool {
	lower := strings.ToLower(source)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// added says what became of an article, as one line.
func added(r shelf.Result) string {
	name := r.Entry.Label
	switch r.Outcome {
	case shelf.Duplicate:
		return fmt.Sprintf("already there as article %d: %s", r.Entry.Number, oneLine(name))
	case shelf.Updated:
		return fmt.Sprintf("article %d has changed (version %d): %s", r.Entry.Number, r.Entry.Version, oneLine(name))
	case shelf.Restored:
		return fmt.Sprintf("back as article %d: %s", r.Entry.Number, oneLine(name))
	}
	return fmt.Sprintf("added article %d: %s", r.Entry.Number, oneLine(name))
}

// progress is a bar on standard error where a person looks at it, and nothing elsewhere.
func progress(p process, total int) *progressbar.ProgressBar {
	return progressbar.NewOptions(total, progressbar.OptionSetWriter(p.bar), progressbar.OptionSetVisibility(p.prompt && total > 1),
		progressbar.OptionSetDescription("reading"), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
}
