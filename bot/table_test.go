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
	mayor := &facts.Attribution{Speaker: &facts.Speaker{Name: "Ann Lee"}, Cue: "said"}
	table := &facts.Table{
		Article: &facts.Article{Name: "town.txt", Title: "The boats", Text: text},
		Facts: []facts.Fact{
			{Kind: facts.KindQuote, Span: span("no"), By: mayor, Quote: &facts.Quote{Type: facts.Words}},
			{Kind: facts.KindQuote, Span: span("no” to\n12"), Quote: &facts.Quote{Type: facts.Mixed}},
			{Kind: facts.KindFigure, Span: span("12"), Figure: &facts.Figure{Surface: "12", Noun: "boats", Approx: true}},
			{Kind: facts.KindStatement, Span: span("12 boats"), By: mayor, Quote: &facts.Quote{Type: facts.Indirect}},
			{Kind: facts.KindPerson, Sentence: 1, Span: span("Ann Lee"), Person: &facts.Person{Name: "Ann Lee", Role: "mayor"}},
			{Kind: facts.KindEvent, Sentence: 1, Span: span("left on Monday"), Event: &facts.Event{When: "on Monday"}},
		},
	}
	const want = `town.txt · The boats

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
	var out strings.Builder
	if err := printTable(&out, table); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}
