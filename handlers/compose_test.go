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
