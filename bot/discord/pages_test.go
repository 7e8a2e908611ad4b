package discord

import (
	"fmt"
	"strings"
	"testing"

	"byline/handlers"
	"byline/handlers/language"
)

func TestPages(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]int{0: 1, 1: 1, 12: 1, 13: 2, 20: 2, 21: 3, 35: 4} {
		if got := draw(long(n), language.Voice{}, "").pages(4000); len(got) != want {
			t.Errorf("%d facts take %d pages, want %d", n, len(got), want)
		}
	}
}

// A page names again what its facts belong to, cites the reply's own numbers, and has the
// notes on the first page only.
func TestPagesOfGroups(t *testing.T) {
	t.Parallel()
	r := handlers.Reply{Answer: "Many", Notes: []string{"Read as !boats."}, Examples: []string{"!quotes"}}
	for _, town := range []string{"Wexley", "Olm"} {
		r.Facts = append(r.Facts, handlers.Line{Text: town, Group: true})
		for i := range 8 {
			r.Facts = append(r.Facts, handlers.Line{Value: fmt.Sprint(town, " ", i+1), Source: 1 + i%2})
		}
	}
	r.Sources = []handlers.Source{{Text: "One."}, {Text: "Two."}, {Text: "Cited by nothing."}}
	pages := draw(r, language.Voice{}, "").pages(4000)
	var got []string
	for _, p := range pages {
		got = append(got, strings.Join(p.factLines(), "\n"))
	}
	if len(pages) != 2 || !strings.HasPrefix(got[1], "**Olm**\n**Olm 3**") || strings.Contains(got[0], "Olm 3") {
		t.Errorf("the pages are\n%s", strings.Join(got, "\n--\n"))
	}
	if len(pages[0].notes) != 1 || len(pages[1].notes)+len(pages[1].examples) != 0 {
		t.Errorf("notes: %q and %q", pages[0].notes, pages[1].notes)
	}
	if s := pages[1].sourceLines(); strings.Join(s, "\n") != "> \\[1\\] One.\n> \\[2\\] Two.\n> \\[3\\] Cited by nothing." {
		t.Errorf("the last page cites %q", s)
	}
	if text := pages[1].text(); !strings.HasPrefix(text, "Many\n") || !strings.HasSuffix(text, "\nPage 2 of 2") {
		t.Errorf("as text\n%s", text)
	}
}

// Every page of a long reply shows all of its lines, also where only text may be sent.
func TestPagesLeaveNothingOut(t *testing.T) {
	t.Parallel()
	var r handlers.Reply
	for i := range 50 {
		r.Facts = append(r.Facts, handlers.Line{Value: fmt.Sprintf("no. %d;", i), Text: strings.Repeat("word ", 20), Source: i + 1})
		r.Sources = append(r.Sources, handlers.Source{Text: strings.Repeat("sentence ", 30)})
	}
	b := draw(r, language.Voice{}, "")
	for _, as := range []shape{everything(), {}} {
		all, pages := "", b.pages(b.room(as))
		for _, p := range pages {
			keepsLimits(t, p)
			if as.embeds {
				for _, c := range p.cards() {
					all += c.Description
				}
			} else {
				all += p.text()
			}
		}
		for i := range 50 {
			if !strings.Contains(all, fmt.Sprintf("**no. %d;**", i)) || !strings.Contains(all, fmt.Sprintf(`> \[%d\] sentence`, i+1)) {
				t.Errorf("embeds %t: number %d is on no page", as.embeds, i)
			}
		}
		if strings.Contains(all, "… and") {
			t.Errorf("embeds %t: something is left out", as.embeds)
		}
	}
}
