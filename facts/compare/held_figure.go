package compare

import (
	"math"
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// telling is from which value on a number alone shows what is meant: small ones are
// everywhere.
const telling = 10

// inFigures finds the figures of an article that say, or gainsay, what is asserted.
func (a *Assertion) inFigures(t *facts.Table) (out []finding) {
	in := &surroundings{t: t, sentence: map[int][]string{}}
	for i := range t.Facts {
		f := &t.Facts[i]
		if f.Kind != facts.KindFigure || unitOf(f.Figure.Unit) != a.unit {
			continue
		}
		if found, ok := a.heldTo(in, i); ok {
			found.Proof = Proof{Table: t, Sentence: f.Sentence, Fact: i, Mark: f.Span}
			out = append(out, found)
		}
	}
	return out
}

// heldTo holds the assertion against one figure.
func (a *Assertion) heldTo(in *surroundings, i int) (out finding, ok bool) {
	t := in.t
	f := &t.Facts[i]
	value := a.means(f.Figure)
	if !value && len(a.fate) == 0 {
		return out, false
	}
	fate := t.Article.Slice(f.Figure.Fate)
	noun, modifiers, missingModifiers := a.counts(t, f.Figure)
	if !noun {
		return out, false
	}
	doing := a.sameDoing(in, f, fate)
	if !value && (!doing || !modifiers) {
		return out, false
	}
	missing, named, foreign := a.missing(in, f)
	missing = append(missingModifiers, missing...)
	who := a.Speaker == "" || f.By != nil && f.By.Speaker != nil && a.spokenBy(t, f.By.Speaker)
	negated := a.negated != negatedIn(t, f)
	unsure := a.unsure != unsureIn(t, f)
	out.fit = 1 / float64(1+len(missing))
	if f.Figure.Value == a.exact {
		out.fit++
	}
	if len(a.fate) > 0 && doing {
		out.fit += 2
	}
	switch {
	case value && doing && len(missing) == 0:
		out.verdict = Differs
		switch {
		case negated:
			out.why = Negated
		case unsure:
			out.why = Unsure
		case !who:
			out.why = OtherSpeaker
		default:
			out.verdict = Borne
		}
		return out, true
	case value && len(a.noun) > 0 && math.Abs(a.exact) >= telling && !foreign:
		out.verdict, out.why, out.missing = Differs, OtherMatter, missing
		if len(a.fate) > 0 && !doing {
			out.missing = append([]string{a.fate[0]}, out.missing...)
		}
		return out, true
	case !value && len(a.noun) > 0 && len(a.fate) > 0 && doing && modifiers && !named && !negated && !unsure && 3*untimed(missing) <= len(a.around)+len(a.fate):
		out.verdict, out.why = Differs, OtherValue
		out.fit += 4 // what is asked for is how many
		return out, true
	}
	return out, false
}

// widest is how many times as large the upper end of a range in a message may be as its lower
// one, for a number between them to bear it out: "100 to 300" would fit too much.
const widest = 1.5

// means reports whether a figure is one of the values that the message can mean.
func (a *Assertion) means(f *facts.Figure) bool {
	if f.Range {
		low, high := order(f.Value, f.Max)
		return a.low >= low*(1-slack) && a.low <= low && a.high >= high && a.high <= high*(1+slack)
	}
	return a.low <= f.Value && f.Value <= a.high && (a.low <= 0 || a.high <= widest*a.low)
}

// counts reports whether the figure is of what the message counts, whether both have the
// same modifiers, and which of the message's the article has not.
func (a *Assertion) counts(t *facts.Table, f *facts.Figure) (same, modifiers bool, missing []string) {
	noun := stems(f.Noun)
	if len(noun) == 0 {
		return len(a.noun) == 0 && (a.unit != "" || len(a.fate) > 0), true, nil
	}
	head := noun[len(noun)-1]
	if len(a.noun) == 0 {
		if len(a.fate) > 0 { // "138 were intercepted"
			return true, true, nil
		}
		return slices.ContainsFunc(a.around, func(s string) bool { return a.oneThing(t, s, head) }), true, nil
	}
	if !a.oneThing(t, a.head(), head) {
		return false, false, nil
	}
	for _, m := range a.noun[:len(a.noun)-1] {
		if !plainModifier(m) && !slices.ContainsFunc(noun[:len(noun)-1], func(s string) bool { return a.kin.akin(m, s) }) {
			missing = append(missing, m)
		}
	}
	return true, len(missing) == 0 && len(noun) <= len(a.noun), missing
}

func plainModifier(stem string) bool {
	switch stem {
	case "total", "whole", "entir", "other", "more", "anoth":
		return true
	}
	return false
}

// sameDoing reports whether the article says that the same happened, or the message says
// nothing of it.
func (a *Assertion) sameDoing(in *surroundings, f *facts.Fact, fate string) bool {
	if len(a.fate) == 0 {
		return true
	}
	happened := happened(fate)
	if len(happened) == 0 {
		return a.doneBefore(in.t, f)
	}
	if a.kin.alike(a.fate[0], happened[0]) {
		return true
	}
	return observed(happened[0]) && a.doneTo(in, f)
}

// observed knows what is said of things by those who see them: another verb of the same
// sentence may tell what happened.
func observed(stem string) bool {
	for _, w := range [...]string{"spotted", "seen", "detected", "observed", "recorded", "registered", "tracked", "counted", "reported"} {
		if lang.Stem(w) == stem {
			return true
		}
	}
	return false
}

// objectReach is how many words behind a verb its object may stand: "launched an
// unprecedented number of unmanned aerial vehicles (UAVs)".
const objectReach = 8

// doneTo reports whether the article's sentence has the message's verb with the things that
// it counts as its object.
func (a *Assertion) doneTo(in *surroundings, f *facts.Fact) bool {
	head := a.head()
	if head == "" {
		return false
	}
	all := words(in.t.Article.Sentence(f.Sentence))
	for i, w := range all {
		if !a.kin.alike(a.fate[0], lang.Stem(w)) || slices.ContainsFunc(all[max(0, i-2):i], negation) {
			continue
		}
		for _, object := range all[i+1 : min(len(all), i+1+objectReach)] {
			if a.oneThing(in.t, head, lang.Stem(object)) {
				return true
			}
		}
	}
	return false
}

// verbReach is how many words may stand between a verb and the number of its object:
// "found as many as 12 anchors".
const verbReach = 4

// doneBefore reports whether the message's verb stands right before the article's number.
func (a *Assertion) doneBefore(t *facts.Table, f *facts.Fact) bool {
	all := words(t.Article.Text[t.Article.Sentences[f.Sentence].Start:f.Span.Start])
	all = all[max(0, len(all)-verbReach):]
	for i, w := range slices.Backward(all) {
		if a.kin.alike(a.fate[0], lang.Stem(w)) {
			return !slices.ContainsFunc(all[:i], negation)
		}
		if tags := lang.TagsOf(w); tags&(lang.MostlyVerb|lang.Past) != 0 && tags&lang.Function == 0 {
			return false // another verb's
		}
	}
	return false
}

// missing are the words around the message's figure that the article has not around its
// own, whether a name is among them or plays another part there, and whether the whole
// article is without one of the names.
func (a *Assertion) missing(in *surroundings, f *facts.Fact) (missing []string, named, foreign bool) {
	t := in.t
	context := slices.Concat(in.of(f.Sentence), in.of(f.Sentence-1), stems(t.Article.Title))
	if own, _, without := strings.Cut(t.Article.Sentence(f.Sentence), " without "); without && !a.without {
		context = append(stems(own), in.of(f.Sentence-1)...) // what follows did not happen
	}
	if f.By != nil && f.By.Speaker != nil {
		s := f.By.Speaker
		context = append(context, stems(s.Name+" "+s.Role+" "+s.Organisation+" "+f.By.Cue+" "+f.By.Channel+" "+f.By.When)...)
	}
	context = append(context, stems(f.Figure.Noun)...)
	if a.without && !withoutBehind(t, f) {
		missing = append(missing, "without")
	}
	rest := a.around
	if len(a.fate) > 1 {
		rest = append(slices.Clone(rest), a.fate[1:]...)
	}
	for _, s := range rest {
		if !slices.ContainsFunc(context, func(c string) bool { return a.kin.akin(s, c) }) {
			missing = append(missing, s)
		}
	}
	for _, n := range a.names {
		switch {
		case slices.Contains(missing, n.stem):
			named = true
			foreign = foreign || n.part != doer && !in.names(a.kin, n.stem)
		case n.part != anyPart && !n.plays(a.kin, t.Article, f.Sentence, a.verb) && !(f.Sentence > 0 && n.part == goal && n.plays(a.kin, t.Article, f.Sentence-1, a.verb)):
			missing = append(missing, n.stem)
			named = true
		}
	}
	return missing, named, foreign
}

// withoutBehind reports whether the article says what its figure was without, before it comes
// to the next one.
func withoutBehind(t *facts.Table, f *facts.Fact) bool {
	end := t.Article.Sentences[f.Sentence].End
	for i := range t.Facts {
		if o := &t.Facts[i]; o.Kind == facts.KindFigure && o.Span.Start >= f.Span.End {
			end = min(end, o.Span.Start)
		}
	}
	return slices.Contains(words(t.Article.Text[f.Span.Start:max(end, f.Span.End)]), "without")
}

// untimed is how many of some stems are no times.
func untimed(all []string) (n int) {
	for _, s := range all {
		if lang.TagsOf(s)&lang.Time == 0 {
			n++
		}
	}
	return n
}

// beforeFate is how many words before what happened may negate it.
const beforeFate = 3

// around is what happened to a figure with the words before it, and the verb that reports it.
func around(t *facts.Table, f *facts.Fact) []string {
	var all []string
	if f.By != nil {
		all = words(f.By.Cue)
	}
	if f.Figure.Fate.Empty() {
		return all
	}
	s := t.Article.Sentences[f.Sentence]
	if s.Start < f.Figure.Fate.Start {
		before := words(t.Article.Text[s.Start:f.Figure.Fate.Start])
		all = append(all, before[max(0, len(before)-beforeFate):]...)
	}
	return append(all, words(t.Article.Slice(f.Figure.Fate))...)
}

func negatedIn(t *facts.Table, f *facts.Fact) (no bool) {
	for _, w := range around(t, f) {
		if negation(w) {
			no = !no
		}
	}
	return no
}

func unsureIn(t *facts.Table, f *facts.Fact) bool { return slices.ContainsFunc(around(t, f), modal) }
