package extract_test

import (
	"cmp"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"byline/facts"
	"byline/facts/extract"
	"byline/facts/lang"
)

// score counts, for each figure, how many were right of how many.
type score map[string]struct{ hit, of int }

func (s score) add(figure string, right bool) {
	c := s[figure]
	c.of++
	if right {
		c.hit++
	}
	s[figure] = c
}

// score reads the article and counts what its labels find in the fact table.
func (l *labelled) score(t *testing.T, total score) {
	table := extract.Table(l.article)
	of := map[facts.Kind][]facts.Fact{}
	for _, f := range table.Facts {
		of[f.Kind] = append(of[f.Kind], f)
	}
	l.scoreFigures(t, total, of[facts.KindFigure])
	l.scoreQuotes(t, total, of[facts.KindQuote])
	l.scoreStatements(t, total, slices.Concat(of[facts.KindQuote], of[facts.KindStatement]))
	l.scorePeople(t, total, of[facts.KindPerson])
	for _, w := range l.When {
		ok := slices.ContainsFunc(of[facts.KindEvent], func(f facts.Fact) bool {
			small := func(word string) bool { return slices.Contains(strings.Fields("on in at the by of since"), word) }
			want := slices.DeleteFunc(nameWords(w.Expression), small)
			return shares(want, nameWords(f.Event.When)) &&
				(strings.Contains(l.article.Sentence(f.Sentence), w.Expression) || strings.Contains(w.Sentence, f.Event.When))
		})
		total.add("when_r", ok)
		if !ok {
			t.Logf("%s: no event is dated %q", l.name, w.Expression)
		}
	}
}

// scoreFigures pairs figures of equal value, those of the same sentence and noun
// first. A range is also met by its lower end, with the upper end apart from it.
func (l *labelled) scoreFigures(t *testing.T, total score, found []facts.Fact) {
	text := l.article.Text
	pairs := greedy(len(l.Figures), len(found), 0.5, func(i, j int) float64 {
		want, got := &l.Figures[i], found[j].Figure
		equal := close(want.Value, got.Value)
		if want.ValueMax != nil && got.Range {
			equal = equal && close(*want.ValueMax, got.Max)
		} else if got.Range {
			equal = false
		}
		if !equal {
			return 0
		}
		s := 1.0
		if at := strings.Index(text, want.Sentence); (facts.Span{Start: at, End: at + len(want.Sentence)}).Overlaps(found[j].Span) {
			s++
		}
		if nounMet(want.Noun, got) {
			s++
		}
		if want.Optional {
			s -= 0.25
		}
		return s
	})
	met, used := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		want, got := &l.Figures[p.want], found[p.found]
		met[p.want], used[p.found] = true, true
		if want.ValueMax != nil && !got.Figure.Range {
			for j := range found {
				if close(*want.ValueMax, found[j].Figure.Value) && found[j].Sentence == got.Sentence {
					used[j] = true
				}
			}
		}
		if want.Optional {
			continue
		}
		total.add("fig_value_r", true)
		total.add("fig_value_p", true)
		noun := nounMet(want.Noun, got.Figure)
		total.add("fig_noun_r", noun)
		by := l.speaker(got, want.By, append(want.ByAlt, &want.ByInSentence))
		if want.By != nil {
			total.add("fig_by", by)
		}
		if !noun || !by {
			t.Logf("%s: figure %q is of %q by %s; found of %q by %s", l.name, want.Surface, want.Noun, named(want.By), got.Figure.Noun, spoken(got))
		}
	}
	for i, want := range l.Figures {
		if !met[i] && !want.Optional {
			total.add("fig_value_r", false)
			total.add("fig_noun_r", false)
			t.Logf("%s: figure %q of %q is not found", l.name, want.Surface, want.Noun)
		}
	}
	for j, got := range found {
		if !used[j] {
			total.add("fig_value_p", false)
			t.Logf("%s: %q of %q is no figure", l.name, got.Figure.Surface, got.Figure.Noun)
		}
	}
}

