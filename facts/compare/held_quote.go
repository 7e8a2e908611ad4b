package compare

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

const (
	leastWords = 0.6 // of a quotation must be in a sentence that has nearly the same words
	leastSame  = 4   // words in a row or nearly so, for that
	leastOrder = 0.7 // of the words, in their order
)

// inWords finds the sentences of an article that have the words of a quotation, or nearly.
func (a *Assertion) inWords(t *facts.Table) (out []finding) {
	all, at := tokens(t.Article.Text)
	if first, last, ok := a.verbatim(all); ok {
		mark := facts.Span{Start: at[first].Start, End: at[last].End}
		return []finding{a.credited(t, mark, omitsNot(all, first, last, a.pieces))}
	}
	best, sentence := 0.0, -1
	for i := range t.Article.Sentences {
		if s := a.similar(words(t.Article.Sentence(i))); s > best {
			best, sentence = s, i
		}
	}
	if sentence < 0 {
		return nil
	}
	p := Proof{Table: t, Sentence: sentence, Fact: -1, Mark: t.Article.Sentences[sentence]}
	for i := range t.Facts {
		if f := &t.Facts[i]; f.Kind == facts.KindQuote && f.Sentence == sentence && a.similar(words(t.Article.Slice(f.Span))) >= leastOrder {
			p.Fact, p.Mark = i, f.Span
		}
	}
	return []finding{{Proof: p, verdict: Differs, why: OtherWords, fit: best}}
}

// tokens are the folded words of a text and where they stand.
func tokens(text string) (all []string, at []facts.Span) {
	from := 0
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return !isWord(r) }) {
		i := from + strings.Index(text[from:], field)
		from = i + len(field)
		for _, w := range words(field) {
			all, at = append(all, w), append(at, facts.Span{Start: i, End: from})
		}
	}
	return all, at
}

// verbatim finds the pieces of a quotation in a text, in their order and near each other.
func (a *Assertion) verbatim(all []string) (first, last int, ok bool) {
	for start := range all {
		at := start
		for n, piece := range a.pieces {
			found := -1
			for i := at; i+len(piece) <= len(all) && (n == 0 && i == at || n > 0 && i-at <= maxOmitted); i++ {
				if slices.Equal(all[i:i+len(piece)], piece) {
					found = i
					break
				}
			}
			if found < 0 {
				break
			}
			at = found + len(piece)
			if n == len(a.pieces)-1 {
				return start, at - 1, true
			}
		}
	}
	return 0, 0, false
}

// maxOmitted is how many words a quotation may leave out at a place.
const maxOmitted = 25

// omitsNot reports whether a quotation leaves out a word that turns its meaning.
func omitsNot(all []string, first, last int, pieces [][]string) bool {
	count := func(words []string) (n int) {
		for _, w := range words {
			if negation(w) || w == "if" || w == "without" {
				n++
			}
		}
		return n
	}
	kept := 0
	for _, p := range pieces {
		kept += count(p)
	}
	return count(all[first:last+1]) > kept
}

// credited is the place of words that an article has, judged by who says them there.
func (a *Assertion) credited(t *facts.Table, mark facts.Span, turned bool) finding {
	out := finding{Proof: Proof{Table: t, Sentence: t.Article.SentenceAt(mark.Start), Fact: -1, Mark: mark}, verdict: Borne, fit: 1}
	var by *facts.Attribution
	within := false
	spread := false // over two quotations of different people
	for i := range t.Facts {
		f := &t.Facts[i]
		switch {
		case f.Kind == facts.KindQuote && f.Span.Overlaps(mark):
			if within && by != nil && f.By != nil && !sameSpeaker(f, &t.Facts[out.Fact]) {
				spread = true
			}
			if !within || f.Span.Contains(mark) {
				out.Fact, by = i, f.By
			}
			within = true
		case f.Kind == facts.KindStatement && f.Span.Contains(mark) && out.Fact < 0:
			out.Fact, by = i, f.By
		}
	}
	inside := within && (t.Facts[out.Fact].Span.Contains(trimmed(t.Article, mark)) || len(a.pieces) > 1 || spansQuotes(t, mark))
	switch {
	case turned || spread:
		out.verdict, out.why = Differs, OtherWords
	case a.negated:
		out.verdict, out.why = Differs, Negated
	case a.Speaker == "":
	case by == nil || by.Speaker == nil:
		out.verdict, out.why = Differs, OtherSpeaker
		if !within {
			out.why = NotInMarks
		}
	case !a.spokenBy(t, by.Speaker):
		out.verdict, out.why = Differs, OtherSpeaker
	case !inside:
		out.verdict, out.why = Differs, NotInMarks
	}
	return out
}

