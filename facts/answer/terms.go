package answer

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"byline/facts/lang"
)

// How much a word counts, relative to its rarity, by the part it plays.
const (
	nameWeight  = 1.3 // names must be met
	classWeight = 0.5 // "which company": the sentence says Raytheon
	plainWeight = 0.4 // verbs such as say and do, which every article is full of
)

// collect makes the terms of a question: its words that are neither function words
// nor part of the asking, with what the articles have for them.
func (q *question) collect(x *Index) {
	excluded := false // behind "besides X" stands what is known already
	for i := range q.words {
		w := &q.words[i]
		switch {
		case w.lower == "besides" || w.lower == "except":
			excluded = true
		case w.kind&(function|name|capital) == function:
			excluded = false
		}
		if id, ok := x.number(w.stem); ok && excluded && w.kind&function == 0 {
			q.excluded = append(q.excluded, id)
		}
		if excluded || q.asks(i) || w.kind&(function|stop|mark) != 0 && w.kind&number == 0 || len(q.terms) == maxTerms || w.lower == "" {
			continue
		}
		t := term{text: w.text, stem: w.stem, id: -1, kind: w.kind, at: i}
		if id, ok := x.number(t.stem); ok {
			t.id = id
			// lower-case questions name people too
			if e := x.count(id); e.names > 0 && e.names*2 > e.uses && w.kind&number == 0 {
				t.kind |= name
			}
		}
		t.weight = x.rarity(t.id, t.stem)
		l := lemma(w.lower)
		switch {
		case asking.Has(l):
			t.weight *= plainWeight
		case t.kind&name != 0:
			t.weight *= nameWeight
		case i == q.focus && q.intent != wantCount && q.intent != wantThing && q.intent != wantMeaning:
			t.weight *= classWeight
		}
		x.alternatives(&t, len(q.terms))
		w.term = len(q.terms)
		q.terms = append(q.terms, t)
	}
	if q.focus >= 0 {
		q.focus = q.words[q.focus].term
	}
	for i := range q.terms {
		w := q.words[q.terms[i].at].lower
		q.terms[i].asks = asking.Has(w) || asking.Has(lemma(w)) || i == q.focus && q.attribute()
	}
	q.phrases(x)
	q.roles()
	q.neighbours(x)
}

// asking reports whether term i belongs to the asking rather than to the matter:
// "people" in "how many people", "time" in "what time".
func (q *question) asking(i int) bool { return q.terms[i].asks }

// What a word counts that stands for a whole phrase of the question, and what is left of
// the weight of a word that means nothing outside its phrase: "life" in "lose their lives".
const (
	phraseFit  = 0.85
	phrasePart = 0.3
)

// phraseGap is how many small words may stand between two words of a phrase: "let him go".
const phraseGap = 2

// phrases lets single words of the articles stand for phrases of the question: "killed"
// for "lost their lives".
func (q *question) phrases(x *Index) {
	for i := range q.words {
		for rest, means := range lang.Phrases(q.words[i].stem) {
			end := q.phraseEnd(i, rest)
			if end < 0 {
				continue
			}
			last := -1
			for j := i; j <= end; j++ {
				if n := q.words[j].term; n >= 0 {
					if last >= 0 {
						q.terms[last].weight *= phrasePart
					}
					last = n
				}
			}
			if last < 0 {
				continue
			}
			for stem := range strings.FieldsSeq(means) {
				if id, ok := x.number(stem); ok {
					q.terms[last].stand(x, id, phraseFit, last)
				}
			}
			break
		}
	}
}

// phraseEnd is the index of the word that ends the phrase which begins at word i and goes on
// with these stems; -1 when the question does not have it there.
func (q *question) phraseEnd(i int, rest string) int {
	for stem := range strings.FieldsSeq(rest) {
		next := -1
		for j := i + 1; j < len(q.words) && j <= i+1+phraseGap; j++ {
			if q.words[j].stem == stem {
				next = j
				break
			}
			if q.words[j].kind&function == 0 {
				break
			}
		}
		if next < 0 {
			return -1
		}
		i = next
	}
	return i
}