func (l *labelled) scoreQuotes(t *testing.T, total score, found []facts.Fact) {
	pairs := map[int]int{}
	for _, p := range l.pairSpeech(l.Quotes, found, 0.8) {
		pairs[p.want] = p.found
	}
	for i, q := range l.Quotes {
		figure := "quote_r"
		if q.Type == "words" {
			figure = "words_r"
		}
		j, ok := pairs[i]
		total.add(figure, ok)
		if !ok {
			t.Logf("%s: the quotation %q is not found", l.name, q.Content)
			continue
		}
		by := l.speaker(found[j], q.Speaker, append(q.SpeakerAlt, &q.SpeakerInSentence))
		total.add("quote_speaker", by)
		if !by {
			t.Logf("%s: %q is by %s; found by %s", l.name, q.Content, named(q.Speaker), spoken(found[j]))
		}
	}
}

func (l *labelled) scoreStatements(t *testing.T, total score, found []facts.Fact) {
	pairs := map[int]int{}
	for _, p := range l.pairSpeech(l.Statements, found, 0.5) {
		pairs[p.want] = p.found
	}
	for i, s := range l.Statements {
		j, ok := pairs[i]
		if s.Optional {
			continue
		}
		total.add("statement_r", ok)
		switch {
		case !ok:
			t.Logf("%s: the statement %q is not found", l.name, s.Content)
		case !l.speaker(found[j], s.Speaker, append(s.SpeakerAlt, &s.SpeakerInSentence)):
			t.Logf("%s: the statement %.60q is by %s; found by %s", l.name, s.Content, named(s.Speaker), spoken(found[j]))
		}
	}
}

func (l *labelled) scorePeople(t *testing.T, total score, found []facts.Fact) {
	known := map[int]bool{}
	for _, p := range l.People {
		var hits []*facts.Person
		for j, f := range found {
			if slices.ContainsFunc(append([]string{p.Name}, p.NameOther...), func(name string) bool { return samePerson(f.Person.Name, name) }) {
				hits, known[j] = append(hits, f.Person), true
			}
		}
		if p.Optional {
			continue
		}
		total.add("people_r", len(hits) > 0)
		if len(hits) == 0 {
			t.Logf("%s: %s is not found", l.name, p.Name)
		}
		if p.Role == "" {
			continue
		}
		ok := slices.ContainsFunc(hits, func(h *facts.Person) bool { return roleMet(h, append(p.RoleOther, p.Role)) })
		total.add("role_r", ok)
		if !ok && len(hits) > 0 {
			t.Logf("%s: %s is %q; found %q", l.name, p.Name, p.Role, hits[0].Role)
		}
	}
	for j, f := range found {
		total.add("people_p", known[j])
		if !known[j] {
			t.Logf("%s: %s is no person", l.name, f.Person.Name)
		}
	}
}

// pairSpeech pairs labels and facts by token F1.
func (l *labelled) pairSpeech(want []labelledSpeech, found []facts.Fact, least float64) []pair {
	text := l.article.Text
	words := wordStarts(text)
	return greedy(len(want), len(found), least, func(i, j int) float64 {
		a, b := want[i].span(text), found[j].Span
		var inA, inB, both float64
		for _, w := range words {
			a, b := a.Start <= w && w < a.End, b.Start <= w && w < b.End
			if a {
				inA++
			}
			if b {
				inB++
			}
			if a && b {
				both++
			}
		}
		return 2 * both / max(inA+inB, 1)
	})
}

// speaker reports whether a fact is given by one of the wanted speakers; nil is nobody.
func (l *labelled) speaker(f facts.Fact, want *string, others []*string) bool {
	var got *facts.Speaker
	if f.By != nil {
		got = f.By.Speaker
	}
	return slices.ContainsFunc(append(others, want), func(w *string) bool {
		if w == nil || got == nil {
			return w == nil && got == nil
		}
		return slices.ContainsFunc(append(strings.Split(*w, " and "), *w), func(w string) bool {
			for _, name := range []string{got.Mention, got.Name} {
				if (isPronoun(w) || !isPronoun(name)) && shares(heads(w), heads(name)) {
					return true
				}
			}
			return false
		})
	})
}

func named(s *string) string {
	if s == nil {
		return "nobody"
	}
	return *s
}

func spoken(f facts.Fact) string {
	if f.By == nil || f.By.Speaker == nil {
		return "nobody"
	}
	return f.By.Speaker.Name + " (" + f.By.Speaker.Mention + ")"
}

