package answer_test

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/article"
	"byline/facts/extract"
	"byline/facts/lang"
)

// library makes n articles out of the sentences of the sample texts, with names and
// numbers exchanged, so that a large library has a large vocabulary. The same seed
// makes the same library.
func library(tb testing.TB, n int) []*facts.Table {
	r := rand.New(rand.NewSource(3))
	var sentences []string
	for _, name := range []string{"seed", "ferry", "strike", "summit"} {
		a := read(tb, name).Article
		for i := range a.Sentences {
			sentences = append(sentences, a.Sentence(i))
		}
	}
	made := func() string {
		var b strings.Builder
		for range 2 + r.Intn(3) {
			b.WriteByte("bdfgklmnprstvz"[r.Intn(14)])
			b.WriteByte("aeiou"[r.Intn(5)])
		}
		w := b.String()
		return strings.ToUpper(w[:1]) + w[1:]
	}
	tables := make([]*facts.Table, n)
	for i := range tables {
		var b strings.Builder
		for range 20 {
			for _, t := range strings.Fields(sentences[r.Intn(len(sentences))]) {
				switch {
				case t[0] >= '1' && t[0] <= '9' && r.Intn(2) == 0:
					t = fmt.Sprint(2 + r.Intn(900))
				case t[0] >= 'A' && t[0] <= 'Z' && r.Intn(3) == 0:
					t = made()
				}
				b.WriteString(t)
				b.WriteByte(' ')
			}
			b.WriteByte('\n')
		}
		tables[i] = extract.Table(article.FromText(fmt.Sprint("made ", i), b.String()))
	}
	return tables
}

// A thousand articles: building the index, and the slowest questions. p50 and p99 are
// reported beside the mean.
func BenchmarkLibrary(b *testing.B) {
	tables := library(b, 1000)
	b.Run("index", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			answer.New(tables...)
		}
	})
	x := answer.New(tables...)
	b.Run("add", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			x.With(tables[0])
		}
	})
	var asked []string
	for _, name := range []string{"seed", "ferry", "strike", "summit"} {
		for _, q := range questions(b, "testdata/"+name+".jsonl") {
			asked = append(asked, q.Question)
		}
	}
	b.Run("ask", func(b *testing.B) {
		b.ReportAllocs()
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			start := time.Now()
			x.Ask(asked[i%len(asked)])
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
	})
}

// An index that grew answers as one that was built at once, and the index it grew from
// answers as before.
func TestWith(t *testing.T) {
	names := []string{"seed", "ferry", "strike", "summit"}
	var tables []*facts.Table
	for _, n := range names {
		tables = append(tables, read(t, n))
	}
	slices.Reverse(tables) // newest first
	whole, grown := answer.New(tables...), answer.New(tables[len(tables)-1])
	var steps []*answer.Index
	for _, table := range slices.Backward(tables[:len(tables)-1]) {
		steps = append(steps, grown)
		grown = grown.With(table)
	}
	for _, n := range names {
		for _, q := range questions(t, "testdata/"+n+".jsonl") {
			want, got := whole.Ask(q.Question), grown.Ask(q.Question)
			if got.Found != want.Found || got.Short != want.Short || math.Abs(got.Confidence-want.Confidence) > 1e-9 {
				t.Errorf("%s: grown %v %q (%.3f), whole %v %q (%.3f)", q.Question, got.Found, got.Short, got.Confidence, want.Found, want.Short, want.Confidence)
			}
		}
	}
	alone := answer.New(tables[len(tables)-1])
	for _, q := range questions(t, "testdata/seed.jsonl") {
		if want, got := alone.Ask(q.Question), steps[0].Ask(q.Question); got.Short != want.Short || got.Confidence != want.Confidence {
			t.Errorf("%s: %q after others grew from it, %q before", q.Question, got.Short, want.Short)
		}
	}
}

// hostile makes a question that means harm or nothing: other scripts, mark-up, SQL,
// punctuation, words of no language, very long ones.
func hostile(r *rand.Rand) string {
	pieces := []string{
		"how many", "who", "'; DROP TABLE facts; --", "<script>alert(1)</script>", "@everyone", "**", "`", "?", "!!!", "…", "дрони", "無人機", "طائرة",
		"🚀", "\u200b", "\xff", "\x00", "${jndi:x}", "../../etc/passwd", "%n%s", "SELECT * FROM", "zxqv", "and", "not", "what about", "\n", "\"",
	}
	var b strings.Builder
	for range 1 + r.Intn(12) {
		switch r.Intn(4) {
		case 0:
			for range 1 + r.Intn(14) {
				b.WriteByte(byte('a' + r.Intn(26)))
			}
		case 1:
			b.WriteRune(rune(0x20 + r.Intn(0x2fff)))
		default:
			b.WriteString(pieces[r.Intn(len(pieces))])
		}
		b.WriteByte(' ')
	}
	if r.Intn(200) == 0 {
		return strings.Repeat(b.String(), 500)
	}
	return b.String()
}

// Nonsense gets no answer. The number of questions is small here; docs/accuracy.md
// has the figures of a long run.
func TestHostileQuestions(t *testing.T) {
	const asked = 1000
	r := rand.New(rand.NewSource(11))
	x := answer.New(read(t, "seed"), read(t, "ferry"))
	var previous answer.Answer
	for range asked {
		q := hostile(r)
		a := x.AskAfter(previous, q)
		checkAnswer(t, a)
		if a.Found {
			t.Errorf("%.80q is answered with %q (%.2f)", q, a.Short, a.Confidence)
		}
		for _, part := range answer.Split(q) {
			if !strings.Contains(q, part) {
				t.Errorf("%.80q is no part of %.80q", part, q)
			}
		}
	}
}

func TestVectors(t *testing.T) {
	like := func(a, b string) float64 {
		return lang.Likeness(lang.VectorOf(lang.Stem(a)), lang.VectorOf(lang.Stem(b)))
	}
	if got := like("brother", "brother"); got < 0.9 {
		t.Errorf("a word is like itself by %.2f", got)
	}
	if near, far := like("siblings", "sister"), like("siblings", "tax"); near < 0.5 || far > 0.3 {
		t.Errorf("siblings are like a sister by %.2f, like a tax by %.2f", near, far)
	}
	if lang.VectorOf("zxqv") != "" || lang.Likeness("", lang.VectorOf("sister")) != 0 {
		t.Error("a word without a vector is like others")
	}
	if !lang.Opposite("rise", "fall") || lang.Opposite("rise", "climb") {
		t.Error("rise has fall for its opposite, and not climb")
	}
}
