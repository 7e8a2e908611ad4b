package answer

import (
	"fmt"
	"slices"
	"testing"

	"byline/facts/article"
	"byline/facts/extract"
)

// laid is the layout of the only sentence of a text for a question.
func laid(t *testing.T, text, question string) (*layout, func()) {
	t.Helper()
	x := New(extract.Table(article.FromText("article", text)))
	m := newMatcher(x, x.read(question))
	return m.layout(m.sentence(0)), m.release
}

// stretchOf is the words from..to of a sentence, given by how they are written.
func (l *layout) stretchOf(first, last string) stretch {
	at := func(written string) int {
		return slices.IndexFunc(l.s.words, func(w word) bool { return l.s.doc.table.Article.Slice(w.span) == written })
	}
	return stretch{from: at(first), to: at(last) + 1}
}

func TestSpeech(t *testing.T) {
	l, done := laid(t, "“Rain,” he said on Monday, is now slowly stopping the two big trucks of Ann Lee.", "who")
	defer done()
	want := "mark noun break mark pronoun past preposition time break auxiliary time adverb gerund determiner number adjective noun preposition name name stop"
	got := ""
	for _, p := range l.speech {
		got += speechNames[p] + " "
	}
	if got != want+" " {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// How far it is to the next word that is so, between any two words.
func TestReach(t *testing.T) {
	l, done := laid(t, "One red bus and one red car.", "who")
	defer done()
	r := l.reach(func(i int) bool { return lowered(l.s.doc.table.Article, l.s.words[i].span) == "red" })
	if got, want := fmt.Sprint(r.left, r.right), "[0 0 1 2 3 4 1 2 3] [2 1 4 3 2 1 0 0 0]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestTraits(t *testing.T) {
	const text = "The old mill, which Ann Lee sold to Deane Grain in 2019 for 3 million dollars, burned down on Monday."
	for _, c := range []struct {
		question, first, last string
		trait                 trait
		want                  float64
	}{
		{"Who bought the mill?", "Deane", "Grain", tNewName, 1},
		{"Who bought the mill?", "Deane", "Grain", tAllName, 1},
		{"Who bought the mill?", "Deane", "Deane", tCutName, 1},
		{"Who bought the mill?", "Deane", "Grain", tCutName, 0},
		{"Who bought the mill?", "old", "mill", tOverlap, 0.5},
		{"Who bought the mill?", "old", "mill", tMet, 0.25},
		{"Who bought the mill?", "mill", "mill", tNothingNew, 1},
		{"Who bought the mill?", "mill", "mill", tCutBefore, 1},
		{"Who bought the mill?", "old", "old", tCutBehind, 1},
		{"Who bought the mill?", "Deane", "Grain", tSomebody, 1},
		{"Who bought the mill?", "Ann", "Lee", tPersonName, 1},
		{"Who bought the mill?", "old", "mill", tSomebody, 0},
		{"Who sold the mill?", "Ann", "Lee", tDoerOf, 1},
		{"Who sold the mill?", "Ann", "Lee", tSays, 0},
		{"Who sold the mill?", "Deane", "Grain", tDoneTo, 1},
		{"Whose mill did she sell?", "old", "old", tOwnedRight, 1},
		{"To whom was the mill sold?", "Deane", "Grain", tGoverned, 1},
		{"To whom was the mill sold?", "2019", "2019", tGoverned, 0},
		{"What mill was sold?", "old", "mill", tMetLast, 1},
		{"What mill was sold?", "old", "mill", tMetFirst, 0},
		{"How much did the mill cost?", "3", "dollars", tUnit, 1},
		{"How much did the mill cost?", "3", "dollars", tNumber, 1},
		{"When did the mill burn?", "Monday", "Monday", tVerbLeft, 1.0 / 3},
		{"When did the mill burn?", "Monday", "Monday", tEnd, 1},
		{"When did the mill burn?", "Monday", "Monday", tDay, 1},
		{"When did the mill burn?", "old", "mill", tStart, 1},
		{"When did the mill burn?", "2019", "2019", tNoRight, 0},
		{"When did the mill burn?", "Monday", "Monday", tNoRight, 1},
		{"When did the mill burn?", "Monday", "Monday", ofLead + trait(slices.Index(leads[:], "on")), 1},
		{"When did the mill burn?", "2019", "2019", ofBefore + trait(speechPreposition), 1},
		{"When did the mill burn?", "Monday", "Monday", ofBehind + trait(speechStop), 1},
		{"When did the mill burn?", "old", "mill", ofDeterminer + trait(speechDeterminer), 1},
		{"When did the mill burn?", "3", "dollars", ofWords + 2, 1},
	} {
		l, done := laid(t, text, c.question)
		v := l.traitsOf(l.stretchOf(c.first, c.last))
		if v[c.trait] != c.want {
			t.Errorf("%s %s … %s: %s is %.2f, want %.2f", c.question, c.first, c.last, traitName(c.trait), v[c.trait], c.want)
		}
		done()
	}
}

// What a trait weighs is what it weighs always and what it weighs besides for each case of the
// question.
func TestShortWeights(t *testing.T) {
	w, err := readWeights("short near 1\nshort who-near 0.5\nshort object-near 0.25\nshort owner-near 2\n")
	if err != nil {
		t.Fatal(err)
	}
	x := small("Ann Lee sold the old mill to Deane Grain on Monday.")
	for question, want := range map[string]float64{
		"Who sold the mill?":       1.5,
		"Who did Ann phone?":       1.75,
		"When was the mill sold?":  1.25,
		"When?":                    1,
		"Whose mill is it?":        3.5,
		"When did Ann Lee sell it": 1.25,
	} {
		q := x.read(question)
		if got := w.short.of(q); got[tNear] != want {
			t.Errorf("%s: near weighs %v, want %v", question, got[tNear], want)
		}
	}
}

// What can be the short answer at all.
func TestPossible(t *testing.T) {
	for _, c := range []struct{ text, question, is, isNot string }{
		{"Trump's apparent efforts at fraternizing with Putin have triggered alarm in Europe.", "What triggered alarm?", "Trump's apparent efforts at fraternizing with Putin", "alarm"},
		{"The reason is that government isn't trustworthy.", "Why do people lose faith?", "isn't trustworthy", "trustworthy"},
		{"So far, he doesn't say he is leaving his seat.", "What does he say of his seat?", "doesn't say he is leaving his seat", "say he is leaving his seat"},
		{"Playing Tommy Royce has given Norton nightmares.", "Who plays Tommy Royce?", "Norton", "Tommy Royce"},
		{"Members of his team held talks with officials this week and are now working on a deal.", "Who held talks?", "Members of his team", "officials this week and are now working on a deal"},
		{"Russia sent aerial vehicles against Ukraine, and the air force spotted 267 drones.", "Who spotted 267 drones?", "air force", "267 drones"},
		{"The tea is cheaper than the coffee.", "Which is cheaper, tea or coffee?", "tea", ""},
		{"Acting director Ann Lee said it was late.", "Who is Ann Lee?", "Acting director", "Ann Lee"},
		{"Russia invaded Ukraine on Feb. 24 at dawn.", "When did it invade?", "Feb. 24", "Feb"},
		{"He needs to win between 57 and 60 percent of the delegates.", "How many delegates does he need?", "57 and 60 percent", "the delegates"},
		{"The fire is 85 per cent contained once again.", "How many per cent are contained?", "85 per cent", "once"},
		{"Two people left once the first 7 boats had come.", "How many boats came?", "7", "once"},
		{"The regions annexed were Donetsk, Lugansk, Kherson and Luka, he said.", "Which regions were annexed?", "Donetsk, Lugansk, Kherson and Luka", "Kherson and Luka, he said"},
		{"MINSK, 28 January (BelTA) – Talks can be over within days.", "When can talks be over?", "days", "28 January"},
		{"The bar is co-owned by Jonathan M. Stan and Bo Hall.", "Who owns the bar?", "Jonathan M. Stan and Bo Hall", "Jonathan M"},
		{"Ann Lee met the painter Bo Hall.", "Who did Lee meet?", "painter Bo Hall", "Ann Lee"},
		{"The director of the mill, Ann Lee, met painters.", "Who is the director of the mill?", "Ann Lee", "painters"},
		{"Like 2015’s meme dress it went around.", "What went around?", "meme dress", "s meme dress"},
	} {
		l, done := laid(t, c.text, c.question)
		var all []string
		for _, s := range l.m.possible(l) {
			all = append(all, l.s.doc.table.Article.Slice(s.span(l.s)))
		}
		if !slices.Contains(all, c.is) {
			t.Errorf("%s %q is missing: %q", c.question, c.is, all)
		}
		if slices.Contains(all, c.isNot) {
			t.Errorf("%s %q is there: %q", c.question, c.isNot, all)
		}
		done()
	}
}

// What is said by itself is whole and of the kind that is asked for.
func TestWhole(t *testing.T) {
	const text = "Leaders such as Bo Hall and Cy Dow of the Institute for the Study of Peace said they have boycotted Norland's feast on Tuesday."
	for _, c := range []struct {
		question, first, last string
		want                  bool
	}{
		{"Which leaders boycotted the feast?", "Bo", "Hall", false},
		{"Which leaders boycotted the feast?", "Bo", "Dow", true},
		{"Who boycotted the feast?", "Bo", "Hall", true},
		{"Who boycotted the feast?", "Tuesday", "Tuesday", false},
		{"When was the feast?", "Tuesday", "Tuesday", true},
		{"What feast?", "Norland", "Norland", false},
		{"Whose feast?", "Norland", "Norland", true},
		{"Why was it boycotted?", "they", "have", false},
		{"Why was it boycotted?", "said", "said", false},
		{"Where does Dow work?", "Institute", "Study", false},
		{"Where does Dow work?", "Institute", "Peace", true},
	} {
		l, done := laid(t, text, c.question)
		if got := l.whole(l.stretchOf(c.first, c.last)); got != c.want {
			t.Errorf("%s %s … %s: %v", c.question, c.first, c.last, got)
		}
		done()
	}
}

// Who acts and what is done, where the verb mostly is a noun, and what "whose" stands before.
func TestRoles(t *testing.T) {
	x := small("Starmer told Zelensky by phone that the old skies of Ukraine are full of drones.")
	for question, want := range map[string]string{
		"Who did Starmer phone?":          "starmer phone - ",
		"What did the pilot see in skies": "pilot see - ",
		"Whose old skies were full?":      "- - sky ",
		"Who phoned Starmer?":             "- - - ",
		"Who did Starmer speak to?":       "starmer speak - to",
	} {
		q := x.read(question)
		got := ""
		for _, term := range []int{q.subject, q.action, q.owned} {
			if term < 0 {
				got += "- "
			} else {
				got += q.terms[term].stem + " "
			}
		}
		if got += q.governs; got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}
