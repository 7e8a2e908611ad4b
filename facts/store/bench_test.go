package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/facts/store"
	"byline/facts/store/pgtest"
)

const (
	benchBatch = 100
	benchText  = 4000 // bytes
	benchFacts = 6000
)

func BenchmarkAdd(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		path := filepath.Join(b.TempDir(), "byline.db")
		benchmarkAdd(b, fileURL(path))
		info, err := os.Stat(path)
		check(b, err)
		b.ReportMetric(float64(info.Size())/float64(b.N*benchBatch), "bytes/article")
	})
	b.Run("postgres", func(b *testing.B) { benchmarkAdd(b, pgtest.Start(b).Database(b)) })
}

// benchmarkAdd adds a batch an iteration.
func benchmarkAdd(b *testing.B, url string) {
	s, err := store.Open(b.Context(), url)
	check(b, err)
	_, err = s.EnsureLibrary(b.Context(), library)
	check(b, err)
	random := rand.New(rand.NewPCG(1, 2))
	n := 0
	b.ResetTimer()
	for range b.N {
		b.StopTimer()
		additions := make([]store.Addition, benchBatch)
		for i := range additions {
			n++
			additions[i] = store.Addition{Version: store.Version{
				Meta:  store.Meta{URL: fmt.Sprintf("https://paper.example/2026/03/02/%d", n), Title: "The council met", Outlet: "The Paper"},
				Text:  words(random, benchText),
				Facts: []byte(words(random, benchFacts)),
			}}
		}
		b.StartTimer()
		_, err := s.Add(b.Context(), library, additions)
		check(b, err)
	}
	b.StopTimer()
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
	check(b, s.Close())
}

func words(random *rand.Rand, size int) string {
	var text strings.Builder
	for text.Len() < size {
		fmt.Fprintf(&text, "word%d ", random.IntN(10000))
	}
	return text.String()[:size]
}
