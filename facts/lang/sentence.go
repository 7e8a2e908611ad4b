package lang

import (
	_ "embed"

	"byline/facts"
)

// maxSentence bounds a sentence, in tokens, so that a text without full stops costs no
// more than any other.
const maxSentence = 300

//go:embed lists/abbreviations.txt
var abbreviations List

// Sentences splits a text into sentences: spans in order, without the white space
// between them, if it was not lost. A sentence ends at a paragraph's end, and at a full stop, question
// or exclamation mark with what closes behind it, also inside a quotation; not at
// the stop of an abbreviation, an initial or a decimal.
func Sentences(text string) []facts.Span {
	return SentencesOf(text, Tokens(text))
}

// SentencesOf is Sentences for a text whose tokens are made already.
func SentencesOf(text string, toks []Token) []facts.Span {
	var out []facts.Span
	wrapped := hardWrapped(text, toks)
	first := 0
	quoted := false // a straight mark is open
	for i, t := range toks {
		quoted = (quoted && !t.Para) != (t.Word.Text == `"`)
		if i+1 < len(toks) && !ends(toks, i, wrapped, quoted) && i-first < maxSentence {
			continue
		}
		out = append(out, facts.Span{Start: toks[first].Start, End: toks[i].End})
		first = i + 1
	}
	return out
}

// ends reports whether a sentence ends with token i; there is a token behind it. quoted
// says that a straight mark is open there.
func ends(toks []Token, i int, wrapped, quoted bool) bool {
	next := toks[i+1]
	if next.Para || next.Line && !wrapped {
		return next.Para || !continues(toks[i], next)
	}
	if !next.Space && !lostSpace(toks, i, quoted) || next.Space && closes(next) && !opens(toks, i+1) {
		return false
	}
	stop := i // the last token that is not a closing mark or bracket
	for stop > 0 && (toks[stop].Kind == Mark || toks[stop].Is(")") || toks[stop].Is("]")) {
		stop--
	}
	t := toks[stop]
	switch {
	case t.Is("!"), t.Is("?"):
		return starts(next) && !(stop < i && speakerFollows(toks, i+1))
	case t.Is("…"):
		return starts(next)
	case t.Is("."):
		if stop > 0 && toks[stop-1].Is(".") { // "..." goes on unless a capital follows
			return starts(next)
		}
		return stop < i && starts(next) || stop > 0 && endsAtStop(toks, stop, next)
	case t.Kind == Word && t.Word.Text[len(t.Word.Text)-1] == '.': // "U.S.", "p.m."
		return starter(next) || stop < i && starts(next)
	}
	return false
}

//go:embed lists/saying.txt
var saying List

// speakerFollows reports whether a speaker and a verb of saying begin at token i, so
// that the question before them belongs to their sentence: “Why?” Mr Smith asked.
func speakerFollows(toks []Token, i int) bool {
	for j := i; j < len(toks) && j < i+7; j++ {
		t := toks[j]
		if t.Kind == Word && t.Word.Tags&Verb != 0 && saying.Has(t.Word.Lemma) && t.Word.Tags&Gerund == 0 {
			return j > i && (j+1 == len(toks) || !toks[j+1].Is("that"))
		}
		if t.Kind == Mark || t.Is(",") || t.Is(":") || t.Kind == Word && t.Word.Tags&Verb != 0 && t.Word.Tags&Noun == 0 && !t.Capitalised() {
			return false
		}
	}
	return false
}

// continues reports whether a line goes on on the next one although the text as a
// whole is not wrapped: the line is open and the next one begins in lower case.
func continues(last, next Token) bool {
	if last.Is(".") || last.Is("!") || last.Is("?") || closes(last) {
		return false
	}
	return next.Kind == Word && !next.Capitalised() && next.Word.Shape&HasDigit == 0
}

// endsAtStop judges the full stop at index stop, which stands alone.
func endsAtStop(toks []Token, stop int, next Token) bool {
	word := toks[stop-1]
	if toks[stop].Space { // " . " by itself
		return starts(next)
	}
	if word.Kind == Word {
		if class, ok := abbreviations.Find(word.Word.Lower); ok && word.Word.Lower != "no" {
			switch class {
			case "title":
				return next.Kind == Punct
			case "open":
				return starter(next) && next.Kind == Word
			default:
				return starter(next)
			}
		}
		if word.Is("no") && word.Capitalised() && next.Kind == Number { // "No. 10"
			return false
		}
		if len(word.Word.Text) == 1 && word.Capitalised() && !word.Is("i") { // "John F. Kennedy", "Plan B. The"
			return starter(next)
		}
	}
	return starts(next)
}

// starts reports whether a sentence can begin with the token.
func starts(t Token) bool {
	switch t.Kind {
	case Word:
		return t.Capitalised() || t.Word.Shape&HasLower == 0 || t.Word.Shape&HasDigit != 0 || mixedCase(t.Word.Text)
	case Number, Mark:
		return true
	}
	switch t.Word.Text {
	case "(", "[", "—", "–", "-", "•", "*", "$", "£", "€", "#", "@", "¿", "¡":
		return true
	}
	return t.Word.Text[0] >= 0x80
}

// mixedCase finds names such as "iPhone", which begin a sentence in lower case.
func mixedCase(s string) bool {
	return len(s) > 1 && s[0] >= 'a' && s[0] <= 'z' && s[1] >= 'A' && s[1] <= 'Z'
}

// starter reports whether the token begins a sentence even behind an abbreviation:
// a capitalised function word ("U.S. The"), or an opening mark.
func starter(t Token) bool {
	if t.Kind == Word {
		return t.Capitalised() && t.Word.Tags&Function != 0 && t.Word.Shape&AllCaps == 0
	}
	return t.Kind == Mark || t.Is("(") || t.Is("[") || t.Is("•")
}

// closes reports whether the token can stand between a full stop and the end of
// its sentence.
func closes(t Token) bool {
	if t.Kind == Mark {
		return true
	}
	switch t.Word.Text {
	case ")", "]", ".", "?", "!", "…":
		return true
	}
	return false
}

// opens reports whether the mark at i opens something: white space before it and
// none behind.
func opens(toks []Token, i int) bool {
	return toks[i].Kind == Mark && toks[i].Space && i+1 < len(toks) && !toks[i+1].Space
}

// Lines of this many bytes that end without a full stop look hard-wrapped.
const (
	wrapMin = 45
	wrapMax = 110
)

// hardWrapped reports whether the lines of a text were broken at a column, so that
// a single line break is no more than a space.
func hardWrapped(text string, toks []Token) bool {
	breaks, broken := 0, 0
	start := 0
	for i := 1; i < len(toks); i++ {
		if !toks[i].Line {
			continue
		}
		width := toks[i-1].End - toks[start].Start
		start = i
		if toks[i].Para {
			continue
		}
		breaks++
		if width >= wrapMin && width <= wrapMax && !closes(toks[i-1]) {
			broken++
		}
	}
	return breaks >= 3 && broken*2 > breaks
}
