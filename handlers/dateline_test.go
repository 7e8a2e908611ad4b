package handlers

import "testing"

func TestProper(t *testing.T) {
	for sentence, want := range map[string]string{
		"OLM, 3 May (Gazette) – The ferry sails.":       "The ferry sails.",
		"WEXLEY, Norland — The ferry sails.":            "The ferry sails.",
		"OLM, 3 May (Gazette) –The ferry sails.":        "The ferry sails.",
		"OSLO -- The ferry sails.":                      "The ferry sails.",
		"• The ferry sails.":                            "The ferry sails.",
		"- OSLO (Gazette) - The ferry sails.":           "The ferry sails.",
		"-40 degrees were measured.":                    "-40 degrees were measured.",
		"NATO – which met in Oslo – said no.":           "NATO – which met in Oslo – said no.",
		"NATO, the alliance of the west – said no.":     "NATO, the alliance of the west – said no.",
		"The ferry – an old one – sails.":               "The ferry – an old one – sails.",
		"WEXLEY – an old town – has a ferry.":           "WEXLEY – an old town – has a ferry.",
		"ALL THE FERRIES of the town – no more – sail.": "ALL THE FERRIES of the town – no more – sail.",
	} {
		if got := proper(sentence); got != want {
			t.Errorf("%q is begun as %q, want %q", sentence, got, want)
		}
	}
}
