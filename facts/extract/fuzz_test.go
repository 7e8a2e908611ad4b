package extract

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"byline/facts"
	"byline/facts/article"
)

// Every step is fuzzed with the tricky lines of its table as seeds. What a step
// promises of its runs is checked here; the last function checks the whole table.
//
//	go test -fuzz FuzzTable ./facts/extract -fuzztime 5m

func FuzzMarks(f *testing.F) {
	addGolden(f, "03-marks")
	f.Fuzz(func(t *testing.T, text string) {
		d := docOf(t, text)
		d.findNames()
		d.quotations()
		for i := range d.quotes {
			q := &d.quotes[i]
			d.checkRun(t, "quotation", q.run)
			if q.open != q.first-1 || q.close >= 0 && q.close != q.last+1 {
				t.Errorf("marks %d and %d around %v", q.open, q.close, q.run)
			}
			end := max(q.last, q.close)
			if d.paraOf[q.open] != d.paraOf[end] {
				t.Errorf("quotation %v goes beyond its paragraph", q.run)
			}
			if o := q.inside; o >= 0 && !(d.quotes[o].has(q.open) && d.quotes[o].has(q.last)) {
				t.Errorf("quotation %v is not inside %v", q.run, d.quotes[o].run)
			}
		}
		for i, q := range d.quoteOf {
			if q >= 0 && !d.quotes[q].has(i) {
				t.Errorf("token %d is not in quotation %v", i, d.quotes[q].run)
			}
		}
	})
}

func FuzzNames(f *testing.F) {
	addGolden(f, "04-names", "05-roles")
	f.Fuzz(func(t *testing.T, text string) {
		d := docOf(t, text)
		d.upToMentions()
		for i := range d.names {
			n := &d.names[i]
			d.checkInSentence(t, "name", n.run)
			for k := n.first; k <= n.last; k++ {
				if d.nameOf[k] != i {
					t.Errorf("token %d is in name %d and counted to %d", k, i, d.nameOf[k])
				}
			}
			if n.role.len() > 0 {
				d.checkInSentence(t, "role", n.role)
			}
			if n.entity >= len(d.entities) {
				t.Errorf("entity %d of %d", n.entity, len(d.entities))
			}
		}
		for i := range d.entities {
			if e := &d.entities[i]; e.hasRole {
				d.checkInSentence(t, "role", e.role.run)
			}
		}
		last := 0
		for _, m := range d.mentions {
			d.checkInSentence(t, "mention", m.run)
			if m.first < last || m.entity < 0 || m.entity >= len(d.entities) {
				t.Errorf("mention %v of entity %d after token %d", m.run, m.entity, last)
			}
			last = m.first
		}
	})
}

func FuzzPhrases(f *testing.F) {
	addGolden(f, "06-coreference")
	f.Fuzz(func(t *testing.T, text string) {
		d := docOf(t, text)
		d.upToMentions()
		end := -1
		for i := range d.phrases {
			p := &d.phrases[i]
			d.checkInSentence(t, "phrase", p.run)
			if p.first <= end || !p.has(p.head) {
				t.Errorf("phrase %v with head %d behind token %d", p.run, p.head, end)
			}
			end = p.last
			for k := p.first; k <= p.last; k++ {
				if d.phraseOf[k] != i {
					t.Errorf("token %d is in phrase %d and counted to %d", k, i, d.phraseOf[k])
				}
			}
		}
	})
}

func FuzzCues(f *testing.F) {
	addGolden(f, "07-quotes", "08-statements")
	f.Fuzz(func(t *testing.T, text string) {
		d := docOf(t, text)
		d.upToMentions()
		d.findCues()
		last := 0
		for i := range d.cues {
			c := &d.cues[i]
			d.checkInSentence(t, "cue", c.run)
			if !c.has(c.verb) || c.verb < last {
				t.Errorf("verb %d of cue %v behind %d", c.verb, c.run, last)
			}
			last = c.verb
			for what, r := range map[string]run{"source": c.source, "channel": c.channel, "time": c.when} {
				if r.len() > 0 {
					d.checkInSentence(t, what, r)
				}
			}
			if c.speaker.known() {
				d.checkRun(t, "speaker", c.speaker.source)
				if c.speaker.entity >= len(d.entities) {
					t.Errorf("entity %d of %d", c.speaker.entity, len(d.entities))
				}
			}
		}
		for _, st := range d.findStatements() {
			d.checkInSentence(t, "statement", st.run)
		}
		for _, a := range d.attribute() {
			if words := d.quotes[a.quote].len(); a.kind == facts.Mixed && words < 4 {
				t.Errorf("a mixed quotation of %d tokens", words)
			}
		}
	})
}

