package handlers

import "byline/facts/answer"

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
	Sources []Source `json:"sources,omitempty"` // best first, numbered from 1
	Notes   []string `json:"notes,omitempty"`   // "Check: 138 + 119 + 10 = 267"

	// Several says that the library has more than one article, so that each source must
	// say where it stands.
	Several bool `json:"several,omitempty"`

	Examples []string `json:"examples,omitempty"` // chat lines worth sending next; platforms that can make them clickable

	// File goes with the reply; nil for none.
	File *Attachment `json:"-"`

	// asked is the answer that the reply words, when a question in plain words was
	// answered. The router keeps it for what is asked next.
	asked answer.Answer
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
