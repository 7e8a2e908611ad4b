package answer

import (
	"math"
	"slices"

	"byline/facts"
	"byline/facts/lang"
)

// A speech is the part of speech that a word most likely is where it stands, or what else it
// is that tells whether a short answer ends there.
type speech uint8

const (
	speechMark speech = iota // a quotation mark
	speechBreak
	speechStop
	speechNumber
	speechTime
	speechAuxiliary
	speechPreposition
	speechDeterminer // the, this, his
	speechPronoun
	speechAnd
	speechFunction
	speechName
	speechGerund
	speechPast
	speechVerb
	speechAdjective
	speechAdverb
	speechNoun
	speechEdge // no word: before the first, behind the last
	speechParts
)

var speechNames = [speechParts]string{
	"mark", "break", "stop", "number", "time", "auxiliary", "preposition", "determiner", "pronoun", "and", "function", "name",
	"gerund", "past", "verb", "adjective", "adverb", "noun", "edge",
}

// telling reports whether a word of this part of speech says something by itself.
func (p speech) telling() bool {
	switch p {
	case speechMark, speechBreak, speechStop, speechAuxiliary, speechPreposition, speechDeterminer, speechPronoun, speechAnd, speechFunction:
		return false
	}
	return true
}

// speechOf is the part of speech of a word, which is given in lower case.
func speechOf(kind class, tags lang.Tags, word string) speech {
	switch {
	case kind&mark != 0:
		return speechMark
	case kind&breaks != 0 && kind&money == 0:
		return speechBreak
	case kind&stop != 0 && kind&money == 0:
		return speechStop
	case kind&number != 0:
		return speechNumber
	case kind&clock != 0:
		return speechTime
	case kind&auxiliary != 0:
		return speechAuxiliary
	case kind&preposition != 0:
		return speechPreposition
	case kind&definite != 0:
		return speechDeterminer
	}
	switch word {
	case "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your":
		return speechDeterminer
	case "and", "or", "but":
		if kind&pronoun == 0 {
			return speechAnd
		}
	}
	switch {
	case kind&pronoun != 0:
		return speechPronoun
	case kind&function != 0:
		return speechFunction
	case kind&name != 0:
		return speechName
	case tags&lang.Gerund != 0:
		return speechGerund
	case kind&past != 0:
		return speechPast
	case kind&verb != 0:
		return speechVerb
	case tags&lang.Adjective != 0 && kind&noun == 0:
		return speechAdjective
	case tags&(lang.Adverb|lang.Adjective) == lang.Adverb && kind&noun == 0:
		return speechAdverb
	}
	return speechNoun
}

// Parts are what short answers are chosen from, and what they are chosen by that is the same
// for all questions: the stretches of a sentence, and of each of its words the part of speech
// and what else the lexicon says.
type parts struct {
	stretches []stretch
	speech    []speech
	tags      []lang.Tags
	named     []facts.EntityKind // of what has the name that the word is part of; empty for other words
}

// parts is what the sentence is made of.
func (s *content) parts() *parts {
	s.parted.Do(func() {
		p := &s.shorts
		p.stretches = stretches(s)
		p.speech, p.tags = make([]speech, len(s.words)), make([]lang.Tags, len(s.words))
		for i, w := range s.words {
			word := lowered(s.doc.table.Article, w.span)
			p.tags[i] = lang.TagsOf(word)
			p.speech[i] = speechOf(w.kind, p.tags[i], word)
		}
		p.named = make([]facts.EntityKind, len(s.words))
		for _, m := range s.written {
			from, to := s.within(m.span)
			for i := from; i < to; i++ {
				p.named[i] = s.doc.table.Entities[m.entity].Kind
			}
		}
	})
	return &s.shorts
}

