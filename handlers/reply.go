package handlers

import (
	"byline/facts/answer"
	"byline/handlers/chart"
	"byline/handlers/language"
)

// A Reply is an answer as data. Platforms draw it; nothing in it is markup, and
// every text in it may hold any character an article or a person can write.
type Reply struct {
	Heading string `json:"heading,omitempty"`

	// Answer is one line of plain text that is enough by itself: with embeds
	// hidden, in a screen reader, in a terminal.
	Answer string `json:"answer"`

	// Short is the shortest true answer ("138"), for scripts; empty when the
	// answer line is as short as it gets.
	Short string `json:"short,omitempty"`

	Found      bool    `json:"found"`      // the articles answer this
	Confidence float64 `json:"confidence"` // 0 to 1: how likely they do, also when Found is false

	Facts   []Line   `json:"facts,omitempty"`
	Sources []Source `json:"sources,omitempty"` // best first, numbered from 1; readers see those that Shown gives
	Notes   []string `json:"notes,omitempty"`   // "Check: 138 + 119 + 10 = 267"

	// Several says that the library has more than one article, so that each source must
	// say where it stands.
	Several bool `json:"several,omitempty"`

	Examples []string `json:"examples,omitempty"` // chat lines worth sending next; platforms that can make them clickable

	// Actions are what a reader may do next by one press, the likeliest first; Menus are
	// lines of which one is chosen. Both can be typed as well.
	Actions []Action `json:"actions,omitempty"`
	Menus   []Menu   `json:"menus,omitempty"`

	// Chart is the reply's picture; nil for none. Its Alt says the same in a sentence.
	Chart *chart.Chart `json:"chart,omitempty"`

	// Private asks for a reply that only the asker sees, where the platform has such.
	Private bool `json:"-"`

	// File goes with the reply; nil for none.
	File *Attachment `json:"-"`

	// unrelated says that the sources have no word of what was asked: they came nearest,
	// which is for programs only.
	unrelated bool

	// told is the ids of facts that the answer line says whole, which have no line.
	told []string

	// asked is the answer that the reply words, when a question in plain words was
	// answered. The router keeps it for what is asked next.
	asked answer.Answer

	voice language.Voice // that worded the reply; filled by the router
}

// Shown is the sources that readers see.
func (r Reply) Shown() []Source {
	if r.unrelated {
		return nil
	}
	return r.Sources
}

// An Action is a line that one press says. What it answers is for the one who pressed.
type Action struct {
	Label   string `json:"label"`             // in plain words: "Who said it"
	Line    string `json:"line"`              // a chat line with the prefix "!", of a few dozen characters
	Replace bool   `json:"replace,omitempty"` // the answer takes the place of the reply, as in a panel
	Form    *Form  `json:"form,omitempty"`    // asked for first, and added to the line
}

// A Form asks for one text that completes a line.
type Form struct {
	Title string `json:"title"`
	Label string `json:"label"`
	Value string `json:"value,omitempty"` // what stands in it at first
	Long  bool   `json:"long,omitempty"`  // of several lines
	Max   int    `json:"max,omitempty"`   // in characters; 0 for the platform's own limit
}

// A Menu offers lines of which one is chosen.
type Menu struct {
	Label   string   `json:"label"` // "Speakers"
	Choices []Choice `json:"choices,omitempty"`
	Pick    Pick     `json:"pick,omitempty"`
	Line    string   `json:"line,omitempty"` // where the platform has the choices: the line that the mention of the chosen one is added to
	Replace bool     `json:"replace,omitempty"`
}

// Pick says who has the choices of a menu.
type Pick int

// The picks.
const (
	PickChoice  Pick = iota // the menu
	PickRole                // the platform: the server's roles
	PickChannel             // the platform: the server's text channels
)

// A Choice is one line of a menu.
type Choice struct {
	Label  string `json:"label"`
	About  string `json:"about,omitempty"` // a few words
	Line   string `json:"line"`            // as an Action has it
	Chosen bool   `json:"chosen,omitempty"`
}

// An Attachment is a file that goes with a reply.
type Attachment struct {
	Name string
	Type string // media type
	Data []byte
}

// A Line is one fact in a reply. It reads "Value Text · By [Source]".
type Line struct {
	Value  string `json:"value,omitempty"` // "267", "Yuriy Ignat"
	Text   string `json:"text,omitempty"`
	Quoted bool   `json:"quoted,omitempty"` // Text is verbatim speech and is shown between quotation marks
	By     string `json:"by,omitempty"`     // "claimed Yuriy Ignat, in a Facebook posting"
	Source int    `json:"source,omitempty"` // number of the source in this reply, from 1; 0 for none
	FactID string `json:"fact,omitempty"`
	Group  bool   `json:"group,omitempty"` // no fact: Text says what the lines below belong to
}

// A Source is one verbatim sentence that proves a reply.
type Source struct {
	Article  string `json:"article"`         // facts.Article.Name
	Label    string `json:"label,omitempty"` // what people call the article
	Sentence int    `json:"sentence"`
	Text     string `json:"text"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	// Mark is the part of Text that answers, as byte offsets into Text; 0,0 for none.
	Mark [2]int `json:"mark"`
}