// spansQuotes reports whether quotations and what joins them cover a place to its ends: a
// quotation that goes on in the next sentence.
func spansQuotes(t *facts.Table, mark facts.Span) bool {
	first, last := false, false
	for i := range t.Facts {
		if f := &t.Facts[i]; f.Kind == facts.KindQuote {
			first = first || f.Span.Start <= mark.Start && mark.Start < f.Span.End
			last = last || f.Span.Start < mark.End && mark.End <= f.Span.End
		}
	}
	return first && last
}

func trimmed(a *facts.Article, s facts.Span) facts.Span {
	s.End = s.Start + len(strings.TrimRight(a.Slice(s), ".,;:!?'"))
	return s
}

// similar is how much of a quotation other words have, in its order; 0 where it is too
// little to be the same.
func (a *Assertion) similar(other []string) float64 {
	own := slices.Concat(a.pieces...)
	if len(own) < leastSame {
		return 0
	}
	shared := 0
	for _, w := range a.content {
		if slices.Contains(other, w) {
			shared++
		}
	}
	if float64(shared) < leastWords*float64(len(a.content)) || shared < 2 {
		return 0
	}
	row := make([]int, len(other)+1) // longest common subsequence
	for _, w := range own {
		diagonal := 0
		for j, o := range other {
			above := row[j+1]
			if w == o {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	same := row[len(other)]
	if same < leastSame-1 || float64(same) < leastOrder*float64(len(own)) {
		return 0
	}
	return float64(same) / float64(len(own))
}

// spokenBy reports whether the message means a speaker of an article: by a part of the
// name or by the role. A spokesperson is not the principal.
func (a *Assertion) spokenBy(t *facts.Table, s *facts.Speaker) bool {
	own := nameWords(a.Speaker)
	if len(own) == 0 {
		return false
	}
	owner, head, deputy := strings.Cut(lang.Fold(strings.ReplaceAll(s.Name, "’", "'")), "'s ")
	_, ownHead, ownDeputy := strings.Cut(lang.Fold(strings.ReplaceAll(a.Speaker, "’", "'")), "'s ")
	if deputy && personal(t, owner) || ownDeputy && personal(t, strings.TrimSuffix(lang.Fold(a.Speaker), "'s "+ownHead)) {
		return deputy && (ownDeputy && spokes(head) == spokes(ownHead) || slices.Equal(own, nameWords(head))) && share(own, nameWords(s.Name))
	}
	known := append(nameWords(s.Name), nameWords(s.Role)...)
	known = append(known, nameWords(s.Organisation)...)
	if s.Entity >= 0 && s.Entity < len(t.Entities) {
		e := &t.Entities[s.Entity]
		known = append(known, nameWords(e.Name+" "+e.Role+" "+e.Organisation)...)
		for _, alias := range e.Aliases {
			known = append(known, nameWords(alias)...)
		}
	}
	for _, w := range own {
		if !slices.ContainsFunc(known, func(k string) bool { return k == w || a.kin.akin(lang.Stem(w), lang.Stem(k)) }) {
			return false
		}
	}
	return true
}

// personal reports whether an owner is a person: somebody's spokesperson is somebody else,
// "Ukraine's Air Force" is the Air Force.
func personal(t *facts.Table, owner string) bool {
	return slices.ContainsFunc(t.Entities, func(e facts.Entity) bool {
		return e.Kind == facts.EntityPerson && share(words(owner), words(e.Name))
	})
}

func spokes(role string) string {
	for _, w := range words(role) {
		if strings.HasPrefix(w, "spokes") {
			return "spokes"
		}
	}
	return role
}

func nameWords(s string) []string {
	return slices.DeleteFunc(words(strings.NewReplacer("'s ", " ", "’s ", " ").Replace(s)), func(w string) bool {
		return lang.TagsOf(w)&lang.Function != 0 && w != "us" || w == "mr" || w == "mrs" || w == "ms" || w == "dr"
	})
}
