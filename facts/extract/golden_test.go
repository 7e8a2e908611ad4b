package extract

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/lang"
)

// The tables in testdata/golden hold tricky lines for every step. An entry is a text
// with what is found in it below, one finding a line:
//
//	# what is tricky about it
//	He said: “No.” ¶ She left.
//	= found, and right
//	! right, but not found: a known miss
//	~ found, but wrong
//
// "¶" ends a paragraph and "⏎" a line. What is right was written by hand before the
// text was read; UPDATE=1 moves the marks and rewrites the wrong findings, never changes
// what is right, and fails once for each right line that it has to mark as a miss.
const (
	goldenRight = "= "
	goldenMiss  = "! "
	goldenWrong = "~ "
	nothing     = "nothing"

	goldenBroken = "no longer found: "
)

// goldenPublished is the day, a Wednesday, on which the articles of the tables appear.
var goldenPublished = time.Date(2024, time.May, 15, 0, 0, 0, 0, time.UTC)

// goldenSteps reads a text up to one step of the pipeline and says what was found.
var goldenSteps = []struct {
	name string
	find func(a *facts.Article) []string
}{
	{"01-sentences", findingsOfSentences},
	{"02-tokens", findingsOfTokens},
	{"03-marks", findingsOfMarks},
	{"04-names", findingsOfNames},
	{"05-roles", findingsOfRoles},
	{"06-coreference", findingsOfCoreference},
	{"07-quotes", findingsOfQuotes},
	{"08-statements", findingsOfStatements},
	{"09-figures", findingsOfFigures},
	{"10-fates", findingsOfFates},
	{"11-events", findingsOfEvents},
	{"12-topics", findingsOfTopics},
	{"13-checks", findingsOfChecks},
	{"14-verify", findingsOfVerify},
	{"15-clauses", findingsOfClauses},
}

func TestGolden(t *testing.T) {
	updating := os.Getenv("UPDATE") != ""
	for _, step := range goldenSteps {
		t.Run(step.name, func(t *testing.T) {
			file := goldenFile(step.name)
			blocks := readGolden(t, file)
			right, missed := 0, 0
			for i := range blocks {
				b := &blocks[i]
				if b.input == "" {
					continue
				}
				for _, c := range b.compare(step.find(goldenArticle(b.input))) {
					// what breaks is told even while the marks are moved
					if broken := strings.HasPrefix(c, goldenBroken); broken || !updating {
						t.Errorf("%s:%d: %s\n\t%s", file, b.line, c, b.input)
					}
				}
				if b.missed() {
					missed++
				} else {
					right++
				}
			}
			t.Logf("%s: %d right, %d known misses", step.name, right, missed)
			if updating {
				writeGolden(t, file, blocks)
			} else if t.Failed() {
				t.Log("UPDATE=1 go test ./facts/... moves the marks of the table; look at the difference")
			}
		})
	}
}

// Every fact of every table passes Verify, and no longer does when it is tampered with.
func TestGoldenFactsAreProved(t *testing.T) {
	tampered := map[facts.Kind]int{}
	for _, step := range goldenSteps {
		for _, b := range readGolden(t, goldenFile(step.name)) {
			if b.input == "" {
				continue
			}
			a := goldenArticle(b.input)
			table := Table(a)
			if table.Dropped > 0 {
				t.Errorf("%s:%d: %d facts dropped", step.name, b.line, table.Dropped)
			}
			for _, f := range table.Facts {
				if err := facts.Verify(a, &f); err != nil {
					t.Errorf("%s:%d: %s: %v", step.name, b.line, a.Slice(f.Span), err)
				}
				for how, bad := range tamper(a, f) {
					if tampered[f.Kind]++; facts.Verify(a, &bad) == nil {
						t.Errorf("%s:%d: a %s passes with %s", step.name, b.line, f.Kind, how)
					}
				}
			}
		}
	}
	for _, kind := range []facts.Kind{facts.KindFigure, facts.KindQuote, facts.KindStatement, facts.KindPerson, facts.KindEvent} {
		if tampered[kind] == 0 {
			t.Errorf("no %s in the tables", kind)
		}
	}
}

