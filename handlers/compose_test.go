package handlers

import (
	"testing"

	"byline/facts"
)

func TestUncredited(t *testing.T) {
	by := &facts.Attribution{Cue: "said", Speaker: &facts.Speaker{Name: "Anna Lind"}}
	for words, want := range map[string]string{
		"the ferry sails - said Lind":     "the ferry sails",
		"the ferry sails, Anna Lind said": "the ferry sails",
		"the ferry sails":                 "the ferry sails",
		"nobody knew what was said":       "nobody knew what was said",
	} {
		if got := uncredited(words, by); got != want {
			t.Errorf("uncredited(%q) = %q, want %q", words, got, want)
		}
	}
}

func TestAnswers(t *testing.T) {
	const ferry = "Anna Lind bought the ferry in May."
	if got, want := answers("Anna Lind: "+ferry, "May: "+ferry), "Anna Lind; May: "+ferry; got != want {
		t.Errorf("one sentence for two questions is %q, want %q", got, want)
	}
	if got, want := answers("Five boats.", "May: "+ferry), "Five boats. May: "+ferry; got != want {
		t.Errorf("two answers are %q, want %q", got, want)
	}
}

func TestNamesSomebody(t *testing.T) {
	for speaker, want := range map[string]bool{"Anna Lind": true, "officials": true, "US": true, "WHO": true, "she": false, "We": false, "all": false, "": false} {
		if got := namesSomebody(speaker); got != want {
			t.Errorf("namesSomebody(%q) = %t", speaker, got)
		}
	}
}
