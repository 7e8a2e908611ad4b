package handlers

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/lang"
)

// figureWords is how many words after a number explain it when the table knows
// neither what is counted nor what happened to it.
const figureWords = 8

// figure words a figure as "267" and "drones spotted in Ukrainian skies". The noun
// is left out where it is the subject of the whole reply: under "drones" the same
// figure is "267" and "spotted in Ukrainian skies".
func figure(t *facts.Table, f *facts.Fact, subject *subject) (value, text string) {
	fig := f.Figure
	value = oneLine(fig.Surface)
	if h := hedge(t.Article, f); fig.Approx && h != "" {
		value = h + " " + value
	}
	noun := oneLine(fig.Noun)
	if fig.Unit != "" && !strings.Contains(fig.Surface, fig.Unit) && !slices.Contains(strings.Fields(noun), fig.Unit) && !signed(fig.Surface) {
		value += " " + fig.Unit
	}
	if strings.HasSuffix(value, " "+noun) {
		noun = "" // "30 miles"
	}
	fate := oneLine(t.Article.Slice(fig.Fate))
	before := fate != "" && fig.Fate.Start < f.Span.Start // "Consumers spent $46 billion"
	colon := before || needsColon(fate)
	if before && nounBefore(t.Article, f) {
		noun, fate = "", noun+" "+fate // "shares fell 5%": the number is the fate's
	}
	if subject != nil && subject.kind == facts.EntityOther && fate != "" {
		if modifiers, ok := subject.cutHead(noun); ok {
			switch {
			case modifiers == "":
				noun = ""
			case standsAlone(modifiers):
				// "10 remaining: not specified in the report"
				noun, colon = modifiers, true
			}
		}
	}
	switch {
	case noun == "" && fate == "":
		return value, strings.TrimSpace(strings.TrimPrefix(following(t.Article, f), fig.Unit))
	case noun == "" && before:
		return value + ":", fate
	case noun == "" || fate == "":
		return value, noun + fate
	case colon:
		return value, noun + ": " + fate
	}
	return value, noun + " " + fate
}

// nounBefore reports whether a figure's noun stands before what happened, in the same
// sentence: it is then what the number says something of, and not what is counted.
func nounBefore(a *facts.Article, f *facts.Fact) bool {
	if f.Figure.Noun == "" || f.Sentence < 0 || f.Sentence >= len(a.Sentences) {
		return false
	}
	return strings.Contains(a.Slice(facts.Span{Start: a.Sentences[f.Sentence].Start, End: f.Figure.Fate.Start}), f.Figure.Noun)
}

// quotation is a quotation's words without the comma that closes it only because
// the reporter's clause follows.
func quotation(t *facts.Table, f *facts.Fact) string {
	return strings.TrimRight(oneLine(t.Article.Slice(f.Span)), ",")
}

const (
	wordsBefore = 4 // of the sentence, around quoted words that say little alone
	wordsAfter  = 5
)

// inContext is quoted words with the words around them, as written: "… the ferry is
// "nearly ready" to sail".
func inContext(a *facts.Article, f *facts.Fact) string {
	if f.Sentence < 0 || f.Sentence >= len(a.Sentences) {
		return "“" + oneLine(a.Slice(f.Span)) + "”"
	}
	s := a.Sentences[f.Sentence]
	before := strings.Fields(a.Slice(facts.Span{Start: s.Start, End: f.Span.Start}))
	lead := ""
	if n := len(before) - 1 - wordsBefore; n > 2 { // the last field is the opening mark
		before, lead = before[n:], "… "
	}
	after := strings.Fields(a.Slice(facts.Span{Start: f.Span.End, End: s.End}))
	trail := " …"
	n := 0
	for ; n < len(after) && n <= wordsAfter; n++ {
		if strings.ContainsAny(after[n], ",.;:") {
			n, trail = n+1, ""
			break
		}
	}
	if n == len(after) {
		trail = ""
	}
	text := strings.Join(before, " ") + oneLine(a.Slice(f.Span)) + strings.Join(after[:n], " ")
	return lead + strings.TrimRight(text, ",.;:") + trail
}

// needsColon reports whether a fate does not read on from its noun: "drones: not
// specified in the report", but "drones spotted in Ukrainian skies".
func needsColon(fate string) bool {
	first, _, _ := strings.Cut(lang.Fold(fate), " ")
	return first == "not" || lang.TagsOf(first)&lang.Function != 0 && lang.TagsOf(first)&lang.Past != 0
}

// signed reports whether a number's surface holds its unit as a sign: "$5", "5%".
func signed(surface string) bool {
	return strings.ContainsAny(surface, "%$€£¥")
}

// hedge is the words before a number that make it approximate, as written; empty
// when they are not known here.
func hedge(a *facts.Article, f *facts.Fact) string {
	start := f.Span.Start
	if f.Sentence >= 0 && f.Sentence < len(a.Sentences) {
		start = min(start, a.Sentences[f.Sentence].Start)
	}
	before := strings.ToLower(oneLine(strings.TrimSpace(a.Slice(facts.Span{Start: start, End: f.Span.Start}))))
	for _, h := range [...]string{"more than", "less than", "fewer than", "at least", "at most", "up to", "as many as",
		"as much as", "no more than", "no fewer than", "close to", "an estimated", "some", "about", "around", "over",
		"under", "nearly", "almost", "roughly", "approximately", "below", "above"} {
		if before == h || strings.HasSuffix(before, " "+h) {
			return h
		}
	}
	return ""
}

// following is the words after a figure up to the first stop.
func following(a *facts.Article, f *facts.Fact) string {
	if f.Sentence < 0 || f.Sentence >= len(a.Sentences) {
		return ""
	}
	words := strings.Fields(a.Slice(facts.Span{Start: f.Span.End, End: a.Sentences[f.Sentence].End}))
	for i, w := range words {
		if bare := strings.TrimRight(w, ",.;:!?\"”"); bare != w {
			words[i] = bare
			words = words[:i+1]
			break
		}
	}
	return strings.TrimSpace(strings.Join(words[:min(len(words), figureWords)], " "))
}

// standsAlone reports whether a modifier reads well without its noun: "remaining",
// but neither "big" nor "Ukrainian".
func standsAlone(modifier string) bool {
	return modifier == lang.Fold(modifier) && lang.TagsOf(modifier)&(lang.Gerund|lang.Past) != 0
}

// capitalised reports whether a word begins with a capital letter.
func capitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// upperFirst begins a line with a capital letter.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// stop ends a sentence with a full stop unless it ends already.
func stop(s string) string {
	trimmed := strings.TrimRight(s, "”\"’)")
	if trimmed == "" || strings.HasSuffix(trimmed, ".") || strings.HasSuffix(trimmed, "!") ||
		strings.HasSuffix(trimmed, "?") || strings.HasSuffix(trimmed, "…") {
		return s
	}
	return s + "."
}
