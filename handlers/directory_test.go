package handlers

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The directory finds what comparing with every form of every subject finds.
func TestDirectory(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		w := make([]rune, 3+draw.IntN(6))
		for i := range w {
			w[i] = []rune("abcdeéñz")[draw.IntN(8)]
		}
		return string(w)
	}
	var all []*subject
	for range 500 {
		s := &subject{name: word()}
		s.forms = []string{plain(s.name)}
		for range draw.IntN(3) {
			s.forms = append(s.forms, plain(word()))
		}
		if draw.IntN(5) == 0 {
			s.forms = append(s.forms, plain(word()+" "+word()))
		}
		all = append(all, s)
	}
	d, mended := newDirectory(all), 0
	for range 500 {
		form := all[draw.IntN(len(all))].forms[0]
		if !slices.Contains(d.formed(form), exactly(d, form)[0]) {
			t.Errorf("%q is not found", form)
		}
		typed := []rune(form)
		typed[draw.IntN(len(typed))] = 'a'
		best, want := maxErrors, []*subject(nil)
		for _, s := range all {
			n := maxErrors + 1
			for _, f := range s.forms {
				n = min(n, errorsBetween(string(typed), f))
			}
			if n < best {
				best, want = n, nil
			}
			if n == best {
				want = append(want, s)
			}
		}
		if got := d.mistyped(string(typed)); !slices.Equal(got, want) {
			t.Errorf("%q: %d subjects, want %d", string(typed), len(got), len(want))
		}
		mended += len(want)
	}
	if mended == 0 {
		t.Error("no typing error was mended")
	}
}
