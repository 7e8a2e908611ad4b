package lang

import (
	"os"
	"strings"
	"testing"
)

func TestStem(t *testing.T) {
	same := [][]string{
		{"said", "say", "says", "saying"},
		{"shot", "shoot", "shooting"},
		{"child", "children"},
		{"lost", "lose", "losing"},
		{"drone", "drones"},
		{"wound", "wounds", "wounded"}, // not the past of wind
	}
	for _, words := range same {
		for _, w := range words[1:] {
			if Stem(w) != Stem(words[0]) {
				t.Errorf("%s has stem %q, %s has %q", w, Stem(w), words[0], Stem(words[0]))
			}
		}
	}
	if long := strings.Repeat("a", 1000); Stem(long) != long {
		t.Error("an endless word was stemmed")
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"drones":          "drones",
		"Julián Álvarez":  "julian alvarez",
		"Škoda":           "skoda",
		"didn’t":          "didn't",
		"STRASSE Straße":  "strasse strasse",
		"Київ":            "київ",
		"e\u0301":         "e",
		"\xff":            "\ufffd",
		"İstanbul":        "istanbul",
		"Æon and Þor Øre": "aeon and thor ore",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"drone", "dorne", 2, 1}, // swapped neighbours are one error
		{"peskow", "peskov", 2, 1},
		{"gaurdiola", "guardiola", 2, 1},
		{"zelensky", "zelenskyy", 2, 1},
		{"helicopter", "drone", 2, 3}, // beyond the limit
		{"same", "same", 0, 0},
		{"київ", "киев", 2, 1},
	} {
		if got := Distance(c.a, c.b, c.limit); got != c.want {
			t.Errorf("Distance(%q, %q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
}

func TestCommonness(t *testing.T) {
	if part, chopper, typo := Commonness(Stem("parts")), Commonness(Stem("helicopters")), Commonness("prodyuce"); part < 5 || chopper < 0 || typo != -1 {
		t.Errorf("part %d, helicopter %d, a typing error %d", part, chopper, typo)
	}
}

// Every word of the groups kept by hand is found from the first of its group, so
// that an edit of groups.txt without a run of relgen is noticed.
func TestGroupsAreCompiled(t *testing.T) {
	groups, err := os.ReadFile("relgen/groups.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(groups)) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		from, to := Stem(f[1]), Stem(f[len(f)-1])
		found := from == to
		for s := range Related(from) {
			found = found || s == to
		}
		if !found {
			t.Errorf("%s does not lead to %s: run go run ./facts/lang/relgen", f[1], f[len(f)-1])
		}
	}
}

func FuzzDistance(f *testing.F) {
	f.Add("drone", "dorne")
	f.Add("\xff", "é")
	f.Fuzz(func(t *testing.T, a, b string) {
		if d, e := Distance(a, b, 3), Distance(b, a, 3); d != e {
			t.Errorf("distance %d one way, %d the other", d, e)
		}
	})
}

func FuzzFold(f *testing.F) {
	f.Add("Škoda’s")
	f.Add("\xff\xfe")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("folding %q again changes it to %q", once, twice)
		}
		Stem(once)
	})
}
