package compare

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/extract"
	"byline/facts/lang"
)

// An Assertion is a figure or a quotation in somebody's message, which articles may bear out.
type Assertion struct {
	Text    string // the clause of a figure, or the words between the marks, as written
	Quote   bool
	Speaker string // whom the message gives as its source; empty for nobody

	// of a figure
	low, high float64 // the values that it can mean
	exact     float64
	unit      string
	noun      []string // stems, the head last
	fate      []string // stems, the verb first
	verb      string   // the stem of what happened, or of the first verb of its clause
	around    []string // stems of the other words of its clause
	names     []name   // those of around that are names
	negated   bool
	unsure    bool // it is said to be possible or to come
	without   bool // it says what something was without

	kin kin // of all these stems

	// of a quotation: its words, folded; several pieces where the message leaves out some
	pieces  [][]string
	content []string // those that are no function words
}

// maxAssertions is how much of one message is looked at.
const maxAssertions = 12

// Assertions are the figures and quotations of a message, in their order. Words in marks
// are a quotation from three words on.
func Assertions(message string) []Assertion {
	text := spelled(message)
	a := &facts.Article{Text: text, Sentences: lang.Sentences(text)}
	t := extract.Table(a)
	type placed struct {
		at int
		Assertion
	}
	var out []placed
	marked := markings(text)
	for _, m := range marked {
		if q := quoted(t, m); len(q.pieces) > 0 {
			out = append(out, placed{m.Start, q})
		}
	}
	var figures []int
	for i := range t.Facts {
		f := &t.Facts[i]
		inMarks := slices.ContainsFunc(marked, func(m facts.Span) bool { return m.Contains(f.Span) })
		if f.Kind == facts.KindFigure && !inMarks && !vague(f.Figure) {
			figures = append(figures, i)
		}
	}
	before := []string(nil)
	for n, i := range figures {
		f := figured(t, clauseOf(t, figures, marked, n), marked, i)
		if len(f.noun) == 0 && len(f.fate) > 0 && t.Facts[i].Figure.Unit == "" {
			f.noun = before // "267 were spotted, 138 intercepted"
		}
		if len(f.noun) > 0 {
			before = f.noun
		}
		if n > 0 && outOf.MatchString(t.Article.Text[t.Facts[figures[n-1]].Span.End:t.Facts[i].Span.Start]) {
			f.fate, f.around, f.names = nil, nil, nil // "138 of 267 drones were downed": not all of them
			f.Text = t.Article.Slice(t.Facts[i].Span) + " " + t.Facts[i].Figure.Noun
		}
		f.kin = kinOf(f.noun, f.fate, f.around)
		out = append(out, placed{t.Facts[i].Span.Start, f})
	}
	slices.SortStableFunc(out, func(a, b placed) int { return a.at - b.at })
	all := make([]Assertion, 0, len(out))
	for _, p := range out[:min(len(out), maxAssertions)] {
		all = append(all, p.Assertion)
	}
	return all
}

// The ways in which people in a chat write that a number is no exact one.
var (
	plus   = regexp.MustCompile(`([\p{Sc}]?\d[\d.,]*[kKmM]?)\+`)
	tilde  = regexp.MustCompile(`[~≈]\s?([\p{Sc}]?\d)`)
	ish    = regexp.MustCompile(`(\d)-?ish\b`)
	likely = regexp.MustCompile(`(?i)\blike (\d)`)
)

// outOf stands between a part and the whole.
var outOf = regexp.MustCompile(`^\s+(?:out )?of(?: the| all| those| some| about)*\s+$`)

// What chats write for people, channels, emoji and times, and addresses: their digits are
// no figures. And what begins a line that stands for itself: a quotation, a heading, a list.
var (
	reference = regexp.MustCompile(`<(?:@[!&]?|#|id:|t:|a?:\w+:)[\w:+-]*>|<?https?://[^\s<>]+>?|</[^<>\n]+:\d+>`)
	lineMark  = regexp.MustCompile(`(?m)^[ \t]*(?:>{1,3}|#{1,3}|-#|[-*•])[ \t](.*)$`)
)

// spelled writes hedges as an article would, so that they are read, and leaves out what is
// no text.
func spelled(message string) string {
	message = reference.ReplaceAllString(message, " ")
	message = lineMark.ReplaceAllString(message, "\n\n$1\n\n")
	message = plus.ReplaceAllString(message, "more than $1")
	message = tilde.ReplaceAllString(message, "about $1")
	message = ish.ReplaceAllString(message, "$1")
	return likely.ReplaceAllString(message, "about $1")
}

// vague knows numbers that nobody checks: "half of them", "two" without a noun.
func vague(f *facts.Figure) bool {
	return f.Unit == "" && (f.Value < 1 && f.Value > 0 || f.Noun == "" && f.Fate.Empty() && f.Value <= 3)
}

