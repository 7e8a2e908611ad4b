package handlers

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/handlers/language"
)

const (
	maxLines       = 12  // facts in one reply; more are counted and a command for them named
	maxItems       = 5   // figures and people in an answer line
	maxClauses     = 3   // facts in an answer line of which some are longer
	maxItemLength  = 200 // characters of one fact in an answer line
	maxEventLength = 110 // the same for dated events in a list of them
)

// A composer builds a reply: it numbers the sources as they are cited and gives a
// speaker's role at the first mention only.
type composer struct {
	voice      language.Voice
	reply      Reply
	numbers    map[sentenceRef]int
	introduced map[string]bool
	answering  bool // a question, rather than listing: that nobody is named is not said of each line
}

type sentenceRef struct {
	article  *facts.Article
	sentence int
}

func compose(v language.Voice) *composer {
	return &composer{
		voice:      v,
		reply:      Reply{Found: true, Confidence: 1},
		numbers:    map[sentenceRef]int{},
		introduced: map[string]bool{},
	}
}

// cite is the number of a sentence in the reply's sources.
func (c *composer) cite(t *facts.Table, sentence int, mark facts.Span) int {
	if sentence < 0 || sentence >= len(t.Article.Sentences) {
		return 0
	}
	ref := sentenceRef{t.Article, sentence}
	if n, ok := c.numbers[ref]; ok {
		return n
	}
	c.reply.Sources = append(c.reply.Sources, source(c.voice, t.Article, sentence, mark))
	n := len(c.reply.Sources)
	c.numbers[ref] = n
	return n
}

// source is a sentence with the part of it that answers.
func source(v language.Voice, a *facts.Article, sentence int, mark facts.Span) Source {
	span := a.Sentences[sentence]
	s := Source{Article: a.Name, Label: labelOf(v, a), Sentence: sentence, Text: a.Slice(span), Start: span.Start, End: span.End}
	if mark.Start = max(mark.Start, span.Start); mark.Start < mark.End && mark.Start < span.End {
		s.Mark = [2]int{mark.Start - span.Start, min(mark.End, span.End) - span.Start}
	}
	return s
}

// fact adds a fact as a line. A figure is worded for the subject when there is one.
func (c *composer) fact(r factRef, s *subject) {
	f := r.fact()
	l := Line{FactID: f.ID, By: c.credit(r)}
	sentence, part := f.Sentence, f.Span
	if f.Kind == facts.KindQuote {
		l.Text, sentence, part = quotationOn(r.table, f, s)
		l.Quoted = true
	}
	l.Source = c.cite(r.table, sentence, part)
	switch f.Kind {
	case facts.KindFigure:
		l.Value, l.Text = figure(r.table, f, s)
	case facts.KindPerson:
		l.Value, l.Text = personLine(f.Person)
	case facts.KindEvent:
		l.Value, l.Text = eventLine(c.voice, r.table, f)
	case facts.KindQuote:
	default:
		l.Text = statement(r)
	}
	if f.Kind == facts.KindQuote || f.Kind == facts.KindStatement {
		l.Text = c.unlessSaid(l.Text)
	}
	c.reply.Facts = append(c.reply.Facts, l)
}

// unlessSaid cuts what somebody said to its beginning where the answer to a question has
// that already, so that who said it is all that the line adds.
func (c *composer) unlessSaid(words string) string {
	if n := characters(words, maxEcho); c.answering && strings.Contains(c.reply.Answer, words[:n]) {
		return clip(words, maxEcho)
	}
	return words
}

// credit gives a speaker's role, the channel and the day at the first mention, the
// name and the verb afterwards.
func (c *composer) credit(r factRef) string {
	f := r.fact()
	switch {
	case ownWords(f) && f.Kind == facts.KindQuote && !c.answering:
		return c.voice.Say("nobody is named")
	case f.By == nil || f.By.Speaker == nil:
		return credit(c.voice, r.table, f, false)
	}
	brief := credit(c.voice, r.table, f, true)
	key := f.By.Speaker.Name + "\x00" + f.By.Channel + "\x00" + f.By.When
	if c.introduced[key] {
		return brief
	}
	c.introduced[key] = true
	if !c.introduced[f.By.Speaker.Name] {
		c.introduced[f.By.Speaker.Name] = true
		return credit(c.voice, r.table, f, false)
	}
	return circumstances(c.voice, brief, verbFirst(r.table.Article, f), f.By)
}

