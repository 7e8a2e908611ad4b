package handlers_test

import (
	"strings"
	"testing"

	"byline/facts"
	"byline/handlers"
	"byline/handlers/handlerstest"
)

// A library of several articles is answered from all of them, and each source says
// where it stands.
func TestSeveralArticles(t *testing.T) {
	const text = "Fisherman Karl Lind said on Sunday that 7 boats are for sale.\nHe added \"nobody buys.\"\n"
	b := handlerstest.Read("sale.txt", text)
	karl := b.Person("Karl Lind", "Fisherman", "")
	const sale = "said on Sunday that 7 boats are for sale"
	f7 := b.Figure("7", "boats", "for sale", sale, b.By(karl, "said", sale, "", "on Sunday"))
	buys := b.Quote("nobody buys.", facts.Words, `added "nobody buys."`, b.By(karl, "added", "added", "", ""))
	b.Topic(facts.EntityOther, -1, []int{f7}, "boats", "boat")
	b.Topic(facts.EntityPerson, karl, []int{f7, buys}, "Karl Lind", "lind")
	router := handlers.New(&handlerstest.Library{Articles: []*facts.Table{b.Table(), handlerstest.Harbour()}})

	reply, _ := say(router, "!boats", true)
	if !strings.HasPrefix(reply.Answer, "Boats: 7 for sale (said Karl Lind); 40 damaged on the quays") {
		t.Error(reply.Answer)
	}
	if text := reply.Text(); !strings.Contains(text, "[1] Fisherman Karl Lind said on Sunday that 7 … > Fisherman") ||
		!strings.Contains(text, `[2] A storm has left a "historic" number of … > The Harbour Office`) {
		t.Error(text)
	}

	reply, _ = say(router, "!who lind", true)
	if want := "“lind” may mean Karl Lind or Anna Lind."; reply.Answer != want {
		t.Errorf("got %q, want %q", reply.Answer, want)
	}
	if want := "!who karl lind"; len(reply.Examples) != 2 || reply.Examples[0] != want {
		t.Errorf("the examples are %q, want %q first", reply.Examples, want)
	}
	for _, line := range append(reply.Examples, "!karl lind", "!quotes karl lind") {
		if reply, ok := say(router, line, false); !ok || !reply.Found {
			t.Errorf("%s: %v, %s", line, ok, reply.Answer)
		}
	}

	reply, _ = say(router, "!source "+b.Table().Facts[f7].ID, true)
	if len(reply.Sources) != 1 || reply.Sources[0].Article != "sale.txt" {
		t.Errorf("a fact's id leads to %+v", reply.Sources)
	}
	reply, _ = say(router, "", true)
	if !strings.HasPrefix(reply.Answer, "Ask about 2 articles. The newest: Fisherman Karl Lind") {
		t.Error(reply.Answer)
	}
}
