package extract

import "byline/facts"

// Direct speech without a cue of its own keeps the speaker of what stands beside it.

// carryReach is how many quotations away a speaker may be carried from.
const carryReach = 12

// carryOver gives direct speech without a cue the speaker of the quotation it goes on
// from: in its paragraph, or in the paragraph before when it opens its own.
func (d *doc) carryOver(as []attributed) {
	for i := range as {
		a := &as[i]
		if a.cue != nil || a.kind != facts.Direct {
			continue
		}
		q := &d.quotes[a.quote]
		if sp, rule := d.carried(as, i, q); sp.known() {
			a.speaker, a.rule, a.confidence = sp, rule, 0.8
		}
	}
}

func (d *doc) carried(as []attributed, i int, q *quotation) (speaker, string) {
	p := d.paraOf[q.open]
	if q.open > 0 && d.is(q.open-1, ":") {
		if sp := d.colonSpeaker(q.open - 1); sp.known() {
			return sp, "named before the colon"
		}
	}
	if q.resumes && i > 0 {
		return as[i-1].speaker, "the quotation goes on"
	}
	if sp := d.dashSpeaker(q); sp.known() {
		return sp, "named behind a dash"
	}
	// a quotation or a cue of speech before it in the paragraph
	for j := i - 1; j >= max(0, i-carryReach) && d.quotes[as[j].quote].open >= d.paras[p]; j-- {
		if as[j].speaker.known() && as[j].kind == facts.Direct {
			if c := d.lastCueBefore(q.open, d.quotes[as[j].quote].open); c != nil {
				return c.speaker, "the speaker before in the paragraph"
			}
			return as[j].speaker, "the speaker of the quotation before"
		}
	}
	if c := d.lastCueBefore(q.open, d.paras[p]); c != nil {
		return c.speaker, "the speaker before in the paragraph"
	}
	for j := i + 1; j < min(len(as), i+carryReach); j++ {
		next := &d.quotes[as[j].quote]
		if d.paraOf[next.open] != p {
			break
		}
		if as[j].cue != nil && as[j].speaker.known() && as[j].kind == facts.Direct {
			return as[j].speaker, "the speaker named behind in the paragraph"
		}
	}
	if q.open == d.paras[p] && p > 0 {
		for j := i - 1; j >= max(0, i-carryReach); j-- {
			if d.paraOf[d.quotes[as[j].quote].open] != p-1 {
				break
			}
			if as[j].speaker.known() && as[j].kind == facts.Direct {
				return as[j].speaker, "the speaker of the paragraph before"
			}
		}
		if c := d.lastCueBefore(q.open, d.paras[p-1]); c != nil {
			return c.speaker, "the speaker of the paragraph before"
		}
	}
	return speaker{}, ""
}

// dashSpeaker is the person named alone behind a quotation: `"…" — Ana Costa`.
func (d *doc) dashSpeaker(q *quotation) speaker {
	dash := q.close + 1
	if q.close < 0 || !d.is(dash, "—") && !d.is(dash, "–") && !d.is(dash, "--") && !d.is(dash, "-") || d.entityKindAt(dash+1) != "person" {
		return speaker{}
	}
	p := d.phrases[d.phraseAt(dash+1)]
	if after := p.last + 1; p.first != dash+1 || after < len(d.toks) && d.paraOf[after] == d.paraOf[dash] && !d.is(after, ",") && !d.is(after, ".") {
		return speaker{}
	}
	return d.resolve(p.run)
}

// colonSpeaker is who a colon before a quotation introduces: the speaker of the cue in
// its sentence, or the name that stands alone before it ("Clinton: …").
func (d *doc) colonSpeaker(colon int) speaker {
	s := d.sents[d.sentOf[colon]]
	if c := d.lastCueBefore(colon, s.first); c != nil {
		return c.speaker
	}
	for k := d.firstCue(colon) - 1; k >= 0 && d.cues[k].verb >= s.first; k-- {
		if d.cues[k].speaker.known() {
			return d.cues[k].speaker
		}
	}
	if colon == s.first {
		return speaker{}
	}
	p := d.phraseAt(colon - 1)
	if p >= 0 && (d.phrases[p].first == s.first || d.isClass(d.phrases[p].first-1, mark|punctuation)) && d.nameOf[d.phrases[p].head] >= 0 {
		return d.resolve(d.phrases[p].run)
	}
	// "Sanders used this question to demand:" the subject of the sentence
	if r := d.clauseSubject(colon-1, s); r.len() > 0 && (d.canSpeak(r) || d.isText(r.last)) {
		return d.resolve(r)
	}
	return speaker{}
}

// lastCueBefore is the last cue of speech with a speaker between two tokens.
func (d *doc) lastCueBefore(i, from int) *cue {
	last := d.firstCue(i) - 1
	for k := last; k >= max(0, last-4*carryReach) && d.cues[k].verb >= from; k-- {
		if c := &d.cues[k]; c.speaker.known() && c.can("s") && !c.can("w") {
			return c
		}
	}
	return nil
}
