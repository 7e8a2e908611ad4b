package language

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

const english = "en"

//go:embed *.json
var files embed.FS

// A catalogue has the sentences of one language by their English format.
type catalogue struct {
	tag      language.Tag
	messages map[string]Message
}

// A Message is a sentence of a catalogue, or the forms of one that depends on a number.
type Message struct {
	Text  string
	Forms map[string]string // by the name of the plural form in CLDR: "one", "few", "many", "other"
}

// UnmarshalJSON reads a text or an object of forms.
func (m *Message) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte(`"`)) {
		return json.Unmarshal(b, &m.Text)
	}
	return json.Unmarshal(b, &m.Forms)
}

// catalogues reads the files when a language other than English is first spoken.
var catalogues = sync.OnceValue(func() map[string]*catalogue {
	all := map[string]*catalogue{}
	for _, tag := range Tags() {
		if tag == english {
			continue
		}
		c := &catalogue{tag: language.Make(tag)}
		text, err := files.ReadFile(tag + ".json")
		if err == nil {
			err = json.Unmarshal(text, &c.messages)
		}
		if err != nil {
			panic(fmt.Sprintf("%s.json: %v", tag, err)) // it is part of the program, and a test reads it
		}
		all[tag] = c
	}
	return all
})

// Tags are the languages that Byline speaks, English first.
func Tags() []string {
	tags := []string{english}
	entries, _ := files.ReadDir(".")
	for _, e := range entries {
		tags = append(tags, strings.TrimSuffix(path.Base(e.Name()), ".json"))
	}
	return tags
}

// Messages is the catalogue of a language by English format; nil where there is none.
func Messages(tag string) map[string]Message {
	if c := catalogues()[tag]; c != nil {
		return c.messages
	}
	return nil
}

// Forms are the plural forms that a language needs for whole numbers.
func Forms(tag string) (forms []string) {
	for n := range 200 {
		if f := formOf(language.Make(tag), n); !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	slices.Sort(forms)
	return forms
}

// Accepted is the first language of an HTTP Accept-Language header that Byline speaks;
// empty where it speaks none of them.
func Accepted(header string) string {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return ""
	}
	for _, tag := range tags {
		base, _ := tag.Base()
		if slices.Contains(Tags(), base.String()) {
			return base.String()
		}
	}
	return ""
}

// formOf names the plural form of a number.
func formOf(tag language.Tag, n int) string {
	switch plural.Cardinal.MatchPlural(tag, max(n, -n), 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// sentence is the translation of an English sentence, which is its own where there is none.
func (c *catalogue) sentence(english string) string {
	if m, ok := c.messages[english]; ok && m.Text != "" {
		return m.Text
	}
	return english
}

// form is the translation of an English sentence for a number of things.
func (c *catalogue) form(n int, one, many string) string {
	forms := c.messages[many].Forms
	for _, name := range [...]string{formOf(c.tag, n), "other", "many"} {
		if text := forms[name]; text != "" {
			return text
		}
	}
	if n == 1 {
		return one
	}
	return many
}