// tamper gives a fact with one thing wrong in each.
func tamper(a *facts.Article, f facts.Fact) map[string]facts.Fact {
	const absent = "\x00 stands in no article"
	out := map[string]facts.Fact{}
	moved := f
	moved.Span.Start += len(a.Text)
	moved.Span.End += len(a.Text)
	out["a span beyond the text"] = moved
	empty := f
	empty.Span.End = empty.Span.Start
	out["an empty span"] = empty
	lost := f
	lost.Sentence = len(a.Sentences)
	out["a sentence that is not there"] = lost
	if f.By != nil && f.By.Cue != "" {
		by := *f.By
		by.Cue = absent
		cue := f
		cue.By = &by
		out["a cue that is not written"] = cue
	}
	part := f
	switch {
	case f.Figure != nil:
		figure := *f.Figure
		figure.Surface = absent
		part.Figure = &figure
	case f.Person != nil:
		person := *f.Person
		person.Name = absent
		part.Person = &person
	case f.Event != nil:
		event := *f.Event
		event.When = absent
		part.Event = &event
	default:
		part.Quote = nil
	}
	out["words that are not written"] = part
	return out
}

// The marks of an entry follow what is found; what is right stays.
func TestGoldenMarks(t *testing.T) {
	for _, c := range []struct {
		name, before string
		found        []string
		after        string
		changes      int
	}{
		{"as before", "= a\n! b\n~ c", []string{"a", "c"}, "= a\n! b\n~ c", 0},
		{"broken", "= a", []string{"c"}, "! a\n~ c", 2},
		{"mended", "! a\n~ c", []string{"a"}, "= a", 2},
		{"one too many", "= a", []string{"a", "a"}, "= a\n~ a", 1},
		{"nothing is right", "= nothing", nil, "= nothing", 0},
		{"nothing is found", "= a", nil, "! a\n~ nothing", 2},
	} {
		var b goldenBlock
		for line := range strings.Lines(c.before) {
			b.findings = append(b.findings, goldenFinding{line[:2], strings.TrimSpace(line[2:])})
		}
		changes := b.compare(c.found)
		var after []string
		for _, f := range b.findings {
			after = append(after, f.mark+f.text)
		}
		if got := strings.Join(after, "\n"); got != c.after || len(changes) != c.changes {
			t.Errorf("%s: %q with %d changes %q, want %q with %d", c.name, got, len(changes), changes, c.after, c.changes)
		}
	}
}

func goldenFile(step string) string {
	return filepath.Join("testdata", "golden", step+".txt")
}

func goldenArticle(input string) *facts.Article {
	text := strings.ReplaceAll(strings.ReplaceAll(input, " ¶ ", "\n\n"), " ⏎ ", "\n")
	a := article.FromText("golden", text)
	a.Published = goldenPublished
	return a
}

// A goldenBlock is an entry of a table, or a comment that stands by itself.
type goldenBlock struct {
	line     int // of the input, for messages
	comments []string
	input    string
	findings []goldenFinding
}

type goldenFinding struct{ mark, text string }

func (b *goldenBlock) missed() bool {
	return slices.ContainsFunc(b.findings, func(f goldenFinding) bool { return f.mark != goldenRight })
}

// compare moves the marks to what is found now, and says what has changed.
func (b *goldenBlock) compare(found []string) (changes []string) {
	if len(found) == 0 {
		found = []string{nothing}
	}
	var now, wrong []goldenFinding
	for _, f := range b.findings {
		if f.mark == goldenWrong {
			wrong = append(wrong, f)
			continue
		}
		mark := goldenMiss
		if i := slices.Index(found, f.text); i >= 0 {
			mark, found = goldenRight, slices.Delete(slices.Clone(found), i, i+1)
		}
		switch {
		case f.mark == goldenRight && mark == goldenMiss:
			changes = append(changes, goldenBroken+f.text)
		case f.mark == goldenMiss && mark == goldenRight:
			changes = append(changes, "a known miss is mended: "+f.text)
		}
		now = append(now, goldenFinding{mark, f.text})
	}
	for _, text := range found {
		f := goldenFinding{goldenWrong, text}
		if i := slices.Index(wrong, f); i >= 0 {
			wrong = slices.Delete(wrong, i, i+1)
		} else {
			changes = append(changes, "found now, and not right: "+text)
		}
		now = append(now, f)
	}
	for _, f := range wrong {
		changes = append(changes, "a wrong finding is gone: "+f.text)
	}
	b.findings = now
	return changes
}

func readGolden(t *testing.T, file string) []goldenBlock {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []goldenBlock
	b := goldenBlock{}
	add := func() {
		if b.input != "" && len(b.findings) == 0 {
			t.Fatalf("%s:%d: an entry without findings", file, b.line)
		}
		if b.input != "" || len(b.comments) > 0 {
			blocks = append(blocks, b)
		}
		b = goldenBlock{}
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "":
			add()
		case strings.HasPrefix(line, "# "):
			b.comments = append(b.comments, line)
		case b.input == "":
			b.input, b.line = line, n
		case len(line) > 2 && (line[:2] == goldenRight || line[:2] == goldenMiss || line[:2] == goldenWrong):
			b.findings = append(b.findings, goldenFinding{line[:2], line[2:]})
		default:
			t.Fatalf("%s:%d: neither text nor finding: %s", file, n, line)
		}
	}
	add()
	return blocks
}