// nounMet reports whether the last word of the wanted noun is among those found.
func nounMet(want string, got *facts.Figure) bool {
	words := strings.Fields(lang.Fold(want))
	if len(words) == 0 {
		return true
	}
	have := strings.FieldsFunc(lang.Fold(got.Noun+" "+got.Unit), func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	return shares(singulars(words[len(words)-1:]), singulars(have))
}

// roleMet reports whether the head of a wanted role and most of its words are found
// in the person's role and organisation.
func roleMet(p *facts.Person, wanted []string) bool {
	role := singulars(nameWords(p.Role))
	have := append(singulars(nameWords(p.Organisation)), role...)
	return slices.ContainsFunc(wanted, func(w string) bool {
		need := map[string]bool{}
		for _, word := range singulars(nameWords(w)) {
			if !slices.Contains(smallWords(), word) {
				need[word] = slices.Contains(have, word)
			}
		}
		hit := len(slices.DeleteFunc(slices.Collect(maps.Values(need)), func(ok bool) bool { return !ok }))
		return len(need) > 0 && shares(heads(w), role) && float64(hit) >= 0.6*float64(len(need))
	})
}

// samePerson reports whether one name is the other or a part of it with its surname.
func samePerson(a, b string) bool {
	bare := func(name string) []string {
		return slices.DeleteFunc(nameWords(name), func(w string) bool { return slices.Contains(smallWords(), w) })
	}
	x, y := bare(a), bare(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	common := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			common++
		}
	}
	return common == min(len(x), len(y)) && (x[len(x)-1] == y[len(y)-1] || common >= 2)
}

// heads are the last words of the joined or apposed parts of a name, each up to its
// first preposition: "a spokesman for the ministry" is the spokesman.
func heads(s string) []string {
	parts := regexp.MustCompile(`[,;:()—–&]|\band\b`)
	rest := regexp.MustCompile(`\b(?:of|for|in|at|from|with|on|to|who|whose|whom|that|which|by|as|near|familiar|about|or)\b`)
	var out []string
	for _, part := range parts.Split(lang.Fold(s), -1) {
		words := slices.DeleteFunc(nameWords(rest.Split(part, 2)[0]), func(w string) bool { return slices.Contains(smallWords(), w) })
		if len(words) > 0 {
			out = append(out, words[len(words)-1])
		}
	}
	if words := nameWords(s); len(out) == 0 && len(words) > 0 {
		out = words[len(words)-1:]
	}
	return singulars(out)
}

// smallWords tell nobody apart: articles, possessives, titles.
func smallWords() []string {
	return strings.Fields("a an the his her its their our my of for and mr mrs ms dr sir gov jr sr ii iii himself herself")
}

func isPronoun(s string) bool {
	return slices.Contains(strings.Fields("he she they it we i you who him her them one"), lang.Fold(s))
}

func nameWords(s string) []string {
	s = strings.ReplaceAll(lang.Fold(s)+" ", "'s ", " ")
	words := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".&'-", r)
	})
	for i := range words {
		words[i] = strings.Trim(words[i], ".&'-")
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

func singulars(words []string) []string {
	out := slices.Clone(words)
	for i := range out {
		out[i] = lang.Singular(out[i])
	}
	return out
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

func close(a, b float64) bool { return math.Abs(a-b) <= 1e-5*max(math.Abs(a), math.Abs(b)) }

func occurrences(text, s string) []facts.Span {
	var out []facts.Span
	for from := 0; s != ""; {
		i := strings.Index(text[from:], s)
		if i < 0 {
			break
		}
		out = append(out, facts.Span{Start: from + i, End: from + i + len(s)})
		from += i + 1
	}
	return out
}

// wordStarts are the bytes where words begin.
func wordStarts(text string) []int {
	var out []int
	inside := false
	for i, r := range text {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if word && !inside {
			out = append(out, i)
		}
		inside = word
	}
	return out
}

type pair struct {
	want, found int
	score       float64
}

// greedy pairs one to one, the best score first.
func greedy(want, found int, least float64, score func(i, j int) float64) []pair {
	var all []pair
	for i := range want {
		for j := range found {
			if s := score(i, j); s >= least {
				all = append(all, pair{i, j, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.score, a.score) })
	wanted, used := map[int]bool{}, map[int]bool{}
	return slices.DeleteFunc(all, func(p pair) bool {
		if wanted[p.want] || used[p.found] {
			return true
		}
		wanted[p.want], used[p.found] = true, true
		return false
	})
}
