package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/article"
)

// TestLabelled scores reading on the labelled articles. Every miss and every figure
// is printed with go test -v -run Labelled.
func TestLabelled(t *testing.T) {
	// A little below what is reached, so that a rule can be changed without fear.
	// What each figure means is in testdata/labelled/README.md.
	floors := []struct {
		figure string
		least  float64
	}{
		{"fig_value_r", 0.97}, {"fig_value_p", 0.97}, {"fig_noun_r", 0.86}, {"fig_by", 0.90},
		{"quote_r", 0.96}, {"words_r", 0.96}, {"quote_speaker", 0.91}, {"statement_r", 0.94},
		{"people_r", 0.92}, {"people_p", 0.89}, {"role_r", 0.83}, {"when_r", 0.96},
	}
	total := score{}
	for _, l := range labelledArticles(t) {
		l.score(t, total)
	}
	for _, f := range floors {
		c := total[f.figure]
		reached := float64(c.hit) / float64(c.of)
		t.Logf("%-14s %.3f  (%d of %d)", f.figure, reached, c.hit, c.of)
		if !(reached >= f.least) {
			t.Errorf("%s is %.3f, below %.2f; -v shows the misses", f.figure, reached, f.least)
		}
	}
}

// TestLabelledIsSound checks the labels against the articles: whatever they cite
// occurs verbatim, and no mark and no digit is left without a label.
func TestLabelledIsSound(t *testing.T) {
	digits := regexp.MustCompile(`[0-9][0-9.,]*`)
	// A mark that opens: at the start of a line, after a space, a bracket or a mark.
	opening := regexp.MustCompile("(?m)(?:^|[\\s(“\"‘])([“\"'‘«])[^\\s.,;:)]")
	for _, l := range labelledArticles(t) {
		text := l.article.Text
		cited := func(what, s string) facts.Span {
			i := strings.Index(text, s)
			if i < 0 || s == "" {
				t.Errorf("%s: %s %q is not in the article", l.name, what, s)
				return facts.Span{}
			}
			return facts.Span{Start: i, End: i + len(s)}
		}
		var numbers, marked []facts.Span
		for _, f := range l.Figures {
			sentence := cited("sentence", f.Sentence)
			if !strings.Contains(f.Sentence, f.Surface) {
				t.Errorf("%s: %q does not hold the figure %q", l.name, f.Sentence, f.Surface)
			}
			for _, s := range occurrences(f.Sentence, f.Surface) {
				numbers = append(numbers, facts.Span{Start: sentence.Start + s.Start, End: sentence.Start + s.End})
			}
		}
		for _, q := range l.Quotes {
			s := q.span(text)
			if cited("quotation", q.Content); !s.Empty() && text[s.Start:s.End] != q.Content {
				t.Errorf("%s: %v holds %q, not %q", l.name, s, text[s.Start:s.End], q.Content)
			}
			marked = append(marked, s)
		}
		for _, s := range l.Statements {
			cited("statement", s.Content)
			cited("cue", s.Cue)
		}
		for _, p := range l.People {
			cited("name", p.Name)
		}
		for _, w := range l.When {
			cited("sentence", w.Sentence)
			if !strings.Contains(w.Sentence, w.Expression) {
				t.Errorf("%s: %q does not hold the time %q", l.name, w.Sentence, w.Expression)
			}
			numbers = append(numbers, occurrences(text, w.Expression)...)
		}
		for _, s := range l.NotQuantities {
			cited("number", s)
			numbers = append(numbers, occurrences(text, s)...)
		}
		for _, q := range l.Questions {
			for _, s := range q.Source {
				cited("source", s)
			}
			if _, err := regexp.Compile(q.Answer); err != nil || q.Abstain == (len(q.Source) > 0) {
				t.Errorf("%s: question %q needs either sources and a pattern or abstain (%v)", l.name, q.Question, err)
			}
		}
		for _, m := range digits.FindAllStringIndex(text, -1) {
			if !slices.ContainsFunc(numbers, func(s facts.Span) bool { return s.Start <= m[0] && m[0] < s.End }) {
				t.Errorf("%s: number %q at byte %d has no label", l.name, text[m[0]:m[1]], m[0])
			}
		}
		for _, m := range opening.FindAllStringSubmatchIndex(text, -1) {
			if strings.HasPrefix(text[m[2]:], "'t ") { // "van 't Hoff"
				continue
			}
			if !slices.ContainsFunc(marked, func(s facts.Span) bool { return s.Start == m[3] }) {
				t.Errorf("%s: the mark before %.30q has no label", l.name, text[m[3]:])
			}
		}
	}
}

// The labels of an article. Fields that only people read are left out.
type labelled struct {
	name    string
	article *facts.Article

	File      string `json:"article"`
	Questions []struct {
		Question string
		Source   []string
		Answer   string
		Abstain  bool
	}
	Figures []struct {
		Value             float64
		ValueMax          *float64 `json:"value_max"`
		Noun              string
		Surface, Sentence string
		By                *string
		ByAlt             []*string `json:"by_alt"`
		ByInSentence      string    `json:"by_in_sentence"`
		Optional          bool
	}
	Quotes     []labelledSpeech
	Statements []labelledSpeech
	People     []struct {
		Name      string
		NameOther []string `json:"name_other"`
		Role      string
		RoleOther []string `json:"role_other"`
		Optional  bool
	}
	When []struct {
		Expression string `json:"time_expression"`
		Sentence   string
	}
	NotQuantities []string `json:"not_quantities"`
}

type labelledSpeech struct {
	Content           string
	Type, Cue         string
	Start, End        int // bytes, only where the same words are quoted twice
	Speaker           *string
	SpeakerAlt        []*string `json:"speaker_alt"`
	SpeakerInSentence string    `json:"speaker_in_sentence"`
	Optional          bool
}

// span is where the content stands: for a quotation, after a mark.
func (s *labelledSpeech) span(text string) facts.Span {
	if s.End > 0 {
		return facts.Span{Start: s.Start, End: s.End}
	}
	all := occurrences(text, s.Content)
	if s.Type != "" {
		for _, at := range all {
			before, _ := utf8.DecodeLastRuneInString(text[:at.Start])
			if strings.ContainsRune("\"“”'‘’«", before) {
				return at
			}
		}
	}
	if len(all) == 0 {
		return facts.Span{}
	}
	return all[0]
}

func labelledArticles(t *testing.T) []labelled {
	t.Helper()
	names, err := filepath.Glob("testdata/labelled/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no labelled articles: %v", err)
	}
	var all []labelled
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		l := labelled{name: filepath.Base(name)}
		if err := json.Unmarshal(data, &l); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if l.article, err = article.ReadFile(filepath.Join("testdata/labelled/articles", l.File)); err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	return all
}
