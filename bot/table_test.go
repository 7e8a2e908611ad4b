package main

import (
	"strings"
	"testing"

	"byline/facts"
)

func TestTableForPeople(t *testing.T) {
	text := "The mayor said “no” to\n12 boats. Ann Lee, the mayor, left on Monday."
	span := func(words string) facts.Span {
		start := strings.Index(text, words)
		return facts.Span{Start: start, End: start + len(words)}
	}
	mayor := &facts.Attribution{Speaker: &facts.Speaker{Name: "Ann Lee", Mention: "The mayor"}, Cue: "said", CueSpan: span("said"), Rule: "the one who has this role"}
	table := &facts.Table{
		Article: &facts.Article{Name: "town.txt", Title: "The boats", Text: text},
		Facts: []facts.Fact{
			{Kind: facts.KindQuote, Span: span("no"), By: mayor, Quote: &facts.Quote{Type: facts.Words}, Rule: "cue before the quotation", Confidence: 0.85},
			{Kind: facts.KindQuote, Span: span("no” to\n12"), Quote: &facts.Quote{Type: facts.Mixed}},
			{Kind: facts.KindFigure, Span: span("12"), Figure: &facts.Figure{Surface: "12", Noun: "boats", Approx: true}},
			{Kind: facts.KindStatement, Span: span("12 boats"), By: mayor, Quote: &facts.Quote{Type: facts.Indirect}, Rule: "content behind the cue", Confidence: 0.9},
			{Kind: facts.KindPerson, Sentence: 1, Span: span("Ann Lee"), Person: &facts.Person{Name: "Ann Lee", Role: "mayor"}, Rule: "role in apposition", Confidence: 0.9},
			{Kind: facts.KindEvent, Sentence: 1, Span: span("left on Monday"), Event: &facts.Event{When: "on Monday"}, Rule: "time expression", Confidence: 0.8},
		},
	}
	const plain = `town.txt · The boats

1 figure
  sentence  number    of what  according to
  0         about 12  boats    the report itself

2 quotes
  sentence  type   according to     words
  0         words  Ann Lee (said)   “no”
  0         mixed  nobody is named  “no” to 12”

1 statement
  sentence  according to    words
  0         Ann Lee (said)  12 boats

1 person
  sentence  name     role
  1         Ann Lee  mayor

1 event
  sentence  when       what
  1         on Monday  left on Monday
`
	const explained = `town.txt · The boats

1 figure
  sentence  number    of what  according to
  0         about 12  boats    the report itself
      found by: a number without a noun; confidence 0.00
      cue: none
      speaker: nobody is named

2 quotes
  sentence  type   according to     words
  0         words  Ann Lee (said)   “no”
      found by: cue before the quotation; confidence 0.85
      cue: “said” at bytes 10 to 14
      speaker: Ann Lee, written “The mayor” (the one who has this role)
  0         mixed  nobody is named  “no” to 12”
      found by: marks without a cue; confidence 0.00
      cue: none
      speaker: nobody is named

1 statement
  sentence  according to    words
  0         Ann Lee (said)  12 boats
      found by: content behind the cue; confidence 0.90
      cue: “said” at bytes 10 to 14
      speaker: Ann Lee, written “The mayor” (the one who has this role)

1 person
  sentence  name     role
  1         Ann Lee  mayor
      found by: role in apposition; confidence 0.90

1 event
  sentence  when       what
  1         on Monday  left on Monday
      found by: time expression; confidence 0.80
`
	for explain, want := range map[bool]string{false: plain, true: explained} {
		var out strings.Builder
		if err := printTable(&out, table, explain); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("explained %v: got\n%s\nwant\n%s", explain, out.String(), want)
		}
	}
}
