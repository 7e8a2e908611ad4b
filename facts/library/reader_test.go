package library

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/extract"
)

// What is read of an article must not change while the reader's number stays: stored
// tables would go on being those of before.
func TestReaderNumber(t *testing.T) {
	samples, err := filepath.Glob("../answer/testdata/news/*.txt")
	if err != nil || len(samples) == 0 {
		t.Fatal("no samples", err)
	}
	hash := sha256.New()
	for _, name := range samples {
		a, err := article.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		hash.Write(facts.Encode(extract.Table(a)))
	}
	const path = "testdata/reader.txt"
	now := fmt.Sprintf("%d %x\n", reader, hash.Sum(nil))
	kept, err := os.ReadFile(path)
	number, _, _ := strings.Cut(string(kept), " ")
	switch {
	case string(kept) == now:
	case err == nil && number == fmt.Sprint(reader):
		t.Error("the tables of the samples are others now: raise the constant reader, so that stored ones are made again, and run UPDATE=1 go test ./facts/library")
	case os.Getenv("UPDATE") == "":
		t.Errorf("%s is that of another reader; UPDATE=1 go test ./facts/library rewrites it", path)
	default:
		if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