func (c *composer) note(s string) { c.reply.Notes = append(c.reply.Notes, s) }

func (c *composer) example(lines ...string) {
	for _, l := range lines {
		if !slices.Contains(c.reply.Examples, l) {
			c.reply.Examples = append(c.reply.Examples, l)
		}
	}
}

// A factRef is one fact of one table.
type factRef struct {
	table *facts.Table
	index int
}

func (r factRef) fact() *facts.Fact { return &r.table.Facts[r.index] }

func (r factRef) kind() facts.Kind { return r.fact().Kind }

// refs are the facts of a table at these indices.
func refs(t *facts.Table, indices []int) []factRef {
	out := make([]factRef, len(indices))
	for i, n := range indices {
		out[i] = factRef{t, n}
	}
	return out
}

// every is all facts of the tables of one of the kinds, in order.
func every(tables []*facts.Table, kinds ...facts.Kind) (out []factRef) {
	for _, t := range tables {
		for i := range t.Facts {
			if slices.Contains(kinds, t.Facts[i].Kind) {
				out = append(out, factRef{t, i})
			}
		}
	}
	return out
}

// ofKind keeps the facts of these kinds.
func ofKind(all []factRef, kinds ...facts.Kind) (out []factRef) {
	for _, r := range all {
		if slices.Contains(kinds, r.kind()) {
			out = append(out, r)
		}
	}
	return out
}

// uncovered drops what a fact before it says already: statements and events that
// overlap its words, and quotations inside what happened to a figure ("119 “lost”
// without causing damage"). Only facts of one sentence are compared, which keeps
// long articles quick.
func uncovered(all []factRef) (out []factRef) {
	kept := map[sentenceRef][]*facts.Fact{}
	for _, r := range all {
		f := r.fact()
		at := sentenceRef{r.table.Article, f.Sentence}
		if !slices.ContainsFunc(kept[at], func(before *facts.Fact) bool { return covers(before, f) }) {
			out = append(out, r)
			kept[at] = append(kept[at], f)
		}
	}
	return out
}

// covers reports whether a fact is said again by the one shown before it.
func covers(before, f *facts.Fact) bool {
	switch f.Kind {
	case facts.KindQuote:
		return before.Kind == facts.KindFigure && before.Figure.Fate.Contains(f.Span)
	case facts.KindStatement:
		return before.Span.Overlaps(f.Span)
	case facts.KindEvent:
		switch {
		case before.Kind == facts.KindEvent:
			// one clause with several times is one line
			return before.Span == f.Span || before.Span.Contains(f.Span) && f.Span.Len() == len(f.Event.When)
		case before.By != nil && strings.EqualFold(before.By.When, f.Event.When) && f.Span.Contains(before.By.CueSpan):
			return true // "said on Sunday" is told with what was said
		}
		return before.Span.Overlaps(f.Span)
	}
	return false
}

// items words facts for an answer line: "267 spotted in Ukrainian skies (claimed
// Ukraine's Air Force)". Neighbours with the same speaker and verb share one.
func items(v language.Voice, all []factRef, s *subject, sep string) string {
	limit, length := maxItems, maxItemLength
	if len(ofKind(all, facts.KindFigure, facts.KindPerson)) < len(all) {
		limit = maxClauses
	}
	if len(all) > 1 && len(ofKind(all, facts.KindEvent)) == len(all) {
		length = maxEventLength
	}
	shown := all[:min(len(all), limit)]
	var groups []string
	for i := 0; i < len(shown); {
		by := itemCredit(v, shown[i])
		if said := saidClause(shown[i], length); said != "" {
			groups = append(groups, said)
			i++
			continue
		}
		same := []string{item(v, shown[i], s, length)}
		for i++; i < len(shown) && by != "" && itemCredit(v, shown[i]) == by; i++ {
			same = append(same, item(v, shown[i], s, length))
		}
		group := v.And(same)
		if by != "" {
			group += " (" + by + ")"
		}
		groups = append(groups, group)
	}
	line := strings.Join(groups, sep)
	if more := len(all) - len(shown); more > 0 {
		line += sep + v.More(more)
	}
	return line
}

func itemCredit(v language.Voice, r factRef) string { return credit(v, r.table, r.fact(), true) }

