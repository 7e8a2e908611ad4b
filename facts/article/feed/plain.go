package feed

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// entity is what is left of a character that was escaped twice.
var entity = regexp.MustCompile(`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});`)

// plain is the text of a piece of HTML, on one line. Much of what feeds say is plain
// text is escaped once more than it should be.
func plain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.Join(strings.Fields(s), " ")
	}
	s = stripped(s)
	if entity.MatchString(s) {
		s = stripped(s)
	}
	return s
}

// stripped drops the tags that HTML knows, and decodes entities once. What only looks
// like a tag ("a <b" is one, "<3" and "<name>" are not) is text.
func stripped(s string) string {
	var text strings.Builder
	hidden := 0
	tags := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		switch kind := tags.Next(); kind {
		case xhtml.ErrorToken:
			return strings.Join(strings.Fields(text.String()), " ")
		case xhtml.TextToken:
			if hidden == 0 {
				text.WriteString(html.UnescapeString(string(tags.Raw())))
			}
		case xhtml.StartTagToken, xhtml.EndTagToken, xhtml.SelfClosingTagToken:
			raw := string(tags.Raw())
			name, _ := tags.TagName()
			switch tag := atom.Lookup(name); {
			case !inline(tag) && !block(tag):
				if hidden == 0 {
					text.WriteString(raw)
				}
			case tag == atom.Script, tag == atom.Style:
				if kind == xhtml.StartTagToken {
					hidden++
				} else if kind == xhtml.EndTagToken && hidden > 0 {
					hidden--
				}
			case !inline(tag):
				text.WriteByte(' ')
			}
		}
	}
}

// inline reports whether a tag can stand inside a word.
func inline(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Del, atom.Em, atom.Font, atom.I, atom.Ins,
		atom.Kbd, atom.Mark, atom.Q, atom.S, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time,
		atom.Tt, atom.U, atom.Var, atom.Wbr:
		return true
	}
	return false
}

// block reports whether a tag stands between words. The atoms hold names of attributes
// as well, so that knowing a name is not enough.
func block(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Br, atom.Hr, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li,
		atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption,
		atom.Blockquote, atom.Pre, atom.Img, atom.Figure, atom.Figcaption, atom.Picture, atom.Source, atom.Video, atom.Audio,
		atom.Iframe, atom.Object, atom.Embed, atom.Param, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer,
		atom.Nav, atom.Main, atom.Address, atom.Center, atom.Form, atom.Input, atom.Button, atom.Label, atom.Svg, atom.Script,
		atom.Style, atom.Noscript, atom.Link, atom.Meta, atom.Html, atom.Head, atom.Body, atom.Title, atom.Details, atom.Summary:
		return true
	}
	return false
}

// markup is HTML as an article may be read from: unescaped once more when it was
// escaped twice.
func markup(s string) string {
	if !strings.Contains(s, "<") && strings.Contains(s, "&lt;") {
		return html.UnescapeString(s)
	}
	return s
}

// paragraphs makes HTML of plain text.
func paragraphs(text string) string {
	var made strings.Builder
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			made.WriteString("<p>" + html.EscapeString(part) + "</p>\n")
		}
	}
	return made.String()
}

// words are the words of a text alone: in lower case, one space between them.
func words(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
