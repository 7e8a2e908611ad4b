package handlers

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// completions are the subjects that somebody may mean who has typed this, the likeliest
// first: those whose name begins so, then those of which a word does, then those with a
// typing error.
func (d *directory) completions(typed string, wanted func(*subject) bool) []Completion {
	var out []Completion
	taken := map[int32]bool{}
	take := func(found []int32) {
		for _, n := range found {
			if len(out) < maxChoices && !taken[n] {
				taken[n] = true
				out = append(out, Completion{labelled(d.all[n].name), d.all[n].name})
			}
		}
	}
	if typed == "" {
		take(d.heaviest(wanted)(d.everyone()))
		return out
	}
	pick := d.heaviest(wanted)
	take(pick(d.beginning(typed)))
	if len(out) < maxChoices && len(typed) > 1 {
		take(pick(d.within(typed)))
	}
	if len(out) < enoughChoices && len(typed) >= 4 {
		take(pick(d.erring(typed)))
	}
	return out
}

// everyone is all subjects.
func (d *directory) everyone() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for i := range d.all {
			if !yield(int32(i)) {
				return
			}
		}
	}
}

// heaviest picks of subjects the few that are wanted and told of most.
func (d *directory) heaviest(wanted func(*subject) bool) func(iter.Seq[int32]) []int32 {
	order := func(a, b int32) int {
		return cmp.Or(cmp.Compare(d.all[b].weight(), d.all[a].weight()), cmp.Compare(a, b))
	}
	return func(all iter.Seq[int32]) []int32 {
		var best []int32
		for n := range all {
			s := d.all[n]
			if !wanted(s) || !nameable(plainName(s)) {
				continue
			}
			if len(best) == maxChoices && order(n, best[len(best)-1]) > 0 {
				continue
			}
			at, found := slices.BinarySearchFunc(best, n, order)
			if found {
				continue // by another of its forms
			}
			best = slices.Insert(best, at, n)
			best = best[:min(len(best), maxChoices)]
		}
		return best
	}
}

// plainName is a subject's name as it is looked up.
func plainName(s *subject) string {
	if len(s.forms) > 0 {
		return s.forms[0]
	}
	return plain(s.name)
}

// beginning is the subjects with a form that begins like this.
func (d *directory) beginning(typed string) iter.Seq[int32] {
	first, _ := utf8.DecodeRuneInString(typed)
	forms := d.forms[first]
	return func(yield func(int32) bool) {
		i, _ := slices.BinarySearchFunc(forms, entry{word: typed}, inOrder)
		for ; i < len(forms) && strings.HasPrefix(forms[i].word, typed); i++ {
			if !yield(forms[i].subject) {
				return
			}
		}
	}
}

// within is the subjects with a form of which a later word begins like this.
func (d *directory) within(typed string) iter.Seq[int32] {
	want, inner := lettersOf(typed)|spaced, " "+typed
	return func(yield func(int32) bool) {
		for _, forms := range d.forms {
			for i := range forms {
				if e := &forms[i]; e.letters&want == want && strings.Contains(e.word, inner) && !yield(e.subject) {
					return
				}
			}
		}
	}
}

// erring is the subjects with a form that begins like this but for typing errors.
func (d *directory) erring(typed string) iter.Seq[int32] {
	first, size := utf8.DecodeRuneInString(typed)
	second, _ := utf8.DecodeRuneInString(typed[size:])
	want := lettersOf(typed)
	return func(yield func(int32) bool) {
		for _, begin := range [...]rune{first, second} {
			for i := range d.forms[begin] {
				e := &d.forms[begin][i]
				if (want&^e.letters).count() <= maxErrors && nearlyBegins(typed, e.word) && !yield(e.subject) {
					return
				}
			}
			if first == second {
				return
			}
		}
	}
}
