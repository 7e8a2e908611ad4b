package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/facts"
)

// Kind is the shape of a token.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota // begins with a letter: "drones", "AGM-88", "U.S.", "didn't"
	Number             // begins with a digit: "138", "1.5", "70,000-80,000", "16-year-old"
	Clitic             // split off the word before: "'s", "’re"
	Mark               // a quotation mark, or an apostrophe outside a word
	Punct              // any other single character that is neither letter, digit nor white space
)

// A Token is one word, number or mark of a text.
type Token struct {
	facts.Span
	Kind  Kind
	Space bool // white space, or the text's start, stands before it
	Line  bool // a line break, or the text's start, stands before it
	Para  bool // a paragraph begins with it
	Word  *Form
}

// A Form is one distinct spelling of a text. All tokens that are spelt the same
// share it, so that what is known about a word is looked up once.
type Form struct {
	ID    int    // counts up from 0 within one text
	Text  string // as written
	Lower string // with straight apostrophes
	Lemma string // of a verb form, otherwise Lower
	Tags  Tags   // what the lexicon says it can be
	Shape Shape  // its capitals and digits
}

// Shape describes the letters of a form.
type Shape uint8

// The shapes; a form may have several.
const (
	Capital  Shape = 1 << iota // the first letter is upper case
	AllCaps                    // two letters or more, none lower case
	HasDigit                   // a digit stands in it
	HasLower
)

// Is reports whether the token is spelt so, whatever its case.
func (t Token) Is(lower string) bool { return t.Word.Lower == lower }

// Capitalised reports whether the token begins with an upper-case letter.
func (t Token) Capitalised() bool { return t.Word.Shape&Capital != 0 }

// Tokens splits a text in one pass. Invalid bytes become one-byte marks of
// punctuation; every byte that is not white space belongs to exactly one token.
func Tokens(text string) []Token {
	return tokens(text, make(map[string]*Form, min(len(text)/wordBytes+1, 256)), false)
}

// A Tokenizer splits many texts, and looks up each spelling once for all of them: Form.ID
// counts through them. It is not safe for concurrent use.
type Tokenizer struct {
	forms map[string]*Form
}

// NewTokenizer makes a Tokenizer that has seen nothing.
func NewTokenizer() *Tokenizer { return &Tokenizer{forms: map[string]*Form{}} }

// Tokens splits a text as the function of that name does.
func (t *Tokenizer) Tokens(text string) []Token { return tokens(text, t.forms, true) }

// wordBytes is about how many bytes a word takes with the space behind it.
const wordBytes = 5

// tokens splits a text with the forms seen so far; outlive says that they must not keep the
// text in memory.
func tokens(text string, forms map[string]*Form, outlive bool) []Token {
	toks := make([]Token, 0, len(text)/wordBytes+1)
	space, line, para := true, true, true
	newlines := 0
	for i := 0; i < len(text); {
		r, n := decode(text, i)
		if isSpace(r) {
			space = true
			if r == '\n' || r == '\u2028' || r == '\u2029' {
				line = true
				if newlines++; newlines > 1 || r == '\u2029' {
					para = true
				}
			}
			i += n
			continue
		}
		newlines = 0
		end, kind := scan(text, i, r, n)
		if kind == Mark && (r == '\'' || r == '`' || r == '’' || r == '‘') && end < len(text) && text[end:min(end+n, len(text))] == text[i:end] {
			end += n // two single marks stand for a double one
		}
		if kind == Word || kind == Number {
			if cut := cliticStart(text[i:end]); cut > 0 {
				toks = append(toks, Token{Span: facts.Span{Start: i, End: i + cut}, Kind: kind, Space: space, Line: line, Para: para, Word: form(forms, text[i:i+cut], outlive)})
				i, space, line, para, kind = i+cut, false, false, false, Clitic
			}
		}
		toks = append(toks, Token{Span: facts.Span{Start: i, End: end}, Kind: kind, Space: space, Line: line, Para: para, Word: form(forms, text[i:end], outlive)})
		space, line, para = false, false, false
		i = end
	}
	return toks
}

