package answer

import (
	"strings"

	"byline/facts/lang"
)

// maxSplit is how many questions are read from one line; what follows stays with the
// last.
const maxSplit = 8

// Split cuts a line into the questions in it, in order and as they are written:
// behind a question mark, and before "and" where a new question word follows. What
// stands between quotation marks is not cut. A line without a cut is one question;
// an empty one has none.
func Split(line string) []string {
	if len(line) > maxQuestionBytes {
		line = line[:maxQuestionBytes]
	}
	toks := lang.Tokens(line)
	var out []string
	start, words, quoted := 0, 0, false
	cut := func(end, next int) {
		if q := strings.TrimSpace(line[start:end]); q != "" && words > 0 && len(out) < maxSplit-1 {
			out = append(out, q)
			start, words = next, 0
		}
	}
	for i, t := range toks {
		switch {
		case t.Kind == lang.Mark && strings.ContainsAny(t.Word.Text, "\"“”«»"):
			quoted = !quoted
		case quoted:
		case t.Is("?"):
			if i+1 == len(toks) || !toks[i+1].Is("?") && !toks[i+1].Is("!") {
				cut(t.End, t.End)
			}
		case t.Is("and") && i+1 < len(toks) && whWords.Has(lang.Fold(toks[i+1].Word.Text)) && words >= 3:
			cut(t.Start, toks[i+1].Start)
		case t.Kind != lang.Punct:
			words++
		}
	}
	if rest := strings.TrimSpace(line[start:]); rest != "" {
		if words > 0 || len(out) == 0 {
			out = append(out, rest)
		}
	}
	return out
}
