package handlers

import (
	"bytes"
	"context"

	"byline/facts/export"
)

// exportCommand makes !export: the facts as a file.
func exportCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "export",
			Args:     "csv, json or md",
			Summary:  "All facts with their speakers and sentences, as a file",
			Examples: []string{"!export csv"},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			name := plain(req.Args)
			if name == "" {
				name = "csv"
			}
			format, ok := export.FormatOf(name)
			if !ok {
				return Reply{}, userErrorf("Give one of csv, json and md: !export csv.")
			}
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			var data bytes.Buffer
			n, err := export.Write(&data, format, cat.tables)
			if err != nil {
				return Reply{}, err
			}
			if data.Len() > maxFile {
				return Reply{}, userErrorf("The file would have %d MB, and chats take %d. Narrow the channel with !use, or call bot export on the machine.", data.Len()>>20+1, maxFile>>20)
			}
			return Reply{Answer: count(n, "fact", "facts") + " of " + count(len(cat.tables), "article", "articles") + ", as " + format.File() + ".",
				Found: true, Confidence: 1, File: &Attachment{Name: format.File(), Type: format.Type(), Data: data.Bytes()}}, nil
		},
	}
}

// maxFile is the largest attachment in bytes: 10 MB is what Discord takes from bots in
// servers without boosts (Discord's documentation, "Uploading Files").
const maxFile = 10 << 20
