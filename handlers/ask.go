package handlers

import (
	"context"
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/answer"
	"byline/handlers/language"
)

const (
	maxSources  = 3   // sentences shown for one question
	maxHitFacts = 3   // facts shown of the sentence that answers
	enoughScore = 0.8 // share of the best sentence's score that another needs to be shown beside it
	maxSentence = 300 // characters of a sentence in the answer line
)

// askCommand makes !ask: a question in plain words.
func askCommand(lib Asker, c *catalogues, before Conversation) Command {
	return Command{
		Spec: Spec{
			Name:     "ask",
			Args:     "QUESTION",
			Summary:  "Answers a question in plain words, or says that the articles do not",
			Examples: []string{"!ask How many drones were lost?"},
			Params:   []Param{{Name: "question", About: "Your question, in plain words", Required: true, MaxLen: 1000}},
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if plain(req.Args) == "" {
				return Reply{}, userErrorf("Put a question behind it: !ask Who said that?")
			}
			cat, err := c.filled(ctx, req)
			if err != nil {
				return Reply{}, err
			}
			var all Reply
			previous := before.Previous(req)
			if r, ok := origin(req.voice, cat, req.Args, previous.Question == ""); ok {
				return r, nil
			}
			if bare(req.Args) && previous.Question == "" {
				return Reply{Answer: req.voice.Say("“%s” needs a word of the article, such as a name or a thing.", clip(strings.TrimRight(req.Args, "?!. "), maxEcho)), Examples: examples(cat)}, nil
			}
			for _, question := range questions(req.Args) {
				a, err := lib.Ask(ctx, req.scope(), question, previous)
				if err != nil {
					return Reply{}, err
				}
				r := notInArticles(req.voice, a, cat)
				if a.Found && len(a.Hits) > 0 {
					r = answerReply(req.voice, a)
					if len(cat.articles) > 1 {
						r.Answer = placed(req.voice, r.Answer, a.Hits[0].Table.Article)
						if differ(a) {
							r.Notes = append(r.Notes, req.voice.Say("The articles differ on this: each number has its own source."))
						}
					}
				}
				r.asked, previous = a, a
				all = joined(all, r)
			}
			return all, nil
		},
	}
}

// bare reports whether a text has no word of its own to look for: "and why?".
func bare(text string) bool { return worded(text) && len(contentWords(text)) == 0 }

// maxQuestions is how many questions of one message are answered.
const maxQuestions = 3

// questions is what a message asks: mostly one thing.
func questions(text string) []string {
	all := answer.Split(text)
	if len(all) < 2 || len(all) > maxQuestions {
		return []string{text}
	}
	return all
}

// joined is one reply for two questions: the answers in order, each fact and each
// sentence once, the sources numbered through. It is found when either is.
func joined(first, second Reply) Reply {
	if first.Answer == "" {
		return second
	}
	number := make([]int, len(second.Sources)+1) // of the second's sources, in the joined reply
	for i, s := range second.Sources {
		at := slices.IndexFunc(first.Sources, func(o Source) bool { return o.Article == s.Article && o.Sentence == s.Sentence })
		if at < 0 {
			first.Sources = append(first.Sources, s)
			at = len(first.Sources) - 1
		}
		number[i+1] = at + 1
	}
	for _, l := range second.Facts {
		if slices.ContainsFunc(first.Facts, func(o Line) bool { return o.FactID == l.FactID }) {
			continue
		}
		l.Source = number[l.Source]
		first.Facts = append(first.Facts, l)
	}
	first.Answer = answers(first.Answer, second.Answer)
	first.Short = ""
	first.Found = first.Found || second.Found
	first.Confidence = max(first.Confidence, second.Confidence)
	first.Notes = append(first.Notes, second.Notes...)
	first.unrelated = first.unrelated && second.unrelated
	first.told = append(first.told, second.told...)
	first.Examples = second.Examples
	first.asked = second.asked
	return first
}

// answers is two answer lines in one; a sentence that both show stands once.
func answers(first, second string) string {
	short, sentence, _ := strings.Cut(first, ": ")
	if other, same, _ := strings.Cut(second, ": "); sentence != "" && same == sentence {
		return short + "; " + other + ": " + sentence
	}
	return first + " " + second
}

