package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/kljensen/snowball/english"
)

// stem stems as run does, without irregular forms.
func stem(w string) string { return english.Stem(w, true) }

func TestAddDictionary(t *testing.T) {
	related := map[string]map[string]int{"color": {"shade": 7}}
	implied, kinds, err := addDictionary(related, `# A comment.
agenda = plan programme ; discuss talk topic ;

color = shade tint colors ; paint ; red blue green red
colors = ; brush ;
`, stem)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		of, word string
		weight   int
	}{
		{"agenda", "plan", nearly},
		{"plan", "agenda", nearlyFor},
		{"color", "shade", 7}, // the greater weight stays
		{"color", "tint", nearly},
		{"color", "color", 0}, // another form of the head is the head
		{"plan", "programm", 0},
		{"agenda", "discuss", 0},
	} {
		if got := related[c.of][c.word]; got != c.weight {
			t.Errorf("%s stands for %s with weight %d, want %d", c.word, c.of, got, c.weight)
		}
	}
	// two forms of a head share a line, whose stems are in order
	if want := map[string]string{"agenda": "discuss talk topic", "color": "brush paint"}; !maps.Equal(implied, want) {
		t.Errorf("implied: %q, want %q", implied, want)
	}
	if want := map[string]string{"agenda": "", "color": "blue green red"}; !maps.Equal(kinds, want) {
		t.Errorf("kinds: %q, want %q", kinds, want)
	}
}

func TestAddDictionaryRefuses(t *testing.T) {
	for _, line := range []string{
		"agenda",
		"agenda plan ; discuss ;",
		"agenda = plan ; discuss",
		"agenda = plan ; discuss ; ; point",
		"= plan ; discuss ;",
		"main agenda = plan ; discuss ;",
		"Agenda = plan ; discuss ;",
		"agenda = plan, scheme ; discuss ;",
		"agenda = plan = scheme ; discuss ;",
	} {
		if _, _, err := addDictionary(map[string]map[string]int{}, line, stem); err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%q: error %v", line, err)
		}
	}
}

func TestPhrases(t *testing.T) {
	got, err := phrases(`# A comment.
blow up = explode
blow up in face = fail backfire

lose life = die killed
blows up in smoke = fail
blow it = fail
`, stem)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"blow up":   "in face=fail backfir;in smoke=fail;=explod", // most words first
		"blow it":   "=fail",
		"lose life": "=die kill",
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, line := range []string{"blow up", "blow = explode", "blow up =", "blow up = go off = burst", "blow up; burst = explode", "Blow up = explode"} {
		if _, err := phrases(line, stem); err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%q: error %v", line, err)
		}
	}
}

func TestAddGroups(t *testing.T) {
	related := map[string]map[string]int{}
	err := addGroups(related, "# A comment.\n9 kyiv kiev\n6 car auto vehicle\n8 kremlin > russia\n", stem)
	if err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]string{"kiev": "kyiv9", "kyiv": "kiev9", "car": "auto6 vehicl6", "kremlin": "russia8", "russia": ""} {
		if got := best(related[from]); got != want {
			t.Errorf("%s: %q, want %q", from, got, want)
		}
	}
	for _, line := range []string{"kyiv kiev", "0 kyiv kiev", "10 kyiv kiev"} {
		if err := addGroups(related, line, stem); err == nil || !strings.Contains(err.Error(), line) {
			t.Errorf("%q: error %v", line, err)
		}
	}
}

// The strongest come first, those of one weight in the order of the alphabet, and no more than
// a question can afford.
func TestBest(t *testing.T) {
	to := map[string]int{"b": 4, "a": 4, "c": 9}
	if got := best(to); got != "c9 a4 b4" {
		t.Errorf("got %q", got)
	}
	for i := range 100 {
		to["w"+strings.Repeat("x", i)] = 3
	}
	if got := strings.Fields(best(to)); len(got) != maxRelated || got[0] != "c9" {
		t.Errorf("%d stems, the first is %s", len(got), got[0])
	}
}

// FuzzDictionary: what is no error makes lines that lists can hold.
func FuzzDictionary(f *testing.F) {
	f.Add("colour = shade tint ; paint ; red blue green")
	f.Add("# comment\nagenda = plan ; discuss talk ;\n\nago = ; ;\n")
	f.Add("a = b ; c ; d=e")
	f.Add("\xff = \x00 ; \t ;")
	f.Fuzz(func(t *testing.T, lines string) {
		related := map[string]map[string]int{}
		implied, kinds, err := addDictionary(related, lines, stem)
		if err != nil {
			return
		}
		for _, list := range []map[string]string{implied, kinds, values(related, best)} {
			for key, value := range list {
				if !listed(key) || value != "" && !listed(strings.Split(value, " ")...) {
					t.Errorf("the line of %q is %q", key, value)
				}
			}
		}
	})
}

// FuzzPhrases: what is no error makes lines that lang.Phrases can read, with all phrases.
func FuzzPhrases(f *testing.F) {
	f.Add("lose life = die kill death")
	f.Add("# comment\nblow up = explode\n\nblow up in face = fail\n")
	f.Add("blow up = a;b = c")
	f.Add("\xff \x00 = \t")
	f.Fuzz(func(t *testing.T, lines string) {
		list, err := phrases(lines, stem)
		if err != nil {
			return
		}
		written := 0
		for line := range strings.Lines(lines) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				written++
			}
		}
		for key, value := range list {
			if f := strings.Split(key, " "); len(f) != 2 || !listed(f...) {
				t.Errorf("%q is no key", key)
			}
			for one := range strings.SplitSeq(value, ";") {
				rest, means, ok := strings.Cut(one, "=")
				if !ok || !listed(strings.Split(means, " ")...) || rest != "" && !listed(strings.Split(rest, " ")...) {
					t.Errorf("%q goes on with %q", key, one)
				}
				written--
			}
		}
		if written != 0 {
			t.Errorf("%d phrases are lost of %q", written, slices.Sorted(maps.Keys(list)))
		}
	})
}
