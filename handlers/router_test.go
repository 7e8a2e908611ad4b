package handlers_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/shelf"
	"byline/handlers"
	"byline/handlers/handlerstest"
)

// harbour is a router over the invented article of handlerstest.
func harbour() *handlers.Router {
	return handlers.New(&handlerstest.Library{Articles: []*facts.Table{handlerstest.Harbour()}})
}

func say(r *handlers.Router, text string, direct bool) (handlers.Reply, bool) {
	return r.Handle(context.Background(), handlers.Request{Text: text, Channel: "c", Library: "local", Direct: direct})
}

// In a channel that Byline shares, only its commands, its topics and typing errors
// of them are answered.
func TestSilence(t *testing.T) {
	router := harbour()
	for _, tt := range []struct {
		text     string
		answered bool
	}{
		{"!boats", true},
		{"!Boats?", true},
		{"!BOATS!!!", true},
		{"!boat", true},
		{"!help", true},
		{"!harbour office", true},
		{"!the ferry", true},
		{"!ask how many boats were damaged?", true},
		{"!boats how many were repaired?", true},

		{"", false},
		{"boats", false},
		{" !boats", false},
		{"! boats", false},
		{"!!boats", false},
		{"!", false},
		{"!?", false},
		{"!…boats", false},
		{"how many boats were damaged?", false},
		{"hello", false},
		{"thanks", false},

		// other bots' commands, and words that English has
		{"!play", false}, {"!play boats", false}, {"!ban", false}, {"!ban lind", false}, {"!rank", false},
		{"!skip", false}, {"!level", false}, {"!queue", false}, {"!stats", false}, {"!mute", false},
		{"!8ball", false}, {"!xkcd 12", false}, {"!goats", false}, {"!boots", false}, {"!land", false},
		{"!how many boats were damaged?", false},
	} {
		if _, ok := say(router, tt.text, false); ok != tt.answered {
			t.Errorf("in a channel, %q: answered %v, want %v", tt.text, ok, tt.answered)
		}
		if _, ok := say(router, tt.text, true); !ok {
			t.Errorf("in a direct message, %q was not answered", tt.text)
		}
	}
}

// A corrected word is answered, and the reply says which word was read.
func TestTypingErrors(t *testing.T) {
	router := harbour()
	for _, tt := range []struct{ text, note, heading string }{
		{"!qoutes", "Read as !quotes.", "Quotes · "},
		{"!quotse lind", "Read as !quotes.", "Anna Lind · "},
		{"!tiemline", "Read as !timeline.", "Timeline · "},
		{"!figurs", "Read as !figures.", "Figures · "},
		{"!hepl", "Read as !help.", "Commands"},
		{"!fery", "", ""}, // four letters have too many neighbours
		{"!baots", "Read as !boats.", "Boats · "},
		{"!harbor ofice", "Read as !harbour office.", "Harbour Office · "},
		{"!ferries", "", "Ferry · "},
		{"!fishing unoin", "Read as !fishing union.", "Fishing Union · "},
		{"!who anna lindd", "Read as “Anna Lind”.", "Anna Lind, Harbour master · "},
		{"!help qoutes", "Read as !quotes.", ""},
	} {
		reply, ok := say(router, tt.text, false)
		switch {
		case tt.note == "" && tt.heading == "" && ok:
			t.Errorf("%q was answered: %s", tt.text, reply.Answer)
		case tt.note == "" && tt.heading == "":
		case !ok:
			t.Errorf("%q was not answered", tt.text)
		case !strings.HasPrefix(reply.Heading, tt.heading):
			t.Errorf("%q has the heading %q, want %q", tt.text, reply.Heading, tt.heading)
		case tt.note != "" && (len(reply.Notes) == 0 || reply.Notes[0] != tt.note):
			t.Errorf("%q has the notes %q, want %q first", tt.text, reply.Notes, tt.note)
		}
	}
}

