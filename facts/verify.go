package facts

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Verify checks that a fact is proved by the article: spans lie inside the text and
// inside the fact's sentence on character boundaries, a figure's surface is written
// at its span, a cue, a speaker's mention and a person's name are the article's bytes.
func Verify(a *Article, f *Fact) error {
	if f.Sentence < 0 || f.Sentence >= len(a.Sentences) {
		return fmt.Errorf("sentence %d of %d", f.Sentence, len(a.Sentences))
	}
	if err := within(a, f.Span); err != nil {
		return fmt.Errorf("content: %w", err)
	}
	sentence := a.Sentences[f.Sentence]
	content := a.Slice(f.Span)
	switch f.Kind {
	case KindQuote, KindStatement:
		if f.Quote == nil {
			return fmt.Errorf("%s without its part", f.Kind)
		}
		if !sentence.Overlaps(f.Span) {
			return fmt.Errorf("content %v outside sentence %v", f.Span, sentence)
		}
	case KindFigure:
		if f.Figure == nil {
			return fmt.Errorf("figure without its part")
		}
		if !sentence.Contains(f.Span) {
			return fmt.Errorf("number %v outside sentence %v", f.Span, sentence)
		}
		if content != f.Figure.Surface {
			return fmt.Errorf("number %q is not the %q at its span", f.Figure.Surface, content)
		}
		if !f.Figure.Fate.Empty() {
			if err := within(a, f.Figure.Fate); err != nil {
				return fmt.Errorf("fate: %w", err)
			}
			if !sentence.Contains(f.Figure.Fate) {
				return fmt.Errorf("fate %v outside sentence %v", f.Figure.Fate, sentence)
			}
		}
	case KindPerson:
		if f.Person == nil {
			return fmt.Errorf("person without its part")
		}
		if a.Slice(f.Person.NameSpan) != f.Person.Name {
			return fmt.Errorf("name %q is not the %q at its span", f.Person.Name, a.Slice(f.Person.NameSpan))
		}
	case KindEvent:
		if f.Event == nil {
			return fmt.Errorf("event without its part")
		}
		if !strings.Contains(a.Slice(sentence), f.Event.When) {
			return fmt.Errorf("time %q is not in its sentence", f.Event.When)
		}
	default:
		return fmt.Errorf("unknown kind %q", f.Kind)
	}
	if f.By != nil && f.By.Cue != "" && a.Slice(f.By.CueSpan) != f.By.Cue {
		return fmt.Errorf("cue %q is not the %q at its span", f.By.Cue, a.Slice(f.By.CueSpan))
	}
	if f.By != nil && f.By.Speaker != nil && a.Slice(f.By.Speaker.MentionSpan) != f.By.Speaker.Mention {
		return fmt.Errorf("speaker %q is not the %q at its span", f.By.Speaker.Mention, a.Slice(f.By.Speaker.MentionSpan))
	}
	return nil
}

func within(a *Article, s Span) error {
	switch {
	case s.Empty() || s.Start < 0 || s.End > len(a.Text):
		return fmt.Errorf("span %v of %d bytes", s, len(a.Text))
	case !utf8.RuneStart(a.Text[s.Start]), s.End < len(a.Text) && !utf8.RuneStart(a.Text[s.End]):
		return fmt.Errorf("span %v cuts a character", s)
	}
	return nil
}

// Seal gives every fact its ID and drops, and counts, those that fail Verify.
// Indices into t.Facts held elsewhere must be made after it.
func (t *Table) Seal() {
	hash := sha256.Sum256([]byte(t.Article.Text))
	kept := t.Facts[:0]
	for _, f := range t.Facts {
		if Verify(t.Article, &f) != nil {
			t.Dropped++
			continue
		}
		f.ID = factID(hash, f.Kind, f.Span)
		kept = append(kept, f)
	}
	t.Facts = kept
}
