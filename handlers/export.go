package handlers

import (
	"bytes"
	"context"

	"byline/facts/answer"
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
			Params:   []Param{{Name: "format", About: "Format of the file", Choices: []string{"csv", "json", "md"}}},
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
			var file attachment
			n, err := export.Write(&file, format, answer.Tables(cat.sources))
			if err != nil {
				return Reply{}, err
			}
			if file.size > maxFile {
				return Reply{}, userErrorf("The file would have %d MB, and chats take %d. Narrow the channel with !use, or call bot export on the machine.", file.size>>20+1, maxFile>>20)
			}
			v := req.voice
			return Reply{Answer: v.Say("%s of %s, as %s.", v.Count(n, "fact", "facts"), v.Count(len(cat.articles), "article", "articles"), format.File()),
				Found: true, Confidence: 1, File: &Attachment{Name: format.File(), Type: format.Type(), Data: file.data.Bytes()}}, nil
		},
	}
}

// maxFile is the largest attachment in bytes: 10 MB is what Discord takes from bots in
// servers without boosts (Discord's documentation, "Uploading Files").
const maxFile = 10 << 20

// An attachment is a file being written. What no chat takes is counted only.
type attachment struct {
	data bytes.Buffer
	size int
}

func (a *attachment) Write(p []byte) (int, error) {
	if a.size += len(p); a.size > maxFile {
		a.data = bytes.Buffer{}
		return len(p), nil
	}
	return a.data.Write(p)
}
