package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A block is one run of text of a page between two elements that break lines: a
// paragraph, a heading, an item of a list.
type block struct {
	text   string
	words  int
	linked int        // how many of the words are links
	node   *html.Node // the element that breaks the line
	marks  marks
}

// prose reports whether a block reads like running text.
func (b *block) prose() bool {
	return b.words >= proseWords && 2*b.linked < b.words && b.marks&(heading|cell) == 0
}

// blocks are those of a tree, in order. The parser allows a depth of 512 elements.
func blocks(root *html.Node) []block {
	var g gatherer
	g.walk(root, 0, false)
	g.flush()
	return g.blocks
}

// A gatherer collects the text between line breaks.
type gatherer struct {
	blocks []block
	owner  *html.Node
	marks  marks
	text   strings.Builder
	linked strings.Builder
	lines  int // br elements since the last text
}

// flush ends the block. A line of a block that is only a rule ("___") ends one, too.
func (g *gatherer) flush() {
	linked := len(strings.Fields(g.linked.String()))
	var lines []string
	end := func() {
		text := strings.Join(lines, "\n")
		lines = lines[:0]
		words := len(strings.Fields(text))
		if words > 0 && len(g.blocks) < mostBlocks {
			g.blocks = append(g.blocks, block{text: text, words: words, linked: min(linked, words), node: g.owner, marks: g.marks})
		}
		linked = max(0, linked-words)
	}
	for line := range strings.SplitSeq(g.text.String(), lineBreak) {
		line = plain(line)
		switch {
		case line == "":
		case rule(line):
			end()
			lines = append(lines, line)
			end()
		default:
			lines = append(lines, line)
		}
	}
	end()
	g.text.Reset()
	g.linked.Reset()
	g.lines = 0
}

// mostBlocks is how much of a page is looked at; a long story has a few hundred blocks.
const mostBlocks = 20_000

// lineBreak stands for a br element among the characters of a page. U+0085 is white
// space that no parser makes of a br.
const lineBreak = "\u0085"

// rule reports whether a line only divides.
func rule(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func (g *gatherer) walk(n *html.Node, m marks, link bool) {
	switch n.Type {
	case html.TextNode:
		if g.text.Len() == 0 {
			g.owner, g.marks = lineElement(n), m
		}
		if g.lines > 1 && strings.TrimSpace(n.Data) != "" {
			g.flush()
			g.owner, g.marks = lineElement(n), m
		}
		if strings.TrimSpace(n.Data) != "" {
			g.lines = 0
		}
		g.text.WriteString(strings.ReplaceAll(n.Data, lineBreak, " "))
		if link {
			g.linked.WriteString(n.Data)
		}
		return
	case html.ElementNode:
	default:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			g.walk(c, m, link)
		}
		return
	}
	if textless(n.DataAtom) {
		return
	}
	if n.DataAtom == atom.Br {
		g.lines++
		g.text.WriteString(lineBreak)
		return
	}
	m |= ownMarks(n)
	line := breaksLine(n.DataAtom)
	if !line && ownMarks(n)&unseen != 0 {
		return
	}
	if line {
		g.flush()
	}
	link = link || n.DataAtom == atom.A && attribute(n, "href") != ""
	if link {
		g.linked.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		g.walk(c, m, link)
	}
	if line {
		g.flush()
	}
}

// lineElement is the nearest element around a text that breaks lines.
func lineElement(n *html.Node) *html.Node {
	for n = n.Parent; n.Parent != nil; n = n.Parent {
		if n.Type == html.ElementNode && breaksLine(n.DataAtom) {
			break
		}
	}
	return n
}

func breaksLine(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Li,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Table,
		atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Caption, atom.Label:
		return true
	}
	return false
}

// textless reports whether an element holds no text for readers.
func textless(a atom.Atom) bool {
	switch a {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Object,
		atom.Canvas, atom.Audio, atom.Video, atom.Button, atom.Select, atom.Textarea, atom.Input, atom.Embed, atom.Map,
		atom.Datalist, atom.Title:
		return true
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// plain is text as it is stored: one space between words, without the characters
// that only steer a browser.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00AD', r >= '\u200B' && r <= '\u200F', r == '\u2060', r == '\uFEFF', r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