// What only begins like a command is a question.
func TestQuestionsThatBeginLikeCommands(t *testing.T) {
	lib := &asked{Library: handlerstest.Library{Articles: []*facts.Table{handlerstest.Harbour()}}}
	router := handlers.New(lib)
	for _, question := range []string{
		"who is the mayor of Olm?", "who won?", "check whether the ferry sails", "help me understand the storm",
		"source of the claim?", "quotes from whom?", "figures of speech in it", "topics of the talks?", "timeline for whom?",
	} {
		lib.questions = nil
		say(router, question, true)
		if len(lib.questions) != 1 || lib.questions[0] != question {
			t.Errorf("%q was not asked as a question: %q", question, lib.questions)
		}
	}
	for _, command := range []string{"who lind", "who is Anna Lind?", "quotes of lind", "figures about boats", "check", "help quotes", "timeline ferry", "boats"} {
		lib.questions = nil
		say(router, command, true)
		if len(lib.questions) > 0 {
			t.Errorf("%q was asked as a question", command)
		}
	}
}

// asked is a library that notes what it is asked.
type asked struct {
	handlerstest.Library
	questions []string
}

func (a *asked) Ask(ctx context.Context, s shelf.Scope, question string, previous answer.Answer) (answer.Answer, error) {
	a.questions = append(a.questions, question)
	return a.Library.Ask(ctx, s, question, previous)
}

func TestQuestions(t *testing.T) {
	table := handlerstest.Harbour()
	factsOf := func(kind facts.Kind, sentence int) (indices []int) {
		for i := range table.Facts {
			if f := &table.Facts[i]; f.Kind == kind && f.Sentence == sentence {
				indices = append(indices, i)
			}
		}
		return indices
	}
	hit := func(kind facts.Kind, sentence int) []answer.Hit {
		return []answer.Hit{{Table: table, Sentence: sentence, Facts: factsOf(kind, sentence), Score: 1}}
	}
	lib := &handlerstest.Library{
		Articles: []*facts.Table{table},
		Answers: map[string]answer.Answer{
			"How many were repaired?":  {Found: true, Short: "25", Hits: hit(facts.KindFigure, 2)},
			"Who called him what?":     {Found: true, Short: "dreamer", Hits: hit(facts.KindQuote, 8)},
			"When does it open?":       {Found: true, Short: "on Friday", Hits: hit(facts.KindEvent, 10)},
			"What of the storm?":       {Found: true, Hits: hit(facts.KindPerson, 0)},
			"Whales on the quays?":     {Missing: "whales", Confidence: 0.1, Hits: hit(facts.KindFigure, 1)},
			"How many whales?":         {Missing: "whales", Confidence: 0.1, Hits: hit(facts.KindFigure, 1)},
			"Wie viele Boote sind da?": {Missing: "wie", Hits: hit(facts.KindFigure, 1)},
			"How many, then?":          {},
		},
	}
	router := handlers.New(lib)
	for _, tt := range []struct{ question, answer string }{
		{"How many were repaired?", "25 boats repaired by volunteers, claimed Anna Lind, Harbour master, in a radio interview."},
		{"Who called him what?", `Anna Lind, Harbour master, called Öhler a "dreamer".`},
		{"When does it open?", "On Friday: Öhler is scheduled to open the ferry at the town hall on Friday."},
		{"What of the storm?", `A storm has left a "historic" number of boats damaged in Wexley as the town hints at a new ferry.`},
		{"Whales on the quays?", "Not in the articles: whales. The nearest fact: 40 boats damaged on the quays (claimed the Harbour Office)."},
		{"How many whales?", "Not in the articles: whales. They tell of boats, Anna Lind and Piet Öhler."},
		{"Wie viele Boote sind da?", "Not in the articles. Byline reads English only."},
		{"How many, then?", "Not in the articles."},
	} {
		reply, _ := say(router, tt.question, true)
		if reply.Answer != tt.answer {
			t.Errorf("%s\n  got  %s\n  want %s", tt.question, reply.Answer, tt.answer)
		}
		if want := lib.Answers[tt.question]; reply.Found != want.Found || reply.Short != want.Short || reply.Confidence != want.Confidence {
			t.Errorf("%s: found %v, short %q, confidence %v", tt.question, reply.Found, reply.Short, reply.Confidence)
		}
	}
}

