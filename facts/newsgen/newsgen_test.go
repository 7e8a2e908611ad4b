package newsgen_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/facts/newsgen"
)

// Makers with the same seed agree, articles differ, and new names keep coming.
func TestMaker(t *testing.T) {
	files, err := filepath.Glob("../answer/testdata/news/0*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	var samples []string
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, string(data))
	}
	const articles = 200
	one, other := newsgen.New(1, samples...), newsgen.New(1, samples...)
	seen, words, half := map[string]bool{}, map[string]bool{}, 0
	for i := range articles {
		text := one.Article()
		if text != other.Article() {
			t.Fatalf("article %d differs", i)
		}
		if seen[text] || len(text) < 500 {
			t.Errorf("article %d of %d bytes, seen before: %v", i, len(text), seen[text])
		}
		seen[text] = true
		for w := range strings.FieldsSeq(text) {
			words[w] = true
		}
		if i == articles/2 {
			half = len(words)
		}
	}
	if grown := len(words) - half; grown < half/5 {
		t.Errorf("%d words in the first half, only %d more in the second", half, grown)
	}
}
