package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/answer"
)

// asked is one annotated question on one article.
type asked struct {
	set       string // the folder of its file; " other" behind it where the passage is no news
	doc       int    // its article, over all files
	text      string
	index     *answer.Index
	right     map[int]bool // the sentences that answer it
	labelled  bool         // it is about a news article labelled by hand
	no        bool         // the article does not answer it
	elsewhere bool         // because it is about another article
	answers   []string     // short answers that are marked in the text
	evidence  answer.Evidence
}

type passage struct {
	Text      string     `json:"text"`
	Genre     string     `json:"genre"`
	QAs       []question `json:"qas"`
	Article   string     `json:"article"`
	Questions []question `json:"questions"`
}

type question struct {
	Question     string    `json:"question"`
	Unanswerable bool      `json:"unanswerable"`
	Abstain      bool      `json:"abstain"`
	Source       []string  `json:"source"`
	Evidence     []stretch `json:"evidence"`
	Answers      []stretch `json:"answers"`
	Answer       string    `json:"answer"` // a pattern of the short answer
}

// A stretch is a piece of a text, in characters.
type stretch struct {
	Start *int   `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// A loader numbers the articles of all files, so that each falls into one fold.
type loader struct{ articles int }

// load reads the questions of one file. The text is the article of a file that has
// questions alone and no article beside it.
func (l *loader) load(file, text string) ([]asked, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(file, ".json") {
		var p passage
		if err := json.Unmarshal(data, &p); err != nil {
			return nil, err
		}
		body, err := os.ReadFile(filepath.Join(filepath.Dir(file), "articles", p.Article))
		if err != nil {
			return nil, err
		}
		p.Text, p.QAs = string(body), p.Questions
		return l.read(file, p, true), nil
	}
	var out []asked
	alone := passage{}
	for line := range strings.Lines(string(data)) {
		var p passage
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			return nil, err
		}
		if p.Text == "" {
			var q question
			if err := json.Unmarshal([]byte(line), &q); err != nil {
				return nil, err
			}
			alone.QAs = append(alone.QAs, q)
			continue
		}
		out = append(out, l.read(file, p, false)...)
	}
	if len(alone.QAs) > 0 {
		if beside := strings.TrimSuffix(file, "jsonl") + "txt"; exists(beside) {
			text = beside
		}
		body, err := os.ReadFile(text)
		if err != nil {
			return nil, err
		}
		alone.Text = string(body)
		out = append(out, l.read(file, alone, true)...)
	}
	return out, nil
}

func (l *loader) read(file string, p passage, labelled bool) []asked {
	l.articles++
	t := table(file, p.Text)
	x := answer.New(t)
	set := filepath.Base(filepath.Dir(file))
	if p.Genre != "" && !strings.Contains(p.Genre, "news") && p.Genre != "9-11-report" {
		set += " other"
	}
	var out []asked
	for _, q := range p.QAs {
		a := asked{set: set, doc: l.articles, text: q.Question, index: x, no: q.Unanswerable || q.Abstain, labelled: labelled}
		if !a.no {
			if a.right = rightSentences(t.Article, q); len(a.right) == 0 {
				continue
			}
		}
		for _, s := range q.Answers {
			if s.Start != nil {
				a.answers = append(a.answers, s.Text)
			}
		}
		a.answers = append(a.answers, matching(t.Article, a.right, q.Answer)...)
		a.evidence = x.Evidence(q.Question)
		out = append(out, a)
	}
	return out
}

// matching is what the pattern of a short answer matches in the right sentences.
func matching(a *facts.Article, right map[int]bool, pattern string) []string {
	re, err := regexp.Compile(pattern)
	if err != nil || pattern == "" {
		return nil
	}
	var out []string
	for _, i := range slices.Sorted(maps.Keys(right)) {
		if found := re.FindString(a.Sentence(i)); found != "" {
			out = append(out, found)
		}
	}
	return out
}

// rightSentences are the sentences that share half of the shorter of the two with
// a piece that was marked.
func rightSentences(a *facts.Article, q question) map[int]bool {
	var marked []facts.Span
	pieces := q.Evidence
	if len(pieces) == 0 {
		pieces = q.Answers
	}
	bytesAt := offsets(a.Text)
	for _, p := range pieces {
		if p.Start == nil || *p.Start >= len(bytesAt) {
			continue
		}
		end := p.End
		if end == 0 {
			end = *p.Start + len([]rune(p.Text))
		}
		marked = append(marked, facts.Span{Start: bytesAt[*p.Start], End: bytesAt[min(end, len(bytesAt)-1)]})
	}
	for _, s := range q.Source {
		for from := 0; ; {
			at := strings.Index(a.Text[from:], s)
			if at < 0 || s == "" {
				break
			}
			marked = append(marked, facts.Span{Start: from + at, End: from + at + len(s)})
			from += at + 1
		}
	}
	right := map[int]bool{}
	for i, s := range a.Sentences {
		for _, m := range marked {
			both := min(s.End, m.End) - max(s.Start, m.Start)
			if both > 0 && 2*both >= min(s.Len(), m.Len()) {
				right[i] = true
			}
		}
	}
	return right
}

// offsets gives the byte offset of every character of a text and of its end.
func offsets(text string) []int {
	out := make([]int, 0, len(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// elsewhere asks every third question of a set about another article of the set,
// which then does not answer it.
func elsewhere(all []asked) []asked {
	bySet := map[string][]asked{}
	for _, a := range all {
		bySet[a.set] = append(bySet[a.set], a)
	}
	var out []asked
	for _, set := range slices.Sorted(maps.Keys(bySet)) {
		of := bySet[set]
		for i := 0; i < len(of); i += 3 {
			other := of[(i+len(of)/2)%len(of)]
			if other.doc == of[i].doc {
				continue
			}
			b := asked{set: set, doc: other.doc, text: of[i].text, index: other.index, no: true, elsewhere: true, labelled: of[i].labelled}
			b.evidence = b.index.Evidence(b.text)
			out = append(out, b)
		}
	}
	return out
}