func decode(text string, i int) (rune, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r > 127 && (unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff')
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// maxToken bounds a token, so that a text without white space stays cheap.
const maxToken = 200

// scan finds the end of the token that begins at i with rune r of n bytes.
func scan(text string, i int, r rune, n int) (end int, kind Kind) {
	switch {
	case IsMark(r):
		return i + n, Mark
	case !isLetter(r) && !isDigit(r):
		if r == '\'' || r == '’' || r == '`' {
			return i + n, Mark
		}
		return i + n, Punct
	}
	kind = Word
	if isDigit(r) {
		kind = Number
	}
	prev := r
	for j := i + n; j < len(text); {
		if j-i > maxToken {
			return j, kind
		}
		r, n := decode(text, j)
		switch {
		case isLetter(r) || isDigit(r):
		case joins(text, j, prev, r, n):
		default:
			return j, kind
		}
		prev = r
		j += n
	}
	return len(text), kind
}

// joins reports whether the character at j holds two halves of one token
// together: "didn't", "Anti-Radiation", "U.S.", "70,000", "1.5", "24/7".
func joins(text string, j int, prev, r rune, n int) bool {
	if j+n >= len(text) {
		return r == '.' && abbreviated(text, j)
	}
	next, _ := decode(text, j+n)
	switch r {
	case '\'', '’':
		return isLetter(prev) && isLetter(next) || isDigit(prev) && (next == 's' || next == 'S')
	case '-', '‑', '\u2010':
		return (isLetter(prev) || isDigit(prev)) && (isLetter(next) || isDigit(next))
	case '–':
		return isDigit(prev) && isDigit(next)
	case ',':
		return isDigit(prev) && isDigit(next) && threeDigits(text, j+n)
	case '.':
		return isDigit(prev) && isDigit(next) || isLetter(prev) && isLetter(next) && initial(text, j) || abbreviated(text, j)
	case ':', '/':
		return isDigit(prev) && isDigit(next)
	case '&':
		return prev < utf8.RuneSelf && unicode.IsUpper(prev) && unicode.IsUpper(next)
	}
	return false
}

func threeDigits(text string, j int) bool {
	if j+3 > len(text) || !isDigit(rune(text[j])) || !isDigit(rune(text[j+1])) || !isDigit(rune(text[j+2])) {
		return false
	}
	return j+3 == len(text) || !isDigit(rune(text[j+3]))
}

// initial reports whether the full stop at j follows a single letter: "U.S", "p.m".
func initial(text string, j int) bool {
	r, n := utf8.DecodeLastRuneInString(text[:j])
	if !isLetter(r) {
		return false
	}
	if j-n == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:j-n])
	return !isLetter(before) && !isDigit(before) && before != '-'
}

// abbreviated reports whether the full stop at j closes an abbreviation with
// inner stops: the last one of "U.S." and of "p.m.".
func abbreviated(text string, j int) bool {
	return j >= 3 && text[j-2] == '.' && initial(text, j) && isLetter(rune(text[j-3]))
}

// cliticStart is where a clitic begins in a word, or 0: "Kyiv's", "we’re", "2015's".
func cliticStart(w string) int {
	for i := len(w) - 2; i > 0 && i >= len(w)-5; i-- {
		var clitic string
		switch {
		case w[i] == '\'':
			clitic = w[i+1:]
		case strings.HasPrefix(w[i:], "’"):
			clitic = w[i+len("’"):]
		default:
			continue
		}
		switch strings.ToLower(clitic) {
		case "s", "re", "ve", "ll", "d", "m":
			return i
		}
		return 0
	}
	return 0
}

// IsMark reports whether a rune is a quotation mark wherever it stands. Straight
// and right single marks are not counted: they may be apostrophes.
func IsMark(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '«', '»', '‘', '‟', '「', '」', '‹', '›', '＂':
		return true
	}
	return false
}

func form(forms map[string]*Form, s string, outlive bool) *Form {
	if f := forms[s]; f != nil {
		return f
	}
	if outlive {
		s = strings.Clone(s)
	}
	f := newForm(s)
	f.ID = len(forms)
	forms[s] = f
	return f
}
