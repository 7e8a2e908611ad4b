package lang

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Every line of every list can be found and read: the lines are sorted bytewise, no key stands
// twice, and what stands behind the key has the list's form.
func TestListsAreWellFormed(t *testing.T) {
	const stems = `[a-z0-9]+( [a-z0-9]+)*`
	values := map[string]string{ // what stands behind the keys of each list
		"abbreviations.txt": `title|open|close`,
		"common.txt":        `[0-9]`,
		"forms.txt":         `[a-z]+`,
		"implied.txt":       stems,
		"kinds.txt":         stems,
		"opposites.txt":     stems,
		"phrases.txt":       `(` + stems + `)?=` + stems + `(;(` + stems + `)?=` + stems + `)*`,
		"related.txt":       `[a-z0-9]+[1-9]( [a-z0-9]+[1-9])*`,
		"saying.txt":        ``,
	}
	files, err := os.ReadDir("lists")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile("lists/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		value, ok := values[f.Name()]
		if !ok {
			t.Errorf("%s: this test does not know its form", f.Name())
			continue
		}
		key := `[a-z0-9'.]+`
		if f.Name() == "phrases.txt" {
			key = `[a-z0-9]+ [a-z0-9]+`
		}
		form := regexp.MustCompile(`^` + key + `(\t(` + value + `))?\n$`)
		if !strings.HasPrefix(string(text), "# ") || !strings.HasSuffix(string(text), "\n") {
			t.Errorf("%s does not say where it comes from, or has no end", f.Name())
		}
		last, entries := "", 0
		for line := range strings.Lines(string(text)) {
			if line[0] == '#' && entries == 0 {
				continue
			}
			entries++
			word, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if word <= last {
				t.Errorf("%s: %q stands behind %q", f.Name(), word, last)
			}
			if !form.MatchString(line) {
				t.Errorf("%s: %q is not well-formed", f.Name(), line)
			}
			last = word
		}
		if entries == 0 {
			t.Errorf("%s is empty", f.Name())
		}
	}
}

// What the lists say of words is what the dictionary and the phrases written by hand say of
// them, so that an edit without a run of relgen is noticed.
func TestDictionaryIsCompiled(t *testing.T) {
	for line := range handwritten(t, "relgen/dictionary.txt") {
		head, rest, _ := strings.Cut(line, " = ")
		parts := strings.Split(rest, ";")
		if len(parts) != 3 {
			t.Fatalf("%q is not a word, an equals sign and three lists", line)
		}
		known := map[string]bool{}
		for s := range Implied(Stem(head)) {
			known[s] = true
		}
		for s := range Kinds(Stem(head)) {
			known[s] = true
		}
		for w := range strings.FieldsSeq(parts[1] + parts[2]) {
			if !known[Stem(w)] {
				t.Errorf("%s does not lead to %s: run go run ./facts/lang/relgen", head, w)
			}
		}
	}
	for line := range handwritten(t, "relgen/phrases.txt") {
		phrase, means, _ := strings.Cut(line, " = ")
		words := strings.Fields(phrase)
		var rest []string
		for _, w := range words[2:] {
			rest = append(rest, Stem(w))
		}
		last := ""
		for w := range strings.FieldsSeq(means) {
			last = Stem(w)
		}
		found := false
		for r, m := range Phrases(Stem(words[0]), Stem(words[1])) {
			found = found || r == strings.Join(rest, " ") && strings.HasSuffix(" "+m, " "+last)
		}
		if !found {
			t.Errorf("%q is not found: run go run ./facts/lang/relgen", line)
		}
	}
}

// handwritten gives the lines of a file that are no comments.
func handwritten(t *testing.T, name string) func(yield func(string) bool) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(text)) {
			if line[0] != '#' && !yield(strings.TrimSuffix(line, "\n")) {
				return
			}
		}
	}
}

