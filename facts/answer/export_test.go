package answer

import "testing"

// CheckCounts compares how often two indexes have each stem, and which words they spell.
func CheckCounts(t *testing.T, x, y *Index) {
	t.Helper()
	if x.sentences != y.sentences {
		t.Errorf("%d sentences, want %d", x.sentences, y.sentences)
	}
	counts := func(x *Index) map[string]count {
		m := map[string]count{}
		for _, s := range x.segments {
			for _, stem := range s.stems {
				m[x.stems[stem].text] = x.count(stem)
			}
		}
		return m
	}
	words := func(x *Index) map[string]int32 {
		m := map[string]int32{}
		for _, s := range x.segments {
			for i, word := range s.words {
				m[x.vocabulary.spellings[word].word] += s.inDocs[i]
			}
		}
		return m
	}
	same(t, counts(x), counts(y))
	same(t, words(x), words(y))
}

func same[T comparable](t *testing.T, got, want map[string]T) {
	t.Helper()
	for k := range got {
		if got[k] != want[k] {
			t.Fatalf("%q: %v, want %v", k, got[k], want[k])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d entries, want %d", len(got), len(want))
	}
}
