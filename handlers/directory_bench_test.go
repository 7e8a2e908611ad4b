package handlers

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// What a word costs that no name is near, among as many names as ten thousand articles have.
func BenchmarkMistyped(b *testing.B) {
	draw := rand.New(rand.NewPCG(1, 1))
	var all []*subject
	for i := range 100_000 {
		name := ""
		for range 2 + draw.IntN(3) {
			name += string("bdfgklmnprstvz"[draw.IntN(14)]) + string("aeiou"[draw.IntN(5)]) + string("lmnrsk"[draw.IntN(6)])
		}
		all = append(all, &subject{name: fmt.Sprint(name, i), forms: []string{name}, size: i % 50})
	}
	d := newDirectory(all)
	for _, word := range []string{"peeple", "bakonizim", "zoning", "vankoris"} {
		b.Run(word, func(b *testing.B) {
			for b.Loop() {
				near(d, word)
			}
		})
	}
}
