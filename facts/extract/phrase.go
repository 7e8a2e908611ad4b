package extract

import "byline/facts/lang"

// A phrase is a base noun phrase: determiner, modifiers and head, without what
// follows the head. "the five most recent packages" is one; "president of Russia"
// is two.
type phrase struct {
	run
	head  int // the last noun, name, number or pronoun
	names []int
}

// phraseReach is how far ahead a phrase looks for its noun, in tokens.
const phraseReach = 12

// findPhrases chunks each sentence into base noun phrases, in one pass.
func (d *doc) findPhrases() {
	for _, s := range d.sents {
		for i := s.first; i <= s.last; {
			if last, head := d.phraseFrom(i, s); head >= 0 {
				d.addPhrase(run{i, last}, head)
				i = last + 1
			} else {
				i++
			}
		}
	}
}

func (d *doc) addPhrase(r run, head int) {
	p := phrase{run: r, head: head}
	for i := r.first; i <= r.last; i++ {
		d.phraseOf[i] = len(d.phrases)
		if n := d.nameOf[i]; n >= 0 && (len(p.names) == 0 || p.names[len(p.names)-1] != n) {
			p.names = append(p.names, n)
		}
	}
	d.phrases = append(d.phrases, p)
}

// phraseFrom reads a noun phrase that begins at i; head is -1 when none does.
func (d *doc) phraseFrom(i int, s run) (last, head int) {
	head = -1
	begun := false // a determiner, modifier or noun was read
	for j := i; j <= s.last; j++ {
		c := d.class[j]
		switch {
		case c&pronoun != 0 && c&possessive == 0:
			if begun {
				return j - 1, head
			}
			return j, j
		case c&determiner != 0, c&possessive != 0 && d.toks[j].Kind != lang.Clitic:
			if head >= 0 || begun && c&possessive != 0 {
				return d.trim(i, j-1, head)
			}
			begun = true
		case c&possessive != 0: // "'s" goes on to the thing possessed
			if head < 0 {
				return j, -1
			}
			if !d.nominalAhead(j+1, s) {
				return d.trim(i, j-1, head)
			}
		case c&numeral != 0:
			if head >= 0 && d.nameOf[head] < 0 && !d.is(head, "no") {
				return d.trim(i, j-1, head)
			}
			head, begun = j, true
		case c&noun != 0:
			if head == j-1 && head >= 0 && d.nameOf[j] >= 0 && (d.isTime(head) || d.behindPlace(j)) { // "on Sunday | Russia launched"
				return d.trim(i, j-1, head)
			}
			head, begun = j, true
		case c&adjective != 0, c&verb != 0 && c&finite == 0 && begun && d.adjectival(j, s):
			if head >= 0 && d.class[head]&numeral == 0 && (!d.nominalAhead(j+1, s) || d.nameOf[head] >= 0 && d.timeFollows(j)) { // "Hugh Hill | last week"
				return d.trim(i, j-1, head)
			}
			begun = true
		case c&adverb != 0:
			// "very confident people", "nearly 15,000 homes"
			if !d.modifierAhead(j+1, s) || head >= 0 {
				return d.trim(i, j-1, head)
			}
			begun = true
		case c&mark != 0 && (begun || d.nominalAhead(j+1, s)) && d.transparent(j):
			if !begun && head < 0 && j == i {
				return j, -1 // a phrase begins behind an opening mark
			}
		case d.toks[j].Is("$") || d.toks[j].Is("£") || d.toks[j].Is("€") || d.toks[j].Is("#"):
			if head >= 0 {
				return d.trim(i, j-1, head)
			}
			begun = true
		case d.toks[j].Is("%") && head >= 0:
			head = j
		case d.toks[j].Is("-") && head >= 0 && !d.toks[j].Space && j < s.last && !d.toks[j+1].Space:
		case d.toks[j].Is(".") && d.nameOf[j] >= 0: // inside a name
		case d.toks[j].Is("&") && head >= 0 && j < s.last && d.nominalAhead(j+1, s):
		case d.toks[j].Is(",") && begun && head < 0 && j < s.last && d.class[j-1]&adjective != 0 && d.class[j+1]&adjective != 0:
		default:
			return d.trim(i, j-1, head)
		}
	}
	return d.trim(i, s.last, head)
}

