package handlers

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

const (
	// figureWords is how many words after a number explain it when the table knows
	// neither what is counted nor what happened to it.
	figureWords = 8
	// nounReach is how many words may stand between a number and what it counts.
	nounReach = 4
)

// figure words a figure as "267" and "drones spotted in Ukrainian skies", with the
// article's own words from the number to what it counts. The noun is left out where it
// is the subject of the whole reply: under "drones" the same figure is "267" and
// "spotted in Ukrainian skies".
func figure(t *facts.Table, f *facts.Fact, subject *subject) (value, text string) {
	fig := f.Figure
	rest := behind(t.Article, f)
	value, rest = amount(fig, rest)
	h := hedge(t.Article, f)
	if h != "" && (fig.Approx || h == "every") {
		value = h + " " + value
	}
	switch strings.TrimRight(firstWord(rest), ",.;:\"”") {
	case "ago", "earlier", "later":
		return value, following(rest)
	}
	noun, between, tail := oneLine(fig.Noun), "", ""
	if strings.HasSuffix(value, " "+noun) || strings.HasPrefix(noun, "%") {
		noun = "" // "30 miles", "% lower"
	}
	fate := oneLine(t.Article.Slice(fig.Fate))
	before := fate != "" && fig.Fate.Start < f.Span.Start // "Consumers spent $46 billion"
	colon := before || needsColon(fate)
	if words, after, ok := upTo(rest, noun); ok {
		if partOf(words) && counts(fig) {
			words = "" // "138 of the drones were intercepted" are "138 drones intercepted"
		}
		between, tail = words, complement(after, fate, before)
	} else if link, ok := precedes(t.Article, f); ok && noun != "" {
		link = strings.TrimSpace(strings.TrimSuffix(link, h))
		switch {
		case before: // "shares fell 5%": the number is the fate's
			noun, fate = "", noun+" "+fate
		case lasting(fig) && !strings.HasSuffix(link, " of"):
			if words, near := said(link); near && words != "" && fate == "" { // "the war went on for three days"
				return value + ":", join(noun, words)
			}
			noun = "" // "spoke in many towns over three days"
		case fate == "" && (fig.Unit != "" || !plural(noun)): // "the toll stayed at 113"
			if words, near := said(link); near {
				return value + ":", join(noun, words)
			}
			noun = ""
		}
	} else if strings.Contains(rest, " "+noun) && !listed(rest) { // too far behind
		noun = ""
	}
	if subject != nil && subject.kind == facts.EntityOther && fate != "" {
		if modifiers, ok := subject.cutHead(noun); ok {
			switch {
			case tail != "": // which needs its noun
			case modifiers == "":
				noun, between = "", ""
			case standsAlone(modifiers):
				// "10 remaining: not specified in the report"
				noun, between, tail, colon = modifiers, "", "", true
			}
		}
	}
	counted := join(between, join(noun, tail))
	switch {
	case counted == "" && fate == "":
		return value, following(rest)
	case counted == "" && before && strings.HasSuffix(fig.Surface, "s") && links(firstWord(rest)): // "leave millions without power"
		return value, following(rest)
	case counted == "" && before:
		return value + ":", fate
	case counted == "" || fate == "":
		return value, counted + fate
	case colon:
		return value, counted + ": " + fate
	}
	return value, counted + " " + fate
}

// bareValue is the number alone of a figure's value, without the colon that leads to its
// words.
func bareValue(value string) string { return strings.TrimSuffix(value, ":") }

// behind is the words of a figure's sentence after its number.
func behind(a *facts.Article, f *facts.Fact) string {
	if f.Sentence < 0 || f.Sentence >= len(a.Sentences) {
		return ""
	}
	return strings.TrimSpace(oneLine(a.Slice(facts.Span{Start: f.Span.End, End: max(f.Span.End, a.Sentences[f.Sentence].End)})))
}

// amount is a figure's number with its unit, and with the "a night" of "ten a night", as
// written where they follow it; and the words behind them.
func amount(fig *facts.Figure, rest string) (value, after string) {
	value = oneLine(fig.Surface)
	unit, per, rated := strings.Cut(fig.Unit, " per ")
	switch {
	case fig.Unit == "" || strings.Contains(fig.Surface, fig.Unit) || signed(fig.Surface):
	case strings.HasPrefix(rest, fig.Unit):
		value, rest = value+" "+fig.Unit, strings.TrimPrefix(rest, fig.Unit)
	case strings.HasPrefix(rest, unit):
		value, rest = value+" "+unit, strings.TrimSpace(strings.TrimPrefix(rest, unit))
	default:
		value += " " + fig.Unit
		rated = false
	}
	rest = strings.TrimSpace(rest)
	words := strings.Fields(rest)
	if len(words) < 2 || !slices.Contains([]string{"a", "an", "per", "each"}, words[0]) || rated && words[1] != per && strings.Trim(words[1], ".,;:") != per {
		return value, rest
	}
	if last := strings.TrimRight(words[1], ".,;:"); lang.TagsOf(last)&(lang.Time|lang.Person) != 0 || rated || words[0] == "per" {
		return value + " " + words[0] + " " + last, strings.TrimSpace(strings.TrimPrefix(rest, words[0]+" "+last))
	}
	return value, rest
}

