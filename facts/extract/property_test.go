package extract

import (
	"os"
	"path/filepath"
	"testing"

	"byline/facts"
	"byline/facts/article"
)

// Every table of the texts in the repository keeps what tables promise: each fact is
// proved by its bytes, and none is dropped.
func TestEveryFactIsProved(t *testing.T) {
	articles := []*facts.Article{article.Seed()}
	for _, pattern := range []string{"testdata/labelled/articles/*.txt", "../answer/testdata/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no text at %s (%v)", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a, err := article.Read(file, data)
			if err != nil {
				t.Fatal(err)
			}
			articles = append(articles, a)
		}
	}
	for _, step := range goldenSteps {
		for _, text := range goldenTexts(t, step.name) {
			articles = append(articles, article.FromText(step.name, text))
		}
	}
	for _, a := range articles {
		t.Run(a.Name, func(t *testing.T) {
			table := Table(a)
			checkTable(t, table)
			if t.Failed() {
				t.Log(a.Text)
			}
		})
	}
}
