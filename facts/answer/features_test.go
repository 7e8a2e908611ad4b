package answer

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/extract"
)

// tabled is the index of a text with its table, which knows people and places.
func tabled(text string) *Index { return New(extract.Table(article.FromText("test", text))) }

// featured is the features of each sentence of an index for a question.
func featured(x *Index, question string) []vector {
	m := newMatcher(x, x.read(question))
	defer m.release()
	all := m.candidates()
	m.readSpread(all)
	out := make([]vector, len(all))
	for i, id := range all {
		m.features(id, &out[i])
	}
	standOut(out)
	return out
}

// What stands before counts for a sentence that refers there, the more the plainer it does.
func TestInherited(t *testing.T) {
	x := small("A fire broke out at a nursing home in Leeds. The home's owner was arrested. It cost them millions. A boat sank. Rain fell. Nothing moved. No bird sang.")
	m := newMatcher(x, x.read("Who owns the nursing home in Leeds?"))
	defer m.release()
	const nursing, leeds = 1, 3 // terms
	if w := m.q.words[m.q.terms[nursing].at].lower; w != "nursing" {
		t.Fatalf("the second term is %q", w)
	}
	for id, want := range []float32{
		0,      // nothing stands before
		byNoun, // The home's owner
		byFar,  // It cost them: two sentences on
		0,      // A boat: the sentence before does not have it
	} {
		if got := m.inherited(id); got[nursing] != want || got[leeds] != want {
			t.Errorf("sentence %d takes nursing over with %v and Leeds with %v, want %v", id, got[nursing], got[leeds], want)
		}
	}
	v := featured(x, "Who owns the nursing home in Leeds?")
	if v[1][fTaken] <= v[1][fCover] || v[3][fTaken] != v[3][fCover] {
		t.Errorf("taken %.2f of cover %.2f behind the home, %.2f of %.2f elsewhere", v[1][fTaken], v[1][fCover], v[3][fTaken], v[3][fCover])
	}
}

// A sentence refers by the word that it begins with.
func TestRefers(t *testing.T) {
	for text, want := range map[string]float64{
		"He left.":              1,
		"“They left,” he said.": 1,
		"The man left.":         0.5,
		"Such a man left.":      0.5,
		"Ana left him.":         0,
		"A man left the car.":   0,
	} {
		x := small(text)
		m := newMatcher(x, x.read("who left"))
		if got := m.sentence(0).refers(); got != want {
			t.Errorf("%q refers back with %v, want %v", text, got, want)
		}
		m.release()
	}
}

// A sentence that names one of the kinds of what is asked for can answer, though it has not
// the word for them: crimson, where a colour is asked for.
func TestKinds(t *testing.T) {
	v := featured(small("The car was crimson. The car was late. The colour of the car was a secret."), "What colour was the car?")
	for id, want := range []float64{1, 0, 0} {
		if got := v[id][fKinds]; got != want {
			t.Errorf("sentence %d names a colour: %v, want %v", id, got, want)
		}
	}
	if v[0][fClosest] <= v[1][fClosest] {
		t.Errorf("crimson is as close to the car (%.2f) as nothing (%.2f)", v[0][fClosest], v[1][fClosest])
	}
}

// Of two phrases that begin with a word the longer one is meant.
func TestPhrases(t *testing.T) {
	x := small("Six died.")
	for _, c := range []struct{ question, first, last, means string }{
		{"Who lost his battle with cancer?", "lost", "cancer", "die"},
		{"Who lost his battle with the bank?", "lost", "battle", "defeat"},
		{"How many people lost their lives?", "lost", "lives", "die"},
		{"Why did they kick him out of school?", "kick", "school", "expel"},
		{"Why did they kick him out of bed?", "kick", "out", "oust"},
		{"Who lost?", "lost", "", ""},
	} {
		q := x.read(c.question)
		for i := range q.words {
			if q.at(i) != c.first {
				continue
			}
			end, means := q.phrase(i)
			if end == 0 && c.last == "" {
				continue
			}
			if q.at(end) != c.last || !strings.Contains(" "+means+" ", " "+c.means+" ") {
				t.Errorf("%q has a phrase from %q to %q that means %q, want to %q, %q", c.question, c.first, q.at(end), means, c.last, c.means)
			}
		}
	}
	v := featured(small("The captain died at sea. The captain waved."), "Did the captain lose his life?")
	if v[0][fCover] <= v[1][fCover] {
		t.Errorf("died stands for losing his life with %.2f, nothing with %.2f", v[0][fCover], v[1][fCover])
	}
}

// Who did something is told by a person's name better than by a place's.
func TestNewName(t *testing.T) {
	x := tabled("Mayor Ana Ruiz came to London. Then storms hit London. Ruiz left. Zumbo won. Nobody came.")
	v := featured(x, "Who opened the bridge?")
	for id, want := range []float64{ofPerson, ofPlace, ofPerson, ofOther, 0} {
		if got := v[id][fWho]; got != want {
			t.Errorf("sentence %d names somebody with %v, want %v", id, got, want)
		}
	}
	// she is in the question already
	if got := featured(x, "Whom did Ruiz meet?")[2][fWho]; got != 0 {
		t.Errorf("the name in the question is new with %v", got)
	}
}