// item words one fact without its speaker, in at most so many characters.
func item(v language.Voice, r factRef, s *subject, length int) string {
	f := r.fact()
	switch f.Kind {
	case facts.KindFigure:
		value, text := figure(r.table, f, s)
		return clip(join(value, text), length)
	case facts.KindQuote:
		if f.Quote.Type == facts.Words {
			return inContext(r.table.Article, f)
		}
		text, _, _ := quotationOn(r.table, f, s)
		return "“" + clip(strings.TrimRight(text, "."), length) + "”"
	case facts.KindPerson:
		return join(personLine(f.Person))
	case facts.KindEvent:
		value, text := eventLine(v, r.table, f)
		text = clip(text, length)
		if strings.Contains(text, oneLine(f.Event.When)) {
			value = ""
		}
		return join(value, text)
	default:
		return clip(statement(r), length)
	}
}

// statement words reported speech: what is said, or the verb and what is said where
// the verb must come first.
func statement(r factRef) string {
	a, f := r.table.Article, r.fact()
	if reported := verbFirst(a, f); reported != "" {
		return reported
	}
	return uncredited(withoutStop(oneLine(a.Slice(f.Span))), f.By)
}

// uncredited is reported words without "said Lind" or "Lind said" at their end, which who
// gives them says again.
func uncredited(words string, by *facts.Attribution) string {
	if by == nil || by.Speaker == nil || by.Cue == "" {
		return words
	}
	name := oneLine(by.Speaker.Name)
	for _, who := range [...]string{name, name[strings.LastIndexByte(name, ' ')+1:]} {
		for _, end := range [...]string{" " + by.Cue + " " + who, " " + who + " " + by.Cue} {
			if before, found := strings.CutSuffix(words, end); found {
				return strings.TrimRight(before, " ,-–—")
			}
		}
	}
	return words
}

// saidClause is a statement as a clause with its speaker: "Keir Starmer told Zelensky
// by phone that …". Empty where the statement reads well with its speaker behind it.
func saidClause(r factRef, length int) string {
	reported := reportedClause(r.table.Article, r.fact())
	if reported == "" {
		return ""
	}
	return clip(speakerName(r.table, r.fact().By.Speaker)+" "+reported, length)
}

func join(value, text string) string { return strings.TrimSpace(value + " " + text) }

func personLine(p *facts.Person) (value, text string) {
	role := p.Role
	if role == "" {
		role = p.Organisation
	}
	if role == "" {
		return oneLine(p.Name), ""
	}
	return oneLine(p.Name) + ":", oneLine(role)
}

// eventLine words an event as its time and its clause. A clause with several times
// is one line with all of them.
func eventLine(v language.Voice, t *facts.Table, f *facts.Fact) (value, text string) {
	var times []string
	for i := range t.Facts {
		if e := &t.Facts[i]; e.Sentence == f.Sentence && e.Kind == facts.KindEvent && e.Span == f.Span {
			when := uncapitalised(oneLine(e.Event.When))
			times = append(times, when+calendar(v, e.Event.Date, when))
		}
	}
	text = oneLine(t.Article.Slice(f.Span))
	for _, opener := range [...]string{"However", "Meanwhile", "Meantime", "In the meantime", f.Event.When} {
		text = strings.TrimPrefix(text, opener+", ")
	}
	if len(times) == 1 {
		text = strings.TrimPrefix(text, f.Event.When+" ")
	}
	return upperFirst(strings.Join(times, "; ")) + ":", text
}

// kindCounts words how many facts of each kind there are: "5 figures, 2 quotes".
func kindCounts(v language.Voice, all []factRef) string {
	var parts []string
	for _, kind := range [...]facts.Kind{facts.KindFigure, facts.KindQuote, facts.KindStatement, facts.KindEvent} {
		n := len(ofKind(all, kind))
		if n == 0 {
			continue
		}
		switch kind {
		case facts.KindFigure:
			parts = append(parts, v.Count(n, "figure", "figures"))
		case facts.KindQuote:
			parts = append(parts, v.Count(n, "quote", "quotes"))
		case facts.KindStatement:
			parts = append(parts, v.Count(n, "statement", "statements"))
		default:
			parts = append(parts, v.Count(n, "event", "events"))
		}
	}
	return strings.Join(parts, ", ")
}

// sum words a check: "138 + 119 + 10 = 267".
func sum(t *facts.Table, c facts.Check) string {
	surfaces := make([]string, len(c.Operands))
	for i, op := range c.Operands {
		surfaces[i] = t.Facts[op].Figure.Surface
	}
	return strings.Join(surfaces, " + ") + " = " + t.Facts[c.Total].Figure.Surface
}
