package chart

import "testing"

// What one picture takes: on one processor of the machine that docs/performance.md tells of.
func BenchmarkPNG(b *testing.B) {
	for _, s := range samples() {
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.chart.PNG(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