// asks reports whether word i does the asking: the question word, and "long" in
// "how long".
func (q *question) asks(i int) bool {
	if i != q.asked+1 || q.at(q.asked) != "how" {
		return i == q.asked
	}
	switch q.at(i) {
	case "long", "far", "old", "often", "soon", "come", "many", "much":
		return true
	}
	return false
}

// roles finds who acts in "did X do", "has X done".
func (q *question) roles() {
	for i := q.asked + 1; i < len(q.words); i++ {
		if q.words[i].kind&auxiliary == 0 {
			continue
		}
		subject := -1
		for j := i + 1; j < len(q.words); j++ {
			k := q.words[j].kind
			if subject >= 0 && k&verb != 0 && k&name == 0 && q.words[j].term >= 0 {
				q.subject, q.action = subject, q.words[j].term
				return
			}
			if k&preposition != 0 {
				return
			}
			if q.words[j].term >= 0 {
				subject = q.words[j].term
			}
		}
		return
	}
}

// neighbours notes the pairs of neighbouring words, those of the asking left out.
func (q *question) neighbours(x *Index) {
	last := int32(-1)
	for i, w := range q.words {
		if i == q.asked || w.kind&auxiliary != 0 || i == q.asked+1 && (w.lower == "many" || w.lower == "much") {
			last = -1
			continue
		}
		id, ok := x.number(w.stem)
		if !ok {
			id = -1
		}
		if last >= 0 && id >= 0 {
			q.pairs = append(q.pairs, [2]int32{last, id})
		}
		last = id
	}
}

// alternatives finds the stems of the articles that can stand for a term.
func (x *Index) alternatives(t *term, n int) {
	if t.id >= 0 {
		t.stand(x, t.id, 1, n)
	}
	for stem, weight := range lang.Related(t.stem) {
		if t.kind&name != 0 && weight < 0.6 {
			continue // a name is not a synonym of anything
		}
		if id, ok := x.number(stem); ok && id != t.id {
			t.stand(x, id, weight, n)
		}
	}
}

// stand lets a stem of the articles stand for the term, which is number n of its question.
func (t *term) stand(x *Index, id int32, weight float64, n int) {
	t.alts = append(t.alts, alternative{stem: id, term: n, weight: float32(weight)})
	if x.count(id).sentences > 0 {
		t.known = max(t.known, weight)
	}
}

// mend corrects a word of a question that is neither in the articles nor an
// English word. A word that people know is left alone, however near a word of the
// article is: "helicopters" is no typing error.
func (x *Index) mend(lower string, t lang.Token, first bool) (string, bool) {
	if t.Kind != lang.Word || len(lower) < 3 || len(lower) > 30 {
		return "", false
	}
	stem := lang.Stem(lower)
	if id, ok := x.number(stem); ok && x.count(id).sentences > 0 {
		return "", false
	}
	known := lang.Commonness(stem)
	if t.Word.Tags&lang.Function != 0 || known > 0 || whWords.Has(lower) {
		return "", false
	}
	if t.Word.Tags == 0 {
		known = -1 // no English word, although it shares a stem with a rare one
	}
	if first && known <= 0 {
		if wh := questionWord(lower); wh != "" {
			return wh, true
		}
	}
	for range lang.Related(stem) {
		if known < 0 {
			return "", false // another spelling of a name that is known
		}
	}
	best, bestCost, bestSwap, ties := "", 100, false, true
	widest := 1 // bytes of a character of the word
	for _, r := range lower {
		widest = max(widest, utf8.RuneLen(r))
	}
	consider := func(word string, limit int, uses func() int) {
		if more := len(word) - len(lower); more > limit*widest || -more > limit*widest {
			return // spares the comparison
		}
		if known == 0 && !anagram(lower, word) && !doubled(lower, word) {
			return // rare, but a word
		}
		if len(lower) == 3 && len(word) == 3 && !anagram(lower, word) {
			return // one wrong letter of three leaves too little
		}
		d := lang.Distance(lower, word, limit)
		if d > limit {
			return
		}
		swap := anagram(lower, word)
		cost := d * errorCost
		if word[len(word)-1] != lower[len(lower)-1] && !swap {
			cost += otherEnd
		}
		if cost-errorCost+1 > bestCost {
			return // however often it is used
		}
		if cost -= min(uses(), errorCost-1); cost < bestCost || ties && cost == bestCost && (swap && !bestSwap || swap == bestSwap && word < best) {
			best, bestCost, bestSwap = word, cost, swap
		}
	}
	limit := lang.TypingErrors(len(lower))
	if limit > 0 {
		x.near(lower, lower[0], limit, consider)
		if lower[1] != lower[0] { // the first two swapped
			x.near(lower, lower[1], 1, func(word string, limit int, _ func() int) { consider(word, limit, never) })
		}
	}
	if !t.Capitalised() || best == "" {
		ties = false // words of the articles win
		questionWords.Each(func(word, _ string) {
			if word[0] == lower[0] && len(word)+1 >= len(lower) && len(word) > 2 {
				consider(word, max(limit, 1), func() int { return usualUses })
			}
		})
	}
	if best == "" && known < 0 && !t.Capitalised() {
		best = english(lower)
	}
	return best, best != ""
}

