package article

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is what a page says about itself, unjudged.
type metadata struct {
	tags     map[string][]string // <meta> by lower-case name, property or itemprop
	stated   []statement         // schema.org articles, in JSON-LD
	title    string              // <title>
	headings []*html.Node        // h1
	canon    string              // <link rel=canonical>
	language string              // <html lang>
	times    []*html.Node        // <time>, and itemprop=datePublished
	bylines  []*html.Node        // elements that name themselves a byline or an author
	scripts  int
	pictures int
	shows    int // videos, and galleries of pictures
}

// first is the first value of the first tag that has one.
func (m *metadata) first(names ...string) string {
	for _, name := range names {
		for _, value := range m.tags[name] {
			if value != "" {
				return value
			}
		}
	}
	return ""
}

func (m *metadata) all(name string) []string { return m.tags[name] }

// readMetadata goes over the whole page once.
func readMetadata(doc *html.Node) *metadata {
	m := &metadata{tags: map[string][]string{}}
	statements := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop"} {
				if name := strings.ToLower(attribute(n, key)); name != "" {
					m.tags[name] = append(m.tags[name], plain(html.UnescapeString(attribute(n, "content")))) // many pages escape twice
				}
			}
		case atom.Title:
			if m.title == "" && !insideSVG(n) {
				m.title = plain(textOf(n))
			}
		case atom.Html:
			if m.language == "" {
				m.language = attribute(n, "lang")
			}
		case atom.Link:
			if m.canon == "" && strings.EqualFold(attribute(n, "rel"), "canonical") {
				m.canon = attribute(n, "href")
			}
		case atom.H1:
			m.headings = append(m.headings, n)
		case atom.Time:
			m.times = append(m.times, n)
		case atom.Video, atom.Audio:
			m.shows++
		case atom.Img:
			m.pictures++
		case atom.Script:
			m.scripts++
			if strings.HasPrefix(strings.ToLower(attribute(n, "type")), "application/ld+json") && statements < mostStatements {
				statements++
				m.stated = append(m.stated, readStatements(textOf(n))...)
			}
		default:
			if n.DataAtom != atom.Body && n.DataAtom != atom.Html && len(m.bylines) < mostBylines && bylineMark(n) {
				m.bylines = append(m.bylines, n)
			}
		}
		if n.DataAtom != atom.Meta && n.DataAtom != atom.Time && strings.EqualFold(attribute(n, "itemprop"), "datePublished") {
			m.times = append(m.times, n)
		}
	}
	return m
}

const (
	mostStatements = 40 // scripts of JSON-LD
	mostBylines    = 200
)

func insideSVG(n *html.Node) bool { return n.Namespace != "" }

// textOf is all text in an element, scripts and styles left out unless it is one.
func textOf(n *html.Node) string {
	var text strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				text.WriteString(c.Data)
			case c.Type == html.ElementNode && !textless(c.DataAtom):
				if ownMarks(c)&unseen != 0 {
					continue
				}
				if breaksLine(c.DataAtom) || c.DataAtom == atom.Br {
					text.WriteByte('\n')
				}
				walk(c)
				if breaksLine(c.DataAtom) {
					text.WriteByte('\n')
				}
			}
		}
	}
	walk(n)
	return text.String()
}

// A statement is a schema.org article of a page's JSON-LD.
type statement struct {
	kind      string
	headline  string
	body      string
	published string
	publisher string
	url       string
	language  string
	authors   []author
	paid      bool // isAccessibleForFree is stated to be false
}

// An author as a page states one.
type author struct {
	name string
	kind string // Person, Organization, or unknown
}

// object is one JSON object whose values are read when needed.
type object map[string]json.RawMessage

