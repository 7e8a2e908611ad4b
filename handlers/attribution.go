package handlers

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/lang"
)

const (
	objectWords = 8 // how many words after a cue may tell to whom it was said
	nobody      = "nobody is named"
	ownFigure   = "the article's own figure"
	unnamed     = "somebody the article does not name"
)

// credit words who gives a fact: "claimed Yuriy Ignat, Air Force spokesman, in a
// Facebook posting". Roles, channel and day are left out when brief is set.
func credit(t *facts.Table, f *facts.Fact, brief bool) string {
	by := f.By
	if by == nil || by.Speaker == nil && by.Cue == "" {
		switch f.Kind {
		case facts.KindFigure:
			return ownFigure
		case facts.KindQuote, facts.KindStatement:
			return nobody
		}
		return ""
	}
	who := unnamed
	if by.Speaker != nil {
		who = speakerName(t, by.Speaker)
		if role := speakerRole(t, by.Speaker); role != "" && !brief {
			who += ", " + role
		}
	}
	var s string
	switch {
	case by.Cue == "":
		s = who
	case inverts(by.Cue):
		s = past(by.Cue) + " " + who
	default:
		if strings.Contains(who, ", ") {
			who += ","
		}
		s = who + " " + past(by.Cue)
		if object := objectOf(t.Article, f); object != "" {
			s += " " + object
		}
	}
	if brief {
		return s
	}
	return circumstances(s, by)
}

// circumstances adds the channel and the day, unless the words before hold them.
func circumstances(s string, by *facts.Attribution) string {
	for _, more := range [...]string{by.Channel, by.When} {
		if more != "" && !strings.Contains(s, more) {
			s += ", " + uncapitalised(oneLine(more))
		}
	}
	return s
}

// uncapitalised takes back the capital that began a sentence: "Last week" → "last
// week". Days and months keep theirs.
func uncapitalised(when string) string {
	first, _, _ := strings.Cut(when, " ")
	for d := time.Sunday; d <= time.Saturday; d++ {
		if first == d.String() {
			return when
		}
	}
	for m := time.January; m <= time.December; m++ {
		if first == m.String() {
			return when
		}
	}
	return strings.ToLower(first) + when[len(first):]
}

// speakerName is the fullest name, with the article's "the" before a name that has
// it: "the Russian Defense Ministry".
func speakerName(t *facts.Table, s *facts.Speaker) string {
	name := s.Name
	if name == "" {
		name = s.Mention
	}
	name = oneLine(name)
	if s.Entity >= 0 && s.Entity < len(t.Entities) && t.Entities[s.Entity].Kind == facts.EntityPerson {
		return name
	}
	first, _, _ := strings.Cut(name, " ")
	switch {
	case first == "The", first == "A", first == "An",
		s.Entity < 0 && lang.TagsOf(strings.ToLower(first))&lang.Known != 0:
		return uncapitalised(name) // "A defense official", "Experts"
	}
	if strings.Contains(t.Article.Text, "the "+name) || strings.Contains(t.Article.Text, "The "+name) {
		return "the " + name
	}
	return name
}

func speakerRole(t *facts.Table, s *facts.Speaker) string {
	role := s.Role
	if role == "" && s.Entity >= 0 && s.Entity < len(t.Entities) {
		role = t.Entities[s.Entity].Role
	}
	if strings.Contains(strings.ToLower(s.Name), strings.ToLower(role)) {
		return ""
	}
	return oneLine(role)
}

// objectOf is what the article writes between a cue and what was said: "reporters
// on Saturday" in "told reporters on Saturday that …", "Ukrainian President
// Volodymyr Zelensky a …" in "called Ukrainian President Volodymyr Zelensky a
// “dictator”". Empty when the content follows at once.
func objectOf(a *facts.Article, f *facts.Fact) string {
	start := f.By.CueSpan.End
	s := facts.Span{Start: start, End: len(a.Text)}
	if f.Sentence >= 0 && f.Sentence < len(a.Sentences) {
		s.End = a.Sentences[f.Sentence].End
	}
	toContent := f.Span.Start > start && f.Span.Start <= s.End
	if toContent {
		s.End = f.Span.Start
	}
	text := a.Slice(s)
	if r, _ := utf8.DecodeRuneInString(text); !unicode.IsSpace(r) {
		return ""
	}
	var words []string
	whole := toContent
	for _, w := range strings.Fields(text) {
		if w == "that" || w == "how" || w == "why" || w == "whether" || w == "if" || w == "to" && len(words) > 0 || len(words) == objectWords {
			whole = false
			break
		}
		bare := strings.TrimRight(w, ",.;:—–-\"“”‘'")
		if strings.ContainsAny(w, "\"“‘") || bare == "" {
			break
		}
		words = append(words, bare)
		if bare != w {
			whole = false
			break
		}
	}
	if len(words) == objectWords {
		return ""
	}
	if whole && len(words) > 0 {
		words = append(words, "…")
	}
	return strings.Join(words, " ")
}