// What is asked about the article itself is answered from what is known of it, and a
// date that is not known is not searched for in its sentences.
func TestQuestionsAboutTheArticle(t *testing.T) {
	table := handlerstest.Harbour()
	router := handlers.New(&handlerstest.Library{Articles: []*facts.Table{table}})
	ask := func(question, want string, found bool) {
		t.Helper()
		reply, _ := say(router, question, true)
		if reply.Answer != want || reply.Found != found {
			t.Errorf("%s\n  got  %v %s\n  want %v %s", question, reply.Found, reply.Answer, found, want)
		}
	}
	ask("what is this about?", `A storm has left a "historic" number of boats damaged in Wexley as the town hints at a new ferry.`, true)
	ask("!ask When was the article published?", "The date of the article is unknown.", false)
	ask("who wrote it", "The author of the article is unknown.", false)
	table.Article.Published = time.Date(2025, time.March, 9, 16, 5, 0, 0, time.UTC)
	table.Article.Authors = []string{"Ann Lee", "Bo Ray"}
	table.Article.Outlet = "The Wexley Post"
	ask("When was this published?", "Published on 9 March 2025.", true)
	ask("who wrote this article?", "By Ann Lee, Bo Ray.", true)
	ask("who published this", "From The Wexley Post.", true)
}

func TestSourceOfWhich(t *testing.T) {
	router := harbour()
	at := func(channel, replyTo, text string) string {
		r, _ := router.Handle(context.Background(), handlers.Request{Text: text, Channel: channel, ReplyTo: replyTo})
		return r.Answer
	}
	const none = "There is no answer with sources in this conversation yet. Ask something first, or give a fact's id."
	if got := at("a", "", "!source 1"); got != none {
		t.Errorf("before any answer: %s", got)
	}

	req := handlers.Request{Text: "!boats", Channel: "a"}
	boats, _ := router.Handle(context.Background(), req)
	router.Delivered(req, boats, "message-1")
	first := boats.Sources[0].Text
	if got := at("a", "", "!source 1"); got != first {
		t.Errorf("the last answer's [1] is %q, want %q", got, first)
	}
	if got := at("a", "", "!source [2]"); got != boats.Sources[1].Text {
		t.Errorf("after !source, [2] of the answer before it is %q", got)
	}
	if got := at("b", "", "!source 1"); got != none {
		t.Errorf("in another channel: %s", got)
	}
	if got, want := at("a", "", "!source 99"), "The last answer had 5 sources; there is no [99]."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := at("a", "", "!source 99999999999999999999"), "No fact has the id 99999999999999999999."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}

	at("a", "", "!timeline") // another answer now is the last one
	if got := at("a", "message-1", "!source 1"); got != first {
		t.Errorf("in reply to the older answer: %q, want %q", got, first)
	}
	if got := at("a", "", "!source 1"); got == first {
		t.Error("without a reply the older answer was taken")
	}

	id := boats.Facts[0].FactID
	for _, line := range []string{"!source " + id, "!source " + id[:6], "!source " + strings.ToUpper(id)} {
		if got := at("nobody was here", "", line); got != first {
			t.Errorf("%s: %q, want %q", line, got, first)
		}
	}
	if got, want := at("a", "", "!source 000000"), "No fact has the id 000000."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Memory for !source is bounded: the conversation that was silent for longest is