// upTo finds a figure's noun among the next words: those before it and those behind.
func upTo(rest, noun string) (between, after string, ok bool) {
	if noun == "" {
		return "", "", false
	}
	between, after, ok = strings.Cut(" "+rest+" ", " "+noun)
	if !ok || strings.ContainsAny(between, ";:()") || strings.Contains(between+" ", ", ") || strings.Contains(between+" ", ". ") || len(strings.Fields(between)) > nounReach {
		return "", "", false
	}
	return strings.TrimSpace(between), after, true
}

// listed reports whether the words behind a number go on with another one: ", seven and
// nine boats".
func listed(rest string) bool {
	first := firstWord(rest)
	return strings.HasPrefix(rest, ",") || first == "and" || first == "or" || first == "to"
}

// partOf reports whether words only say that the counted things are some of those that
// were told of: "of the".
func partOf(words string) bool {
	switch words {
	case "of the", "of these", "of those", "of its", "of their", "of his", "of her", "of our":
		return true
	}
	return false
}

// counts reports whether a figure's number can stand right before its noun, as "138" can,
// but neither "half" nor "hundreds".
func counts(fig *facts.Figure) bool {
	return fig.Unit == "" && fig.Value >= 1 && fig.Value == float64(int64(fig.Value)) && !strings.HasSuffix(fig.Surface, "s")
}

// complement is what the article adds to a counted noun with a preposition: "14 points"
// are "behind the mayor", "17 heads" are "of African states". Where a fate follows, only
// the words up to it.
func complement(after, fate string, before bool) string {
	words := strings.Fields(after)
	if gap, ok := copula(after, fate); ok {
		return gap
	}
	if len(words) == 0 || !strings.HasPrefix(after, " ") || !links(words[0]) || before && words[0] != "of" {
		return ""
	}
	if fate == "" || before {
		return following(after)
	}
	gap, _, ok := strings.Cut(after, fate)
	if !ok || strings.ContainsAny(gap, ",.;:()\"“”") {
		return ""
	}
	words = strings.Fields(gap)
	for n := len(words); n > 0 && lang.TagsOf(lang.Fold(words[n-1]))&(lang.Function|lang.Adverb) != 0; n-- { // "of African states are"
		words = words[:n-1]
	}
	if len(words) > figureWords {
		return ""
	}
	return strings.Join(words, " ")
}

// copula is the "is" between a noun and a fate that needs it: "the lesson of two weeks is
// the need to train".
func copula(after, fate string) (string, bool) {
	switch firstWord(fate) {
	case "the", "a", "an":
	default:
		return "", false
	}
	gap, _, ok := strings.Cut(after, fate)
	if !ok || strings.ContainsAny(gap, ",.;:()\"“”") || len(strings.Fields(gap)) > figureWords {
		return "", false
	}
	return strings.TrimSpace(gap), true
}

func firstWord(text string) string {
	first, _, _ := strings.Cut(text, " ")
	return first
}

// links reports whether a word ties what follows to the noun before it.
func links(word string) bool {
	switch word {
	case "of", "in", "on", "at", "for", "from", "with", "without", "behind", "ahead", "against", "between", "among", "across", "around", "near", "under", "inside", "outside", "per":
		return true
	}
	return false
}

// following is the first words behind a figure, up to a stop or to a clause that only
// comments on it.
func following(rest string) string {
	words := strings.Fields(rest)
	n := min(len(words), figureWords)
	for i, w := range words[:n] {
		if breaks(words, i) {
			return withoutTail(words[:i])
		}
		if strings.HasPrefix(w, "“") && strings.HasSuffix(w, "”") {
			continue
		}
		bare := strings.TrimRight(w, ",.;:!?\"”)")
		if at := strings.IndexAny(bare, "\"“”"); at > 0 {
			bare = strings.TrimRight(bare[:at], ",.;:!?")
		}
		if bare != w {
			return strings.Join(append(words[:i:i], bare), " ")
		}
	}
	if n < len(words) {
		return withoutTail(words[:n])
	}
	return strings.Join(words, " ")
}