// clauseOf is the part of a sentence that belongs to figure n of a message's figures. What
// stands in marks belongs to none.
func clauseOf(t *facts.Table, figures []int, marked []facts.Span, n int) facts.Span {
	f := &t.Facts[figures[n]]
	s := t.Article.Sentences[f.Sentence]
	for _, m := range marked {
		if m.End <= f.Span.Start {
			_, mark := utf8.DecodeRuneInString(t.Article.Text[m.End:])
			s.Start = max(s.Start, min(m.End+mark, f.Span.Start))
		} else {
			_, mark := utf8.DecodeLastRuneInString(t.Article.Text[:m.Start])
			s.End = min(s.End, max(m.Start-mark, f.Span.End))
		}
	}
	if n > 0 {
		if before := &t.Facts[figures[n-1]]; before.Sentence == f.Sentence {
			_, s.Start = parting(t, before, f)
		}
	}
	if n+1 < len(figures) {
		if next := &t.Facts[figures[n+1]]; next.Sentence == f.Sentence {
			s.End, _ = parting(t, f, next)
			return s
		}
	}
	from := max(f.Span.End, f.Figure.Fate.End)
	if from >= s.End {
		return s
	}
	for _, at := range boundary.FindAllStringIndex(t.Article.Text[from:s.End], -1) {
		if !addsTo(t.Article.Text[from+at[1] : s.End]) {
			s.End = from + at[0]
			break
		}
	}
	return s
}

// addsTo reports whether words behind a comma go on with the clause before it: "in Kyiv",
// "which is a lie".
func addsTo(text string) bool {
	all := words(text)
	if len(all) == 0 {
		return false
	}
	switch all[0] {
	case "by", "at", "in", "on", "over", "from", "into", "against", "near", "across", "without", "causing", "which", "who", "that", "says", "said", "according":
		return true
	}
	return slices.ContainsFunc(all[:min(len(all), 5)], doubted)
}

// takenBack reports whether the sentence of a figure says outside of its clause, and outside
// of marks, that something in it is not so: "267 spotted and 138 downed, which is a lie".
func takenBack(t *facts.Table, f *facts.Fact, clause facts.Span, marked []facts.Span) bool {
	all, at := tokens(t.Article.Sentence(f.Sentence))
	from := t.Article.Sentences[f.Sentence].Start
	for i, w := range all {
		here := facts.Span{Start: from + at[i].Start, End: from + at[i].End}
		if doubted(w) && !clause.Overlaps(here) && !slices.ContainsFunc(marked, here.Overlaps) {
			return true
		}
	}
	if f.Sentence+1 == len(t.Article.Sentences) {
		return false
	}
	return takesBack.MatchString(lang.Fold(t.Article.Sentence(f.Sentence + 1)))
}

// takesBack is a sentence of its own that says that the one before is not so.
var takesBack = regexp.MustCompile(`^\W*(?:(?:but )?(?:that|this|it)(?:['’]?s| is| was)? (?:(?:just|simply|all|totally|completely|obviously|a|an) )*)?(?:not true|not so|fake|false|untrue|lies?|wrong|hoax|nonsense|rubbish|bullshit)\b`)

var boundary = regexp.MustCompile(`[,;:.!?\n()]+|\s(?:and|while|but|whereas|plus|&|-|–|—)\s`)

// parting is where the clause of one figure ends, and that of the next begins: at the first
// mark or conjunction behind what happened to the first.
func parting(t *facts.Table, a, b *facts.Fact) (end, start int) {
	from := min(max(a.Span.End, a.Figure.Fate.End), b.Span.Start)
	if at := boundary.FindStringIndex(t.Article.Text[from:b.Span.Start]); at != nil {
		return from + at[0], from + at[1]
	}
	if !b.Figure.Fate.Empty() && b.Figure.Fate.Start < b.Span.Start && b.Figure.Fate.Start > a.Span.End {
		return b.Figure.Fate.Start, b.Figure.Fate.Start
	}
	return b.Span.Start, b.Span.Start
}