// behindPlace reports whether a person's name begins at j right behind a place's, which it
// does not belong to.
func (d *doc) behindPlace(j int) bool {
	n := &d.names[d.nameOf[j]]
	return n.behind && n.first == j && !d.names[d.nameOf[j-1]].demonym
}

// trim cuts a phrase behind its head; without a head there is no phrase.
func (d *doc) trim(i, last, head int) (int, int) {
	if head < 0 {
		return max(i, last), -1
	}
	for last > head && d.class[last]&mark == 0 {
		last--
	}
	if last > head { // keep a closing mark only where its opening one is inside
		last = head
	}
	return last, head
}

func (d *doc) nominalAhead(j int, s run) bool {
	for end := min(j+phraseReach, s.last); j <= end; j++ {
		c := d.class[j]
		switch {
		case c&mark != 0:
		case c&(noun|numeral) != 0:
			return true
		case c&(adjective) != 0 || c&verb != 0 && c&(participle|gerund) != 0 && c&finite == 0:
		default:
			return false
		}
	}
	return false
}

func (d *doc) modifierAhead(j int, s run) bool {
	return j <= s.last && d.class[j]&(adjective|numeral|adverb|noun) != 0 && d.class[j]&verb == 0 && d.nominalAhead(j, s)
}

func (d *doc) adjectival(j int, s run) bool { return d.nominalAhead(j+1, s) }

// transparent reports whether a mark belongs to quoted words of a phrase: three
// words or fewer between the marks, so that "two “extraordinary” presidents" is one
// phrase.
func (d *doc) transparent(j int) bool {
	for k := j - 4; k <= j+1; k++ {
		if k < 0 || k >= len(d.toks) || d.quoteOf[k] < 0 {
			continue
		}
		if q := d.quotes[d.quoteOf[k]]; (q.open == j || q.close == j) && q.len() <= 3 && !d.toks[q.last].Is(",") && !d.toks[q.last].Is(".") {
			return true
		}
	}
	return false
}

// extended prolongs a phrase over what belongs to its head: "of", "for", "at" and
// similar prepositions with their noun phrases. limit is the last token it may reach.
func (d *doc) extended(p phrase, limit int) run {
	r := p.run
	for r.last+1 < limit {
		next := d.lower(r.last + 1)
		if next != "of" && next != "for" && next != "at" && next != "in" && next != "from" && next != "with" && next != "on" && next != "to" && next != "and" && next != "&" {
			break
		}
		if next == "and" && !(r.last > p.last) { // only inside what a preposition added
			break
		}
		k := d.phraseAt(r.last + 2)
		if k < 0 || d.phrases[k].first != r.last+2 || d.phrases[k].last > limit || d.isTime(d.phrases[k].head) || d.class[d.phrases[k].head]&pronoun != 0 {
			break
		}
		if (next == "in" || next == "on") && d.word(d.phrases[k].head).channel { // "the economist | in an interview"
			break
		}
		r.last = d.phrases[k].last
	}
	return r
}

// isTime reports whether token i names a time: "Sunday", "week", "2022".
func (d *doc) isTime(i int) bool {
	w := d.lower(i)
	if d.kind(i) == lang.Number {
		return isYear(w)
	}
	return lang.Weekday(w) && d.nameOf[i] < 0 || lang.Month(w) && (d.toks[i].Capitalised() && d.nameOf[i] < 0) || d.tags(i)&lang.Time != 0 && d.nameOf[i] < 0
}

// isYear takes four digits from 1000 to 2199 for a year.
func isYear(w string) bool {
	if len(w) != 4 || w < "1000" || w >= "2200" {
		return false
	}
	for i := range 4 {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return true
}
