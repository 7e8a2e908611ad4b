package answer

import (
	"cmp"
	"slices"

	"byline/facts"
)

// shape is what a stretch of a sentence looks like.
type shape uint8

const (
	phrase  shape = iota // a noun phrase
	longer               // noun phrases joined by of, and, in
	named                // a name
	amount               // a number, with what belongs to it
	dated                // a time expression
	clause               // what follows a verb, or because, to, by
	spoken               // what stands between quotation marks
	doing                // what stands before a verb: its subject with all that belongs to it
	listing              // noun phrases joined by commas and a last and
	shapes
)

// A stretch is words from..to (exclusive) of a sentence that may be the short
// answer.
type stretch struct {
	from, to int
	shape    shape
}

// span is the bytes of a stretch.
func (c stretch) span(s *sentence) facts.Span {
	return facts.Span{Start: s.words[c.from].span.Start, End: s.words[c.to-1].span.End}
}

// maxClause bounds a clause, in words.
const maxClause = 24

// stretches finds what in a sentence can be a short answer.
func stretches(s *content) []stretch {
	t := s.doc.table
	a := t.Article
	dateline := s.dateline()
	var out []stretch
	add := func(from, to int, sh shape) {
		for from < to && skipAtEdge(a, s.words[from], true) {
			from++
		}
		for to > from && skipAtEdge(a, s.words[to-1], false) {
			to--
		}
		if from == to || from < dateline && !s.placed(from, to) {
			return
		}
		from, ok := withDenial(a, s, from)
		if ok && !slices.ContainsFunc(out, func(c stretch) bool { return c.from == from && c.to == to }) {
			out = append(out, stretch{from, to, sh})
		}
	}
	n := len(s.words)
	for _, m := range s.written { // whole names, small words in them too: Ursula von der Leyen
		if !m.pronoun {
			from, to := s.within(m.span)
			add(from, to, named)
		}
	}
	// times, numbers and names first: of two shapes of the same words the first stays
	for i := 0; i < n; i++ {
		k := s.words[i].kind
		switch {
		case k&clock != 0 && k&beside == 0:
			from, to := timeAround(a, s, i)
			add(from, to, dated)
		case k&number != 0 && k&beside == 0 && !often(a, s, i):
			j := s.amountEnd(i + 1)
			from := i
			if i > 0 && s.words[i-1].kind&money != 0 {
				from--
			}
			add(from, j, amount)
			if j < n && s.words[j].kind&(duration|distance) != 0 {
				add(from, j+1, amount)
			}
			if end := rangeEnd(a, s, j); end > 0 {
				add(from, end, amount)
			}
		case k&name != 0 && k&beside == 0 && (i == 0 || s.words[i-1].kind&name == 0):
			j := i + 1
			for j < n && (s.words[j].kind&(name|beside) != 0 || saint(a, s, j)) {
				j++
			}
			add(i, j, named)
		}
	}
	// noun phrases, and what is joined to them
	var runs [][2]int
	for i := 0; i < n; {
		j := i
		for j < n && inPhrase(s, j, j > i) {
			j++
		}
		if j > i {
			runs = append(runs, [2]int{i, j})
			i = j
			continue
		}
		i++
	}
	for k, run := range runs {
		sh := phrase
		if s.words[run[0]].kind&(number|money) != 0 && !often(a, s, run[0]) {
			sh = amount
		}
		add(run[0], run[1], sh)
		if at := slices.IndexFunc(s.words[run[0]:run[1]], func(w word) bool { return w.kind&name != 0 }); at > 0 {
			add(run[0], run[0]+at, sh) // the role before a name
		}
		if last := s.listEnd(runs, k); last > k+1 {
			add(run[0], runs[last][1], listing)
		}
		end := run[1]
		for next := k + 1; next < len(runs) && next <= k+2; next++ {
			if !joined(a, s, end, runs[next][0]) {
				break
			}
			end = runs[next][1]
			add(run[0], end, longer)
		}
	}
	clauses(a, s, add)
	doings(s, add)
	return out
}

// placed reports whether words of a dateline are a place, and not the day or the agency: "MINSK,
// 28 January (BelTA) –".
func (s *content) placed(from, to int) bool {
	for i := from; i < to; i++ {
		if s.words[i].kind&(clock|number|stop) != 0 || i > 0 && s.doc.table.Article.Slice(s.words[i-1].span) == "(" {
			return false
		}
	}
	return true
}

