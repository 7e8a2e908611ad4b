package discord

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"byline/handlers"
	"byline/handlers/language"
)

func drones() handlers.Reply {
	return handlers.Reply{
		Heading: "Drones · 2 figures",
		Answer:  "Drones: 267 spotted (claimed the Air Force), 119 “lost” (claimed Yuriy Ignat)",
		Facts: []handlers.Line{
			{Value: "267", Text: "spotted in Ukrainian skies", By: "claimed the Air Force, on Sunday", Source: 1},
			{Value: "Yuriy Ignat", Text: "they were lost", Quoted: true, By: "said in a posting", Source: 2},
		},
		Notes:    []string{"Check: 138 + 119 + 10 = 267"},
		Sources:  []handlers.Source{{Text: "Some 267 drones were spotted."}, {Text: "“They were *lost*,” he said."}},
		Examples: []string{"!figures", "!quotes Ignat"},
	}
}

func TestReplyAsCards(t *testing.T) {
	got := draw(drones(), language.Voice{}, "")
	want := []embed{{
		Title: "Drones · 2 figures",
		Color: ink,
		Description: strings.Join([]string{
			`**267** spotted in Ukrainian skies · claimed the Air Force, on Sunday \[1\]`,
			`**Yuriy Ignat** *“they were lost”* · said in a posting \[2\]`,
			``,
			`Check: 138 + 119 + 10 = 267`,
			``,
			`> \[1\] Some 267 drones were spotted.`,
			`> \[2\] “They were \*lost\*,” he said.`,
			``,
			`Try: !figures · !quotes Ignat`,
		}, "\n"),
	}}
	if diff := cmp.Diff(want, got.cards()); diff != "" {
		t.Error(diff)
	}
	if got.answer != drones().Answer {
		t.Errorf("content is %q", got.answer)
	}
}