func FuzzFigures(f *testing.F) {
	addGolden(f, "09-figures", "10-fates")
	f.Fuzz(func(t *testing.T, text string) {
		d := docOf(t, text)
		d.upToMentions()
		d.findTimes()
		for _, fig := range d.findFigures() {
			d.checkInSentence(t, "figure", fig.run)
			if d.sentOf[fig.first] != fig.sentence {
				t.Errorf("figure %v is not in sentence %d", fig.run, fig.sentence)
			}
			for what, r := range map[string]run{"fate": fig.fate, "time": fig.when} {
				if r.len() > 0 {
					d.checkInSentence(t, what, r)
				}
			}
			if !isFinite(fig.value) || !isFinite(fig.max) || fig.isRange && fig.max < fig.value {
				t.Errorf("%q is %v to %v", d.text(fig.run), fig.value, fig.max)
			}
		}
	})
}

// FuzzNumbers reads one token as a number, in digits and in words.
func FuzzNumbers(f *testing.F) {
	for _, w := range []string{"1,000.5", "70,000-80,000", "4-0", "20km", "$1.5bn", "-3", "16-year-old", "5.9-magnitude", "twenty-five",
		"two-thirds", "seven-and-a-half", "five-year", "1e999", "9999999999999999999", "0.0.0", "1-", "½", "٣"} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, w string) {
		if v, ok := parseDigits(w); ok && !isFinite(v) {
			t.Errorf("digits %q are %v", w, v)
		}
		if v, ok := wordValue(w); ok && !isFinite(v) {
			t.Errorf("words %q are %v", w, v)
		}
		if v, _, ok := compound(w); ok && !isFinite(v) {
			t.Errorf("compound %q is %v", w, v)
		}
		d := docOf(t, w+" boats left.")
		d.upToMentions()
		for i := range d.toks {
			if n, ok := d.numberAt(i, d.sents[d.sentOf[i]]); ok {
				d.checkInSentence(t, "number", n.run)
				if !isFinite(n.value) || !isFinite(n.max) {
					t.Errorf("%q is %v to %v", d.text(n.run), n.value, n.max)
				}
			}
		}
	})
}

// FuzzDates reads a time as written, seen from a day of the last and next centuries.
func FuzzDates(f *testing.F) {
	for _, when := range []string{"on Sunday", "next Tuesday", "July 4, 2020", "24 February", "29 February 2023", "31st Sept.", "yesterday",
		"between Monday and Friday", "February 0", "in 9999", "Ⅻ May", "may 1,5"} {
		f.Add(when, int16(0))
		f.Add(when, int16(19857)) // 2024-05-14
	}
	f.Fuzz(func(t *testing.T, when string, day int16) {
		published := time.Unix(int64(day)*24*60*60, 0).UTC()
		if day == 0 {
			published = time.Time{} // unknown
		}
		date := resolveDate(when, published, false)
		if _, err := time.Parse(time.DateOnly, date); date != "" && err != nil {
			t.Errorf("%q is %q: %v", when, date, err)
		}
		d := docOf(t, "They met "+when+".")
		d.Published = published
		d.upToMentions()
		d.findTimes()
		for _, event := range d.eventFacts(d.newGiver(nil, nil)) {
			if err := facts.Verify(d.Article, &event); err != nil {
				t.Error(err)
			}
		}
	})
}

