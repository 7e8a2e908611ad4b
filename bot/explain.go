package main

import (
	"fmt"

	"byline/facts"
)

// explanation says in plain words why a fact stands in the table: the rule that found
// it, the cue with its byte offsets, and why it has this speaker.
func explanation(f *facts.Fact) []string {
	lines := []string{fmt.Sprintf("found by: %s; confidence %.2f", f.FoundBy(), f.Confidence)}
	switch f.Kind {
	case facts.KindPerson, facts.KindEvent: // nobody says them
		return lines
	}
	by := f.By
	if by == nil {
		by = &facts.Attribution{}
	}
	cue := "cue: none"
	if by.Cue != "" {
		cue = fmt.Sprintf("cue: “%s” at bytes %d to %d", by.Cue, by.CueSpan.Start, by.CueSpan.End)
	}
	speaker := "speaker: nobody is named"
	if s := by.Speaker; s != nil {
		speaker = fmt.Sprintf("speaker: %s, written “%s” (%s)", s.Name, s.Mention, by.Rule)
	}
	return append(lines, cue, speaker)
}
