package answer_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/article"
	"byline/facts/extract"
)

// labelled is one question of testdata: what a right source has in it and what the
// answer looks like, or that the article does not answer it.
type labelled struct {
	Question string   `json:"question"`
	Source   []string `json:"source"`
	Answer   string   `json:"answer"`
	Abstain  bool     `json:"abstain"`
}

// read makes the fact table of a text of testdata, or of the seed article.
func read(t testing.TB, name string) *facts.Table {
	t.Helper()
	if name == "seed" {
		return extract.Table(article.Seed())
	}
	text, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return extract.Table(article.FromText(name, string(text)))
}

func questions(t testing.TB, file string) []labelled {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	for line := range strings.Lines(string(data)) {
		var q labelled
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out = append(out, q)
	}
	return out
}

// The shares that the questions of testdata must reach. They are what the labelled
// questions of four articles got, rounded down: a change that makes answering worse
// is noticed.
const (
	wantRight   = 0.90 // found, with a right sentence first and the answer in it
	wantRefused = 0.80 // of the questions that the articles do not answer
)

func TestLabelledQuestions(t *testing.T) {
	files, err := filepath.Glob("testdata/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no questions in testdata")
	}
	var right, answerable, refused, unanswerable float64
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		x := answer.New(read(t, name))
		for _, q := range questions(t, file) {
			a := x.Ask(q.Question)
			if q.Abstain {
				unanswerable++
				if a.Found {
					t.Logf("%s: %q is answered (%.2f): %s", name, q.Question, a.Confidence, first(a))
				} else {
					refused++
				}
				continue
			}
			answerable++
			switch {
			case !holds(first(a), q):
				t.Logf("%s: %q (%.2f) has the wrong source: %s", name, q.Question, a.Confidence, first(a))
			case !a.Found:
				t.Logf("%s: %q is refused (%.2f), missing %q", name, q.Question, a.Confidence, a.Missing)
			default:
				right++
				if !regexp.MustCompile(q.Answer).MatchString(a.Short) {
					t.Logf("%s: %q has the short answer %q", name, q.Question, a.Short)
				}
			}
		}
	}
	t.Logf("right %.0f of %.0f, refused %.0f of %.0f", right, answerable, refused, unanswerable)
	if right/answerable < wantRight || refused/unanswerable < wantRefused {
		t.Errorf("right %.2f, want %.2f; refused %.2f, want %.2f", right/answerable, wantRight, refused/unanswerable, wantRefused)
	}
}

// first is the best sentence of an answer.
func first(a answer.Answer) string {
	if len(a.Hits) == 0 {
		return ""
	}
	return a.Hits[0].Table.Article.Sentence(a.Hits[0].Sentence)
}

func holds(sentence string, q labelled) bool {
	for _, s := range q.Source {
		if strings.Contains(sentence, s) || s != "" && strings.Contains(s, sentence) && sentence != "" {
			return regexp.MustCompile(q.Answer).MatchString(sentence)
		}
	}
	return false
}
