package handlers

import (
	"testing"

	"byline/handlers/language"
)

// What the library tells of an address is said in the reader's language; the address stays.
func TestWhatTheLibraryTells(t *testing.T) {
	german := language.Of("de", "")
	for sentence, want := range map[string]string{
		"https://a.example/x: there is no site of this name; check the spelling.": "https://a.example/x: es gibt keine Website dieses Namens; bitte die Schreibweise prüfen.",
		"That was taken back already.":                                            "Das wurde schon zurückgenommen.",
		"https://a.example/x: a reason that is new.":                              "https://a.example/x: a reason that is new.",
	} {
		if got := toldIn(german, sentence); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
	if got := (&UserError{Sentence: "Goodbye.", Detail: "x"}).In(german); got != "Auf Wiedersehen." {
		t.Errorf("says %q", got)
	}
	if err := userErrorf("No fact has the id %s.", "ab"); err.Error() != "No fact has the id ab." || err.(*UserError).In(german) != "Keine Angabe hat die Kennung ab." {
		t.Errorf("says %v", err)
	}
}
