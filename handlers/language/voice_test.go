package language_test

import (
	"testing"
	"time"

	"byline/handlers/language"
)

func TestVoice(t *testing.T) {
	english, german := language.Of("en-GB", ""), language.Of("de-AT", "")
	spanish, ukrainian := language.Of("es-419", ""), language.Of("uk_UA.UTF-8", "")
	day := time.Date(2026, 3, 1, 14, 5, 0, 0, time.UTC)
	for _, tt := range []struct{ got, want string }{
		{english.Say("There is no article %s. !articles lists them.", "7"), "There is no article 7. !articles lists them."},
		{german.Say("There is no article %s. !articles lists them.", "7"), "Es gibt keinen Artikel 7. !articles zeigt die Liste."},
		{language.Of("de", "?").Say("There is no article %s. !articles lists them.", "7"), "Es gibt keinen Artikel 7. ?articles zeigt die Liste."},
		{language.Of("", "$%").Say("There is no article %s. !articles lists them.", "!7"), "There is no article !7. $%articles lists them."},
		{language.Of("ja", "b.").Say("Goodbye! “!help” shows more."), "Goodbye! “b.help” shows more."},
		{german.Say("A sentence that no catalogue has: %d%%.", 3), "A sentence that no catalogue has: 3%."},

		{english.Count(1, "quote", "quotes"), "1 quote"},
		{english.Count(0, "quote", "quotes"), "0 quotes"},
		{ukrainian.Count(1, "quote", "quotes"), "1 цитата"},
		{ukrainian.Count(3, "quote", "quotes"), "3 цитати"},
		{ukrainian.Count(11, "quote", "quotes"), "11 цитат"},
		{ukrainian.Count(21, "quote", "quotes"), "21 цитата"},
		{language.Of("fr", "").Count(0, "quote", "quotes"), "0 citation"},
		{spanish.Count(1_000_000, "quote", "quotes"), "1000000 citas"},

		{english.And([]string{"a", "b", "c"}), "a, b and c"},
		{german.Or([]string{"a", "b"}), "a oder b"},
		{spanish.List([]string{"a", "b", "c"}, 1, ", "), "a y 2 más"},
		{english.List([]string{"a", "b", "c"}, 1, ", "), "a, and 2 more"},
		{language.Of("fr", "").Day(day), "1er mars 2026"},
		{english.Day(day), "1 March 2026"},
		{german.Day(day), "1. März 2026"},
		{spanish.Day(day), "1 de marzo de 2026"},
		{ukrainian.Day(day), "1 березня 2026 року"},
		{english.Moment(day), "1 March 14:05 UTC"},

		{german.Tag() + " " + german.Name(), "de Deutsch"},
		{english.Tag() + " " + english.Name(), "en English"},
		{language.Of("de", "?").Line("!articles 2"), "?articles 2"},
		{language.Of(language.Pseudo, "").Say("No fact has the id %s.", "ab"), "⟦No fact has the id ⟧ab."},
		{language.Accepted("da, de-CH;q=0.8, en;q=0.5"), "de"},
		{language.Accepted("da"), ""},
		{language.Accepted("\x00;;q=,"), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("says %q, want %q", tt.got, tt.want)
		}
	}
}

// A sentence costs about as much as fmt.Sprintf.
func BenchmarkSay(b *testing.B) {
	german := language.Of("de", "?")
	for b.Loop() {
		_ = german.Say("There is no article %s. !articles lists them.", "7")
	}
}