// figured reads a figure of a message with the clause it stands in.
func figured(t *facts.Table, clause facts.Span, marked []facts.Span, i int) Assertion {
	f := &t.Facts[i]
	fig := f.Figure
	a := Assertion{
		Text: bare(t.Article.Slice(clause)), exact: fig.Value, unit: unitOf(fig.Unit),
		noun: stems(fig.Noun), fate: happened(t.Article.Slice(fig.Fate)),
	}
	a.low, a.high = meant(strings.ToLower(t.Article.Text[clause.Start:f.Span.Start]), fig)
	if f.By != nil && f.By.Speaker != nil && !slices.ContainsFunc(marked, func(m facts.Span) bool {
		return f.By.CueSpan.End <= m.Start && m.End <= f.Span.Start // it introduces the words in marks
	}) {
		a.Speaker = f.By.Speaker.Name
	}
	if m := owner.FindStringSubmatch(t.Article.Text[clause.Start:f.Span.Start]); m != nil && lang.TagsOf(lang.Fold(m[1]))&lang.Time == 0 {
		a.noun = append(stems(m[1]), a.noun...) // "Ukraine's 20 drones" are Ukrainian ones
	}
	own := append(append(stems(fig.Surface), a.noun...), a.fate...)
	own = append(own, stems(a.Speaker)...)
	if f.By != nil {
		own = append(own, stems(f.By.Cue)...)
		if f.By.Speaker != nil {
			own = append(own, stems(f.By.Speaker.Mention+" "+f.By.Speaker.Role)...)
		}
	}
	own = append(own, stems(fig.Unit)...)
	before := strings.TrimRight(strings.ToLower(t.Article.Text[clause.Start:f.Span.Start]), " \t$€£¥")
	if butFor.MatchString(before) {
		a.negated = true
	}
	for _, w := range words(a.Text) {
		switch {
		case (w == "almost" || w == "nearly") && strings.HasSuffix(before, w): // that is about the number
		case w == "without":
			a.without = true
		case negation(w):
			a.negated = !a.negated
		case modal(w):
			a.unsure = true
		case noise(w), helper(w), lang.TagsOf(w)&lang.Function != 0 && !(w == "us" && american(a.Text)), strings.Trim(w, "0123456789") == "":
		default:
			if s := lang.Stem(w); !slices.Contains(own, s) && !slices.Contains(a.around, s) {
				a.around = append(a.around, s)
			}
		}
	}
	if takenBack(t, f, clause, marked) {
		a.negated = !a.negated
	}
	if a.verb = verbOf(a.Text); len(a.fate) > 0 {
		a.verb = a.fate[0]
	}
	a.names = namesIn(a.Text, slices.Concat(a.around, a.fate), a.verb)
	return a
}

// owner stands before the number of what somebody has.
var owner = regexp.MustCompile(`(\pL+)['’]s\s+$`)

// butFor stands before the number of those to which something did not happen.
var butFor = regexp.MustCompile(`\b(?:all but|save for|apart from|other than|except(?:ing| for)?|excluding)$`)

var joins = regexp.MustCompile(`^(?:(?:and|while|but|whereas|plus|so|then|that)\s|[\s,;:.!?()&–—-])+`)

// bare is a clause without what joins it to the one before.
func bare(clause string) string {
	return strings.TrimRight(joins.ReplaceAllString(clause, ""), " \t\n,;:.!?")
}

// meant is the values that a number in a message can mean: "about 140", "more than 100".
func meant(before string, f *facts.Figure) (low, high float64) {
	low, high = f.Value, f.Value
	if f.Range {
		return min(f.Value, f.Max), max(f.Value, f.Max)
	}
	tail := " " + strings.Join(strings.Fields(before), " ")
	tail = strings.TrimRight(tail[max(0, len(tail)-hedgeBytes):], " $€£¥")
	for _, h := range [...]struct {
		words     string
		low, high float64
	}{
		{" more than", 1, atMost}, {" over", 1, atMost}, {" above", 1, atMost}, {" at least", 1, atMost}, {" upwards of", 1, atMost},
		{" less than", 1 - slack, 1}, {" fewer than", 1 - slack, 1}, {" under", 1 - slack, 1}, {" below", 1 - slack, 1},
		{" twice", 2, 2}, {" double", 2, 2}, {" half", 0.5, 0.5},
		{" up to", 1 - slack, 1}, {" almost", 1 - slack, 1}, {" nearly", 1 - slack, 1}, {" as many as", 1 - slack, 1},
	} {
		if strings.HasSuffix(tail, h.words) {
			return order(h.low*f.Value, h.high*f.Value)
		}
	}
	if f.Approx {
		return order((1-slack)*f.Value, (1+slack)*f.Value)
	}
	return low, high
}

const (
	hedgeBytes = 24
	atMost     = 1.25 // "more than 100" says nothing of 300
)

func order(a, b float64) (low, high float64) { return min(a, b), max(a, b) }

// head is the stem of the thing that is counted; empty without a noun.
func (a *Assertion) head() string {
	if len(a.noun) == 0 {
		return ""
	}
	return a.noun[len(a.noun)-1]
}

// happened are the stems of what happened, its verb first.
func happened(fate string) []string {
	all := words(fate)
	for i, w := range all {
		tags := lang.TagsOf(w)
		if negation(w) || modal(w) || helper(w) || tags&lang.Function != 0 || tags&lang.Adverb != 0 && tags&(lang.Verb|lang.Past) == 0 {
			continue
		}
		return stems(strings.Join(slices.DeleteFunc(all[i:], noise), " "))
	}
	return nil
}
