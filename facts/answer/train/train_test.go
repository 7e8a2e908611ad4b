package main

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/facts/answer"
)

// A passage in each of the shapes of file, with a right sentence and a wrong one.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := "Škoda makes cars. Twelve people work in Brno."
	write("articles/a.txt", text)
	write("alone.txt", text)
	for _, file := range []string{
		write("set.jsonl", `{"text": "`+text+`", "qas": [{"question": "How many work in Brno?", "answers": [{"text": "Twelve", "start": 18}]}, {"question": "Why?", "unanswerable": true}]}`),
		write("a.json", `{"article": "a.txt", "questions": [{"question": "How many work in Brno?", "source": ["Twelve people"]}, {"question": "Why?", "abstain": true}]}`),
		write("alone.jsonl", `{"question": "How many work in Brno?", "source": ["Twelve people"]}`+"\n"+`{"question": "Why?", "abstain": true}`),
	} {
		got, err := new(loader).load(file, "")
		if err != nil || len(got) != 2 {
			t.Fatalf("%s: %d questions, %v", file, len(got), err)
		}
		if got[0].no || len(got[0].right) != 1 || !got[0].right[1] || !got[1].no {
			t.Errorf("%s: right sentences %v, answerable %v and %v", file, got[0].right, !got[0].no, !got[1].no)
		}
	}
}

// Weights that are learned are weights that can be read, and they put the sentence
// first that they were taught.
func TestLearn(t *testing.T) {
	questions, err := new(loader).load("../testdata/summit.jsonl", "")
	if err != nil {
		t.Fatal(err)
	}
	rank, sure, short := learn(questions, nil, -1)
	weights := read(rank, sure, short)
	right, all := 0.0, 0.0
	for _, q := range questions {
		if q.no {
			continue
		}
		all++
		if e := surely(q, weights); q.right[e.Sentences[0].Sentence] {
			right++
		}
	}
	if right/all < 0.8 {
		t.Errorf("%.0f of %.0f taught questions are right", right, all)
	}
	if len(sure.usual) != len(answer.SureNames()) {
		t.Errorf("%d doubts of %d", len(sure.usual), len(answer.SureNames()))
	}
}

func TestTokenF1(t *testing.T) {
	for _, c := range []struct {
		got, want string
		f1        float64
	}{{"the 138 drones", "138", 2.0 / 3}, {"138", "The 138.", 1}, {"119", "138", 0}} {
		if got := tokenF1(c.got, c.want); math.Abs(got-c.f1) > 1e-9 {
			t.Errorf("F1 of %q against %q is %.2f, want %.2f", c.got, c.want, got, c.f1)
		}
	}
}

func TestAUROC(t *testing.T) {
	if got := auroc([]float64{0.9, 0.5}, []float64{0.5, 0.1}); got != 0.875 {
		t.Errorf("got %v", got)
	}
}

// A question of long words gets at least one error, and the same ones from the same random numbers.
func TestMisspell(t *testing.T) {
	for range 50 {
		r := rand.New(rand.NewPCG(1, 2))
		a := misspell(r, "How many drones were shot down?")
		b := misspell(rand.New(rand.NewPCG(1, 2)), "How many drones were shot down?")
		if a != b || a == "how many drones were shot down?" || len(strings.Fields(a)) != 6 {
			t.Fatalf("%q, then %q", a, b)
		}
	}
	if got := misspell(rand.New(rand.NewPCG(1, 2)), "Who is he?"); got != "who is he?" {
		t.Errorf("got %q", got)
	}
}

// Marks at the end of a word, and initials, are no letters to mistype.
func TestMisspellLeavesMarks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 0))
	for range 200 {
		if got := misspell(r, "ok?? u.s.a. so..."); got != "ok?? u.s.a. so..." {
			t.Fatalf("%q", got)
		}
	}
}
