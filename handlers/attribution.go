package handlers

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/lang"
	"byline/handlers/language"
)

// objectWords is how many words after a cue may tell to whom it was said.
const objectWords = 8

// credit words who gives a fact: "claimed Yuriy Ignat, Air Force spokesman, in a
// Facebook posting". Roles, channel and day are left out when brief is set. It is
// empty for what the article itself gives, and has no verb where the fact's words
// have it already.
func credit(v language.Voice, t *facts.Table, f *facts.Fact, brief bool) string {
	by := f.By
	if ownWords(f) {
		return ""
	}
	who := v.Say("somebody the article does not name")
	if by.Speaker != nil {
		who = titled(t, by.Speaker)
		if brief {
			who = speakerName(t, by.Speaker)
		}
	}
	var s string
	reported := verbFirst(t.Article, f)
	switch {
	case by.Cue == "", reported != "":
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
	return circumstances(v, s, reported, by)
}

// ownWords reports whether a fact is given by nobody but the article.
func ownWords(f *facts.Fact) bool { return f.By == nil || f.By.Speaker == nil && f.By.Cue == "" }

// circumstances adds the channel and the day, unless the words before or those
// reported hold them.
func circumstances(v language.Voice, s, reported string, by *facts.Attribution) string {
	for _, more := range [...]string{by.Channel, by.When} {
		if more != "" && !strings.Contains(s, more) && !strings.Contains(reported, more) {
			s += ", " + uncapitalised(oneLine(more))
			if more == by.When {
				s += calendar(v, by.Date, more)
			}
		}
	}
	return s
}

// calendar is the day that words such as "on Sunday" mean, in brackets; empty where it is
// not known or the words have it.
func calendar(v language.Voice, isoDay, words string) string {
	d, err := time.Parse(time.DateOnly, isoDay)
	if err != nil || strings.Contains(words, d.Format("2006")) {
		return ""
	}
	return " (" + v.Day(d) + ")"
}

// uncapitalised takes back the capital that began a sentence: "Last week" → "last
// week". Days, months, nations and abbreviations keep theirs.
func uncapitalised(when string) string {
	first, _, _ := strings.Cut(when, " ")
	folded := strings.ToLower(first)
	kind, _ := lang.Gazetteer.Find(folded)
	if lang.DayOrMonth(first) || strings.Contains(kind, "d") || len(first) > 1 && first == strings.ToUpper(first) {
		return when // "Danish officials", "US intelligence"
	}
	return folded + when[len(first):]
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
	first, second, _ := strings.Cut(name, " ")
	if s.Entity < 0 && second != "" && unicode.IsUpper([]rune(second)[0]) && lang.TagsOf(strings.ToLower(first))&lang.Function == 0 {
		return name // "Carol Vance's daughter" sings no carol
	}
	if article, rest, _ := strings.Cut(oneLine(s.Mention), " "); s.Entity < 0 && strings.EqualFold(article, "the") && rest == name {
		return "the " + name
	}
	switch {
	case first == "The", first == "A", first == "An",
		s.Entity < 0 && lang.TagsOf(strings.ToLower(first))&lang.Known != 0:
		return uncapitalised(name) // "A defense official", "Experts"
	}
	if hasWords(t.Article.Text, "the "+name) || hasWords(t.Article.Text, "The "+name) {
		return "the " + name
	}
	return name
}

// hasWords reports whether a text has words that end there: not "the Russia" of "the Russian".
func hasWords(text, words string) bool {
	for {
		_, rest, found := strings.Cut(text, words)
		if !found {
			return false
		}
		if next, _ := utf8.DecodeRuneInString(rest); !unicode.IsLetter(next) {
			return true
		}
		text = rest
	}
}

// titled is a speaker's name with the role, where there is one: "Dmitry Peskov, Kremlin
// spokesman".
func titled(t *facts.Table, s *facts.Speaker) string {
	if role := speakerRole(t, s); role != "" {
		return speakerName(t, s) + ", " + role
	}
	return speakerName(t, s)
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

// reportedClause is a statement with the cue before it, for cues that may not stand
// behind what they report: "called Volodymyr Zelensky a “dictator”", "denied that its
// forces were there". Empty for other facts, and where the article's clause does not
// go on from the cue to the statement.
func reportedClause(a *facts.Article, f *facts.Fact) string {
	if f.Kind != facts.KindStatement || f.By == nil || f.By.Speaker == nil || f.By.Cue == "" || inverts(f.By.Cue) {
		return ""
	}
	if clause := clauseFrom(a, f); clause != "" {
		return past(f.By.Cue) + " " + clause
	}
	return ""
}

// verbFirst is the reported clause of a statement that would be misread with its
// speaker behind it: as somebody's claim what was denied, as a bare name what
// somebody was called. With words between cue and statement ("told reporters that …")
// it reads well either way, and what was said comes first; then this is empty.
func verbFirst(a *facts.Article, f *facts.Fact) string {
	reported := reportedClause(a, f)
	if reported != "" && objectOf(a, f) == "" {
		return reported
	}
	return ""
}

// clauseFrom is the article's words from a fact's cue to the end of the clause that
// holds its content; empty when the content does not follow the cue.
func clauseFrom(a *facts.Article, f *facts.Fact) string {
	if f.By.CueSpan.Empty() || f.Span.Start < f.By.CueSpan.End || f.Sentence < 0 || f.Sentence >= len(a.Sentences) {
		return ""
	}
	end := a.Sentences[f.Sentence].End
	if f.Span.Start >= end || f.Span.End > end {
		return ""
	}
	after := a.Slice(facts.Span{Start: f.Span.End, End: end})
	content := a.Slice(f.Span)
	closing := ""
	if f.Kind == facts.KindStatement {
		end = f.Span.End
	} else if closed := strings.TrimRight(content, ",.;"); closed != content {
		// the clause ends inside the marks: a "dictator,"
		end = f.Span.Start + len(closed)
		_, n := utf8.DecodeRuneInString(after)
		closing = after[:n]
	} else if i := strings.IndexAny(after, ",;:"); i >= 0 {
		end = f.Span.End + i
	}
	clause := oneLine(strings.TrimSpace(a.Slice(facts.Span{Start: f.By.CueSpan.End, End: end}) + closing))
	if clause == "" || strings.ContainsAny(clause[:1], ",.;:") {
		return ""
	}
	return withoutStop(clause)
}

// withoutStop drops the comma or full stop that ends a clause, also inside closing
// marks, so that the clause can be built into another sentence.
func withoutStop(clause string) string {
	bare := strings.TrimRight(clause, "\"”’")
	return strings.TrimRight(bare, ",.") + clause[len(bare):]
}