func TestDictionary(t *testing.T) {
	for _, c := range []struct{ word, other, says string }{
		{"colour", "red", "kind"},
		{"agenda", "discuss", "implied"},
		{"deficit", "shortfall", "related"},
		{"shortfall", "deficit", "related"}, // the other way round
	} {
		got := map[string]bool{}
		for s := range Kinds(Stem(c.word)) {
			got["kind "+s] = true
		}
		for s := range Implied(Stem(c.word)) {
			got["implied "+s] = true
		}
		for s := range Related(Stem(c.word)) {
			got["related "+s] = true
		}
		if !got[c.says+" "+Stem(c.other)] {
			t.Errorf("%s is not %s of %s", c.other, c.says, c.word)
		}
	}
}

// The longest phrase comes first, since it says most.
func TestPhrases(t *testing.T) {
	last := 3
	for rest, means := range Phrases("blow", "up") {
		if n := len(strings.Fields(rest)); n > last || means == "" {
			t.Errorf("%q stands behind a shorter phrase, or stands for nothing", rest)
		} else {
			last = n
		}
	}
	if last != 0 {
		t.Error("no phrase is just blow up")
	}
	for rest, means := range Phrases("blow", "zxqv") {
		t.Errorf("blow zxqv %s = %s", rest, means)
	}
}

// The licences ask that their sources are named where the data is.
func TestVectorsNameTheirSources(t *testing.T) {
	first, _, _ := strings.Cut(vectorFile, "\n")
	for _, source := range []string{"GloVe", "Public Domain Dedication and License", "WordNet 3.0", "Princeton University"} {
		if !strings.Contains(first, source) {
			t.Errorf("the first line of vectors.bin does not name %s", source)
		}
	}
}

// FuzzLookUp: whatever bytes a question has for words, they are looked up without harm, and
// what is found can be found in turn.
func FuzzLookUp(f *testing.F) {
	for _, words := range [][2]string{{"lose", "life"}, {"blow", "up"}, {"colour", "agenda"}, {"", ""}, {"#", "a\tb"}, {"=", ";"}, {"\xff", "\n"}} {
		f.Add(words[0], words[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		for rest, means := range Phrases(a, b) {
			if means == "" || strings.ContainsAny(rest+means, "=;\t\n") {
				t.Errorf("the phrase %q %q goes on with %q and stands for %q", a, b, rest, means)
			}
		}
		for s, weight := range Related(a) {
			if s == "" || weight < 0.1 || weight > 0.9 {
				t.Errorf("%q is related to %q by %v", a, s, weight)
			}
		}
		for s := range Implied(a) {
			if s == "" {
				t.Errorf("%q implies nothing", a)
			}
		}
		for s := range Kinds(a) {
			if s == "" {
				t.Errorf("a kind of %q is nothing", a)
			}
		}
		for s := range Opposites(a) {
			if s == "" {
				t.Errorf("an opposite of %q is nothing", a)
			}
		}
		VectorOf(a)
	})
}

// FuzzList: a look-up in any text comes to an end, and a list's two ways of finding agree.
func FuzzList(f *testing.F) {
	f.Add("# sorted\na\tone\nab\nabc\tx y\nb\ttwo\n", "abc")
	f.Add("blow up\t=explod;in face=fail\ncolour\tred\n", "blow up")
	f.Add("a\t\n\nb", "\xff")
	f.Fuzz(func(t *testing.T, text, key string) {
		l := List(text)
		value, ok := l.Find(key)
		x, inIndex := NewIndex(l).Find(key)
		last, sorted := "", true
		l.Each(func(k, _ string) {
			sorted = sorted && k > last
			last = k
		})
		if sorted && !strings.ContainsAny(key, "#\t\n") && !strings.ContainsAny(text, "#") && !strings.Contains("\n"+text, "\n\n") && (value != x || ok != inIndex) {
			t.Errorf("%q is %q (%v) in the list, %q (%v) in its index", key, value, ok, x, inIndex)
		}
	})
}