// readStatements finds the articles of a JSON-LD script. Broken JSON gives none.
func readStatements(script string) []statement {
	var objects []object
	collect([]byte(repaired(script)), 0, &objects)
	byID := map[string]object{}
	for _, o := range objects {
		if id := o.text("@id"); id != "" && len(o) > 1 {
			byID[id] = o
		}
	}
	var stated []statement
	for _, o := range objects {
		kind := o.articleKind()
		if kind == "" {
			continue
		}
		s := statement{kind: kind, headline: o.text("headline"), body: o.text("articleBody"), published: o.text("datePublished"),
			url: o.text("url"), language: o.text("inLanguage")}
		free := strings.ToLower(strings.Trim(string(o["isAccessibleForFree"]), `"`))
		s.paid = free == "false"
		for _, key := range []string{"author", "creator"} {
			if len(s.authors) == 0 {
				s.authors = o.people(key, byID)
			}
		}
		for _, p := range o.people("publisher", byID) {
			if s.publisher == "" {
				s.publisher = p.name
			}
		}
		stated = append(stated, s)
	}
	return stated
}

// repaired is JSON-LD without what pages wrap it in or break it by: comments, CDATA,
// a semicolon, line breaks inside strings.
func repaired(script string) string {
	script = strings.TrimSpace(script)
	for _, wrap := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		script = strings.TrimSpace(strings.TrimPrefix(script, wrap))
	}
	for _, wrap := range []string{"-->", "//]]>", "/*]]>*/", "]]>", ";"} {
		script = strings.TrimSpace(strings.TrimSuffix(script, wrap))
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, script)
}

const (
	deepest     = 6   // lists and objects around an article
	mostObjects = 500 // of one script
)

// collect gathers the objects of a JSON value, those of lists and graphs included.
func collect(data []byte, depth int, objects *[]object) {
	if depth > deepest || len(*objects) >= mostObjects {
		return
	}
	var list []json.RawMessage
	if json.Unmarshal(data, &list) == nil {
		for _, item := range list {
			collect(item, depth+1, objects)
		}
		return
	}
	var o object
	if json.NewDecoder(strings.NewReader(string(data))).Decode(&o) != nil {
		return
	}
	*objects = append(*objects, o)
	for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "hasPart"} {
		if value, ok := o[key]; ok && (key != "hasPart" || depth == 0) {
			collect(value, depth+1, objects)
		}
	}
}

// texts are the strings of a value: one, or a list of them.
func (o object) texts(key string) []string {
	var one string
	if json.Unmarshal(o[key], &one) == nil {
		return []string{one}
	}
	var many []json.RawMessage
	if json.Unmarshal(o[key], &many) != nil {
		return nil
	}
	var texts []string
	for _, item := range many {
		if json.Unmarshal(item, &one) == nil {
			texts = append(texts, one)
		}
	}
	return texts
}

func (o object) text(key string) string {
	for _, text := range o.texts(key) {
		if text != "" {
			return html.UnescapeString(text)
		}
	}
	return ""
}

// articleKind is the object's type when it is some kind of article.
func (o object) articleKind() string {
	for _, kind := range o.texts("@type") {
		kind = kind[strings.LastIndexAny(kind, "/:")+1:]
		if strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Posting") && kind != "JobPosting" || kind == "Report" || kind == "Review" {
			return kind
		}
	}
	return ""
}

// people are the named persons and organisations of a value.
func (o object) people(key string, byID map[string]object) []author {
	value := o[key]
	var values []json.RawMessage
	if json.Unmarshal(value, &values) != nil {
		values = []json.RawMessage{value}
	}
	var people []author
	for _, value := range values {
		var name string
		if json.Unmarshal(value, &name) == nil {
			people = append(people, author{name: plain(html.UnescapeString(name))})
			continue
		}
		var person object
		if json.Unmarshal(value, &person) != nil {
			continue
		}
		if _, named := person["name"]; !named {
			person = byID[person.text("@id")]
		}
		kind := ""
		if kinds := person.texts("@type"); len(kinds) > 0 {
			kind = kinds[0]
		}
		for _, name := range person.texts("name") {
			people = append(people, author{plain(html.UnescapeString(name)), kind})
		}
	}
	return people
}
