package handlers

import (
	"errors"
	"log/slog"
	"strings"
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

type brokenStore struct{ error }

func (brokenStore) User() string { return "/home/olga/byline.db is locked." }
func (brokenStore) Broken() bool { return true }

// Where the library is kept is told to whoever runs Byline, and to nobody in a chat.
func TestBrokenLibrary(t *testing.T) {
	var log strings.Builder
	r := &Router{log: slog.New(slog.NewTextHandler(&log, nil))}
	err := brokenStore{errors.New("store: locked")}
	if got := r.failed(t.Context(), Request{}, err).Answer; got != err.User() {
		t.Errorf("in the terminal: %q", got)
	}
	log.Reset()
	got := r.failed(t.Context(), Request{Person: "discord:1", voice: language.Of("de", "")}, err).Answer
	if strings.Contains(got, "olga") || !strings.HasPrefix(got, "Byline kann seine Bibliothek") {
		t.Errorf("in a chat: %q", got)
	}
	_, ref, _ := strings.Cut(log.String(), "ref=")
	if ref, _, _ = strings.Cut(ref, " "); ref == "" || !strings.Contains(got, ref) || !strings.Contains(log.String(), "locked") {
		t.Errorf("the answer %q is not found in the log:\n%s", got, &log)
	}
}
