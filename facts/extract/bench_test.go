package extract

import (
	"strings"
	"testing"

	"byline/facts/article"
)

// The seed article, as a new installation reads it.
func BenchmarkReadSeed(b *testing.B) {
	text := article.Seed().Text
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Table(article.FromText("seed", text))
	}
}

// A long text: cost must grow with its length and no faster.
func BenchmarkReadLong(b *testing.B) {
	for name, n := range map[string]int{"100kB": 35, "1MB": 350} {
		text := strings.Repeat(article.Seed().Text+"\n", n)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Table(article.FromText("long", text))
			}
		})
	}
}
