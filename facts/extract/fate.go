package extract

import "byline/facts/lang"

// fateMax bounds a fate, so that a line of chat can hold it.
const fateMax = 14 // tokens

// fateOf reads what happened to what a figure counts: the predicate when the figure
// is in the subject ("were intercepted by …"), the verb when it is the object
// ("killed at least 134 people").
func (d *doc) fateOf(f *figure, s run) {
	end := d.subjectEnd(f, s)
	if v := d.predicate(end+1, s); v >= 0 && !d.behindVerb(f, end, s) {
		d.predicateFate(f, v, s)
		return
	}
	first := f.first
	if p := d.phraseOf[f.first]; p >= 0 {
		first = d.phrases[p].first
	}
	for j := first - 1; j >= s.first && j >= first-4; j-- {
		c := d.class[j]
		switch {
		case c&verb != 0:
			if d.word(j).cue == "" && !isLight(d.toks[j].Word.Lemma) {
				last := j
				for last+1 < first && isParticle(d.lower(last+1)) && !d.is(last+2, "to") { // "shot down"
					last++
				}
				f.fate = run{j, last}
			}
			return
		case c&preposition != 0 && !isParticle(d.lower(j)) && !f.measured && !d.hedges(j) && !d.levelBefore(j, s): // "performed in 32 towns"
			return
		case c&(adverb|preposition) != 0, d.isHedge(j), d.is(j, "a"):
		default:
			return
		}
	}
}

// behindVerb reports whether a figure measures its subject behind a verb and another
// clause begins after it: "shares fell 5% after the firm cut its forecast".
func (d *doc) behindVerb(f *figure, end int, s run) bool {
	if !f.measured {
		return false
	}
	for j := f.last + 1; j <= end; j++ {
		if d.isPreposition(j) && (d.is(j, "after") || d.is(j, "before")) && d.opensClause(j+1, s) {
			return true
		}
	}
	return false
}

// hedges reports whether a preposition before a number only bounds it: "over", "at least",
// "up to", "in excess of".
func (d *doc) hedges(i int) bool {
	return d.isHedge(i) || d.is(i+1, "least") || d.is(i+1, "most") || d.is(i+1, "excess") || d.is(i-1, "excess") || d.is(i, "to") && d.isHedge(i-1)
}

// levelBefore reports whether a verb of level stands right before token i: "fell to 40".
func (d *doc) levelBefore(i int, s run) bool {
	return i > s.first && d.word(i-1).level
}

// isLight knows verbs that tell nothing of what happened to their object.
func isLight(lemma string) bool {
	switch lemma {
	case "get", "have", "see", "leave", "include":
		return true
	}
	return false
}

func isParticle(w string) bool {
	switch w {
	case "down", "up", "off", "out", "away", "back":
		return true
	}
	return false
}

// subjectEnd is the last token of the phrase around a figure, with "of the drones".
func (d *doc) subjectEnd(f *figure, s run) int {
	end := f.last
	if p := d.phraseOf[f.last]; p >= 0 {
		end = max(end, d.phrases[p].last)
	}
	for end+2 <= s.last && d.class[end+1]&preposition != 0 && d.phraseAt(end+2) >= 0 && d.phrases[d.phraseAt(end+2)].first == end+2 {
		end = d.phrases[d.phraseAt(end+2)].last
	}
	return end
}

// predicate is the first verb of the clause whose subject ends before token i, over
// a reduced relative clause ("drones launched into Russia were destroyed"); -1 when
// no verb follows.
func (d *doc) predicate(i int, s run) int {
	for d.isClass(i, adverb) && i < s.last {
		i++
	}
	if i > s.last {
		return -1
	}
	if d.class[i]&auxiliary != 0 {
		return i
	}
	if d.class[i]&verb == 0 || d.class[i]&gerund != 0 {
		return -1
	}
	if d.tags(i)&lang.Past != 0 { // a participle whose own clause ends in an auxiliary?
		for j := i + 1; j <= s.last && j < i+8; j++ {
			switch c := d.class[j]; {
			case isBe(d.lower(j)) || d.is(j, "has") || d.is(j, "have") || d.is(j, "had"):
				return j
			case c&(subordinator|relative|conjunction|punctuation) != 0, c&verb != 0:
				return i
			}
		}
	}
	return i
}

// predicateFate takes the predicate from its main verb or, behind "were", from what
// is said of the subject, to the end of its clause.
func (d *doc) predicateFate(f *figure, v int, s run) {
	first := v
	for first < s.last && d.class[first]&auxiliary != 0 && (isBe(d.lower(first)) || d.is(first, "has") || d.is(first, "have") || d.is(first, "had")) {
		first++
	}
	for first < s.last && d.class[first]&mark != 0 {
		first++
	}
	last := first
	for j := first; j <= s.last && j < first+fateMax; j++ {
		if j > first && (d.clauseEnds(j, s) || d.quoteOf[f.first] >= 0 && d.quoteOf[j] != d.quoteOf[f.first]) {
			break
		}
		last = j
	}
	for last > first && (d.class[last]&(mark|preposition|conjunction|determiner|subordinator) != 0 || d.toks[last].Kind == lang.Punct && !d.is(last, ")") && !d.is(last, "%")) {
		last--
	}
	if d.toks[first].Kind == lang.Word || d.toks[first].Kind == lang.Number {
		f.fate = run{first, last}
	}
}

// clauseEnds reports whether a clause ends before token i.
func (d *doc) clauseEnds(i int, s run) bool {
	switch {
	case i == s.last && d.toks[i].Kind == lang.Punct:
		return true
	case d.is(i, ","), d.is(i, ";"), d.is(i, ":"), d.is(i, "—"), d.is(i, "–"), d.is(i, "("), d.is(i, "-") && d.toks[i].Space:
		return true
	case d.class[i]&(subordinator|relative) != 0 && !d.is(i, "as") && !d.is(i, "than"):
		return true
	case d.is(i, "and"), d.is(i, "but"):
		return d.clauseAt(i+1, s) || d.isClass(i+1, verb)
	}
	return false
}
