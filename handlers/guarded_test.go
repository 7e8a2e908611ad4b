package handlers_test

import (
	"testing"
	"time"

	"byline/facts/shelf"
	"byline/handlers"
	"byline/handlers/handlerstest"
	"byline/handlers/language"
)

// Who may change the library matters to the commands that do, and to nothing else.
func TestGuarded(t *testing.T) {
	router := harbour()
	for _, tt := range []struct {
		text   string
		direct bool
		want   bool
	}{
		{"!add https://example.org/a", false, true},
		{"!ADD", false, true},
		{"!setings editors none", false, true}, // read as !settings
		{"!undo", false, true},
		{"add https://example.org/a", true, true},

		{"add https://example.org/a", false, false},
		{"!boats", false, false},
		{"!articles", false, false},
		{"!export csv", false, false},
		{"!play something", false, false},
		{"how many boats were damaged?", true, false},
		{"", true, false},
	} {
		if got := router.Guarded(handlers.Request{Text: tt.text, Direct: tt.direct}); got != tt.want {
			t.Errorf("%q, direct %v: %v", tt.text, tt.direct, got)
		}
	}
}

func TestAnnouncement(t *testing.T) {
	e := shelf.Entry{ID: "a", Number: 3, Version: 1, Meta: shelf.Meta{
		Title: "Storm at\nthe harbour", Outlet: "The Post", Published: time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)}}
	r := handlers.Announcement(language.Voice{}, handlerstest.Harbour(), e)
	if want := "New: Storm at the harbour (The Post, 3 March 2026)"; r.Answer != want {
		t.Errorf("says %q, want %q", r.Answer, want)
	}
	if len(r.Facts) == 0 || len(r.Sources) == 0 || len(r.Examples) == 0 {
		t.Errorf("the card is empty: %+v", r)
	}
	if r := handlers.Announcement(language.Voice{}, nil, e); r.Answer == "" || len(r.Facts) != 0 {
		t.Errorf("without a table: %+v", r)
	}
}
