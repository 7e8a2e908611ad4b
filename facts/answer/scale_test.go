package answer_test

import (
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/article"
	"byline/facts/extract"
	"byline/facts/lang"
	"byline/facts/newsgen"
)

// maker makes articles out of the invented news.
func maker(tb testing.TB, seed uint64) *newsgen.Maker {
	tb.Helper()
	var samples []string
	for _, name := range newsNames(tb) {
		data, err := os.ReadFile(name + ".txt")
		if err != nil {
			tb.Fatal(err)
		}
		samples = append(samples, string(data))
	}
	return newsgen.New(seed, samples...)
}

// newsNames are the files of the invented news, without their endings.
func newsNames(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob("testdata/news/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatal("no sample news", err)
	}
	for i := range files {
		files[i] = strings.TrimSuffix(files[i], ".txt")
	}
	return files
}

// made is the tables of n articles.
func made(tb testing.TB, n int) []*facts.Table {
	m := maker(tb, 3)
	tables := make([]*facts.Table, n)
	for i := range tables {
		tables[i] = extract.Table(article.FromText(fmt.Sprint("made ", i), m.Article()))
	}
	return tables
}

// newsQuestions are n questions, half of them about the invented news as it is, half with
// the names and numbers of others.
func newsQuestions(tb testing.TB, n int) []string {
	m := maker(tb, 4)
	var all []string
	for _, name := range newsNames(tb) {
		for _, q := range questions(tb, name+".jsonl") {
			all = append(all, q.Question)
		}
	}
	out := make([]string, n)
	for i := range out {
		out[i] = all[i*len(all)/n]
		if i%2 == 1 {
			out[i] = m.Rewrite(out[i])
		}
	}
	return out
}

// Whatever was added and taken out, in whatever order, an index answers as one that is
// built of the articles that are left, to the last digit.
func TestGrownAndShrunk(t *testing.T) {
	tables := made(t, 70) // more than one segment when built at once
	asked := newsQuestions(t, 6)
	r := rand.New(rand.NewSource(5))
	x := answer.New(tables[0])
	in, next := []*facts.Table{tables[0]}, 1
	for step := 1; next < len(tables); step++ {
		switch n := r.Intn(10); {
		case n < 7 || len(in) == 0:
			newer := 0
			if step > len(tables)/2 { // then old ones come in too
				newer = r.Intn(len(in) + 1)
			}
			x = x.Insert(newer, tables[next])
			in = slices.Insert(in, newer, tables[next])
			next++
		default:
			var names []string
			for range 1 + r.Intn(3) {
				if len(in) > 0 {
					i := r.Intn(len(in))
					names = append(names, in[i].Article.Name)
					in = slices.Delete(in, i, i+1)
				}
			}
			x = x.Without(names...)
		}
		if x.Articles() != len(in) {
			t.Fatalf("step %d: %d articles, want %d", step, x.Articles(), len(in))
		}
		if step%16 != 0 && next < len(tables) {
			continue
		}
		whole := answer.New(in...)
		for _, q := range asked {
			if want, got := whole.Ask(q), x.Ask(q); !reflect.DeepEqual(got, want) {
				t.Fatalf("step %d, %q: %+v, want %+v", step, q, got, want)
			}
		}
		answer.CheckCounts(t, x, whole)
	}
	if last := x.Without("nobody"); last.Articles() != len(in) {
		t.Error("an article was taken out that nobody named")
	}
	var names []string
	for _, table := range in {
		names = append(names, table.Article.Name)
	}
	if a := x.Without(names...).Ask(asked[0]); a.Found || len(a.Hits) > 0 {
		t.Errorf("an index without articles answers %q", a.Short)
	}
}

// Tables that are unpacked when they are needed give the answers of tables at hand.
func TestPackedTables(t *testing.T) {
	tables := made(t, 30)
	packer := facts.NewPacker(100_000)
	sources := make([]answer.Source, len(tables))
	for i, table := range tables {
		sources[i] = packer.Put(table)
	}
	whole, packed := answer.New(tables...), answer.Open(sources...)
	for _, q := range newsQuestions(t, 40) {
		want, got := whole.Ask(q), packed.Ask(q)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q (%v), want %q (%v)", q, got.Short, got.Confidence, want.Short, want.Confidence)
		}
	}
}

