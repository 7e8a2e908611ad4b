package main

import (
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/library"
	"byline/facts/newsgen"
	"byline/facts/shelf"
	"byline/facts/store"
	"byline/handlers"
)

// What a large library costs from the chat message to the file on disk. Each size is run
// once:
//
//	go test -run xxx -bench Router -benchtime 1x -timeout 30m ./bot
func BenchmarkRouter(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for range b.N {
				measureRouter(b, n)
			}
		})
	}
}

// Completing while somebody types, in a large library: each letter alone, the first letters of
// its names, letters that no name has, and names with a typing error.
//
//	go test -run xxx -bench Complete -benchtime 1x -timeout 30m ./bot
func BenchmarkComplete(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			libraries := madeLibrary(b, n)
			router := handlers.New(libraries, handlers.WithKeeper(libraries))
			typed := typings(b, libraries)
			router.Complete(b.Context(), handlers.Request{Library: local}, "topic", firstParam("topic"), "")
			b.ResetTimer()
			for range b.N {
				for _, command := range [...]string{"topic", "who", "article"} {
					param := firstParam(command)
					took := make([]time.Duration, len(typed))
					slowest := map[time.Duration]string{}
					for i, t := range typed {
						start := time.Now()
						router.Complete(b.Context(), handlers.Request{Library: local, Channel: "bench"}, command, param, t)
						took[i] = time.Since(start)
						slowest[took[i]] = t
					}
					slices.Sort(took)
					b.Logf("%s: slowest %v for %q", command, took[len(took)-1].Round(time.Microsecond), slowest[took[len(took)-1]])
					b.ReportMetric(took[len(took)/2].Seconds()*1000, "ms-median-"+command)
					b.ReportMetric(took[len(took)*99/100].Seconds()*1000, "ms-99th-"+command)
				}
			}
		})
	}
}

func firstParam(command string) string {
	for _, s := range handlers.Specs() {
		if s.Name == command && len(s.Params) > 0 {
			return s.Params[0].Name
		}
	}
	return ""
}

// typings are what people may have typed.
func typings(b *testing.B, l *library.Libraries) (typed []string) {
	typed = []string{"", "zzzzqx", "überqu", "12", "the "}
	for c := 'a'; c <= 'z'; c++ {
		typed = append(typed, string(c))
		for _, d := range "aeiours" {
			typed = append(typed, string(c)+string(d))
		}
	}
	sources, err := l.Sources(b.Context(), shelf.Scope{Library: local})
	if err != nil {
		b.Fatal(err)
	}
	for i := range 40 {
		for _, topic := range sources[i*len(sources)/40].Table().Topics {
			if name := topic.Forms[0]; len(name) > 5 && name[0] < 0x80 && name[4] < 0x80 {
				typed = append(typed, name[:3], name[:5], name, name[:2]+name[3:], name[:3]+"x"+name[4:])
				break
			}
		}
	}
	return typed
}

// Holding messages against a large library.
//
//	go test -run xxx -bench Find -benchtime 1x -timeout 30m ./bot
func BenchmarkFind(b *testing.B) {
	b.Run("10000", func(b *testing.B) {
		libraries := madeLibrary(b, 10_000)
		router := handlers.New(libraries)
		sources, err := libraries.Sources(b.Context(), shelf.Scope{Library: local})
		if err != nil {
			b.Fatal(err)
		}
		var lines []string
		for i := range 100 {
			t := sources[i*len(sources)/100].Table()
			for _, f := range t.Facts {
				switch {
				case f.Quote != nil && f.Kind == facts.KindQuote && f.Quote.Type == facts.Direct:
					lines = append(lines, "!find he said \""+t.Article.Slice(f.Span)+"\"")
				case f.Figure != nil:
					lines = append(lines, "!find "+t.Article.Sentence(f.Sentence))
				default:
					continue
				}
				break
			}
		}
		lines = append(lines, "!find 12 people were killed", "!find 3 people were hurt", "!find more than 100 houses burned, 20 people were injured and 3 died")
		say(b, router, lines[0])
		b.ResetTimer()
		for range b.N {
			took := make([]time.Duration, len(lines))
			slowest := map[time.Duration]string{}
			for i, line := range lines {
				took[i] = say(b, router, line)
				slowest[took[i]] = line
			}
			slices.Sort(took)
			b.Logf("slowest %v: %s", took[len(took)-1].Round(time.Millisecond), slowest[took[len(took)-1]])
			b.ReportMetric(took[len(took)/2].Seconds()*1000, "ms-median")
			b.ReportMetric(took[len(took)*99/100].Seconds()*1000, "ms-99th")
		}
	})
}

// madeLibrary is a library of so many invented articles.
func madeLibrary(b *testing.B, n int) *library.Libraries {
	address := (&url.URL{Scheme: "sqlite", Path: filepath.ToSlash(filepath.Join(b.TempDir(), "byline.db"))}).String()
	st, err := store.Open(b.Context(), address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { st.Close() })
	libraries, texts := library.New(st, nil), newsMaker(b)
	importMade(b, libraries, texts, n)
	return libraries
}

