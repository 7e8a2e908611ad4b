package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// What a feed may cost. The reader behind this package recurses into elements it does
// not know, copies every name space for every element, and joins texts piece by piece;
// measured without these bounds, 4 MB of nested elements took 800 MB, and 2 MB of CDATA
// sections ten seconds.
const (
	maxDepth    = 100
	maxElements = 300_000
	maxSpaces   = 10_000_000 // name spaces in scope, summed over all elements
	maxJoined   = 1 << 30    // bytes of text in front of each piece of text, summed
	maxRepairs  = 5          // damaged items that are cut out; each costs another reading
)

// rootOf finds where a feed's first tag is, or -1.
func rootOf(text string) int {
	text = text[:min(len(text), head)]
	for at := 0; ; at++ {
		i := strings.IndexByte(text[at:], '<')
		if i < 0 {
			return -1
		}
		at += i
		if strings.HasPrefix(text[at:], "<!--") {
			end := strings.Index(text[at:], "-->")
			if end < 0 {
				return -1
			}
			at += end
			continue
		}
		switch localName(tagName(text[at:])) {
		case "rss", "rdf", "feed":
			return at
		}
	}
}

// localName is a name in lower case without its prefix.
func localName(name string) string {
	return strings.ToLower(name[strings.LastIndexByte(name, ':')+1:])
}

// tagName is the name in a start tag, as written; empty for anything else.
func tagName(tag string) string {
	tag = strings.TrimPrefix(tag, "<")
	end := strings.IndexAny(tag, " \t\r\n/>")
	if end <= 0 || strings.ContainsAny(tag[:1], "!?=&") {
		return ""
	}
	return tag[:end]
}

// An element that is open.
type element struct {
	name   string // as written
	spaces int    // name spaces in scope
	joined int    // bytes of its own text so far
}

// A survey is one reading of a feed's tags.
type survey struct {
	text  string
	open  []element
	items int

	whole    int       // end of the last whole item
	outside  []element // what was open there
	item     int       // start of the item that is being read, or -1
	elements int
	spaces   int
	joined   int
}

// whole makes a document of a feed that has nothing before its first tag (so no
// declarations of entities), only whole items, and all tags closed. It tells how many
// items had to go, at least.
func whole(text string) (document string, lost int, err error) {
	text = text[max(rootOf(text), 0):]
	for {
		s := survey{text: text, item: -1}
		err := s.read()
		next := -1
		if s.item >= 0 {
			next = nextItem(text, s.item)
		}
		switch {
		case err == nil:
			return text, lost, nil
		case errors.Is(err, errEnough) || next < 0 || lost == maxRepairs:
			if s.items == 0 {
				return "", lost, err
			}
			return s.text[:s.whole] + s.closing(), lost + 1, nil
		}
		text = text[:s.item] + text[next:] // without the damaged one
		lost++
	}
}

// nextItem is where the next item begins after the one at start, or -1.
func nextItem(text string, start int) int {
	mark := "<" + tagName(text[start:])
	for at := start + len(mark); ; at += len(mark) {
		i := strings.Index(text[at:], mark)
		if i < 0 {
			return -1
		}
		at += i
		if tagName(text[at:]) == mark[1:] {
			return at
		}
	}
}

var errEnough = errors.New("more than is read")

func (s *survey) closing() string {
	var tags strings.Builder
	for i := len(s.outside) - 1; i >= 0; i-- {
		tags.WriteString("</" + s.outside[i].name + ">")
	}
	return tags.String()
}

func (s *survey) read() error {
	tags := xml.NewDecoder(strings.NewReader(s.text))
	tags.Strict = false
	for {
		before := int(tags.InputOffset())
		token, err := tags.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			err = s.begin(token, before)
		case xml.EndElement:
			s.end(int(tags.InputOffset()))
			if len(s.open) == 0 {
				return nil // what follows the feed is not read
			}
		case xml.CharData:
			err = s.piece(len(token))
		}
		if err != nil {
			return err
		}
	}
}

func (s *survey) begin(tag xml.StartElement, at int) error {
	e := element{name: tagName(s.text[at:])}
	if len(s.open) > 0 {
		e.spaces = s.open[len(s.open)-1].spaces
	}
	for _, a := range tag.Attr {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
			e.spaces++
		}
	}
	s.elements++
	s.spaces += e.spaces
	switch {
	case s.elements > maxElements || s.spaces > maxSpaces:
		return errEnough
	case len(s.open) >= maxDepth:
		return fmt.Errorf("elements nested more than %d deep", maxDepth)
	}
	if local := strings.ToLower(tag.Name.Local); (local == "item" || local == "entry") && s.item < 0 && len(s.open) <= 2 {
		if s.items == MaxItems {
			return errEnough
		}
		s.item = at
	}
	s.open = append(s.open, e)
	return nil
}

func (s *survey) end(at int) {
	if len(s.open) == 0 {
		return
	}
	last := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	if s.item < 0 || len(s.open) > 2 {
		return
	}
	if local := localName(last.name); local == "item" || local == "entry" {
		s.items++
		s.item = -1
		s.whole = at
		s.outside = append(s.outside[:0], s.open...)
	}
}

// piece counts what joining a piece of text to those before it costs.
func (s *survey) piece(n int) error {
	if len(s.open) == 0 {
		return nil
	}
	e := &s.open[len(s.open)-1]
	s.joined += e.joined
	e.joined += n
	if s.joined > maxJoined {
		return errEnough
	}
	return nil
}
