package answer

import (
	"strings"

	"byline/facts"
)

// How far phrases, lists and clauses go.

// clauses adds what follows a verb, a reason word or an opening mark, up to a
// break and up to the sentence's end.
func clauses(a *facts.Article, s *content, add func(from, to int, sh shape)) {
	n := len(s.words)
	open := -1
	for i := range s.words {
		k := s.words[i].kind
		if k&mark != 0 {
			if open >= 0 {
				add(open, i, spoken)
				open = -1
			} else {
				open = i + 1
			}
			continue
		}
		starter := k&verb != 0 && k&name == 0 || k&(because|hardly|purpose) != 0 || k&preposition != 0
		if !starter || i+1 >= n {
			continue
		}
		from := i + 1
		if k&verb != 0 {
			from = i
		}
		ends := stop | breaks
		if k&(verb|because|hardly|purpose) == 0 {
			ends |= auxiliary // what stands behind a preposition has no verb of its own
		}
		end := from
		for end < n && end < from+maxClause && (s.words[end].kind&ends == 0 || saint(a, s, end)) {
			end++
		}
		add(from, end, clause)
		if k&verb != 0 {
			add(i+1, end, clause)
		}
	}
}

// doings adds what stands before a verb, from the break before it on: "Trump's apparent
// efforts at fraternizing with Putin".
func doings(s *content, add func(from, to int, sh shape)) {
	a := s.doc.table.Article
	from := 0 // -1 behind the verb
	for i, w := range s.words {
		switch {
		case saint(a, s, i):
		case w.kind&(stop|breaks|mark) != 0:
			from = i + 1
		case from < 0 || w.kind&name != 0 || w.kind&auxiliary == 0 && (w.kind&verb == 0 || w.kind&noun != 0 && w.kind&past == 0):
		case i > 0 && s.words[i-1].kind&preposition != 0 && strings.HasSuffix(lowered(a, w.span), "ing"): // efforts at fraternizing
		default:
			if i > from+1 && i-from <= maxClause {
				add(from, i, doing)
			}
			from = -1
		}
	}
}

// inPhrase reports whether word i can stand in a noun phrase; inside says that one
// is open already.
func inPhrase(s *content, i int, inside bool) bool {
	w := s.words[i]
	switch {
	case w.kind&(stop|mark) != 0:
		return inside && saint(s.doc.table.Article, s, i)
	case w.kind&breaks != 0:
		return w.kind&money != 0
	case w.kind&(number|percent|name|money) != 0:
		return true
	case w.kind&(function|saying) != 0:
		return false
	case w.kind&verb != 0:
		// a participle before a noun belongs to the phrase: "destroyed home"
		return w.kind&noun != 0 && w.kind&past == 0 || i+1 < len(s.words) && s.words[i+1].kind&(noun|function|verb) == noun
	}
	return true
}

// listEnd is the run that ends the list which run k begins: Donetsk, Lugansk and Kherson; k when
// it begins none, or stands inside one.
func (s *content) listEnd(runs [][2]int, k int) int {
	a := s.doc.table.Article
	comma := func(i int) bool { return i >= 0 && i < len(s.words) && lowered(a, s.words[i].span) == "," }
	and := func(i int) bool {
		w := lowered(a, s.words[i].span)
		return w == "and" || w == "or"
	}
	if k > 0 && comma(runs[k][0]-1) && runs[k-1][1] == runs[k][0]-1 {
		return k
	}
	for next := k + 1; next < len(runs); next++ {
		from, to := runs[next-1][1], runs[next][0]
		if to-from == 1 && and(from) || to-from == 2 && comma(from) && and(from+1) {
			return next
		}
		if to-from != 1 || !comma(from) {
			break
		}
	}
	return k
}

// joined reports whether what stands between two noun phrases holds them together.
func joined(a *facts.Article, s *content, from, to int) bool {
	if to-from > 2 || to == from {
		return false
	}
	switch lowered(a, s.words[from].span) {
	case "of", "and", "in", "for", "'s", "on", "to", "with", "or", "at":
	default:
		return false
	}
	if to-from == 2 {
		switch lowered(a, s.words[from+1].span) {
		case "the", "a", "an", "its", "their", "his", "her":
		default:
			return false
		}
	}
	return true
}
