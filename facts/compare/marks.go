package compare

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/lang"
)

// leastQuoted is from how many words on words in marks are held against articles: fewer are
// names and irony.
const leastQuoted = 3

// markings are the spans of a message between quotation marks of a kind.
func markings(text string) (out []facts.Span) {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		at += size
		closing := closers(r)
		if closing == "" {
			continue
		}
		end := strings.IndexAny(text[at:], closing)
		if end < 0 {
			continue
		}
		out = append(out, facts.Span{Start: at, End: at + end})
		_, size = utf8.DecodeRuneInString(text[at+end:])
		at += end + size
	}
	return out
}

func closers(r rune) string {
	switch r {
	case '"', '“', '”', '„', '″':
		return "\"“”″"
	case '«':
		return "»"
	case '»':
		return "«"
	case '‹':
		return "›"
	}
	return ""
}

var elision = regexp.MustCompile(`\[?(?:\.\.\.+|…)\]?`)

// quoted reads the words between marks, and who says them.
func quoted(t *facts.Table, m facts.Span) Assertion {
	a := Assertion{Text: strings.TrimSpace(t.Article.Slice(m)), Quote: true}
	n := 0
	for _, piece := range elision.Split(a.Text, -1) {
		if w := words(piece); len(w) > 0 {
			a.pieces = append(a.pieces, w)
			n += len(w)
		}
	}
	if n < leastQuoted {
		return Assertion{}
	}
	for _, w := range slices.Concat(a.pieces...) {
		if lang.TagsOf(w)&lang.Function == 0 {
			a.content = append(a.content, w)
		}
	}
	for i := range t.Facts {
		f := &t.Facts[i]
		if f.Kind == facts.KindQuote && f.Span.Overlaps(m) && f.By != nil && f.By.Speaker != nil {
			a.Speaker = f.By.Speaker.Name
		}
	}
	if a.Speaker == "" {
		a.Speaker = besideMarks(t.Article.Text, m)
	}
	if w := words(a.Speaker); len(w) == 1 && slices.Contains([]string{"he", "she", "they", "it", "i", "we", "you", "who"}, w[0]) {
		a.Speaker = ""
	}
	a.negated = disowned(t.Article.Text, m)
	var speaker []string
	for _, w := range nameWords(a.Speaker) {
		speaker = append(speaker, lang.Stem(w))
	}
	a.kin = kinOf(speaker)
	return a
}

const (
	wordsBeforeMarks = 4 // of which one may take back what is in the marks: "never actually said"
	wordsBehindMarks = 5 // "is a fake quote"
)

// disowned reports whether the words around marks say that what is between them is false, or
// was not said.
func disowned(text string, m facts.Span) bool {
	before := words(text[strings.LastIndexAny(text[:m.Start], ".!?;\n")+1 : m.Start])
	behind := text[m.End:]
	if end := strings.IndexAny(behind, ".!?;\n"); end >= 0 {
		behind = behind[:end]
	}
	after := words(behind)
	return slices.ContainsFunc(before[max(0, len(before)-wordsBeforeMarks):], negation) ||
		slices.ContainsFunc(after[:min(len(after), wordsBehindMarks)], func(w string) bool { return doubted(w) || w == "never" })
}

var (
	signed = regexp.MustCompile(`^[.,!?]?\s*(?:[-–—~]{1,2}|\()\s*([^\n\d"“”.,;:!?()]{2,60})`)
	led    = regexp.MustCompile(`(?:^|[\n.!?])\s*([^\n\d"“”.,;:!?()]{2,60}):\s*$`)
)

// besideMarks is who signs a quotation as people do in a chat: “…” - Name, Name: “…”.
func besideMarks(text string, m facts.Span) string {
	_, size := utf8.DecodeRuneInString(text[m.End:])
	if found := signed.FindStringSubmatch(text[m.End+size:]); found != nil {
		if name := nameIn(found[1]); name != "" {
			return name
		}
	}
	_, size = utf8.DecodeLastRuneInString(text[:m.Start])
	if found := led.FindStringSubmatch(text[:m.Start-size]); found != nil {
		return nameIn(found[1])
	}
	return ""
}

// nameIn is the words at the beginning of a text that are written as a name is; a short
// text in lower case is one too.
func nameIn(text string) string {
	all := strings.Fields(text)
	n := 0
	for n < len(all) {
		if r, _ := utf8.DecodeRuneInString(all[n]); !unicode.IsUpper(r) && !slices.Contains([]string{"the", "von", "der", "van", "de", "of"}, all[n]) {
			break
		}
		n++
	}
	if n == 0 && len(all) <= 2 {
		n = len(all)
	}
	return strings.Join(all[:n], " ")
}