// forgotten.
func TestConversationsAreForgotten(t *testing.T) {
	router := harbour()
	for i := range 5000 {
		router.Handle(context.Background(), handlers.Request{Text: "!timeline", Channel: strings.Repeat("x", i%50) + string(rune('a'+i/50))})
	}
	first, _ := router.Handle(context.Background(), handlers.Request{Text: "!source", Channel: "a"})
	last, _ := router.Handle(context.Background(), handlers.Request{Text: "!source", Channel: strings.Repeat("x", 49) + string(rune('a'+99))})
	if first.Found || !last.Found {
		t.Errorf("the first of 5000 conversations is remembered: %v; the last: %v", first.Found, last.Found)
	}
}

func TestFailures(t *testing.T) {
	var logged bytes.Buffer
	log := handlers.WithLog(slog.New(slog.NewTextHandler(&logged, nil)))

	lib := &handlerstest.Library{Err: errors.New("the disk is on fire")}
	reply, _ := say(handlers.New(lib, log), "!boats", true)
	ref := regexp.MustCompile(`^Something went wrong \(ref ([0-9A-F]{4})\)\.$`).FindStringSubmatch(reply.Answer)
	if ref == nil {
		t.Fatalf("a failure reads %q", reply.Answer)
	}
	if out := logged.String(); !strings.Contains(out, ref[1]) || !strings.Contains(out, "the disk is on fire") || strings.Contains(out, "boats") {
		t.Errorf("the log has %q", out)
	}

	lib.Err = &handlers.UserError{Sentence: "The library is being copied; ask again in a minute.", Detail: "backup holds the lock"}
	logged.Reset()
	reply, _ = say(handlers.New(lib, log), "!boats", true)
	if reply.Answer != "The library is being copied; ask again in a minute." || !strings.Contains(logged.String(), "backup holds the lock") {
		t.Errorf("answer %q, log %q", reply.Answer, logged.String())
	}

	logged.Reset()
	reply, ok := say(handlers.New(broken{}, log), "!boats", false)
	if !ok || !strings.HasPrefix(reply.Answer, "Something went wrong (ref ") || !strings.Contains(logged.String(), "router_test.go") {
		t.Errorf("a panic gives %v, %q; the log has %q", ok, reply.Answer, logged.String())
	}

	reply, _ = say(handlers.New(&handlerstest.Library{}), "", true)
	if reply.Answer != "No article has been read yet." {
		t.Errorf("an empty library greets with %q", reply.Answer)
	}
}

// broken is a library that panics.
type broken struct{}

func (broken) Sources(context.Context, shelf.Scope) ([]answer.Source, error) { panic("out of order") }
func (broken) Ask(context.Context, shelf.Scope, string, answer.Answer) (answer.Answer, error) {
	panic("out of order")
}
func (broken) Explain(context.Context, shelf.Scope, answer.Answer) ([]string, error) {
	panic("out of order")
}

// Whatever is pasted gets one clear sentence, and is read in bounded time.
func TestHostileMessages(t *testing.T) {
	const tooLong = "That is too long to be a question. Up to 4000 characters are read."
	router := harbour()
	for _, tt := range []struct{ name, text, answer string }{
		{"a megabyte of digits", strings.Repeat("7", 1<<20), tooLong},
		{"a megabyte of commands", "!" + strings.Repeat("boats ", 1<<18), tooLong},
		{"a long question", "!ask " + strings.Repeat("ä", 5000), tooLong},
		{"a long word", strings.Repeat("q", 3000), "Not in the articles: " + strings.Repeat("q", 60) + " …"},
		{"NUL among letters", "!bo\x00ats", ""},
		{"zero-width characters", "!bo\u200bat\u2060s", ""},
		{"bidirectional overrides", "\u202e!boats", ""},
		{"invalid UTF-8", "!boats\xff\xfe", ""},
	} {
		reply, ok := say(router, tt.text, true)
		switch {
		case !ok:
			t.Errorf("%s: no answer", tt.name)
		case tt.answer == "" && !strings.HasPrefix(reply.Heading, "Boats · "):
			t.Errorf("%s: %q", tt.name, reply.Answer)
		case tt.answer != "" && reply.Answer != tt.answer:
			t.Errorf("%s: %q", tt.name, reply.Answer)
		}
	}
	for _, text := range []string{"?", "!!!", "…", "🙂", "\x00", "\xff", "***"} {
		if reply, _ := say(router, text, true); !strings.HasPrefix(reply.Answer, "Ask about the article") {
			t.Errorf("%q is answered with %q", text, reply.Answer)
		}
	}
	if _, ok := say(router, "!"+strings.Repeat("7", 1<<20), false); ok {
		t.Error("a megabyte of digits is answered in a channel")
	}
}