// breaks reports whether the words behind a figure go on to something else at word i: a
// clause, an aside, a quotation that does not end among them.
func breaks(words []string, i int) bool {
	switch w := lang.Fold(words[i]); w {
	case "because", "which", "who", "while", "although", "though", "when", "where", "that", "but", "-", "--", "–", "—":
		return true
	case "and", "or":
		return i == 0 || i+1 < len(words) && !capitalised(words[i+1])
	}
	return strings.HasPrefix(words[i], "(") ||
		strings.HasPrefix(words[i], "“") && !strings.Contains(strings.Join(words[i:min(len(words), figureWords)], " "), "”")
}

// withoutTail is words without those at the end that only lead on.
func withoutTail(words []string) string {
	for n := len(words); n > 0 && lang.TagsOf(lang.Fold(words[n-1]))&lang.Function != 0; n-- {
		words = words[:n-1]
	}
	return strings.Join(words, " ")
}

// precedes reports whether a figure's noun stands before the number or before what
// happened, in the same sentence, and the words from there: the noun is then what the
// number says something of, and not what is counted.
func precedes(a *facts.Article, f *facts.Fact) (link string, ok bool) {
	if f.Sentence < 0 || f.Sentence >= len(a.Sentences) {
		return "", false
	}
	end := f.Span.Start
	if !f.Figure.Fate.Empty() {
		end = min(end, f.Figure.Fate.Start)
	}
	words := a.Slice(facts.Span{Start: a.Sentences[f.Sentence].Start, End: max(end, a.Sentences[f.Sentence].Start)})
	at := strings.LastIndex(words, f.Figure.Noun)
	if at < 0 {
		return "", false
	}
	return strings.TrimRight(oneLine(words[at+len(f.Figure.Noun):]), " "), true
}

// said is the words between a noun and the number that is said of it, without those that
// only lead to the number, and whether they are few.
func said(link string) (text string, near bool) {
	words := strings.Fields(link)
	if len(words) > nounReach || strings.ContainsAny(link, ",.;:()\"“”") || slices.Contains(words, "and") || slices.Contains(words, "or") {
		return "", false
	}
	for n := len(words); n > 0 && lang.TagsOf(lang.Fold(words[n-1]))&(lang.Function|lang.Adverb) != 0; n-- {
		words = words[:n-1]
	}
	return strings.Join(words, " "), true
}

// lasting reports whether a figure measures a time.
func lasting(fig *facts.Figure) bool { return lang.TagsOf(fig.Unit)&lang.Time != 0 }

func plural(noun string) bool {
	words := strings.Fields(noun)
	if len(words) == 0 {
		return false
	}
	last := lang.Fold(words[len(words)-1])
	return last == "people" || lang.Singular(last) != last
}

// signed reports whether a number's surface holds its unit as a sign or a word of its
// own: "$5", "5%", "5 per cent".
func signed(surface string) bool {
	return strings.ContainsAny(surface, "%$€£¥") || strings.Contains(strings.ToLower(surface), "per") || strings.HasSuffix(strings.ToLower(surface), "pct")
}

// needsColon reports whether a fate does not read on from its noun: "drones: not
// specified in the report", but "drones spotted in Ukrainian skies".
func needsColon(fate string) bool {
	first, _, _ := strings.Cut(lang.Fold(fate), " ")
	return first == "not" || lang.TagsOf(first)&lang.Function != 0 && lang.TagsOf(first)&lang.Past != 0
}

// hedge is the words before a number that make it approximate, or that repeat it, as
// written; empty when they are not known here.
func hedge(a *facts.Article, f *facts.Fact) string {
	start := f.Span.Start
	if f.Sentence >= 0 && f.Sentence < len(a.Sentences) {
		start = min(start, a.Sentences[f.Sentence].Start)
	}
	before := strings.ToLower(oneLine(strings.TrimSpace(a.Slice(facts.Span{Start: start, End: f.Span.Start}))))
	for _, h := range [...]string{"more than", "less than", "fewer than", "at least", "at most", "up to", "as many as",
		"as much as", "no more than", "no fewer than", "close to", "an estimated", "some", "about", "around", "over",
		"under", "nearly", "almost", "roughly", "approximately", "below", "above", "every"} {
		if before == h || strings.HasSuffix(before, " "+h) {
			return h
		}
	}
	return ""
}

// standsAlone reports whether a modifier reads well without its noun: "remaining",
// but neither "big" nor "Ukrainian".
func standsAlone(modifier string) bool {
	return modifier == lang.Fold(modifier) && lang.TagsOf(modifier)&(lang.Gerund|lang.Past) != 0
}
