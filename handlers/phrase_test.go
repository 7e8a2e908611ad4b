package handlers

import (
	"testing"

	"byline/facts"
	"byline/handlers/handlerstest"
)

// A figure is worded as its number and what it counts, with what happened to it;
// under its own topic the noun is left out.
func TestFigure(t *testing.T) {
	const text = `More than 30 big cafés were closed. Some 20 cafés remain.
The 5 French cafés were sold. Of the 7 open cafés nothing was said.
Guests spent $46 on tea. Shares of the chain fell 5%. They took 10 minutes. It is 30 miles away. There were nine in the yard behind it, closed.
They took billions of crowns in tips for the cooks. Prices rose 12 per cent. The bar pours around ten a night. Some 17 heads of big cafés are here. The fine for sitting is up to 15 years. They spoke in many towns over three days. The heat left millions without tea, they said. The chain bought it only six years ago, he said. She said 11 then, and later told of chairs.
`
	b := handlerstest.Read("cafes.txt", text)
	cafes := &subject{kind: facts.EntityOther, forms: []string{"cafes"}}
	figureAt := func(surface, noun, fate, at string, set func(*facts.Figure)) int {
		i := b.Figure(surface, noun, fate, at, nil)
		if set != nil {
			set(b.Draft(i).Figure)
		}
		return i
	}
	approximate := func(f *facts.Figure) { f.Approx = true }
	cases := []struct {
		fact           int
		alone, underIt string
	}{
		{figureAt("30", "big cafés", "closed", "30 big cafés were closed", approximate), "more than 30|big cafés closed", "more than 30|big cafés closed"},
		{figureAt("20", "cafés", "", "Some 20 cafés remain", approximate), "some 20|cafés", "some 20|cafés"},
		{figureAt("5", "French cafés", "sold", "5 French cafés were sold", nil), "5|French cafés sold", "5|French cafés sold"},
		{figureAt("7", "cafés", "nothing was said", "7 open cafés nothing was said", nil), "7|open cafés nothing was said", "7|nothing was said"},
		{figureAt("$46", "", "Guests spent", "Guests spent $46", nil), "$46:|Guests spent", "$46:|Guests spent"},
		{figureAt("5%", "Shares", "fell", "fell 5%", nil), "5%:|Shares fell", "5%:|Shares fell"},
		{figureAt("10", "", "", "10 minutes", func(f *facts.Figure) { f.Unit = "minutes" }), "10 minutes|", "10 minutes|"},
		{figureAt("30 miles", "miles", "", "30 miles away", func(f *facts.Figure) { f.Unit = "miles" }), "30 miles|away", "30 miles|away"},
		{figureAt("nine", "", "", "nine in the yard", nil), "nine|in the yard behind it", "nine|in the yard behind it"},
		{figureAt("billions", "crowns", "took", "took billions", nil), "billions|of crowns: took", "billions|of crowns: took"},
		{figureAt("12 per cent", "Prices", "rose", "rose 12 per cent", func(f *facts.Figure) { f.Unit = "%" }), "12 per cent:|Prices rose", "12 per cent:|Prices rose"},
		{figureAt("ten", "", "pours", "pours around ten a", approximate), "around ten a night:|pours", "around ten a night:|pours"},
		{figureAt("17", "heads", "here", "17 heads of big cafés are here", approximate), "some 17|heads of big cafés here", "some 17|heads of big cafés here"},
		{figureAt("15", "fine", "", "to 15 years", func(f *facts.Figure) { f.Unit, f.Approx = "years", true }), "up to 15 years:|fine for sitting", "up to 15 years:|fine for sitting"},
		{figureAt("three", "towns", "", "over three days", func(f *facts.Figure) { f.Unit = "days" }), "three days|", "three days|"},
		{figureAt("six", "chain", "bought", "bought it only six years ago", func(f *facts.Figure) { f.Unit = "years" }), "six years|ago", "six years|ago"},
		{figureAt("11", "chairs", "", "11 then", nil), "11|then", "11|then"},
		{figureAt("millions", "", "left", "left millions", nil), "millions|without tea", "millions|without tea"},
	}
	table := b.Table()
	for _, c := range cases {
		value, words := figure(table, &table.Facts[c.fact], nil)
		if got := value + "|" + words; got != c.alone {
			t.Errorf("got %q, want %q", got, c.alone)
		}
		value, words = figure(table, &table.Facts[c.fact], cafes)
		if got := value + "|" + words; got != c.underIt {
			t.Errorf("under its topic: got %q, want %q", got, c.underIt)
		}
	}
}

// Long texts are cut at a word's end, and the cut is shown.
func TestClip(t *testing.T) {
	for _, tt := range []struct {
		text string
		n    int
		want string
	}{
		{"a short one", 20, "a short one"},
		{"the ferry, is nearly ready", 12, "the ferry …"},
		{"öööööööööö", 4, "öööö …"},
		{"one\ntwo", 20, "one two"},
	} {
		if got := clip(tt.text, tt.n); got != tt.want {
			t.Errorf("clip(%q, %d) = %q, want %q", tt.text, tt.n, got, tt.want)
		}
	}
}

// Of a quotation of several sentences, a subject gets those that name it.
func TestQuotationOn(t *testing.T) {
	const text = `"We are tired. The union helped us. Nobody else did," Hill said.` + "\n"
	b := handlerstest.Read("hill.txt", text)
	said := b.Quote("We are tired. The union helped us. Nobody else did,", facts.Direct, "We are tired. The union helped us. Nobody else did,", nil)
	table := b.Table()
	for _, tt := range []struct {
		form, want string
		sentence   int
	}{
		{"union", "… The union helped us. …", 1},
		{"hill", "We are tired. The union helped us. Nobody else did", 0},
		{"tired", "We are tired. …", 0},
	} {
		got, sentence, _ := quotationOn(table, &table.Facts[said], &subject{forms: []string{tt.form}})
		if sentence != tt.sentence || got != tt.want {
			t.Errorf("on %s: got %q of sentence %d, want %q of %d", tt.form, got, sentence, tt.want, tt.sentence)
		}
	}
}
