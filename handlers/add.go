package handlers

import (
	"context"
	"net/url"
	"strings"

	"byline/facts/shelf"
	"byline/handlers/language"
)

// leastPasted is how many words make pasted text an article rather than a slip.
const leastPasted = 25

// addCommand makes !add: an article comes into the library.
func addCommand(c *catalogues, k Keeper) Command {
	return Command{
		Spec: Spec{
			Name:     "add",
			Args:     "ADDRESS, a text file, or pasted text",
			Summary:  "Read an article and answer from it from now on",
			Examples: []string{"!add https://example.org/news/article"},
			Who:      forEditors,
			Pasted:   true,
			Params: []Param{
				{Name: "address", About: "Address of the article, or its text", MaxLen: 6000},
				{Name: "file", About: "The article as a text or HTML file", Type: ParamFile},
			},
			Form: &Form{Title: "Add an article", Label: "Address or text of the article", Long: true},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			offer, err := offered(req)
			if err != nil {
				return Reply{}, err
			}
			if err := mayEdit(ctx, k, req); err != nil {
				return Reply{}, err
			}
			got, err := k.Add(ctx, req.Library, req.Person, offer)
			if err != nil {
				return Reply{}, err
			}
			req.Article = ""
			cat, err := c.of(ctx, req.scope())
			if err != nil {
				return Reply{}, err
			}
			return addedReply(req.voice, cat, got), nil
		},
	}
}

// offered is the article that a message brings: its attachment, the address in it, or
// its own words.
func offered(req Request) (shelf.Offer, error) {
	args := strings.TrimSpace(req.Pasted)
	switch {
	case len(req.Files) > 1:
		return shelf.Offer{}, unfitf("Attach one file at a time.")
	case len(req.Files) == 1:
		return shelf.Offer{URL: req.Files[0].URL, Name: req.Files[0].Name, File: true}, nil
	case args == "":
		return shelf.Offer{}, unfitf("Give the address of an article, attach a text file, or paste the text behind !add.")
	}
	if address := strings.Trim(args, "<>"); !strings.ContainsAny(address, " \n\t") {
		if onWeb(address) {
			return shelf.Offer{URL: address}, nil
		}
		if strings.Contains(address, ".") && !strings.Contains(address, "://") {
			return shelf.Offer{URL: "https://" + address}, nil
		}
		return shelf.Offer{}, unfitf("“%s” is no address of a page. One begins with https://.", clip(address, maxEcho))
	}
	if n := len(strings.Fields(args)); n < leastPasted {
		return shelf.Offer{}, &unfit{pluralf(n, "%d words are too few for an article. Give its address, or paste its whole text.",
			"%d words are too few for an article. Give its address, or paste its whole text.")}
	}
	return shelf.Offer{Text: args}, nil
}

// onWeb reports whether a text is the address of a page.
func onWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// addedReply says what became of an article, with its card.
func addedReply(v language.Voice, cat *catalogue, got shelf.Result) Reply {
	e := got.Entry
	r := Card(v, tableOf(cat, e.ID), e)
	name := stop(titleOf(v, e))
	switch got.Outcome {
	case shelf.Duplicate:
		r.Answer = v.Say("Already there as article %d: %s", e.Number, name)
	case shelf.Updated:
		r.Answer = v.Say("Article %d has changed: version %d of %s", e.Number, e.Version, name)
		r.Examples = append([]string{"!changes " + itoa(e.Number)}, r.Examples...)
	case shelf.Restored:
		r.Answer = v.Say("Back as article %d: %s", e.Number, name)
	default:
		r.Answer = v.Say("Added as article %d: %s", e.Number, name)
	}
	return r
}
