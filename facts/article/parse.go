package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mostCopies bounds the elements that a parser makes up while it mends a page: each
// paragraph repeats the formatting elements that were left open before it.
const mostCopies = 1 << 20

// parse reads a page as browsers do. A page that is made to exhaust the parser, or is
// nested deeper than it allows, is read flat: as a list of lines.
func parse(page string) *html.Node {
	if copies(page) <= mostCopies {
		if doc := tree(page); doc != nil {
			return doc
		}
	}
	if doc := tree(flat(page)); doc != nil {
		return doc
	}
	return &html.Node{Type: html.DocumentNode}
}

// tree is what the library makes of a page, nil when it gives up.
func tree(page string) (doc *html.Node) {
	defer func() {
		if recover() != nil { // its parser has panicked on strange pages before
			doc = nil
		}
	}()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil
	}
	return doc
}

// copies estimates the elements that the parser will make up.
func copies(page string) int {
	open, made := 0, 0
	tags := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := tags.Next()
		if kind == html.ErrorToken {
			return made
		}
		if kind != html.StartTagToken && kind != html.EndTagToken {
			continue
		}
		name, _ := tags.TagName()
		switch a := atom.Lookup(name); {
		case formatting(a) && kind == html.StartTagToken:
			open++
		case formatting(a):
			open = max(0, open-1)
		case kind == html.StartTagToken:
			made += open
		}
	}
}

func formatting(a atom.Atom) bool {
	switch a {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

// flat is a page without nesting: its metadata, and each of its lines as a paragraph,
// heading or item.
func flat(page string) string {
	var out strings.Builder
	tags := html.NewTokenizer(strings.NewReader(page))
	skip := 0
	for {
		kind := tags.Next()
		if kind == html.ErrorToken {
			return out.String()
		}
		raw := tags.Raw()
		switch kind {
		case html.TextToken:
			if skip == 0 {
				out.Write(raw)
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			text := string(raw)
			name, _ := tags.TagName()
			a := atom.Lookup(name)
			switch {
			case a == atom.Meta || a == atom.Link || a == atom.Title || a == atom.Script || a == atom.Br || a == atom.Style:
				out.WriteString(text)
			case textless(a):
				if kind == html.StartTagToken {
					skip++
				} else if kind == html.EndTagToken {
					skip = max(0, skip-1)
				}
			case a == atom.Html || a == atom.Body:
			case breaksLine(a):
				tag := "p"
				switch a {
				case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li:
					tag = string(name)
				}
				out.WriteString("</p></h1></h2></h3></h4></h5></h6></li>")
				if kind == html.StartTagToken {
					out.WriteString("<" + tag + ">")
				}
			}
		}
	}
}