// What time wants a time of day; when takes any date.
func TestTimeOfDay(t *testing.T) {
	x := small("It began at 7:52. It began at noon. It began at 10.20pm. It began at 5 p.m. sharp. It began on Sunday. It took three hours. It began.")
	when, time := featured(x, "When did it begin?"), featured(x, "What time did it begin?")
	for id, want := range []struct{ when, time, unit float64 }{
		{1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {1, 0.4, 0}, {0.4, 0.4, 0}, {0, 0, 0},
	} {
		if got := when[id][fTime]; got != want.when {
			t.Errorf("sentence %d says when with %v, want %v", id, got, want.when)
		}
		if got := time[id]; got[fTime] != want.time || got[fUnit] != want.unit || got[fUnitLack] != 1-want.unit {
			t.Errorf("sentence %d says at what time with %v, unit %v, lack %v, want %v", id, got[fTime], got[fUnit], got[fUnitLack], want)
		}
	}
	for question, want := range map[string]bool{
		"What time did it begin?":      true,
		"At what time did it begin?":   true,
		"time of the kickoff":          true,
		"When did it begin?":           false,
		"On what date did it begin?":   false,
		"How much time did they lose?": false,
	} {
		if got := x.read(question).unit&hour != 0; got != want {
			t.Errorf("%q wants a time of day: %v, want %v", question, got, want)
		}
	}
}

// What year wants a year, which month a month.
func TestYearAndMonth(t *testing.T) {
	x := small("It began in 1932. It began in May. It began on Sept. 5 and on a Monday. It began on Monday. It may begin.")
	for question, want := range map[string][5]float64{
		"What year did it begin?":         {1, 0.4, 0.4, 0.4, 0},
		"In which month did it begin?":    {0.4, 1, 1, 0.4, 0},
		"When did it begin?":              {1, 1, 1, 1, 0},
		"when exactly it began in a year": {1, 1, 1, 1, 0},
	} {
		for id, v := range featured(x, question) {
			if v[fTime] != want[id] {
				t.Errorf("%s sentence %d says it with %v, want %v", question, id, v[fTime], want[id])
			}
		}
	}
}

// An age has many forms; not every small number is one.
func TestAges(t *testing.T) {
	x := small("The 44-year-old left. Then Ruiz, 44, left. At 44, she left. At 44, Ana left. Aged 44 she left. She left at 5. Bus 44, a red one, left. Ruiz ended on 66, Jones on 67. Sold at 45, it rose. Shares ended at 45, Ruiz said.")
	for id, v := range featured(x, "How old is she?") {
		want := 1.0
		if id > 4 {
			want = 0
		}
		if v[fUnit] != want {
			t.Errorf("sentence %d has an age: %v, want %v", id, v[fUnit], want)
		}
	}
}

// How far a sentence stands out says nothing where all are alike, and is largest where one is not.
func TestStandOut(t *testing.T) {
	v := featured(small("Ana won. Rain fell. Snow fell. Hail fell."), "Who won?")
	out := func(id int, f feature) float64 { return v[id][features+f] }
	if out(0, fCover) <= 0 || out(1, fCover) >= 0 || out(1, fCover) != out(2, fCover) {
		t.Errorf("the words stand out by %.2f in the sentence that has them, by %.2f in others", out(0, fCover), out(1, fCover))
	}
	if out(0, fAsks) != 0 {
		t.Errorf("no sentence asks, and one stands out by %.2f", out(0, fAsks))
	}
	if alone := featured(small("Ana won."), "Who won?")[0][features+fCover]; alone != 0 {
		t.Errorf("the only sentence stands out by %.2f", alone)
	}
}

// A word for which others stand is as strange as one that nothing stands for.
func TestStrangeness(t *testing.T) {
	x := small("Ana won the race. Ben cheered.")
	doubtsOf := func(question string) doubts {
		m := newMatcher(x, x.read(question))
		defer m.release()
		return m.doubts(m.rank())
	}
	if d := doubtsOf("Who won the race?"); d[dOwn] != 1 || d[dOwnFlat] != 1 || d[dStrange] != 0 {
		t.Errorf("own words: %v, %v, strange %v", d[dOwn], d[dOwnFlat], d[dStrange])
	}
	if d := doubtsOf("Who won the marathon?"); d[dOwn] >= 1 || d[dOwnFlat] != 0.5 || d[dStrange] != 1 {
		t.Errorf("another word: %v, %v, strange %v", d[dOwn], d[dOwnFlat], d[dStrange])
	}
}

// What is wanted counts more the nearer it stands to the words of the question.
func TestClosest(t *testing.T) {
	v := featured(small("The shop sold 12 cars. The shop, which had opened in the long summer, sold, as planned, 12 coats and cars. The shop sold cars."), "How many cars were sold by the shop?")
	if near, far, none := v[0][fClosest], v[1][fClosest], v[2][fClosest]; near <= far || far <= none || none != 0 {
		t.Errorf("12 cars %.2f, 12 coats %.2f, no number %.2f", near, far, none)
	}
}

// The tone of a sentence counts where the question asks for it.
func TestTone(t *testing.T) {
	for _, c := range []struct {
		f                       feature
		question, with, without string
	}{
		{fStance, "Did he take the money?", "He denied it.", "He left."},
		{fOften, "How often does it rain?", "It rains daily.", "It rains."},
		{fOften, "How many times did it rain?", "It rained twice.", "It rained."},
		{fAhead, "When will she leave?", "She will leave.", "She left."},
		{fBest, "What was the largest city?", "It was the biggest.", "It was big."},
		{fManner, "How did he get in?", "He got in by breaking a window.", "He got in."},
		{fIndirect, "How many came?", "Nobody knows how many came.", "They came."},
	} {
		v := featured(small(c.with+" "+c.without), c.question)
		if v[0][c.f] != 1 || v[1][c.f] != 0 {
			t.Errorf("%s of %q is %v, of %q %v, want 1 and 0", featureNames[c.f], c.with, v[0][c.f], c.without, v[1][c.f])
		}
		if other := featured(small(c.with), "What is this?")[0][c.f]; other != 0 {
			t.Errorf("%s of %q is %v when it is not asked", featureNames[c.f], c.with, other)
		}
	}
}

// All features are numbers, whatever is asked and whatever the articles hold.
// One that says how far a sentence stands out goes farthest.
func TestFeaturesAreNumbers(t *testing.T) {
	const mostOut = 2 / leastSpread / outScale // a likeness goes from -1 to 1
	for _, text := range []string{
		"", "?", "!!! … —", "\xff\xfe", "A.", "He. It. The. Such.", "“", "12 12 12 12. 7:52 a.m.", strings.Repeat("the ", 700) + ".",
		strings.Repeat("ab-", 60) + "cd. JEDDAH -- ", "Ana Ruiz came. She left. The home's owner, Ana, won.",
	} {
		x := tabled(text)
		for _, question := range []string{
			"", "?", "what", "how", "how many", "how often", "what time", "who", "besides", "the the the", "12", "\xff",
			"What colour?", "Who owns the home?", "Did he?", "Where was Ana Ruiz?", strings.Repeat("drones fell near Lviv ", 30),
		} {
			for id, v := range featured(x, question) {
				for f, value := range v {
					if math.IsNaN(value) || math.Abs(value) > mostOut {
						t.Errorf("%.20q, %.20q: %s of sentence %d is %v", text, question, RankNames()[f], id, value)
					}
				}
			}
		}
	}
}

// A sentence that names somebody over and over costs no more than another: the mentions of a
// whole article are not gone through for each of its words.
func BenchmarkManyMentions(b *testing.B) {
	x := tabled(strings.Repeat(strings.Repeat("mayor Ana Ruiz and President Joe Biden met QXR Zumbo and ", 22)+"left. ", 40))
	for b.Loop() {
		x.Ask("Who met Zelensky?")
	}
}

// Of several articles the one that has most of the question is asked about: "the owner" is
// that of the nursing home.
func TestElsewhere(t *testing.T) {
	told := func(name, of, day string) *facts.Table {
		return extract.Table(article.FromText(name, "A "+of+". Rain fell. Snow fell. Hail fell. Trees fell. The wind rose. The owner was arrested on "+day+"."))
	}
	all := []*facts.Table{told("bakery", "bakery burnt down in York", "Monday"), told("home", "nursing home closed in Leeds", "Friday")}
	few := New(all...)
	for i := range 30 { // newer ones, and more than every sentence of them is scored
		all = slices.Insert(all, 0, told(fmt.Sprint("other ", i), "ferry sank off Hull", "Sunday"))
	}
	many := New(all...)
	if many.sentences <= scoreAll {
		t.Fatal("all sentences are scored")
	}
	for question, want := range map[string]string{
		"When was the owner of the nursing home arrested?": "Friday",
		"When was the owner of the bakery arrested?":       "Monday",
	} {
		for _, x := range []*Index{few, many} {
			hits := x.Ask(question).Hits
			if !slices.ContainsFunc(hits[:min(len(hits), 2)], func(h Hit) bool { return strings.Contains(h.Table.Article.Sentence(h.Sentence), want) }) {
				t.Errorf("%s of %d articles: %q is not among the first two sentences", question, x.Articles(), want)
			}
		}
	}
	// a word that many sentences have is looked up, however little of the question it is
	if a := many.Ask("Did Zorblatt Quuxington of Fnordley in Grubblewick lose the owner?"); len(a.Hits) == 0 || a.Missing == "" {
		t.Errorf("%d sentences, missing %q", len(a.Hits), a.Missing)
	}
}

// A document that is in use is opened once, however many questions it is compared with.
func TestShelf(t *testing.T) {
	d := &small("Ana left. Ben stayed.").segments[0].docs[0]
	first := d.open()
	if d.open() != first {
		t.Error("it was opened again")
	}
	runtime.KeepAlive(first)
}