// What a typing error costs against how often the articles have the word, and what it costs
// that the last letter differs: people get the ends of words right more often than the
// middle.
const (
	errorCost = 16
	otherEnd  = 6
)

// usualUses is how often the articles are taken to have the words of questions.
const usualUses = 14

func never() int { return 0 }

// near considers the words of the articles that begin with a byte and may be few enough
// typing errors away.
func (x *Index) near(lower string, first byte, limit int, consider func(word string, limit int, uses func() int)) {
	begin, all := x.vocabulary.beginning(first)
	letters := lettersOf(lower)
	for _, id := range begin {
		s := &all[id]
		if bits.OnesCount32(uint32(s.letters^letters)) > 2*limit || !x.spells(id) {
			continue // an error takes away one letter and brings in another at most
		}
		consider(s.word, limit, func() int { return int(x.count(s.stem).uses) })
	}
}

// questionWord is the question word that is one typing error away: at the start of a
// question "wat" is no Thai temple. Empty when there is none.
func questionWord(lower string) string {
	best := ""
	whWords.Each(func(word, _ string) {
		if best == "" && word[0] == lower[0] && lang.Distance(lower, word, 1) == 1 {
			best = word
		}
	})
	return best
}

// anagram reports whether two words have the same letters in another order.
func anagram(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}

// doubled reports whether two words differ only in which letters are double: tittle, title.
func doubled(a, b string) bool {
	return squeeze(a) == squeeze(b)
}

// squeeze leaves one of each run of equal letters.
func squeeze(s string) string {
	return string(slices.Compact([]byte(s)))
}

// usual is how common (see lang.Commonness) an English word must be for a typing
// error to be read as it.
const usual = 3

// english is the most common English word that is one typing error away; empty
// when there is none.
func english(lower string) string {
	best, bestRank := "", usual-1
	try := func(w string) {
		if lang.TagsOf(w) == 0 {
			return
		}
		if rank := lang.Commonness(lang.Stem(w)); rank > bestRank {
			best, bestRank = w, rank
		}
	}
	if len(lower) < 4 || strings.IndexFunc(lower, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
		return ""
	}
	for i := range len(lower) {
		try(lower[:i] + lower[i+1:])
		if i+1 < len(lower) {
			try(lower[:i] + lower[i+1:i+2] + lower[i:i+1] + lower[i+2:])
		}
		if i > 0 {
			try(lower[:i] + lower[i-1:i] + lower[i:]) // a letter that should be double
		}
		for _, vowel := range []string{"a", "e", "i", "o", "u", "y"} {
			if i > 0 { // people rarely get the first letter wrong
				try(lower[:i] + vowel + lower[i:])
				try(lower[:i] + vowel + lower[i+1:])
			}
		}
	}
	return best
}