// answerReply words what the articles say: the answer with who gives it, the facts of
// the sentence, and the sentences themselves, best first.
func answerReply(v language.Voice, a answer.Answer) Reply {
	c := compose(v)
	c.answering = true
	c.reply.Confidence = a.Confidence
	c.reply.Short = a.Short
	c.reply.Answer = answerLine(v, a)
	hits := slices.DeleteFunc(slices.Clone(a.Hits), func(h answer.Hit) bool { return h.Score < a.Hits[0].Score*enoughScore })
	if len(hits) == 0 {
		hits = a.Hits[:1]
	}
	hits = hits[:min(len(hits), maxSources)]
	for _, h := range hits {
		c.cite(h.Table, h.Sentence, h.Mark)
	}
	around, ok := speechAround(hits[0].Table, hits[0].Sentence)
	one := !slices.ContainsFunc(hits, func(h answer.Hit) bool { return h.Table != hits[0].Table }) // else each article has its line
	for i, h := range hits {
		limit := 1
		if i == 0 {
			limit = maxHitFacts
		}
		all := ofHit(h, a.Short)
		for _, r := range all[:min(len(all), limit)] {
			whole := i == 0 && ok && around == r || wholeIn(c.reply.Answer, r)
			if whole && (one || r.kind() == facts.KindEvent) || one && unexplained(r) {
				if whole {
					c.reply.told = append(c.reply.told, r.fact().ID)
					c.credit(r) // the answer line introduces the speaker
				}
				continue
			}
			c.fact(r, nil)
		}
	}
	return c.reply
}

// answerLine is the answer as a sentence. Where a fact is the answer, that is the fact
// with who gives it; else it is the short answer and the sentence it stands in, since
// a word or two prove nothing alone.
func answerLine(v language.Voice, a answer.Answer) string {
	hit := a.Hits[0]
	if a.Verdict != answer.Unsaid {
		return verdictLine(v, a.Verdict, hit)
	}
	short := unlisted(oneLine(a.Short))
	all := refs(hit.Table, hit.Facts)
	for _, r := range append(ofKind(all, facts.KindFigure, facts.KindQuote), ofKind(all, facts.KindStatement)...) {
		f := r.fact()
		content := oneLine(hit.Table.Article.Slice(f.Span))
		said := mostOf(content, short)
		switch {
		case f.Kind == facts.KindQuote && f.Quote.Type == facts.Words: // a scrap says little unless it is the answer
			if a.Guess || !said || !introducible(f) || !mostOf(short, strings.TrimRight(content, ",.")) {
				continue
			}
		case short == "" && f.Kind == facts.KindQuote: // "did he say that?"
		case !said && !mostOf(short, content):
			continue
		}
		if f.Kind == facts.KindFigure && saysNothing(r) {
			continue
		}
		switch f.Kind {
		case facts.KindFigure:
			return stop(upperFirst(item(v, r, nil, maxSentence)) + attributed(v, r))
		case facts.KindQuote:
			if introducible(f) {
				return stop(speech(v, introduced(r), []factRef{r}))
			}
			return stop("“" + clip(strings.TrimRight(quotation(r.table, f), "."), maxSentence) + "”" + attributed(v, r))
		default:
			if reported := reportedClause(r.table.Article, f); reported != "" {
				return stop(clip(introduced(r)+" "+reported, maxSentence))
			}
			return stop(upperFirst(clip(statement(r), maxSentence)) + attributed(v, r))
		}
	}
	sentence := excerpt(hit.Table.Article.Sentence(hit.Sentence), short)
	spoken := sentence
	if r, ok := speechAround(hit.Table, hit.Sentence); ok {
		sentence = unmarked(sentence)
		spoken = stop("“" + strings.TrimRight(sentence, ".,") + "”" + attributed(v, r))
	}
	if short == "" || a.Guess || strings.HasPrefix(sentence, short) {
		return spoken
	}
	return upperFirst(strings.TrimRight(short, ",;:")) + ": " + spoken
}

