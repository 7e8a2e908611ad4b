package lang

import (
	"strings"
	"testing"
	"unicode/utf8"

	"byline/facts"
)

// FuzzTokens: every byte that is not white space belongs to exactly one token, and
// tokens that are spelt the same share one form.
func FuzzTokens(f *testing.F) {
	for _, text := range []string{
		"He said: “No.” Gen. X left.\n\n\"Yes\", she’s… 1,000.5% \x00\xff",
		"U.S. forces fired AGM-88s, 70,000-80,000 at 5 p.m. — didn't they?",
		"l'État ‘‘so’’ ``so'' ’tis O’Brien's 16-year-old €1.5bn S-400\u2028x\u2029y\u00a0z",
		"e\u0301 \u200b\ufeff😀👍🏽 ½ ٣ 中文。",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		forms := map[string]*Form{}
		last := 0
		for i, tok := range Tokens(text) {
			if tok.Start < last || tok.Empty() || tok.End > len(text) {
				t.Fatalf("token %v behind byte %d of %d", tok.Span, last, len(text))
			}
			between := text[last:tok.Start]
			if !isBlank(between) {
				t.Errorf("no token holds %q", between)
			}
			if tok.Space != (between != "" || i == 0) {
				t.Errorf("token %q behind %q: space %v", tok.Word.Text, between, tok.Space)
			}
			if tok.Para && !tok.Line || tok.Line && !tok.Space {
				t.Errorf("token %q: paragraph %v, line %v, space %v", tok.Word.Text, tok.Para, tok.Line, tok.Space)
			}
			last = tok.End
			if written := text[tok.Start:tok.End]; tok.Word.Text != written {
				t.Errorf("form %q of token %q", tok.Word.Text, written)
			}
			if form := forms[tok.Word.Text]; form != nil && form != tok.Word {
				t.Errorf("two forms of %q", tok.Word.Text)
			}
			forms[tok.Word.Text] = tok.Word
			if utf8.ValidString(text) && !utf8.ValidString(tok.Word.Text) {
				t.Errorf("token %q cuts a character", tok.Word.Text)
			}
		}
		if !isBlank(text[last:]) {
			t.Errorf("no token holds %q", text[last:])
		}
	})
}

// FuzzSentences: sentences stand in order, hold whole characters and leave out
// nothing but white space.
func FuzzSentences(f *testing.F) {
	f.Add("He said: “No.” Gen. X left.\n\n\"Yes\", she’s… 1,000.5% \x00\xff")
	f.Add("“Why?” Mr Smith asked. Plan B. The U.S. won... in 5 p.m. (Yes.) No. 10 closed\nat once.")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range append(Sentences(text), facts.Span{Start: len(text), End: len(text)}) {
			if s.Start < last || s.End > len(text) || s.Empty() && s.Start < len(text) {
				t.Fatalf("sentence %v behind byte %d of %d", s, last, len(text))
			}
			if between := text[last:s.Start]; !isBlank(between) {
				t.Errorf("no sentence holds %q", between)
			}
			if sentence := text[s.Start:s.End]; utf8.ValidString(text) && !utf8.ValidString(sentence) {
				t.Errorf("sentence %q cuts a character", sentence)
			} else if strings.TrimFunc(sentence, isSpace) != sentence {
				t.Errorf("white space around %q", sentence)
			}
			last = s.End
		}
	})
}

// FuzzForms: what is known of a word is known of any bytes, and a singular stays one.
func FuzzForms(f *testing.F) {
	for _, w := range []string{"claiming", "drones", "told", "women", "ss", "ies", "s", "", "İ", "\xff", "don't", "AGM-88s"} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, word string) {
		TagsOf(word)
		Lemma(word)
		PluralOf(word)
		if one := Singular(word); word != "" && one == "" {
			t.Errorf("nothing is left of %q", word)
		}
	})
}

func isBlank(s string) bool { return strings.TrimFunc(s, isSpace) == "" }