// A layout is what the stretches of one sentence are described by: what its words are, and
// what they are to the question.
type layout struct {
	*parts
	m     *matcher
	s     *sentence
	asked []bool    // it is part of the whole name of somebody whom the question names
	term  []int     // the term that the word stands for best; -1 for none
	fit   []float32 // how well it does
	like  []float64 // how like the noun that is asked for it is

	words    reach   // to the words of the question that are no function words
	verbs    reach   // to its verbs
	terms    []reach // to each of its terms
	allVerbs reach   // to any verb but auxiliaries
}

// A reach is how far it is from between two words, of which there are one more than words, to
// the next word of some kind before and behind: 1 for neighbours, 0 for none.
type reach struct{ left, right []int16 }

// reach measures how far it is to the words that are so.
func (l *layout) reach(is func(i int) bool) reach {
	n := len(l.s.words)
	both := make([]int16, 2*(n+1))
	r := reach{both[:n+1], both[n+1:]}
	far := func(at []int16, from, next, word int) {
		switch {
		case is(word):
			at[next] = 1
		case at[from] > 0:
			at[next] = at[from] + 1
		}
	}
	for i := range min(n, math.MaxInt16) {
		far(r.left, i, i+1, i)
		far(r.right, n-i, n-i-1, n-i-1)
	}
	return r
}

func (m *matcher) layout(s *sentence) *layout {
	n := len(s.words)
	l := &layout{
		parts: s.parts(), m: m, s: s,
		asked: make([]bool, n), term: make([]int, n), fit: make([]float32, n), like: make([]float64, n),
	}
	for i, w := range s.words {
		l.term[i] = -1
		for _, a := range m.stands(w.stem) {
			if fit := m.form(s, i, a); fit > l.fit[i] {
				l.fit[i], l.term[i] = fit, a.term
			}
		}
		if m.q.focus >= 0 && w.stem >= 0 {
			l.like[i] = float64(m.likeness(w.stem)[m.q.focus])
		}
	}
	for _, at := range s.written {
		if from, to := s.within(at.span); l.names(at.entity) {
			for i := from; i < to; i++ {
				l.asked[i] = true
			}
		}
	}
	strong := func(i int) bool { return m.met(s, i) && s.words[i].kind&function == 0 }
	l.words = l.reach(strong)
	strongVerb := func(i int) bool { return strong(i) && s.words[i].kind&verb != 0 }
	l.verbs = l.reach(strongVerb)
	l.allVerbs = l.reach(func(i int) bool { return l.any(i, i+1, speechVerb, speechPast, speechGerund) || strongVerb(i) })
	for t := range m.q.terms {
		l.terms = append(l.terms, l.reach(func(i int) bool { return l.term[i] == t && l.fit[i] >= related }))
	}
	return l
}

// names reports whether the question names an entity, by a part of its name at least.
func (l *layout) names(entity int32) bool {
	return slices.ContainsFunc(l.s.doc.entities[entity].name, func(stem int32) bool {
		return slices.ContainsFunc(l.m.stands(stem), func(a alternative) bool {
			return a.weight >= asMeant && l.m.q.terms[a.term].kind&name != 0
		})
	})
}

// speechAt is the part of speech of word i, which may lie outside.
func (l *layout) speechAt(i int) speech {
	if i < 0 || i >= len(l.speech) {
		return speechEdge
	}
	return l.speech[i]
}

// inName reports whether word i, which may lie outside, is part of a name.
func (l *layout) inName(i int) bool {
	return i >= 0 && i < len(l.speech) && l.s.words[i].kind&name != 0
}

// word is word i in lower case.
func (l *layout) word(i int) string { return lowered(l.s.doc.table.Article, l.s.words[i].span) }

// any reports whether one of the words from..to (exclusive) is one of these parts of speech.
func (l *layout) any(from, to int, parts ...speech) bool {
	return slices.ContainsFunc(l.speech[from:max(from, to)], func(p speech) bool { return slices.Contains(parts, p) })
}

// verb reports whether one of these words is a verb.
func (l *layout) verb(from, to int) bool {
	return l.any(from, to, speechVerb, speechPast, speechAuxiliary)
}