// FuzzTable reads any file into a table: no fact is dropped, and what the table
// promises holds.
func FuzzTable(f *testing.F) {
	f.Add([]byte(article.Seed().Text))
	f.Add([]byte("\xFF\xFEa\x00\x1C\x20\xE9\x00\x1D\x20.\x00"))
	for _, step := range []string{"11-events", "12-topics", "13-checks", "14-verify"} {
		for _, text := range goldenTexts(f, step) {
			f.Add([]byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := article.Read("fuzz.txt", data)
		if err != nil {
			return
		}
		checkTable(t, Table(a))
	})
}

// checkTable checks what every table promises, whatever its article says.
func checkTable(t *testing.T, table *facts.Table) {
	t.Helper()
	a := table.Article
	if table.Dropped > 0 {
		t.Errorf("%d facts dropped", table.Dropped)
	}
	ids := map[string]bool{}
	last := 0
	for i := range table.Facts {
		f := &table.Facts[i]
		if err := facts.Verify(a, f); err != nil {
			t.Errorf("%s %v: %v", f.Kind, f.Span, err)
		}
		if f.Span.Start < last {
			t.Errorf("%s %v stands behind byte %d", f.Kind, f.Span, last)
		}
		last = f.Span.Start
		if f.Confidence < 0 || f.Confidence > 1 {
			t.Errorf("%s %v: confidence %v", f.Kind, f.Span, f.Confidence)
		}
		if f.By != nil && f.By.Speaker != nil && (f.By.Speaker.Name == "" || f.By.Rule == "" || f.Confidence == 0) {
			t.Errorf("%s %v: speaker %q by rule %q, confidence %v", f.Kind, f.Span, f.By.Speaker.Name, f.By.Rule, f.Confidence)
		}
		if _, err := table.FactJSON(i); err != nil {
			t.Errorf("%s %v as JSON: %v", f.Kind, f.Span, err)
		}
		if f.Event == nil && ids[f.ID] { // two times in one sentence are two events with the same content
			t.Errorf("%s %v %q: two facts have its id", f.Kind, f.Span, a.Slice(f.Span))
		}
		ids[f.ID] = true
	}
	for i := range table.Entities {
		for _, m := range table.Entities[i].Mentions {
			if m.Span.Empty() || m.Span.End > len(a.Text) || !onRunes(a.Text, m.Span) {
				t.Errorf("mention %v of %d bytes", m.Span, len(a.Text))
			}
		}
	}
	for i := range table.Topics {
		topic := &table.Topics[i]
		if topic.Name == "" || len(topic.Facts) == 0 || len(topic.Forms) == 0 || topic.Entity >= len(table.Entities) {
			t.Errorf("topic %+v", topic)
		}
		for k, at := range topic.Facts {
			if at < 0 || at >= len(table.Facts) || k > 0 && at <= topic.Facts[k-1] {
				t.Errorf("topic %s has facts %v of %d", topic.Name, topic.Facts, len(table.Facts))
			}
		}
	}
	for _, c := range table.Checks {
		sum := 0.0
		for _, i := range c.Operands {
			sum += table.Facts[i].Figure.Value
		}
		if total := table.Facts[c.Total].Figure.Value; sum != total || slices.Contains(c.Operands, c.Total) || !slices.IsSorted(c.Operands) {
			t.Errorf("facts %v add up to %v, not to the %v of fact %d", c.Operands, sum, total, c.Total)
		}
	}
}

// docOf is a document of any bytes, as reading a file would make it.
func docOf(t *testing.T, text string) *doc {
	t.Helper()
	return newDoc(article.FromText("fuzz", strings.ToValidUTF8(text, "\uFFFD")))
}

// upToMentions takes the steps that the later ones all need, in the order of Table.
func (d *doc) upToMentions() {
	d.findNames()
	d.quotations()
	d.classes()
	d.findPhrases()
	d.findEntities()
	d.findMentions()
}

// checkRun checks that a run holds tokens and that its bytes are whole characters.
func (d *doc) checkRun(t *testing.T, what string, r run) {
	t.Helper()
	if r.first < 0 || r.len() < 1 || r.last >= len(d.toks) {
		t.Fatalf("%s %v of %d tokens", what, r, len(d.toks))
	}
	if s := d.span(r); !onRunes(d.Text, s) {
		t.Errorf("%s %v cuts a character", what, s)
	}
}

func (d *doc) checkInSentence(t *testing.T, what string, r run) {
	t.Helper()
	d.checkRun(t, what, r)
	if d.sentOf[r.first] != d.sentOf[r.last] {
		t.Errorf("%s %q goes beyond its sentence", what, d.text(r))
	}
}

func onRunes(text string, s facts.Span) bool {
	return utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End]))
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// addGolden adds the texts of golden tables as seeds.
func addGolden(f *testing.F, steps ...string) {
	for _, step := range steps {
		for _, text := range goldenTexts(f, step) {
			f.Add(text)
		}
	}
}

// goldenTexts are the texts of a golden table without what is found in them.
func goldenTexts(tb testing.TB, step string) []string {
	tb.Helper()
	data, err := os.ReadFile(goldenFile(step))
	if err != nil {
		tb.Fatal(err)
	}
	var texts []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || len(line) > 1 && line[1] == ' ' && strings.ContainsAny(line[:1], "#=!~") {
			continue
		}
		texts = append(texts, goldenArticle(line).Text)
	}
	if len(texts) == 0 {
		tb.Fatalf("no text in %s", goldenFile(step))
	}
	return texts
}