// wholeIn reports whether an answer line says a fact whole, with who gives it.
func wholeIn(line string, r factRef) bool {
	f := r.fact()
	a := r.table.Article
	parts := []string{strings.TrimRight(oneLine(a.Slice(f.Span)), ",.")}
	switch f.Kind {
	case facts.KindFigure:
		parts = append(parts, oneLine(f.Figure.Noun), oneLine(a.Slice(f.Figure.Fate)))
	case facts.KindPerson:
		parts = append(parts, oneLine(f.Person.Role))
	}
	if by := f.By; by != nil {
		parts = append(parts, oneLine(by.Channel), oneLine(by.When))
		if by.Speaker != nil {
			name := oneLine(by.Speaker.Name)
			parts = append(parts, name[strings.LastIndexByte(name, ' ')+1:])
		}
	}
	line = strings.ToLower(line)
	return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(line, strings.ToLower(part)) })
}

// verdictLine is "Yes, according to Phil Grauer, company president: …" with the sentence,
// or without a name where the article itself says it: that he called her so is not his word.
func verdictLine(v language.Voice, verdict answer.Verdict, hit answer.Hit) string {
	sentence := clip(balanced(proper(oneLine(hit.Table.Article.Sentence(hit.Sentence)))), maxSentence)
	all := refs(hit.Table, hit.Facts)
	if r, ok := speechAround(hit.Table, hit.Sentence); ok {
		sentence = "“" + unmarked(sentence) + "”"
		all = append(all, r)
	}
	for _, r := range all {
		f := r.fact()
		if (f.Kind == facts.KindQuote || f.Kind == facts.KindStatement) && f.By != nil && f.By.Speaker != nil && f.Span.Contains(hit.Mark) {
			if who := titled(r.table, f.By.Speaker); verdict == answer.No {
				return v.Say("No, according to %s: %s", who, sentence)
			} else {
				return v.Say("Yes, according to %s: %s", who, sentence)
			}
		}
	}
	if verdict == answer.No {
		return v.Say("No: %s", sentence)
	}
	return v.Say("Yes: %s", sentence)
}

// mostOf reports whether a part of a text is at least half of it, in bytes.
func mostOf(text, part string) bool {
	return part != "" && 2*len(part) >= len(text) && strings.Contains(text, part)
}

// excerpt is a sentence cut to what an answer line holds, with the part that answers
// in it.
func excerpt(sentence, part string) string {
	sentence = oneLine(sentence)
	if begun := proper(sentence); strings.Contains(begun, part) {
		sentence = begun
	}
	sentence = balanced(sentence)
	at := strings.Index(sentence, part)
	if at+len(part) <= maxSentence {
		return clip(sentence, maxSentence)
	}
	start := max(0, at-maxSentence/2)
	start += strings.IndexByte(sentence[start:], ' ') + 1
	return "… " + clip(sentence[start:], maxSentence)
}

// unexplained reports whether a fact is a number of which the article does not say what
// happened: its sentence tells more.
func unexplained(r factRef) bool {
	f := r.fact()
	return f.Kind == facts.KindFigure && f.Figure.Fate == (facts.Span{})
}

// introducible reports whether a fact is told by its speaker, a verb and what that governs:
// "Lind called Öhler a “dreamer”".
func introducible(f *facts.Fact) bool {
	return f.By != nil && f.By.Speaker != nil && !inverts(f.By.Cue)
}

// introduced is a fact's speaker with the role, as the subject of a sentence.
func introduced(r factRef) string {
	s := r.fact().By.Speaker
	who := upperFirst(titled(r.table, s))
	if speakerRole(r.table, s) != "" {
		who += ","
	}
	return who
}

// ofHit is the facts that bear on a question, best first, statements and dates
// after the facts they hold. What another one says already is left out, and so are
// people the answer does not name.
func ofHit(h answer.Hit, short string) []factRef {
	all := refs(h.Table, h.Facts)
	ordered := ofKind(all, facts.KindFigure, facts.KindQuote)
	ordered = append(ordered, ofKind(all, facts.KindStatement)...)
	ordered = append(ordered, ofKind(all, facts.KindEvent)...)
	for _, r := range ofKind(all, facts.KindPerson) {
		if len(ordered) == 0 || strings.Contains(short, r.fact().Person.Name) {
			ordered = append(ordered, r)
		}
	}
	return uncovered(ordered)
}

// attributed is ", claimed Yuriy Ignat, Air Force spokesman, in a Facebook posting".
func attributed(v language.Voice, r factRef) string {
	by := credit(v, r.table, r.fact(), false)
	if r.fact().By == nil || by == "" {
		return ""
	}
	return ", " + by
}