func TestReplyAsText(t *testing.T) {
	got := draw(drones(), language.Voice{}, "").text()
	for _, want := range []string{drones().Answer, "**Drones · 2 figures**", `**267** spotted`, "Check: 138", `> \[2\]`, "Try: !figures"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// Sentences of several articles each say where they stand; the words quoted are the
// article's alone.
func TestSourcesOfSeveralArticles(t *testing.T) {
	r := handlers.Reply{Answer: "Two counts", Sources: []handlers.Source{
		{Article: "a", Label: "Harbour *news*", Text: "Nine boats sank."},
		{Article: "b", Label: "Storm", Text: "Ten boats sank."},
		{Article: "b", Text: "Nobody was hurt."},
	}}
	want := strings.Join([]string{
		`\[1\] Harbour \*news\*`, `> Nine boats sank.`,
		`\[2\] Storm`, `> Ten boats sank.`,
		`> \[3\] Nobody was hurt.`,
	}, "\n")
	if got := draw(r, language.Voice{}, "").cards()[0].Description; got != want {
		t.Errorf("drawn as\n%s\nwant\n%s", got, want)
	}
	if got := draw(r, language.Voice{}, "").text(); !strings.HasSuffix(got, want) {
		t.Errorf("as text\n%s", got)
	}
	r.Sources = r.Sources[1:]
	if got := draw(r, language.Voice{}, "").cards()[0].Description; strings.Contains(got, "Storm") {
		t.Errorf("one article is named needlessly:\n%s", got)
	}
}

// What Byline says of a file has its place however long the answer is.
func TestTroubleIsSaid(t *testing.T) {
	for _, answer := range []string{"", "Short.", strings.Repeat("word ", 1000), strings.Repeat("*", 5000)} {
		if got := draw(handlers.Reply{Answer: answer}, language.Voice{}, cannotAttach); !strings.HasSuffix(got.answer, "\n"+cannotAttach) || size(got.answer) > maxContent {
			t.Errorf("the content is %q", got.answer)
		}
	}
}

func TestLongRepliesSayWhatIsMissing(t *testing.T) {
	var r handlers.Reply
	r.Answer = "Many"
	for i := range 300 {
		r.Facts = append(r.Facts, handlers.Line{Value: fmt.Sprint(i), Text: strings.Repeat("word ", 12), Source: i + 1})
		r.Sources = append(r.Sources, handlers.Source{Text: strings.Repeat("sentence ", 20)})
	}
	cards := draw(r, language.Voice{}, "").cards()
	if len(cards) != 2 {
		t.Fatalf("%d cards", len(cards))
	}
	if want := fmt.Sprintf("… and %d more; ask", 300-strings.Count(cards[0].Description, "**")/2); !strings.Contains(cards[0].Description, want) {
		t.Errorf("%q is missing:\n%s", want, cards[0].Description)
	}
	shown := strings.Count(cards[1].Description, "> ")
	if want := fmt.Sprintf("… and %d more sentences: `!source %d` shows the next", 300-shown, shown+1); !strings.Contains(cards[1].Description, want) {
		t.Errorf("%q is missing:\n%s", want, cards[1].Description)
	}
	if text := draw(r, language.Voice{}, "").text(); size(text) > maxContent || !strings.Contains(text, "more lines") {
		t.Errorf("%d characters:\n%s", size(text), text)
	}
}

func TestEmptyReplyHasContent(t *testing.T) {
	for _, r := range []handlers.Reply{{}, {Answer: "\u200b\n"}, {Heading: "Only a heading"}, {Facts: []handlers.Line{{Value: "1"}}}} {
		if got := draw(r, language.Voice{}, ""); strings.TrimSpace(got.answer) == "" || strings.TrimSpace(got.text()) == "" {
			t.Errorf("%+v has no content", r)
		}
	}
}

// FuzzDraw makes replies of any size and content and holds them against Discord's
// limits.
func FuzzDraw(f *testing.F) {
	f.Add("answer", "text", 3, 2)
	f.Add("@everyone", "**[x](http://y)**", 400, 90)
	f.Add(strings.Repeat("😀", 5000), strings.Repeat("* ", 5000), 40, 40)
	f.Add("\x00\u202e\xff", "\n\n# a", 1, 0)
	f.Add(strings.Repeat("1234567890", 100_000), strings.Repeat("_", 3000), 25, 11)
	f.Fuzz(func(t *testing.T, answer, text string, facts, sources int) {
		r := handlers.Reply{Heading: text, Answer: answer, Notes: []string{text, answer}, Examples: []string{text, answer, text}}
		for i := range abs(facts) % 60 {
			r.Facts = append(r.Facts, handlers.Line{Value: answer, Text: text, Quoted: i%2 == 0, By: text, Source: i})
		}
		for i := range abs(sources) % 60 {
			r.Sources = append(r.Sources, handlers.Source{Text: text, Label: answer, Article: strconv.Itoa(i % (1 + abs(facts)%3))})
		}
		keepsLimits(t, draw(r, language.Voice{}, ""))
		keepsLimits(t, draw(r, language.Voice{}, cannotAttach))
		for _, as := range []shape{everything(), {}} {
			b := draw(r, language.Voice{}, "")
			for _, p := range b.pages(max(minRoom, b.room(as))) {
				keepsLimits(t, p)
			}
		}
	})
}

func keepsLimits(t *testing.T, b blocks) {
	t.Helper()
	if n := size(b.answer); n > maxContent || n == 0 {
		t.Errorf("content has %d characters", n)
	}
	if n := size(b.text()); n > maxContent {
		t.Errorf("text has %d characters", n)
	}
	cards := b.cards()
	if len(cards) > maxEmbeds {
		t.Errorf("%d embeds", len(cards))
	}
	total := 0
	for _, c := range cards {
		total += size(c.Title) + size(c.Description)
		if size(c.Title) > maxTitle || size(c.Description) > maxDescription {
			t.Errorf("an embed has %d and %d characters", size(c.Title), size(c.Description))
		}
		if c.Title+strings.TrimSpace(c.Description) == "" {
			t.Error("an embed is empty")
		}
		if !utf8.ValidString(c.Title + c.Description) {
			t.Error("an embed is not UTF-8")
		}
	}
	if total > maxEmbedTotal {
		t.Errorf("the embeds have %d characters", total)
	}
}

func BenchmarkDraw(b *testing.B) {
	r := drones()
	b.ReportAllocs()
	for b.Loop() {
		draw(r, language.Voice{}, "").cards()
	}
}
