package handlers_test

import (
	"testing"

	"byline/facts"
	"byline/handlers"
	"byline/handlers/handlerstest"
)

// pier is an article whose speakers were traced to its people in part only.
func pier() *facts.Table {
	b := handlerstest.Read("pier.txt", `Mayor Nora Vik opened the pier. "The pier is safe," Vik said. `+
		`Her brother, the diver Ole Brandt, swam under it. Brandt said the posts are sound. `+
		`Carpenter Ida Moe built the pier. Sailor Per Moe was the first to land at the pier. `+
		`"We were cold. We were hungry," Brandt said.`)
	vik := b.Person("Nora Vik", "Mayor", "")
	brandt := b.Person("Ole Brandt", "diver", "")
	ida := b.Person("Ida Moe", "Carpenter", "")
	per := b.Person("Per Moe", "Sailor", "")
	safe := b.Quote("The pier is safe,", facts.Direct, `"The pier is safe," Vik said`, b.ByOther("Vik", "Vik", "said", `" Vik said`))
	sound := b.Statement("the posts are sound", b.ByOther("Brandt", "Brandt", "said", "Brandt said the posts"))
	b.Topic(facts.EntityOther, -1, []int{safe, sound}, "pier")
	b.Topic(facts.EntityOther, -1, []int{safe}, "Pier")
	b.Topic(facts.EntityPerson, vik, nil, "Vik", "Nora Vik")
	b.Topic(facts.EntityPerson, brandt, nil, "Brandt", "Ole Brandt")
	b.Topic(facts.EntityPerson, ida, nil, "Moe", "Ida Moe")
	b.Topic(facts.EntityPerson, per, nil, "Moe", "Per Moe")
	return b.Table()
}

func TestSpeakersByName(t *testing.T) {
	router := handlers.New(&handlerstest.Library{Articles: []*facts.Table{pier()}})
	for _, tt := range []struct{ text, answer, heading, note string }{
		{"!quotes vik", "Nora Vik, Mayor, said “The pier is safe”.", "Nora Vik · 1 quote", ""},
		{"!quotes nora vik", "Nora Vik, Mayor, said “The pier is safe”.", "Nora Vik · 1 quote", ""},
		{"!quotes brandt", "Ole Brandt, diver, said the posts are sound.", "Ole Brandt · 1 statement",
			"There is no word-for-word quotation; this is how the reporter words it."},
		{"!who vik", "Nora Vik, Mayor, said “The pier is safe”.", "Nora Vik, Mayor · 1 quote", ""},
		{"!moe", "“moe” may mean Ida Moe or Per Moe.", "", ""},
		{"!who ida moe", "Ida Moe, Carpenter.", "Ida Moe, Carpenter", ""},
		{"!quotes ida moe", "Ida Moe is not quoted.", "", ""},
		{"!pier", "Pier: “The pier is safe” (said Vik); the posts are sound (said Brandt).", "Pier · 1 quote, 1 statement", ""},
	} {
		reply, _ := say(router, tt.text, true)
		note := ""
		if len(reply.Notes) > 0 {
			note = reply.Notes[0]
		}
		if reply.Answer != tt.answer || reply.Heading != tt.heading || tt.note != "" && note != tt.note {
			t.Errorf("%s: %q, %q, %q\nwant %q, %q, %q", tt.text, reply.Answer, reply.Heading, note, tt.answer, tt.heading, tt.note)
		}
	}
	quotes, _ := say(router, "!quotes", true)
	if len(quotes.Facts) != 3 || !quotes.Facts[0].Quoted || !quotes.Facts[1].Group {
		t.Errorf("!quotes does not show the quotation before what is reported:\n%s", quotes.Text())
	}
	reply, _ := say(router, "!who", true)
	if by := reply.Facts[0].By; by != "1 quotation" {
		t.Errorf("!who counts %q for Vik, want 1 quotation", by)
	}
}

// The newest article may leave out who a person is that an older one tells.
func TestIdentityOfSeveralArticles(t *testing.T) {
	b := handlerstest.Read("later.txt", `Nora Vik closed the pier. "It leaks," Vik said.`)
	vik := b.Person("Nora Vik", "", "")
	leaks := b.Quote("It leaks,", facts.Direct, `"It leaks," Vik`, b.ByOther("Vik", "Vik", "said", `" Vik said`))
	b.Topic(facts.EntityPerson, vik, []int{leaks}, "Vik", "Nora Vik")
	router := handlers.New(&handlerstest.Library{Articles: []*facts.Table{b.Table(), pier()}})
	reply, _ := say(router, "!quotes vik", true)
	if want := "Nora Vik, Mayor, said “It leaks” and “The pier is safe”."; reply.Answer != want {
		t.Errorf("!quotes vik: %q, want %q", reply.Answer, want)
	}
}