func writeGolden(t *testing.T, file string, blocks []goldenBlock) {
	t.Helper()
	var out strings.Builder
	for i, b := range blocks {
		if i > 0 {
			out.WriteByte('\n')
		}
		for _, c := range b.comments {
			fmt.Fprintln(&out, c)
		}
		if b.input != "" {
			fmt.Fprintln(&out, b.input)
		}
		for _, f := range b.findings {
			fmt.Fprintln(&out, f.mark+f.text)
		}
	}
	if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// flat shows a text in one line, as the tables write it.
func flat(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\n\n", " ¶ "), "\n", " ⏎ ")
}

// findingsOfSentences is one line: the sentences with bars between them.
func findingsOfSentences(a *facts.Article) []string {
	var parts []string
	for i := range a.Sentences {
		parts = append(parts, flat(a.Sentence(i)))
	}
	return []string{strings.Join(parts, " | ")}
}

// findingsOfTokens is one line: the tokens with bars between them.
func findingsOfTokens(a *facts.Article) []string {
	var parts []string
	for _, t := range lang.Tokens(a.Text) {
		parts = append(parts, a.Slice(t.Span))
	}
	return []string{strings.Join(parts, " | ")}
}

// findingsOfMarks is a line for each quotation: its content, and how it ends.
func findingsOfMarks(a *facts.Article) []string {
	d := newDoc(a)
	d.findNames()
	d.quotations()
	var out []string
	for i := range d.quotes {
		q := &d.quotes[i]
		line := "[" + flat(d.text(q.run)) + "]"
		for _, note := range []struct {
			applies bool
			text    string
		}{{q.inside >= 0, "nested"}, {q.close < 0, "not closed"}, {q.goesOn, "goes on"}, {q.resumes, "resumes"}} {
			if note.applies {
				line += " " + note.text
			}
		}
		out = append(out, line)
	}
	return out
}

// findingsOfNames is a line for each entity: its kind, fullest name and other names.
func findingsOfNames(a *facts.Article) []string {
	var out []string
	for _, e := range Table(a).Entities {
		if e.Name == "" {
			continue
		}
		line := string(e.Kind) + " " + e.Name
		if len(e.Aliases) > 0 {
			line += " · also " + strings.Join(slices.Sorted(slices.Values(e.Aliases)), ", ")
		}
		out = append(out, line)
	}
	return out
}

// findingsOfRoles is a line for each person: name, role and organisation.
func findingsOfRoles(a *facts.Article) []string {
	var out []string
	for _, f := range Table(a).Facts {
		if p := f.Person; p != nil {
			out = append(out, p.Name+" · "+cmp.Or(p.Role, "–")+" · "+cmp.Or(p.Organisation, "–"))
		}
	}
	return out
}

// findingsOfCoreference is a line for each expression that is not the name itself of
// whom it means: pronouns, roles, and the mentions of speakers.
func findingsOfCoreference(a *facts.Article) []string {
	var out []string
	add := func(mention, name string) {
		line := mention + " → " + name
		if strings.TrimPrefix(strings.ToLower(mention), "the ") != strings.TrimPrefix(strings.ToLower(name), "the ") && !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	t := Table(a)
	for _, e := range t.Entities {
		for _, m := range e.Mentions {
			if m.Pronoun {
				add(a.Slice(m.Span), e.Name)
			}
		}
	}
	for _, f := range t.Facts {
		if f.Quote != nil && f.By != nil && f.By.Speaker != nil {
			add(f.By.Speaker.Mention, f.By.Speaker.Name)
		}
	}
	return out
}

// goldenBy is the cue and the speaker of a quotation or statement.
func goldenBy(by *facts.Attribution) string {
	cue, name := "–", "nobody"
	if by != nil {
		cue = cmp.Or(by.Cue, cue)
		if s := by.Speaker; s != nil {
			name = s.Name
			if s.Role != "" || s.Organisation != "" {
				name += " (" + cmp.Or(s.Role, "–") + "; " + cmp.Or(s.Organisation, "–") + ")"
			}
		}
	}
	return " · " + cue + " · " + name
}

// findingsOfQuotes is a line for each quotation: type, content, cue, and the speaker
// with role and organisation; then channel and day when they are told.
func findingsOfQuotes(a *facts.Article) []string {
	var out []string
	for _, f := range Table(a).Facts {
		if f.Kind != facts.KindQuote {
			continue
		}
		line := string(f.Quote.Type) + " “" + flat(a.Slice(f.Span)) + "”" + goldenBy(f.By)
		if f.By != nil && f.By.Channel != "" {
			line += " · " + f.By.Channel
		}
		if f.By != nil && f.By.When != "" {
			line += " · " + f.By.When
		}
		out = append(out, line)
	}
	return out
}

// findingsOfStatements is a line for each statement: content, cue and speaker.
func findingsOfStatements(a *facts.Article) []string {
	var out []string
	for _, f := range Table(a).Facts {
		if f.Kind == facts.KindStatement {
			out = append(out, flat(a.Slice(f.Span))+goldenBy(f.By))
		}
	}
	return out
}

// findingsOfFigures is a line for each figure: as written, value with unit, what is
// counted, and who gives it when that is not the reporter.
func findingsOfFigures(a *facts.Article) []string {
	var out []string
	for _, f := range Table(a).Facts {
		fig := f.Figure
		if fig == nil {
			continue
		}
		line := fig.Surface + " = " + strconv.FormatFloat(fig.Value, 'f', -1, 64)
		if fig.Range {
			line += " to " + strconv.FormatFloat(fig.Max, 'f', -1, 64)
		}
		if fig.Unit != "" {
			line += " " + fig.Unit
		}
		line += " · " + cmp.Or(fig.Noun, "–")
		if fig.Approx {
			line += " · approx"
		}
		if f.By != nil && f.By.Speaker != nil {
			line += " · by " + f.By.Speaker.Name
		}
		out = append(out, line)
	}
	return out
}

// findingsOfFates is a line for each figure: what happened to what it counts.
func findingsOfFates(a *facts.Article) []string {
	var out []string
	for _, f := range Table(a).Facts {
		if f.Figure != nil {
			out = append(out, f.Figure.Surface+" → "+cmp.Or(flat(a.Slice(f.Figure.Fate)), "–"))
		}
	}
	return out
}

// findingsOfEvents is a line for each event: when as written, the day it means, where.
func findingsOfEvents(a *facts.Article) []string {
	var out []string
	for _, f := range Table(a).Facts {
		if f.Event != nil {
			line := f.Event.When + " = " + cmp.Or(f.Event.Date, "–")
			if f.Event.Where != "" {
				line += " · " + f.Event.Where
			}
			out = append(out, line)
		}
	}
	return out
}

// findingsOfTopics is a line for each topic: its name, then the other words of the text
// that mean it.
func findingsOfTopics(a *facts.Article) []string {
	text := " " + strings.Join(strings.FieldsFunc(strings.ToLower(a.Text), func(r rune) bool { return strings.ContainsRune(" \n.,;:“”\"", r) }), " ") + " "
	var out []string
	for _, topic := range Table(a).Topics {
		line := topic.Name
		for i, form := range topic.Forms {
			if i > 0 && strings.Contains(text, " "+form+" ") {
				line += " · " + form
			}
		}
		out = append(out, line)
	}
	return out
}

// findingsOfChecks is a line for each sum.
func findingsOfChecks(a *facts.Article) []string {
	t := Table(a)
	var out []string
	for _, c := range t.Checks {
		var terms []string
		for _, i := range c.Operands {
			terms = append(terms, t.Facts[i].Figure.Surface)
		}
		out = append(out, strings.Join(terms, " + ")+" = "+t.Facts[c.Total].Figure.Surface)
	}
	return out
}

// findingsOfVerify is a line for each fact: kind, byte offsets and content.
func findingsOfVerify(a *facts.Article) []string {
	t := Table(a)
	var out []string
	for _, f := range t.Facts {
		out = append(out, fmt.Sprintf("%s %d:%d %s", f.Kind, f.Span.Start, f.Span.End, flat(a.Slice(f.Span))))
	}
	if t.Dropped > 0 {
		out = append(out, fmt.Sprintf("%d dropped", t.Dropped))
	}
	return out
}

// findingsOfClauses is a line for each event: when as written, what its clause tells, and
// who says so.
func findingsOfClauses(a *facts.Article) []string {
	var out []string
	for _, f := range Table(a).Facts {
		if f.Event != nil {
			out = append(out, f.Event.When+" = "+flat(a.Slice(f.Span))+goldenBy(f.By))
		}
	}
	return out
}