func FuzzHandle(f *testing.F) {
	for _, text := range []string{"!boats", "!who lind", "öhler", "!source 2", "!quotes \xff", "", "!", "who is", "! \u202e", "!source ffffff", "!topic a b c d e f g"} {
		f.Add(text, true)
		f.Add(text, false)
	}
	router := harbour()
	f.Fuzz(func(t *testing.T, text string, direct bool) {
		reply, ok := say(router, text, direct)
		if !ok {
			if direct {
				t.Errorf("%q was not answered", text)
			}
			return
		}
		if reply.Answer == "" || strings.ContainsAny(reply.Answer, "\n\r") {
			t.Errorf("%q has the answer line %q", text, reply.Answer)
		}
		if strings.HasPrefix(reply.Answer, "Something went wrong") {
			t.Errorf("%q: %s", text, reply.Answer)
		}
		for _, l := range reply.Facts {
			if l.Source < 0 || l.Source > len(reply.Sources) {
				t.Errorf("%q: a line cites [%d] of %d sources", text, l.Source, len(reply.Sources))
			}
		}
		for _, s := range reply.Sources {
			if s.Mark[0] < 0 || s.Mark[0] > s.Mark[1] || s.Mark[1] > len(s.Text) {
				t.Errorf("%q: mark %v in %d bytes", text, s.Mark, len(s.Text))
			}
		}
	})
}

// The benchmarks answer from the seed article, as a new installation does.
func BenchmarkTopic(b *testing.B)    { benchmark(b, "!drones") }
func BenchmarkTypo(b *testing.B)     { benchmark(b, "!dornes") }
func BenchmarkQuestion(b *testing.B) { benchmark(b, "How many drones were lost?") }

func benchmark(b *testing.B, text string) {
	router := handlers.New(seed())
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := say(router, text, true); !ok {
			b.Fatal("no answer")
		}
	}
}

// A question may lean on the one before it, and the last one can be explained, also
// after a command that asked nothing.
func TestFollowUps(t *testing.T) {
	lib := &following{Library: handlerstest.Library{Articles: []*facts.Table{handlerstest.Harbour()}}}
	router := handlers.New(lib)
	if reply, _ := say(router, "explain", true); reply.Answer != "No question has been answered in this conversation yet. Ask one first." {
		t.Errorf("without a question: %q", reply.Answer)
	}
	say(router, "How many boats were repaired?", true)
	say(router, "!topics", true)
	say(router, "and scrapped?", true)
	if want := []string{"", "How many boats were repaired?"}; !slices.Equal(lib.previous, want) {
		t.Errorf("asked after %q, want %q", lib.previous, want)
	}
	if reply, _ := say(router, "!explain", true); !slices.Equal(reply.Notes, []string{"Asked: and scrapped?"}) {
		t.Errorf("explained: %q", reply.Notes)
	}
}

// following is a library that notes which question came before.
type following struct {
	handlerstest.Library
	previous []string
}

func (f *following) Ask(ctx context.Context, s shelf.Scope, question string, previous answer.Answer) (answer.Answer, error) {
	f.previous = append(f.previous, previous.Question)
	return f.Library.Ask(ctx, s, question, previous)
}
