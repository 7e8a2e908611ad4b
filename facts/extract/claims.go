package extract

import "byline/facts/lang"

// Cues that no list of verbs has: nouns of saying, and verbs that only their place
// beside a quotation shows.

// speaksAbout is the first token of what "spoke before the game about" is about, or 0.
func (d *doc) speaksAbout(i int, s run) int {
	if l := d.toks[i].Word.Lemma; l != "speak" && l != "talk" {
		return 0
	}
	for j := i + 1; j < s.last && j < i+7; j++ {
		if d.is(j, "about") || d.is(j, "of") && j == i+1 {
			if d.isClass(j+1, verb|auxiliary) && !d.isClass(j+1, gerund) { // "the bearings she spoke about are"
				return 0
			}
			return j + 1
		}
		if d.is(j, ",") || d.class[j]&verb != 0 {
			break
		}
	}
	return 0
}

// besideQuotation reports whether a past tense that is no listed cue stands where only
// a cue can: between a closing mark and a person's name, or behind the person.
func (d *doc) besideQuotation(i int, s run) bool {
	if d.tags(i)&lang.Past == 0 || i <= s.first || i >= s.last {
		return false
	}
	if d.closesSpeech(i-1) && d.entityKindAt(i+1) == "person" {
		return true
	}
	p := d.phraseAt(i - 1)
	return p >= 0 && d.phrases[p].first > s.first && d.closesSpeech(d.phrases[p].first-1) &&
		(d.entityKindAt(d.phrases[p].head) == "person" || genderOf(d.lower(d.phrases[p].head)) != 0)
}

// closesSpeech reports whether token i is a closing mark behind a comma, a question
// or an exclamation.
func (d *doc) closesSpeech(i int) bool {
	return i > 0 && d.class[i]&mark != 0 && !d.toks[i].Space && (d.is(i-1, ",") || d.is(i-1, "?") || d.is(i-1, "!"))
}

// claimNoun reads "Trump's claim that …" and "his remark that …".
func (d *doc) claimNoun(i int, s run) {
	p := d.phraseOf[i]
	if p < 0 || d.phrases[p].head != i || i+2 > s.last || !d.is(i+1, "that") && !(d.is(i+1, ":") && d.isClass(i+2, mark)) {
		return
	}
	ph := d.phrases[p]
	c := newCue(run{i, i}, "s", true)
	c.that, c.content, c.rule = true, i+2, "noun of saying"
	for j := ph.first; j < i; j++ {
		if d.class[j]&possessive == 0 {
			continue
		}
		if d.toks[j].Kind == lang.Clitic {
			c.source = run{ph.first, j - 1}
		} else if genderOf(d.lower(j)) != 0 {
			c.source = run{j, j}
		}
	}
	if c.source.len() > 0 {
		d.resolveSource(&c)
		d.cues = append(d.cues, c)
	}
}

// goesOn reports whether token i closes "went on" or "continued", so that "to say"
// behind it tells that something was said.
func (d *doc) goesOn(i int) bool {
	if d.is(i, "on") && i > 0 && d.toks[i-1].Word.Lemma == "go" {
		return true
	}
	return i > 0 && d.toks[i].Word.Lemma == "continue"
}
