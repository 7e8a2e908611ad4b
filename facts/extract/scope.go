package extract

import (
	"strings"

	"byline/facts/lang"
)

// How far what a cue reports reaches: to the end of its sentence, or to where a clause
// of the reporter's own, or of another cue, begins.

// clauseReach is how far behind its subject the verb of a clause may stand, in tokens.
const clauseReach = 14

// clauseAt reports whether a clause with its own verb begins at token i: a noun
// phrase, what may follow it, and a finite verb or auxiliary.
func (d *doc) clauseAt(i int, s run) bool {
	if i > s.last {
		return false
	}
	for d.isClass(i, mark) || d.isClass(i, adverb) && i < s.last {
		i++
	}
	if i > s.last || d.phraseOf[i] < 0 {
		return false
	}
	end := d.phrases[d.phraseOf[i]].last
	for j := end + 1; j <= s.last && j < end+clauseReach; j++ {
		switch c := d.class[j]; {
		case c&auxiliary != 0, c&verb != 0 && c&finite != 0 && c&gerund == 0:
			return true
		case c&infinitive != 0, c&(subordinator) != 0, d.is(j, ";"), d.is(j, "."):
			return false
		}
	}
	return false
}

// scopeEnd is the last token of what a cue reports: the end of its sentence, or where
// a new main clause begins.
func (d *doc) scopeEnd(c *cue, s run) int {
	before := c.source.first - 1 // "When he announced it, he was …"
	sub := c.finite && !c.inverted && before >= s.first && (d.isClass(before, subordinator) && !d.is(before, "that") || d.startsSubclause(before)) && !d.is(before, "as") && d.startsClause(before, s)
	for i := c.content + 1; i < s.last; i++ {
		if q := d.quoteOf[i]; q >= 0 {
			if i == d.quotes[q].last && d.is(i, ",") && (d.cueClauseAt(i+2) || d.asideAt(i+2) || d.contrastAt(i+2, s)) { // `… "schools," Trump said: …`
				return i
			}
			continue
		}
		switch {
		case d.is(i, ";"), d.is(i, ":") && i > c.content+1 && d.isClass(i-1, mark):
			return i - 1
		case (d.is(i, "and") || d.is(i, "but")) && !c.can("sb") && d.isClass(i+1, verb|auxiliary) && !d.isClass(i+1, gerund):
			return i - 1
		case d.is(i, ",") && (d.contrastAt(i+1, s) || sub && d.clauseAt(i+1, s)):
			return i - 1
		case d.is(i, ",") && (d.asideAt(i+1) || d.trailerAt(i+1, s) || d.cueClauseAt(i+1) || d.is(i+1, "who") || d.is(i+1, "which")):
			return i - 1
		case (d.is(i, "and") || d.is(i, "but")) && d.cueJoins(c, i+1):
			return i - 1
		}
	}
	return s.last
}

// contrastAt reports whether a clause of the reporter's own begins at i: "but …".
func (d *doc) contrastAt(i int, s run) bool {
	switch d.lower(i) {
	case "but", "while", "although", "though", "yet", "whereas":
		return d.clauseAt(i+1, s)
	}
	return false
}

// cueClauseAt reports whether a speaker and a cue begin at token i, so that what
// follows is theirs: "…, Trump said: …".
func (d *doc) cueClauseAt(i int) bool {
	if i >= len(d.toks) || d.phraseOf[i] < 0 {
		return false
	}
	p := d.phrases[d.phraseOf[i]]
	v := p.last + 1
	return p.first == i && d.isClass(v, verb) && d.speaks(v) && d.class[v]&gerund == 0 && !d.is(v+1, ",") && !d.is(v+1, ".")
}

// trailerAt reports whether a sentence closes with who told it, from token i on: ", the
// agency has learned."
func (d *doc) trailerAt(i int, s run) bool {
	p := d.phraseAt(i)
	if p < 0 || d.phrases[p].first != i {
		return false
	}
	v := d.phrases[p].last + 1
	if d.isClass(v, auxiliary) {
		v++
	}
	return d.isClass(v, verb) && (d.word(v).says() || d.toks[v].Word.Lemma == "learn") && (v+1 >= s.last)
}

// asideAt reports whether a participle begins at i that tells something beside what is
// reported: ", marking the first time". "Including" and its like go on with it.
func (d *doc) asideAt(i int) bool {
	for d.isClass(i, adverb) {
		i++
	}
	if !d.isClass(i, gerund) || d.toks[i].Kind != lang.Word {
		return false
	}
	switch d.lower(i) {
	case "including", "according", "regarding", "concerning", "excluding", "depending", "following", "considering", "involving", "being", "having":
		return false
	}
	return true
}

// cueJoins reports whether a second cue of the same speaker begins at i: "said … and
// called …".
func (d *doc) cueJoins(c *cue, i int) bool {
	for d.isClass(i, adverb) {
		i++
	}
	if !d.isClass(i, verb) || d.word(i).cue == "" || d.isClass(i, gerund) && !d.isClass(c.verb, gerund) {
		return false
	}
	if d.isClass(c.verb, gerund) && !d.isClass(i, gerund) { // "issued a statement saying … and said"
		return d.tags(i)&lang.Past != 0 && d.speaksOrJudges(i)
	}
	same := lang.Past | lang.ThirdS
	return d.tags(i)&same == d.tags(c.verb)&same && d.speaksOrJudges(i)
}

func (d *doc) speaksOrJudges(i int) bool {
	v := d.word(i).cue
	return strings.ContainsAny(v, "sco")
}

// participleAt reports whether a participle that is a cue of its own begins at i:
// ", adding that", ", referring to".
func (d *doc) participleAt(i int) bool {
	return d.isClass(i, gerund) && d.toks[i].Kind == lang.Word && (d.word(i).cue != "")
}