// often reports whether word i is a number that counts no things: once.
func often(a *facts.Article, s *content, i int) bool {
	return oftenWords.Has(lowered(a, s.words[i].span))
}

// withDenial is where a stretch begins that begins at from, with the "isn't" before it: that
// something is not so must not be answered by what is not. It is false behind "without", where
// no answer begins.
func withDenial(a *facts.Article, s *content, from int) (int, bool) {
	if from == 0 {
		return from, true
	}
	before := lowered(a, s.words[from-1].span)
	if before == "without" {
		return from, false
	}
	if denies(before) {
		from--
		if from > 0 && deniesVerb(before) && s.words[from-1].kind&auxiliary != 0 { // is never
			from--
		}
	}
	return from, true
}

// within gives the words of the sentence that lie in a span: from, to (exclusive).
func (s *content) within(span facts.Span) (from, to int) {
	from, _ = slices.BinarySearchFunc(s.words, span.Start, func(w word, start int) int { return cmp.Compare(w.span.Start, start) })
	to = from
	for to < len(s.words) && s.words[to].span.End <= span.End {
		to++
	}
	return from, to
}

// rangeEnd is where the second number ends of a range whose first one ends before word j: "57
// and 60 per cent"; 0 when there is none.
func rangeEnd(a *facts.Article, s *content, j int) int {
	for j < len(s.words) && s.words[j].kind&beside != 0 {
		j++
	}
	if j+1 >= len(s.words) || s.words[j+1].kind&(number|money) == 0 {
		return 0
	}
	switch lowered(a, s.words[j].span) {
	case "to", "or", "and", "-", "–":
	default:
		return 0
	}
	return s.amountEnd(j + 1)
}

// amountEnd is where a number ends, with what belongs to it, that goes on at word j.
func (s *content) amountEnd(j int) int {
	for j < len(s.words) {
		switch {
		case s.words[j].kind&(number|percent|money|beside) != 0:
			j++
		case s.words[j].kind&preposition != 0 && j+1 < len(s.words) && s.words[j+1].kind&percent != 0: // per cent
			j += 2
		default:
			return j
		}
	}
	return j
}

// saint reports whether word j is the full stop of a short title or an initial inside a name:
// St. Brigid, Dr. King, Ann M. Lee.
func saint(a *facts.Article, s *content, j int) bool {
	return j > 0 && j+1 < len(s.words) && s.words[j-1].span.Len() <= 3 && s.words[j+1].kind&name != 0 &&
		a.Text[s.words[j].span.Start] == '.'
}

// timeAround widens a time word to its expression: "overnight between Saturday and
// Sunday", "late February 2022".
func timeAround(a *facts.Article, s *content, i int) (from, to int) {
	part := func(j int) bool {
		if j < 0 || j >= len(s.words) {
			return false
		}
		w := s.words[j]
		count := w.kind&number != 0 && (w.span.Len() <= 2 || j+1 < len(s.words) && s.words[j+1].kind&duration != 0)
		return count || w.kind&(clock|beside) != 0
	}
	glue := func(j int) bool {
		if j < 0 || j >= len(s.words) {
			return false
		}
		switch lowered(a, s.words[j].span) {
		case ".": // Feb. 24
			return j > i && s.words[j-1].kind&clock != 0 && s.words[j-1].span.Len() <= 4
		case "of", "the", "and", "to", ",", "–", "-", "this", "last", "next", "in", "first", "past":
			return true
		}
		return false
	}
	from, to = i, i+1
	for part(from-1) || glue(from-1) && part(from-2) {
		from--
	}
	for part(to) || glue(to) && part(to+1) {
		to++
	}
	for from > 0 {
		switch lowered(a, s.words[from-1].span) {
		case "this", "last", "next", "earlier", "later", "early", "late", "before", "after", "until", "since", "between":
			from--
			continue
		}
		break
	}
	if to < len(s.words) && lowered(a, s.words[to].span) == "ago" {
		to++
	}
	return from, to
}

// skipAtEdge reports whether a short answer does not begin or end with the word.
func skipAtEdge(a *facts.Article, w word, first bool) bool {
	if w.kind&beside != 0 || w.kind&(stop|mark) != 0 && w.kind&money == 0 {
		return true
	}
	if w.kind&breaks != 0 && w.kind&money == 0 {
		return true
	}
	switch lowered(a, w.span) {
	case "the", "a", "an", "'s", "and", "of", "that", "which", "who", "but", "or":
		return first || lowered(a, w.span) != "that"
	}
	return !first && w.kind&preposition != 0
}
