package lang

import "testing"

func TestDateline(t *testing.T) {
	for sentence, want := range map[string]string{
		"OLM, 3 May (Gazette) – The ferry sails.":       "The",
		"OLM, 3 May (Gazette) –The ferry sails.":        "The",
		"WEXLEY, Norland — The ferry sails.":            "The",
		"OSLO -- The ferry sails.":                      "The",
		"Hull, June 5 - “No ferry sails.”":              "“",
		"HULL, England (Gazette) - The ferry sails.":    "The",
		"The ferry sails.":                              "The",
		"NATO – which met in Oslo – said no.":           "NATO",
		"NATO, the alliance of the west – said no.":     "NATO",
		"The ferry – an old one – sails.":               "The",
		"WEXLEY – an old town – has a ferry.":           "WEXLEY",
		"ALL THE FERRIES of the town – no more – sail.": "ALL",
		"Monday, May 6 - The ferry sails.":              "Monday",
		"OSLO -":                                        "OSLO",
	} {
		toks := Tokens(sentence)
		if got := toks[Dateline(toks)].Word.Text; got != want {
			t.Errorf("%q begins with %q, want %q", sentence, got, want)
		}
	}
	if Dateline(nil) != 0 {
		t.Error("nothing has a dateline")
	}
}
