package answer

import (
	"fmt"
	"slices"
	"testing"
)

// laid is the layout of the only sentence of a text for a question.
func laid(t *testing.T, text, question string) (*layout, func()) {
	t.Helper()
	x := small(text)
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

// What a trait weighs is what it weighs always and what it weighs besides for the intent.
func TestShortWeights(t *testing.T) {
	w, err := readWeights("short near 1\nshort who-near 0.5\n")
	if err != nil {
		t.Fatal(err)
	}
	if who, when := w.short[wantWho][tNear], w.short[wantTime][tNear]; who != 1.5 || when != 1 {
		t.Errorf("near weighs %v for who and %v for when", who, when)
	}
}