// What a large library costs. It takes minutes, so that each size is asked for by its name:
//
//	go test -run xxx -bench Library/10000 ./facts/answer
func BenchmarkLibrary(b *testing.B) {
	for _, n := range []int{1000, 5000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { measure(b, n) })
	}
}

func measure(b *testing.B, n int) {
	const room = 32 << 20                     // for unpacked tables
	answer.New(extract.Table(article.Seed())) // the word lists are read
	before := heap()
	m := maker(b, 3)
	texts := make([]string, n)
	for i := range texts {
		texts[i] = m.Article()
	}
	packer := facts.NewPacker(room)
	sources := make([]answer.Source, n)
	b.Run("import", func(b *testing.B) {
		defer perArticle(b, n, busy())
		for b.Loop() {
			inParallel(n, func(i int) {
				sources[i] = packer.Put(extract.Table(article.FromText(fmt.Sprint("made ", i), texts[i])))
			})
		}
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
	})
	clear(texts)
	debug.FreeOSMemory() // a program that starts has read no texts
	b.Run("decode", func(b *testing.B) {
		defer perArticle(b, n, busy())
		for b.Loop() {
			inParallel(n, func(i int) {
				p := sources[i].(*facts.Packed)
				if _, err := facts.Decode(p.Article(), p.Data()); err != nil {
					b.Error(err)
				}
			})
		}
	})
	var x *answer.Index
	b.Run("index", func(b *testing.B) {
		defer perArticle(b, n, busy())
		for b.Loop() {
			x = answer.Open(sources...)
		}
		b.ReportMetric(float64(resident()>>20), "MB-resident")
		b.ReportMetric(float64(heap()-before-room)/float64(n), "B/article")
		b.ReportMetric(float64((heap()-before)>>20), "MB-heap")
	})
	if x == nil {
		return // not asked for
	}
	asked := newsQuestions(b, 200)
	b.Run("ask", func(b *testing.B) { inTurn(b, asked, func(q string) { x.Ask(q) }) })
	var mistyped []string
	r := rand.New(rand.NewSource(7))
	for _, q := range asked {
		mistyped = append(mistyped, misspell(r, q))
	}
	b.Run("mistyped", func(b *testing.B) { inTurn(b, mistyped, func(q string) { x.Ask(q) }) })
	b.Run("with", func(b *testing.B) {
		y, all := x, sources
		inTurn(b, all, func(s answer.Source) { y = y.Insert(0, s) })
	})
	b.Run("without", func(b *testing.B) {
		i := 0
		inTurn(b, sources, func(answer.Source) {
			i++
			x.Without(fmt.Sprint("made ", i*7919%n))
		})
	})
}

// inTurn measures what one of several things takes, and reports the median and the slowest
// hundredth beside the mean.
func inTurn[T any](b *testing.B, all []T, f func(T)) {
	b.ReportAllocs()
	before := busy()
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		f(all[i%len(all)])
		took = append(took, time.Since(start))
	}
	b.ReportMetric(float64((busy()-before).Microseconds())/float64(b.N), "cpu-µs")
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

func inParallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wg.Wait()
}

// heap is the bytes that are in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // what finalizers and pools let go of
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// perArticle reports the work on each of n articles since so much had been done.
func perArticle(b *testing.B, n int, before time.Duration) {
	b.ReportMetric(float64((busy()-before).Microseconds())/float64(n*b.N), "cpu-µs/article")
}

// busy is the time that processors worked for this process, which says more than the
// clock where others work beside it; 0 where the system does not say.
func busy() time.Duration {
	data, err := os.ReadFile("/proc/self/stat")
	_, rest, _ := strings.Cut(string(data), ") ") // the name before may have spaces
	fields := strings.Fields(rest)
	if err != nil || len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	const tick = 10 * time.Millisecond
	return time.Duration(user+system) * tick
}

// resident is the memory of the process in bytes, 0 where the system does not say.
func resident() int {
	data, err := os.ReadFile("/proc/self/statm")
	fields := strings.Fields(string(data))
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.Atoi(fields[1])
	return pages * os.Getpagesize()
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
	if all := slices.Collect(lang.Opposites("rise")); !slices.Contains(all, "fall") || slices.Contains(all, "climb") {
		t.Error("rise has fall for its opposite, and not climb")
	}
}