func importMade(b *testing.B, libraries *library.Libraries, texts *newsgen.Maker, n int) {
	for at := 0; at < n; at += importBatch {
		var batch []*facts.Article
		for i := at; i < min(n, at+importBatch); i++ {
			batch = append(batch, article.FromText(fmt.Sprint("made ", i), texts.Article()))
		}
		if _, err := libraries.Import(b.Context(), local, batch...); err != nil {
			b.Fatal(err)
		}
	}
}

// importBatch is how many articles go into the library at once.
const importBatch = 100

func measureRouter(b *testing.B, n int) {
	ctx := b.Context()
	path := filepath.Join(b.TempDir(), "byline.db")
	address := (&url.URL{Scheme: "sqlite", Path: filepath.ToSlash(path)}).String()
	texts := newsMaker(b)

	st, err := store.Open(ctx, address)
	if err != nil {
		b.Fatal(err)
	}
	libraries := library.New(st, nil)
	start := time.Now()
	importMade(b, libraries, texts, n)
	b.ReportMetric(float64(n)/time.Since(start).Seconds(), "imported/s")
	router := handlers.New(libraries)
	say(b, router, "How many people were hurt?")
	memory(b, "before")
	runtime.KeepAlive(router)
	if err := st.Close(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/(1<<20), "MB-on-disk")
	libraries, router = nil, nil
	debug.FreeOSMemory()

	go boundMemory(ctx) // as a program that serves does
	start = time.Now()
	if st, err = store.Open(ctx, address); err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	libraries = library.New(st, nil)
	router = handlers.New(libraries)
	say(b, router, "How many people were hurt?")
	b.ReportMetric(time.Since(start).Seconds(), "s-first-answer")
	peak := memory(b, "after")

	lines := routerLines(b, libraries)
	took := make([]time.Duration, len(lines))
	slowest := map[time.Duration]string{}
	for i, line := range lines {
		took[i] = say(b, router, line)
		slowest[took[i]] = line
	}
	slices.Sort(took)
	for _, d := range took[len(took)-5:] {
		b.Logf("%v: %s", d.Round(time.Millisecond), slowest[d])
	}
	b.ReportMetric(took[len(took)/2].Seconds()*1000, "ms-median")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1000, "ms-99th")
	if _, err := libraries.Import(ctx, local, article.FromText("one more", texts.Article())); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(say(b, router, "!zoning").Seconds()*1000, "ms-after-one-more")
	b.ReportMetric(max(peak, memory(b, "asked")), "MB-resident")
	runtime.KeepAlive(router)
}

// say asks, and tells how long the answer took.
func say(b *testing.B, router *handlers.Router, text string) time.Duration {
	start := time.Now()
	reply, _ := router.Handle(b.Context(), handlers.Request{Text: text, Channel: "bench", Library: local, Direct: true})
	if strings.HasPrefix(reply.Answer, "Something went wrong") {
		b.Fatal(text, ": ", reply.Answer)
	}
	return time.Since(start)
}

// memory logs what the process holds in megabytes, and gives what the system counts.
func memory(b *testing.B, when string) (resident float64) {
	resident = math.NaN()
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		if _, rest, ok := strings.Cut(string(status), "VmRSS:"); ok {
			kB, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			resident = kB / 1024
		}
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.Logf("%s: %.0f MB resident, %d MB of heap in use", when, resident, m.HeapAlloc>>20)
	return resident
}

// routerLines are about a hundred messages: questions about the samples, topics and lists.
func routerLines(b *testing.B, l *library.Libraries) (lines []string) {
	files, err := filepath.Glob("../facts/answer/testdata/news/*.jsonl")
	if err != nil || len(files) == 0 {
		b.Fatal("no questions", err)
	}
	for _, f := range files[:40] {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		var q struct{ Question string }
		first, _, _ := strings.Cut(string(data), "\n")
		if err := json.Unmarshal([]byte(first), &q); err != nil {
			b.Fatal(err)
		}
		lines = append(lines, q.Question)
	}
	sources, err := l.Sources(b.Context(), shelf.Scope{Library: local})
	if err != nil {
		b.Fatal(err)
	}
	for i := range 12 {
		topics := sources[i*len(sources)/12].Table().Topics
		if len(topics) == 0 {
			continue
		}
		name := topics[0].Name
		lines = append(lines, "!"+name, "!figures "+name, "!compare "+name, "!quotes "+name)
	}
	return append(lines, "!figures", "!quotes", "!timeline", "!who", "!check", "!topics", "hello", "!articles", "!compare people", "!trend people", "!peeple", "!source 1")
}

// newsMaker makes articles out of the invented news.
func newsMaker(b *testing.B) *newsgen.Maker {
	files, err := filepath.Glob("../facts/answer/testdata/news/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no sample news", err)
	}
	var samples []string
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		samples = append(samples, string(data))
	}
	return newsgen.New(3, samples...)
}
