package handlers

import (
	"testing"

	"byline/facts"
	"byline/handlers/handlerstest"
	"byline/handlers/language"
)

// Who gives a fact is worded with the article's verb, and in an order that leaves no
// doubt who spoke to whom.
func TestCredit(t *testing.T) {
	const text = `Eva Holm, the mayor, told Zed by phone on Monday that 3 bridges are closed.
Holm called Zed a "liar," and the Board denied that it knew.
"We knew," Holm told reporters.
Eva Holm warned on Friday: "Stay at home."
The Board referred to Holm and Zed as two "dreamers" of the town.
Some 7 people were hurt, it was claimed.
There were 9 lamps.
`
	b := handlerstest.Read("bridges.txt", text)
	holm := b.Person("Eva Holm", "the mayor", "")
	board := b.Entity(facts.EntityOrganisation, "Board", "", "")
	const (
		phone = "told Zed by phone on Monday that 3 bridges are closed"
		liar  = `called Zed a "liar,"`
		refer = `referred to Holm and Zed as two "dreamers"`
	)
	cases := map[int]struct{ full, brief string }{}
	want := func(fact int, full, brief string) { cases[fact] = struct{ full, brief string }{full, brief} }
	want(b.Figure("3", "bridges", "closed", phone, b.By(holm, "told", phone, "by phone", "on Monday")),
		"Eva Holm, the mayor, told Zed by phone on Monday", "Eva Holm told Zed by phone on Monday")
	want(b.Quote("liar,", facts.Words, liar, b.By(holm, "called", liar, "", "")),
		"Eva Holm, the mayor, called Zed a …", "Eva Holm called Zed a …")
	denial := b.Statement("it knew", b.By(board, "denied", "denied that it knew", "", ""))
	want(denial, "the Board", "the Board") // the verb stands before what is denied
	want(b.Quote("We knew,", facts.Direct, `"We knew,"`, b.By(holm, "told", "Holm told reporters", "", "")),
		"Eva Holm, the mayor, told reporters", "Eva Holm told reporters")
	want(b.Quote("Stay at home.", facts.Direct, `"Stay at home."`, b.By(holm, "warned", `warned on Friday`, "", "on Friday")),
		"Eva Holm, the mayor, warned on Friday", "Eva Holm warned on Friday")
	want(b.Quote("dreamers", facts.Words, refer, b.By(board, "referred", refer, "", "")),
		"the Board referred to Holm and Zed as two …", "the Board referred to Holm and Zed as two …")
	want(b.Figure("7", "people", "hurt", "7 people were hurt", b.ByNameless("claimed", "it was claimed")),
		"claimed somebody the article does not name", "claimed somebody the article does not name")
	want(b.Figure("9", "lamps", "", "9 lamps", nil),
		"", "") // the article's own
	table := b.Table()
	for i, c := range cases {
		if got := credit(language.Voice{}, table, &table.Facts[i], false); got != c.full {
			t.Errorf("in full\n  got  %s\n  want %s", got, c.full)
		}
		if got := credit(language.Voice{}, table, &table.Facts[i], true); got != c.brief {
			t.Errorf("in brief\n  got  %s\n  want %s", got, c.brief)
		}
	}
	denied := factRef{table, denial}
	if got, want := statement(denied), "denied that it knew"; got != want {
		t.Errorf("the denial as a line is %q, not %q", got, want)
	}
	if got, want := saidClause(denied, maxItemLength), "the Board denied that it knew"; got != want {
		t.Errorf("the denial as a clause is %q, not %q", got, want)
	}
}

func TestUncapitalised(t *testing.T) {
	for words, want := range map[string]string{
		"Last week": "last week", "Experts": "experts", "Monday": "Monday", "Danish officials": "Danish officials", "US intelligence": "US intelligence",
	} {
		if got := uncapitalised(words); got != want {
			t.Errorf("uncapitalised(%q) = %q, want %q", words, got, want)
		}
	}
}

// An article before a name is one only where the name ends.
func TestHasWords(t *testing.T) {
	const text = "the Russian army and the Kremlin, the Board"
	for words, want := range map[string]bool{"the Russia": false, "the Russian": true, "the Kremlin": true, "the Board": true, "the Boar": false} {
		if hasWords(text, words) != want {
			t.Errorf("%q: %v", words, !want)
		}
	}
}
